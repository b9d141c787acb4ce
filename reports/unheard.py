"""Whose records a month does not hold because no return of theirs counts: nobody knows what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_held_on, icb_lineage, successions_from, took_over
from validators.your_icb import WHOLE

__all__ = [
    "COUNTED",
    "COVERAGE_COLUMNS",
    "EVERYBODY_HEARD",
    "NOT_COUNTED",
    "RETURNS_BY_MONTH",
    "RETURNS_EXPECTED",
    "ReturnState",
    "Unheard",
    "holders_on",
]

RETURNS_EXPECTED = "returns_expected"
"""The summary's table of the returns that a region expects in a month."""

RETURNS_BY_MONTH = "returns_by_month"
"""The summary's table of how many ICBs returned in each month, as it was known then."""

COVERAGE_COLUMNS = ("ICBs expected", "ICBs counted", "ICBs carried forward", "Missing")


class ReturnState(StrEnum):
    """What became of a return that was expected."""

    COUNTED = "counted"
    CARRIED = "carried forward"
    SET_ASIDE = "set aside"
    NONE = "no return"

    @property
    def is_heard(self) -> bool:
        """Whether the month holds records of it."""
        return self in (ReturnState.COUNTED, ReturnState.CARRIED)


COUNTED, NOT_COUNTED = ReturnState.COUNTED.value, "no return counted"
"""What the table `icb_totals` says of an ICB whose returns all count, and of one of which nothing does."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """The ICBs, and parts of ICBs, that were expected in a month and of which no record is in it.

    Attributes:
        month: its last day.
        missing: ICB code and part of each return that is missing; an ICB that sends one return has the part Whole.
        heard: ICB code and part of each return whose records are in the month, carried forward ones among them.
    """

    month: date
    missing: frozenset[tuple[str, str]] = frozenset()
    heard: frozenset[tuple[str, str]] = frozenset()

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """ICB code and part of every return that was expected."""
        return self.missing | self.heard

    def covers(self, icb: str, origin: str) -> bool:
        """Whether a record would be in a missing return: of its ICB, and of its part where its origin names one.

        A closed ICB's records are looked for with its successors, a successor's with those before it. A record of no
        known part may be in any that is missing.

        >>> november = Unheard(date(2024, 11, 30), missing=frozenset({("QMF", "Children")}))
        >>> november.covers("QMF", "QMF/Children/7"), november.covers("QMF", "QMF/Adults/7"), november.covers("QMF", "")
        (True, False, True)
        >>> Unheard(date(2026, 4, 30), missing=frozenset({("Z9B2Z", "Whole")})).covers("QMJ", "QMJ/7")
        True
        """
        part = _part_of(origin)
        if (icb, part or WHOLE.casefold()) in {(code, heard.casefold()) for code, heard in self.heard}:
            return False
        family = {*holders_on(icb, self.month), *icb_lineage(icb)}
        parts = {missing.casefold() for code, missing in self.missing if code in family}
        return bool(parts) and (WHOLE.casefold() in parts or part in {"", *parts})


EVERYBODY_HEARD = Unheard(date.min)
"""No return is missing."""


def _part_of(origin: str) -> str:
    """The part that an origin names, such as QMF/Adults/12; empty for a whole return's."""
    named = origin.split("/")
    return named[1].casefold() if len(named) == 3 else ""


def holders_on(icb: str, day: date) -> tuple[str, ...]:
    """The ICBs that have an ICB's records on a day: itself while it stands, else those that took over.

    >>> holders_on("QMJ", date(2026, 3, 31)), holders_on("QMJ", date(2026, 4, 30))
    (('QMJ',), ('Z9B2Z',))
    """
    if icb not in vocabulary("icbs") or icb_held_on(icb, day):
        return (icb,)
    return took_over(icb, on=day) or (icb,)


def icb_now(icb: str, day: date) -> str:
    """The ICB that has another's records on a day; one that was divided on the way keeps them, as no code tells more.

    >>> icb_now("QMJ", date(2026, 11, 28)), icb_now("QNQ", date(2026, 11, 28)), icb_now("QMF", date(2026, 11, 28))
    ('Z9B2Z', 'QNQ', 'QMF')
    """
    holders = holders_on(icb, day)
    return holders[0] if len(holders) == 1 and len(successions_from(icb)) <= 1 else icb
