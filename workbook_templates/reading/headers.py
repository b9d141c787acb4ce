"""Find the `cases` table by its headers, wherever somebody moved them, and say which are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, count

from validators.cells import cell_text
from validators.findings import CASES
from workbook_templates.layout import ALL_SHEETS, HEADERS, TO_COMPLETE, Tables
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.structure import Structure, Table

__all__ = [
    "HeaderRow",
    "MatchedHeaders",
    "StandIn",
    "distinct_headers",
    "find_cases",
    "find_headers",
    "match_headers",
    "plain_header",
    "stand_ins",
    "table_of",
    "understand_headers",
]

_SEARCHED_ROWS = 50
_FEWEST = 3
# A header is shown in a message only if it is this close to one of ours: it may hold anything.
_CLOSE = 0.85
_LONGEST_ADDED = 240
"""Excel's limit for the header of a table is 255 characters; a number may follow."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The row of headers as understood.

    Attributes:
        row: the row that Excel shows.
        columns: each of the model's headers to its column.
        added: other columns with a header, to the header's text.
        calculated: the column To complete, if it is still there.
    """

    row: int
    columns: Mapping[str, int]
    added: Mapping[int, str]
    calculated: int | None


def plain_header(value: object) -> str:
    r"""A header for comparing: letter case, line breaks and stray spaces do not matter.

    >>> plain_header("Record  no.\n") == plain_header("record no.")
    True
    """
    return " ".join(cell_text(value).split()).casefold()


_PLAIN = {plain_header(header): header for header in HEADERS}


def distinct_headers(headers: Iterable[str]) -> list[str]:
    r"""Headers of added columns as a table can carry them: on one line, none empty, none twice, none of ours.

    >>> distinct_headers(["Ward", "ward", "Status", " ", "Seen\nby"])
    ['Ward', 'ward (2)', 'Status (2)', 'Added column', 'Seen by']
    """
    taken = {plain_header(header) for header in (*HEADERS, TO_COMPLETE)}
    distinct = []
    for header in headers:
        stem = " ".join(header.split())[:_LONGEST_ADDED].strip() or "Added column"
        tries = chain((stem,), (f"{stem} ({number})" for number in count(2)))
        free = next(each for each in tries if plain_header(each) not in taken)
        taken.add(plain_header(free))
        distinct.append(free)
    return distinct


def find_headers(sheet: Sheet) -> tuple[int, int]:
    """The row that holds most of the model's headers, and how many; row 0 when none holds at least three.

    Headers are looked for in the first 50 rows.
    """
    most, row = 0, 0
    for number, values in enumerate(sheet.rows[:_SEARCHED_ROWS], start=1):
        found = len(_PLAIN.keys() & {plain_header(value) for value in values if isinstance(value, str) and value})
        if found > most:
            most, row = found, number
        if most == len(_PLAIN):
            break
    return (row, most) if most >= _FEWEST else (0, most)


def find_cases(structure: Structure, sheets: Mapping[str, Sheet]) -> Sheet | None:
    """The sheet called Cases; if it was renamed, the one with the table `cases`, else with most of the headers."""
    called = structure.sheet(CASES)
    if called:
        return sheets[called.name]
    tabled = [sheet for sheet in sheets.values() if sheet.source.table(Tables().cases)]
    # `Lists` names our columns too, but it and our other sheets never hold the records.
    own = {name.casefold() for name in ALL_SHEETS}
    others = (sheet for sheet in sheets.values() if sheet.name.casefold() not in own)
    headed = [sheet for sheet in others if find_headers(sheet)[1] * 2 >= len(HEADERS)]
    return max(tabled or headed, key=lambda sheet: find_headers(sheet)[1], default=None)


def table_of(sheet: Sheet, header_row: int) -> Table | None:
    """The Excel Table of the records: the one called `cases`, else the one that has these headers."""
    beneath = (table for table in sheet.source.tables if table.area.first_row == header_row)
    return sheet.source.table(Tables().cases) or next(beneath, None)


@dataclass(frozen=True, slots=True)
class MatchedHeaders:
    """The row of headers held against ours.

    Attributes:
        row: the row that Excel shows; 0 when there is none.
        columns: each of our headers to the columns where it stands; several where no table says which is meant.
        others: other columns with a header, to the header's text; To complete is one of them.
    """

    row: int
    columns: Mapping[str, Sequence[int]]
    others: Mapping[int, str]

    @property
    def missing(self) -> list[str]:
        """Our headers that stand nowhere."""
        return [header for header in HEADERS if header not in self.columns]

    @property
    def calculated(self) -> int | None:
        """The column To complete, if it is still there."""
        plain = plain_header(TO_COMPLETE)
        return next((column for column, text in self.others.items() if plain_header(text) == plain), None)


def match_headers(sheet: Sheet) -> MatchedHeaders:
    """Tell which column may be which."""
    row, _ = find_headers(sheet)
    if not row:
        return MatchedHeaders(0, {}, {})
    texts = {column: text for column, value in enumerate(sheet.rows[row - 1], start=1) if (text := cell_text(value))}
    places: dict[str, list[int]] = {header: [] for header in HEADERS}
    for column, text in texts.items():
        if header := _PLAIN.get(plain_header(text)):
            places[header].append(column)
    table = table_of(sheet, row)
    columns = {header: _meant(found, table) for header, found in places.items() if found}
    used = {column for meant in columns.values() for column in meant}
    return MatchedHeaders(row, columns, {column: text for column, text in texts.items() if column not in used})


def understand_headers(sheet: Sheet) -> HeaderRow:
    """Tell which column is which.

    Raises:
        FileFault: there are no headers, one is missing or renamed, or one stands twice.
    """
    matched = match_headers(sheet)
    if not matched.row:
        raise refusals.no_headers(sheet.name, _SEARCHED_ROWS)
    for header, found in matched.columns.items():
        if len(found) > 1:
            raise refusals.column_twice(sheet.name, header, [column_letters(column) for column in found])
    if missing := matched.missing:
        instead = [(one.header, column_letters(one.column), one.text) for one in stand_ins(matched)]
        raise refusals.columns_missing(sheet.name, matched.row, missing, instead)
    columns = {header: found[0] for header, found in matched.columns.items()}
    calculated = matched.calculated
    added = {column: text for column, text in matched.others.items() if column != calculated}
    return HeaderRow(matched.row, columns, added, calculated)


def _meant(found: Sequence[int], table: Table | None) -> Sequence[int]:
    """Of several columns with the same header, the one in the table: Excel allows no two there."""
    inside = [column for column in found if table and table.area.first_column <= column <= table.area.last_column]
    return inside or found


@dataclass(frozen=True, slots=True)
class StandIn:
    """An unknown column that may be a missing one: its header is alike, or it stands in its place.

    Attributes:
        header: the missing header.
        column: where the unknown one stands.
        text: what stands there, or '' when it is not alike and so may not be shown.
    """

    header: str
    column: int
    text: str


def stand_ins(matched: MatchedHeaders) -> Iterator[StandIn]:
    """For each missing header the unknown one that may stand in for it: the most alike, else the one in its place."""
    columns = {header: found[0] for header, found in matched.columns.items()}
    unknown = {plain_header(text): column for column, text in matched.others.items()}
    unknown.pop(plain_header(TO_COMPLETE), None)
    for header in matched.missing:
        alike = get_close_matches(plain_header(header), unknown, n=1, cutoff=_CLOSE)
        if alike:
            column = unknown.pop(alike[0])
            yield StandIn(header, column, " ".join(matched.others[column].split()))
        elif (place := _expected_place(header, columns)) in unknown.values():
            unknown = {text: column for text, column in unknown.items() if column != place}
            yield StandIn(header, place, "")


def _expected_place(header: str, columns: Mapping[str, int]) -> int:
    """Beside the column that is its neighbour in the template; 0 when that is gone as well."""
    place = HEADERS.index(header)
    if place and (before := columns.get(HEADERS[place - 1])):
        return before + 1
    after = columns.get(HEADERS[place + 1]) if place + 1 < len(HEADERS) else None
    return after - 1 if after else 0
