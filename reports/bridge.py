"""The bridge: an earlier month's total, every step from it, and this month's total, so that the sum always closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import count

from reports.changes import Change, ChangeKind, changes_of
from reports.figures.cases import OTHER_REVIEW
from reports.history import PreviousRecord, records_before
from reports.matching import CountedRecord, Pair, RecordsNow
from reports.packed import packed
from reports.previous import PreviousSummary
from reports.shelf import ByPlace
from reports.unheard import Unheard
from validators.month_end import Standing, standing_at
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_held_on, took_over
from validators.when import NOT_STATED

__all__ = [
    "ARRIVALS",
    "DEPARTURES",
    "FIGURES",
    "Basis",
    "Bridge",
    "Step",
    "added_up",
    "bridge_between",
    "counts_of",
    "standing_now",
    "standing_of",
    "step_between",
]

_RAPID_REVIEW = "Rapid Review"
_STANDINGS = (Standing.OPEN, Standing.CLOSED, Standing.NOT_STATED)
FIGURES = ("Total", "Open", "Closed", "Status not stated")


class Basis(StrEnum):
    """What is known of the earlier month."""

    PUBLISHED = "as published"
    DATES = "from the records' own dates"


class Step(StrEnum):
    """What takes one month's figures to another's."""

    NEW = "New"
    ADDED_LATE = "Added late"
    BACK = "No return in the earlier month"
    DISAPPEARED = "Disappeared"
    NO_RETURN = "No return now"
    AFTER_MONTH = "Dated after the month now"
    CLOSED = "Closed"
    REOPENED = "Reopened"
    STATED = "Status stated"
    NOT_STATED = "Status no longer stated"
    CONVERTED = "Rapid review converted"
    TYPE = "Review type otherwise changed"
    MERGER = "Moved by an ICB merger"
    ICB = "Moved to another ICB otherwise"


_STEP_OF_KIND = {
    ChangeKind.NEW: Step.NEW,
    ChangeKind.ADDED_LATE: Step.ADDED_LATE,
    ChangeKind.BACK: Step.BACK,
    ChangeKind.NO_RETURN: Step.NO_RETURN,
    ChangeKind.CLOSED: Step.CLOSED,
    ChangeKind.REOPENED: Step.REOPENED,
}
ARRIVALS = (Step.NEW, Step.ADDED_LATE, Step.BACK)
DEPARTURES = (Step.DISAPPEARED, Step.NO_RETURN, Step.AFTER_MONTH)
_COMES_OR_GOES = frozenset({*ARRIVALS, *DEPARTURES})
_MOVES_NO_TOTAL = (Step.CONVERTED, Step.TYPE, Step.MERGER, Step.ICB)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two months and what lies between them.

    Attributes:
        since: last day of the earlier month.
        month: last day of the reporting month.
        basis: what is known of the earlier month.
        pairs: every record of both months, each with its like.
        then: how each pair stood at the earlier month's end; None where that month did not count it.
        now: likewise at this month's end.
        steps: the records of each step.
        step_at: the step by which a pair comes or goes, by its position among the pairs.
    """

    since: date
    month: date
    basis: Basis
    pairs: Sequence[Pair]
    then: Sequence[str | None]
    now: Sequence[str | None]
    steps: Mapping[Step, tuple[Pair, ...]]
    step_at: Mapping[int, Step]

    @property
    def ends(self) -> tuple[str, str]:
        """What both months are called."""
        return f"{self.since:%B %Y}", f"{self.month:%B %Y}"

    def sides(self, key_of: Callable[[PreviousRecord | CountedRecord], str]) -> Iterator[tuple[str | None, str | None]]:
        """A key of each pair as it was then and as it is now, None where that month did not count it."""
        if isinstance(self.pairs, _PairsByDates):
            # By its dates a record was under the same ICB and type.
            for key, then, now in zip(map(key_of, self.pairs.records), self.then, self.now, strict=True):
                yield None if then is None else key, None if now is None else key
            return
        for pair in self.pairs:
            now = key_of(pair.now) if pair.now and standing_now(pair) else None
            yield key_of(pair.before) if pair.before else None, now

    @property
    def places(self) -> Sequence[int | None]:
        """The place of each pair among this month's records; None where these do not hold it."""
        is_by_dates = isinstance(self.pairs, _PairsByDates)
        return range(len(self.pairs)) if is_by_dates else [pair.place for pair in self.pairs]

    def moved(self, step: Step) -> Iterator[tuple[Pair, tuple[int, ...]]]:
        """The records of a step with what each adds to the figures; another type or ICB adds nothing."""
        for pair in self.steps[step]:
            before = pair.before.status if pair.before else None
            moves = (before, before) if step in _MOVES_NO_TOTAL else (before, standing_now(pair))
            yield pair, step_between(*moves)


def bridge_between(
    now: RecordsNow, *, month: date, since: date, previous: PreviousSummary | None = None
) -> tuple[Bridge, PreviousSummary]:
    """Bridge an earlier month to this one.

    Args:
        now: this month's records.
        month: its last day.
        since: last day of the earlier month.
        previous: a summary that may know what was published for the earlier month.

    Returns:
        The bridge, and the earlier month as a summary of its own.
    """
    published = _as_published(previous, since) if previous else None
    pairs: Sequence[Pair]
    if published is None:
        basis, earlier = Basis.DATES, PreviousSummary(since, ())
        pairs = by_dates = _PairsByDates(now.records, since, month)
        then, standings = by_dates.then, packed([standing_of(one) for one in now.records])
        # By its dates only how a record stands can differ.
        differing = [at for at, (before, after) in enumerate(zip(then, standings, strict=True)) if before != after]
    else:
        basis, earlier = Basis.PUBLISHED, published
        pairs = now.pairs(published.records)
        then = [pair.before.status if pair.before else None for pair in pairs]
        standings = [standing_now(pair) for pair in pairs]
        differing = [*range(len(pairs))]
    steps: dict[Step, list[Pair]] = {step: [] for step in Step}
    step_at: dict[int, Step] = {}
    for position in differing:
        pair = pairs[position]
        for step in _steps_of(pair, earlier, month, now.unheard):
            steps[step].append(pair)
            if step in _COMES_OR_GOES:
                step_at[position] = step
    found = {step: tuple(of_step) for step, of_step in steps.items()}
    return Bridge(since, month, basis, pairs, then, standings, found, step_at), earlier


def _as_published(previous: PreviousSummary, since: date) -> PreviousSummary | None:
    """An earlier month as it was published, where the summary's history reaches back to it."""
    if since == previous.month:
        return previous
    if since not in {one.month for one in previous.published}:
        return None
    records = records_before(previous.records, previous.history, until=since)
    return replace(previous, month=since, records=records, unheard=previous.unheard_in(since))


class _PairsByDates(ByPlace[Pair]):
    """This month's records, each beside itself as its dates place it in an earlier one.

    A pair is made when it is asked for, since it takes as much memory as the record.
    """

    def __init__(self, records: Sequence[CountedRecord], since: date, month: date) -> None:
        self.records = records
        standings = (standing_at(one.record.review, end=since, reporting_month=month) for one in records)
        self.then = packed([None if one is Standing.LATER else one.value for one in standings])

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Pair]:
        return map(self._pair, self.records, self.then, count())

    def at(self, place: int) -> Pair:
        return self._pair(self.records[place], self.then[place], place)

    @staticmethod
    def _pair(now: CountedRecord, then: str | None, place: int) -> Pair:
        return Pair(None if then is None else now.published_as(then), now, place)


def _steps_of(pair: Pair, earlier: PreviousSummary, month: date, unheard: Unheard) -> Iterator[Step]:
    for change in changes_of(pair, earlier, unheard=unheard):
        yield _STEP_OF_KIND.get(change.kind) or _told_apart(change, month)
    if pair.before and (pair.before.status, standing_now(pair)) == (Standing.NOT_STATED, Standing.OPEN):
        yield Step.STATED
    if pair.before and (pair.before.status, standing_now(pair)) == (Standing.OPEN, Standing.NOT_STATED):
        yield Step.NOT_STATED


def _told_apart(change: Change, month: date) -> Step:
    """The step of a change whose kind does not say it all."""
    if change.kind is ChangeKind.DISAPPEARED:
        return Step.AFTER_MONTH if change.after else Step.DISAPPEARED
    if change.kind is ChangeKind.TYPE_CHANGED:
        is_converted = change.before == _RAPID_REVIEW and change.after not in (NOT_STATED, OTHER_REVIEW)
        return Step.CONVERTED if is_converted else Step.TYPE
    closed = change.before in vocabulary("icbs") and not icb_held_on(change.before, month)
    return Step.MERGER if closed and change.after in took_over(change.before, on=month) else Step.ICB


def standing_now(pair: Pair) -> str | None:
    """How the record stands at the month's end; None where the month does not count it."""
    return standing_of(pair.now) if pair.now else None


def standing_of(one: CountedRecord) -> str | None:
    """The same of a record."""
    return None if one.standing == Standing.LATER else one.standing


@cache
def step_between(before: str | None, now: str | None) -> tuple[int, ...]:
    """What a record adds to total, open, closed and status not stated, from how it stood to how it stands.

    >>> step_between("Open", "Closed"), step_between(None, "Open")
    ((0, -1, 1, 0), (1, 1, 0, 0))
    """
    return ((now is not None) - (before is not None), *((now == each) - (before == each) for each in _STANDINGS))


def counts_of(standings: Iterable[str | None]) -> tuple[int, int, int, int]:
    """Total, open, closed and status not stated of records that stand so."""
    found = Counter(standings)
    return found.total(), found[Standing.OPEN], found[Standing.CLOSED], found[Standing.NOT_STATED]


def added_up(moves: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """What several records add to the four figures."""
    return tuple(map(sum, zip((0,) * len(FIGURES), *moves, strict=True)))
