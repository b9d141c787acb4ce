"""What no test reaches is told, by lines and branches, from every process of a run, and a whole run fails for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

OURS = """\
def sign(number):
    if number < 0:
        return "-"
    return "+"


def unused():
    return 1


def left_out():  # pragma: no cover - nobody calls it, which this test is about
    return 2


def told(again):
    for _ in (
        1,
        *(unseen.upper()
          for unseen in ()),
    ):
        pass
    while again:  # pragma: no branch - it is always told again
        return
"""

Account = dict[str, list[Any]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Account]:
    """How a whole run in two processes ends, each with a test of its own; what it says, and its account."""
    house = tmp_path_factory.mktemp("house")
    for floor in ("addin", "reports", "validators", "workbook_templates", "tests", "checks"):
        (house / floor).mkdir()
    for plugin in ("missed_lines.py", "whole_run.py"):
        shutil.copy(Path(__file__).parent / plugin, house / "tests")
    (house / "validators" / "__init__.py").touch()
    (house / "validators" / "signs.py").write_text(OURS, encoding="utf-8")
    (house / "pytest.ini").write_text("[pytest]\ntestpaths = checks\npythonpath = .\n", encoding="utf-8")
    for name, called in [("one", "assert sign(1) == '+'"), ("two", "told(True)")]:
        test = f"from validators.signs import sign, told\ndef test_{name}():\n    {called}\n"
        (house / "checks" / f"test_{name}.py").write_text(test, encoding="utf-8")
    words = ["-n2", "--dist=loadfile", "-p", "tests.missed_lines", "--missed-to", "missed.json"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=house, capture_output=True, text=True, check=False
    )
    account = json.loads((house / "missed.json").read_text(encoding="utf-8"))
    return done.returncode, done.stdout, account["files"]["validators/signs.py"]


def test_what_no_process_reaches_is_told(ran: tuple[int, str, Account]) -> None:
    _, said, account = ran
    assert "2 passed" in said
    assert account["missing_lines"] == [3, 8]
    assert account["missing_branches"] == [[2, 3]]
    assert {(2, 4), (16, 21), (16, 22), (22, 23)} == {(start, end) for start, end in account["executed_branches"]}


def test_what_is_marked_is_left_out(ran: tuple[int, str, Account]) -> None:
    assert not {11, 12} & {*ran[2]["executed_lines"], *ran[2]["missing_lines"]}


def test_a_whole_run_that_reaches_too_little_fails_and_says_where(ran: tuple[int, str, Account]) -> None:
    status, said, _ = ran
    assert status == 1
    assert "of at least 95 %" in said
    assert "Each line of validators/signs.py needs a test" in said
