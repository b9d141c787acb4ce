"""The page in headless Chromium: from the first byte to ready, ready again, and one return of 500 records checked.

python -m uv run --group browser python -m benchmarks browser [--records 500] [--rounds 3]
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from addin.browser.page import build_page
from addin.browser.serving import page_server
from benchmarks.made_up_returns import MONTH, made_up_rows
from benchmarks.rows import Row
from reports.check_report import Source, check_return
from tests.browser.chromium import TODAY, chromium, opened
from workbook_templates.template import FilledReturn, template_bytes


def _best(work: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def rows(*, records: int, rounds: int) -> Iterator[Row]:
    """How long until ready, and the check of a return against the same check natively."""
    made = list(made_up_rows("QMF", records, seed=1))
    heading = {"your_icb": "QMF", "reporting_month": MONTH}
    content = template_bytes(filled=FilledReturn(your_icb=heading, rows=made), ready_rows=records)
    today = date.fromisoformat(TODAY)
    native = _best(lambda: check_return(Source("QMF.xlsx"), content, today=today), rounds)
    built = build_page()
    with (
        tempfile.TemporaryDirectory() as folder,
        page_server(built.folder, port=0) as server,
        chromium() as browser,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        path = Path(folder) / "QMF.xlsx"
        path.write_bytes(content)
        address = f"http://127.0.0.1:{server.server_port}/"
        first, again = [], []
        for _ in range(rounds):
            with browser.new_context() as context:
                for times in (first, again):
                    began = time.perf_counter()
                    with opened(context, address) as seen:
                        times.append(time.perf_counter() - began)
        with browser.new_context() as context, opened(context, address) as seen:
            in_page = _best(lambda: seen.check(path), rounds)
        server.shutdown()
    yield Row("browser", "a first visit until ready", f"{min(first):.2f} s", f"the next: {min(again):.2f} s")
    against = f"natively, Python running: {native:.2f} s"
    what = f"{records} records, from choosing the file to the table"
    yield Row("browser", what, f"{in_page:.2f} s", against, in_page / native, "2 s")
