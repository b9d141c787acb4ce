"""Working days in England: Monday to Friday without the bank holidays."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from validators.vocabularies.published import read_table

__all__ = ["working_day_after", "working_days_between"]


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`; none when `end` is not later.

    >>> working_days_between(date(2024, 12, 24), date(2024, 12, 30))  # Christmas Day and Boxing Day do not count
    2
    """
    if end <= start:
        return 0
    days_off = bisect_right(_bank_holidays(), end) - bisect_right(_bank_holidays(), start)
    return _weekdays_between(start, end) - days_off


def working_day_after(start: date, number: int) -> date:
    """The working day that is so many working days after a day.

    >>> working_day_after(date(2024, 10, 31), 5)
    datetime.date(2024, 11, 7)
    """
    day = start
    while working_days_between(start, day) < number:
        day += timedelta(days=1)
    return day


def _weekdays_between(start: date, end: date) -> int:
    return _weekdays_up_to(end.toordinal()) - _weekdays_up_to(start.toordinal())


def _weekdays_up_to(ordinal: int) -> int:
    # Day 1 of Python's calendar is a Monday.
    weeks, further = divmod(ordinal, 7)
    return 5 * weeks + min(further, 5)


@cache
def _bank_holidays() -> tuple[date, ...]:
    """The bank holidays from 1990 to 2080 that fall on weekdays, in order, as the `holidays` package knows them."""
    return tuple(date.fromisoformat(row["day"]) for row in read_table("bank_holidays"))
