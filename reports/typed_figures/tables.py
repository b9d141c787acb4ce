"""A table headed Total, Open, Closed as it was typed, and how one cell of it is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from validators.entries import is_blank
from validators.pid import find_pid, find_pid_in_identifier

__all__ = ["COLUMNS", "NOT_STATED", "TypedRow", "TypedTable", "count_in", "month_in", "name_shown"]

COLUMNS = ("total", "open", "closed")
NOT_STATED = "status not stated"
_COUNT = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_TOTAL = re.compile(r"\b(sub-?)?totals?\b|^(all|overall)$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED_MONTH = re.compile(r"(?:\d{1,2}[ -])?([a-z]{3,9})\.?[ -]'?(\d{4}|\d{2})", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"(\d{4})-(\d{2})(-\d{2}.*)?")
_DAY_FIRST = re.compile(r"\d{1,2}[/.](\d{1,2})[/.](\d{4})")
# A count of reviews never comes near it, and a longer number may be somebody's own.
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of a table.

    Attributes:
        place: where it stands, for example "row 7".
        label: what it is called, as typed, so it may be anything; a date is given as year and month.
        counts: by column; a column without a readable count is left out.
        month: (year, month) where the label is a month.
        group: what else the row is of, in words that stand before its label: an ICB that has a row each month.
    """

    place: str
    label: str
    counts: dict[str, int]
    month: tuple[int, int] | None
    group: str = ""

    @property
    def is_total(self) -> bool:
        """Whether the row says of itself that it is a total."""
        return self.month is None and bool(_TOTAL.search(self.label))

    @property
    def shown(self) -> str:
        """The row as a message names it."""
        return name_shown(self.label, self.place)


@dataclass(frozen=True, slots=True)
class TypedTable:
    """One table.

    Attributes:
        name: as a message names it.
        rows: in order.
        has_not_stated: whether it counts reviews whose status is not stated in a column of its own.
    """

    name: str
    rows: tuple[TypedRow, ...]
    has_not_stated: bool = False

    @property
    def is_months(self) -> bool:
        """Whether it has a row a month, which do not add up to anything."""
        return bool(self.rows) and all(row.month or row.is_total for row in self.rows)

    @property
    def is_whole_months(self) -> bool:
        """Whether its months are those of the whole, and not of one group after the other."""
        return self.is_months and len({row.group for row in self.rows if row.month}) <= 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold counts."""
        return (*COLUMNS, NOT_STATED) if self.has_not_stated else COLUMNS

    @property
    def unread(self) -> Iterator[tuple[TypedRow, str]]:
        """Each place of a count where none could be read."""
        return ((row, column) for row in self.rows for column in self.columns if column not in row.counts)


def name_shown(name: str, otherwise: str) -> str:
    """A name as a message may show it: one that holds personal details, or is long, is told by its place.

    >>> name_shown("DHR Child", "row 3"), name_shown("of 07700 900123", "row 4")  # made up
    ('DHR Child', 'row 4 (name withheld)')
    """
    text = " ".join(name.split())
    if not text:
        return otherwise
    if len(text) > 80 or find_pid(text) or find_pid_in_identifier(text):
        return f"{otherwise} (name withheld)"
    return text


def count_in(value: object, *, or_change: bool = False) -> int | None:
    """The count in a cell, if it holds one; in a bridge also what a step takes away.

    >>> count_in(178.0), count_in("1,204"), count_in("<5"), count_in(""), count_in(1.5), count_in(-3)
    (178, 1204, None, None, None, None)
    >>> count_in(-3.0, or_change=True), count_in("-1,204", or_change=True), count_in(3, or_change=True)
    (-3, -1204, 3)
    """
    if or_change and str(value).strip().startswith("-"):
        taken = count_in(str(value).strip().removeprefix("-").removesuffix(".0"))
        return None if taken is None else -taken
    if isinstance(value, bool) or is_blank(value):
        return None
    if isinstance(value, int | float):
        return int(value) if 0 <= value < _MOST and value == int(value) else None
    text = str(value).strip()
    if not (_COUNT.fullmatch(text) and text.isascii()) or len(text) > 10:
        return None
    number = int(text.replace(",", ""))
    return number if number < _MOST else None


def month_in(value: object) -> tuple[int, int] | None:
    """The year and month that a label is, if it is one.

    >>> month_in("2024-10"), month_in("31 October 2024"), month_in("Oct-24"), month_in("31/10/2024"), month_in("SAR")
    ((2024, 10), (2024, 10), (2024, 10), (2024, 10), None)
    """
    if isinstance(value, date):
        return value.year, value.month
    text = str(value).strip()
    found: tuple[int, int] | None = None
    if numbered := _NUMBERED_MONTH.fullmatch(text):
        found = int(numbered[1]), int(numbered[2])
    elif day_first := _DAY_FIRST.fullmatch(text):
        found = int(day_first[2]), int(day_first[1])
    elif (worded := _WORDED_MONTH.fullmatch(text)) and worded[1][:3].casefold() in _MONTHS:
        found = int(worded[2]) % 100 + 2000, _MONTHS.index(worded[1][:3].casefold()) + 1
    return found if found and 1 <= found[1] <= 12 else None
