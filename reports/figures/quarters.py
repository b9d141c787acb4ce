"""Financial quarters, as the NHS counts them: Q1 is April to June."""

from __future__ import annotations

from datetime import date
from functools import cache

from validators.periods import months_after

__all__ = ["EARLIER", "QUARTERS_SHOWN", "place_among", "quarter_of", "quarters_up_to"]

QUARTERS_SHOWN = 8
"""Two years, the running quarter included."""

EARLIER = "Earlier"
"""What lies before the first quarter that is shown."""

_FIRST_MONTH = 4


@cache
def quarter_of(day: date) -> str:
    """The financial quarter of a day.

    >>> quarter_of(date(2024, 10, 31)), quarter_of(date(2025, 3, 31)), quarter_of(date(1999, 4, 1))
    ('2024/25 Q3', '2024/25 Q4', '1999/00 Q1')
    """
    year = day.year - (day.month < _FIRST_MONTH)
    return f"{year}/{(year + 1) % 100:02} Q{(day.month - _FIRST_MONTH) % 12 // 3 + 1}"


def quarters_up_to(month: date, *, number: int = QUARTERS_SHOWN) -> list[str]:
    """The quarters up to that of a month, the earliest first.

    >>> quarters_up_to(date(2024, 10, 31), number=3)
    ['2024/25 Q1', '2024/25 Q2', '2024/25 Q3']
    """
    first = month.replace(day=1)
    return [quarter_of(months_after(first, -3 * back)) for back in reversed(range(number))]


def place_among(quarters: list[str], day: date) -> str:
    """The quarter of a day that is not after the last one shown, or that it lies earlier.

    >>> place_among(["2024/25 Q2", "2024/25 Q3"], date(2024, 6, 30))
    'Earlier'
    """
    quarter = quarter_of(day)
    return quarter if quarter in quarters else EARLIER
