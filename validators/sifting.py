"""Which rows a rule is asked about: found out for all rows at once, with what becomes of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from validators.case_review import COLUMN_BY_FIELD
from validators.entries import Circumstances, Entry
from validators.glance import Seen, Sight
from validators.records import Records
from validators.row_sets import NO_ROWS, RowSet, positions
from validators.rulebook import Rule
from validators.when import NOT_STATED, Profile, When

__all__ = ["Sieve", "Sifted", "missing_of"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows by what becomes of a rule; it passes the judged ones of which it is not asked.

    Attributes:
        excluded: rows that are none of its business.
        unknown: the position of each row of which nobody can say whether it is, to the columns for want of which.
        lacking: rows in which it is not checked, because what it needs is empty or cannot be read.
        judged: all others.
        asked: those of them that it is asked about.
    """

    excluded: RowSet
    unknown: Mapping[int, tuple[str, ...]]
    lacking: RowSet
    judged: RowSet
    asked: RowSet


@dataclass(frozen=True, slots=True)
class _Concerned:
    """The rows that a set of records holds by their status, type and publication; the others as in `Sifted`."""

    rows: RowSet
    excluded: RowSet
    unknown: Mapping[int, tuple[str, ...]]


class Sieve:
    """Sifts the records of one return for one rule after the other."""

    def __init__(self, records: Records, given: Circumstances) -> None:
        self._records = records
        self._given = given
        status, review_type, publication = (COLUMN_BY_FIELD[field].header for field in Profile._fields)
        # Not Stated is no answer; an empty publication status is one, unless the cell holds something unreadable.
        self._stated = (
            (status, records.filled(status)),
            (review_type, records.where(review_type, NOT_STATED.__ne__)),
            (publication, records.every ^ self._unread({publication})),
        )
        self._concerned: dict[When, _Concerned] = {}

    def sift(self, rule: Rule) -> Sifted:
        """Part the rows for a rule."""
        concerned = self._concerned.get(rule.when) or self._concerned.setdefault(rule.when, self._find(rule.when))
        excluded, judged = concerned.excluded, concerned.rows
        unread = self._unread(rule.inputs)
        lacking = self._lacking(rule, unread) & judged
        judged ^= lacking
        if rule.when.filled:
            empty = judged & ~_any(self._records.filled(COLUMN_BY_FIELD[name].header) for name in rule.when.filled)
            excluded, judged = excluded | empty, judged ^ empty
        if rule.concerning is not None:
            others = judged & ~(self._seen(rule, rule.concerning, instead=self._records.every) | unread)
            excluded, judged = excluded | others, judged ^ others
        passing = judged & self._seen(rule, rule.passing, instead=NO_ROWS)
        return Sifted(excluded, concerned.unknown, lacking, judged, judged ^ passing | judged & unread)

    def _lacking(self, rule: Rule, unread: RowSet) -> RowSet:
        """The rows in which a rule cannot do without what is empty or cannot be read."""
        if rule.reads_cells:
            return NO_ROWS
        empty = _any(self._records.every ^ self._records.filled(header) for header in rule.needs)
        return empty if rule.each else empty | unread

    def _seen(self, rule: Rule, seen: Seen | None, *, instead: RowSet) -> RowSet:
        """The rows of which something can be seen at a glance, where all that the rule reads can be read."""
        if seen is None or not rule.is_seen:
            return instead
        try:
            return seen.rows(Sight(self._records, self._given, rule.limits))
        except Exception:  # then the rule is asked, and it is the rule that is said to crash
            return instead

    def _unread(self, headers: Collection[str]) -> RowSet:
        return _any(rows for header, rows in self._records.unread.items() if header in headers)

    def _find(self, when: When) -> _Concerned:
        every, excluded, unstated = self._records.every, NO_ROWS, []
        for (header, stated), codes in zip(self._stated, (when.statuses, when.types, when.publications), strict=True):
            if codes is not None:
                excluded |= stated & ~self._records.where(header, codes.__contains__)
                unstated.append((header, every ^ stated))
        unknown: dict[int, tuple[str, ...]] = {}
        for header, rows in unstated:
            for at in positions(rows & ~excluded):
                unknown[at] = (*unknown.get(at, ()), header)
        return _Concerned(every ^ (excluded | _any(rows for _, rows in unstated)), excluded, unknown)


def missing_of(rule: Rule, entry: Entry) -> tuple[str, ...]:
    """The columns for want of which a rule that concerns a record is not checked."""
    unread = rule.unreadable(entry.problems)
    if unread and not rule.each:
        return unread
    return tuple(header for field, header in rule.needed_fields if entry.review.__dict__[field] is None)


def _any(sets: Iterable[RowSet]) -> RowSet:
    return reduce(or_, sets, NO_ROWS)
