"""Tries faults on tests that are collected once: each in a process of its own that is parted off when all is ready."""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, FunctionType

import pytest

from tests.mutation.choosing import Notes
from tests.mutation.faults import ROOT, Change, Fault, Instead, Spot, changes, live_functions, put_in_place, spot_of

KILLED, SURVIVED, ENDLESS, NOT_RUN = "killed", "survived", "took too long", "no test runs it"
# A test may take so many times what it took without a fault and seconds more of the processor.
TIMES_LONGER, SECONDS_MORE = 10, 5
# What takes nothing of the processor for so many seconds waits for ever; on a busy machine what works takes a little.
WAITS, A_LOOK = 300, 10
_SURVIVED, _KILLED, _NO_TESTS = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED
_IMPORT_IT = 99
Functions = Mapping[Spot, Sequence[FunctionType]]
OPTIONS = ("-x", "-q", "--assert=plain", "--capture=sys", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault, which test noticed, and what that took of the processor."""

    became: str
    test: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its status (negative: the signal), the last line that it told, its seconds."""

    status: int
    told: str
    seconds: float

    @property
    def became(self) -> str:
        """What that says about the fault in it."""
        if self.status in (-signal.SIGXCPU, -signal.SIGKILL):
            return ENDLESS
        if self.status == pytest.ExitCode.INTERNAL_ERROR:
            raise RuntimeError("a plugin of pytest failed, not a test: see the log")
        return SURVIVED if self.status in (_SURVIVED, _NO_TESTS) else KILLED


def in_a_child(work: Callable[[Callable[[str], None]], int]) -> Ended:
    """Do this in a process parted from this one; it returns the status and may tell lines meanwhile."""
    reading, writing = os.pipe()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os._exit(work(lambda told: void(os.write(writing, f"{told}\n".encode()))))
    os.close(writing)
    told = _until_closed(reading, child)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = told.decode().rstrip("\n").rpartition("\n")[2]
    return Ended(os.waitstatus_to_exitcode(status), "" if status == _SURVIVED else last, round(seconds, 2))


def void(_: object) -> None:
    """Nothing."""


def _until_closed(reading: int, child: int) -> bytes:
    told, taken, until = b"", 0, time.monotonic() + WAITS
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while time.monotonic() < until:
            if select.select([pipe], [], [], A_LOOK)[0]:
                part = pipe.read(65536)
                if not part:
                    return told
                told += part
            if (now := _ticks(child)) > taken:
                taken, until = now, time.monotonic() + WAITS
    os.killpg(child, signal.SIGKILL)
    return told


def _ticks(process: int) -> int:
    """What a process has taken of the processor so far, in the system's own ticks; 0 where the system has no /proc."""
    stat = Path("/proc", str(process), "stat")
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split() if stat.exists() else []
    return sum(map(int, fields[11:13]))


def may_take(seconds: float) -> None:
    """End this process when it has used that much more of the processor, many times over."""
    more = int(time.process_time() + seconds * TIMES_LONGER + SECONDS_MORE) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (more, resource.RLIM_INFINITY))


@dataclass(eq=False)
class Collected:
    """A plugin of pytest: instead of running the tests that were collected, it tries faults on them."""

    faults: Sequence[Fault]
    notes: Notes
    tell: Callable[[Fault, Outcome], None]
    _called: set[Spot] = field(default_factory=set)
    _sound: dict[str, bool] = field(default_factory=dict)

    def follow(self) -> None:
        """From here on, note which functions are called before a fault can be put into them."""
        files = {fault.file for fault in self.faults}

        def note(frame: FrameType, event: str, argument: object) -> None:
            if frame.f_code.co_filename in files:
                self._called.add(spot_of(frame.f_code))

        sys.settrace(note)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each fault; of those that only a new import can show nothing is told."""
        sys.settrace(None)
        items = {item.nodeid: item for item in session.items}
        live = live_functions({fault.file for fault in self.faults})
        gc.freeze()
        for fault in self.faults:
            tests = [items[test] for test in self.notes.for_fault(fault) if test in items]
            outcome = self._tried(session, tests, changes(fault), live) if tests else Outcome(NOT_RUN)
            if outcome is not None:
                self.tell(fault, outcome)
        return True

    def _tried(
        self, session: pytest.Session, tests: list[pytest.Item], changed: Sequence[Change], live: Functions
    ) -> Outcome | None:
        def work(tell: Callable[[str], None]) -> int:
            return self._run(session, tests, tell) if put_in_place(changed, live, self._called) else _IMPORT_IT

        while tests:
            ended = in_a_child(work)
            if ended.status == _IMPORT_IT:
                return None
            if ended.became == SURVIVED or self._is_sound(session, ended.told):
                return Outcome(ended.became, ended.told, ended.seconds)
            tests = [item for item in tests if item.nodeid != ended.told]
        return Outcome(NOT_RUN)

    def _is_sound(self, session: pytest.Session, test: str) -> bool:
        """Whether the test that noticed a fault passes where there is none."""
        if test not in self._sound:
            item = next(item for item in session.items if item.nodeid == test)
            ended = in_a_child(lambda tell: self._run(session, [item], tell))
            self._sound[test] = ended.became == SURVIVED
        return self._sound[test]

    def _run(self, session: pytest.Session, items: Sequence[pytest.Item], tell: Callable[[str], None]) -> int:
        for item, following in zip(items, [*items[1:], None], strict=True):
            tell(item.nodeid)
            may_take(self.notes.seconds.get(item.nodeid, 1.0))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return _KILLED
        return _SURVIVED


@dataclass(eq=False)
class Chosen:
    """A plugin of pytest: of what was collected it runs the tests of one fault, in their order."""

    tests: Sequence[str]
    notes: Notes
    tell: Callable[[str], None]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep those chosen, and those to which the fault has given another name."""
        place = {test: number for number, test in enumerate(self.tests)}
        renamed = {test.partition("[")[0] for test in place.keys() - {item.nodeid for item in items}}
        new = {item.nodeid for item in items if item.nodeid.partition("[")[0] in renamed} - self.notes.seconds.keys()
        items[:] = sorted(
            (item for item in items if item.nodeid in place or item.nodeid in new),
            key=lambda item: place.get(item.nodeid, len(place)),
        )

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Say which test begins."""
        self.tell(nodeid)
        may_take(self.notes.seconds.get(nodeid, 1.0))


@dataclass(eq=False)
class Importing:
    """Tries faults by importing them, in a process that has imported none of our modules."""

    notes: Notes
    _sound: dict[str, bool] = field(default_factory=dict)

    def tried(self, fault: Fault) -> Outcome:
        """What becomes of this fault."""
        tests = [*self.notes.for_fault(fault), *self.notes.of_the_house]
        while tests:
            ended = self._run(fault, tests)
            test = ended.told or tests[0]
            if ended.became == SURVIVED or self._is_sound(test):
                return Outcome(ended.became, ended.told, ended.seconds)
            tests = [other for other in tests if other != test]
        return Outcome(NOT_RUN)

    def _is_sound(self, test: str) -> bool:
        if test not in self._sound:
            self._sound[test] = self._run(None, [test]).became == SURVIVED
        return self._sound[test]

    def _run(self, fault: Fault | None, tests: Sequence[str]) -> Ended:
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))

        def work(tell: Callable[[str], None]) -> int:
            may_take(0.0)
            if fault is not None:
                sys.meta_path.insert(0, Instead(fault))
            return int(pytest.main([*OPTIONS, *files], plugins=[Chosen(tests, self.notes, tell)]))

        return in_a_child(work)


def collected(faults: Sequence[Fault], notes: Notes, tell: Callable[[Fault, Outcome], None]) -> int:
    """Try these faults on the tests of the notes, collected once: pytest's exit status."""
    files = sorted({test.partition("::")[0] for test in notes.seconds})
    room = Collected(faults, notes, tell)
    room.follow()
    return int(pytest.main([*OPTIONS, *(file for file in files if Path(ROOT, file).exists())], plugins=[room]))
