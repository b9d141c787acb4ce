"""Texts of a CSV file, in which a spreadsheet program must not see a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import getitem

from reports.cell_texts import in_reading_order

__all__ = ["csv_lines", "plain_value"]

# The last four are = + - @ as they are typed on a Japanese keyboard.
_FORMULA_SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_QUOTE = '"'
_ASKS_FOR_QUOTES = re.compile('[",\r\n]')
# Longer texts are seldom equal. Of a column as many different values are known as a vocabulary or a calendar has.
_LONGEST_KNOWN, _MOST_KNOWN = 60, 5_000


def plain_value(value: object) -> object:
    """A value as it may stand in a CSV file: an apostrophe before a text that would be taken for a formula.

    >>> plain_value("=1+1"), plain_value("-"), plain_value(-3), plain_value("Neglect")
    ("'=1+1", "'-", -3, 'Neglect')
    """
    if not isinstance(value, str):
        return value
    text = in_reading_order(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def csv_lines(rows: Iterable[Sequence[object]], *, columns: int) -> Iterator[str]:
    r"""Rows of at least two cells as lines of a CSV file: those of Python's `csv.writer`, in half its time.

    Most values of a long table stand in their column again and again, and each is written out once.

    Args:
        rows: their cells.
        columns: how many each has.

    >>> [*csv_lines([("a, b", None, 3), ("c", "=1", 0.5)], columns=3)]
    ['"a, b",,3\r\n', "c,'=1,0.5\r\n"]
    """
    fields = [_Fields() for _ in range(columns)]
    return (",".join(map(getitem, fields, row)) + "\r\n" for row in rows)


class _Fields(dict[object, str]):
    """The values of a column, each as it stands in the file."""

    def __missing__(self, value: object) -> str:
        text = "" if value is None else str(plain_value(value))
        field = f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _ASKS_FOR_QUOTES.search(text) else text
        # A number is none of them: 1 is equal to 1.0 and to True.
        if isinstance(value, str | date | None) and len(text) <= _LONGEST_KNOWN and len(self) < _MOST_KNOWN:
            self[value] = field
        return field
