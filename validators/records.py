"""The records of a return, row by row as entries and column by column: in a column most values repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.cells import NoteKind
from validators.entries import Entry
from validators.row_sets import NO_ROWS, Coded, RowSet, all_rows, coded, rows_at, rows_where

__all__ = ["Records"]

_Made = TypeVar("_Made")
_Key = TypeVar("_Key")

# What is chosen, counted or dated stands in many records; texts and references are each record's own.
_REPEATING = frozenset(column.header for column in COLUMNS if column.kind in ("term", "number", "date", "initials"))
_CHOSEN = frozenset(column.header for column in COLUMNS if column.kind == "term")


class Records(Sequence[Entry]):
    """The records of a return.

    >>> from validators.entries import RawRow, understand
    >>> from validators.row_sets import positions
    >>> records = Records([understand(RawRow({"Status": status})) for status in ("open", "Closed", "")])
    >>> records.column("Status"), [*positions(records.where("Status", "Open".__eq__))]
    (('Open', 'Closed', None), [0])
    """

    def __init__(self, entries: Iterable[Entry], columns: Mapping[str, Sequence[Any]] | None = None) -> None:
        self.entries = tuple(entries)
        self.every: RowSet = all_rows(len(self.entries))
        """All rows."""
        self._columns = dict(columns or {})
        self._coded: dict[str | tuple[str, ...], Coded | None] = {}
        self._filled: dict[str, RowSet] = {}
        self._distinct: dict[str, frozenset[Any]] = {}
        self._where: dict[tuple[str, Callable[[Any], object]], RowSet] = {}
        self._made: dict[Callable[[Records], Any], Any] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @overload
    def __getitem__(self, position: int) -> Entry: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, position: int | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[position]

    def column(self, header: str) -> Sequence[Any]:
        """What was understood of a column's cells; None for one that is empty or cannot be read."""
        column = self._columns.get(header)
        if column is None:
            field = COLUMN_BY_HEADER[header].field
            column = self._columns[header] = tuple([entry.review.__dict__[field] for entry in self.entries])
        return column

    def distinct(self, header: str) -> frozenset[Any]:
        """The distinct values of a column."""
        found = self._distinct.get(header)
        if found is None:
            found = self._distinct[header] = frozenset(self.column(header)) - {None}
        return found

    def filled(self, header: str) -> RowSet:
        """The rows in which a column is filled in and could be read."""
        rows = self._filled.get(header)
        if rows is None:
            column = self.column(header)
            empty = column.count(None)
            if not empty:
                rows = self.every
            elif empty == len(column):
                rows = NO_ROWS
            else:
                coded = self._coded.get(header)
                rows = coded.rows(_is_filled) if coded else rows_where([value is not None for value in column])
            self._filled[header] = rows
        return rows

    def where(self, header: str, test: Callable[[Any], object]) -> RowSet:
        """The rows in which a column is filled in and its value stands a test."""
        rows = self._where.get((header, test))
        if rows is None:
            rows = self._where[header, test] = self._found_where(header, test)
        return rows

    def _found_where(self, header: str, test: Callable[[Any], object]) -> RowSet:
        column = self.column(header)
        if header not in _REPEATING:
            return rows_where([value is not None and bool(test(value)) for value in column])
        coded = self._coded_by(header, lambda: column)
        if coded is not None:
            return coded.rows(lambda value: value is not None and test(value))
        standing = {value for value in self.distinct(header) if test(value)}
        return rows_where(map(standing.__contains__, column)) if standing else NO_ROWS

    def where_all(self, headers: Sequence[str], test: Callable[..., object]) -> RowSet:
        """The rows in which the values of several columns together stand a test; an empty cell is None to it."""
        columns = [self.column(header) for header in headers]
        if not _CHOSEN.issuperset(headers):
            return rows_where(map(bool, map(test, *columns)))
        coded = self._coded_by(tuple(headers), lambda: [*zip(*columns, strict=True)])
        if coded is not None:
            return coded.rows(lambda values: test(*values))
        rows = [*zip(*columns, strict=True)]
        standing = {values for values in set(rows) if test(*values)}
        return rows_where(map(standing.__contains__, rows))

    def _coded_by(self, place: str | tuple[str, ...], rows: Callable[[], Sequence[Any]]) -> Coded | None:
        """What stands in a column, or row by row in several, coded once for all tests; None where too many differ."""
        if place not in self._coded:
            self._coded[place] = coded(rows())
        return self._coded[place]

    @cached_property
    def unread(self) -> Mapping[str, RowSet]:
        """Header to the rows in which the cell cannot be read, for each column that has any."""
        return _rows_by((at, header) for at, entry in enumerate(self.entries) for header in entry.problems)

    @cached_property
    def noted(self) -> Mapping[NoteKind, RowSet]:
        """Kind of note to the rows in which a cell had to be interpreted so, for each kind that there is."""
        return _rows_by((at, note.kind) for at, entry in enumerate(self.entries) for note in entry.notes.values())

    def once(self, work: Callable[[Records], _Made]) -> _Made:
        """What a function makes of these records, which is worked out once for all rules that need it."""
        if work not in self._made:
            self._made[work] = work(self)
        made: _Made = self._made[work]
        return made


def _is_filled(value: object) -> bool:
    return value is not None


def _rows_by(found: Iterable[tuple[int, _Key]]) -> dict[_Key, RowSet]:
    """For each key the rows at whose positions it was found."""
    at: dict[_Key, list[int]] = {}
    for position, key in found:
        at.setdefault(key, []).append(position)
    return {key: rows_at(places) for key, places in at.items()}
