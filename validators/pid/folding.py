"""A text folded for matching (plain digits, spaces and dashes, nothing invisible), with the way back.

People paste from letters, web pages and clinical systems: full-width digits, non-breaking spaces, typographic dashes,
zero-width and control characters must not hide a number. Every folded character knows the one that it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from validators.pid.withholding import NOTICE

__all__ = ["FoldedText", "fold", "is_shown_otherwise"]

_UNUSUAL = re.compile(r"[^\t\n\x20-\x7e]")
_BY_HAND = {
    "\u2212": "-",
    "\u2044": "/",
    "\u2215": "/",
    "\u2018": "'",
    "\u2019": "'",
    "\u2800": " ",
    # Ends of lines of other programs, and what old systems part fields with.
    **dict.fromkeys("\r\x0b\x0c\x85", "\n"),
    **dict.fromkeys("\x1c\x1d\x1e\x1f", " "),
}
# A mark that is set over or through the character before it.
_MARK = re.compile(r"[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# The second half of a line's end; what stands for a lost or an unknown character within a number.
_NEEDLESS = re.compile(r"\r(?=\n)|(?<=[0-9])[\ufffc\ufffd\ue000-\uf8ff\ud800-\udfff]+(?=[0-9])")
# What stands between these signs is shown from its end to its beginning.
_BACKWARDS_BEGINS = "\u202e"
_BACKWARDS = re.compile(_BACKWARDS_BEGINS + "([^\u202a-\u202e\u2066-\u2069\n\r\u2029]*)")
# Blank or joining characters that Unicode does not class as format characters.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\ufffe\uffff")
_FOLD_BY_CATEGORY = {"Cc": "", "Cf": "", "Me": "", "Pd": "-", "Zs": " ", "Zl": "\n", "Zp": "\n"}
# A raised figure is a footnote mark and a fraction is a measure: neither continues the number before it.
_MARKS = ("<super>", "<sub>", "<fraction>")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The folded text and, unless each character stayed in its place, the origin of each of its characters."""

    text: str = field(repr=False)
    origins: tuple[int, ...] | None = field(repr=False)

    def place_in_original(self, start: int, end: int) -> tuple[int, int]:
        """Translate a place in the folded text to the text as given.

        >>> fold("no. 9\u200b9").place_in_original(4, 6)
        (4, 7)
        """
        if self.origins is None:
            return start, end
        places = self.origins[start:end]
        return min(places), max(places) + 1


def is_shown_otherwise(text: str) -> bool:
    """Whether a part of a text is shown backwards, so that it reads otherwise than it is written."""
    return _BACKWARDS_BEGINS in text


def fold(text: str, *, as_shown: bool = False) -> FoldedText:
    """Fold a text for matching.

    Args:
        text: the text.
        as_shown: whether the characters are put into the order in which they are shown.

    >>> fold("\u202e321 00\u202c.", as_shown=True).text
    '00 123.'
    >>> fold("０７７００\u00a0900\u2011123").text  # made up
    '07700 900-123'
    """
    unusual = set(_UNUSUAL.findall(text)) if not (text.isascii() and text.isprintable()) else None
    if not unusual:
        return FoldedText(text, None)
    folds = {character: _folded(character) for character in unusual}
    needless = list(_needless(text))
    if all(len(folded) == 1 for folded in folds.values()) and not needless and not as_shown:
        return FoldedText(text.translate({ord(character): folded for character, folded in folds.items()}), None)
    pieces = [folds.get(character, character) for character in text]
    for place in needless:
        pieces[place] = ""
    order = _as_shown(text) if as_shown else range(len(text))
    origins = tuple(origin for origin in order for _ in pieces[origin])
    return FoldedText("".join(pieces[origin] for origin in order), origins)


def _needless(text: str) -> Iterator[int]:
    """The places of what is no character of its own; a mark that makes a letter stays, as an accent does."""
    for found in _NEEDLESS.finditer(text):
        yield from range(*found.span())
    for found in _MARK.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if len(unicodedata.normalize("NFC", before + found[0])) != 1:
            yield found.start()


def _as_shown(text: str) -> list[int]:
    """The places of a text in the order in which they are shown; what we put in the place of PID is read as written."""
    order = list(range(len(text)))
    for found in _BACKWARDS.finditer(text):
        start, end = found.span(1)
        order[start:end] = reversed(order[start:end])
        for notice in NOTICE.finditer(text, start, end):
            first, last = start + end - notice.end(), start + end - notice.start()
            order[first:last] = reversed(order[first:last])
    return order


@cache
def _folded(character: str) -> str:
    if character in _BY_HAND:
        return _BY_HAND[character]
    if character in _INVISIBLE or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return ""
    by_category = _FOLD_BY_CATEGORY.get(unicodedata.category(character))
    if by_category is not None:
        return by_category
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.decomposition(character).startswith(_MARKS):
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 or folded.isalnum() else character
