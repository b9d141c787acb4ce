"""Read and check many files, on several cores where that pays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from addin.command_line.console import FaultSaid, watched
from addin.command_line.cores import Lost, jobs_for, seconds_for, spread
from addin.command_line.files import GivenFile, read_bytes, reason_alone
from addin.command_line.passwords import opened_as_known
from addin.command_line.region_packs import in_region_alike
from addin.command_line.searching import searching_alike
from reports.kept_records import Keeper, kept_return
from reports.previous import is_summary
from reports.receiving import Received, receive, unread
from reports.summarised import receive_summary
from reports.withheld import SpanPlace
from validators.earlier_returns import EarlierReturns
from workbook_templates.faults import FileFault

__all__ = ["receive_files"]


def receive_files(
    files: Sequence[GivenFile],
    *,
    today: date,
    earlier: EarlierReturns,
    released: frozenset[SpanPlace] = frozenset(),
    jobs: int | None = None,
    cluster: str | None = None,
    texts: bool = True,
    meanwhile: Callable[[], object] = tuple,
    arrived: Callable[[int], object] | None = None,
) -> list[list[Received]]:
    """Receive files in their order, a summary as the returns behind it.

    The answer does not depend on the number of processes.

    They are read in other processes, so that one that would hang or end its process is set aside alone.

    Args:
        files: the files to read.
        today: the day of the check.
        earlier: what earlier months' returns held.
        released: possible personal details that the region reviewed and lets through.
        jobs: processes at most; by default the cores, and one where the files are few and small.
        texts: whether the long texts of the records are kept; without them much less memory is taken.
        cluster: the address of a Dask scheduler whose workers read instead.
        meanwhile: what this process does while others read, for example import what comes next.
        arrived: told how many files are read, each time; if left out, a terminal shows it.
    """
    given: dict[str, Any] = {"today": today, "earlier": earlier, "released": released, "texts": texts}
    if cluster is not None:
        # Only who has one pays for importing it.
        from addin.command_line.cluster import on_cluster

        # What stands on this computer is read on it, and goes to the workers: they need share no folder with it.
        answers = on_cluster(
            searching_alike(in_region_alike(partial(_understood, **given))),
            map(_arrived, files),
            address=cluster,
        )
        received: Iterator[list[Received]] = (
            [unread(file.shown, answer.reason)] if isinstance(answer, Lost) else answer
            for file, answer in zip(files, answers, strict=True)
        )
    else:
        received = spread(
            partial(_received, **given),
            files,
            jobs=jobs or jobs_for([file.path for file in files], apart=True),
            seconds=lambda file: seconds_for(file.path),
            lost=lambda file, reason: [unread(file.shown, reason)],
            meanwhile=meanwhile,
        )
    received = _counted(received, arrived) if arrived else watched(received, doing="Reading", total=len(files))
    keeper = Keeper()
    return [[keeper.take(one) for one in behind] for behind in received]


def _counted(received: Iterable[list[Received]], arrived: Callable[[int], object]) -> Iterator[list[Received]]:
    for number, one in enumerate(received, start=1):
        arrived(number)
        yield one


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A file as it was read from the disk, or why it could not be; nothing in it depends on this computer."""

    shown: str
    name: str = field(repr=False)
    content: bytes = field(default=b"", repr=False)
    sha256: str = ""
    refusal: str = ""


def _arrived(file: GivenFile) -> _Arrived:
    try:
        content = read_bytes(file)
        opened = opened_as_known(content, file)
    except (FaultSaid, FileFault) as fault:
        return _Arrived(file.shown, file.path.name, refusal=reason_alone(fault, file))
    return _Arrived(file.shown, file.path.name, opened, hashlib.sha256(content).hexdigest())


def _understood(
    one: _Arrived, *, today: date, earlier: EarlierReturns, released: frozenset[SpanPlace], texts: bool
) -> list[Received]:
    if one.refusal:
        return [unread(one.shown, one.refusal)]
    if is_summary(one.content):
        return [kept_return(each, texts=texts) for each in receive_summary(one.shown, one.content)]
    received = receive(
        one.shown,
        one.content,
        today=today,
        earlier=earlier,
        file_name=one.name,
        released=released,
        sha256=one.sha256,
    )
    return [kept_return(received, texts=texts)]


def _received(file: GivenFile, **given: Any) -> list[Received]:
    return _understood(_arrived(file), **given)
