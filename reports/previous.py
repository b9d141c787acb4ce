"""Last month's summary, read back by the names of its tables."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from reports.earlier_returns import day_of, read_earlier_returns
from reports.history import HISTORY, HISTORY_COLUMNS, PreviousRecord, Transition, transition_of
from validators.cells import cell_text
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns
from workbook_templates.faults import FileFault

__all__ = [
    "AS_PUBLISHED",
    "PUBLISHED_FIGURES",
    "SUMMARY_PROPERTY",
    "PreviousRecord",
    "PreviousSummary",
    "PublishedMonth",
    "is_summary",
    "read_previous",
]

SUMMARY_PROPERTY = "S-CRT summary"
"""Custom document property that marks a summary and holds its month, for example 2024-10."""

AS_PUBLISHED = "as_published"
PUBLISHED_FIGURES = ("Published total", "Published open", "Published closed", "Published status not stated")

_CUSTOM_PROPERTIES = "docProps/custom.xml"
_NEEDED = ("Record no.", "Status at month end", "Review type", "ICB counted", "Origin")
_REFERENCES = ("Identifier reference 1", "Identifier reference 2")


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """What was said of a month when it was published.

    Attributes:
        month: its last day.
        figures: total, open, closed and status not stated.
    """

    month: date
    figures: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PreviousSummary:
    """Last month's summary.

    Attributes:
        month: last day of its month.
        records: that it counted.
        returns: marks of the returns that they came from.
        published: what was published, month by month, up to its own month.
        history: what each of these months changed.
    """

    month: date
    records: tuple[PreviousRecord, ...]
    returns: EarlierReturns = NO_EARLIER_RETURNS
    published: tuple[PublishedMonth, ...] = ()
    history: tuple[Transition, ...] = ()


def is_summary(content: bytes) -> bool:
    """Whether a file says of itself that it is a summary of ours; its tables are not read.

    >>> is_summary(b"no workbook")
    False
    """
    try:
        with ZipFile(BytesIO(content)) as parts:
            return f'name="{SUMMARY_PROPERTY}"'.encode() in parts.read(_CUSTOM_PROPERTIES)
    except (BadZipFile, KeyError, NotImplementedError, OSError, zlib.error):
        return False


def read_previous(content: bytes) -> PreviousSummary:
    """Read a summary that `scrt consolidate` wrote.

    Raises:
        FileFault: the file is no such summary.
    """
    try:
        workbook = load_workbook(BytesIO(content), load_tables=True)
        months = workbook.get_table_by_name("monthly_totals").to_python()
        table = workbook.get_table_by_name("cases")
    except (CalamineError, KeyError, OSError, ValueError) as unreadable:
        raise FileFault(
            "This is not a summary that S-CRT wrote: its tables monthly_totals and cases cannot be read. "
            "Please either name last month's summary, or leave --previous out."
        ) from unreadable
    headers = {header: position for position, header in enumerate(table.columns)}
    missing = [header for header in (*_NEEDED, *_REFERENCES) if header not in headers]
    ends = [day_of(row[0]) for row in months if isinstance(row[0], date)]
    if missing or not ends:
        raise FileFault(
            "The summary's table cases or monthly_totals is not as S-CRT wrote it. Please use the original."
        )
    records = tuple(
        _record({header: cell_text(row[position]) for header, position in headers.items()}) for row in table.to_python()
    )
    return PreviousSummary(
        month=max(ends),
        records=tuple(one for one in records if one.icb),
        returns=read_earlier_returns(workbook, "sources"),
        published=tuple(_published(workbook)),
        history=tuple(_history(workbook)),
    )


def _published(workbook: CalamineWorkbook) -> Iterator[PublishedMonth]:
    for row in _lines(workbook, AS_PUBLISHED, ("Month", *PUBLISHED_FIGURES)):
        month, figures = row["Month"], [row[header] for header in PUBLISHED_FIGURES]
        if isinstance(month, date) and all(isinstance(figure, int | float) for figure in figures):
            total, opened, closed, neither = (int(str(figure).partition(".")[0]) for figure in figures)
            yield PublishedMonth(day_of(month), (total, opened, closed, neither))


def _history(workbook: CalamineWorkbook) -> Iterator[Transition]:
    for row in _lines(workbook, HISTORY, HISTORY_COLUMNS):
        month = row["Month"]
        if isinstance(month, date):
            yield transition_of(day_of(month), row)


def _lines(workbook: CalamineWorkbook, name: str, needed: Iterable[str]) -> Iterator[Mapping[str, object]]:
    """The rows of a table by their headers; none where an earlier version of ours did not write it."""
    try:
        table = workbook.get_table_by_name(name)
    except (CalamineError, KeyError, ValueError):
        return
    if all(header in table.columns for header in needed):
        for row in table.to_python():
            yield dict(zip(table.columns, row, strict=True))


def _record(cells: dict[str, str]) -> PreviousRecord:
    return PreviousRecord(
        icb=cells["ICB counted"],
        record_no=cells["Record no."],
        origin=cells["Origin"],
        references=tuple(cells[header] for header in _REFERENCES if cells[header]),
        status=cells["Status at month end"],
        review_type=cells["Review type"],
    )
