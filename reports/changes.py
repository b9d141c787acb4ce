"""What changed since last month's summary, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.matching import CountedRecord, Pair
from reports.previous import PreviousRecord, PreviousSummary
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


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the table `changes`."""

    icb: str
    record_no: str
    kind: ChangeKind
    before: str = ""
    after: str = ""


def changes_since(previous: PreviousSummary, pairs: Iterable[Pair]) -> list[Change]:
    """Say what differs between an earlier month and this one.

    A record that the earlier summary did not hold is new if it was added after that month's end, else added late. One
    that is dated after this month now has disappeared from the total, and its line says where it went.

    Args:
        previous: the earlier month's summary.
        pairs: its records and this month's, each with its like.
    """
    changes = [change for pair in pairs for change in changes_of(pair, previous)]
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: (change.icb, order.index(change.kind), _number(change.record_no)))


def _number(record_no: str) -> tuple[int, str]:
    return (int(record_no), "") if record_no.isdecimal() else (0, record_no)


def changes_of(pair: Pair, previous: PreviousSummary) -> Iterator[Change]:
    """What differs for one record."""
    before, now = pair.before, pair.now
    counts = now is not None and now.standing != Standing.LATER
    if before is None:
        if now is not None and counts:
            yield _arrival(now, previous)
    elif now is None or not counts:
        where = "" if now is None else now.standing
        yield Change(before.icb, before.record_no, ChangeKind.DISAPPEARED, before.status, where)
    else:
        yield from _differences(before, now)


def _arrival(record: CountedRecord, previous: PreviousSummary) -> Change:
    added = counted_from(record.record.review)
    late = added is not None and added <= previous.month
    kind = ChangeKind.ADDED_LATE if late else ChangeKind.NEW
    return Change(record.icb, record.record_no, kind, "", record.standing)


def _differences(before: PreviousRecord, now: CountedRecord) -> Iterator[Change]:
    if before.icb != now.icb:
        yield Change(now.icb, now.record_no, ChangeKind.ICB_CHANGED, before.icb, now.icb)
    if before.review_type != now.review_type:
        yield Change(now.icb, now.record_no, ChangeKind.TYPE_CHANGED, before.review_type, now.review_type)
    closed = Standing.CLOSED.value
    if before.status != now.standing and closed in (before.status, now.standing):
        kind = ChangeKind.CLOSED if now.standing == closed else ChangeKind.REOPENED
        yield Change(now.icb, now.record_no, kind, before.status, now.standing)
