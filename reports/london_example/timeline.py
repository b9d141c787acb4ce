"""The dates of one review, each in its order: incident, referral, entry, commissioning, sign-off, closing."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

TRACKER_BEGAN = date(2021, 11, 17)
"""First day on which London entered reviews: older ones were entered in the months after it."""

# Reviews from 1 April 2021 belong on the tracker.
_SCOPE_BEGAN = date(2021, 4, 6)
_HOLIDAYS = {(12, 25), (12, 26), (1, 1)}


@dataclass(frozen=True, slots=True)
class Span:
    """The days from first to last, both of them included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dates of one review; None for what has not happened or does not belong to its type."""

    incident: date
    referred: date
    added: date
    commissioned: date
    signed_off: date | None = None
    closed: date | None = None
    outcome: date | None = None


def is_working_day(day: date) -> bool:
    """Tell whether an office was open: no weekend, Christmas or New Year's Day.

    >>> is_working_day(date(2024, 10, 31)), is_working_day(date(2024, 1, 1))
    (True, False)
    """
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


class Calendar:
    """Chooses dates for the reviews of one ICB, no two of which have the same incident date."""

    def __init__(self, rng: random.Random, *, reporting_day: date) -> None:
        self._rng = rng
        self._incidents: set[date] = set()
        self.reporting_day = reporting_day

    def working_day(self, first: date, last: date) -> date:
        """Choose a working day.

        Raises:
            ValueError: There is none between the two days.
        """
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        working = [day for day in days if is_working_day(day)]
        if not working:
            raise ValueError(f"No working day from {first} to {last}.")
        return self._rng.choice(working)

    def open_review(self, added_in: Span, *, converted: bool) -> Timeline:
        """Date a review that is open at the end of the reporting month."""
        added = self._lately(added_in)
        referred = self.working_day(added - timedelta(days=25), added - timedelta(days=3))
        started = referred + timedelta(days=30 if converted else 8)
        commissioned = self.working_day(started, min(started + timedelta(days=45), self.reporting_day))
        outcome = self._after(referred, 12, 24) if converted else None
        return Timeline(
            self._incident(referred, 7, 200), referred, added, commissioned, self._sign_off(commissioned), None, outcome
        )

    def open_rapid_review(self, added_in: Span) -> Timeline:
        """Date a rapid review without an outcome yet: in the reporting month not yet past its 15 working days."""
        first, last = added_in.first, added_in.last
        if last == self.reporting_day:
            # Fifteen working days are three weeks; three days lie between notification and entry.
            first, last = last - timedelta(days=17), last - timedelta(days=1)
        added = self.working_day(first, last)
        referred = self.working_day(added - timedelta(days=3), added)
        commissioned = self.working_day(referred, min(referred + timedelta(days=4), self.reporting_day))
        return Timeline(self._incident(referred, 2, 40), referred, added, commissioned)

    def closed_review(self, closed_in: Span, *, converted: bool) -> Timeline:
        """Date a review that has ended, backwards from its closing."""
        closed = self.working_day(closed_in.first, closed_in.last)
        signed_off = self.working_day(closed - timedelta(days=60), closed - timedelta(days=4))
        earliest = _SCOPE_BEGAN + timedelta(days=65)
        commissioned = self.working_day(
            max(signed_off - timedelta(days=420), earliest),
            max(signed_off - timedelta(days=150), earliest + timedelta(days=40)),
        )
        referred = self.working_day(
            commissioned - timedelta(days=60), commissioned - timedelta(days=30 if converted else 8)
        )
        added = self._after(referred, 2, 21)
        if added < TRACKER_BEGAN:
            added = self._after(TRACKER_BEGAN, 0, 90)
        outcome = self._after(referred, 12, 24) if converted else None
        return Timeline(self._incident(referred, 7, 200), referred, added, commissioned, signed_off, closed, outcome)

    def closed_rapid_review(self, closed_in: Span, added_in: Span | None = None) -> Timeline:
        """Date a rapid review that has ended; its outcome stands for the sign-off of other reviews.

        Args:
            closed_in: The days of which one is its closing, the first eight left out.
            added_in: The month before, if it must have been added in that; else it took a month at most.
        """
        closed = self.working_day(closed_in.first + timedelta(days=8), closed_in.last)
        outcome = self.working_day(closed - timedelta(days=8), closed)
        if added_in is None:
            referred = self.working_day(outcome - timedelta(days=30), outcome - timedelta(days=14))
            added = self._after(referred, 0, 5)
        else:
            added = self.working_day(added_in.first, added_in.last - timedelta(days=11))
            referred = self.working_day(added - timedelta(days=4), added)
        return Timeline(
            self._incident(referred, 2, 40), referred, added, self._after(referred, 0, 4), None, closed, outcome
        )

    def _after(self, day: date, least: int, most: int) -> date:
        return self.working_day(day + timedelta(days=least), day + timedelta(days=most))

    def _lately(self, span: Span) -> date:
        """Choose a working day, the later the likelier in a long span."""
        days = min((span.last - span.first).days, 640)
        back = int(days * self._rng.random() ** 1.5)
        near = span.last - timedelta(days=back)
        return self.working_day(max(span.first, near - timedelta(days=3)), min(span.last, near + timedelta(days=3)))

    def _incident(self, referred: date, least: int, most: int) -> date:
        """Choose the day of an incident, any day of the week; never 1 January, which reads as a placeholder."""
        while True:
            day = referred - timedelta(days=self._rng.randrange(least, most))
            if day not in self._incidents and (day.month, day.day) != (1, 1):
                self._incidents.add(day)
                return day

    def _sign_off(self, commissioned: date) -> date | None:
        """Sign off a third of the reviews that have run for more than 14 months, within the last five months."""
        if (self.reporting_day - commissioned).days < 430 or self._rng.random() > 1 / 3:
            return None
        return self.working_day(self.reporting_day - timedelta(days=150), self.reporting_day - timedelta(days=25))
