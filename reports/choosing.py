"""Which return counts: the ICB, month and part on its `Your ICB`, then its number, then when it was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import groupby

from reports.months import in_words
from reports.receiving import Received
from validators.messages import buttons, feedback
from validators.messages import returns as messages
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import ENGLAND, region_of

__all__ = ["Choice", "Decision", "SourceStatus", "decide"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SourceStatus(StrEnum):
    """What became of a file."""

    COUNTED = "counted"
    SET_ASIDE = "set aside"
    SUPERSEDED = "superseded"
    IDENTICAL = "identical"
    CARRIED = "carried forward"

    @property
    def is_counted(self) -> bool:
        """Whether its records are in the month."""
        return self in (SourceStatus.COUNTED, SourceStatus.CARRIED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one file, and why, in a sentence.

    Attributes:
        received: the file.
        status: what became of it.
        reason: why.
        counts_for: code of the ICB that its records count for, where that is another than the return's own.
        to_icb: the reason as the ICB needs it, where that names what only the region can do.
    """

    received: Received
    status: SourceStatus
    reason: str = ""
    counts_for: str = ""
    to_icb: str = ""

    @property
    def icb(self) -> str:
        """Code of the ICB that it counts for, or empty when it is not known."""
        return self.counts_for or self.received.heading.your_icb or ""

    @property
    def carried_from(self) -> date | None:
        """Last day of the month that its records are carried forward from, if they are."""
        return self.received.heading.month if self.status is SourceStatus.CARRIED else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the region decided beforehand.

    Attributes:
        month: last day of the reporting month.
        region: an NHS region or England.
        accepted_months: ICB code to the last day of another month that is taken from it.
        chosen: names of files that count although an equal claim stands against them.
        since: last day of the month that this one is compared with; None for the month before.
        current_on: the day whose ICBs the trend by ICB shows; None for those of each month.
        by_button: whether it was asked for by a button, so that reasons name no option of the command line.
    """

    month: date
    region: str
    accepted_months: Mapping[str, date] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()
    since: date | None = None
    current_on: date | None = None
    by_button: bool = False


def decide(received: Sequence[Received], choice: Choice) -> tuple[Decision, ...]:
    """Decide for each file whether it counts; the order of the files is kept."""
    decided: dict[int, Decision] = {}
    claims: list[tuple[int, Received]] = []
    for position, one in enumerate(received):
        reason, to_icb = _why_not(one, choice)
        if reason:
            decided[position] = Decision(one, SourceStatus.SET_ASIDE, reason, to_icb=to_icb)
        elif (before := one.settled) and not SourceStatus(before.status).is_counted:
            decided[position] = Decision(one, SourceStatus(before.status), before.reason)
        else:
            claims.append((position, one))
    claims.sort(key=lambda claim: (*_belongs_to(claim[1]), claim[0]))
    for _, rivals in groupby(claims, key=lambda claim: _belongs_to(claim[1])):
        decided.update(_between(list(rivals), choice))
    return tuple(decided[position] for position in range(len(received)))


def _belongs_to(one: Received) -> tuple[str, str]:
    return one.heading.your_icb or "", one.heading.part.casefold()


def _why_not(one: Received, choice: Choice) -> tuple[str, str]:
    """Why a file cannot count, whatever the others are, and the same in the ICB's words where those must be others.

    Both are empty when it can count; the second is empty too where the first tells the ICB what to do.
    """
    icb, month = one.heading.your_icb, _month(one)
    if one.refusal:
        return one.refusal, ""
    if one.settled and one.settled.status == SourceStatus.SET_ASIDE:
        return one.settled.reason, ""
    if icb is None:
        return messages.NO_ICB(), ""
    if choice.region not in (ENGLAND, belongs := region_of(icb)):
        to_icb = feedback.OTHER_REGION(icb=icb, belongs=belongs, region=choice.region)
        if choice.by_button:
            return buttons.OTHER_REGION(icb=icb, belongs=belongs, region=choice.region), to_icb
        return messages.OTHER_REGION(icb=icb, belongs=belongs, region=choice.region), to_icb
    if month is None:
        return messages.NO_MONTH(), ""
    if month not in (choice.month, choice.accepted_months.get(icb)):
        to_icb = feedback.OTHER_MONTH(month=month, asked=choice.month)
        if choice.by_button:
            return buttons.OTHER_MONTH(month=month, asked=choice.month), to_icb
        return messages.OTHER_MONTH(month=month, asked=choice.month, icb=icb), to_icb
    return "", ""


def _month(one: Received) -> date | None:
    """The month that a return is for; that of the summary which it comes out of, where a region has taken it there."""
    return one.settled.month if one.settled else one.heading.month


def _between(rivals: list[tuple[int, Received]], choice: Choice) -> dict[int, Decision]:
    """Decide between the returns of one ICB and part."""
    decided: dict[int, Decision] = {}
    distinct: dict[str, Received] = {}
    standing: list[tuple[int, Received]] = []
    # Of equal returns the one with the strongest claim stands for all, so that a later save or a choice is not lost.
    for position, one in sorted(rivals, key=lambda rival: _rank(rival[1], choice), reverse=True):
        marks = {one.content_mark, one.sha256 or one.content_mark}
        twin = next((distinct[mark] for mark in marks if mark in distinct), None)
        if twin is None:
            standing.append((position, one))
            distinct |= dict.fromkeys(marks, one)
        else:
            same = "the same bytes as" if one.sha256 == twin.sha256 else "the same records as"
            decided[position] = Decision(one, SourceStatus.IDENTICAL, f"It holds {same} {twin.file}.")
    best = _strongest(standing, choice)
    for position, one in standing:
        decided[position] = _decision(one, best, choice)
    return decided


def _strongest(rivals: Iterable[tuple[int, Received]], choice: Choice) -> list[Received]:
    """The returns with the strongest claim; more than one when nothing tells them apart."""
    ordered = sorted((_claim(one, choice), position, one) for position, one in rivals)
    top = ordered[-1][0]
    return [one for claim, _, one in ordered if claim == top]


def _rank(one: Received, choice: Choice) -> tuple[object, ...]:
    """Of equal returns the file itself stands before the same one behind a summary."""
    return (*_claim(one, choice), one.settled is None)


def _claim(one: Received, choice: Choice) -> tuple[bool, bool, int, datetime]:
    saved = one.saved_at or _LONG_AGO
    if saved.tzinfo is None:
        saved = saved.replace(tzinfo=UTC)
    return (
        one.file in choice.chosen,
        one.heading.month == choice.month,
        one.heading.return_number or 0,
        saved,
    )


def _decision(one: Received, best: list[Received], choice: Choice) -> Decision:
    others = ", ".join(other.file for other in best if other is not one)
    if not others:
        if one.settled:
            return Decision(one, SourceStatus(one.settled.status), one.settled.reason)
        return Decision(one, SourceStatus.COUNTED, _note(one, choice))
    if len(best) == 1:
        return Decision(one, SourceStatus.SUPERSEDED, f"{others} takes its place.")
    if one in best:
        return Decision(
            one,
            SourceStatus.SET_ASIDE,
            buttons.SAME_RETURN(others=others) if choice.by_button else messages.SAME_RETURN(others=others),
            to_icb=feedback.SAME_RETURN(others=others),
        )
    return Decision(one, SourceStatus.SUPERSEDED, "Returns with a higher number or a later save stand against it.")


def _note(one: Received, choice: Choice) -> str:
    """What a reader should know of a return that counts."""
    notes: list[str] = []
    month, icb = one.heading.month, one.heading.your_icb or ""
    if month is not None and month != choice.month:
        notes.append(f"Return for {month:%B %Y}, taken by --accept-month.")
    term = vocabulary("icbs")[icb]
    if not term.holds_on(choice.month) and term.valid_to is not None:
        notes.append(f"{icb} closed on {in_words(term.valid_to)}.")
    return " ".join(notes)
