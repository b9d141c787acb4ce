"""Notes for each test which of our functions it calls and what it costs: `pytest -p tests.mutation.reached TESTS...`.

The notes go to the file that `REACHED` names (`reached.json`), one for each process of a run. Only calls are followed,
not lines: that takes about twice the time of the tests themselves, where lines took eight times as long.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("validators", "workbook_templates", "reports")
_OURS = tuple(f"{ROOT / floor}{os.sep}" for floor in FLOORS)

_calls: dict[CodeType, set[str]] = defaultdict(set)
_seconds: dict[str, float] = {}
_now: list[str] = []


def _note(frame: FrameType, event: str, argument: object) -> None:
    code = frame.f_code
    if code.co_filename.startswith(_OURS) and _now:
        _calls[code].add(_now[0])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Follow the calls of one test, its fixtures among them."""
    begun = time.process_time()
    _now[:] = [item.nodeid]
    sys.settrace(_note)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        _seconds[item.nodeid] = round(time.process_time() - begun, 4)


def pytest_sessionfinish() -> None:
    """Write down what was noted: per module, per function, the numbers of the tests that call it."""
    tests = list(_seconds)
    number = {test: index for index, test in enumerate(tests)}
    of_module: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for code, called in _calls.items():
        path = Path(code.co_filename).relative_to(ROOT).as_posix()
        of_module[path].setdefault(code.co_qualname, []).extend(number[test] for test in called)
    file = Path(os.environ.get("REACHED", "reached.json"))
    file = file.with_stem(file.stem + os.environ.get("PYTEST_XDIST_WORKER", ""))
    file.write_text(json.dumps({"seconds": _seconds, "reached": of_module}), encoding="utf-8")
