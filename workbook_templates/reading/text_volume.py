"""How much text a workbook lays out in its cells: a shared text stands once in the file and in any number of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_templates.reading import refusals

__all__ = ["refuse_too_much_text"]

_MOST_CHARACTERS = 50_000_000
_TEXT_BEGINS = re.compile(rb"<(?:[\w.-]+:)?si[\s>]")
_OF_A_SHARED_TEXT = re.compile(
    rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?t\s*=\s*["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})\s*<"""
)


def refuse_too_much_text(shared: bytes, sheets: Sequence[bytes], *, times: int = 0) -> None:
    """Refuse sheets that would lay out more text than can be held in memory.

    Args:
        shared: the XML of the shared texts.
        sheets: the XML of each sheet.
        times: how often over the texts may be laid out, where that is more than is allowed of any workbook.

    Raises:
        FileFault: they would.
    """
    most = max(_MOST_CHARACTERS, times * len(shared))
    cells = sum(sheet.count(sign) for sheet in sheets for sign in (b'"s"', b"'s'"))
    if cells * len(shared) <= most:
        return
    starts = [found.start() for found in _TEXT_BEGINS.finditer(shared)]
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(shared)], strict=True)]
    if cells * max(lengths, default=0) <= most:
        return
    # Only now is each cell looked at.
    numbers = (int(number) for sheet in sheets for number in _OF_A_SHARED_TEXT.findall(sheet))
    if sum(lengths[number] for number in numbers if number < len(lengths)) > most:
        raise refusals.too_much_text(most)
