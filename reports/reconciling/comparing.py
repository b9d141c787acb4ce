"""How much speaks for two records being one review: each key that both have, weighed, and told by its kind alone.

The weights are ours. They are set so that a reference alone is enough, that without one a day and the kind of review
and the board are needed together, and that two reviews of one death (a DHR and a SAR, say) stay two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.reconciling.sides import Reference, SideRecord
from reports.reconciling.slips import slip_between
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_lineage
from validators.when import NOT_STATED

__all__ = ["ENOUGH", "SAME_REFERENCE", "Agreement", "agreements_between", "related_icbs"]

ENOUGH = 6.0
"""From this weight on two records may be one review."""

SAME_REFERENCE = 8.0
_MISTYPED_REFERENCE = 4.5
_OTHER_REFERENCE = -4.0
# A reference that is known to be of another kind counts for the same from this length on.
_LONG_ENOUGH = 6

_NEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class _Day:
    """A day by which a review may be known.

    Attributes:
        field: of the model.
        name: in a sentence.
        same, near, apart: its weight where both say the same, nearly the same, something else.
    """

    field: str
    name: str
    same: float
    near: float
    apart: float


_DAYS = (
    _Day("incident_date", "incident date", 4.0, 2.0, -2.0),
    _Day("date_referred", "date referred", 3.0, 1.5, -1.0),
    _Day("date_commissioned", "date commissioned", 3.0, 1.5, -2.0),
    # Both systems may mean the day of their own entry.
    _Day("date_added", "date added", 1.5, 0.7, -0.5),
    _Day("date_signed_off", "date signed off", 2.0, 1.0, -0.5),
    _Day("date_closed", "date closed", 2.0, 1.0, -0.5),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one key says of two records.

    Attributes:
        what: in words, by the kind of the key: never its value.
        weight: above 0 where it speaks for one review, below where against.
    """

    what: str
    weight: float


def agreements_between(tracker: SideRecord, local: SideRecord) -> tuple[Agreement, ...]:
    """Everything that speaks for or against two records being one review."""
    return tuple(_found(tracker, local))


def related_icbs(one: str, other: str) -> bool:
    """Whether two ICBs are the same, or one came from the other.

    >>> related_icbs("QMJ", "Z9B2Z"), related_icbs("QMF", "QKK")
    (True, False)
    """
    return one in icb_lineage(other) or other in icb_lineage(one)


def _found(tracker: SideRecord, local: SideRecord) -> Iterator[Agreement]:
    reference = _references(tracker, local)
    if reference is not None:
        yield reference
    yield from _kind(tracker.review.review_type, local.review.review_type)
    for name, ours, theirs, same, apart in (
        ("board", local.board, tracker.board, 1.5, -1.5),
        ("borough", local.review.local_authority, tracker.review.local_authority, 0.7, -0.7),
        ("status", local.review.status, tracker.review.status, 0.3, -0.3),
    ):
        if ours and theirs:
            yield Agreement(f"{name} {'agrees' if ours == theirs else 'differs'}", same if ours == theirs else apart)
    if tracker.icb and local.icb:
        related = related_icbs(tracker.icb, local.icb)
        yield Agreement(f"ICB {'agrees' if related else 'differs'}", 0.5 if related else -3.0)
    for day in _DAYS:
        ours, theirs = getattr(local.review, day.field), getattr(tracker.review, day.field)
        if ours is not None and theirs is not None:
            yield _day(day, ours, theirs)
    shared = _terms(tracker) & _terms(local)
    if shared:
        yield Agreement(f"themes in common: {len(shared)}", 0.5 * len(shared))


def _references(tracker: SideRecord, local: SideRecord) -> Agreement | None:
    """The best that two references say; None where one side has none of the other's kind."""
    pairs = [(ours, theirs) for ours in local.references for theirs in tracker.references]
    for ours, theirs in pairs:
        if ours.key == theirs.key and (_comparable(ours, theirs) or len(ours.key) >= _LONG_ENOUGH):
            return Agreement(f"{_named(ours, theirs)} agrees", SAME_REFERENCE)
    comparable = [(ours, theirs) for ours, theirs in pairs if _comparable(ours, theirs)]
    for ours, theirs in comparable:
        if slip := slip_between(ours.key, theirs.key):
            return Agreement(f"{_named(ours, theirs)} nearly agrees ({slip})", _MISTYPED_REFERENCE)
    told = [(ours, theirs) for ours, theirs in comparable if ours.kind and theirs.kind]
    return Agreement(f"{_named(*told[0])} differs", _OTHER_REFERENCE) if told else None


def _comparable(ours: Reference, theirs: Reference) -> bool:
    return ours.kind == theirs.kind or not (ours.kind and theirs.kind)


def _named(ours: Reference, theirs: Reference) -> str:
    kind = ours.kind if ours.kind == theirs.kind else ""
    return f"{kind} reference" if kind not in ("", "Local") else "local reference" if kind else "reference"


def _kind(theirs: str | None, ours: str | None) -> Iterator[Agreement]:
    if None in (theirs, ours) or NOT_STATED in (theirs, ours):
        return
    types = vocabulary("review_types")
    groups = {types[str(theirs)].details["review_group"], types[str(ours)].details["review_group"]}
    if theirs == ours:
        yield Agreement("review type agrees", 1.0)
    elif len(groups) == 1:
        yield Agreement("kind of review agrees", 0.7)
    elif "Rapid Review" in groups:
        yield Agreement("one is still the rapid review", 0.0)
    else:
        yield Agreement("review type differs", -4.0)


def _day(day: _Day, ours: date, theirs: date) -> Agreement:
    if ours == theirs:
        return Agreement(f"{day.name} agrees", day.same)
    if _swapped(ours, theirs):
        return Agreement(f"{day.name} nearly agrees (day and month swapped)", day.near)
    apart = abs((ours - theirs).days)
    if apart <= _NEAR_DAYS:
        return Agreement(f"{day.name} nearly agrees ({apart} {'day' if apart == 1 else 'days'} apart)", day.near)
    return Agreement(f"{day.name} differs", day.apart)


def _swapped(one: date, other: date) -> bool:
    """Whether a day reads as the other when the month is taken first."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _terms(record: SideRecord) -> frozenset[str]:
    themes = vocabulary("themes")
    named = (record.review.theme_1, record.review.theme_2, record.review.theme_3)
    return frozenset(term for term in named if term is not None and not themes[term].is_answer)
