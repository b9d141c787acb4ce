"""Working days in England: Monday to Friday without the bank holidays."""

from __future__ import annotations

from datetime import date
from functools import cache

__all__ = ["within_working_days", "working_days_between"]

# No 91 days of England's calendar hold more (spring of 2011, with a royal wedding: five).
_QUARTER = 91
_MOST_BANK_HOLIDAYS_A_QUARTER = 6


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`; none when `end` is not later.

    >>> working_days_between(date(2024, 12, 24), date(2024, 12, 30))  # Christmas Day and Boxing Day do not count
    2
    """
    if end <= start:
        return 0
    holidays = sum(start < day <= end for year in range(start.year, end.year + 1) for day in _bank_holidays(year))
    return _weekdays_between(start, end) - holidays


def within_working_days(start: date, end: date, *, days: int) -> bool:
    """Whether `end` is at most so many working days after `start`; the calendar is asked only where it matters.

    >>> within_working_days(date(2024, 12, 24), date(2024, 12, 30), days=2)
    True
    """
    weekdays = _weekdays_between(start, end)
    if weekdays <= days:
        return True
    quarters = (end - start).days // _QUARTER + 1
    if weekdays - _MOST_BANK_HOLIDAYS_A_QUARTER * quarters > days:
        return False
    return working_days_between(start, end) <= days


def _weekdays_between(start: date, end: date) -> int:
    return _weekdays_up_to(end.toordinal()) - _weekdays_up_to(start.toordinal())


def _weekdays_up_to(ordinal: int) -> int:
    # Day 1 of Python's calendar is a Monday.
    weeks, further = divmod(ordinal, 7)
    return 5 * weeks + min(further, 5)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year that fall on weekdays, substitute days included."""
    # Imported here, because a check that needs no bank holiday should not wait for them.
    from holidays import country_holidays

    return frozenset(day for day in country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5)
