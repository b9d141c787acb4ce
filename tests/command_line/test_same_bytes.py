"""Two runs on the same returns write the same bytes: whatever the hash seed, the cores, the folder and the clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.command_line.running import TODAY, scrt_program
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, return_bytes

CLOSED = {"Status": "Closed", "Date closed": date(2024, 9, 2)}
RUNS = ({"seed": "0", "jobs": 1, "saved": 1_700_000_000}, {"seed": "4711", "jobs": 2, "saved": 1_720_000_000})


def numbered(number: int, **cells: Any) -> dict[str, Any]:
    return {**OPEN_SAR, "Record no.": number, "Theme 2": "Suicide", "Learning 1": "Communication", **cells}


def two_months(folder: Path, run: Mapping[str, Any]) -> list[bytes]:
    """September's summary, and October's made from it."""
    returns = {
        SEPTEMBER: {"a.xlsx": [numbered(1), numbered(2), numbered(4, **CLOSED)], "b.xlsx": [numbered(1)]},
        OCTOBER: {"a.xlsx": [numbered(1, **CLOSED), numbered(3), numbered(4)], "b.xlsx": [numbered(1), numbered(2)]},
    }
    previous: list[object] = []
    summaries = []
    for month, files in returns.items():
        there = folder / f"{month:%m}"
        there.mkdir(parents=True)
        for name, rows in files.items():
            path = there / name
            path.write_bytes(return_bytes(*rows, icb="QMF" if name == "a.xlsx" else "QKK", month=month))
            os.utime(path, (run["saved"], run["saved"]))
        out = folder / f"Summary {month:%Y-%m}.xlsx"
        words = ("--month", f"{month:%Y-%m}", "--out", out, "--jobs", run["jobs"], *TODAY, *previous)
        ran = scrt_program("consolidate", there, *words, env={"PYTHONHASHSEED": run["seed"]})
        assert ran.status == 0, ran.err
        previous = ["--previous", out]
        summaries.append(out.read_bytes())
    return summaries


@pytest.mark.slow
def test_two_runs_write_the_same_bytes_and_so_does_the_month_that_follows(tmp_path: Path) -> None:
    first, second = (two_months(tmp_path / f"run {number}", run) for number, run in enumerate(RUNS))
    assert [one == other for one, other in zip(first, second, strict=True)] == [True, True]
    with ZipFile(tmp_path / "run 0" / "Summary 2024-10.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2024-10-31T00:00:00Z") == 2, "the day that the document was made and changed is the month's"
