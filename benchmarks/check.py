"""`scrt check` on one return of 500 records: from start to exit, and what of it is importing.

    python -m uv run python -m benchmarks check [--records 500] [--rounds 5]

It runs as once installed, with its bytecode; beside it without any, as where Python is told to write none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from benchmarks.as_installed import COMMAND, environment, warmed
from benchmarks.made_up_returns import MONTH, made_up_rows
from benchmarks.rows import Row
from workbook_templates.template import FilledReturn, template_bytes

__all__ = ["rows"]

_AIM = "0.6 s"
_IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|")


def rows(*, records: int, rounds: int) -> Iterator[Row]:
    """Start to exit against starting Python with pydantic and calamine, without which nobody checks such a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "QMF.xlsx"
        made = list(made_up_rows("QMF", records, seed=1))
        heading = {"your_icb": "QMF", "reporting_month": MONTH}
        path.write_bytes(template_bytes(filled=FilledReturn(your_icb=heading, rows=made), ready_rows=records))
        check = [*COMMAND, "check", str(path), "--today", "2024-11-05"]
        read = f"import pydantic; from python_calamine import load_workbook as load; load({str(path)!r})"
        bare = [sys.executable, "-c", f"{read}.get_sheet_by_name('Cases').to_python()"]
        warmed(check)
        warmed(bare)
        without = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        least, took, uncompiled = _taken(
            {"bare": (bare, environment()), "check": (check, environment()), "uncompiled": (check, without)}, rounds
        )
        imports = _importing(check)
    what = f"{records} records, start to exit"
    against = f"Python, pydantic, calamine reading Cases: {least}"
    ratio = took.processor / least.processor
    yield Row("check", what, f"{took}, importing {imports:.2f} s of it", against, ratio, _AIM)
    yield Row("check", f"{what}, without bytecode", f"{uncompiled}", against, uncompiled.processor / least.processor)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Seconds on the clock, and those of the processor, which a busy machine changes little."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s of the processor)"


def _taken(commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], rounds: int) -> list[_Taken]:
    """The best of some rounds, the programs taking turns."""
    best = dict.fromkeys(commands, _Taken(inf, inf))
    for _ in range(rounds):
        for name, (command, chosen) in commands.items():
            began, before = time.perf_counter(), os.times()
            subprocess.run(command, env=chosen, capture_output=True, check=False)
            took, after = time.perf_counter() - began, os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            best[name] = _Taken(min(best[name].clock, took), min(best[name].processor, used))
    return [*best.values()]


def _importing(command: Sequence[str]) -> float:
    """Seconds of importing, what each module takes by itself added up."""
    python, *rest = command
    told = subprocess.run(
        [python, "-X", "importtime", *rest], env=environment(), capture_output=True, text=True, check=False
    )
    return sum(int(micros) for micros in _IMPORT_LINE.findall(told.stderr)) / 1_000_000
