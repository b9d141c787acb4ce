"""Last month's summary, read back by the names of its tables."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from reports.earlier_quality import NO_EARLIER_QUALITY, EarlierQuality, read_earlier_quality
from reports.earlier_returns import day_of, read_earlier_returns
from reports.history import HISTORY, HISTORY_COLUMNS, PreviousRecord, Transition, transition_of
from reports.unheard import (
    COVERAGE_COLUMNS,
    EVERYBODY_HEARD,
    RETURNS_BY_MONTH,
    RETURNS_EXPECTED,
    ReturnState,
    Unheard,
)
from validators.cells import cell_text
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns
from validators.messages import summaries as messages
from validators.your_icb import WHOLE
from workbook_templates.faults import FileFault
from workbook_templates.reading.table_workbooks import open_tables

__all__ = [
    "AS_PUBLISHED_TABLE",
    "PUBLISHED_FIGURES",
    "SUMMARY_PROPERTY",
    "PreviousRecord",
    "PreviousSummary",
    "PublishedMonth",
    "is_summary",
    "month_of_summary",
    "read_previous",
    "says_that_it_is",
]

SUMMARY_PROPERTY = "S-CRT summary"
"""Custom document property that marks a summary and holds its month, for example 2024-10."""

AS_PUBLISHED_TABLE = "as_published"
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
        unheard: whose returns were missing.
        coverage: last day of a month to what its summary said: ICBs expected, counted, carried forward, and who was
            missing.
        quality: scores and findings of the months up to its own.
    """

    month: date
    records: tuple[PreviousRecord, ...]
    returns: EarlierReturns = NO_EARLIER_RETURNS
    published: tuple[PublishedMonth, ...] = ()
    history: tuple[Transition, ...] = ()
    unheard: Unheard = EVERYBODY_HEARD
    coverage: Mapping[date, tuple[int, int, int, str]] = field(default_factory=dict)
    quality: EarlierQuality = NO_EARLIER_QUALITY

    def unheard_in(self, month: date) -> Unheard:
        """Whose returns were missing in a month before, as far as the summary tells."""
        missing = self.coverage[month][-1].split(", ") if month in self.coverage else []
        return Unheard(month, frozenset((icb, WHOLE) for icb in missing if icb))


def is_summary(content: bytes) -> bool:
    """Whether a file says of itself that it is a summary of ours; its tables are not read.

    >>> is_summary(b"no workbook")
    False
    """
    return says_that_it_is(content, SUMMARY_PROPERTY)


def says_that_it_is(content: bytes, mark: str) -> bool:
    """Whether a file has one of the custom properties by which we know our own.

    Args:
        content: its bytes.
        mark: name of the property.
    """
    try:
        with ZipFile(BytesIO(content)) as parts:
            return f'name="{mark}"'.encode() in parts.read(_CUSTOM_PROPERTIES)
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, zlib.error):
        # A RuntimeError is told of a part that is locked.
        return False


def read_previous(content: bytes) -> PreviousSummary:
    """Read a summary that `scrt consolidate` wrote.

    Raises:
        FileFault: the file is no such summary.
    """
    try:
        workbook = open_tables(content)
        month = month_of_summary(workbook)
        table = workbook.get_table_by_name("cases")
    except (CalamineError, KeyError, OSError, ValueError) as unreadable:
        raise FileFault(messages.NOT_LAST_MONTHS()) from unreadable
    headers = {header: position for position, header in enumerate(table.columns)}
    missing = [header for header in (*_NEEDED, *_REFERENCES) if header not in headers]
    if missing or month is None:
        raise FileFault(messages.TABLES_CHANGED())
    records = tuple(
        _record({header: cell_text(row[position]) for header, position in headers.items()}) for row in table.to_python()
    )
    counted = tuple(one for one in records if one.icb)
    if not counted and any(one.figures[0] for one in _published(workbook) if one.month == month):
        raise FileFault(messages.WITHOUT_RECORDS())
    return PreviousSummary(
        month=month,
        records=counted,
        returns=read_earlier_returns(workbook, "sources"),
        published=tuple(_published(workbook)),
        history=tuple(_history(workbook)),
        unheard=_unheard(workbook, month),
        coverage=dict(_coverage(workbook)),
        quality=read_earlier_quality(workbook),
    )


def month_of_summary(workbook: CalamineWorkbook) -> date | None:
    """The last day of a summary's month, or None when its table of months holds none.

    Raises:
        CalamineError: there is no such table.
    """
    rows = workbook.get_table_by_name("monthly_totals").to_python()
    return max((day_of(row[0]) for row in rows if isinstance(row[0], date)), default=None)


def _unheard(workbook: CalamineWorkbook, month: date) -> Unheard:
    """Whose returns were missing; a summary that does not list what it expected still tells who had none."""
    found = list(_texts(workbook, RETURNS_EXPECTED, "ICB code", "Part of return", "Return"))
    if not found:
        found = list(_texts(workbook, "sources", "ICB code", "Part of return", "Status"))
        told = {icb for icb, _, became in found if became == ReturnState.COUNTED}
        silent = (icb for icb, _ in _texts(workbook, "icb_totals", "ICB code", "Return") if icb not in told)
        found += [(icb, WHOLE, "") for icb in silent]
    if not found:
        return EVERYBODY_HEARD
    states = {state.value for state in ReturnState if state.is_heard}
    heard = frozenset((icb, part) for icb, part, became in found if became in states)
    return Unheard(month, frozenset((icb, part) for icb, part, _ in found if icb) - heard, heard)


def _coverage(workbook: CalamineWorkbook) -> Iterator[tuple[date, tuple[int, int, int, str]]]:
    for row in _lines(workbook, RETURNS_BY_MONTH, ("Month", *COVERAGE_COLUMNS)):
        month = row["Month"]
        expected, counted, carried, missing = (cell_text(row[header]) for header in COVERAGE_COLUMNS)
        if isinstance(month, date) and all(number.isdecimal() for number in (expected, counted, carried)):
            yield day_of(month), (int(expected), int(counted), int(carried), missing)


def _texts(workbook: CalamineWorkbook, name: str, *headers: str) -> Iterator[tuple[str, ...]]:
    return (tuple(cell_text(row[header]) for header in headers) for row in _lines(workbook, name, headers))


def _published(workbook: CalamineWorkbook) -> Iterator[PublishedMonth]:
    for row in _lines(workbook, AS_PUBLISHED_TABLE, ("Month", *PUBLISHED_FIGURES)):
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
