"""The same work on many files, spread over the cores where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from addin.command_line.memory import collect_seldom
from addin.command_line.searching import is_thorough, thoroughly

__all__ = ["jobs_for", "spread"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

# Starting a second process costs about as much as checking this many bytes of returns does.
_WORTH_A_SECOND_PROCESS = 1_000_000


def jobs_for(paths: Sequence[Path]) -> int:
    """How many processes some files are worth: the cores, and one where the files are few and small."""
    size = sum(path.stat().st_size for path in paths if path.is_file())
    return min(len(paths), os.cpu_count() or 1) if size > _WORTH_A_SECOND_PROCESS else 1


def spread(
    work: Callable[[_Item], _Answer],
    items: Iterable[_Item],
    *,
    jobs: int,
    meanwhile: Callable[[], object] = tuple,
) -> Iterator[_Answer]:
    """Do `work` on each item and yield the answers in the order of the items, whatever the number of processes.

    Args:
        work: a function that other processes can import, or a partial of one.
        items: what it is done on.
        jobs: processes at most; with one the work is done in this process.
        meanwhile: what this process does while others work, for example import what comes next.
    """
    if is_thorough():
        work = partial(thoroughly, work)  # other processes know nothing of how this one searches
    if jobs == 1:
        yield from map(work, items)
        return
    # Only where it pays for itself.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs, initializer=collect_seldom) as pool:
        answers = pool.map(work, items)
        meanwhile()
        yield from answers
