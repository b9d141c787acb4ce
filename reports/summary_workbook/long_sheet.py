"""xlsxwriter's worksheet with a quicker way for the many rows of a listing; its bytes are those of the usual way.

xlsxwriter keeps an object for each cell and asks each of them again what it is. A listing has a million cells of two
kinds, texts and numbers, so that what stands behind a cell's address can be made at once and kept as it is written.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

__all__ = ["LineCell", "LongSheet"]

_ROWS_OF_A_SPAN = 16

LineCell = tuple[int, Any, str]
"""A cell's column, its format or None for the column's own, and its XML from behind address and format on."""


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes whole lines too; a cell that is written as usual stands before one of a line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, list[LineCell]] = {}
        self._texts: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The XML of a text; it must not be longer than a cell takes."""
        known = self._texts.get(text)
        if known is None:
            index = self.str_table._get_shared_string_index(text)
            self._texts[text] = known = f' t="s"><v>{index}</v></c>'
        else:
            self.str_table.count += 1
        return known

    @staticmethod
    def number(number: float) -> str:
        """The XML of a number, which must be finite."""
        return f"><v>{number:.16G}</v></c>"

    def write_line(self, row: int, cells: list[LineCell]) -> None:
        """Write the cells of a row, in the order of their columns."""
        if cells:
            self._check_dimensions(row, cells[0][0])
            self._check_dimensions(row, cells[-1][0])
            self._lines[row] = cells

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
                columns += (line[0][0], line[-1][0])
            first, last = found.get(row // _ROWS_OF_A_SPAN, (columns[0], columns[0]))
            found[row // _ROWS_OF_A_SPAN] = (min(first, *columns), max(last, *columns))
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in found.items()}

    def _write_rows(self) -> None:
        if not self._lines:
            super()._write_rows()
            return
        self._calculate_spans()
        opened: dict[tuple[int, Any], tuple[str, str]] = {}
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            line, usual, info = self._lines.get(row, []), self.table.get(row), self.row_info.get(row)
            span = self.row_spans.get(row // _ROWS_OF_A_SPAN)
            if not line and not usual:
                if info is not None:
                    self._write_empty_row(row, span, info)
                continue
            self._write_row(row, span, info)
            if usual:
                self._write_mixed(row, line, usual)
            else:
                self._write_line(row + 1, line, opened)
            self._xml_end_tag("row")

    def _write_line(self, number: int, line: list[LineCell], opened: dict[tuple[int, Any], tuple[str, str]]) -> None:
        pieces = []
        for column, form, xml in line:
            begin, end = opened.get((column, form)) or opened.setdefault((column, form), self._opening(column, form))
            pieces.append(f"{begin}{number}{end}{xml}")
        self.fh.write("".join(pieces))

    def _write_mixed(self, row: int, line: list[LineCell], usual: dict[int, Any]) -> None:
        lines = {column: (form, xml) for column, form, xml in line}
        for column in sorted({*lines, *usual}):
            if column in usual:
                self._write_cell(row, column, usual[column])
            else:
                form, xml = lines[column]
                begin, end = self._opening(column, form)
                self.fh.write(f"{begin}{row + 1}{end}{xml}")

    def _opening(self, column: int, form: Any) -> tuple[str, str]:
        """A cell's tag before and after the number of its row."""
        info = self.col_info.get(column)
        shown = form or (info.column_format if info else None)
        style = f' s="{shown._get_xf_index()}"' if shown else ""
        return f'<c r="{xl_col_to_name(column)}', f'"{style}'
