"""Rows of a table written into a sheet: each value as what it is, and fast, because a region has 20,000 records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from reports.cell_texts import begins_a_formula, fitting, is_plain, looks_rich
from reports.summary_workbook.column_kinds import ColumnKind
from reports.summary_workbook.long_sheet import LineCell
from workbook_templates.faults import OurFault
from workbook_templates.template.looks import DATE_FORMAT, Look, Looks

__all__ = ["RowWriter"]

# Excel takes 1900 for a leap year: its days agree with ours from March 1900.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
_LARGEST_EXACT = 10**15


class RowWriter:
    """Writes the rows of one table.

    Args:
        sheet: xlsxwriter's worksheet.
        looks: the workbook's formats.
        column_looks: the look of each column.
        by_column: whether the sheet's own columns have these looks, so that few cells need one.
    """

    def __init__(self, sheet: Any, looks: Looks, column_looks: Sequence[Look], *, by_column: bool) -> None:
        self._sheet = sheet
        self._looks = looks
        self._column_looks = column_looks
        self._by_column = by_column
        self._forms = [None if by_column else looks.format(look) for look in column_looks]
        self._date_forms = [looks.format(_of_a_date(look)) for look in column_looks]

    def write(self, rows: Iterable[Sequence[object]], *, row: int, column: int) -> None:
        """Write rows from a cell on, counted from 0; an empty value leaves its cell blank."""
        write_text, write_number = self._sheet.write_string, self._sheet.write_number
        for line, values in enumerate(rows, start=row):
            for place, value in enumerate(values):
                if value is None or value == "":
                    if not self._by_column:
                        self._sheet.write_blank(line, column + place, None, self._forms[place])
                elif isinstance(value, str):
                    if is_plain(value):
                        write_text(line, column + place, value, self._forms[place])
                    else:
                        self._write_with_care(line, column + place, value, place)
                elif isinstance(value, int | float) and abs(value) < _LARGEST_EXACT:
                    write_number(line, column + place, value, self._forms[place])
                elif isinstance(value, date) and value >= _FIRST_SAFE_DAY:
                    write_number(line, column + place, value.toordinal() - _DAY_ZERO, self._date_forms[place])
                else:
                    self._write_with_care(line, column + place, _in_letters(value), place)

    def write_lines(self, rows: Iterable[Sequence[object]], *, row: int, column: int) -> None:
        """Write rows of a listing, whose columns have the looks: the same file, in a fraction of the time."""
        text, number = self._sheet.text, self._sheet.number
        for line, values in enumerate(rows, start=row):
            cells: list[LineCell] = []
            for place, value in enumerate(values, start=column):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    if is_plain(value):
                        cells.append((place, None, text(value)))
                    else:
                        self._write_with_care(line, place, value, place - column)
                elif isinstance(value, int | float) and abs(value) < _LARGEST_EXACT:
                    cells.append((place, None, number(value)))
                elif isinstance(value, date) and value >= _FIRST_SAFE_DAY:
                    cells.append((place, self._date_forms[place - column], number(value.toordinal() - _DAY_ZERO)))
                else:
                    self._write_with_care(line, place, _in_letters(value), place - column)
            self._sheet.write_line(line, cells)

    def _write_with_care(self, row: int, column: int, text: str, place: int) -> None:
        """Write a text that xlsxwriter, or Excel on a second look, would take for something else."""
        fits, form = fitting(text), self._forms[place]
        if looks_rich(fits):
            plain = form or self._looks.format(self._column_looks[place])
            self._must(self._sheet.write_rich_string(row, column, fits[0], plain, fits[1:], plain))
            return
        if begins_a_formula(fits):
            # Excel's own mark of a text: without it, editing the cell would turn it into a formula.
            form = self._looks.format({**self._column_looks[place], "quote_prefix": True})
        self._must(self._sheet.write_string(row, column, fits, form))

    @staticmethod
    def _must(outcome: int) -> None:
        if outcome < 0:
            raise OurFault("A text of the summary could not be written.")


def _of_a_date(look: Look) -> Look:
    is_date = look["num_format"] in (ColumnKind.DATE.value, ColumnKind.MONTH.value)
    return look if is_date else {**look, "num_format": DATE_FORMAT}


def _in_letters(value: object) -> str:
    """A number or a day that Excel cannot hold, as text."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
