"""The records of a return, row by row as entries and column by column: in a column most values repeat."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from validators.case_review import COLUMN_BY_FIELD, COLUMNS
from validators.cells import Note, NoteKind
from validators.entries import Entry, Problem, RawRow
from validators.pid_in_cells import Known
from validators.row_sets import NO_ROWS, Coded, RowSet, all_rows, coded, rows_at, rows_where
from validators.when import Profile

__all__ = ["Records"]

_Made = TypeVar("_Made")
_Key = TypeVar("_Key")

# What is chosen, counted or dated stands in many records; texts and references are each record's own.
_REPEATING = frozenset(column.header for column in COLUMNS if column.kind in ("term", "number", "date", "initials"))
# Many rules ask about these.
_CODED = frozenset(COLUMN_BY_FIELD[field].header for field in Profile._fields)
_CHOSEN = frozenset(column.header for column in COLUMNS if column.kind == "term")
_HEADERS = tuple(column.header for column in COLUMNS)
_NOTHING: Mapping[str, Any] = {}


class Records(Sequence[Entry]):
    """The records of a return. A record is put together as an entry only when somebody asks for it.

    Args:
        raws: the rows as read.
        columns: of each column of the model, in order, what was understood of its cells.
        problems: position to header to what is wrong with the cell, for the records that have any.
        notes: position to header to how the cell was interpreted, likewise.
        local_lists: whether boards and local authorities were looked up in a list.

    >>> from validators.entries import RawRow
    >>> from validators.row_sets import positions
    >>> from validators.understanding import read_records
    >>> records = read_records([RawRow({"Status": status}) for status in ("open", "Closed", "")])
    >>> records.column("Status"), [*positions(records.where("Status", "Open".__eq__))]
    (['Open', 'Closed', None], [0])
    """

    def __init__(
        self,
        raws: Sequence[RawRow],
        columns: Sequence[Sequence[Any]],
        *,
        problems: Mapping[int, Mapping[str, Problem]],
        notes: Mapping[int, Mapping[str, Note]],
        local_lists: bool,
    ) -> None:
        self.raws = raws
        """The rows as read."""
        self.every: RowSet = all_rows(len(raws))
        """All rows."""
        self._columns = dict(zip(_HEADERS, columns, strict=True))
        self._values = [*zip(*columns, strict=True)]
        self._problems = problems
        self._notes = notes
        self._local_lists = local_lists
        self._known_pid: Known = {}
        self._made_entries: list[Entry | None] = [None] * len(raws)
        self._coded: dict[str | tuple[str, ...], Coded | None] = {}
        self._filled: dict[str, RowSet] = {}
        self._distinct: dict[str, frozenset[Any]] = {}
        self._where: dict[tuple[str, Callable[[Any], object]], RowSet] = {}
        self._made: dict[Callable[[Records], Any], Any] = {}

    def __len__(self) -> int:
        return len(self.raws)

    def __iter__(self) -> Iterator[Entry]:
        return map(self.entry, range(len(self)))

    @overload
    def __getitem__(self, position: int) -> Entry: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, position: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(position, slice):
            return tuple(map(self.entry, range(*position.indices(len(self)))))
        return self.entry(range(len(self))[position])

    def entry(self, position: int) -> Entry:
        """The record at a position, counted from the first."""
        made = self._made_entries[position]
        if made is None:
            made = self._made_entries[position] = Entry(
                self.raws[position],
                self._values[position],
                self._problems.get(position, _NOTHING),
                self._notes.get(position, _NOTHING),
                self._local_lists,
                self._known_pid,
            )
        return made

    def positions_of(self, entries: Collection[int]) -> frozenset[int]:
        """The positions of entries of which the `id` is given."""
        return frozenset(at for at, made in enumerate(self._made_entries) if id(made) in entries)

    def column(self, header: str) -> Sequence[Any]:
        """What was understood of a column's cells; None for one that is empty or cannot be read."""
        return self._columns[header]

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
                rows = rows_where([value is not None for value in column])
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
        coded = self._coded_by(header, lambda: column) if header in _CODED else None
        if coded is not None:
            return coded.rows(lambda value: value is not None and test(value))
        standing = {value for value in self.distinct(header) if test(value)}
        return rows_where(map(standing.__contains__, column)) if standing else NO_ROWS

    def where_all(self, headers: Sequence[str], test: Callable[..., object]) -> RowSet:
        """The rows in which the values of several columns together stand a test; an empty cell is None to it."""
        columns = [self.column(header) for header in headers]
        if _CHOSEN.issuperset(headers):
            coded = self._coded_by(tuple(headers), lambda: [*zip(*columns, strict=True)])
            if coded is not None:
                return coded.rows(lambda values: test(*values))
        return rows_where(map(bool, map(test, *columns)))

    def _coded_by(self, place: str | tuple[str, ...], rows: Callable[[], Sequence[Any]]) -> Coded | None:
        """What stands in a column, or row by row in several, coded once for all tests; None where too many differ."""
        if place not in self._coded:
            self._coded[place] = coded(rows())
        return self._coded[place]

    @cached_property
    def unread(self) -> Mapping[str, RowSet]:
        """Header to the rows in which the cell cannot be read, for each column that has any."""
        return _rows_by((at, header) for at, problems in self._problems.items() for header in problems)

    @cached_property
    def noted(self) -> Mapping[NoteKind, RowSet]:
        """Kind of note to the rows in which a cell had to be interpreted so, for each kind that there is."""
        return _rows_by((at, note.kind) for at, notes in self._notes.items() for note in notes.values())

    def once(self, work: Callable[[Records], _Made]) -> _Made:
        """What a function makes of these records, which is worked out once for all rules that need it."""
        if work not in self._made:
            self._made[work] = work(self)
        made: _Made = self._made[work]
        return made


def _rows_by(found: Iterable[tuple[int, _Key]]) -> dict[_Key, RowSet]:
    """For each key the rows at whose positions it was found."""
    at: dict[_Key, list[int]] = {}
    for position, key in found:
        at.setdefault(key, []).append(position)
    return {key: rows_at(places) for key, places in at.items()}
