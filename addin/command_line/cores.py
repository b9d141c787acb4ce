"""The same work on many files, spread over the cores where that pays and kept apart where a file could do harm."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from addin.command_line.console import FaultSaid, own_fault
from addin.command_line.passwords import opening_alike
from addin.command_line.region_packs import in_region_alike
from addin.command_line.searching import is_thorough, searching_alike
from validators.messages import command_line as messages

__all__ = ["Lost", "guarded", "jobs_for", "seconds_for", "spread"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

# Starting other processes costs about as much as checking this many bytes of returns does.
_WORTH_A_SECOND_PROCESS = 2_000_000
_LARGE = 5 << 20
"""Bytes, packed or unpacked, from which on a file is read in a process that can be ended."""

_SECONDS, _SECONDS_A_MEGABYTE = 15, 15
_THOROUGH_TAKES = 10


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the answer that was never given: why, in one or two sentences without any text of the file."""

    reason: str


def guarded(work: Callable[[_Item], _Answer], item: _Item) -> _Answer | Lost:
    """Do `work` on an item; whatever goes wrong costs this item alone.

    Raises:
        FaultSaid: what no item can be worked on for, such as a part of the program that is not installed.
    """
    try:
        return work(item)
    except FaultSaid:
        raise
    except MemoryError:
        return Lost(messages.TOO_MUCH_MEMORY())
    except Exception as crash:
        return Lost(own_fault(crash))


def jobs_for(paths: Sequence[Path], *, apart: bool = False) -> int:
    """How many other processes some files are worth; 0 where they are few and small, and this process will do.

    Args:
        paths: the files.
        apart: whether they are kept apart from this process however few and small they are.
    """
    sizes = [_size(path) for path in paths]
    if sum(sizes) > _WORTH_A_SECOND_PROCESS:
        return min(len(paths), os.cpu_count() or 1)
    return int(apart or any(_weight(path) > _LARGE for path in paths))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Why it cannot be had is said when it is read.
        return 0


def _weight(path: Path) -> int:
    """Bytes of a file as it lies there or, where these are more, as its parts unpack; its own word is taken for it."""
    size = _size(path)
    if not path.is_file():
        # To look into a pipe would be to wait for it.
        return size
    try:
        with ZipFile(path) as archive:
            return max(size, sum(info.file_size for info in archive.infolist()))
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        # It is refused when it is read.
        return size


def seconds_for(path: Path) -> float:
    """How long a file may take of the processor, with plenty to spare on an old laptop."""
    megabytes = _size(path) / (1 << 20)
    return (_SECONDS + _SECONDS_A_MEGABYTE * megabytes) * (_THOROUGH_TAKES if is_thorough() else 1)


def spread(
    work: Callable[[_Item], _Answer],
    items: Sequence[_Item],
    *,
    jobs: int,
    seconds: Callable[[_Item], float],
    lost: Callable[[_Item, str], _Answer],
    meanwhile: Callable[[], object] = tuple,
) -> Iterator[_Answer]:
    """Do `work` on each item and yield the answers in the order of the items, whatever the number of processes.

    Args:
        work: a function that other processes can import, or a partial of one.
        items: what it is done on.
        jobs: other processes at most; with 0 the work is done in this process.
        seconds: how long an item may take of the processor in another process.
        lost: the answer for an item that could not be worked on, with the reason in words.
        meanwhile: what this process does while others work, for example import what comes next.
    """
    work = opening_alike(searching_alike(in_region_alike(work)))
    answers: Iterator[_Answer | Lost] = map(partial(guarded, work), items)
    if jobs:
        # Only where it pays for itself.
        from addin.command_line import workers

        answers = workers.in_workers(work, items, jobs=min(jobs, len(items)), seconds=seconds, meanwhile=meanwhile)
    for item, answer in zip(items, answers, strict=True):
        yield lost(item, answer.reason) if isinstance(answer, Lost) else answer
