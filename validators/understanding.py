"""Understanding many rows: column by column, because most cells of a column repeat or need no reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from typing import Any

from pydantic import ValidationError

from validators.case_review import COLUMNS, CaseReview, Column
from validators.cells import LOCAL_LISTS, CellError, Note, Reading, cell_text, is_evenly_spaced, is_sound
from validators.entries import Problem, RawRow, problems_of
from validators.records import Records
from validators.vocabularies import vocabulary

__all__ = ["read_records"]

_HEADERS = tuple(column.header for column in COLUMNS)
_TEXTS = frozenset({"text", "reference", "initials", "link", "record"})
_NUMBERS = frozenset({int, float})
_ONLY_TEXTS = frozenset({str, type(None)})
_ONLY_DATES = frozenset({date, type(None)})
_EMPTY_CELLS: Mapping[Any, None] = {None: None, "": None}


def read_records(rows: Iterable[RawRow], *, local_lists: bool = True) -> Records:
    """Understand the rows of a return, each just as `understand` does by itself; one bad cell hides no other.

    The model is asked of each distinct cell of a column by itself, since no field of it depends on another; what needs
    no reading (a term as it stands in its list, a date, a text without stray spaces) is taken as it is.

    >>> (entry,) = read_records([RawRow({"Status": "open", "Theme 1": "Neglct"})])
    >>> entry.review.status, entry.problems["Theme 1"].candidates
    ('Open', ('Neglect',))
    """
    raws = tuple(rows)
    columns: list[Sequence[Any]] = []
    problems: dict[int, dict[str, Problem]] = {}
    notes: dict[int, dict[str, Note]] = {}
    for column, cells in zip(COLUMNS, _by_column(raws), strict=True):
        understood, told = _read(cells, column, local_lists=local_lists)
        columns.append(understood)
        for at, cell in told:
            if cell.problem:
                problems.setdefault(at, {})[column.header] = cell.problem
            if cell.note:
                notes.setdefault(at, {})[column.header] = cell.note
    return Records(raws, columns, problems=problems, notes=notes, local_lists=local_lists)


def _by_column(raws: Sequence[RawRow]) -> Iterator[tuple[object, ...]]:
    """The cells of each column, in the order of the model."""
    # Each row is looked through once: going through all rows for each column would fetch every row from memory again.
    if not raws:
        return repeat((), len(COLUMNS))
    return zip(*[tuple(map(raw.cells.get, _HEADERS)) for raw in raws], strict=True)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What was understood of one cell."""

    value: object
    note: Note | None = None
    problem: Problem | None = None


def _read(
    cells: tuple[Any, ...], column: Column, *, local_lists: bool
) -> tuple[Sequence[Any], list[tuple[int, _Cell]]]:
    """What is understood of a column's cells, and the positions of those of which there is more to tell."""
    plain = _read_at_once(cells, column, local_lists=local_lists)
    if plain is not None:
        return plain, []
    understood = _read_one_by_one(cells, column, local_lists=local_lists)
    told: list[tuple[int, _Cell]] = []
    known: dict[tuple[type, object], _Cell] = {}
    for at in [at for at, value in enumerate(understood) if value is None]:
        cell = cells[at]
        if cell is not None and cell != "":
            key = (type(cell), cell)
            found = known.get(key) or known.setdefault(key, _read_alone(cell, column, local_lists=local_lists))
            understood[at] = found.value
            if found.note or found.problem:
                told.append((at, found))
    return understood, told


def _read_at_once(cells: tuple[Any, ...], column: Column, *, local_lists: bool) -> Sequence[Any] | None:
    """A column of which no cell needs any reading, as most are; None for any other."""
    if column.kind in _TEXTS:
        return _stripped(cells) if _ONLY_TEXTS.issuperset(map(type, cells)) else None
    if column.kind == "date":
        return cells if _ONLY_DATES.issuperset(map(type, cells)) else None
    words = _words_of(column, local_lists=local_lists)
    try:
        if all(words[word] == word for word in set(cells)):
            return cells
        return list(map(words.__getitem__, cells))
    except (KeyError, TypeError):  # a word that stands in no list, or a cell that cannot be looked up
        return None


def _stripped(cells: tuple[Any, ...]) -> list[Any] | None:
    """Texts without the spaces around them; None where any needs more."""
    whole = "\n".join(filter(None, cells))
    if is_evenly_spaced(whole) and is_sound(whole):
        return [cell.strip() or None if cell else None for cell in cells]
    return None


def _read_one_by_one(cells: Sequence[object], column: Column, *, local_lists: bool) -> list[Any]:
    """A column's cells as far as they need no reading; None for any other."""
    if column.kind in _TEXTS:
        return [
            cell.strip() or None
            if type(cell) is str and cell.isascii() and is_evenly_spaced(cell)
            else cell_text(cell)
            if type(cell) in _NUMBERS
            else None
            for cell in cells
        ]
    if column.kind == "date":
        return [cell if type(cell) is date else cell.date() if type(cell) is datetime else None for cell in cells]
    return list(map(_words_of(column, local_lists=local_lists).get, cells))


def _words_of(column: Column, *, local_lists: bool) -> Mapping[Any, str | None]:
    """What needs no reading in a column with a list: an empty cell, and each word that stands in the list."""
    if column.vocabulary and (local_lists or column.vocabulary not in LOCAL_LISTS):
        return vocabulary(column.vocabulary).codes_by_cell
    return _EMPTY_CELLS


def _read_alone(cell: object, column: Column, *, local_lists: bool) -> _Cell:
    """Have the model read one cell."""
    if column.kind in _TEXTS and not isinstance(cell, CellError) and is_sound(text := cell_text(cell)):
        return _Cell(text or None)
    reading = Reading(local_lists=local_lists)
    try:
        review = CaseReview.model_validate({column.header: cell}, context=reading)
    except ValidationError as refused:
        return _Cell(None, problem=problems_of(refused)[column.header])
    return _Cell(getattr(review, column.field), note=next(iter(reading.notes), None))
