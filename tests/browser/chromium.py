"""Headless Chromium on the built page: what it asks of the network, says on its console, and saves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.programs import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["INSECURE", "TODAY", "Seen", "chromium", "opened"]

TODAY = "2024-11-05"
"""The day of every check, in the page and on the command line."""

INSECURE = "intranet.test"
"""A name for loopback that a browser does not take for this computer: plain http without what https gives."""

_TIME_LIMIT = 180_000
_OFFLINE = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1",
)  # fmt: skip


@dataclass
class Seen:
    """An open page and all that went out of it.

    Attributes:
        page: the page.
        requests: the address of every request, and what was sent with it.
        console: every line on the console, and every error.
        loaded: how many requests there were when it was ready.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    loaded: int = 0

    @property
    def asked_since(self) -> list[str]:
        """Requests since it was ready, without files saved out of the page's own memory."""
        return [asked for asked in self.requests[self.loaded :] if not asked.startswith("blob:")]

    def go(self, screen: str) -> None:
        """Open a screen."""
        self.page.click(f"#menu a[href='#{screen}']")
        self.page.wait_for_selector(f"#screen-{screen} h1")

    def check(self, *files: Path | Mapping[str, Any]) -> None:
        """Choose files on the first screen and wait until they are checked."""
        self.page.set_input_files("#returns", list(files))
        self.page.wait_for_selector("#results[data-done]", state="attached")

    def saved(self, label: str) -> bytes:
        """Press a button that saves a file; its content."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=label, exact=True).click()
        return Path(download.value.path()).read_bytes()

    def pasted(self) -> list[list[str]]:
        """What stands on the clipboard, as a spreadsheet takes it."""
        import csv
        from io import StringIO

        text = self.page.evaluate("navigator.clipboard.readText()")
        return list(csv.reader(StringIO(text, newline=""), delimiter="\t"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a screen."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing("PyPI's playwright")
    program = shutil.which("chromium") or missing("Chromium")
    # Its proxy settings would send loopback elsewhere.
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_OFFLINE), env=env)
        yield browser
        browser.close()


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Seen]:
    """The page, ready, on the day of the tests."""
    context.set_default_timeout(_TIME_LIMIT)
    context.clock.set_fixed_time(f"{TODAY}T12:00:00")
    page = context.new_page()
    seen = Seen(page)
    page.on("request", lambda request: seen.requests.append(f"{request.url} {request.post_data or ''}"))
    page.on("console", lambda line: seen.console.append(line.text))
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    seen.loaded = len(seen.requests)
    yield seen
    page.close()
