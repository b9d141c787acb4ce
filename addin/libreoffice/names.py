"""The defined names of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from addin.libreoffice.cells import calc_formula
from addin.libreoffice.office import uno_bridge
from addin.libreoffice.ranges import Range, quoted, range_of
from addin.libreoffice.sheets import Sheet

if TYPE_CHECKING:
    from addin.libreoffice.books import Book

__all__ = ["Name", "Names"]

# What nearly every name refers to: to understand it saves asking Calc for the cells behind it.
_FIXED_PLACE = re.compile(
    r"\$(?P<sheet>'(?:[^']|'')+'|\w+)\.(?P<area>\$[A-Z]{1,3}\$[0-9]{1,7}(?::\$[A-Z]{1,3}\$[0-9]{1,7})?)"
)


class Names(base_classes.Names):
    """The defined names of a document."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._names = book.document.NamedRanges

    @property
    def api(self) -> Any:
        return self._names

    def _found(self, name: str) -> str | None:
        if self._names.hasByName(name):
            return name
        return next((each for each in self._names.getElementNames() if each.casefold() == name.casefold()), None)

    def __call__(self, name_or_index: str | int) -> Name:
        if isinstance(name_or_index, int):
            return Name(self.book, self._names.getByIndex(name_or_index - 1))
        found = self._found(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return Name(self.book, self._names.getByName(found))

    def contains(self, name_or_index: str | int) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._found(name_or_index) is not None

    def __len__(self) -> int:
        return int(self._names.getCount())

    def add(self, name: str, refers_to: str) -> Name:
        nowhere = uno_bridge().createUnoStruct("com.sun.star.table.CellAddress")
        self._names.addNewByName(name, calc_formula(refers_to).removeprefix("="), nowhere, 0)
        return self(name)


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, named: Any) -> None:
        self.book = book
        self._named = named

    @property
    def api(self) -> Any:
        return self._named

    @property  # type: ignore[misc]
    def name(self) -> str:
        return str(self._named.getName())

    def delete(self) -> None:
        self.book.document.NamedRanges.removeByName(self.name)

    @property  # type: ignore[misc]
    def refers_to(self) -> str:
        content = str(self._named.getContent())
        fixed = _FIXED_PLACE.fullmatch(content)
        if fixed:
            return f"={quoted(_unquoted(fixed['sheet']))}!{fixed['area']}"
        cells = self._named.getReferredCells()
        if cells is None:
            return f"={content}"
        area = range_of(Sheet(self.book, cells.getSpreadsheet()), cells)
        return f"={quoted(area.sheet.name)}!{area.address}"

    @property
    def refers_to_range(self) -> Range:
        cells = self._named.getReferredCells()
        if cells is None:
            raise ValueError("The name does not refer to cells.")
        return range_of(Sheet(self.book, cells.getSpreadsheet()), cells)


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
