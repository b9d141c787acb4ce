"""Rows of a table written into a sheet: each value as what it is, and fast, because a region has 20,000 records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import getitem
from typing import Any, TypeGuard

from reports.cell_texts import begins_a_formula, fitting, is_plain, looks_rich
from reports.summary_workbook.column_kinds import ColumnKind
from reports.summary_workbook.long_sheet import LongSheet
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
        for line, values in enumerate(rows, start=row):
            for place, value in enumerate(values):
                self._write_cell(line, column + place, value, place)

    def write_lines(self, rows: Iterable[Sequence[object]], *, row: int, column: int) -> None:
        """Write rows of a listing, whose columns have the looks: the same file, in a fraction of the time."""
        texts: set[object] = set()
        days, others = (_Cells(self._sheet, texts, are_days=are_days) for are_days in (True, False))
        by_column = [days if _is_of_days(look) else others for look in self._column_looks]
        for line, values in enumerate(rows, start=row):
            try:
                cells = [*map(getitem, by_column, values)]
            except _WithCare:
                self.write([values], row=line, column=column)
            else:
                self._sheet.write_line(line, column, cells, texts=sum(map(texts.__contains__, values)))

    def _write_cell(self, row: int, column: int, value: object, place: int) -> None:
        if value is None or value == "":
            if not self._by_column:
                self._sheet.write_blank(row, column, None, self._forms[place])
        elif isinstance(value, str):
            if is_plain(value):
                self._sheet.write_string(row, column, value, self._forms[place])
            else:
                self._write_with_care(row, column, value, place)
        elif _is_number(value):
            # Without a sign on 0: numbers that are equal are one number.
            self._sheet.write_number(row, column, value or 0, self._forms[place])
        elif _is_day(value):
            self._sheet.write_number(row, column, _days(value), self._date_forms[place])
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
        if outcome < 0:
            raise OurFault("A text of the summary could not be written.")


class _WithCare(Exception):
    """A value that looks otherwise than its column says, or that xlsxwriter would take for something else."""


class _Cells(dict[object, str | None]):
    """Each value of a listing with the XML of its cell, which is made when the value is first met.

    Args:
        sheet: that they stand in.
        texts: where the values go that are texts.
        are_days: whether the column shows its numbers as days.
    """

    def __init__(self, sheet: LongSheet, texts: set[object], *, are_days: bool) -> None:
        super().__init__({None: None, "": None})
        self._sheet = sheet
        self._texts = texts
        self._are_days = are_days

    def __missing__(self, value: object) -> str:
        self[value] = cell = self._cell(value)
        return cell

    def _cell(self, value: object) -> str:
        if isinstance(value, str):
            fits = value if is_plain(value) else fitting(value)
            if begins_a_formula(fits) or looks_rich(fits):
                raise _WithCare
            self._texts.add(value)
            return self._sheet.text(fits)
        if _is_number(value):
            return self._sheet.number(value or 0)
        if self._are_days and _is_day(value):
            return self._sheet.number(_days(value))
        raise _WithCare


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and abs(value) < _LARGEST_EXACT


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and value >= _FIRST_SAFE_DAY


def _days(day: date) -> int:
    return day.toordinal() - _DAY_ZERO


def _is_of_days(look: Look) -> bool:
    return look["num_format"] in (ColumnKind.DATE.value, ColumnKind.MONTH.value)


def _of_a_date(look: Look) -> Look:
    return look if _is_of_days(look) else {**look, "num_format": DATE_FORMAT}


def _in_letters(value: object) -> str:
    """A number or a day that Excel cannot hold, as text."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
