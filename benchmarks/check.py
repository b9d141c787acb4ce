"""`scrt check` on one return of 500 records: from start to exit, and what of it is importing.

python -m uv run python -m benchmarks.check [--records 500] [--rounds 5]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made_up_returns import MONTH, made_up_rows
from workbook_templates.template import FilledReturn, template_bytes

_COMMAND = "import sys; from addin.command_line import main; sys.exit(main())"
_SHOWN = (
    "pydantic",
    "python_calamine",
    "typer",
    "stdnum.gb.nhs",
    "phonenumbers",
    "validators.check",
    "addin.command_line",
)
_IMPORT_LINE = re.compile(r"import time:\s+\d+ \|\s+(\d+) \|\s+(\S+)")


def _seconds(arguments: list[str], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
        best = min(best, time.perf_counter() - began)
    return best


def _imports(arguments: list[str]) -> dict[str, float]:
    """Cumulative milliseconds of importing each module."""
    told = subprocess.run([sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=False)
    return {name: int(micros) / 1000 for micros, name in _IMPORT_LINE.findall(told.stderr)}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "QMF.xlsx"
        rows = list(made_up_rows("QMF", asked.records, seed=1))
        heading = {"your_icb": "QMF", "reporting_month": MONTH}
        path.write_bytes(template_bytes(filled=FilledReturn(your_icb=heading, rows=rows), ready_rows=asked.records))
        check = ["-c", _COMMAND, "check", str(path), "--today", "2024-11-05"]
        lines = [
            f"python -c pass: {_seconds(['-c', 'pass'], asked.rounds):.3f} s",
            f"scrt check, {asked.records} records, start to exit: {_seconds(check, asked.rounds):.3f} s",
            "importing, in milliseconds (each with what it imports itself):",
            *(f"  {name:20} {took:6.1f}" for name, took in _imports(check).items() if name in _SHOWN),
        ]
    print(*lines, sep="\n")


if __name__ == "__main__":
    main()
