"""The tables of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from addin.libreoffice.ranges import Range

if TYPE_CHECKING:
    from addin.libreoffice.sheets import Sheet

__all__ = ["Table", "Tables"]


class Tables(base_classes.Tables):
    """The tables of a sheet, which are database ranges in Calc."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self._ranges

    @property
    def _ranges(self) -> Any:
        return self.sheet.book.document.DatabaseRanges

    def _names(self) -> list[str]:
        here, ranges = self.sheet.index - 1, self._ranges
        return [name for name in ranges.getElementNames() if ranges.getByName(name).getDataArea().Sheet == here]

    def __call__(self, name_or_index: str | int) -> Table:
        names = self._names()
        if isinstance(name_or_index, int):
            return Table(self.sheet, self._ranges.getByName(names[name_or_index - 1]))
        found = next((name for name in names if name.casefold() == name_or_index.casefold()), None)
        if found is None:
            raise KeyError(name_or_index)
        return Table(self.sheet, self._ranges.getByName(found))

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator[Table]:
        if self.sheet.seen is None:
            return (Table(self.sheet, self._ranges.getByName(name)) for name in self._names())
        return (Table(self.sheet, named, name, area) for name, named, area in self.sheet.seen.tables)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in (each.casefold() for each in self._names())


class Table(base_classes.Table):
    """A database range with a row of headers."""

    def __init__(self, sheet: Sheet, database_range: Any, name: str = "", area: Any = None) -> None:
        self._sheet = sheet
        self._range = database_range
        # As the look at the document told them that `sheet` comes from; nothing of it holds once that is over.
        self._name_seen, self._area_seen = name, area

    @property
    def api(self) -> Any:
        return self._range

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return self._name_seen if self._name_seen and self._sheet.seen else str(self._range.getName())

    @name.setter
    def name(self, value: str) -> None:
        self._range.setName(value)
        self._name_seen = ""

    @property  # type: ignore[misc]
    def show_headers(self) -> bool:
        return bool(self._range.ContainsHeader)

    @property  # type: ignore[misc]
    def show_totals(self) -> bool:
        return bool(self._range.TotalsRow)

    @property
    def range(self) -> Range:
        place = self._area_seen if self._area_seen and self._sheet.seen else self._range.getDataArea()
        return self._sheet.range((place.StartRow + 1, place.StartColumn + 1), (place.EndRow + 1, place.EndColumn + 1))

    @property
    def header_row_range(self) -> Range:
        area = self.range
        return self._sheet.range((area.row, area.column, 1, area.shape[1]))

    @property
    def data_body_range(self) -> Range | None:
        area = self.range
        rows = area.shape[0] - 1 - self.show_totals
        return self._sheet.range((area.row + 1, area.column, rows, area.shape[1])) if rows > 0 else None

    def resize(self, area: Any) -> None:
        self._range.setDataArea(_corners(area))
        self._area_seen = None


def _corners(area: Any) -> Any:
    return getattr(area, "impl", area).area.getRangeAddress()
