"""Which values a cell holds as a number: numbers that are exact in Excel, and days that it knows."""

from __future__ import annotations

from datetime import date
from typing import TypeGuard

__all__ = ["day_number", "is_day", "is_number"]

# Excel takes 1900 for a leap year: its days agree with ours from March 1900.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
_LARGEST_EXACT = 10**15


def is_number(value: object) -> TypeGuard[float]:
    """Whether Excel holds the value as the number that it is."""
    return isinstance(value, int | float) and abs(value) < _LARGEST_EXACT


def is_day(value: object) -> TypeGuard[date]:
    """Whether Excel holds the value as a day."""
    return isinstance(value, date) and value >= _FIRST_SAFE_DAY


def day_number(day: date) -> int:
    """The number that a day is in Excel.

    >>> day_number(date(2024, 10, 31))
    45596
    """
    return day.toordinal() - _DAY_ZERO
