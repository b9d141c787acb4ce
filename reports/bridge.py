"""The bridge: an earlier month's total, every step from it, and this month's total, so that the sum always closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reports.changes import Change, ChangeKind, changes_of
from reports.figures.cases import OTHER_REVIEW
from reports.history import PreviousRecord, records_before
from reports.matching import Pair, RecordsNow
from reports.previous import PreviousSummary
from reports.published import PublishedTable
from reports.unheard import Unheard
from validators.month_end import Standing, standing_at
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import icb_held_on, took_over
from validators.when import NOT_STATED

__all__ = [
    "FIGURES",
    "Basis",
    "Bridge",
    "Step",
    "added_up",
    "bridge_between",
    "bridge_tables",
    "counts_of",
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
    STATUS = "Status stated or no longer stated"
    CONVERTED = "Rapid review converted"
    TYPE = "Review type otherwise changed"
    MERGER = "Moved by an ICB merger"
    ICB = "Moved to another ICB otherwise"


_MEANINGS = {
    Step.NEW: "Added after the earlier month's end",
    Step.ADDED_LATE: "Dated in a month that was published without it",
    Step.BACK: "Of an ICB, or a part of one, of which no return counted then",
    Step.DISAPPEARED: "In no return that counts any more",
    Step.NO_RETURN: "Of an ICB, or a part of one, of which no return counts now",
    Step.AFTER_MONTH: "Still in its return, with a date after the month",
    Step.CLOSED: "Closed now, and was not",
    Step.REOPENED: "Was closed, and is not now",
    Step.STATUS: "Neither before nor now closed",
    Step.CONVERTED: "Was a rapid review, is a full review now",
    Step.TYPE: "Any other change of type",
    Step.MERGER: "Its ICB was taken over by the one that returns it",
    Step.ICB: "Another ICB returns it, and no merger says why",
}

_STEP_OF_KIND = {
    ChangeKind.NEW: Step.NEW,
    ChangeKind.ADDED_LATE: Step.ADDED_LATE,
    ChangeKind.BACK: Step.BACK,
    ChangeKind.NO_RETURN: Step.NO_RETURN,
    ChangeKind.CLOSED: Step.CLOSED,
    ChangeKind.REOPENED: Step.REOPENED,
}
_ARRIVALS = (Step.NEW, Step.ADDED_LATE, Step.BACK)
_DEPARTURES = (Step.DISAPPEARED, Step.NO_RETURN, Step.AFTER_MONTH)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two months and what lies between them.

    Attributes:
        since: last day of the earlier month.
        month: last day of the reporting month.
        basis: what is known of the earlier month.
        pairs: every record of both months, each with its like.
        steps: the records of each step.
    """

    since: date
    month: date
    basis: Basis
    pairs: tuple[Pair, ...]
    steps: Mapping[Step, tuple[Pair, ...]]


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
    if published is None:
        pairs = [_by_dates(pair, since, month) for pair in now.pairs(())]
        earlier = PreviousSummary(since, tuple(pair.before for pair in pairs if pair.before))
    else:
        pairs, earlier = now.pairs(published.records), published
    steps: dict[Step, list[Pair]] = {step: [] for step in Step}
    for pair in pairs:
        for step in _steps_of(pair, earlier, month, now.unheard):
            steps[step].append(pair)
    basis = Basis.DATES if published is None else Basis.PUBLISHED
    return Bridge(since, month, basis, tuple(pairs), {step: tuple(found) for step, found in steps.items()}), earlier


def _as_published(previous: PreviousSummary, since: date) -> PreviousSummary | None:
    """An earlier month as it was published, where the summary's history reaches back to it."""
    if since == previous.month:
        return previous
    if since not in {one.month for one in previous.published}:
        return None
    records = records_before(previous.records, previous.history, until=since)
    return replace(previous, month=since, records=records, unheard=previous.unheard_in(since))


def _by_dates(pair: Pair, since: date, month: date) -> Pair:
    """A record of this month beside itself as its dates place it in an earlier one."""
    now = pair.now
    if now is None:
        return pair
    standing = standing_at(now.record.review, end=since, reporting_month=month)
    before = None if standing is Standing.LATER else replace(now.as_published, status=standing.value)
    return Pair(before, now, pair.place)


def _steps_of(pair: Pair, earlier: PreviousSummary, month: date, unheard: Unheard) -> Iterator[Step]:
    for change in changes_of(pair, earlier, unheard=unheard):
        yield _STEP_OF_KIND.get(change.kind) or _told_apart(change, month)
    if pair.before and _move(pair)[0] == 0 and any(_move(pair)) and Standing.CLOSED not in _standings(pair):
        yield Step.STATUS


def _told_apart(change: Change, month: date) -> Step:
    """The step of a change whose kind does not say it all."""
    if change.kind is ChangeKind.DISAPPEARED:
        return Step.AFTER_MONTH if change.after else Step.DISAPPEARED
    if change.kind is ChangeKind.TYPE_CHANGED:
        is_converted = change.before == _RAPID_REVIEW and change.after not in (NOT_STATED, OTHER_REVIEW)
        return Step.CONVERTED if is_converted else Step.TYPE
    closed = change.before in vocabulary("icbs") and not icb_held_on(change.before, month)
    return Step.MERGER if closed and change.after in took_over(change.before, on=month) else Step.ICB


def _standings(pair: Pair) -> tuple[str | None, str | None]:
    """How the record stood and stands; None where a month does not count it."""
    now = pair.now.standing if pair.now and pair.now.standing != Standing.LATER else None
    return pair.before.status if pair.before else None, now


def step_between(before: str | None, now: str | None) -> tuple[int, ...]:
    """What a record adds to total, open, closed and status not stated, from how it stood to how it stands.

    >>> step_between("Open", "Closed"), step_between(None, "Open")
    ((0, -1, 1, 0), (1, 1, 0, 0))
    """
    return ((now is not None) - (before is not None), *((now == each) - (before == each) for each in _STANDINGS))


def _move(pair: Pair) -> tuple[int, ...]:
    return step_between(*_standings(pair))


def bridge_tables(bridge: Bridge, icbs: Sequence[Term]) -> Iterator[PublishedTable]:
    """The bridge as tables: over the figures of the month, and its totals by ICB and by review type.

    Args:
        bridge: the two months.
        icbs: the ICBs of this month; closed ones that the earlier month still counted follow.
    """
    yield PublishedTable("bridge", ("Step", "Meaning", "Records", *FIGURES), tuple(_lines(bridge)))
    names = {icb.code: icb.label for icb in icbs}
    gone = {pair.before.icb for pair in bridge.pairs if pair.before} - set(names)
    names |= {code: vocabulary("icbs")[code].label if code in vocabulary("icbs") else code for code in sorted(gone)}
    by_icb = _broken_down(bridge, names, lambda record: record.icb)
    rows = tuple((code, name, *counts) for (code, name), counts in zip(names.items(), by_icb, strict=True))
    yield PublishedTable("bridge_by_icb", ("ICB code", "ICB", *_columns("Moved")), rows)
    types = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    by_type = _broken_down(bridge, types, lambda record: _reported_type(record.review_type))
    rows = tuple((name, *counts) for name, counts in zip(types, by_type, strict=True))
    yield PublishedTable("bridge_by_type", ("Review type", *_columns("Changed")), rows)


def _reported_type(review_type: str) -> str:
    """The type under which a record is reported.

    >>> _reported_type("Other statutory review"), _reported_type("SAR Adult")
    ('Not Stated', 'SAR Adult')
    """
    return review_type if review_type in vocabulary("review_types") and review_type != OTHER_REVIEW else NOT_STATED


def _lines(bridge: Bridge) -> Iterator[tuple[object, ...]]:
    before = [pair for pair in bridge.pairs if pair.before]
    after = [pair for pair in bridge.pairs if _standings(pair)[1] is not None]
    yield (
        f"{bridge.since:%B %Y}",
        bridge.basis.value.capitalize(),
        len(before),
        *counts_of(_standings(pair)[0] for pair in before),
    )
    for step, pairs in bridge.steps.items():
        moves = step in (Step.CLOSED, Step.REOPENED, Step.STATUS, *_ARRIVALS, *_DEPARTURES)
        yield step.value, _MEANINGS[step], len(pairs), *(added_up(map(_move, pairs)) if moves else (0,) * len(FIGURES))
    yield f"{bridge.month:%B %Y}", "As counted now", len(after), *counts_of(_standings(pair)[1] for pair in after)


def counts_of(standings: Iterable[str | None]) -> tuple[int, int, int, int]:
    """Total, open, closed and status not stated of records that stand so."""
    found = Counter(standings)
    return found.total(), found[Standing.OPEN], found[Standing.CLOSED], found[Standing.NOT_STATED]


def added_up(moves: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """What several records add to the four figures."""
    return tuple(map(sum, zip((0,) * len(FIGURES), *moves, strict=True)))


def _columns(verb: str) -> tuple[str, ...]:
    return ("Before", *(step.value for step in (*_ARRIVALS, *_DEPARTURES)), f"{verb} in", f"{verb} out", "After")


def _broken_down(
    bridge: Bridge, keys: Iterable[str], key_of: Callable[[PreviousRecord], str]
) -> Iterator[tuple[int, ...]]:
    """For each key: the total before, every step from it, and the total after; departures are below 0."""
    found: Counter[tuple[str, str]] = Counter()
    step_of = {id(pair): step for step in (*_ARRIVALS, *_DEPARTURES) for pair in bridge.steps[step]}
    for pair in bridge.pairs:
        before = key_of(pair.before) if pair.before else None
        after = key_of(pair.now.as_published) if pair.now and _standings(pair)[1] is not None else None
        step = step_of.get(id(pair))
        if before is not None:
            found[before, "Before"] += 1
        if after is not None:
            found[after, "After"] += 1
        if step is not None:
            found[str(before or after), step.value] += 1 if after is not None else -1
        elif before != after:
            found[str(after), "in"] += 1
            found[str(before), "out"] -= 1
    steps = [step.value for step in (*_ARRIVALS, *_DEPARTURES)]
    for key in keys:
        yield tuple(found[key, column] for column in ("Before", *steps, "in", "out", "After"))
