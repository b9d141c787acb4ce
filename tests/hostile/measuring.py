"""Runs the program in a process of its own, and measures what that and all its own processes take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.command_line.running import PROGRAM

__all__ = ["MOST_MEGABYTES", "MOST_SECONDS", "Measured", "measured"]

MOST_SECONDS = 20
"""Of the processor, so that a busy machine is not taken for a hostile file."""
MOST_MEGABYTES = 1_000
_HANGS = 600

_ENDED_AT = (MOST_MEGABYTES * 6 << 20, MOST_SECONDS * 5)
"""What a run may take of room and of the processor before the system ends it, so that it harms nothing else here."""

# A process begun from a large one would be told to be as large: a small one begins it and measures.
_MEASURED = f"""
import json, resource, subprocess, sys
for what, most in ((resource.RLIMIT_AS, {_ENDED_AT[0]}), (resource.RLIMIT_CPU, {_ENDED_AT[1]})):
    resource.setrlimit(what, (most, most))
ran = subprocess.run(sys.argv[1:], capture_output=True, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = dict(status=ran.returncode, out=ran.stdout.decode(), err=ran.stderr.decode())
print(json.dumps(told | dict(seconds=used.ru_utime + used.ru_stime, megabytes=used.ru_maxrss / 1024)))
"""


class Measured(NamedTuple):
    """How a command ended, what it said, and what it took: seconds in all, megabytes of its largest process."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(*words: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Measured:
    """Run the program.

    Raises:
        subprocess.TimeoutExpired: it hangs.
    """
    asked = [sys.executable, "-S", "-c", _MEASURED, PROGRAM, *map(str, words)]
    ran = subprocess.run(
        asked, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=True, timeout=_HANGS
    )
    return Measured(**json.loads(ran.stdout))
