"""Consolidating 42 returns: this project, the bare limits, and a colleague's script, side by side in one run.

    python -m uv run python -m benchmarks consolidation [--records 500] [--rounds 3]

Each program runs in a process of its own and tells its time on the clock from its start, the processor's time of all
that it starts, and its peak memory (of its largest process). The bare limit reads every sheet of the same files, as
this project does, with python-calamine, and writes the very cells of the summary with xlsxwriter: those too that this
project puts into CSV files beside a large summary. It does so in one process; loading these cells is left out.
Where there are such files, a second limit writes them as CSV, as this project does: that costs next to nothing, so no
aim was set against it, and how many times as long this project takes is told beside the other. The colleague's script
takes longest and so is run once. On a machine that does other things too, the processor's seconds say more than the
clock's.
"""

from __future__ import annotations

import csv
import pickle
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from python_calamine import load_workbook

from benchmarks.as_installed import measured
from benchmarks.made_up_returns import write_returns
from benchmarks.rows import Row

__all__ = ["rows"]

_PROGRAMS = Path(__file__).with_name("programs")
_OURS, _WITHOUT_PID, _LIMIT, _COLLEAGUE = "this project", "this project without PID", "bare limit", "colleague's script"
_WITH_CSV = "bare limit with CSV as here"
_AIMS = {
    (_OURS, _LIMIT): "1.6",
    (_WITHOUT_PID, _LIMIT): "1.25",
    (_OURS, _WITH_CSV): "",
    (_WITHOUT_PID, _WITH_CSV): "",
    (_OURS, _COLLEAGUE): "0.5",
}
_A_NUMBER = re.compile("-?(?:0|[1-9][0-9]{0,14})(?:[.][0-9]+)?")
_A_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def rows(*, records: int, rounds: int) -> Iterator[Row]:
    """Clock and processor against the limit and against the colleague's script, the best of some rounds each."""
    found = _measured(records, rounds)
    for (ours, other), aim in _AIMS.items():
        if other not in found:
            continue
        for kind, unit in (("seconds", "s"), ("processor", "s of the processor")):
            one, against = found[ours][kind], found[other][kind]
            yield Row(
                "consolidation",
                f"42 returns of {records}, {ours}",
                f"{one:.2f} {unit}, {found[ours]['megabytes']:.0f} MB",
                against=f"{other}: {against:.2f} {unit}, {found[other]['megabytes']:.0f} MB",
                ratio=one / against,
                aim=aim if kind == "seconds" else "",
            )


def _measured(records: int, rounds: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        returns, summary, cells = folder / "returns", folder / "summary.xlsx", folder / "cells.pickle"
        returns.mkdir()
        write_returns(returns, records=records)
        this_project = ["this_project.py", str(returns), str(summary)]
        limit = ["bare_limit.py", str(returns), str(cells), str(folder / "limit.xlsx")]
        commands: dict[str, Sequence[str]] = {_OURS: this_project, _WITHOUT_PID: this_project, _LIMIT: limit}
        # The first run is for the bytecode, and for the cells that the limit writes.
        _run(_OURS, commands[_OURS])
        if _keep_cells(summary, cells):
            commands[_WITH_CSV] = [*limit, "--csv"]
        commands[_COLLEAGUE] = ["colleague.py", str(returns), str(folder / "colleague.xlsx")]
        best: dict[str, dict[str, float]] = {}
        for round_ in range(rounds):
            for program, command in commands.items():
                if round_ and program == _COLLEAGUE:
                    continue
                told = _run(program, command)
                known = best.get(program, told)
                best[program] = {kind: min(value, known[kind]) for kind, value in told.items()}
        return best


def _run(program: str, command: Sequence[str]) -> dict[str, float]:
    paths = (_PROGRAMS / "without_pid",) if program == _WITHOUT_PID else ()
    script, *given = command
    return measured(program, _PROGRAMS / script, *given, paths=paths)


def _keep_cells(summary: Path, kept: Path) -> bool:
    """Keep the values of every sheet of the summary, and of the files beside it, for the bare limits to write.

    Returns:
        Whether there are files beside it.
    """
    workbook = load_workbook(str(summary))
    sheets = {
        name: [
            [None if value == "" else value for value in row]
            for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in workbook.sheet_names
    }
    beside = {}
    for path in sorted(summary.parent.glob(f"{summary.stem} *.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            beside[path.name] = [list(map(_as_cell, line)) for line in csv.reader(lines)]
    kept.write_bytes(pickle.dumps((sheets, beside)))
    return bool(beside)


def _as_cell(text: str) -> object:
    """What stands in a CSV file as a workbook would hold it: a number, a day, a text, or nothing."""
    if _A_NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return date.fromisoformat(text) if _A_DAY.fullmatch(text) else text or None
