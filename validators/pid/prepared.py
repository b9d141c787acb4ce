"""A text prepared for the finders: folded, its groups of digits known, and what column it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from validators.pid.spans import Span

__all__ = ["WITHHELD", "Finder", "PreparedText"]

# Stands for what is already found: no pattern takes it for a letter, a digit or a separator.
WITHHELD = "\x00"

_DIGITS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_SMALL_LETTERS_ALONE = str.maketrans({sign: sign.lower() if sign.isalpha() else " " for sign in map(chr, range(128))})
# Nine digits or more with little between them: the shortest number of a person or a phone.
_LONG_NUMBER = re.compile(r"[0-9](?:[^0-9A-Za-z]{0,4}[0-9]){8,}")
# Longer than any label with the few words that may follow it.
_LABEL_REACH = 40
# An incident has its own reference, and that is no person's number.
_INCIDENT_REFERENCE = re.compile(
    r"(?<![a-z])(?:crime|cad|datix|steis|lfpse|incident|cris|merlin|ulysses)"
    r"(?:[\s.:#-]{1,3}(?:ref|reference|no|num|number|id|log)){0,2}[\s.:#-]{0,4}$",
    re.IGNORECASE | re.ASCII,
)


class PreparedText:
    """What a finder reads. Its spans are places in `text`, the folded text.

    What is worked out of the text is worked out when a finder first asks, because most texts are searched for names
    alone, and those ask for none of it.
    """

    def __init__(self, text: str, *, in_identifier: bool) -> None:
        self.text = text
        self.in_identifier = in_identifier

    @cached_property
    def small(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @cached_property
    def figures(self) -> int:
        """How many figures it has."""
        return sum(map(self.text.count, "0123456789"))

    @cached_property
    def digit_groups(self) -> tuple[tuple[int, int], ...]:
        """The places of the groups of digits that stand close enough together to be a long number."""
        return tuple(
            group.span()
            for number in _LONG_NUMBER.finditer(self.text)
            for group in _DIGITS.finditer(self.text, number.start(), number.end())
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Its runs of plain letters, in small letters: whether a finder has anything to look for is known at once."""
        if self.text.isascii():
            return frozenset(self.text.translate(_SMALL_LETTERS_ALONE).split())
        return frozenset(" ".join(_LETTERS.findall(self.text)).lower().split())

    def has_label(self, label: re.Pattern[str], position: int) -> bool:
        """Whether `label`, a pattern that ends in `$`, stands right before a position."""
        return label.search(self.text[max(0, position - _LABEL_REACH) : position]) is not None

    def is_incident_reference(self, position: int) -> bool:
        """Whether the number at a position is announced as a crime, CAD, Datix, StEIS or LFPSE reference."""
        return self.has_label(_INCIDENT_REFERENCE, position)

    def touches_letter(self, start: int, end: int) -> bool:
        """Whether a letter stands right before or right after a place, as in a code that mixes both."""
        return self.text[max(0, start - 1) : start].isalpha() or self.text[end : end + 1].isalpha()

    def runs_from(self, first: int, gap: re.Pattern[str], *, longest: int) -> Iterator[tuple[int, str]]:
        """Read on from a group of digits over gaps that `gap` matches, as long as there are at most `longest` digits.

        Yields:
            The index of the last group of the run, and all digits of the run.
        """
        start, end = self.digit_groups[first]
        digits = self.text[start:end] if end - start <= longest else ""
        last = first
        while digits:
            yield last, digits
            last += 1
            if last == len(self.digit_groups):
                return
            start, next_end = self.digit_groups[last]
            if len(digits) + next_end - start > longest or not gap.fullmatch(self.text, end, start):
                return
            digits += self.text[start:next_end]
            end = next_end

    def without(self, spans: Iterable[Span]) -> PreparedText:
        """The same text with what is already found blanked out; every place stays."""
        pieces: list[str] = []
        end = 0
        for span in spans:
            pieces += (self.text[end : span.start], WITHHELD * (span.end - span.start))
            end = span.end
        return PreparedText("".join((*pieces, self.text[end:])), in_identifier=self.in_identifier)


Finder = Callable[[PreparedText], Iterable[Span]]
