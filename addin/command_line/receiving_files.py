"""Read and check many files, on several cores where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial

from addin.command_line.console import FaultSaid, watched
from addin.command_line.files import GivenFile, read_bytes
from addin.command_line.memory import collect_seldom
from reports.receiving import Received, receive, unread

__all__ = ["receive_files"]

# Starting a second process costs about as much as checking this many bytes of returns does.
_WORTH_A_SECOND_PROCESS = 1_000_000


def receive_files(
    files: Sequence[GivenFile], *, today: date, jobs: int | None = None, meanwhile: Callable[[], object] = tuple
) -> list[Received]:
    """Receive files in their order; the answer does not depend on the number of processes.

    Args:
        files: the files to read.
        today: the day of the check.
        jobs: processes at most; by default the cores, and one where the files are few and small.
        meanwhile: what this process does while others read, for example import what comes next.
    """
    received = _received_by(files, today, jobs or _jobs_for(files), meanwhile)
    return list(watched(received, doing="Reading", total=len(files)))


def _jobs_for(files: Sequence[GivenFile]) -> int:
    size = sum(file.path.stat().st_size for file in files if file.path.is_file())
    return min(len(files), os.cpu_count() or 1) if size > _WORTH_A_SECOND_PROCESS else 1


def _received_by(
    files: Sequence[GivenFile], today: date, jobs: int, meanwhile: Callable[[], object]
) -> Iterator[Received]:
    each = partial(_received, today=today)
    if jobs == 1:
        yield from map(each, files)
        return
    with ProcessPoolExecutor(max_workers=jobs, initializer=collect_seldom) as pool:
        received = pool.map(each, files)
        meanwhile()
        yield from received


def _received(file: GivenFile, *, today: date) -> Received:
    try:
        content = read_bytes(file)
    except FaultSaid as fault:
        return unread(file.shown, str(fault).removeprefix(f"{file.shown}: "))
    return receive(file.shown, content, today=today)
