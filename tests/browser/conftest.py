"""One build and one browser for all tests of the page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from addin.browser.serving import page_server
from tests.browser.chromium import chromium
from tests.command_line.running import scrt
from tests.programs import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `scrt browser build` writes."""
    if shutil.which("npm") is None:
        missing("npm")
    folder = tmp_path_factory.mktemp("page")
    ran = scrt("browser", "build", "--out", folder)
    assert ran.status == 0, ran.err
    (folder / "said.txt").write_text(ran.out, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address of the folder on loopback."""
    files = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    with page_server(files, port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of its own: no cache and no storage of another's."""
    with browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True) as one:
        yield one
