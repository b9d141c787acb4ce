"""What changed since last month's summary, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.matching import CountedRecord, Pair
from reports.previous import PreviousRecord, PreviousSummary
from reports.unheard import EVERYBODY_HEARD, Unheard
from validators.month_end import Standing, counted_from

__all__ = ["Change", "ChangeKind", "changes_of", "changes_since"]


class ChangeKind(StrEnum):
    """How a record differs from last month."""

    NEW = "new"
    ADDED_LATE = "added late"
    CLOSED = "closed"
    REOPENED = "reopened"
    TYPE_CHANGED = "type changed"
    ICB_CHANGED = "ICB changed"
    DISAPPEARED = "disappeared"
    NO_RETURN = "no return this month"
    BACK = "no return last month"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the table `changes`."""

    icb: str
    record_no: str
    kind: ChangeKind
    before: str = ""
    after: str = ""


def changes_since(
    previous: PreviousSummary, pairs: Iterable[Pair], *, unheard: Unheard = EVERYBODY_HEARD
) -> list[Change]:
    """Say what differs between an earlier month and this one.

    A record that the earlier summary did not hold is new if it was added after that month's end. Else it was added
    late, or, where its return was missing then, is merely back. One that is gone has disappeared, unless it would be
    in a return that is missing now. One that is dated after this month now has disappeared from the total, and its
    line says where it went.

    Args:
        previous: the earlier month's summary.
        pairs: its records and this month's, each with its like.
        unheard: whose returns are missing this month.
    """
    changes = [change for pair in pairs for change in changes_of(pair, previous, unheard=unheard)]
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: (change.icb, order.index(change.kind), _number(change.record_no)))


def _number(record_no: str) -> tuple[int, str]:
    return (int(record_no), "") if record_no.isdecimal() else (0, record_no)


def changes_of(pair: Pair, previous: PreviousSummary, *, unheard: Unheard = EVERYBODY_HEARD) -> Iterator[Change]:
    """What differs for one record; the arguments are those of `changes_since`."""
    before, now = pair.before, pair.now
    counts = now is not None and now.standing != Standing.LATER
    if before is None:
        if now is not None and counts:
            yield _arrival(now, previous)
    elif now is None or not counts:
        where = "" if now is None else now.standing
        kind = _departure(before, unheard) if now is None else ChangeKind.DISAPPEARED
        yield Change(before.icb, before.record_no, kind, before.status, where)
    else:
        yield from _differences(before, now)


def _arrival(record: CountedRecord, previous: PreviousSummary) -> Change:
    added = counted_from(record.record.review)
    if added is None or added > previous.month:
        kind = ChangeKind.NEW
    elif previous.unheard.covers(record.icb, record.origin):
        kind = ChangeKind.BACK
    else:
        kind = ChangeKind.ADDED_LATE
    return Change(record.icb, record.record_no, kind, "", record.standing)


def _departure(gone: PreviousRecord, unheard: Unheard) -> ChangeKind:
    return ChangeKind.NO_RETURN if unheard.covers(gone.icb, gone.origin) else ChangeKind.DISAPPEARED


def _differences(before: PreviousRecord, now: CountedRecord) -> Iterator[Change]:
    if before.icb != now.icb:
        yield Change(now.icb, now.record_no, ChangeKind.ICB_CHANGED, before.icb, now.icb)
    if before.review_type != now.review_type:
        yield Change(now.icb, now.record_no, ChangeKind.TYPE_CHANGED, before.review_type, now.review_type)
    closed = Standing.CLOSED.value
    if before.status != now.standing and closed in (before.status, now.standing):
        kind = ChangeKind.CLOSED if now.standing == closed else ChangeKind.REOPENED
        yield Change(now.icb, now.record_no, kind, before.status, now.standing)
