"""The table `findings` of an open workbook: read with what people entered beside it, and written from a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import xlwings as xw
from xlwings.main import Table

from addin.listed_findings import listed
from addin.open_workbook import cells_of
from addin.writing import Changes
from validators.cells import cell_text
from validators.check import CheckResult
from validators.entries import is_blank
from validators.findings import Finding
from validators.messages import buttons as messages
from workbook_templates.faults import FileFault
from workbook_templates.layout import FINDINGS_COLUMNS, RECORD_NO, Tables, where_formula
from workbook_templates.reading import refusals
from workbook_templates.reading.headers import plain_header

__all__ = ["FindingsTable", "Line", "findings_table", "key_of", "lines_of"]

CHECKLIST = "Checklist"
_WHERE = "Where"
_ACCEPT = "Accept"
_WRITTEN = tuple(header for header in FINDINGS_COLUMNS if header != _ACCEPT)
_NO = frozenset({"", "no", "n", "false", "0", "-"})

Line = Mapping[str, object]
"""A finding as it stands in the table: header to cell."""


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """The table as it stands.

    Attributes:
        table: the table.
        headers: its headers in order, ours as we write them.
        body: its rows without the headers.
    """

    table: Table
    headers: tuple[str, ...]
    body: Sequence[Sequence[object]]

    @property
    def lines(self) -> list[Line]:
        """The findings that are listed, in the order in which they stand."""
        return [line for line, _ in self.places]

    @property
    def places(self) -> list[tuple[Line, int]]:
        """Each finding that is listed, and the row in which it stands, as Excel numbers it."""
        below = self.table.range.row + 1
        lines = ((dict(zip(self.headers, row, strict=True)), below + at) for at, row in enumerate(self.body))
        return [(line, row) for line, row in lines if not is_blank(line["Rule"])]

    def ticked(self) -> Iterator[Line]:
        """The lines whose Accept holds anything but a no."""
        return (line for line in self.lines if cell_text(line[_ACCEPT]).casefold() not in _NO)

    def write(self, lines: Sequence[Line], changes: Changes) -> None:
        """Let the table hold these findings and no others.

        What people entered beside a finding (Accept, and columns of their own) stays with it.

        Raises:
            FileFault: something stands below the table where it has to grow.
        """
        entered = {key_of(line): line for line in self.lines}
        where = where_formula(self.table.name)
        values = [self._row({_WHERE: where, **line}, entered.get(key_of(line), {})) for line in lines or [{}]]
        if self._shows(values):
            return
        first, old, new = self.table.range, len(self.body), len(values)
        below = self._below(new - old)
        if new > old:
            changes.resize(self.table, first.resize(new + 1))
        blank: list[object] = [None] * len(self.headers)
        area = first.offset(1).resize(max(old, new))
        changes.write(area, values + [blank] * (old - new), before=[*self._restored(), *below])
        if new < old:
            changes.resize(self.table, first.resize(new + 1))

    def _row(self, line: Line, entered: Line) -> list[object]:
        return [line.get(header) if header in _WRITTEN else entered.get(header) for header in self.headers]

    def _shows(self, values: Sequence[Sequence[object]]) -> bool:
        """Whether it holds just that already; what the links show is the application's."""
        return [self._compared(row) for row in values] == [self._compared(row) for row in self.body]

    def _compared(self, row: Sequence[object]) -> list[str]:
        return [cell_text(cell) for header, cell in zip(self.headers, row, strict=True) if header != _WHERE]

    def _restored(self) -> Iterator[list[object]]:
        formula = where_formula(self.table.name)
        for row in self.body:
            yield [formula if header == _WHERE else cell for header, cell in zip(self.headers, row, strict=True)]

    def _below(self, more: int) -> list[list[object]]:
        if more <= 0:
            return []
        below = cells_of(self.table.range.offset(len(self.body) + 1).resize(more))
        taken = next((number for number, row in enumerate(below) if not all(map(is_blank, row))), None)
        if taken is not None:
            row = self.table.range.row + len(self.body) + 1 + taken
            raise FileFault(messages.BELOW_FINDINGS(row=row, sheet=CHECKLIST))
        return below


def findings_table(book: xw.Book) -> FindingsTable:
    """Find the table `findings` and read it.

    Raises:
        FileFault: it is gone or renamed, lacks a column, or ends in a row of totals; one sentence.
    """
    name = Tables().findings
    tables = (table for sheet in book.sheets for table in sheet.tables)
    table = next((table for table in tables if table.name.casefold() == name), None)
    if table is None:
        raise refusals.no_table(name, CHECKLIST)
    if table.show_totals:
        raise FileFault(messages.TOTAL_ROW(name=name, sheet=CHECKLIST))
    ours = {plain_header(header): header for header in FINDINGS_COLUMNS}
    first, *body = cells_of(table.range)
    headers = tuple(ours.get(plain_header(header), cell_text(header)) for header in first)
    for header in FINDINGS_COLUMNS:
        if header not in headers:
            raise FileFault(messages.TABLE_LACKS_COLUMN(name=name, sheet=CHECKLIST, header=header))
    return FindingsTable(table, headers, body or [[None] * len(headers)])


def lines_of(result: CheckResult) -> list[Line]:
    """The lines of a check; a record number is written as its cell holds it, so that the flags and links find it."""
    by_row = {entry.row: entry for entry in result.entries}

    def record(finding: Finding) -> object:
        entry = by_row.get(finding.row) if finding.row else None
        # A number that may not be shown stays in its cell.
        is_shown = entry is not None and entry.record == cell_text(entry.raw.cells.get(RECORD_NO))
        return entry.raw.cells.get(RECORD_NO) if entry is not None and is_shown else finding.record

    return [
        {
            RECORD_NO: record(finding),
            "Column": finding.column,
            "Rule": finding.rule,
            "Severity": finding.severity.value,
            "Message": finding.message,
            "Fix": finding.fix,
            "Suggestion": finding.suggestion or None,
        }
        for finding in listed(result.findings)
    ]


def key_of(line: Line) -> tuple[str, ...]:
    """What makes two lines the same finding, whatever row it stands in by now."""
    return tuple(cell_text(line.get(header)) for header in (RECORD_NO, "Column", "Rule", "Suggestion"))
