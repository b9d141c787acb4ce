"""A summary of ours read back whole: its month, its region, for whom it is, and every table by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from python_calamine import CalamineError, CalamineWorkbook

from reports.earlier_returns import day_of
from reports.months import in_words, parse_month
from reports.previous import SUMMARY_PROPERTY
from reports.published import PublishedTable
from validators.messages import summaries as messages
from validators.pid import Confidence, find_pid, withhold
from workbook_templates.faults import FileFault
from workbook_templates.reading.file_kinds import refuse_other_files
from workbook_templates.reading.package import Package
from workbook_templates.reading.small_parts import elements
from workbook_templates.reading.structure import read_structure
from workbook_templates.reading.table_workbooks import open_tables

__all__ = [
    "AUDIENCE_PROPERTY",
    "EXTERNAL",
    "HIDDEN_UP_TO_PROPERTY",
    "INTERNAL",
    "ONE_ICB",
    "ROUNDED_TO_PROPERTY",
    "PublishedSummary",
    "read_summary",
    "without_certain_pid",
]

AUDIENCE_PROPERTY = "S-CRT audience"
"""Custom document property that says for whom a summary was made; a summary without it is internal."""

HIDDEN_UP_TO_PROPERTY, ROUNDED_TO_PROPERTY = "S-CRT hidden up to", "S-CRT rounded to"
"""Custom document properties of an external summary: its threshold, and what its counts are rounded to."""

INTERNAL, EXTERNAL = "Internal", "External"
ONE_ICB = "icb "
"""What the property begins with in one ICB's summary; the ICB's code follows."""

_FOR = "For "

_CORE = "docProps/core.xml"
_TITLE = re.compile(r": (?P<region>.+), data up to ")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "monthly_totals": ("Month", "Total", "Open", "Closed"),
    "review_types": ("Review type", "Total", "Open", "Closed"),
}


@dataclass(frozen=True, slots=True)
class PublishedSummary:
    """A region's month as its summary tells it.

    Attributes:
        month: last day of the reporting month.
        region: an NHS region or England.
        audience: for whom it was made, as a page shows it.
        note: what a reader must know of the whole file, for example that it is a made-up example.
        tables: every table by its name; one without rows has none, an empty cell is None, whole numbers are integers.
        hidden_up_to: the threshold of an external summary; 0 in others.
        rounded_to: what the counts of an external summary are rounded to; 1 where they are not.
    """

    month: date
    region: str
    audience: str
    note: tuple[str, ...]
    tables: Mapping[str, PublishedTable]
    hidden_up_to: int = 0
    rounded_to: int = 1

    @property
    def is_external(self) -> bool:
        """Whether it was made for readers outside the NHS: without records, small numbers not shown."""
        return self.audience == EXTERNAL

    @property
    def for_whom(self) -> str:
        """For whom it is, as every page says."""
        return f"{self.audience}: small numbers are not shown ([c])" if self.is_external else self.audience

    @property
    def up_to(self) -> str:
        """The last day that is counted, in words."""
        return in_words(self.month)

    def table(self, name: str, *headers: str) -> PublishedTable | None:
        """A table, or None where this summary has none of the name, or one without these columns."""
        table = self.tables.get(name)
        return table if table and set(headers) <= set(table.headers) else None

    def rows(self, name: str, *headers: str) -> list[Mapping[str, object]]:
        """A table's rows by header; none where the table or one of these columns is not there."""
        table = self.table(name, *headers)
        return list(table.lines()) if table else []


def read_summary(content: bytes) -> PublishedSummary:
    """Read a summary that `scrt consolidate` wrote, also one of an older version with fewer tables.

    Raises:
        FileFault: the file is no such summary, or a table that every summary has is not as it was written.
    """
    refuse_other_files(content)
    package = Package(content)
    properties = read_structure(package).properties
    if SUMMARY_PROPERTY not in properties:
        raise FileFault(messages.NO_SUMMARY())
    try:
        workbook = open_tables(content)
        tables = {name: _table(workbook, name) for name in workbook.table_names or ()}
    except (CalamineError, KeyError, OSError, ValueError) as unreadable:
        raise FileFault(messages.TABLES_UNREADABLE()) from unreadable
    for name, headers in _NEEDED.items():
        if name not in tables or not tables[name].rows or not set(headers) <= set(tables[name].headers):
            raise FileFault(messages.TABLE_CHANGED(table=name))
    if tables["monthly_totals"].column("Total")[-1] and "cases" in tables and not tables["cases"].rows:
        # Left out, or in a file beside it: not to be taken for a month without reviews.
        del tables["cases"]
    title, description = _said(package, "title"), _said(package, "description")
    found = _TITLE.search(title)
    return PublishedSummary(
        month=_month(properties[SUMMARY_PROPERTY]),
        region=found["region"] if found else "",
        audience=_audience(properties.get(AUDIENCE_PROPERTY, "")),
        note=tuple(line for line in description.splitlines() if line),
        tables=tables,
        hidden_up_to=_number(properties.get(HIDDEN_UP_TO_PROPERTY, ""), 0),
        rounded_to=_number(properties.get(ROUNDED_TO_PROPERTY, ""), 1),
    )


def _audience(said: str) -> str:
    """For whom a summary was made, as a page shows it.

    >>> _audience(""), _audience("external"), _audience("icb QMF")
    ('Internal', 'External', 'For QMF')
    """
    return f"{_FOR}{said.removeprefix(ONE_ICB)}" if said.startswith(ONE_ICB) else said.capitalize() or INTERNAL


def _number(text: str, other: int) -> int:
    return int(text) if text.isdecimal() else other


def without_certain_pid(text: str) -> str:
    """A text of a summary as a page shows it.

    The consolidation has withheld what it found and the region has let through what it reviewed: only somebody who
    typed into the summary can have brought in what is certainly a personal detail.

    >>> without_certain_pid("Ask a.person@example.org"), without_certain_pid("Professional Curiosity")  # made up
    ('Ask [withheld: e-mail address]', 'Professional Curiosity')
    """
    spans = [span for span in find_pid(text) if span.confidence is Confidence.CERTAIN]
    return withhold(text, spans) if spans else text


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError:
        raise FileFault(messages.NO_MONTH()) from None


def _said(package: Package, name: str) -> str:
    """A document property; empty where there is none."""
    return next((one.text for one in elements(package.part(_CORE)) if one.name == name), "") if _CORE in package else ""


def _table(workbook: CalamineWorkbook, name: str) -> PublishedTable:
    table = workbook.get_table_by_name(name)
    rows = [tuple(map(_value, row)) for row in table.to_python()]
    return PublishedTable(name, tuple(table.columns), tuple(_filled(rows)))


def _filled(rows: list[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    """The rows without blank ones at the end: a table without rows has one."""
    blank = sum(1 for _ in takewhile(lambda row: all(value is None for value in row), reversed(rows)))
    return rows[: len(rows) - blank]


def _value(cell: object) -> object:
    """A cell as the consolidation wrote it.

    >>> [_value(cell) for cell in (3.0, 2.5, "", "QMF")]
    [3, 2.5, None, 'QMF']
    """
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, date):
        return day_of(cell)
    return None if cell == "" else cell
