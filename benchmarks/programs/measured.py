"""Print how long a program took from its start, on the clock and of the processor, and how much memory at most.

Starting Python and importing what the work needs is part of it, because whoever waits for the work waits for that too.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER: what other processes leave behind comes to this one, so that their time is counted."""


_left_out = {"seconds": 0.0, "processor": 0.0}
_imported = time.perf_counter()


def measured(work: Callable[[], object]) -> None:
    """Run `work` once and print one line of JSON: seconds, processor seconds, and megabytes of the largest process."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    work()
    seconds = _since_the_start() - _left_out["seconds"]
    _wait_for_all()
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = _processor() - _left_out["processor"]
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": max(peaks) / 1024}))


@contextmanager
def left_out() -> Iterator[None]:
    """What happens inside is no part of the work."""
    began, before = time.perf_counter(), _processor()
    yield
    _left_out["seconds"] += time.perf_counter() - began
    _left_out["processor"] += _processor() - before


def _since_the_start() -> float:
    """Seconds since the process began, to a hundredth; since this import where the system does not tell."""
    try:
        told = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return time.perf_counter() - _imported
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(told[19]) / os.sysconf("SC_CLK_TCK")


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _wait_for_all() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
