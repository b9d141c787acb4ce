"""Records as a consolidation keeps them: the short fields by name, the long texts beside them or on a shelf.

Of very many, the returns that come later keep their short fields in columns, and a record is made of them whenever it
is asked for.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, repeat
from operator import attrgetter, is_not, itemgetter
from typing import Any, NamedTuple, cast

from reports.packed import packed, with_shared
from reports.receiving import AnyRecord, Received, number_or_text
from reports.shelf import ByPlace, Shelf
from reports.withheld import Withheld
from validators.case_review import COLUMNS, CaseReview
from validators.findings import Finding

__all__ = ["LONG_KINDS", "Keeper", "KeptRecord", "kept_return", "shown_by", "told_by"]

LONG_KINDS = ("text", "link")
"""They are most of what a record takes in memory, and no figure is counted from them."""

_LONG = tuple(place for place, column in enumerate(COLUMNS) if column.kind in LONG_KINDS)
_SHORT = tuple(place for place, column in enumerate(COLUMNS) if column.kind not in LONG_KINDS)
_FIELDS = tuple(COLUMNS[place].field for place in _SHORT)
_NUMBER, _ORIGIN = (_FIELDS.index(name) for name in ("record_no", "origin"))

_CHANGED = len(_FIELDS) + 2
"""In the columns of a return: where the summary writes something else. Rows and origins come before it."""

_KeptReview = namedtuple("_KeptReview", _FIELDS)  # type: ignore[misc]
"""The short fields of a `CaseReview` under the same names; a model takes five times as much memory."""

_fields_of = itemgetter(*_FIELDS)
_short_of, _long_of = itemgetter(*_SHORT), itemgetter(*_LONG)
_as_columns = itemgetter(*((*_SHORT, *_LONG).index(place) for place in range(len(COLUMNS))))

_Held = tuple[tuple[object, ...], Mapping[str, str]]
"""The long texts of a record as the summary writes them, and the columns that its ICB added."""

_MOST_RECORDS, _MOST_CHARACTERS = 30_000, 100_000_000
"""How much is kept in memory as it came: twice what all England sends in a month."""

_MOST_MADE = 250_000
"""How many records are kept as such: some 200 MB of them. To make one again takes time whenever it is asked for."""

_NOTHING: _Held = ((None,) * len(_LONG), {})


class _Before(NamedTuple):
    """What stands before the record number in an origin that is made of it: the same for all records of a return."""

    text: str


class KeptRecord(NamedTuple):
    """One case review of a return; it says what a `Record` says.

    Attributes:
        row: the row that Excel shows in its return.
        fields: the short fields as understood.
        own_origin: as the summary writes it, or what stands in it before the record number.
        changed: places among the short fields where the summary writes something else, with that.
        withheld: the spans that were replaced, and those that the region let through.
        held: the long texts of all records of the return; None where they are not kept.
        place: of this record among them.
    """

    row: int | None
    fields: tuple[object, ...]
    own_origin: object
    changed: tuple[tuple[int, object], ...]
    withheld: tuple[Withheld, ...]
    held: Sequence[_Held] | None
    place: int

    @property
    def review(self) -> CaseReview:
        """The record as understood, without its long texts: to ask for one of them is an error."""
        return self.fields  # type: ignore[return-value]  # without a call: every table asks for it

    @property
    def origin(self) -> object:
        """The record's first ICB, part and number, as the summary writes it."""
        own = self.own_origin
        return f"{own.text}{self.review.record_no}" if isinstance(own, _Before) else own

    @property
    def cells(self) -> tuple[object, ...]:
        """The model's columns as the summary writes them, every PID span replaced."""
        texts, _ = self.held[self.place] if self.held is not None else _NOTHING
        short = list(self.fields)
        short[_NUMBER], short[_ORIGIN] = number_or_text(self.review.record_no), self.origin
        for place, value in self.changed:
            short[place] = value
        return cast(tuple[object, ...], _as_columns((*short, *texts)))

    @property
    def added(self) -> Mapping[str, str]:
        """Columns that the ICB added, header to text, every PID span replaced."""
        return (self.held[self.place] if self.held is not None else _NOTHING)[1]

    def shown(self, field: str) -> object:
        """A short field as the summary writes it."""
        if field == "origin":
            return self.origin
        place = _FIELDS.index(field)
        value = number_or_text(self.review.record_no) if place == _NUMBER else self.fields[place]
        return _changed(self.changed, place, value) if self.changed else value


def _changed(changed: tuple[tuple[int, object], ...], place: int, value: object) -> object:
    """What the summary writes in a place instead of the value, where it does."""
    return next((other for at, other in changed if at == place), value)


def shown_by(records: Sequence[AnyRecord], field: str) -> Iterable[object]:
    """A short field of each record as the summary writes it: the quicker way for all of a return.

    Args:
        records: of one return.
        field: as in `CaseReview`.
    """
    if field in ("origin", "record_no"):
        return (record.shown(field) for record in records)
    place = _FIELDS.index(field)
    if isinstance(records, _InColumns):
        return records.shown_in(place)
    return (
        record.fields[place] if isinstance(record, KeptRecord) and not record.changed else record.shown(field)
        for record in records
    )


class _InColumns(ByPlace[KeptRecord]):
    """The records of a return, a column a field: they go quickly from process to process, and take little memory."""

    __slots__ = ("_columns", "held")

    def __init__(self, columns: Sequence[Sequence[Any]], held: Sequence[_Held] | None) -> None:
        self._columns = columns
        self.held = held

    @classmethod
    def of(cls, records: Sequence[KeptRecord], held: Sequence[_Held] | None) -> _InColumns:
        """The columns of some records, one or more."""
        rows, fields, origins, changed, withheld, _, places = zip(*records, strict=True)
        columns = (*zip(*fields, strict=True), rows, origins, changed, withheld, places)
        return cls([*map(packed, columns)], held)

    def with_shared(self, known: dict[object, object], held: Sequence[_Held] | None) -> _InColumns:
        """The same records, with what also stands in other returns kept once for all of them."""
        return _InColumns([with_shared(column, known) for column in self._columns], held)

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[KeptRecord]:
        *fields, rows, origins, changed, withheld, places = self._columns
        reviews = map(_as_review, zip(*fields, strict=True))
        parts = zip(rows, reviews, origins, changed, withheld, repeat(self.held), places, strict=False)
        return map(_as_record, parts)

    def shown_in(self, place: int) -> Iterator[object]:
        """A column of the short fields, but for the record's number and origin, as the summary writes it."""
        values, changed = self._columns[place], self._columns[_CHANGED]
        return (_changed(other, place, value) if other else value for value, other in zip(values, changed, strict=True))

    def at(self, place: int) -> KeptRecord:
        """The record of a place."""
        *fields, row, origin, changed, withheld, at = (column[place] for column in self._columns)
        return KeptRecord(row, _as_review(fields), origin, changed, withheld, self.held, at)


# Making them is most of what going through the records costs, and this does it without a call of Python's.
_as_review = partial(tuple.__new__, _KeptReview)
_as_record = partial(tuple.__new__, KeptRecord)


def kept_return(received: Received, *, texts: bool = True) -> Received:
    """A return with its records as a consolidation keeps them.

    Args:
        received: as it was read.
        texts: whether the long texts, and the columns that the ICB added, are kept.
    """
    if not received.records:
        return received
    held = [(_long_of(record.cells), record.added) for record in received.records] if texts else None
    before: dict[str, _Before] = {}
    records = [_kept(record, held, place, before) for place, record in enumerate(received.records)]
    return replace(received, records=_InColumns.of(records, held))


def _kept(record: AnyRecord, held: Sequence[_Held] | None, place: int, before: dict[str, _Before]) -> KeptRecord:
    review: Any = _KeptReview._make(_fields_of(record.review.__dict__))
    shown = _short_of(record.cells)
    usual = {_NUMBER: number_or_text(review.record_no), _ORIGIN: shown[_ORIGIN]}
    # Nearly every cell is the very object that was understood.
    differing = compress(range(len(review)), map(is_not, shown, review))
    changed = tuple([(at, shown[at]) for at in differing if shown[at] != usual.get(at, review[at])])
    origin, number = shown[_ORIGIN], review.record_no
    if review.origin is None and isinstance(origin, str) and number and origin.endswith(number):
        made_of = origin.removesuffix(number)
        origin = before.setdefault(made_of, _Before(made_of))
    return KeptRecord(record.row, review, origin, changed, record.withheld, held, place if held else 0)


class _ShelvedFindings(ByPlace[Finding]):
    """The findings of a return on a shelf, a column an attribute: few of these are asked for, and quickly had."""

    def __init__(self, findings: Sequence[Finding], shelf: Shelf) -> None:
        self._number = len(findings)
        self._columns: Sequence[tuple[Any, ...]] = shelf.put(zip(*findings, strict=True))

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Finding]:
        return map(Finding._make, zip(*self._columns, strict=True))

    def at(self, place: int) -> Finding:
        """The finding of a place."""
        return Finding._make(column[place] for column in self._columns)

    def column(self, attribute: str) -> Iterator[object]:
        """An attribute of each."""
        return iter(self._columns[Finding._fields.index(attribute)] if self._number else ())


def told_by(findings: Sequence[Finding], attribute: str) -> Iterator[object]:
    """An attribute of each finding: the quicker way for all of a return."""
    if isinstance(findings, _ShelvedFindings):
        return findings.column(attribute)
    return map(attrgetter(attribute), findings)


class Keeper:
    """Takes returns as they arrive; once there is much, long texts and findings of those that follow go on a shelf.

    Once there is very much, the records that follow stand in columns.
    """

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._records = self._characters = 0
        self._known: dict[object, object] = {}

    def take(self, received: Received) -> Received:
        """A return of `kept_return`, as it is kept.

        Raises:
            FileFault: there is no room for what is shelved.
        """
        records = received.records
        if not isinstance(records, _InColumns):
            return received
        is_much = self._records > _MOST_RECORDS or self._characters > _MOST_CHARACTERS
        self._records += len(records)
        self._characters += 0 if is_much or records.held is None else sum(map(_length, records.held))
        if not is_much:
            return replace(received, records=tuple(records))
        held = None if records.held is None else self._shelf.put(records.held)
        shared = records.with_shared(self._known, held)
        kept = shared if self._records > _MOST_MADE else tuple(shared)
        return replace(received, records=kept, findings=_ShelvedFindings(received.findings, self._shelf))


def _length(held: _Held) -> int:
    texts, added = held
    return sum(len(text) for text in (*texts, *added.values()) if isinstance(text, str))
