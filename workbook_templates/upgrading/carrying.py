"""How each record and line is carried: as it stands, but for words that the lists write otherwise and closed ICBs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from validators.case_review import COLUMNS
from validators.cells import cell_text
from validators.entries import Entry, RawRow, understand
from validators.exceptions import cell_mark
from validators.origins import derived_origin
from validators.pid_in_cells import ADDED_COLUMN
from validators.quoting import shown
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import has_local_lists, took_over
from validators.your_icb import YourIcb
from workbook_templates.layout import FIRST_RECORD_ROW, RECORD_NO, Tables
from workbook_templates.reading.headers import plain_header
from workbook_templates.template import CellValue
from workbook_templates.upgrading.old_workbook import OldWorkbook, rows_in_order

__all__ = [
    "Carried",
    "Kept",
    "Moved",
    "Place",
    "Resolved",
    "carry_lines",
    "carry_records",
    "folded_number",
    "renumbered",
]

_ICB, _ORIGIN, _LINKED = "ICB", "Origin", "Linked record"
_LOCAL = frozenset({"local_authorities", "boards"})
_WHAT = {
    "not_a_term": "is not in the list",
    "not_a_date": "is no date",
    "not_a_number": "is no whole number",
    "cell_error": "is an error of a formula",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A word that is written as the list has it: in which columns, as it stood, the term, and in how many cells."""

    columns: tuple[str, ...]
    text: str
    term: str
    cells: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Records of an ICB that has closed, now of the one that took over."""

    before: str
    after: str
    cells: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that nobody could understand.

    Attributes:
        row: where it stands in the new workbook.
        record: the record's number as it may be shown.
        column: its header.
        problem: `not_a_term`, `not_a_date`, `not_a_number`, `cell_error`, or `divided` for an ICB with successors.
        what: the cell in words, quoted only where that tells nothing of a person.
        suggestions: terms that may have been meant.
    """

    row: int
    record: str | None
    column: str
    problem: str
    what: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """The records as they go into the new workbook.

    Attributes:
        rows: of the table, header to value, ready rows among them.
        pairs: each record as it was and as it is.
        resolved, moved, kept, origins, numbered: what was done.
    """

    rows: tuple[Mapping[str, CellValue], ...]
    pairs: tuple[tuple[Entry, Entry], ...]
    resolved: tuple[Resolved, ...]
    moved: tuple[Moved, ...]
    kept: tuple[Kept, ...]
    origins: int
    numbered: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the records of a workbook go.

    Attributes:
        icb: code of the new workbook's ICB.
        part: the part of the ICB's records that it holds.
        day: the day on which an ICB must stand.
        first_row: of the new sheet that is theirs.
        numbers: record numbers that are taken there by others, folded, to the number that is free instead.
        links: rows of the old sheet whose link names a record that gets another number, to that record's origin.
        keeps_ready_rows: whether rows that hold a number alone come along.
    """

    icb: str | None
    part: str | None
    day: date
    first_row: int = FIRST_RECORD_ROW
    numbers: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[int, str] = field(default_factory=dict)
    keeps_ready_rows: bool = True


def carry_records(old: OldWorkbook, *, added: Mapping[str, str], to: Place) -> Carried:
    """Carry the records.

    Args:
        old: the old workbook.
        added: letters of each added column to its header in the new one.
        to: where they go.
    """
    heading = old.read.your_icb
    carrying = _Carrying(heading, to)
    rows: list[Mapping[str, CellValue]] = []
    pairs: list[tuple[Entry, Entry]] = []
    kept = rows_in_order(old) if to.keeps_ready_rows else old.read.rows
    for number, one in enumerate(kept, start=to.first_row):
        if not isinstance(one, RawRow):
            rows.append({RECORD_NO: cast(CellValue, one)})
            continue
        before = understand(one, local_lists=carrying.local_lists)
        cells = carrying.cells_of(before, number)
        pairs.append((before, understand(RawRow(cells), local_lists=carrying.local_lists)))
        rows.append(cells | {added[letters]: cast(CellValue, value) for letters, value in one.added.items()})
    return Carried(
        rows=tuple(rows),
        pairs=tuple(pairs),
        resolved=tuple(carrying.resolved()),
        moved=tuple(Moved(*pair, cells) for pair, cells in carrying.moved.items()),
        kept=tuple(carrying.kept),
        origins=carrying.origins,
        numbered=sum(not before.text(RECORD_NO) for before, _ in pairs),
    )


class _Carrying:
    """Keeps account of what is done while the records are carried."""

    def __init__(self, heading: YourIcb, to: Place) -> None:
        self._heading, self._to = heading, to
        self._new_heading = heading.model_copy(update={"your_icb": to.icb, "return_part": to.part})
        self.local_lists = heading.your_icb is None or has_local_lists(heading.your_icb)
        self.moved: Counter[tuple[str, str]] = Counter()
        self.kept: list[Kept] = []
        self.origins = 0
        self._resolved: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def cells_of(self, entry: Entry, row: int) -> dict[str, CellValue]:
        """A record's cells in the new workbook."""
        cells = {header: cast(CellValue, value) for header, value in entry.raw.cells.items()}
        for header, term in self._terms(entry):
            cells[header] = term
        self._move_icb(entry, cells, row)
        self._keep(entry, row)
        self._renumber(entry, cells)
        self._write_origin(entry, cells)
        return cells

    def _terms(self, entry: Entry) -> Iterator[tuple[str, str]]:
        for column in COLUMNS:
            text = entry.raw.cells.get(column.header)
            if not column.vocabulary or not isinstance(text, str) or column.header in entry.problems:
                continue
            if column.vocabulary in _LOCAL and not self.local_lists:
                continue
            term = getattr(entry.review, column.field)
            if term is not None and term != text:
                self._resolved[" ".join(text.splitlines()), term][column.header] += 1
                yield column.header, term

    def _move_icb(self, entry: Entry, cells: dict[str, CellValue], row: int) -> None:
        """A closed ICB becomes the one that took over; where several did, only the workbook's own is certain."""
        icb = entry.review.icb
        last_day = vocabulary("icbs")[icb].valid_to if icb else None
        if icb is None or last_day is None or last_day >= self._to.day:
            return
        successors = took_over(icb, on=self._to.day)
        after = self._new_heading.your_icb if icb == self._heading.your_icb else None
        if after not in successors:
            after = successors[0] if len(successors) == 1 else None
        if after is None:
            what = f"{icb} was divided"
            self.kept.append(Kept(row, entry.record, _ICB, "divided", what, successors))
            return
        cells[_ICB] = after
        self.moved[icb, after] += 1

    def _keep(self, entry: Entry, row: int) -> None:
        for header, problem in entry.problems.items():
            text = entry.text(header)
            named = problem.error if problem.code == "cell_error" else shown(text, problem)
            if header in entry.pid:
                named = "a text that holds personal details"
            what = f"{named} {_WHAT[problem.code]}"
            self.kept.append(Kept(row, entry.record, header, problem.code, what, problem.candidates))

    def _renumber(self, entry: Entry, cells: dict[str, CellValue]) -> None:
        cells[RECORD_NO] = self._to.numbers.get(folded_number(cells.get(RECORD_NO)), cells.get(RECORD_NO))
        if (link := self._to.links.get(entry.row or 0)) is not None:
            cells[_LINKED] = link

    def _write_origin(self, entry: Entry, cells: dict[str, CellValue]) -> None:
        """A record that would have another origin now gets the one that it had."""
        if entry.text(_ORIGIN):
            return
        before = derived_origin(entry, self._heading)
        after = derived_origin(understand(RawRow(cells), local_lists=self.local_lists), self._new_heading)
        if before is not None and before != after:
            cells[_ORIGIN] = before
            self.origins += 1

    def resolved(self) -> Iterator[Resolved]:
        """Equal words together, most frequent first."""
        groups = sorted(self._resolved.items(), key=lambda group: (-group[1].total(), group[0]))
        for (text, term), columns in groups:
            yield Resolved(tuple(columns), text, term, columns.total())


def folded_number(value: object) -> str:
    """A record number as it is compared, whatever kind of cell it stands in.

    >>> folded_number(12.0), folded_number(" 12A ")
    ('12', '12a')
    """
    return cell_text(value).casefold()


def carry_lines(
    old: OldWorkbook, carried: Carried, letters: Mapping[str, str], numbers: Mapping[str, int] | None = None
) -> dict[str, Sequence[Mapping[str, CellValue]]]:
    """The lines of the other tables; an accepted exception follows its cell, whose mark changes with a word or place.

    Args:
        old: the old workbook.
        carried: its records.
        letters: of each added column, before to after.
        numbers: of records that have another one now, before to after.
    """
    lines: dict[str, Sequence[Mapping[str, CellValue]]] = {
        name: [cast(Mapping[str, CellValue], line) for line in those] for name, those in old.lines.items()
    }
    name = Tables().accepted
    lines[name] = [_remarked(line, carried.pairs, letters) for line in lines.get(name, ())]
    return {name: [renumbered(line, numbers or {}) for line in those] for name, those in lines.items()}


def renumbered(line: Mapping[str, CellValue], numbers: Mapping[str, int]) -> Mapping[str, CellValue]:
    """A line under the number that its record has now."""
    number = next((header for header in line if plain_header(header) == plain_header(RECORD_NO)), None)
    after = numbers.get(folded_number(line[number])) if number else None
    return line if number is None or after is None else {**line, number: after}


def _remarked(
    line: Mapping[str, CellValue], pairs: Iterable[tuple[Entry, Entry]], letters: Mapping[str, str]
) -> Mapping[str, CellValue]:
    record, column, rule, mark = (cell_text(line.get(header)) for header in (RECORD_NO, "Column", "Rule", "Cell mark"))
    for before, after in pairs:
        if before.record != record or cell_mark(before, column, rule) != mark:
            continue
        if column.startswith(ADDED_COLUMN):
            moved = letters.get(column.removeprefix(ADDED_COLUMN), "")
            place = f"{ADDED_COLUMN}{moved}"
            there = Entry(
                RawRow(after.raw.cells, added={moved: before.raw.added.get(column.removeprefix(ADDED_COLUMN))}),
                after.values,
                after.problems,
                after.notes,
            )
            return {**line, "Column": place, "Cell mark": cell_mark(there, place, rule)}
        return {**line, "Cell mark": cell_mark(after, column, rule)}
    return line
