"""xlsxwriter's worksheet with a quicker way for the many rows of a listing; its bytes are those of the usual way.

xlsxwriter keeps an object for each cell and asks each of them again what it is. A listing has a million cells of two
kinds, texts and numbers, so that what stands behind a cell's address can be made at once and kept as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from itertools import islice
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import RowInfo, Worksheet

__all__ = ["LongSheet"]

_ROWS_OF_A_SPAN = 16

_Line = tuple[int, Sequence[str | None]]
"""The first column that is written, and from there on the XML of each cell behind its address, None for a blank one."""

_Tags = dict[tuple[object, ...], str]
"""What stands behind a row's number in its tag, by what it depends on."""


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes whole lines too; a cell that is written as usual stands before one of a line."""

    def __init__(self) -> None:
        super().__init__()
        self.fh: Any = None
        self._lines: dict[int, _Line] = {}

    def text(self, text: str) -> str:
        """The XML of a text, which must not be longer than a cell takes."""
        index = self.str_table._get_shared_string_index(text)
        # Its uses are counted with the lines.
        self.str_table.count -= 1
        return f' t="s"><v>{index}</v></c>'

    @staticmethod
    def number(number: float) -> str:
        """The XML of a number, which must be finite."""
        return f"><v>{number:.16G}</v></c>"

    def write_line(self, row: int, column: int, cells: Sequence[str | None], *, texts: int) -> None:
        """Write the cells of a row in the looks of their columns.

        Args:
            row: the row, counted from 0.
            column: the first column, likewise.
            cells: the XML of each; None leaves it blank.
            texts: how many of them are texts.
        """
        self.str_table.count += texts
        first = _blank(cells)
        if first < len(cells):
            beyond = len(cells) if cells[-1] is not None else len(cells) - _blank(cells[::-1])
            self._check_dimensions(row, column + first)
            self._check_dimensions(row, column + beyond - 1)
            self._lines[row] = (column + first, cells[first:beyond])

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

    # What follows takes the place of xlsxwriter's own functions of these names.

    def _calculate_spans(self) -> None:
        if not self._lines:
            super()._calculate_spans()
            return
        found: dict[int, tuple[int, int]] = {}
        for row in (*self._lines, *(row for row, cells in self.table.items() if cells)):
            columns = [*self.table.get(row, ())]
            if line := self._lines.get(row):
                columns += (line[0], line[0] + len(line[1]) - 1)
            first, last = found.get(row // _ROWS_OF_A_SPAN, (columns[0], columns[0]))
            found[row // _ROWS_OF_A_SPAN] = (min(first, *columns), max(last, *columns))
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in found.items()}

    def _write_rows(self) -> None:
        if not self._lines:
            super()._write_rows()
            return
        self._calculate_spans()
        openings = [self._opening(column) for column in range(self.dim_colmax + 1)]
        tags: _Tags = {}
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            line, usual, info = self._lines.get(row), self.table.get(row), self.row_info.get(row)
            span = self.row_spans.get(row // _ROWS_OF_A_SPAN)
            if line and not usual:
                self._write_line(row, line, openings, self._tag(span, info, tags))
            elif line or usual:
                self._write_row(row, span, info)
                self._write_mixed(row, line or (0, ()), usual or {}, openings)
                self._xml_end_tag("row")
            elif info is not None:
                self._write_empty_row(row, span, info)

    def _write_line(self, row: int, line: _Line, openings: Sequence[tuple[str, str]], tag: str) -> None:
        number, (first, cells) = row + 1, line
        pieces = [
            f"{begin}{number}{end}{cell}"
            for (begin, end), cell in zip(islice(openings, first, None), cells, strict=False)
            if cell is not None
        ]
        self.fh.write(f'<row r="{number}"{tag}{"".join(pieces)}</row>')

    def _write_mixed(self, row: int, line: _Line, usual: dict[int, Any], openings: Sequence[tuple[str, str]]) -> None:
        lines = {column: cell for column, cell in enumerate(line[1], start=line[0]) if cell is not None}
        for column in sorted({*lines, *usual}):
            if column in usual:
                self._write_cell(row, column, usual[column])
            else:
                begin, end = openings[column]
                self.fh.write(f"{begin}{row + 1}{end}{lines[column]}")

    def _tag(self, span: str | None, info: RowInfo | None, known: _Tags) -> str:
        """The rest of a row's tag, which xlsxwriter writes once for all rows alike."""
        key = (span, *(vars(info).values() if info else ()))
        if key not in known:
            whole, self.fh = self.fh, StringIO()
            self._write_row(0, span, info)
            known[key], self.fh = self.fh.getvalue().removeprefix('<row r="1"'), whole
        return known[key]

    def _opening(self, column: int) -> tuple[str, str]:
        """A cell's tag before and after the number of its row."""
        info = self.col_info.get(column)
        look = info.column_format if info else None
        style = f' s="{look._get_xf_index()}"' if look else ""
        return f'<c r="{xl_col_to_name(column)}', f'"{style}'


def _blank(cells: Sequence[str | None]) -> int:
    """How many blank cells come first: none, as a rule."""
    if cells and cells[0] is not None:
        return 0
    return next((place for place, cell in enumerate(cells) if cell is not None), len(cells))
