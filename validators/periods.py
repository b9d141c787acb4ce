"""Calendar months and years before or after a day."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date

__all__ = ["months_after", "years_before"]


def months_after(day: date, months: int) -> date:
    """The same day so many months later (negative: earlier); the last day where a month has no such day.

    Beyond the calendar's first and last day it stays on them, so that a nonsense date in a cell stops nothing.

    >>> months_after(date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for 29 February where there is none.

    >>> years_before(date(2024, 2, 29), 30)
    datetime.date(1994, 2, 28)
    """
    return months_after(day, -12 * years)
