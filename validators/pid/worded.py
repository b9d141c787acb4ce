"""A text parted into its words, as the person layer reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter

from validators.pid.cues import word_set
from validators.pid.name_lists import plain
from validators.pid.prepared import WITHHELD

__all__ = ["WordedText", "part"]

_ASCII_WORD = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*)")
# The whole word is a group, so that `split` keeps it. Combining accents belong to their letter.
_WORD = re.compile(r"([^\W\d_][\u0300-\u036f]*(?:(?:[^\W\d_]|')[\u0300-\u036f]*)*(?<!'))")
# In these everything is part of an address or a link.
_RUN = re.compile(r"\S+")
_LINK = re.compile(
    r"://|www\.|@|\\|(?<=\S)\.(?:co|com|org|net|gov|nhs|ac|uk|pdf|docx?|xlsx?|csv|html?)(?![A-Za-z])", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.:](?![0-9])|[!?\n\r\t;\u2022*|>]|(?:^|\s)-|- ")
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof rev st cllr sgt insp det supt no ref approx incl eg ie vs etc tel dob nee c"
)


@dataclass(slots=True)  # Not frozen: one is made of nearly every text, and freezing costs half as much as all of it.
class WordedText:
    """The words of a text: where each stands, how it is written, and its plain small letters.

    `starts` and `ends` are without a possessive ending; `gaps[i]` is what stands before word `i`, the last one what
    stands after all of them.
    """

    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    written: list[str] = field(repr=False)
    plain: list[str] = field(repr=False)
    gaps: list[str] = field(repr=False)
    possessive: list[bool] = field(repr=False)
    linked: list[tuple[int, int]] = field(repr=False)
    flat: bool

    def begins(self, index: int) -> bool:
        """Whether a word begins a sentence, a line or an item of a list."""
        gap = self.gaps[index]
        if index == 0:
            # A figure or something withheld before it begins the text instead.
            return (
                not any(sign.isdigit() or sign in (WITHHELD, "]") for sign in gap)
                or _SENTENCE_END.search(gap) is not None
            )
        if not _SENTENCE_END.search(gap):
            return False
        before = self.plain[index - 1]
        return not (gap.startswith(".") and (len(before) == 1 or before in _ABBREVIATIONS))

    def is_ascii(self, first: int, last: int) -> bool:
        """Whether words are written in plain letters alone."""
        return all(word.isascii() for word in self.written[first : last + 1])

    def in_link(self, index: int) -> bool:
        """Whether a word is part of an e-mail address, a link or a path."""
        if not self.linked:
            return False
        # Links stand apart and in order: only the last that begins up to here can hold it.
        before = bisect_right(self.linked, self.starts[index], key=itemgetter(0))
        return before > 0 and self.ends[index] <= self.linked[before - 1][1]


def part(text: str) -> WordedText:
    """Part a folded text into its words.

    >>> words = part("Grace's mother, J. O'Brien")
    >>> words.written, words.gaps
    (['Grace', 'mother', 'J', "O'Brien"], ['', ' ', ', ', '. ', ''])
    """
    plain_letters, apostrophes = text.isascii(), "'" in text
    pieces = (_ASCII_WORD if plain_letters else _WORD).split(text)
    # Between the pieces: where each word begins and ends. What splits them is a group, and so every second piece.
    places = list(accumulate(map(len, pieces)))
    written, gaps = pieces[1::2], pieces[::2]
    starts, ends = places[:-1:2], places[1::2]
    possessive = [False] * len(written)
    if apostrophes:
        for index, word in enumerate(written):
            if word.endswith(("'s", "'S")):
                written[index], possessive[index] = word[:-2], True
                ends[index] -= 2
    small = list(map(plain if apostrophes or not plain_letters else str.lower, written))
    # What stands in the place of PID has letters of its own.
    flat = text.isupper()
    linked = _linked(text) if _may_link(text) else []
    return WordedText(starts, ends, written, small, gaps, possessive, linked, flat)


def _linked(text: str) -> list[tuple[int, int]]:
    """Where links stand: run by run, because one pattern over a cell without a space would take its length squared."""
    return [run.span() for run in _RUN.finditer(text) if _LINK.search(text, *run.span())]


def _may_link(text: str) -> bool:
    return "@" in text or "/" in text or "\\" in text or "www." in text or ".uk" in text
