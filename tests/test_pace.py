"""What makes the tests quick changes nothing else: processes start no others, formulas are written as they would be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings
from xlsxwriter.worksheet import Worksheet

from tests.pace import MOST_PROCESSES, take_several_cores

UNASKED: dict[str, Any] = {"numprocesses": None, "dist": "no", "collectonly": False, "usepdb": False}


def processes(*, of_a_run: bool = False, **asked: Any) -> int | None:
    option = SimpleNamespace(**{**UNASKED, **asked})
    config: Any = SimpleNamespace(option=option, **({"workerinput": {}} if of_a_run else {}))
    take_several_cores(config)
    started: int | None = option.numprocesses
    return started


def test_a_whole_run_takes_every_core_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, expected in [(1, 1), (2, 2), (64, MOST_PROCESSES), (None, 1)]:
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        assert processes() == expected


def test_a_process_of_a_run_never_starts_others() -> None:
    assert processes(of_a_run=True) is None


@pytest.mark.parametrize("asked", [{"collectonly": True}, {"usepdb": True}])
def test_what_needs_one_process_keeps_it(asked: dict[str, Any]) -> None:
    assert processes(**asked) is None


def test_no_law_has_a_deadline() -> None:
    assert settings().deadline is None
    assert settings(max_examples=3).deadline is None


def test_who_asks_for_a_number_gets_it() -> None:
    assert (processes(numprocesses=0), processes(numprocesses=7)) == (0, 7)


@pytest.mark.parametrize(
    ("formula", "future", "written"),
    [
        ("=SORT(A1:A9)", False, "_xlfn._xlws.SORT(A1:A9)"),
        ("{=BASE(7,2)}", False, "BASE(7,2)"),
        ("=BASE(7,2)", True, "_xlfn.BASE(7,2)"),
    ],
)
def test_a_formula_that_was_prepared_before_is_written_as_xlsxwriter_would(
    formula: str, future: bool, written: str
) -> None:
    for _ in range(2):
        sheet = Worksheet()
        sheet.use_future_functions = future
        assert sheet._prepare_formula(formula) == written
