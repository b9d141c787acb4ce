"""All that people entered into a workbook: its records, `Your ICB`, the other tables, the audit, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validators.entries import RawRow, is_blank
from validators.your_icb import YourIcb
from workbook_templates.layout import (
    ACCEPTED_COLUMNS,
    RECOMMENDATIONS_COLUMNS,
    RECORD_NO,
    Tables,
)
from workbook_templates.reading import Return, read_return
from workbook_templates.reading.addresses import column_number
from workbook_templates.reading.drift.columns import shown_name
from workbook_templates.reading.drift.fingerprint import fingerprint_for
from workbook_templates.reading.drift.opened import OpenedWorkbook, open_workbook
from workbook_templates.reading.headers import find_headers, match_headers, plain_header
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.structure import Table

__all__ = ["CARRIED_TABLES", "LeftBehind", "OldWorkbook", "audit_block", "read_old_workbook", "rows_in_order"]

CARRIED_TABLES: Mapping[str, tuple[str, ...]] = {
    Tables().accepted: ACCEPTED_COLUMNS,
    Tables().recommendations: RECOMMENDATIONS_COLUMNS,
}
"""The tables beside `cases` whose lines people write, with their headers."""

_AUDIT = "Audit"
_QUESTION = "anonymous?"
_SEARCHED_ROWS = 60
# What a check or the template itself writes; it is not entered by anybody.
_OURS = frozenset({"template_version", "vocabulary_version", "check_status", "checklist_score"})


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Cells that have no place in the new workbook.

    Attributes:
        sheet: the sheet's name, or None when it may hold PID.
        what: whose cells they are, in words.
        cells: how many.
    """

    sheet: str | None
    what: str
    cells: int


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """A workbook before it is upgraded.

    Attributes:
        read: the return as every other command reads it.
        table_rows: rows of the table `cases`.
        ready: row to the number of a ready row: nothing else is entered there.
        heading: defined name to the cell of `Your ICB` as it stands; a name that is gone is left out.
        lines: table to its lines, header to value.
        audit: lines of the audit, header to value.
        named: other cells behind a defined name that somebody may have filled in, by name.
        left: cells that have no place in a template.
        formulas: cells with a formula among the records; what they show is carried.
    """

    read: Return
    table_rows: int
    ready: Mapping[int, object]
    heading: Mapping[str, object]
    lines: Mapping[str, tuple[Mapping[str, object], ...]]
    audit: tuple[Mapping[str, object], ...]
    named: Mapping[str, object]
    left: tuple[LeftBehind, ...]
    formulas: int


def read_old_workbook(content: bytes) -> OldWorkbook:
    """Read all of a workbook.

    Raises:
        FileFault: as for every return: no workbook, not ours, of an unknown version, or a column is missing.
    """
    read = read_return(content)
    book = open_workbook(content)
    cases = book.sheets[read.sheet]
    table = cases.source.table(Tables().cases)
    return OldWorkbook(
        read=read,
        table_rows=table.last_record_row - table.area.first_row if table else 0,
        ready=dict(_ready_rows(cases, read)),
        heading={name: value for name in YourIcb.model_fields for value in _cell_behind(book, name)},
        lines={name: tuple(_lines(book, name)) for name in CARRIED_TABLES},
        audit=tuple(_audit(book)),
        named=dict(_named(book, read)),
        left=tuple(_left(book, read)),
        formulas=sum(len(row.formulas) for row in read.rows),
    )


def _ready_rows(cases: Sheet, read: Return) -> Iterator[tuple[int, object]]:
    records = {row.row for row in read.rows}
    column = column_number(read.columns[RECORD_NO])
    table = cases.source.table(Tables().cases)
    rows = [row or 0 for row in records]
    first = table.area.first_row + 1 if table else min(rows, default=0)
    for row in range(first, max(rows, default=0)):
        if row not in records and not is_blank(number := cases.value(row, column)):
            yield row, number


def _cell_behind(book: OpenedWorkbook, name: str) -> list[object]:
    cells = book.behind(name)
    return [cells[0].value(cells[1].first_row, cells[1].first_column)] if cells else []


def _tables(book: OpenedWorkbook, name: str) -> Iterator[tuple[Sheet, Table]]:
    for sheet in book.sheets.values():
        if table := sheet.source.table(name):
            yield sheet, table


def _lines(book: OpenedWorkbook, name: str) -> Iterator[Mapping[str, object]]:
    ours = {plain_header(header): header for header in CARRIED_TABLES[name]}
    for sheet, table in _tables(book, name):
        area = table.area
        columns = {
            header: column
            for column in range(area.first_column, area.last_column + 1)
            if (header := ours.get(plain_header(sheet.value(area.first_row, column))))
        }
        for row in range(area.first_row + 1, table.last_record_row + 1):
            line = {header: sheet.value(row, column) for header, column in columns.items()}
            if not all(map(is_blank, line.values())):
                yield line


def audit_block(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """Where the lines of the audit stand: the row of their headers, and the first line of each header to its column."""
    for row in range(1, min(len(sheet.rows), _SEARCHED_ROWS) + 1):
        texts = {column: str(value) for column, value in enumerate(sheet.rows[row - 1], start=1) if value != ""}
        firsts = {column: plain_header(text.splitlines()[0]) for column, text in texts.items() if text.strip()}
        if _QUESTION in firsts.values():
            question = next(column for column, text in firsts.items() if text == _QUESTION)
            numbers = (column for column, text in firsts.items() if text == plain_header(RECORD_NO))
            start = max((column for column in numbers if column < question), default=0)
            return row, {text: column for column, text in firsts.items() if column >= start}
    return None


def _audit(book: OpenedWorkbook) -> Iterator[Mapping[str, object]]:
    part = book.structure.sheet(_AUDIT)
    block = audit_block(book.sheets[part.name]) if part else None
    if part is None or block is None:
        return
    sheet, (header_row, columns) = book.sheets[part.name], block
    for row in range(header_row + 1, len(sheet.rows) + 1):
        line = {
            header: sheet.value(row, column)
            for header, column in columns.items()
            if (row, column) not in sheet.marks.formulas
        }
        if not all(map(is_blank, line.values())):
            yield line


def _named(book: OpenedWorkbook, read: Return) -> Iterator[tuple[str, object]]:
    """Single cells that the template names and that hold no formula."""
    untouched = fingerprint_for(read.template_version, read.vocabulary_version)
    for name in (name for sheet in untouched.sheets for name in sheet.names):
        cells = book.behind(name)
        if name in _OURS or name in YourIcb.model_fields or cells is None:
            continue
        sheet, area = cells
        place = area.first_row, area.first_column
        is_single = place == (area.last_row, area.last_column)
        if is_single and place not in sheet.marks.formulas and not is_blank(value := sheet.value(*place)):
            yield name, value


def _left(book: OpenedWorkbook, read: Return) -> Iterator[LeftBehind]:
    """What is not carried: sheets that are not ours, and what the last check wrote."""
    untouched = fingerprint_for(read.template_version, read.vocabulary_version)
    if stray := sum(1 for _ in _stray_cells(book.sheets[read.sheet], read)):
        yield LeftBehind(shown_name(read.sheet), "cells beside the records, under no header", stray)
    ours = {sheet.name.casefold() for sheet in untouched.sheets} | {read.sheet.casefold()}
    for sheet in book.sheets.values():
        filled = sum(not is_blank(value) for row in sheet.rows for value in row)
        if sheet.name.casefold() not in ours and filled:
            yield LeftBehind(shown_name(sheet.name), "a sheet of your own", filled)
    for sheet, table in _tables(book, Tables().findings):
        area = table.area
        filled = sum(
            not is_blank(sheet.value(row, column))
            for row in range(area.first_row + 1, table.last_record_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        )
        if filled:
            yield LeftBehind(shown_name(sheet.name), "findings of the last check", filled)


def _stray_cells(cases: Sheet, read: Return) -> Iterator[tuple[int, int]]:
    """What somebody typed under no header in rows that are no records: no row could take it along."""
    records = {row.row for row in read.rows}
    headed = {column_number(letters) for letters in (*read.columns.values(), *read.added_columns)}
    headed |= {match_headers(cases).calculated or 0}
    for row in range(find_headers(cases)[0] + 1, len(cases.rows) + 1):
        for column, value in enumerate(cases.rows[row - 1] if row not in records else (), start=1):
            is_ours = column in headed or (row, column) in cases.marks.formulas
            if not is_ours and not is_blank(value):
                yield row, column


def rows_in_order(old: OldWorkbook) -> Iterator[RawRow | object]:
    """The records and the numbers of ready rows between them, as they follow each other on the sheet."""
    places: dict[int, RawRow | object] = {row.row or 0: row for row in old.read.rows}
    places |= dict(old.ready)
    return (places[row] for row in sorted(places))
