"""xlsxwriter's worksheet with a quicker way for the many rows of a listing; its bytes are those of the usual way.

xlsxwriter keeps an object for each cell and asks each of them again what it is. A listing has a million cells of two
kinds, texts and numbers, and most of its values stand in it often: what a value is written as is made once for each
column, and a row is put together by compiled code when the sheet is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from operator import getitem
from typing import Any, TypeVar

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import RowInfo, Worksheet

from reports.cell_texts import begins_a_formula, fitting, is_plain, looks_rich
from reports.summary_workbook.cell_values import day_number, is_day, is_number

__all__ = ["Listing", "LongSheet"]

_ROWS_OF_A_SPAN = 16
_ROW = "\0"
"""Stands where a row's number will: no cell's XML holds it otherwise."""
_A_TEXT = ' t="s"'

_Item = TypeVar("_Item")
_Tags = dict[tuple[object, ...], str]
"""What stands behind a row's number in its tag, by what it depends on."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that are alone on their sheet.

    Attributes:
        rows: the values; None and an empty text leave a cell blank.
        row: of the first of them, counted from 0.
        column: the first column, likewise.
        of_days: for each column, whether it shows its numbers as days.
        usual: writes a row, given its number and its values, in xlsxwriter's own way.
    """

    rows: Sequence[Sequence[object]]
    row: int
    column: int
    of_days: Sequence[bool]
    usual: Callable[[int, Sequence[object]], None]

    def at(self, row: int) -> Sequence[object] | None:
        """The values of a row of the sheet; None where it is none of these."""
        place = row - self.row
        return self.rows[place] if 0 <= place < len(self.rows) else None


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a `LongWorkbook`, whose texts may still grow while it is written.

    A cell that is written as usual stands before one of the listing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fh: Any = None
        self._listing: Listing | None = None
        self._columns: list[_Cells] = []
        self._told: Callable[[int], object] | None = None

    @property
    def rows_listed(self) -> int:
        """How many rows a listing has here."""
        return 0 if self._listing is None else len(self._listing.rows)

    def tell(self, told: Callable[[int], object]) -> None:
        """Have somebody told, each time, how many more rows are written."""
        self._told = told

    def list_rows(self, listing: Listing) -> None:
        """Keep the rows of a listing until the sheet is written, in the looks of its columns."""
        if (filled := _area(listing.rows)) is not None:
            first_row, last_row, first, last = filled
            self._listing = listing
            self._check_dimensions(listing.row + first_row, listing.column + first)
            self._check_dimensions(listing.row + last_row, listing.column + last)

    def add_table(
        self, first_row: int, first_col: int, last_row: int, last_col: int, options: dict[str, Any] | None = None
    ) -> Any:
        """Add a table; xlsxwriter looks at each of its cells for another table there, and a listing stands alone."""
        outcome = super().add_table(first_row, first_col, min(first_row + 1, last_row), last_col, options)
        if outcome == 0:
            table, area = self.tables[-1], xl_range(first_row, first_col, last_row, last_col)
            table["range"] = table["a_range"] = area
            if table.get("autofilter"):
                table["autofilter"] = area
        return outcome

    # What follows takes the place of xlsxwriter's own function of this name.

    def _write_rows(self) -> None:
        if self._listing is None:
            super()._write_rows()
            return
        self._columns = [
            _Cells(self, self._opening(self._listing.column + place), of_days=of_days)
            for place, of_days in enumerate(self._listing.of_days)
        ]
        tags: _Tags = {}
        first = self.dim_rowmin - self.dim_rowmin % _ROWS_OF_A_SPAN
        for start in range(first, self.dim_rowmax + 1, _ROWS_OF_A_SPAN):
            rows = range(max(start, self.dim_rowmin), min(start + _ROWS_OF_A_SPAN, self.dim_rowmax + 1))
            lines = {row: self._line(self._listing, row) for row in rows}
            span = self._span(self._listing.column, lines)
            for row, cells in lines.items():
                self._write_any(row, self._listing.column, cells, span, tags)
            if self._told is not None:
                self._told(len(rows))

    def _line(self, listing: Listing, row: int) -> list[str]:
        """The XML of a row's cells, empty for a blank one; none where the row is written as usual."""
        values = listing.at(row)
        if values is None:
            return []
        try:
            return [*map(getitem, self._columns, values)]
        except _WithCare:
            written = {**self.table.get(row, {})}
            listing.usual(row, values)
            self.table[row].update(written)
            return []

    def _span(self, column: int, lines: dict[int, list[str]]) -> str | None:
        """The first and the last column of some rows that is written."""
        ends: list[int] = []
        for row, cells in lines.items():
            ends += self.table.get(row, ())
            if any(cells):
                first, last = _ends(cells, bool)
                ends += (column + first, column + last)
        return f"{min(ends) + 1}:{max(ends) + 1}" if ends else None

    def _write_any(self, row: int, column: int, cells: list[str], span: str | None, tags: _Tags) -> None:
        usual, info, number = self.table.get(row), self.row_info.get(row), str(row + 1)
        if usual:
            self._write_row(row, span, info)
            self._write_mixed(row, {at: cell for at, cell in enumerate(cells, start=column) if cell}, usual)
            self._xml_end_tag("row")
        elif any(cells):
            line = "".join(cells).replace(_ROW, number)
            self.str_table.count += line.count(_A_TEXT)
            self.fh.write(f'<row r="{number}"{self._tag(span, info, tags)}{line}</row>')
        elif info is not None:
            self._write_empty_row(row, span, info)

    def _write_mixed(self, row: int, lines: dict[int, str], usual: dict[int, Any]) -> None:
        for column in sorted({*lines, *usual}):
            if column in usual:
                self._write_cell(row, column, usual[column])
            else:
                self.str_table.count += lines[column].count(_A_TEXT)
                self.fh.write(lines[column].replace(_ROW, str(row + 1)))

    def _tag(self, span: str | None, info: RowInfo | None, known: _Tags) -> str:
        """The rest of a row's tag, which xlsxwriter writes once for all rows alike."""
        key = (span, *(vars(info).values() if info else ()))
        if key not in known:
            whole, self.fh = self.fh, StringIO()
            self._write_row(0, span, info)
            known[key], self.fh = self.fh.getvalue().removeprefix('<row r="1"'), whole
        return known[key]

    def _opening(self, column: int) -> str:
        """A cell's tag up to what it holds."""
        info = self.col_info.get(column)
        look = info.column_format if info else None
        style = f' s="{look._get_xf_index()}"' if look else ""
        return f'<c r="{xl_col_to_name(column)}{_ROW}"{style}'


class _WithCare(Exception):
    """A value that looks otherwise than its column says, or that xlsxwriter would take for something else."""


class _Cells(dict[object, str]):
    """The values of a column of a listing, each with the XML of its cell, made when the value is first met.

    Args:
        sheet: that they stand in.
        opening: a cell's tag up to what it holds.
        of_days: whether the column shows its numbers as days.
    """

    def __init__(self, sheet: LongSheet, opening: str, *, of_days: bool) -> None:
        super().__init__({None: "", "": ""})
        self._texts = sheet.str_table
        self._opening = opening
        self._of_days = of_days

    def __missing__(self, value: object) -> str:
        self[value] = cell = f"{self._opening}{self._content(value)}</c>"
        return cell

    def _content(self, value: object) -> str:
        if isinstance(value, str):
            return f"{_A_TEXT}><v>{self._index(value)}</v>"
        if is_number(value):
            return f"><v>{value or 0:.16G}</v>"
        if self._of_days and is_day(value):
            return f"><v>{day_number(value)}</v>"
        raise _WithCare

    def _index(self, text: str) -> int:
        """The place of a text among the workbook's; its uses are counted where it is written."""
        fits = text if is_plain(text) else fitting(text)
        if begins_a_formula(fits) or looks_rich(fits):
            raise _WithCare
        index: int = self._texts._get_shared_string_index(fits)
        self._texts.count -= 1
        return index


def _is_filled(value: object) -> bool:
    return value is not None and value != ""


def _area(rows: Iterable[Sequence[object]]) -> tuple[int, int, int, int] | None:
    """First and last row, first and last column of what is filled; most rows are filled from end to end."""
    first_row = last_row = last = -1
    first = sys.maxsize
    for place, values in enumerate(rows):
        here = next((at for at, value in enumerate(values) if _is_filled(value)), None)
        if here is not None:
            first_row, last_row, first = (place if first_row < 0 else first_row), place, min(first, here)
            last = next((at for at in range(len(values) - 1, last, -1) if _is_filled(values[at])), last)
    return None if first_row < 0 else (first_row, last_row, first, last)


def _ends(items: Sequence[_Item], is_filled: Callable[[_Item], bool]) -> tuple[int, int]:
    """The places of the first and of the last item that is filled: those at the ends, as a rule."""
    first, last = 0, len(items) - 1
    while not is_filled(items[first]):
        first += 1
    while not is_filled(items[last]):
        last -= 1
    return first, last
