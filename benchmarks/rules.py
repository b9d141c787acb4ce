"""The rules against frictionless and pandera, which are given the same rules and the same rows, a fifth with faults.

    python -m uv run python -m benchmarks rules [--without-peers] [--peers-python PATH]

Returns of 500 rows each, on one core, in seconds of the processor. frictionless and pandera get what they can say:
columns that must be filled in, terms of lists, dates and their order, forms, numbers that stand once, and what is asked
of one record's cells together (`benchmarks.row_rules`). This project runs those alone, and all of its rules: the states
of every rule, each finding with its place, sentence and fix.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.made_up_returns import made_up_rows
from benchmarks.peers import python_with
from benchmarks.row_rules import row_rules
from benchmarks.rows import Row
from validators.case_review import CONTROLLED_COLUMNS
from validators.vocabularies import vocabulary

__all__ = ["rows"]

PINNED = ("frictionless==5.21.0", "pandera[pandas]==0.35.0", "pandas==3.1.1")
_ROOT = Path(__file__).parents[1]
_PROGRAMS = _ROOT / "benchmarks" / "programs"
_ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_RETURNS, _ROWS = 20, 500
_ROUNDS = 3
_AIM = 25_000
# As in `programs/rules_given.py`, which runs where this room cannot be imported.
_TODAY, _MONTH = date(2024, 11, 5), date(2024, 10, 31)
# Every fifth row gets one of these.
_FAULTS: Sequence[tuple[str, str | None]] = (
    ("Status", "open?"), ("Theme 1", "Neglct"), ("Date added", "30/06/23"), ("Incident date", None), ("Overview", None),
    ("Link to report", "on our website"), ("Designated professional", None), ("Media interest", "who knows"),
)  # fmt: skip


def rows(*, peers_made_with: str | None) -> Iterator[Row]:
    """Rows a second of this project, and how many times those of the peers that is."""
    rules = [asdict(one) for one in row_rules(today=_TODAY, month=_MONTH)]
    asked = json.dumps({"returns": [*_returns()], "lists": _lists(), "row_rules": rules}, default=_written)
    commands = {
        "all rules": [sys.executable, str(_PROGRAMS / "rules_ours.py"), "all"],
        "all rules and the search for PID": [sys.executable, str(_PROGRAMS / "rules_ours.py"), "with-pid"],
    }
    if peers_made_with is not None:
        peers = str(python_with(PINNED, name="rule-peers", made_with=peers_made_with))
        commands["the peers' rules alone"] = [sys.executable, str(_PROGRAMS / "rules_ours.py"), "same"]
        commands |= {name: [peers, str(_PROGRAMS / f"rules_{name}.py")] for name in ("frictionless", "pandera")}
    best: dict[str, dict[str, float]] = {}
    for _ in range(_ROUNDS):
        for name, command in commands.items():
            told = _run(name, command, asked)
            best[name] = min(told, best.get(name, told), key=lambda one: one["seconds"])
    a_second = {name: told["rows"] / told["seconds"] for name, told in best.items()}
    for name in commands:
        faults = f"{best[name]['faults']:,} faults found"
        if name.startswith("all rules"):
            aim = f"{_AIM:,} rows/s" if name == "all rules" else ""
            yield Row("rules", name, f"{a_second[name]:,.0f} rows/s", against=faults, aim=aim)
    for peer, aim in (("frictionless", "10 times"), ("pandera", "")):
        for ours in ("all rules", "the peers' rules alone"):
            if peer in best:
                against = f"{peer}: {a_second[peer]:,.0f} rows/s, {best[peer]['faults']:,} faults"
                shown = f"{a_second[ours]:,.0f} rows/s"
                yield Row("rules", ours, shown, against=against, ratio=a_second[ours] / a_second[peer], aim=aim)


def _returns() -> Iterator[list[dict[str, Any]]]:
    for seed in range(_RETURNS):
        made = [{k: v for k, v in row.items() if v is not None} for row in made_up_rows("QMF", _ROWS, seed)]
        for place in range(0, len(made), 5):
            header, value = _FAULTS[place // 5 % len(_FAULTS)]
            made[place][header] = value
        yield made


def _lists() -> dict[str, list[str]]:
    return {column.header: [*vocabulary(str(column.vocabulary)).codes] for column in CONTROLLED_COLUMNS}


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _run(name: str, command: Sequence[str], asked: str) -> dict[str, float]:
    environment = os.environ | _ONE_CORE | {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "ignore"}
    run = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{name} did not run:\n{run.stderr[-2000:]}")
    return dict(json.loads(run.stdout.splitlines()[-1]))
