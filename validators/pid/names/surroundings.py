"""A word and what stands right around it: what several parts of the search for names ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from validators.pid import cues
from validators.pid.name_lists import Likeness, NameLists
from validators.pid.worded import WordedText

__all__ = ["GIVEN", "NAMING", "NEAR", "NEVER", "YEAR", "Surroundings", "bare"]

NEVER = -9.0
GIVEN = (Likeness.GIVEN, Likeness.GIVEN_WORD, Likeness.GIVEN_RARE)
NAMING = 2.6
_TITLE, _TITLE_OF_ANYBODY = 3.2, 4.2

_BESIDE = re.compile(r"[ .]{1,2}")
# As in "Reder and Duncan (1999)": when somebody wrote something.
YEAR = re.compile(r"(?:,? [A-Z]\.)*,? [(\[]?(?:19|20)[0-9]{2}[a-z]?[)\],:;]")
NEAR = re.compile(r"(?: |, | ?[:=-] ?|: ?\n?)")
_WRAPPING = str.maketrans("", "", "()\"'\u201c\u201d")


def bare(gap: str) -> str:
    """What stands between two words, without the brackets and quotation marks around one of them."""
    return gap if len(gap) < 2 else gap.translate(_WRAPPING)


@dataclass(slots=True)  # Not frozen, like `WordedText`: one is made of nearly every text.
class Surroundings:
    """The words of a text, what the lists know of them, and what stands before each."""

    words: WordedText = field(repr=False)
    known: NameLists = field(repr=False)
    text: str = field(repr=False)

    def likeness(self, index: int) -> Likeness:
        """What the lists say of a word."""
        return self.known.likeness(self.words.plain[index])

    def titled(self, index: int) -> float:
        """How much a title right before a word speaks for a name: "Mrs", "PC"."""
        if index == 0:
            return 0.0
        before, written = self.words.plain[index - 1], self.words.written[index - 1]
        if before not in cues.TITLES or not _BESIDE.fullmatch(bare(self.words.gaps[index])):
            return 0.0
        if before in cues.TITLES_OF_ANYBODY:
            if before == "miss" and written.islower():
                return _TITLE if self.known.likeness(self.words.plain[index]) > Likeness.UNKNOWN else 0.0
            capital = self.words.written[index][0].isupper() and not self.words.flat
            return _TITLE_OF_ANYBODY if capital else _TITLE
        likeness = self.known.likeness(self.words.plain[index])
        if before in ("pc", "dc", "ds", "di") and written.islower() and likeness <= Likeness.UNKNOWN:
            return 0.0
        return _TITLE if likeness > Likeness.WORD else 0.0

    def naming(self, index: int) -> float:
        """How much a word of naming right before speaks for a name: "called", "named", "my name is"."""
        words = self.words
        if index == 0:
            return 0.0
        before = words.plain[index - 1]
        introduced = index > 1 and (words.plain[index - 2], before) in cues.INTRODUCTIONS
        if not (introduced or before in cues.NAMINGS) or not NEAR.fullmatch(bare(words.gaps[index])):
            return 0.0
        if not introduced:
            for back in range(max(0, index - 4), index - 1):
                if words.plain[back] in cues.THINGS:
                    return 0.0
        return NAMING

    def is_called(self, index: int) -> bool:
        """Whether a title or a word of naming stands right before."""
        return self.titled(index) > 0 or self.naming(index) > 0

    def is_person_word(self, index: int) -> bool:
        """Whether a word says who somebody is: a relation, a role, or a title that is one."""
        word = self.words.plain[index]
        return (
            word in cues.RELATIONS or word in cues.ROLES or (word in cues.TITLES and word not in cues.TITLES_OF_ANYBODY)
        )

    def follows_relation(self, index: int) -> bool:
        """Whether a relation or a title stands right before: "sister", "Mr"."""
        before = self.words.plain[index - 1] if index else ""
        return self.words.gaps[index] == " " and (before in cues.RELATIONS or before in cues.TITLES)

    def is_head(self, index: int, *, owned: bool) -> bool:
        """Whether a word makes a place, a law or an illness of the name before it; "Aisha's school" stays Aisha's."""
        known, word = self.known, self.words.plain[index]
        if word in known.eponym_heads:
            return True
        if word in known.heads:
            return not owned or (self.words.written[index][0].isupper() and not self.words.flat)
        return word in known.capital_heads and self.words.written[index][0].isupper() and not self.words.flat
