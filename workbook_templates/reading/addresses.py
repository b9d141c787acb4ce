"""Addresses of cells as Excel writes them: rows and columns are counted from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Area", "column_letters", "column_number", "parse_area", "parse_reference"]

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; a single cell begins and ends at the same place."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def column_number(letters: str) -> int:
    """Count a column from 1.

    >>> column_number("A"), column_number("AQ"), column_number("XFD")
    (1, 43, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Name a column.

    >>> column_letters(1), column_letters(43), column_letters(16384)
    ('A', 'AQ', 'XFD')
    """
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def parse_area(text: str) -> Area | None:
    """Read an address such as A4:AP504, or None when it is none.

    >>> parse_area("$A$4:$AP$504")
    Area(first_row=4, first_column=1, last_row=504, last_column=42)
    """
    found = _AREA.fullmatch(text.strip())
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1])
    return Area(row, column, int(found[4] or row), column_number(found[3]) if found[3] else column)


def parse_reference(formula: str) -> tuple[str, Area] | None:
    """Read what a defined name refers to as sheet and area, or None when it refers to no cells of this workbook.

    >>> parse_reference("'Your ICB'!$C$5")
    ('Your ICB', Area(first_row=5, first_column=3, last_row=5, last_column=3))
    >>> parse_reference("'Ours, not Tom''s'!A1")[0]
    "Ours, not Tom's"
    >>> parse_reference("#REF!") is parse_reference("[1]Lists!$A$1") is parse_reference("'[1]Our lists'!$A$1") is None
    True
    """
    found = _REFERENCE.fullmatch(formula.strip().removeprefix("="))
    area = parse_area(found[3]) if found else None
    if found is None or area is None:
        return None
    sheet = found[1].replace("''", "'") if found[1] else found[2]
    return None if "[" in sheet else (sheet, area)
