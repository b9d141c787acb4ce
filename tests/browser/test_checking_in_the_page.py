"""What the page says of returns is what the command line says, and nothing leaves it."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reports.london_example import london_returns
from tests.browser.chromium import TODAY, Seen, opened
from tests.command_line.running import scrt
from workbook_templates.template import FilledReturn, template_bytes

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def london(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The London example's returns, a file each."""
    folder = tmp_path_factory.mktemp("london")
    files = []
    for one in london_returns():
        heading = {"your_icb": one.icb_code, "reporting_month": one.reporting_month, "own_total": one.own_total}
        filled = FilledReturn(your_icb=heading, rows=one.rows)
        path = folder / f"{one.icb_code} 2024-10.xlsx"
        path.write_bytes(template_bytes(filled=filled, ready_rows=len(one.rows)))
        files.append(path)
    return files


def told_by_the_command_line(files: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Any, bytes]:
    """The JSON document and the report of `scrt check`, run where the files lie."""
    monkeypatch.chdir(files[0].parent)
    names = [path.name for path in files]
    document = json.loads(scrt("check", *names, "--json", "--today", TODAY).out)
    out = Path(f"report-{tmp_path.name}.xlsx")
    scrt("check", *names, "--out", out, "--today", TODAY)
    return document, out.read_bytes()


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook, whatever it was packed with."""
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def ordered(document: Any) -> str:
    for one in document["files"]:
        one["findings"].sort(key=lambda finding: json.dumps(finding))
    return json.dumps(document, indent=1)


def assert_nothing_asked_while(seen: Seen, before: int, address: str) -> None:
    """No request but for downloads out of the page's own memory, and nothing on the console."""
    assert [asked for asked in seen.requests[before:] if not asked.startswith("blob:")] == []
    assert [asked for asked in seen.requests if not asked.startswith((address, "blob:", "data:"))] == []
    assert seen.console == []


@pytest.mark.parametrize("form", ["folder", "single file"])
def test_the_findings_and_the_report_are_the_command_line_s(
    form: str,
    built: Path,
    served: str,
    context: BrowserContext,
    london: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    document, report = told_by_the_command_line(london, monkeypatch, tmp_path)
    address = served if form == "folder" else (built / "scrt-check.html").as_uri()
    with opened(context, address) as seen:
        asked = len(seen.requests)
        seen.check(*london)
        in_page = json.loads(seen.saved("Download findings (JSON)"))
        assert ordered(in_page) == ordered(document)
        assert parts_of(seen.saved("Download report")) == parts_of(report)
        found = sum(len(one["findings"]) for one in document["files"])
        assert found > 50
        assert seen.page.inner_text("#counted") == f"{found} findings."
        assert_nothing_asked_while(seen, asked, address)
