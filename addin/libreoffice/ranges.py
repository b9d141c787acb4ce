"""A range of cells, and how one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlwings as xw
from xlwings import base_classes, utils

from addin.libreoffice.cells import read_formulas, read_values, write_values
from workbook_templates.reading.addresses import column_letters

if TYPE_CHECKING:
    from addin.libreoffice.sheets import Sheet

__all__ = ["Range", "quoted", "range_of"]

_CONTENTS = 1 | 2 | 4 | 16
"""com.sun.star.sheet.CellFlags: values, dates, texts, formulas."""
_NO_COLOUR = -1


def range_of(sheet: Sheet, area: Any) -> Range:
    """A range of Calc's as one of ours."""
    place = area.getRangeAddress()
    return Range(sheet, (place.StartRow + 1, place.StartColumn + 1, place.EndRow + 1, place.EndColumn + 1), area)


class Range(base_classes.Range):
    """A rectangle of cells: its first row and column, and its last, counted from 1.

    Calc is asked for its cells only when something is done with them: most ranges are a step to another one.
    """

    def __init__(self, sheet: Sheet, place: tuple[int, int, int, int], area: Any = None) -> None:
        self.sheet = sheet
        self._place = place
        self._area = area
        self.options: dict[str, Any] | None = None

    @property
    def area(self) -> Any:
        """Calc's own range."""
        if self._area is None:
            row, column, last_row, last_column = self._place
            self._area = self.sheet.calc.getCellRangeByPosition(column - 1, row - 1, last_column - 1, last_row - 1)
        return self._area

    @property
    def api(self) -> Any:
        return self.area

    @property
    def row(self) -> int:
        return self._place[0]

    @property
    def column(self) -> int:
        return self._place[1]

    @property
    def shape(self) -> tuple[int, int]:
        row, column, last_row, last_column = self._place
        return last_row - row + 1, last_column - column + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    def __call__(self, row: int, column: int | None = None) -> Range:
        """A cell counted from the range's own first cell; it may lie outside."""
        if column is None:
            # Counted along the rows.
            down, right = divmod(row - 1, self.shape[1])
            row, column = down + 1, right + 1
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        def cell(row: int, column: int) -> str:
            return f"{'$' * column_absolute}{column_letters(column)}{'$' * row_absolute}{row}"

        rows, columns = self.shape
        first, last = cell(self.row, self.column), cell(self.row + rows - 1, self.column + columns - 1)
        address = first if first == last else f"{first}:{last}"
        return f"{quoted(f'[{self.sheet.book.name}]{self.sheet.name}')}!{address}" if external else address

    @property
    def raw_value(self) -> list[list[Any]]:
        return read_values(self.area, self.sheet.book.document)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._refuse_locked()
        write_values(self.area, self._filling(value), self.sheet.book.document)
        self.sheet.book.app.wrote(self.area)

    def _filling(self, value: Any) -> list[list[Any]]:
        if isinstance(value, list | tuple):
            return [list(row) for row in value]
        rows, columns = self.shape
        return [[value] * columns for _ in range(rows)]

    def _refuse_locked(self) -> None:
        """Calc lets a bridge write where a user could not."""
        locked = self.area.CellProtection
        if self.sheet.book.document.isReadonly():
            raise xw.XlwingsError("The workbook is read-only.")
        if self.sheet.calc.isProtected() and (locked is None or locked.IsLocked):
            raise xw.XlwingsError("The sheet is protected.")

    @property
    def formula(self) -> Any:
        formulas = read_formulas(self.area)
        return formulas[0][0] if self.shape == (1, 1) else tuple(map(tuple, formulas))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def clear_contents(self) -> None:
        self._refuse_locked()
        self.area.clearContents(_CONTENTS)

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = self.area.CellBackColor
        return None if colour == _NO_COLOUR else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, value: Any) -> None:
        self._refuse_locked()
        if isinstance(value, str):
            value = utils.hex_to_rgb(value)  # type: ignore[no-untyped-call]
        elif isinstance(value, int):
            value = utils.int_to_rgb(value)  # type: ignore[no-untyped-call]
        self.area.CellBackColor = _NO_COLOUR if value is None else value[0] << 16 | value[1] << 8 | value[2]

    @property
    def hyperlink(self) -> str:
        fields = self.area.getCellByPosition(0, 0).getTextFields()
        if not fields.getCount():
            raise ValueError("The cell has no hyperlink.")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        self._refuse_locked()
        link = self.sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        link.URL, link.Representation = address, text_to_display or address
        cell = self.area.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.area)


def quoted(sheet: str) -> str:
    """A sheet's name as a formula has it."""
    plain = sheet.replace("_", "").isalnum()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"
