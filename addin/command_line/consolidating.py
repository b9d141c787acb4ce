"""Files read, checked and consolidated: what `scrt consolidate` and the two buttons that make a summary share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.console import faults_of, working
from addin.command_line.files import GivenFile
from addin.command_line.receiving_files import receive_files
from reports.choosing import Choice
from reports.previous import PreviousSummary
from reports.receiving import Received
from reports.withheld import SpanPlace
from validators.earlier_returns import NO_EARLIER_RETURNS

if TYPE_CHECKING:
    from reports.consolidation import Consolidation

__all__ = ["consolidated"]


@faults_of()
def consolidated(
    files: Sequence[GivenFile],
    *,
    choice: Choice,
    today: date,
    summary_before: PreviousSummary | None = None,
    held: Sequence[Received] = (),
    named: Collection[Path] = (),
    released: frozenset[SpanPlace] = frozenset(),
    jobs: int | None = None,
    cluster: str | None = None,
    texts: bool = True,
    arrived: Callable[[int], object] | None = None,
) -> tuple[Consolidation, list[Received]]:
    """Read, check and consolidate files; whoever asks for it writes the summary and says what came of it.

    Args:
        files: the returns.
        choice: the month, and what was decided beforehand; where it names no region, the returns' own.
        today: the day of the check.
        summary_before: the summary of a month before, to say what changed.
        held: the returns behind it, to be carried forward.
        named: files that were named and not found in a folder: a region's own summary counts only then.
        released: possible personal details that the region lets through.
        jobs: processes at most.
        cluster: the address of a Dask scheduler whose workers read instead.
        texts: whether the long texts of the records are kept.
        arrived: told how many files are read; if left out, a terminal shows it.

    Returns:
        The month, and the files as they were received.
    """
    by_file = receive_files(
        files,
        today=today,
        earlier=summary_before.returns if summary_before else NO_EARLIER_RETURNS,
        released=released,
        jobs=jobs,
        cluster=cluster,
        texts=texts,
        meanwhile=_import_what_comes_next,
        arrived=arrived,
    )
    from reports.consolidation import consolidate, region_for, without_own_summary

    region = choice.region or region_for(one for behind in by_file for one in behind)
    received = [
        one
        for file, behind in zip(files, by_file, strict=True)
        for one in (behind if file.path in named else without_own_summary(file.shown, behind, region=region))
    ]
    choice = replace(choice, region=region)
    with working("Counting"):
        return consolidate(received, choice=choice, previous=summary_before, held=held), received


def _import_what_comes_next() -> None:
    """Import what counts and writes, pandas above all, while other processes read the returns."""
    import reports.consolidation
    import reports.summary_workbook  # noqa: F401
