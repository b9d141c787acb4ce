"""Pictures of the web page, for docs/browser.md; the reviews and the person in them are made up.

    python -m uv run --group browser python -m docs.pictures.page

npm and Debian's Chromium must be installed.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from addin.browser.page import build_page
from addin.browser.serving import page_server
from reports.london_example import london_returns
from tests.browser.chromium import Seen, chromium, opened
from workbook_templates.template import FilledReturn, template_bytes

HERE = Path(__file__).parent
TEXT = """On 3 March the mother of Child A rang 07700 900123.
Mr Zebedee Quillfeather (NHS number 999 000 0018) lives at 12a Larkmead Rd."""


def checked(seen: Seen, folder: Path) -> None:
    """The findings of the London example."""
    files = []
    for one in london_returns():
        filled = FilledReturn(
            your_icb={"your_icb": one.icb_code, "reporting_month": one.reporting_month}, rows=one.rows
        )
        files.append(folder / f"{one.icb_code} 2024-10.xlsx")
        files[-1].write_bytes(template_bytes(filled=filled, ready_rows=len(one.rows)))
    seen.check(*files)
    seen.page.evaluate("scrollTo(0, 0)")
    seen.page.set_viewport_size({"width": 1280, "height": 1240})
    seen.page.screenshot(path=HERE / "page-check.png")
    seen.page.set_viewport_size({"width": 1280, "height": 720})


def typed(seen: Seen) -> None:
    """A text with its personal details underlined."""
    seen.go("text")
    seen.page.fill("#text", TEXT)
    seen.page.wait_for_selector("#text-details li")
    seen.page.screenshot(path=HERE / "page-text.png")


def main() -> None:
    """Build the page and take the pictures."""
    built = build_page()
    with (
        tempfile.TemporaryDirectory() as folder,
        page_server(built.folder, port=0) as server,
        chromium() as browser,
        browser.new_context(viewport={"width": 1280, "height": 720}) as context,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with opened(context, f"http://127.0.0.1:{server.server_port}/") as seen:
            checked(seen, Path(folder))
            typed(seen)
        server.shutdown()


if __name__ == "__main__":
    main()
