"""Print how long a piece of work took and how much memory its process needed at most."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable


def measured(work: Callable[[], object]) -> None:
    """Run `work` once and print one line of JSON."""
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "megabytes": max(peaks) / 1024}))
