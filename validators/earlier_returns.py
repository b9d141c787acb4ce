"""What earlier returns held, as marks of their records: enough to see that nothing was updated, and no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from validators.pid import find_pid, withhold
from validators.your_icb import YourIcb

__all__ = ["NO_EARLIER_RETURNS", "EarlierReturn", "EarlierReturns", "shown_part"]


def shown_part(heading: YourIcb) -> str:
    """The part of a return as it may be shown and kept: it is free text, so PID in it is withheld.

    >>> shown_part(YourIcb(return_part="Adults")), shown_part(YourIcb())
    ('Adults', 'Whole')
    """
    return withhold(heading.part, find_pid(heading.part))


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """One return of an earlier month.

    Attributes:
        icb: its ICB's code.
        part: its part, as `shown_part` gives it.
        month: last day of its reporting month.
        mark: `records_fingerprint` of its records.
    """

    icb: str
    part: str
    month: date
    mark: str


@dataclass(frozen=True, slots=True)
class EarlierReturns:
    """The earlier returns that are at hand."""

    returns: tuple[EarlierReturn, ...] = ()

    @classmethod
    def of(cls, returns: Iterable[EarlierReturn]) -> EarlierReturns:
        """Gather returns; one without a mark cannot be compared and is left out."""
        return cls(tuple(one for one in returns if one.mark))

    def mark_before(self, heading: YourIcb) -> str | None:
        """The mark of the newest return of the same ICB and part from a month before; None when there is none.

        A return of the same month is this very return, sent or checked again: it is not compared with itself.

        >>> october = EarlierReturn("QMF", "Whole", date(2024, 10, 31), "a3f0")
        >>> november = YourIcb(your_icb="QMF", reporting_month=date(2024, 11, 30))
        >>> EarlierReturns.of([october]).mark_before(november)
        'a3f0'
        """
        month, part = heading.month, shown_part(heading).casefold()
        if month is None:
            return None
        before = [
            one
            for one in self.returns
            if one.icb == heading.your_icb and one.part.casefold() == part and one.month < month
        ]
        return max(before, key=lambda one: one.month).mark if before else None


NO_EARLIER_RETURNS = EarlierReturns()
"""Nothing to compare with."""
