"""A text folded for matching (plain digits, spaces and dashes, nothing invisible), with the way back.

People paste from letters, web pages and clinical systems: full-width digits, non-breaking spaces, typographic dashes
and zero-width characters must not hide a number. Each character is folded alone, so that every folded character
knows the one that it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

__all__ = ["FoldedText", "fold"]

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BY_HAND = {"\u2212": "-", "\u2044": "/", "\u2215": "/", "\u2018": "'", "\u2019": "'", "\x85": "\n"}
# Blank or joining characters that Unicode does not class as format characters.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
_FOLD_BY_CATEGORY = {"Cf": "", "Me": "", "Pd": "-", "Zs": " ", "Zl": "\n", "Zp": "\n"}
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
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> FoldedText:
    """Fold a text for matching.

    >>> fold("０７７００\u00a0900\u2011123").text  # made up
    '07700 900-123'
    """
    if text.isascii():
        return FoldedText(text, None)
    folds = {character: _folded(character) for character in set(_BEYOND_ASCII.findall(text))}
    if all(len(folded) == 1 for folded in folds.values()):
        return FoldedText(text.translate({ord(character): folded for character, folded in folds.items()}), None)
    pieces = [folds.get(character, character) for character in text]
    origins = tuple(origin for origin, piece in enumerate(pieces) for _ in piece)
    return FoldedText("".join(pieces), origins)


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
