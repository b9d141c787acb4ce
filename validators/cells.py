"""What one cell holds, and how it becomes a date, a number, a term or a text.

Each reader is a Pydantic validator of one field. It raises `PydanticCustomError` without the value that it met, and
writes what it had to interpret ("DV" read as Domestic Violence) into the notes of the validation context.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from validators.vocabularies import Vocabulary, vocabulary

__all__ = [
    "LOCAL_LISTS",
    "CellError",
    "Chosen",
    "Note",
    "NoteKind",
    "Reading",
    "ReadingOf",
    "cell_text",
    "is_evenly_spaced",
    "is_sound",
    "parse_day",
    "read_day",
    "read_number",
    "read_text",
]


@dataclass(frozen=True, slots=True)
class CellError:
    """A spreadsheet error value such as #N/A: a broken formula is no missing value."""

    code: str


class NoteKind(StrEnum):
    """How a value was understood although it was not written as the template asks."""

    ALIAS = "alias"
    DATE_TEXT = "date as text"
    DATE_NUMBER = "date as number"
    MONTH_ONLY = "month and year alone"
    NUMBER_TEXT = "number as text"


@dataclass(frozen=True, slots=True)
class Note:
    """One interpretation: the field, what kind, and the value understood."""

    field: str
    kind: NoteKind
    understood: str


@dataclass(slots=True)
class Reading:
    """Validation context of one row: where notes go, and whether the region's local lists exist."""

    local_lists: bool = True
    notes: list[Note] = field(default_factory=list)


LOCAL_LISTS = frozenset({"local_authorities", "boards"})
"""The vocabularies of which each region has its own."""

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")

# Excel counts days from here; serials below 1 March 1900 are off by one there and mean nothing here.
_SERIAL_ZERO = date(1899, 12, 30)
# A bare number is read as a date only between 1954 and 2119: below lie years, ages and counts.
_SERIALS = range(20_000, 80_000)
_TWO_DIGIT_YEARS_UP_TO = 49
_YEARS = range(1900, 2120)

_MONTH_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october|"
    "nov november|dec december"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WORDED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-/.]*([a-z]+)[ \-/.,]*(\d{4}|\d{2})")
_WORDED_DAY_US = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? +")
_TIME_OF_DAY = re.compile(r"[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_WORDED_MONTH = re.compile(r"([a-z]+)[ \-/.,]*(\d{4})")
_NUMERIC_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_WHOLE_NUMBER = re.compile(r"\d{1,9}")


def cell_text(value: object) -> str:
    """A cell's content as text, as Excel would show it; whole numbers lose their ".0".

    >>> cell_text(12.0), cell_text("  two   spaces "), cell_text(None)
    ('12', 'two spaces', '')
    """
    if isinstance(value, str):
        return (value if is_evenly_spaced(value) else _SPACES.sub(" ", value)).strip()
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        # A spreadsheet application hands over midnight where a file holds a date: both are the day.
        has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
        return value.isoformat(sep=" ", timespec="minutes") if has_time else value.date().isoformat()
    if isinstance(value, CellError):
        return value.code
    return str(value)


def is_evenly_spaced(text: str) -> bool:
    """Whether single spaces are all that stands between words: most texts, and looking costs less than replacing."""
    if "  " in text or "\t" in text:
        return False
    return text.isascii() or not ("\u00a0" in text or "\u2007" in text or "\u202f" in text)


def is_sound(text: str) -> bool:
    """Whether a text can be encoded: a damaged one can hold half a character, and the model refuses it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_text(value: object) -> str | None:
    """Read a text cell: stray spaces go, line breaks stay, empty is None."""
    _refuse_error(value)
    return cell_text(value) or None


def read_number(value: object, info: ValidationInfo) -> int | None:
    """Read a whole number of zero or more; digits typed as text are understood and noted."""
    _refuse_error(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value) or value < 0 or value != int(value):
            raise PydanticCustomError("not_a_number", "not a whole number of 0 or more")
        return int(value)
    text = cell_text(value)
    if not text:
        return None
    if not _WHOLE_NUMBER.fullmatch(text):
        raise PydanticCustomError("not_a_number", "not a whole number of 0 or more")
    _note(info, NoteKind.NUMBER_TEXT, text)
    return int(text)


def read_day(value: object, info: ValidationInfo) -> date | None:
    """Read a date; text is understood day first, and a month alone is placed on its first day and noted."""
    _refuse_error(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value) or int(value) not in _SERIALS:
            raise PydanticCustomError("not_a_date", "a number that is no date")
        day = _SERIAL_ZERO + timedelta(days=int(value))
        _note(info, NoteKind.DATE_NUMBER, day.isoformat())
        return day
    if isinstance(value, bool | time | timedelta):
        raise PydanticCustomError("not_a_date", "not a date")
    text = cell_text(value)
    if not text:
        return None
    parsed = parse_day(text)
    if parsed is None:
        raise PydanticCustomError("not_a_date", "not a date")
    day, month_only = parsed
    _note(info, NoteKind.MONTH_ONLY if month_only else NoteKind.DATE_TEXT, day.isoformat())
    return day


def parse_day(text: str) -> tuple[date, bool] | None:
    """Parse a date that was typed as text, day first.

    Returns:
        The date and whether only month and year were given (then the month's first day), or None when the
        text is no date: a year alone is none, and neither is 31/02/2024.

    >>> parse_day("12/03/2009"), parse_day("July 2020")
    ((datetime.date(2009, 3, 12), False), (datetime.date(2020, 7, 1), True))
    >>> parse_day("12th March 09")
    (datetime.date(2009, 3, 12), False)
    >>> parse_day("2018") is parse_day("31/02/2024") is None
    True
    """
    plain = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", text.strip().casefold())).strip(" .,")
    if match := _ISO_DAY.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := _NUMERIC_DAY.fullmatch(plain):
        return _day(match[3], match[2], match[1])
    if match := _WORDED_DAY.fullmatch(plain):
        return _day(match[3], _MONTHS.get(match[2]), match[1])
    if match := _WORDED_DAY_US.fullmatch(plain):
        return _day(match[3], _MONTHS.get(match[1]), match[2])
    if match := _WORDED_MONTH.fullmatch(plain):
        return _day(match[2], _MONTHS.get(match[1]), None)
    if match := _NUMERIC_MONTH.fullmatch(plain):
        return _day(match[2], match[1], None)
    return None


def _day(year_text: str, month: str | int | None, day: str | None) -> tuple[date, bool] | None:
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if year <= _TWO_DIGIT_YEARS_UP_TO else 1900
    if month is None or year not in _YEARS:
        return None
    try:
        return date(year, int(month), 1 if day is None else int(day)), day is None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Field metadata: the value is chosen from a vocabulary."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by looking the word up."""
        return core_schema.with_info_before_validator_function(self._choose, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """List the codes; local lists are one region's, so they are named and not listed."""
        described = handler(schema)
        described["x-vocabulary"] = self.vocabulary
        if self.vocabulary not in LOCAL_LISTS:
            described["enum"] = [*self.terms.codes, None]
        return described

    @property
    def terms(self) -> Vocabulary:
        """The vocabulary itself."""
        return vocabulary(self.vocabulary)

    def _choose(self, value: object, info: ValidationInfo) -> str | None:
        _refuse_error(value)
        text = value if isinstance(value, str) else cell_text(value)
        if not text.strip():
            return None
        reading = info.context
        if self.vocabulary in LOCAL_LISTS and isinstance(reading, Reading) and not reading.local_lists:
            return cell_text(text)
        found = self.terms.resolve(text)
        if found.term is None:
            raise PydanticCustomError(
                "not_a_term",
                "not a term of the vocabulary",
                {"candidates": [term.code for term in found.candidates], "ambiguous": found.ambiguous},
            )
        if not found.exact:
            _note(info, NoteKind.ALIAS, found.term.code)
        return found.term.code


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """Field metadata: the value is read by one of the readers above."""

    kind: str
    read: Callable[..., object]
    takes_info: bool = True

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by reading the cell."""
        inner = handler(source)
        if self.takes_info:
            return core_schema.with_info_before_validator_function(self.read, inner)
        return core_schema.no_info_before_validator_function(self.read, inner)


def _refuse_error(value: object) -> None:
    if isinstance(value, CellError):
        raise PydanticCustomError("cell_error", "a spreadsheet error value", {"error": value.code})


def _note(info: ValidationInfo, kind: NoteKind, understood: str) -> None:
    if isinstance(info.context, Reading):
        info.context.notes.append(Note(str(info.field_name), kind, understood))
