"""One build and one browser for all tests of the page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from addin.browser.serving import page_server
from tests.browser.chromium import Seen, chromium, opened
from tests.command_line.running import scrt
from tests.programs import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@dataclass
class Served:
    """The folder on loopback: where it is, and the path of every request that came."""

    address: str
    came: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `scrt browser build` writes."""
    if shutil.which("npm") is None:
        missing("npm")
    folder = tmp_path_factory.mktemp("page")
    ran = scrt("browser", "build", "--out", folder)
    assert ran.status == 0, ran.err
    assert "of at most 16" in ran.out
    return folder


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[Served]:
    """The folder as `scrt browser serve` shows it."""
    files = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    with page_server(files, port=0) as server:
        one = Served(f"http://127.0.0.1:{server.server_port}/")
        kept = server.RequestHandlerClass.do_GET  # type: ignore[attr-defined]

        def noted(handler: object) -> None:
            one.came.append(handler.path)  # type: ignore[attr-defined]
            kept(handler)

        server.RequestHandlerClass.do_GET = noted  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield one
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


@pytest.fixture(scope="module")
def seen(browser: Browser, served: Served) -> Iterator[Seen]:
    """The page of the folder, opened once for the tests of a file."""
    with browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True) as one:
        one.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address.rstrip("/"))
        with opened(one, served.address) as page:
            yield page
