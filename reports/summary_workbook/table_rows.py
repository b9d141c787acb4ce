"""Rows of a table written into a sheet: each value as what it is, and fast, because a region has 20,000 records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from reports.cell_texts import begins_a_formula, fitting, is_plain, looks_rich
from reports.summary_workbook.cell_values import day_number, is_day, is_number
from reports.summary_workbook.column_kinds import ColumnKind
from reports.summary_workbook.long_sheet import Listing
from workbook_templates.faults import OurFault
from workbook_templates.template.looks import DATE_FORMAT, Look, Looks

__all__ = ["RowWriter"]


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
        for line, values in enumerate(rows, start=row):
            for place, value in enumerate(values):
                self._write_cell(line, column + place, value, place)

    def list_rows(self, rows: Sequence[Sequence[object]], *, row: int, column: int) -> None:
        """Write rows of a listing, whose columns have the looks: the same cells, in a fraction of the time."""

        def usual(line: int, values: Sequence[object]) -> None:
            self.write([values], row=line, column=column)

        self._sheet.list_rows(Listing(rows, row, column, [*map(_is_of_days, self._column_looks)], usual))

    def _write_cell(self, row: int, column: int, value: object, place: int) -> None:
        if value is None or value == "":
            if not self._by_column:
                self._sheet.write_blank(row, column, None, self._forms[place])
        elif isinstance(value, str):
            if is_plain(value):
                self._sheet.write_string(row, column, value, self._forms[place])
            else:
                self._write_with_care(row, column, value, place)
        elif is_number(value):
            # Without a sign on 0: numbers that are equal are one number.
            self._sheet.write_number(row, column, value or 0, self._forms[place])
        elif is_day(value):
            self._sheet.write_number(row, column, day_number(value), self._date_forms[place])
        else:
            self._write_with_care(row, column, _in_letters(value), place)

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
        if outcome < 0:  # pragma: no cover - every text is cut to what a cell takes
            raise OurFault("A text of the summary could not be written.")


def _is_of_days(look: Look) -> bool:
    return look["num_format"] in (ColumnKind.DATE.value, ColumnKind.MONTH.value)


def _of_a_date(look: Look) -> Look:
    return look if _is_of_days(look) else {**look, "num_format": DATE_FORMAT}


def _in_letters(value: object) -> str:
    """A number or a day that Excel cannot hold, as text."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
