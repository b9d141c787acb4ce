"""Rows as a spreadsheet takes them from the clipboard."""

from __future__ import annotations

from collections.abc import Iterable

from reports.cell_texts import begins_a_formula

__all__ = ["pasted", "plain"]

_QUOTED = ("\t", "\n", "\r", '"')


def pasted(rows: Iterable[Iterable[str]]) -> str:
    r"""Rows as tabs and line ends; a cell that holds one of those, or begins with a quotation mark, is quoted.

    >>> pasted([["1", "two\nlines"], ["2", ""]])
    '1\t"two\nlines"\r\n2\t'
    """
    return "\r\n".join("\t".join(map(_cell, row)) for row in rows)


def plain(text: str) -> str:
    """A text as a spreadsheet takes it for text, whatever it begins with.

    >>> plain("=1+1"), plain("Adult B")
    ("'=1+1", 'Adult B')
    """
    return f"'{text}" if begins_a_formula(text) else text


def _cell(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if any(mark in text for mark in _QUOTED) else text
