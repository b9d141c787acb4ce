"""Consolidating 42 returns: this project, the bare limit, and a colleague's script, side by side in one run.

    python -m uv run python -m benchmarks.consolidation [--records 500] [--rounds 3]

Each program runs in a process of its own and tells its wall time and its peak memory (of its largest process). The
bare limit reads the same files with python-calamine and writes the very cells of this project's summary with
xlsxwriter, in one process; what it writes is loaded before its clock starts.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.made_up_returns import write_returns

_PROGRAMS = Path(__file__).with_name("programs")
NAMES = ("this project", "bare limit", "colleague's script")


def measure(records: int, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds and megabytes of each program: the best of some rounds, the programs taking turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        returns = folder / "returns"
        returns.mkdir()
        write_returns(returns, records=records)
        summary = folder / "summary.xlsx"
        commands = _commands(returns, summary, folder)
        _run(commands["this project"])
        _keep_cells(summary, folder / "cells.pickle")
        found: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
        for _ in range(rounds):
            for program in NAMES:
                found[program].append(_run(commands[program]))
        return {program: min(took, key=lambda one: one["seconds"]) for program, took in found.items()}


def _commands(returns: Path, summary: Path, folder: Path) -> dict[str, list[str]]:
    return {
        "this project": [str(_PROGRAMS / "this_project.py"), str(returns), str(summary)],
        "bare limit": [
            str(_PROGRAMS / "bare_limit.py"),
            str(returns),
            str(folder / "cells.pickle"),
            str(folder / "l.xlsx"),
        ],
        "colleague's script": [str(_PROGRAMS / "colleague.py"), str(returns), str(folder / "c.xlsx")],
    }


def _run(command: Sequence[str]) -> dict[str, float]:
    answer = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


def _keep_cells(summary: Path, kept: Path) -> None:
    """Keep the values of every sheet of the summary for the bare limit to write."""
    workbook = load_workbook(summary, read_only=True, data_only=True)
    sheets = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in workbook}
    kept.write_bytes(pickle.dumps(sheets))


def table(found: dict[str, dict[str, float]]) -> Iterable[str]:
    """The figures as lines of a Markdown table, ratios against the bare limit."""
    limit = found["bare limit"]["seconds"]
    yield "| program | seconds | peak MB | against the limit |"
    yield "|---|---|---|---|"
    for program, one in found.items():
        yield f"| {program} | {one['seconds']:.2f} | {one['megabytes']:.0f} | {one['seconds'] / limit:.2f} |"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    found = measure(asked.records, asked.rounds)
    print(f"42 returns of {asked.records} records", *table(found), sep="\n")


if __name__ == "__main__":
    main()
