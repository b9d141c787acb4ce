"""The page in headless Chromium: from the first byte to ready, ready again, and one return of 500 records checked.

python -m uv run --group browser python -m benchmarks.browser [--records 500] [--rounds 5]
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from addin.browser.page import build_page
from addin.browser.serving import page_server
from benchmarks.made_up_returns import MONTH, made_up_rows
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


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    rows = list(made_up_rows("QMF", asked.records, seed=1))
    heading = {"your_icb": "QMF", "reporting_month": MONTH}
    content = template_bytes(filled=FilledReturn(your_icb=heading, rows=rows), ready_rows=asked.records)
    today = date.fromisoformat(TODAY)
    native = _best(lambda: check_return(Source("QMF.xlsx"), content, today=today), asked.rounds)
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
        for _ in range(asked.rounds):
            with browser.new_context() as context:
                for times in (first, again):
                    began = time.perf_counter()
                    with opened(context, address) as seen:
                        times.append(time.perf_counter() - began)
        with browser.new_context() as context, opened(context, address) as seen:
            in_page = _best(lambda: seen.check(path), asked.rounds)
        server.shutdown()
    print(
        f"first visit to ready: {min(first):.2f} s; again: {min(again):.2f} s",
        f"one return of {asked.records} records, from choosing it to the table: {in_page:.2f} s",
        f"the same check natively (without starting Python): {native:.2f} s; ratio {in_page / native:.1f}",
        sep="\n",
    )


if __name__ == "__main__":
    main()
