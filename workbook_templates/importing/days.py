"""How a date that somebody typed in an own way becomes a date, or a month in words where no day was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from validators.cells import cell_text, parse_day
from validators.pid import find_pid
from validators.quoting import month_in_words

__all__ = ["DayRead", "is_safe_date_text", "month_first_only", "read_any_day"]

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)


@dataclass(frozen=True, slots=True)
class DayRead:
    """A date as understood.

    Attributes:
        value: the day, or the month in words where no day was given ("March 2024").
        had_time: whether a time of day was left out.
        was_vague: whether a word such as "approx" was left out.
    """

    value: date | str
    had_time: bool = False
    was_vague: bool = False


_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SHORT_MONTH = re.compile(r"([a-z]{3,9})\.?[ \-/'’]*(\d{2})")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)[ \-/.]+([a-z]{3,9}|0?[1-9]|1[0-2])")
_ISO_TIME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_VAGUE = re.compile(
    r"\(?\b(?:w/c|w/e|wc|week commencing|week ending|approximately|approx|circa|around|about|estimated|est|"
    r"on or about|on or around|believed|thought to be)\b"
    r"\.?\)?|^c\.? ?(?=[a-z\d])|\?+|^~",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})")
_GAPS = re.compile(r"\s*([/.\-])\s*")


def read_any_day(value: object, *, month_first: bool = False) -> DayRead | None:
    """Read a cell as a date, day first unless told otherwise.

    >>> read_any_day("12.3.2024").value, read_any_day("Mar-24").value, read_any_day(45292.0).value
    (datetime.date(2024, 3, 12), 'March 2024', datetime.date(2024, 1, 1))
    >>> read_any_day("approx May 2023")
    DayRead(value='May 2023', had_time=False, was_vague=True)
    >>> read_any_day("2024") is read_any_day("early 2023") is read_any_day("03/25/2024") is None
    True
    >>> read_any_day("03/25/2024", month_first=True).value
    datetime.date(2024, 3, 25)
    """
    if isinstance(value, datetime):
        return DayRead(value.date(), had_time=value.time() != time())
    if isinstance(value, date):
        return DayRead(value)
    if isinstance(value, bool | time | timedelta):
        return None
    if isinstance(value, int | float):
        return _serial(float(value))
    return _read_text(cell_text(value), month_first)


def _serial(number: float) -> DayRead | None:
    if int(number) not in _SERIALS:
        return None
    return DayRead(_SERIAL_ZERO + timedelta(days=int(number)), had_time=not number.is_integer())


@lru_cache(maxsize=20_000)
def _read_text(text: str, month_first: bool) -> DayRead | None:
    if not text or len(text) > 60:
        return None
    plain = " ".join(_VAGUE.sub(" ", text).split()).strip(" .,;")
    was_vague = plain != text.strip(" .,;")
    plain = _GAPS.sub(r"\1", plain).casefold()
    if _SERIAL.fullmatch(plain):
        return _serial(float(plain))
    if found := _COMPACT.fullmatch(plain):
        plain = "-".join(found.groups())
    if found := _ISO_TIME.fullmatch(plain):
        plain = found[1] + " 00:00"
    if month_first and (found := _MONTH_FIRST.match(plain)):
        plain = f"{found[3]}/{found[1]}/{found[4]}{plain[found.end() :]}"
    if found := _YEAR_MONTH.fullmatch(plain):
        plain = f"{found[2]} {found[1]}" if found[2].isalpha() else f"{found[2]}/{found[1]}"
    parsed = parse_day(plain) or _short_month(plain)
    if parsed is None:
        return None
    day, month_only = parsed
    value = month_in_words(day) if month_only else day
    return DayRead(value, had_time=bool(_CLOCK.search(text)) and "00:00" not in text, was_vague=was_vague)


def _short_month(plain: str) -> tuple[date, bool] | None:
    """Month and a year of two digits: Excel itself shows Mar-24 for March 2024."""
    found = _SHORT_MONTH.fullmatch(plain)
    return parse_day(f"{found[1]} 20{found[2]}") if found else None


def month_first_only(texts: list[str]) -> bool:
    """Whether a column's dates can only be meant month first: some are no dates otherwise, and all are dates so.

    >>> month_first_only(["03/25/2024", "01/02/2024"]), month_first_only(["25/03/2024", "03/25/2024"])
    (True, False)
    """
    numeric = [text for text in texts if _MONTH_FIRST.match(_GAPS.sub(r"\1", text.strip()))]
    day_first = [read_any_day(text) is not None for text in numeric]
    return bool(numeric) and not all(day_first) and all(read_any_day(text, month_first=True) for text in numeric)


_SAFE = re.compile(
    r"(?:\d{1,4}|q[1-4]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|early|mid|late|end|of|start|spring|summer|autumn|winter|approx|tbc|to|and|or|onwards|before|after|[\s/.,\-–?()'’~])+",
    re.IGNORECASE,
)


def is_safe_date_text(text: str) -> bool:
    """Whether a text that is no date holds nothing besides the words and numbers of dates, so that it may be shown.

    >>> is_safe_date_text("early 2023"), is_safe_date_text("when J. Smith (made up) rang")
    (True, False)
    """
    return len(text) <= 30 and _SAFE.fullmatch(text) is not None and not find_pid(text)
