"""The sheets of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlwings as xw
from xlwings import base_classes

from addin.libreoffice.ranges import Range, range_of
from addin.libreoffice.tables import Tables
from workbook_templates.reading.addresses import parse_area

if TYPE_CHECKING:
    from addin.libreoffice.books import Book

__all__ = ["Sheet", "Sheets"]


class Sheets(base_classes.Sheets):
    """The sheets of a document."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._sheets = book.document.getSheets()

    @property
    def api(self) -> Any:
        return self._sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.getActiveSheet())

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self.book, self._sheets.getByIndex(name_or_index - 1))
        wanted = name_or_index.casefold()
        found = next((name for name in self._sheets.getElementNames() if name.casefold() == wanted), None)
        if found is None:
            raise xw.NoSuchObjectError("There is no sheet of that name.")
        return Sheet(self.book, self._sheets.getByName(found))

    def __len__(self) -> int:
        return int(self._sheets.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        # One look at the document for all of them: each question takes its time, and only while they are gone through
        # is it sure that nobody changes anything.
        survey = _Survey(self.book.document)
        for index, name in enumerate(self._sheets.getElementNames()):
            sheet = Sheet(self.book, self._sheets.getByIndex(index))
            sheet.seen = survey.of(index, name)
            try:
                yield sheet
            finally:
                sheet.seen = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at the document told of one sheet.

    Attributes:
        name: its name.
        tables: each of its tables: name, Calc's database range, and the area that it covers.
    """

    name: str
    tables: list[tuple[str, Any, Any]]


class _Survey:
    """One look at the sheets and tables of a document."""

    def __init__(self, document: Any) -> None:
        self._ranges = document.DatabaseRanges
        self._tables: dict[int, list[tuple[str, Any, Any]]] | None = None

    def of(self, index: int, name: str) -> _Seen:
        if self._tables is None:
            self._tables = {}
            for table in self._ranges.getElementNames():
                named = self._ranges.getByName(table)
                area = named.getDataArea()
                self._tables.setdefault(area.Sheet, []).append((table, named, area))
        return _Seen(name, self._tables.get(index, []))


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self.calc = sheet
        self.seen: _Seen | None = None

    @property
    def api(self) -> Any:
        return self.calc

    @property
    def book(self) -> Book:
        return self._book

    @property  # type: ignore[misc]
    def name(self) -> str:
        return self.seen.name if self.seen else str(self.calc.getName())

    @property
    def index(self) -> int:
        return int(self.calc.getRangeAddress().Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.calc.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.calc.IsVisible = value

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            return self._called(first)
        row, column, *more = _corner(first)
        rows, columns = more or (1, 1)
        if last is None:
            return self._area(row, column, row + rows - 1, column + columns - 1)
        end_row, end_column = _corner(last)[:2]
        return self._area(min(row, end_row), min(column, end_column), max(row, end_row), max(column, end_column))

    def _called(self, name: str) -> Range:
        area = parse_area(name)
        if area is not None:
            return self._area(area.first_row, area.first_column, area.last_row, area.last_column)
        return self.book.names(name).refers_to_range

    def _area(self, row: int, column: int, last_row: int, last_column: int) -> Range:
        return Range(self, (row, column, last_row, last_column))

    @property
    def used_range(self) -> Range:
        cursor = self.calc.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.getRangeAddress()
        return self._area(1, 1, last.EndRow + 1, last.EndColumn + 1)

    @property
    def cells(self) -> Range:
        return range_of(self, self.calc)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.calc)

    def select(self) -> None:
        self.activate()


def _corner(place: Any) -> tuple[int, ...]:
    """Row and column of a cell that is given by numbers or as a range, and how many of each where that is said."""
    place = getattr(place, "impl", place)
    return (place.row, place.column) if isinstance(place, Range) else tuple(place)
