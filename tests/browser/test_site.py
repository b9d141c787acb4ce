"""The site of the pages: every link leads somewhere, nothing is fetched, and everybody can read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from docs.site.build import build
from tests.programs import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
AXE = json.loads((ROOT / "tests" / "browser" / "package.json").read_text(encoding="utf-8"))["dependencies"]["axe-core"]
READ = ("README", "docs/guide-quality-leads", "docs/rules", "docs/messages", "ARCHITECTURE", "CHANGELOG")
"""The pages that are opened: the first one, one with pictures, long ones with tables and with code."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built; Sphinx refuses a link, an anchor or a picture that is not there."""
    if find_spec("sphinx") is None:
        missing("PyPI's sphinx, from the group docs,")

    folder = tmp_path_factory.mktemp("made") / "site"
    build(folder)
    return folder


def test_every_link_of_the_site_leads_to_a_file_of_it(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for address in re.findall(r'(?:href|src)="([^"#]+)', text):
            if not address.startswith(("http", "mailto:", "data:")):
                assert (page.parent / unquote(address.partition("?")[0])).exists(), f"{page.name}: {address}"


def test_nothing_of_the_site_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not re.search(r'(src|<link[^>]*href)="(https?:)?//', page.read_text(encoding="utf-8")), page.name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet.name


def test_axe_finds_no_fault_in_its_pages(browser: Browser, site: Path, tmp_path: Path) -> None:
    npm = shutil.which("npm") or missing("npm")
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    subprocess.run([*command, f"axe-core@{AXE}"], cwd=tmp_path, check=True)
    axe = (tmp_path / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    asked = "axe.run().then((told) => told.violations.map((each) => [each.id, ...each.nodes.map((node) => node.html)]))"
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        went_out: list[str] = []
        page.on("request", lambda request: went_out.append(request.url) if request.url.startswith("http") else None)
        for number, name in enumerate(READ):
            page.emulate_media(color_scheme="dark" if number % 2 else "light")
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate(axe)
            assert page.evaluate(asked) == [], name
        assert went_out == []
