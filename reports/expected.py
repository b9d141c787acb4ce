"""Who was expected to return in a month, who has, and whose records stand in for a return that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.choosing import Choice, Decision, SourceStatus
from reports.previous import PreviousSummary
from reports.receiving import Received
from reports.summarised import THROUGH
from reports.unheard import COUNTED, NOT_COUNTED, ReturnState, Unheard, icb_now
from validators.regions import settings_of
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import icbs_of
from validators.your_icb import WHOLE

__all__ = [
    "EXPECTED_COLUMNS",
    "Expected",
    "became_of",
    "carried_forward",
    "coverage_of",
    "expected_returns",
    "expected_rows",
    "unheard_of",
]

EXPECTED_COLUMNS = (
    "ICB code",
    "ICB",
    "Part of return",
    "Return",
    "File",
    "Month",
    "Return number",
    "Saved on",
    "Template version",
    "Rows",
    "Superseded",
    "Set aside",
    "What happened",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One return that a region expects in a month.

    Attributes:
        icb: whose it is.
        part: the part of the ICB's records; "Whole" for an ICB that sends one return.
        heard: what counts for it, or is carried forward: of several ICBs where they have merged since.
        others: what else arrived for the same place: superseded, identical and set aside.
    """

    icb: Term
    part: str
    heard: tuple[Decision, ...]
    others: tuple[Decision, ...]

    @property
    def state(self) -> ReturnState:
        """What became of it."""
        if any(one.status is SourceStatus.COUNTED for one in self.heard):
            return ReturnState.COUNTED
        if self.heard:
            return ReturnState.CARRIED
        return ReturnState.SET_ASIDE if self.number_of(SourceStatus.SET_ASIDE) else ReturnState.NONE

    def number_of(self, *statuses: SourceStatus) -> int:
        """How many other files of this place ended so."""
        return sum(one.status in statuses for one in self.others)


def expected_returns(
    decisions: Sequence[Decision], choice: Choice, previous: PreviousSummary | None
) -> tuple[Expected, ...]:
    """The returns that a region expects: one for each part of each ICB that stands in the month.

    The parts are those that arrived for the month, with those that the region's pack lists for the ICB on that day, or
    where it lists none those that last month's summary expected; an ICB of which a whole return counts is complete. A
    closed ICB of which something counts stands at the end.
    """
    standing = icbs_of(choice.region, on=choice.month)
    late = sorted({one.icb for one in decisions if one.status.is_counted} - {icb.code for icb in standing})
    before = previous.unheard.places if previous else frozenset[tuple[str, str]]()
    found: list[Expected] = []
    for icb in (*standing, *(vocabulary("icbs")[code] for code in late)):
        own = [one for one in decisions if one.icb == icb.code]
        listed = settings_of(icb.details["region"]).parts_of(icb.code, choice.month)
        known = listed or [part for code, part in sorted(before) if code == icb.code]
        found += _of_icb(icb, own, _parts(own, choice.month, known))
    return tuple(found)


def _parts(own: Sequence[Decision], month: date, before: Iterable[str]) -> list[str]:
    counted = {_part(one).casefold(): _part(one) for one in own if one.status.is_counted}
    if WHOLE.casefold() in counted:
        return sorted(counted.values())
    arrived = {_part(one).casefold(): _part(one) for one in own if one.received.heading.month == month}
    known = {part.casefold(): part for part in before} | arrived | counted
    if counted:
        known.pop(WHOLE.casefold(), None)
    return sorted(known.values()) or [WHOLE]


def _of_icb(icb: Term, own: Sequence[Decision], parts: Sequence[str]) -> Iterator[Expected]:
    """Every file of the ICB stands once; what belongs to no expected part, with the first."""
    places = {part.casefold(): place for place, part in enumerate(parts)}
    for place, part in enumerate(parts):
        here = [one for one in own if places.get(_part(one).casefold(), 0) == place]
        heard = tuple(one for one in here if one.status.is_counted)
        yield Expected(icb, part, heard, tuple(one for one in here if not one.status.is_counted))


def _part(one: Decision) -> str:
    return one.received.part or WHOLE


def expected_rows(expected: Iterable[Expected]) -> Iterator[tuple[object, ...]]:
    """The rows of the table `returns_expected`."""
    for one in expected:
        found = [decision.received for decision in one.heard]
        alone = found[0] if found else Received("", "")
        yield (
            one.icb.code,
            one.icb.label,
            one.part,
            one.state.value,
            ", ".join(each.file for each in found),
            alone.heading.month,
            alone.heading.return_number,
            alone.saved_at.date() if alone.saved_at else None,
            alone.template_version,
            sum(len(each.records) for each in found) if found else None,
            one.number_of(SourceStatus.SUPERSEDED, SourceStatus.IDENTICAL),
            one.number_of(SourceStatus.SET_ASIDE),
            " ".join(_happened(one)),
        )


def _happened(one: Expected) -> Iterator[str]:
    yield from dict.fromkeys(decision.reason for decision in one.heard if decision.reason)
    for other in one.others:
        yield f"{other.received.file}: {other.status.value}. {other.reason}".rstrip()
    if one.state is ReturnState.NONE and not one.others:
        yield "No return has arrived."


def became_of(expected: Iterable[Expected]) -> dict[str, str]:
    """What became of each ICB's returns, by code: "counted" where all that was expected counts."""
    of_icb: dict[str, list[Expected]] = {}
    for one in expected:
        of_icb.setdefault(one.icb.code, []).append(one)
    return {code: _in_words(parts) for code, parts in of_icb.items()}


def _in_words(parts: Sequence[Expected]) -> str:
    states = {one.state for one in parts}
    if states == {ReturnState.COUNTED}:
        return COUNTED
    if not any(state.is_heard for state in states):
        return NOT_COUNTED
    if states == {ReturnState.CARRIED}:
        return _carried_in_words(parts)
    other = [
        f"{one.part} {_carried_in_words([one]) if one.heard else 'missing'}"
        for one in parts
        if one.state is not ReturnState.COUNTED
    ]
    return f"in part: {', '.join(other)}"


def _carried_in_words(parts: Sequence[Expected]) -> str:
    months = sorted({each.carried_from for one in parts for each in one.heard if each.carried_from})
    return f"{ReturnState.CARRIED} from {' and '.join(f'{month:%B %Y}' for month in months)}".removesuffix(" from ")


def coverage_of(expected: Iterable[Expected]) -> tuple[int, int, int, str]:
    """How many ICBs were expected, are counted and carried forward whole, and the codes of the others."""
    became = became_of(expected)
    carried = [code for code, state in became.items() if state.startswith(ReturnState.CARRIED)]
    counted = [code for code, state in became.items() if state == COUNTED]
    missing = [code for code in became if code not in {*carried, *counted}]
    return len(became), len(counted), len(carried), ", ".join(missing)


def unheard_of(expected: Iterable[Expected], month: date) -> Unheard:
    """Whose records the month does not hold."""
    expected = list(expected)
    heard = {(one.icb.code, one.part) for one in expected if one.state.is_heard}
    missing = frozenset((one.icb.code, one.part) for one in expected if not one.state.is_heard)
    return Unheard(month, missing, frozenset(heard | {place for one in expected for place in _own_places(one)}))


def _own_places(one: Expected) -> Iterator[tuple[str, str]]:
    """ICB and part as the returns themselves say them, which may be those of an ICB that has closed."""
    return ((each.received.heading.your_icb or "", _part(each)) for each in one.heard)


def carried_forward(held: Iterable[Received], expected: Iterable[Expected], choice: Choice) -> Iterator[Decision]:
    """The returns of last month's summary that stand in for missing ones.

    An ICB that closed since is carried forward for the one that took over; one that was divided is not, because
    nobody can tell from a code where its records went.

    Args:
        held: the returns behind last month's summary.
        expected: what is expected this month.
        choice: the month.
    """
    expected = list(expected)
    missing = {(one.icb.code, one.part.casefold()) for one in expected if not one.state.is_heard}
    heard = {(icb, part.casefold()) for one in expected for icb, part in _own_places(one)}
    whole = {icb for icb, part in missing if part == WHOLE.casefold()}
    for one in held:
        part = one.heading.part.casefold()
        if one.settled is None or (one.heading.your_icb, part) in heard:
            continue
        icb = icb_now(one.heading.your_icb or "", choice.month)
        if SourceStatus(one.settled.status).is_counted and (icb in whole or (icb, part) in missing):
            since = f"{one.heading.month:%B %Y}" if one.heading.month else "last month"
            reason = f"No return for {choice.month:%B %Y}: the records of {since} are carried forward."
            yield Decision(_named_once(one), SourceStatus.CARRIED, reason, counts_for=icb)


def _named_once(one: Received) -> Received:
    """What was carried forward before is known by the summary in which its ICB last returned."""
    was_carried = one.settled is not None and one.settled.status == SourceStatus.CARRIED
    return replace(one, file=one.file.partition(THROUGH)[2]) if was_carried else one
