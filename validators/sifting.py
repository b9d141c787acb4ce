"""Which rows a rule is asked about: found out for all rows at once, with what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_, or_

from validators.case_review import COLUMN_BY_FIELD
from validators.entries import Circumstances, Entry
from validators.glance import Sight
from validators.records import Records
from validators.row_sets import NO_ROWS, RowSet
from validators.rulebook import Rule
from validators.when import NOT_STATED, Profile, When

__all__ = ["Sieve", "Sifted", "missing_of", "unstated_of"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows by what becomes of a rule; it passes the judged ones of which it is not asked.

    Attributes:
        excluded: rows that are none of its business.
        unknown: rows of which nobody can say whether they are.
        lacking: rows in which it is not checked, because what it needs is empty or cannot be read.
        judged: all others.
        asked: those of them that it is asked about.
    """

    excluded: RowSet
    unknown: RowSet
    lacking: RowSet
    judged: RowSet
    asked: RowSet


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
            (publication, records.every & ~self._unread([publication])),
        )
        self._by_profile = cache(self._by_profile_of)
        self._among = cache(self._rows_among)

    def sift(self, rule: Rule) -> Sifted:
        """Part the rows for a rule."""
        records = self._records
        excluded, unknown = self._by_profile(rule.when)
        judged = records.every & ~(excluded | unknown)
        unread = self._unread(rule.inputs)
        lacking = NO_ROWS
        if not rule.reads_cells:
            readable = records.every if rule.each else records.every & ~unread
            lacking = judged & ~reduce(and_, map(records.filled, rule.needs), readable)
            judged &= ~lacking
        if rule.when.filled:
            empty = judged & ~_any(records.filled(COLUMN_BY_FIELD[name].header) for name in rule.when.filled)
            excluded, judged = excluded | empty, judged & ~empty
        return Sifted(excluded, unknown, lacking, judged, judged & ~(self._passing(rule) & ~unread))

    def _passing(self, rule: Rule) -> RowSet:
        """The rows of which a rule has nothing to say, where all that it reads can be read."""
        if rule.seen is None:
            return NO_ROWS
        try:
            return rule.seen.rows(Sight(self._records, self._given, rule.limits))
        except Exception:  # then the rule is asked, and it is the rule that is said to crash
            return NO_ROWS

    def _unread(self, headers: Iterable[str]) -> RowSet:
        unread = self._records.unread
        return _any(unread.get(header, NO_ROWS) for header in headers) if unread else NO_ROWS

    def _by_profile_of(self, when: When) -> tuple[RowSet, RowSet]:
        """The rows that are known to be none of a set's by status, type and publication, and those not known to be."""
        excluded = unknown = NO_ROWS
        for (header, stated), codes in zip(self._stated, (when.statuses, when.types, when.publications), strict=True):
            if codes is not None:
                excluded |= stated & ~self._among(header, codes)
                unknown |= self._records.every & ~stated
        return excluded, unknown & ~excluded

    def _rows_among(self, header: str, codes: frozenset[str]) -> RowSet:
        return self._records.where(header, codes.__contains__)


def unstated_of(rule: Rule, entry: Entry) -> tuple[str, ...]:
    """The columns for want of which nobody can say whether a rule concerns a record."""
    profile = Profile.of(entry.review, unread=entry.problems)
    return tuple(COLUMN_BY_FIELD[name].header for name in rule.when.unknown(profile))


def missing_of(rule: Rule, entry: Entry) -> tuple[str, ...]:
    """The columns for want of which a rule that concerns a record is not checked."""
    unread = rule.unreadable(entry.problems)
    if unread and not rule.each:
        return unread
    return tuple(header for field, header in rule.needed_fields if entry.review.__dict__[field] is None)


def _any(sets: Iterable[RowSet]) -> RowSet:
    return reduce(or_, sets, NO_ROWS)
