"""What a glance at the columns shows before any rule is asked: for most rules and records that is enough to pass.

Asking sixty rules about each record is what a check would spend its time on. So a rule may say beside its function what
makes a record pass without being asked (`passes_if_filled("Status")`), and that is found out for all records at once:
each column is looked at by itself, each value that stands in many records once, and what is found is put together as
sets of rows. The functions of the rules know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any, TypeVar

from validators.cells import NoteKind
from validators.entries import Circumstances
from validators.placeholders import LONGEST_PLACEHOLDER, is_placeholder
from validators.records import Records
from validators.row_sets import NO_ROWS, RowSet, rows_where

__all__ = [
    "Seen",
    "Sight",
    "for_any",
    "for_each",
    "is_written",
    "passes_by",
    "passes_by_column",
    "passes_if",
    "passes_if_come",
    "passes_if_empty",
    "passes_if_empty_or",
    "passes_if_filled",
    "passes_if_in_order",
    "passes_if_typed",
    "passes_if_written",
    "passes_unless_noted",
]

Test = Callable[..., object]
_Columns = TypeVar("_Columns")


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to look at: the records, what else the check knows, and the limits of the rule."""

    records: Records
    given: Circumstances
    limits: Mapping[str, int]

    def asking(self, test: Test, *, limited: bool, placed: bool) -> Test:
        """A test with all that it takes besides values: the limits by name, and the circumstances as `given`."""
        besides = {**(self.limits if limited else {}), **({"given": self.given} if placed else {})}
        return partial(test, **besides) if besides else test


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of records at a glance.

    Attributes:
        headers: the columns that are looked at.
        rows: finds the rows in which it is so.

    >>> sorted((passes_if_filled("Status") | passes_if_empty("Stage")).headers)
    ['Stage', 'Status']
    """

    headers: frozenset[str]
    rows: Callable[[Sight], RowSet]

    def __and__(self, other: Seen) -> Seen:
        return Seen(self.headers | other.headers, lambda sight: self.rows(sight) & other.rows(sight))

    def __or__(self, other: Seen) -> Seen:
        return Seen(self.headers | other.headers, lambda sight: self.rows(sight) | other.rows(sight))


def passes_if_filled(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns are filled in."""
    return for_each(headers, lambda header: Seen(frozenset({header}), lambda sight: sight.records.filled(header)))


def passes_if_empty(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns are empty."""
    return for_each(headers, lambda header: Seen(frozenset({header}), lambda sight: _empty(sight, header)))


def _empty(sight: Sight, header: str) -> RowSet:
    return sight.records.every ^ sight.records.filled(header)


def passes_if(header: str, test: Test, *, limited: bool = False, placed: bool = False) -> Seen:
    """A rule that has nothing to say where a column is filled in and its value, as understood, stands the test.

    Args:
        header: the column.
        test: asked of the value.
        limited: the test takes the limits of the rule by name.
        placed: the test takes the circumstances by the name of `given`.
    """

    def rows(sight: Sight) -> RowSet:
        return sight.records.where(header, sight.asking(test, limited=limited, placed=placed))

    return Seen(frozenset({header}), rows)


def passes_by_column(header: str, test: Callable[[Sequence[Any]], Iterable[bool]]) -> Seen:
    """A rule that has nothing to say of those rows of a column that a test of the whole column names, None included."""
    return Seen(frozenset({header}), lambda sight: rows_where(test(sight.records.column(header))))


def passes_if_empty_or(header: str, test: Test, *, limited: bool = False, placed: bool = False) -> Seen:
    """A rule that has nothing to say where a column is empty or its value, as understood, stands the test."""
    return passes_if_empty(header) | passes_if(header, test, limited=limited, placed=placed)


def passes_by(headers: Sequence[str], test: Test, *, limited: bool = False, placed: bool = False) -> Seen:
    """A rule that has nothing to say where several columns together stand a test, which is asked of all their values.

    An empty cell, or one that cannot be read, is None to the test; what else it takes is as for `passes_if`.
    """

    def rows(sight: Sight) -> RowSet:
        return sight.records.where_all(headers, sight.asking(test, limited=limited, placed=placed))

    return Seen(frozenset(headers), rows)


def passes_if_in_order(earlier: str, later: str) -> Seen:
    """A rule that has nothing to say where one date is not before another, or one of the two is missing."""

    def rows(sight: Sight) -> RowSet:
        column = sight.records.column
        days = zip(column(earlier), column(later), strict=True)
        return rows_where([before is None or after is None or before <= after for before, after in days])

    return Seen(frozenset({earlier, later}), rows)


def passes_if_come(*headers: str) -> Seen:
    """A rule that has nothing to say where none of these columns holds a date after the day of the check."""

    def rows(sight: Sight, header: str) -> RowSet:
        today, days = sight.given.today, sight.records.column(header)
        if max(filter(None, days), default=today) <= today:
            return sight.records.every
        return rows_where([day is None or day <= today for day in days])

    return for_each(headers, lambda header: Seen(frozenset({header}), lambda sight: rows(sight, header)))


def passes_if_written(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns hold more than a placeholder."""
    return for_each(headers, lambda header: passes_if(header, is_written))


def passes_unless_noted(*kinds: NoteKind) -> Seen:
    """A rule that speaks only of cells that could not be read, or had to be interpreted in one of these ways."""

    def rows(sight: Sight) -> RowSet:
        noted = sight.records.noted
        return sight.records.every ^ reduce(or_, (noted.get(kind, NO_ROWS) for kind in kinds), NO_ROWS)

    return Seen(frozenset(), rows)


def for_each(columns: Iterable[_Columns], passes: Callable[[_Columns], Seen]) -> Seen:
    """What is said of one column (or one pair of columns), said of several that must all meet it."""
    return reduce(and_, map(passes, columns))


def for_any(columns: Iterable[_Columns], passes: Callable[[_Columns], Seen]) -> Seen:
    """What is said of one column, said of several of which one must meet it."""
    return reduce(or_, map(passes, columns))


def is_written(text: str) -> bool:
    """Whether a text says more than that it is still to come."""
    return len(text) > LONGEST_PLACEHOLDER or not is_placeholder(text)


def _typed(sight: Sight) -> RowSet:
    return rows_where([not raw.formulas for raw in sight.records.raws])


passes_if_typed = Seen(frozenset(), _typed)
"""A rule that speaks only of cells with a formula."""
