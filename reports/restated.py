"""Each month as it was published beside what the records say of it now, the difference explained record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.bridge import FIGURES, added_up, counts_of, step_between
from reports.history import PreviousRecord, records_before
from reports.matching import Pair, RecordsNow
from reports.previous import AS_PUBLISHED_TABLE, PUBLISHED_FIGURES, PreviousSummary, PublishedMonth
from reports.published import PublishedTable
from reports.unheard import Unheard
from validators.month_end import Standing, standing_at

__all__ = ["AS_PUBLISHED", "AS_RECORDED", "Reason", "Restated", "restated_months", "restated_tables"]


AS_PUBLISHED, AS_RECORDED = "As published", "As the records say now"
"""The first and the last line of each month in `restated`."""


class Reason(StrEnum):
    """Why the records say something else of a month now than was published."""

    LATE = "Entered late"
    REMOVED = "Removed"
    NO_RETURN = "No return now"
    REDATED = "Dated after that month now"
    CLOSED = "Closed by then, entered late"
    REOPENED = "Reopened"
    STATED = "Status stated"
    NOT_STATED = "Status no longer stated"


@dataclass(frozen=True, slots=True)
class Restated:
    """One month, then and now.

    Attributes:
        published: what was published.
        now: total, open, closed and status not stated as the records place them now.
        records: how many records its summary held by status, as far as the history tells.
        reasons: the records of each reason, with what they add to the figures.
        pairs: every record with its standing as published and by what is known now; None where it is not counted.
    """

    published: PublishedMonth
    now: tuple[int, ...]
    records: tuple[int, ...]
    reasons: Mapping[Reason, tuple[tuple[Pair, tuple[int, ...]], ...]]
    pairs: tuple[tuple[Pair, str | None, str | None], ...]


def restated_months(now: RecordsNow, previous: PreviousSummary | None, *, month: date) -> list[Restated]:
    """Every month that was published before this one, the earliest first.

    Args:
        now: this month's records.
        previous: last month's summary, with what it carries of the months before.
        month: last day of the reporting month.
    """
    found: list[Restated] = []
    if previous is None:
        return found
    known = {one.month: one for one in previous.published}
    known.setdefault(previous.month, PublishedMonth(previous.month, counts_of(one.status for one in previous.records)))
    for end in sorted(known):
        records = records_before(previous.records, previous.history, until=end)
        found.append(_restated(now, known[end], records, month))
    return found


def _restated(now: RecordsNow, published: PublishedMonth, records: Sequence[PreviousRecord], month: date) -> Restated:
    reasons: dict[Reason, list[tuple[Pair, tuple[int, ...]]]] = {reason: [] for reason in Reason}
    standings = []
    pairs = []
    for pair in now.pairs(records):
        then = pair.before.status if pair.before else None
        found = _standing_then(pair, published.month, month)
        if found is not None:
            standings.append(found)
        pairs.append((pair, then, found))
        if found != then:
            reasons[_reason(pair, then, found, now.unheard)].append((pair, step_between(then, found)))
    return Restated(
        published,
        counts_of(standings),
        counts_of(one.status for one in records),
        {reason: tuple(of_it) for reason, of_it in reasons.items()},
        tuple(pairs),
    )


def _standing_then(pair: Pair, end: date, month: date) -> str | None:
    """How the record stood at an earlier month's end by its own dates; None where it was not there yet, or is gone."""
    if pair.now is None:
        return None
    standing = standing_at(pair.now.record.review, end=end, reporting_month=month)
    return None if standing is Standing.LATER else standing.value


def _reason(pair: Pair, then: str | None, found: str | None, unheard: Unheard) -> Reason:
    if then is None:
        return Reason.LATE
    if found is None:
        if pair.now is not None:
            return Reason.REDATED
        is_unheard = pair.before is not None and unheard.covers(pair.before.icb, pair.before.origin)
        return Reason.NO_RETURN if is_unheard else Reason.REMOVED
    if found == Standing.CLOSED:
        return Reason.CLOSED
    if then == Standing.CLOSED:
        return Reason.REOPENED
    return Reason.STATED if then == Standing.NOT_STATED else Reason.NOT_STATED


def restated_tables(months: Sequence[Restated], this_month: PublishedMonth) -> Iterator[PublishedTable]:
    """The tables `as_published` and `restated`.

    Args:
        months: published before this one.
        this_month: what is published now.
    """
    names = [figure.lower() for figure in FIGURES]
    headers = ("Month", *PUBLISHED_FIGURES, *(f"{of} {name}" for of in ("Now", "Difference") for name in names))
    compared = [(one.published, one.now) for one in months] + [(this_month, this_month.figures)]
    rows = [(one.month, *one.figures, *now, *_difference(now, one.figures)) for one, now in compared]
    yield PublishedTable(AS_PUBLISHED_TABLE, headers, tuple(rows))
    lines = tuple(line for one in months for line in _lines(one))
    yield PublishedTable("restated", ("Month", "Reason", "Records", *FIGURES), lines)


def _difference(now: Sequence[int], published: Sequence[int]) -> tuple[int, ...]:
    return tuple(one - other for one, other in zip(now, published, strict=True))


def _lines(one: Restated) -> Iterator[tuple[object, ...]]:
    end, figures = one.published.month, one.published.figures
    yield end, AS_PUBLISHED, figures[0], *figures
    for reason, records in one.reasons.items():
        if records:
            yield end, reason.value, len(records), *added_up(step for _, step in records)
    yield end, AS_RECORDED, one.now[0], *one.now
