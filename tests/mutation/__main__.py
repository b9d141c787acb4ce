"""Put faults into the code, one at a time and never on disk, and see how many of them the tests notice.

    python -m tests.mutation FAULTS.jsonl COVERED.sqlite [--processes 2] [--seconds 30] [--out SURVIVORS.md]

`FAULTS.jsonl` is what `mutants.py` printed. `COVERED.sqlite` is the `.coverage` of a run of the tests that kept which
test ran which line (`--cov-context=test`). Each fault is tried by the tests that run its line, those that are most
about its module first, in a process of its own for at most so many seconds; what only a longer run would notice
counts as survived.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
KILLED, SURVIVED, TIMED_OUT, NOT_RUN = "killed", "survived", "timed out", "no test runs the line"
NOT_TRIED = "pytest could not be asked"
_PASSED, _FAILED = 0, 1
# Tests that start LibreOffice or other programs would not see a fault that stands in this process alone.
MOST_TESTS = 120


@dataclass(frozen=True, slots=True)
class Fault:
    """One small change of one module: where it stands, what is changed, and the module's text with it."""

    path: str
    line: int
    change: str
    text: str

    @property
    def module(self) -> str:
        """The module's dotted name."""
        return self.path.removesuffix(".py").replace("/", ".")

    def told(self) -> str:
        """The changed line, as it was and as it is."""
        before, after = Path(ROOT, self.path).read_text(encoding="utf-8").splitlines(), self.text.splitlines()
        changed = next((pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]), ("", ""))
        return f"{self.path}:{self.line} `{changed[0].strip()}` -> `{changed[1].strip()}`"


class Instead(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Loads one module from a text that is not on disk."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Ours, if it is the module asked for."""
        if fullname != self._fault.module:
            return None
        return importlib.util.spec_from_file_location(fullname, ROOT / self._fault.path, loader=self)

    def get_filename(self, fullname: str) -> str:
        """Where the module says that it lies."""
        return str(ROOT / self._fault.path)

    def get_data(self, path: str) -> bytes:
        """The text with the fault."""
        return self._fault.text.encode()

    def get_code(self, fullname: str) -> CodeType:
        """Compiled anew: what was compiled from the file on disk is another text."""
        return compile(self._fault.text, self.get_filename(fullname), "exec", dont_inherit=True)


def covering(database: Path) -> Mapping[str, Mapping[int, Sequence[str]]]:
    """For each module, for each line, the tests that run it; 0 has those of any line."""
    data = CoverageData(str(database))
    data.read()
    weight: Counter[str] = Counter()
    found: dict[str, dict[int, set[str]]] = {}
    for file in data.measured_files():
        of_file = found.setdefault(os.path.relpath(file, ROOT), {})
        for line, contexts in data.contexts_by_lineno(file).items():
            tests = {context.rpartition("|")[0] for context in contexts} - {""}
            weight.update(tests)
            for key in (0, line):
                of_file.setdefault(key, set()).update(tests)
    return {path: _most_of_its_own_first(lines, weight) for path, lines in found.items()}


def _most_of_its_own_first(lines: Mapping[int, set[str]], weight: Mapping[str, int]) -> dict[int, list[str]]:
    """The tests of each line: those first whose lines are most of all this module's, because they are about it."""
    own = Counter(test for line, tests in lines.items() if line for test in tests)
    order = {test: (-own[test] / weight[test], test) for test in own}
    return {line: sorted(tests, key=order.__getitem__) for line, tests in lines.items()}


def tried(fault: Fault, tests: Sequence[str], *, seconds: int) -> str:
    """What becomes of this fault: killed as soon as one of the tests fails."""
    if not tests:
        return NOT_RUN
    child = os.fork()
    if child == 0:
        _in_the_child(fault, tests)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return _meaning(os.waitstatus_to_exitcode(status))
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TIMED_OUT


def _meaning(status: int) -> str:
    # A module that cannot be imported ends the collection of the tests that ask for it (2), a crash the process.
    return {_PASSED: SURVIVED, _FAILED: KILLED, 2: KILLED}.get(status, KILLED if status < 0 else NOT_TRIED)


def _in_the_child(fault: Fault, tests: Sequence[str]) -> None:
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Instead(fault))
    import pytest

    # Its way of rewriting `assert` loads modules from disk before anybody else is asked.
    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"]
    os._exit(int(pytest.main([*options, *tests])))


def _share(faults: Sequence[Fault], tests: Mapping[str, Mapping[int, Sequence[str]]], seconds: int, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for fault in faults:
            of_file = tests.get(fault.path, {})
            # A line that runs when the module is imported belongs to no test: whoever runs the module may notice.
            chosen = (of_file.get(fault.line) or of_file.get(0, ()))[:MOST_TESTS]
            became = tried(fault, chosen, seconds=seconds)
            lines.write(
                json.dumps({"became": became, "told": fault.told(), "change": fault.change, "path": fault.path}) + "\n"
            )
            lines.flush()


def main() -> None:
    """Try every fault and print how many were noticed; the others are listed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("faults", type=Path)
    asked.add_argument("covered", type=Path)
    asked.add_argument("--processes", type=int, default=os.cpu_count())
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--out", type=Path, default=Path("survivors.jsonl"))
    given = asked.parse_args()
    faults = [Fault(**json.loads(line)) for line in given.faults.read_text(encoding="utf-8").splitlines()]
    random.Random(0).shuffle(faults)  # noqa: S311 - cut short, what was tried is still a sample
    tests = covering(given.covered)
    # What takes long to import and holds no fault is imported once, before the processes part.
    import hypothesis  # noqa: F401
    import openpyxl  # noqa: F401
    import pandas  # noqa: F401
    import phonenumbers  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import xlsxwriter  # noqa: F401

    parts = [given.out.with_suffix(f".{number}.part") for number in range(given.processes)]
    children = []
    for number, part in enumerate(parts):
        child = os.fork()
        if child == 0:
            _share(faults[number :: given.processes], tests, given.seconds, part)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    lines = [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
    given.out.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    sys.stdout.write(f"{dict(Counter(json.loads(line)['became'] for line in lines))}\n")


if __name__ == "__main__":
    main()
