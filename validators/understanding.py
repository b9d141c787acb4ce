"""Understanding many rows: column by column, because most cells of a column repeat or need no reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from validators.case_review import COLUMNS, CaseReview, Column
from validators.cells import LOCAL_LISTS, CellError, Note, Reading, cell_text
from validators.entries import Entry, Problem, RawRow, problems_of
from validators.pid_in_cells import Known
from validators.records import Records
from validators.vocabularies import vocabulary

__all__ = ["read_records"]

_HEADERS = tuple(column.header for column in COLUMNS)
_TEXTS = frozenset({"text", "reference", "initials", "link", "record"})
_NUMBERS = frozenset({int, float})
_NOTHING: Mapping[str, Any] = {}


def read_records(rows: Iterable[RawRow], *, local_lists: bool = True) -> Records:
    """Understand the rows of a return, each just as `understand` does by itself; one bad cell hides no other.

    The model is asked of each distinct cell of a column by itself, since no field of it depends on another; what needs
    no reading (a term as it stands in its list, a date, a text without stray spaces) is taken as it is.

    >>> (entry,) = read_records([RawRow({"Status": "open", "Theme 1": "Neglct"})])
    >>> entry.review.status, entry.problems["Theme 1"].candidates
    ('Open', ('Neglect',))
    """
    raws = tuple(rows)
    columns: dict[str, Sequence[Any]] = {}
    problems: dict[int, dict[str, Problem]] = {}
    notes: dict[int, dict[str, Note]] = {}
    cells = _by_column(raws)
    for column in COLUMNS:
        header = column.header
        understood, told = _read(cells.pop(header), column, local_lists=local_lists)
        columns[header] = tuple(understood)
        for at, cell in told:
            if cell.problem:
                problems.setdefault(at, {})[header] = cell.problem
            if cell.note:
                notes.setdefault(at, {})[header] = cell.note
    known_pid: Known = {}
    entries = [
        Entry(raw, values, problems.get(at, _NOTHING), notes.get(at, _NOTHING), local_lists, known_pid)
        for at, (raw, values) in enumerate(zip(raws, zip(*columns.values(), strict=True), strict=True))
    ]
    return Records(entries, columns)


def _by_column(raws: Sequence[RawRow]) -> dict[str, list[object]]:
    """The cells of all rows by the header of their column."""
    columns: dict[str, list[object]] = {header: [None] * len(raws) for header in _HEADERS}
    for at, raw in enumerate(raws):
        for header, cell in raw.cells.items():
            if header in columns:
                columns[header][at] = cell
    return columns


@dataclass(frozen=True, slots=True)
class _Cell:
    """What was understood of one cell."""

    value: object
    note: Note | None = None
    problem: Problem | None = None


def _read(cells: Sequence[object], column: Column, *, local_lists: bool) -> tuple[list[Any], list[tuple[int, _Cell]]]:
    """What is understood of a column's cells, and the positions of those of which there is more to tell."""
    understood = _plainly_read(cells, column, local_lists=local_lists)
    told: list[tuple[int, _Cell]] = []
    if understood.count(None) > cells.count(None):
        known: dict[tuple[type, object], _Cell] = {}
        for at, (cell, value) in enumerate(zip(cells, understood, strict=True)):
            if value is None and cell is not None and cell != "":
                key = (type(cell), cell)
                found = known.get(key) or known.setdefault(key, _read_alone(cell, column, local_lists=local_lists))
                understood[at] = found.value
                if found.note or found.problem:
                    told.append((at, found))
    return understood, told


def _plainly_read(cells: Sequence[object], column: Column, *, local_lists: bool) -> list[Any]:
    """A column's cells as far as they need no reading; None for any other."""
    if column.kind in _TEXTS:
        return [
            cell.strip() or None
            if type(cell) is str and cell.isascii() and "  " not in cell and "\t" not in cell
            else cell_text(cell)
            if type(cell) in _NUMBERS
            else None
            for cell in cells
        ]
    if column.kind == "date":
        return [cell if type(cell) is date else cell.date() if type(cell) is datetime else None for cell in cells]
    words: Mapping[Any, str] = {}
    if column.vocabulary and (local_lists or column.vocabulary not in LOCAL_LISTS):
        words = vocabulary(column.vocabulary).codes_by_word
    return list(map(words.get, cells))


def _read_alone(cell: object, column: Column, *, local_lists: bool) -> _Cell:
    """Have the model read one cell."""
    if column.kind in _TEXTS and not isinstance(cell, CellError) and _is_sound(text := cell_text(cell)):
        return _Cell(text or None)
    reading = Reading(local_lists=local_lists)
    try:
        review = CaseReview.model_validate({column.header: cell}, context=reading)
    except ValidationError as refused:
        return _Cell(None, problem=problems_of(refused)[column.header])
    return _Cell(getattr(review, column.field), note=next(iter(reading.notes), None))


def _is_sound(text: str) -> bool:
    """Whether a text can be encoded: a damaged one can hold half a character, and the model refuses it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
