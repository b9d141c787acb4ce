"""What is laid on the cells of one sheet: entry rules and conditional formats by column, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from validators.cells import cell_text
from workbook_templates.reading.addresses import Area
from workbook_templates.reading.drift.spans import Span
from workbook_templates.reading.formulas import Around
from workbook_templates.reading.guards import EntryRule, SavedFormat, SavedRule, read_guards
from workbook_templates.reading.headers import plain_header
from workbook_templates.reading.sheets import Sheet

__all__ = ["Laid", "TableOnSheet", "laid_on", "tables_on"]


@dataclass(frozen=True, slots=True)
class TableOnSheet:
    """A table as it lies on its sheet.

    Attributes:
        name: its name, folded.
        header_row: the row of its headers.
        last_row: the last row of its records.
        headers: column to header as it stands there.
    """

    name: str
    header_row: int
    last_row: int
    headers: Mapping[int, str]

    @property
    def body(self) -> Span:
        """First and last row of the records."""
        return self.header_row + 1, self.last_row


@dataclass(frozen=True, slots=True)
class Laid:
    """Entry rules and conditional formats of a sheet.

    Attributes:
        rules: column to stretches of rows with what stands there; a formula that was saved for several areas can be
            read in more than one way, so there may be more than one meaning.
        formats: column to stretches of rows likewise.
    """

    rules: Mapping[int, list[tuple[Span, frozenset[EntryRule]]]]
    formats: Mapping[int, list[tuple[Span, frozenset[str]]]]


_Meaning = TypeVar("_Meaning")
_Headed = tuple[TableOnSheet, Mapping[int, str]]
"""A table, and its headers by column as they are compared."""


def tables_on(sheet: Sheet) -> tuple[TableOnSheet, ...]:
    """The sheet's tables with their headers."""
    return tuple(
        TableOnSheet(
            name=table.name.casefold(),
            header_row=table.area.first_row,
            last_row=table.last_record_row,
            headers={
                column: cell_text(sheet.value(table.area.first_row, column))
                for column in range(table.area.first_column, table.area.last_column + 1)
            },
        )
        for table in sheet.source.tables
    )


def laid_on(sheet: Sheet, tables: Iterable[TableOnSheet], *, columns: Container[int]) -> Laid:
    """Read what is laid on some columns of a sheet.

    Raises:
        FileFault: the sheet's XML is broken.
    """
    guards = read_guards(sheet.marks.around)
    headed = [(table, {at: plain_header(header) for at, header in table.headers.items()}) for table in tables]
    rules: defaultdict[int, list[tuple[Span, frozenset[EntryRule]]]] = defaultdict(list)
    formats: defaultdict[int, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
    for rule in guards.rules:
        for column, rows, meanings in _meant(rule, rule.as_laid, sheet, headed, columns):
            rules[column].append((rows, meanings))
    for shown in guards.formats:
        for column, rows, wheres in _meant(shown, shown.as_laid, sheet, headed, columns):
            formats[column].append((rows, wheres))
    return Laid(rules, formats)


def _meant(
    one: SavedRule | SavedFormat,
    as_laid: Callable[..., _Meaning],
    sheet: Sheet,
    tables: Iterable[_Headed],
    columns: Container[int],
) -> Iterator[tuple[int, Span, frozenset[_Meaning]]]:
    """The columns and rows that one is laid on, with what it can mean there.

    It is worked out once for each column within and outside of the table, however many areas somebody made of them.
    """
    bases = _bases(one.areas) if one.areas else set()
    known: dict[tuple[int, int], frozenset[_Meaning]] = {}
    for column, rows, around in _columns_of(one, sheet, tables, columns):
        place = column, around.header_row
        if place not in known:
            known[place] = frozenset(as_laid(around, base=base, column=column) for base in bases)
        yield column, rows, known[place]


def _columns_of(
    one: SavedRule | SavedFormat, sheet: Sheet, tables: Iterable[_Headed], columns: Container[int]
) -> Iterator[tuple[int, Span, Around]]:
    for area in one.areas:
        for column in range(area.first_column, min(area.last_column, _LAST_COLUMN) + 1):
            if column in columns:
                yield column, (area.first_row, area.last_row), _around(sheet, tables, column, area)


_LAST_COLUMN = 1_000
"""Nothing of ours lies further right, and a rule may be laid on whole rows."""


def _around(sheet: Sheet, tables: Iterable[_Headed], column: int, area: Area) -> Around:
    name = sheet.name.casefold()
    for table, plain in tables:
        if column in table.headers and area.last_row > table.header_row:
            return Around(name, plain, table.header_row)
    return Around(name)


def _bases(areas: tuple[Area, ...]) -> set[tuple[int, int]]:
    """The cell that formulas are relative to: programs disagree whether it is the first area's or the outermost."""
    first = areas[0]
    outermost = min(area.first_row for area in areas), min(area.first_column for area in areas)
    return {(first.first_row, first.first_column), outermost}
