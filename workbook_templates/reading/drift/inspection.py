"""Hold a whole workbook against the template that it was made from; nothing is written, and no cell is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from validators.entries import is_blank
from validators.findings import CASES
from workbook_templates.layout import HEADERS, Tables
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.drift.cases import cases_guards
from workbook_templates.reading.drift.columns import (
    AddedColumn,
    ColumnFound,
    ColumnState,
    added_columns,
    columns_found,
    shown_name,
    where_ours_stand,
)
from workbook_templates.reading.drift.fingerprint import Fingerprint, SheetPrint, fingerprint_for
from workbook_templates.reading.drift.guards import GuardDrift, guards_drifted
from workbook_templates.reading.drift.laid import tables_on
from workbook_templates.reading.drift.opened import OpenedWorkbook, open_workbook, texts_behind
from workbook_templates.reading.headers import MatchedHeaders, find_cases, match_headers
from workbook_templates.reading.heading import (
    carries_template_version,
    read_template_version,
    read_vocabulary_version,
)
from workbook_templates.reading.sheets import Sheet

__all__ = ["Inspection", "ListDrift", "SheetDrift", "SheetState", "inspect_workbook"]


class SheetState(StrEnum):
    """What became of a sheet."""

    MISSING = "missing"
    RENAMED = "renamed"
    HIDDEN = "hidden"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class SheetDrift:
    """A sheet that is not as the template has it.

    Attributes:
        name: as the template has it; of an added one its own, or None when it may hold PID.
        state: what became of it.
        now: of a renamed one the name that it has, or None when that may hold PID.
        number: its place among the sheets, from 1; 0 when it is gone.
    """

    name: str | None
    state: SheetState
    now: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class ListDrift:
    """A list whose words are no longer the template's.

    Attributes:
        name: its defined name.
        gone: the template's words that are not offered any more.
        added: the cells with words that the template does not have; what they say is not told.
    """

    name: str
    gone: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What became of a template workbook.

    Attributes:
        template_version: that it was made from.
        vocabulary_version: of its lists, or None when it does not say.
        columns: of the template, in its order.
        added_columns: that the template does not have.
        guards: sheet of the template, and what is lost or altered there.
        lists: changed by hand.
        sheets: missing, renamed, hidden or added.
        tables: of the template that are gone.
        names: defined names of the template that are gone or broken.
    """

    template_version: str
    vocabulary_version: str | None
    columns: tuple[ColumnFound, ...]
    added_columns: tuple[AddedColumn, ...]
    guards: tuple[tuple[str, GuardDrift], ...]
    lists: tuple[ListDrift, ...]
    sheets: tuple[SheetDrift, ...]
    tables: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def has_drifted(self) -> bool:
        """Whether anything is not the template's; columns added at the right end are the ICB's own affair."""
        return (
            any(column.state is not ColumnState.PRESENT for column in self.columns)
            or not all(column.at_end for column in self.added_columns)
            or bool(self.guards or self.lists or self.sheets or self.tables or self.names)
        )


def inspect_workbook(content: bytes) -> Inspection:
    """Read the bytes of a workbook and hold it against the template of its version.

    Raises:
        FileFault: it is no workbook, not ours, or of a version that this program does not know.
    """
    book = open_workbook(content)
    if not carries_template_version(book.structure):
        raise refusals.not_ours()
    template = read_template_version(book.structure, book.sheets)
    vocabulary = read_vocabulary_version(book.structure, book.sheets)
    untouched = fingerprint_for(template, vocabulary)
    cases = find_cases(book.structure, book.sheets)
    matched = match_headers(cases) if cases else MatchedHeaders(0, {}, {})
    ours = dict(_ours(book, untouched, cases))
    return Inspection(
        template_version=template,
        vocabulary_version=vocabulary,
        columns=columns_found(matched, untouched.sheet(CASES).tables[Tables().cases]),
        added_columns=tuple(added_columns(matched)),
        guards=tuple(_guards(untouched, ours, matched)),
        lists=tuple(_lists(book, untouched)),
        sheets=tuple(_sheets(book, untouched, ours)),
        tables=tuple(_tables_gone(book, untouched)),
        names=tuple(name for sheet in untouched.sheets for name in sheet.names if book.behind(name) is None),
    )


def _ours(book: OpenedWorkbook, untouched: Fingerprint, cases: Sheet | None) -> Iterator[tuple[str, Sheet]]:
    """Each of the template's sheets that is there, under its name or by what stands on it."""
    called = {sheet.name.casefold(): sheet for sheet in book.sheets.values()}
    wanted = {sheet.name.casefold() for sheet in untouched.sheets}
    for sheet in untouched.sheets:
        found = called.get(sheet.name.casefold()) or (cases if sheet.name == CASES else _renamed(book, sheet, wanted))
        if found:
            yield sheet.name, found


def _renamed(book: OpenedWorkbook, sheet: SheetPrint, wanted: set[str]) -> Sheet | None:
    """The sheet under another name that holds what the template has there: a table, or cells behind a name."""
    holding = [one for one in book.sheets.values() if any(one.source.table(table) for table in sheet.tables)]
    holding += [cells[0] for name in sheet.names if (cells := book.behind(name))]
    return next((one for one in holding if one.name.casefold() not in wanted), None)


def _sheets(book: OpenedWorkbook, untouched: Fingerprint, ours: Mapping[str, Sheet]) -> Iterator[SheetDrift]:
    numbers = {part.name: number for number, part in enumerate(book.structure.sheets, start=1)}
    for wanted in untouched.sheets:
        sheet = ours.get(wanted.name)
        if sheet is None:
            yield SheetDrift(wanted.name, SheetState.MISSING)
            continue
        number = numbers[sheet.name]
        if sheet.name.casefold() != wanted.name.casefold():
            yield SheetDrift(wanted.name, SheetState.RENAMED, shown_name(sheet.name), number)
        if sheet.source.hidden and not wanted.hidden:
            yield SheetDrift(wanted.name, SheetState.HIDDEN, number=number)
    known = {sheet.name for sheet in ours.values()}
    for part in book.structure.sheets:
        if part.name not in known:
            yield SheetDrift(shown_name(part.name), SheetState.ADDED, number=numbers[part.name])


def _tables_gone(book: OpenedWorkbook, untouched: Fingerprint) -> Iterator[str]:
    there = {table.name.casefold() for part in book.structure.sheets for table in part.tables}
    return (table for sheet in untouched.sheets for table in sheet.tables if table not in there)


def _guards(
    untouched: Fingerprint, ours: Mapping[str, Sheet], matched: MatchedHeaders
) -> Iterator[tuple[str, GuardDrift]]:
    for wanted in untouched.sheets:
        sheet = ours.get(wanted.name)
        if sheet is None:
            continue
        if wanted.name != CASES:
            found = guards_drifted(sheet, tables_on(sheet), wanted)
        elif matched.row:
            places = where_ours_stand(matched)
            last = _last_record(sheet, matched.row, places)
            found = iter(cases_guards(sheet, places, matched.row, last_record=last, untouched=untouched))
        else:
            continue
        yield from ((wanted.name, one) for one in found)


def _last_record(sheet: Sheet, header_row: int, places: Mapping[str, int]) -> int:
    """The last row with something in a column of ours beside its record number."""
    entered = [places[header] for header in HEADERS[1:] if header in places]
    for row in range(len(sheet.rows), header_row, -1):
        if any(not is_blank(sheet.value(row, column)) for column in entered):
            return row
    return 0


def _lists(book: OpenedWorkbook, untouched: Fingerprint) -> Iterator[ListDrift]:
    for name, alternatives in untouched.lists.items():
        cells = book.behind(name)
        if cells is None:
            continue
        found = texts_behind(cells)
        if found not in alternatives:
            meant = max(alternatives, key=lambda texts: _shared(texts, found))
            area = cells[1]
            letters = column_letters(area.first_column)
            added = (f"{letters}{area.first_row + place}" for place in _strange(found, meant))
            yield ListDrift(name, tuple((Counter(meant) - Counter(found)).elements()), tuple(added))


def _shared(texts: Sequence[str], others: Sequence[str]) -> int:
    """How many words two lists share."""
    return (Counter(texts) & Counter(others)).total()


def _strange(found: Sequence[str], meant: Sequence[str]) -> Iterator[int]:
    left = Counter(meant)
    for place, text in enumerate(found):
        if left[text] > 0:
            left[text] -= 1
        else:
            yield place
