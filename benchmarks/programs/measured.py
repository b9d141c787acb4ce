"""Print how long a piece of work took, on the clock and of the processor, and how much memory it needed at most."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import time
from collections.abc import Callable

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER: what other processes leave behind comes to this one, so that their time is counted."""


def measured(work: Callable[[], object]) -> None:
    """Run `work` once and print one line of JSON: seconds, processor seconds, and megabytes of the largest process."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    began, before = time.perf_counter(), _processor()
    work()
    seconds = time.perf_counter() - began
    _wait_for_all()
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "processor": _processor() - before, "megabytes": max(peaks) / 1024}))


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _wait_for_all() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
