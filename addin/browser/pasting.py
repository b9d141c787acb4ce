"""Rows as a spreadsheet takes them from the clipboard."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["pasted"]

_QUOTED = ("\t", "\n", "\r", '"')


def pasted(rows: Iterable[Iterable[str]]) -> str:
    r"""Rows as tabs and line ends; a cell that holds one of those, or begins with a quotation mark, is quoted.

    >>> pasted([["1", "two\nlines"], ["2", ""]])
    '1\t"two\nlines"\r\n2\t'
    """
    return "\r\n".join("\t".join(map(_cell, row)) for row in rows)


def _cell(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if any(mark in text for mark in _QUOTED) else text
