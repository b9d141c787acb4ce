"""Texts of a CSV file, in which a spreadsheet program must not see a formula."""

from __future__ import annotations

from reports.cell_texts import in_reading_order

__all__ = ["plain_value"]

# The last four are = + - @ as they are typed on a Japanese keyboard.
_FORMULA_SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def plain_value(value: object) -> object:
    """A value as it may stand in a CSV file: an apostrophe before a text that would be taken for a formula.

    >>> plain_value("=1+1"), plain_value("-"), plain_value(-3), plain_value("Neglect")
    ("'=1+1", "'-", -3, 'Neglect')
    """
    if not isinstance(value, str):
        return value
    text = in_reading_order(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
