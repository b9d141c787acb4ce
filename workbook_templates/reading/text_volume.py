"""How much text a workbook lays out in its cells: a shared text stands once in the file and in any number of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from workbook_templates.reading import refusals

__all__ = ["refuse_too_much_text"]

_MOST_CHARACTERS = 50_000_000
_TEXT_BEGINS = re.compile(rb"<(?:[\w.-]+:)?si[\s>]")
_OF_A_SHARED_TEXT = re.compile(
    rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?t\s*=\s*["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})\s*<"""
)
_AS_PROGRAMS_WRITE_IT = re.compile(rb't="s"><v>([0-9]{1,9})<')


def refuse_too_much_text(shared: bytes, sheets: Sequence[bytes], *, most: int = _MOST_CHARACTERS) -> None:
    """Refuse sheets that would lay out more text than can be held in memory.

    Args:
        shared: the XML of the shared texts.
        sheets: the XML of each sheet.
        most: so many characters may be laid out.

    Raises:
        FileFault: they would.
    """
    cells = sum(sheet.count(sign) for sheet in sheets for sign in (b'"s"', b"'s'"))
    if cells * len(shared) <= most:
        return
    starts = [found.start() for found in _TEXT_BEGINS.finditer(shared)]
    lengths = [end - start for start, end in pairwise([*starts, len(shared)])]
    if cells * max(lengths, default=0) <= most:
        return
    # Only now is each cell looked at.
    counted = Counter(chain.from_iterable(map(_shared_texts_in, sheets)))
    laid_out = ((int(number), times) for number, times in counted.items())
    if sum(lengths[number] * times for number, times in laid_out if number < len(lengths)) > most:
        raise refusals.too_much_text(most)


def _shared_texts_in(sheet: bytes) -> list[bytes]:
    """The number of the text of each cell that has one."""
    found = _AS_PROGRAMS_WRITE_IT.findall(sheet)
    if len(found) < sheet.count(b'"s"') + sheet.count(b"'s'"):
        found = _OF_A_SHARED_TEXT.findall(sheet)
    return found
