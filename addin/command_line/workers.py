"""Work on files in processes that can be ended, each with bounded memory and time: no file hangs or kills a run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Generic, TypeVar

from addin.command_line.begun_from import begin_ahead, context
from addin.command_line.cores import Lost, guarded
from addin.command_line.memory import collect_seldom
from addin.command_line.searching import is_thorough
from validators.messages import command_line as messages

__all__ = ["in_workers"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

# Bytes that a process may take beside what it has when it starts; the model of the thorough mode needs its own.
_MOST_MEMORY = 1 << 30
_MODEL_TAKES = 2 << 30

_STANDARD_ERROR = 2
_WAITING = 3
"""Answers for each process that may wait for an earlier one."""

_PATIENCE = 10
"""How many times as long a file may take on the clock as of the processor: others may use the machine too, and a file
may come over a slow network."""
# Seconds after which another process is begun in the place of one that could not be.
_TRIED_AGAIN_AFTER = (0.1, 1.0)
_LOOKING_UP = 1.0
"""Seconds after which it is seen whose patience is at an end."""


def in_workers(
    work: Callable[[_Item], _Answer],
    items: Iterable[_Item],
    *,
    jobs: int,
    seconds: Callable[[_Item], float],
    meanwhile: Callable[[], object],
) -> Iterator[_Answer | Lost]:
    """Do `work` on each item in other processes and yield the answers in the order of the items.

    Each process works on one item at a time, so that one that ends or hangs tells which item was to blame; another
    process takes its place.

    Args:
        work: a function that other processes can import, or a partial of one.
        items: what it is done on.
        jobs: processes at most.
        seconds: how long an item may take, of the processor; ten times that on the clock.
        meanwhile: what this process does while others work, for example import what comes next.
    """
    before = set(multiprocessing.active_children())
    beside = Thread(target=meanwhile, daemon=True)
    lanes = [_Lane(work, seconds) for _ in range(jobs)]
    is_done = False
    try:
        begin_ahead()
        # First, because the first process is waited for until it has imported what it needs.
        beside.start()
        upcoming = iter(enumerate(items))
        running = dict(filter(None, (lane.start(upcoming) for lane in lanes)))
        answers: dict[int, _Answer | Lost] = {}
        idle: list[_Lane[_Item, _Answer]] = []
        told = 0
        while running:
            began = time.monotonic()
            done = wait(running, timeout=_LOOKING_UP, return_when=FIRST_COMPLETED).done
            # If the whole run stood still meanwhile, as when a laptop was shut, that is no file's doing.
            waited = min(time.monotonic() - began, 2 * _LOOKING_UP)
            for lane in running.values():
                lane.have_waited(waited)
            for future in done:
                lane = running.pop(future)
                number, answer = lane.answer(future)
                answers[number] = answer
                # Answers that wait for an earlier one take memory: while there are many, no further item is begun.
                if number == told or len(answers) < jobs * _WAITING:
                    running.update(filter(None, [lane.start(upcoming)]))
                else:
                    idle.append(lane)
            while told in answers:
                yield answers.pop(told)
                told += 1
            while idle and len(answers) < jobs * _WAITING:
                running.update(filter(None, [idle.pop().start(upcoming)]))
        beside.join()
        is_done = True
    finally:
        # Whoever stops early waits for nobody.
        for process in () if is_done else set(multiprocessing.active_children()) - before:
            process.kill()
        for lane in lanes:
            lane.close()


class _Lane(Generic[_Item, _Answer]):
    """One process at a time, and the item that it works on."""

    def __init__(self, work: Callable[[_Item], _Answer], seconds: Callable[[_Item], float]) -> None:
        self._work = work
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._process: BaseProcess | None = None
        self._number = 0
        self._limit = self._waited = 0.0
        self._is_given_up = False

    def start(
        self, upcoming: Iterator[tuple[int, _Item]]
    ) -> tuple[Future[_Answer | Lost], _Lane[_Item, _Answer]] | None:
        """Begin with the next item, if there is one."""
        following = next(upcoming, None)
        if following is None:
            return None
        self._number, item = following
        self._limit, self._waited, self._is_given_up = self._seconds(item), 0.0, False
        others = multiprocessing.active_children()
        future = self._submitted(item)
        self._process = self._process or next(iter({*multiprocessing.active_children()} - {*others}), None)
        return future, self

    def _submitted(self, item: _Item) -> Future[_Answer | Lost]:
        for pause in _TRIED_AGAIN_AFTER:
            try:
                return self._begun(item)
            except (EOFError, ConnectionError):
                # The process that begins the others was ended just now; another takes its place when that is noticed.
                self.close()
                time.sleep(pause)
        return self._begun(item)

    def _begun(self, item: _Item) -> Future[_Answer | Lost]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=context(), initializer=_begin, initargs=(_memory(),))
            self._process = None
        return self._pool.submit(_answered, self._work, item, self._limit)

    def have_waited(self, seconds: float) -> None:
        """Note that the item was waited for; one that is never done is given up, even if its process stands still."""
        self._waited += seconds
        if self._waited >= self._limit * _PATIENCE and self._process is not None and not self._is_given_up:
            self._is_given_up = True
            self._process.kill()

    def answer(self, future: Future[_Answer | Lost]) -> tuple[int, _Answer | Lost]:
        """The item's number with what became of it.

        Raises:
            FaultSaid: no item can be worked on.
        """
        try:
            return self._number, future.result()
        except MemoryError:
            # The answer is there, and so large that it could not be handed over.
            return self._number, Lost(messages.TOO_MUCH_MEMORY())
        except BrokenProcessPool:
            self.close()
            return self._number, Lost(self._why_it_ended())

    def _why_it_ended(self) -> str:
        if self._is_given_up:
            return messages.WAITED_TOO_LONG(seconds=self._limit * _PATIENCE)
        if sys.platform != "win32" and self._process and self._process.exitcode == -signal.SIGPROF:
            return messages.TOOK_TOO_LONG(seconds=self._limit)
        return messages.PROCESS_ENDED()

    def close(self) -> None:
        """Let the process go."""
        if self._pool is not None:
            # Waited for: a pool that is still closing when Python ends is woken through a pipe that is no more there.
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _memory() -> int:
    return _MOST_MEMORY + (_MODEL_TAKES if is_thorough() else 0)


def _begin(memory: int) -> None:
    """Bound what this process may take, and keep it silent: a core dump or a last cry could hold what a cell holds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_ERROR)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        taken = _address_space()
        if taken:
            resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def _address_space() -> int:
    """Bytes that this process has laid claim to, or 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _answered(work: Callable[[_Item], _Answer], item: _Item, seconds: float) -> _Answer | Lost:
    _end_after(seconds)
    try:
        return guarded(work, item)
    finally:
        _end_after(0)


def _end_after(seconds: float) -> None:
    """Have the system end this process after so many seconds of the processor, 0 for never.

    It does so even if compiled code never comes back to Python. Windows has no such clock: there the patience of the
    process that waits is all.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
