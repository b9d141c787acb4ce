"""Read and check many files, on several cores where that pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from addin.command_line.console import FaultSaid, watched
from addin.command_line.cores import jobs_for, spread
from addin.command_line.files import GivenFile, read_bytes
from reports.receiving import Received, receive, unread
from reports.withheld import SpanPlace
from validators.earlier_returns import EarlierReturns

__all__ = ["receive_files"]


def receive_files(
    files: Sequence[GivenFile],
    *,
    today: date,
    earlier: EarlierReturns,
    released: frozenset[SpanPlace] = frozenset(),
    jobs: int | None = None,
    meanwhile: Callable[[], object] = tuple,
    arrived: Callable[[int], object] | None = None,
) -> list[Received]:
    """Receive files in their order; the answer does not depend on the number of processes.

    Args:
        files: the files to read.
        today: the day of the check.
        earlier: what earlier months' returns held.
        released: possible personal details that the region reviewed and lets through.
        jobs: processes at most; by default the cores, and one where the files are few and small.
        meanwhile: what this process does while others read, for example import what comes next.
        arrived: told how many files are read, each time; if left out, a terminal shows it.
    """
    received = spread(
        partial(_received, today=today, earlier=earlier, released=released),
        files,
        jobs=jobs or jobs_for([file.path for file in files]),
        meanwhile=meanwhile,
    )
    return list(_counted(received, arrived) if arrived else watched(received, doing="Reading", total=len(files)))


def _counted(received: Iterable[Received], arrived: Callable[[int], object]) -> Iterator[Received]:
    for number, one in enumerate(received, start=1):
        arrived(number)
        yield one


def _received(file: GivenFile, *, today: date, earlier: EarlierReturns, released: frozenset[SpanPlace]) -> Received:
    try:
        content = read_bytes(file)
    except FaultSaid as fault:
        return unread(file.shown, str(fault).removeprefix(f"{file.shown}: "))
    return receive(file.shown, content, today=today, earlier=earlier, file_name=file.path.name, released=released)
