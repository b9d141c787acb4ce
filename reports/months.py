"""Months as people write them and as tables hold them: by their last day."""

from __future__ import annotations

from datetime import date, timedelta

from validators.your_icb import month_end

__all__ = ["in_words", "month_ends", "parse_month"]

_EARLIEST_YEAR = 2000


def parse_month(text: str) -> date:
    """Read YYYY-MM as the last day of that month.

    >>> parse_month("2024-10")
    datetime.date(2024, 10, 31)
    >>> parse_month("0024-10")
    Traceback (most recent call last):
        ...
    ValueError: too long ago

    Raises:
        ValueError: the text is no month.
    """
    year, dash, month = text.strip().partition("-")
    if not (dash and len(year) == 4 and len(month) == 2 and year.isdigit() and month.isdigit()):
        raise ValueError("not of the form YYYY-MM")
    if int(year) < _EARLIEST_YEAR:
        raise ValueError("too long ago")
    return month_end(date(int(year), int(month), 1))


def month_ends(last: date, *, number: int) -> list[date]:
    """The last days of `number` months in a row, `last` being the end of the latest.

    >>> month_ends(date(2024, 3, 31), number=3)
    [datetime.date(2024, 1, 31), datetime.date(2024, 2, 29), datetime.date(2024, 3, 31)]
    """
    ends = [last]
    while len(ends) < number:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def in_words(day: date) -> str:
    """A date as a published page shows it.

    >>> in_words(date(2024, 10, 3))
    '3 October 2024'
    """
    return f"{day.day} {day:%B %Y}"
