"""Understanding many rows: most cells of a return repeat, and each distinct one is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import ValidationError

from validators.case_review import COLUMNS, CaseReview, Column
from validators.cells import LOCAL_LISTS, CellError, Note, Reading, cell_text
from validators.entries import Entry, Problem, RawRow, problems_of
from validators.pid_in_cells import Known
from validators.vocabularies import vocabulary

__all__ = ["RowReader"]

_LONGEST_KEPT = 120
"""Longer than any term, date or number: what is longer is read each time and not kept."""

_MOST_KEPT = 10_000
"""So many distinct cells of a column are kept; no list is as long, and no return can fill the memory."""

_POSITIONS = {column.header: position for position, column in enumerate(COLUMNS)}
_BLANK = CaseReview()
_DAYS = frozenset({date, datetime})
_set = object.__setattr__
_TEXTS = frozenset({"text", "reference", "initials", "link", "record"})


@dataclass(frozen=True, slots=True)
class _Cell:
    """What was understood of one cell."""

    value: object
    note: Note | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A column, and what was understood of each distinct cell in it so far; of `words` there is nothing else to say."""

    name: str
    holds_text: bool
    holds_dates: bool
    words: dict[str, str]
    cells: dict[tuple[type, object], _Cell] = field(default_factory=dict)

    @classmethod
    def of(cls, column: Column, *, local_lists: bool) -> _Known:
        name = column.vocabulary
        words = dict(vocabulary(name).codes_by_word) if name and (local_lists or name not in LOCAL_LISTS) else {}
        return cls(column.field, column.kind in _TEXTS, column.kind == "date", words)


class RowReader:
    """Understands the rows of one return just as `understand` does, and keeps nothing when it is gone.

    The model is asked of each distinct cell by itself, since no field of it depends on another; a text or a date that
    needs no reading is taken as it is.

    >>> reader = RowReader()
    >>> entry = reader.read(RawRow({"Status": "open", "Theme 1": "Neglct"}))
    >>> entry.review.status, entry.problems["Theme 1"].candidates
    ('Open', ('Neglect',))
    """

    def __init__(self, *, local_lists: bool = True) -> None:
        self._local_lists = local_lists
        self._known_pid: Known = {}
        self._columns = {column.header: _Known.of(column, local_lists=local_lists) for column in COLUMNS}

    def read(self, raw: RawRow) -> Entry:
        """Read every cell of a row by itself; one bad cell hides no other."""
        values: dict[str, object] = {}
        told: dict[str, _Cell] = {}
        columns = self._columns
        for header, value in raw.cells.items():
            if value is None or (known := columns.get(header)) is None:
                continue
            if type(value) is str:
                if not known.holds_text:
                    word = known.words.get(value)
                    if word is not None:
                        values[known.name] = word
                        continue
                elif value.isascii() and "  " not in value and "\t" not in value:
                    # What `cell_text` makes of nearly every text.
                    values[known.name] = value.strip() or None
                    continue
            elif known.holds_dates and type(value) in _DAYS:
                values[known.name] = value.date() if isinstance(value, datetime) else value
                continue
            if value == "":
                continue
            if known.holds_text and not isinstance(value, CellError) and _is_sound(text := cell_text(value)):
                values[known.name] = text or None
                continue
            cell = known.cells.get((type(value), value)) or self._cell(header, known, value)
            values[known.name] = cell.value
            if cell.note or cell.problem:
                told[header] = cell
        return self._entry(raw, _review(values), told)

    def _entry(self, raw: RawRow, review: CaseReview, told: dict[str, _Cell]) -> Entry:
        if not told:
            return Entry(raw, review, {}, {}, self._local_lists, self._known_pid)
        in_order = sorted(told, key=_POSITIONS.__getitem__)
        problems = {header: problem for header in in_order if (problem := told[header].problem)}
        notes = {header: note for header in in_order if (note := told[header].note)}
        return Entry(raw, review, problems, notes, self._local_lists, self._known_pid)

    def _cell(self, header: str, known: _Known, value: object) -> _Cell:
        """Have the model read one cell, and keep what it understood where that may be asked again."""
        reading = Reading(local_lists=self._local_lists)
        try:
            review = CaseReview.model_validate({header: value}, context=reading)
        except ValidationError as refused:
            cell = _Cell(None, problem=problems_of(refused)[header])
        else:
            cell = _Cell(getattr(review, known.name), note=next(iter(reading.notes), None))
        may_repeat = not known.holds_text and (not isinstance(value, str) or len(value) <= _LONGEST_KEPT)
        if may_repeat and len(known.cells) < _MOST_KEPT:
            known.cells[type(value), value] = cell
        return cell


def _review(values: dict[str, object]) -> CaseReview:
    """A record of these values, which the model has read one by one and does not read again."""
    review = CaseReview.__new__(CaseReview)
    _set(review, "__dict__", vars(_BLANK) | values)
    _set(review, "__pydantic_fields_set__", set())
    _set(review, "__pydantic_extra__", None)
    _set(review, "__pydantic_private__", None)
    return review


def _is_sound(text: str) -> bool:
    """Whether a text can be encoded: a damaged one can hold half a character, and the model refuses it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
