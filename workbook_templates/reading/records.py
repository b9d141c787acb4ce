"""Tell the records of the `Cases` sheet from ready rows, totals and notes, and keep the row that Excel shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain

from validators.entries import RawRow, SavedFile, is_blank
from workbook_templates.layout import RECORD_NO
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.headers import HeaderRow, table_of
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.structure import Table

__all__ = ["read_added_columns", "read_records", "read_saved_file"]


def read_records(sheet: Sheet, headers: HeaderRow) -> tuple[RawRow, ...]:
    """The rows that are records, in the order of the sheet.

    A row is a record when it holds anything besides its record number. What a formula gives counts in one of the
    model's columns, where a value belongs; in To complete and in added columns it does not, because those are filled
    down over rows that nobody has begun.
    """
    formulas = _formulas_by_row(sheet)
    model = headers.columns.items()
    entered = [column for header, column in model if header != RECORD_NO]
    ours = {headers.calculated, *headers.columns.values()}
    others = [(column, column_letters(column)) for column in range(1, len(sheet.rows[0]) + 1) if column not in ours]

    def is_record(values: Sequence[object], calculated: Set[int]) -> bool:
        typed = (column for column in headers.added if column not in calculated)
        return any(not is_blank(values[column - 1]) for column in chain(entered, typed))

    def record(row: int, values: Sequence[object], calculated: Set[int]) -> RawRow:
        return RawRow(
            cells={header: values[column - 1] for header, column in model},
            row=row,
            formulas=frozenset(header for header, column in model if column in calculated),
            added={letters: values[column - 1] for column, letters in others if not is_blank(values[column - 1])},
        )

    lines = ((row, sheet.rows[row - 1], formulas.get(row, frozenset())) for row in _body(sheet, headers))
    return tuple(record(*line) for line in lines if is_record(*line[1:]))


def _formulas_by_row(sheet: Sheet) -> Mapping[int, Set[int]]:
    formulas: defaultdict[int, set[int]] = defaultdict(set)
    for row, column in sheet.marks.formulas:
        formulas[row].add(column)
    return formulas


def _body(sheet: Sheet, headers: HeaderRow) -> Iterator[int]:
    """The rows below the headers, without the table's row of totals."""
    table = table_of(sheet, headers.row)
    totals = table.area.last_row if table and table.totals else None
    return (row for row in range(headers.row + 1, len(sheet.rows) + 1) if row != totals)


def read_added_columns(rows: tuple[RawRow, ...], headers: HeaderRow) -> Mapping[str, str]:
    """Column letters to header of every column that is not the template's; '' where cells stand under no header."""
    used = {column_letters(column): text for column, text in headers.added.items()}
    return used | {letters: "" for row in rows for letters in row.added if letters not in used}


def read_saved_file(sheet: Sheet, headers: HeaderRow, rows: tuple[RawRow, ...]) -> SavedFile:
    """What hides records from whoever looks at the sheet, and what the table leaves out."""
    table = table_of(sheet, headers.row)
    filtered = sheet.marks.filtered or (table is not None and table.filtered)
    numbers = tuple(row.row for row in rows if row.row is not None)
    return SavedFile(
        # Excel hides rows by a filter in the same way: while one is on, nobody can tell which were hidden by hand.
        hidden_rows=() if filtered else tuple(row for row in numbers if row in sheet.marks.hidden_rows),
        filtered=filtered,
        outside_table=tuple(row for row in numbers if _is_outside(row, table)),
    )


def _is_outside(row: int, table: Table | None) -> bool:
    return table is not None and not table.area.first_row < row <= table.last_record_row
