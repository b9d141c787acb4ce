"""One press of Check quality in LibreOffice: from starting Python to the findings standing in the open workbook.

python -m uv run python -m benchmarks.click [--records 500] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path

from addin import macros
from addin.libreoffice.engine import connected
from addin.libreoffice.office import own_office
from benchmarks.made_up_returns import MONTH, made_up_rows
from benchmarks.rows import Row
from workbook_templates.template import CellValue, FilledReturn, template_bytes

_BEGIN = "import sys, time, json; began = time.perf_counter();"
_REACH = "app = connected(desktop_at(sys.argv[1])); book = app.books.active; reached = time.perf_counter();"
_BARE = f"""
{_BEGIN}
import xlwings
imported = time.perf_counter()
sys.path.append("/usr/lib/python3/dist-packages")
import uno
resolve = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver").resolve
there = resolve(f"uno:{{sys.argv[1]}};urp;StarOffice.ComponentContext")
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.getComponents().createEnumeration().nextElement()
reached = time.perf_counter()
table = document.DatabaseRanges.getByName("cases").getReferredCells().getDataArray()
done = time.perf_counter()
print(json.dumps({{"imports": imported - began, "reaching": reached - imported, "reading": done - reached}}))
"""
"""The least that a button of this kind costs: Python, xlwings, and the table read in one go, with nothing of ours."""

_PRESS = f"""
{_BEGIN}
from addin.libreoffice.__main__ import connected, desktop_at, macros
imported = time.perf_counter()
{_REACH}
took = dict.fromkeys(("reading", "checking", "writing"), 0.0)
def timed(name, work):
    def run(*given, **more):
        at = time.perf_counter()
        try:
            return work(*given, **more)
        finally:
            took[name] += time.perf_counter() - at
    return run
macros.read_open_return = timed("reading", macros.read_open_return)
macros.findings_table = timed("reading", macros.findings_table)
macros.check = timed("checking", macros.check)
said = macros.check_quality(book)
took["writing"] = time.perf_counter() - reached - took["reading"] - took["checking"]
print(json.dumps({{"imports": imported - began, "reaching": reached - imported, **took}}))
"""
"""The press: what is neither reading nor the check itself is counted as writing."""

_PARTS = ("interpreter", "imports", "reaching", "reading", "checking", "writing")


def _run(program: str, connection: str) -> dict[str, float]:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program, connection], capture_output=True, text=True, check=True)
    whole = time.perf_counter() - began
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {"whole": whole, "interpreter": whole - sum(told.values()), **told}


def _best(run: Callable[[], dict[str, float]], rounds: int) -> dict[str, float]:
    """The round that took the least: what else the machine did is in the others."""
    return min((run() for _ in range(rounds)), key=lambda told: told["whole"])


def _many_faults(rows: list[dict[str, CellValue]]) -> list[dict[str, CellValue]]:
    """The same records with seven cells of each blank or wrong."""
    wrong: Mapping[str, CellValue] = {
        "Status": "open?", "Theme 1": "Neglct", "Date added": "30/06/23", "Incident date": None, "Overview": None,
        "Link to report": "on our website", "Designated professional": None, "Health recommendations": "some",
    }  # fmt: skip
    return [row | dict(islice(cycle(wrong.items()), at % 3, at % 3 + 7)) for at, row in enumerate(rows)]


def _measured(rows: list[dict[str, CellValue]], rounds: int) -> tuple[str, dict[str, float], dict[str, float]]:
    connection = f"pipe,name=scrt-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "QMF.xlsx"
        heading: dict[str, CellValue] = {"your_icb": "QMF", "reporting_month": MONTH}
        path.write_bytes(template_bytes(filled=FilledReturn(your_icb=heading, rows=rows), ready_rows=len(rows)))
        with own_office(Path(name) / "profile", connection=connection) as desktop:
            book = connected(desktop).books.open(str(path))

            def first_press() -> dict[str, float]:
                macros.clear_findings(book)
                return _run(_PRESS, connection)

            said = macros.check_quality(book)
            bare, press = _best(lambda: _run(_BARE, connection), rounds), _best(first_press, rounds)
            book.close()
    return said, bare, press


def rows(*, records: int, rounds: int) -> Iterator[Row]:
    """The press against the least that such a button costs, and its checking and writing alone."""
    made = list(made_up_rows("QMF", records, seed=1))
    for kind, given in (("as returns are", made), ("seven faults a record", _many_faults(made))):
        _, bare, press = _measured(given, rounds)
        least, whole, own = bare["whole"], press["whole"], press["checking"] + press["writing"]
        yield Row("click", f"{records} records, {kind}", f"{whole:.2f} s", f"least: {least:.2f} s", whole / least, "2")
        yield Row("click", f"{kind}, checking and writing", f"{own:.2f} s", aim="0.5 s")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    rows = list(made_up_rows("QMF", asked.records, seed=1))
    for kind, records in (("as returns are", rows), ("seven faults a record", _many_faults(rows))):
        said, bare, press = _measured(records, asked.rounds)
        print(f"\n{kind}. {said}")
        print(f"{'seconds':12} {'least':>7} {'press':>7}")
        for part in (*_PARTS, "whole"):
            least = f"{bare[part]:7.2f}" if part in bare else " " * 7
            print(f"{part:12} {least} {press[part]:7.2f}")
        print(f"checking and writing {press['checking'] + press['writing']:.2f} s; ", end="")
        print(f"the whole against the least: {press['whole'] / bare['whole']:.2f}")


if __name__ == "__main__":
    main()
