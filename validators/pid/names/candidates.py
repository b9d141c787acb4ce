"""Which words of a text may be a name, and which of them stand together as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid import cues
from validators.pid.name_lists import Likeness
from validators.pid.names.surroundings import GIVEN, YEAR, Surroundings

__all__ = ["Candidates"]

_BETWEEN_NAMES = re.compile(r" {1,2}|-|'")
_AFTER_INITIAL = re.compile(r"\.? {0,2}|-")
_SURNAME_FIRST = re.compile(r", ?")
_CAPITAL_WITHIN = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Al|El|Fitz|.')?.[^A-Z]*(?:'.[^A-Z]*)*")


class Candidates:
    """The runs of words in a text that may be names, in order."""

    def __init__(self, at: Surroundings) -> None:
        self.at = at
        self.allowed = self._allowed()

    def _allowed(self) -> set[int]:
        """Words that are part of an allowed phrase, unless a strong cue stands before it."""
        plain, phrases = self.at.words.plain, self.at.known.phrases
        allowed: set[int] = set()
        if True in self.at.words.possessive:
            for index, word in enumerate(plain):
                if self.at.words.possessive[index] and word in self.at.known.owners and not self.at.is_called(index):
                    allowed.add(index)
        following = [*plain[1:], ""]
        for index, word in enumerate(plain):
            if word in phrases:
                begun = phrases[word]
                for phrase in (*begun.get("", ()), *begun.get(following[index], ())):
                    end = index + len(phrase)
                    if plain[index:end] == phrase and not self.at.is_called(index):
                        allowed.update(range(index, end))
        return allowed

    def _is_candidate(self, index: int) -> bool:
        word = self.at.words.plain[index]
        if len(word) < 2 or index in self.allowed or (len(word) == 2 and self.at.words.written[index].islower()):
            return False
        written = self.at.words.written[index]
        if word in self.at.known.harmless:
            titled = self.at.titled(index) > 0
            return (titled and not written.islower()) or self._is_common_name(index)
        if written in self.at.known.ordinary:
            return self.at.follows_relation(index) or self.at.is_called(index)
        if word in cues.TITLES_OF_ANYBODY or self.at.words.in_link(index):
            return False
        if (
            written.isupper()
            and not self.at.words.flat
            and len(word) <= 3
            and not (len(word) == 3 and self.at.titled(index))
        ):
            return False
        if written in self.at.known.acronyms or not _CAPITAL_WITHIN.fullmatch(
            written.capitalize() if written.isupper() else written
        ):
            return False
        return not (index and self.at.words.gaps[index] in ("_", "\\", "=", "#"))

    def runs(self) -> Iterator[tuple[int, int]]:
        """Candidates that stand together, with initials before and between them."""
        reached = 0
        for index in self._worth_a_look():
            if index < reached or not self._is_candidate(index):
                continue
            first = last = index
            while first and self._is_initial(first - 1) and _AFTER_INITIAL.fullmatch(self.at.words.gaps[first]):
                first -= 1
            if first and self._begins_name(first - 1, first):
                first -= 1
            while first > 1 and self.at.words.plain[first - 1] in cues.PARTICLES and self.at.words.gaps[first] == " ":
                if not (self.at.titled(first - 1) or self.at.words.plain[first - 2] in cues.PARTICLES):
                    break
                first -= 1
            following = self._next(last)
            while following is not None:
                last = following
                following = self._next(last)
            yield first, last
            reached = last + 1

    def _worth_a_look(self) -> list[int]:
        """All words but those that are surely no candidates: for speed, most words are."""
        plain = self.at.words.plain
        worth = set(plain).difference(self.at.known.harmless)
        worth |= self.at.known.common_given.intersection(plain)
        titled = not cues.TITLES.isdisjoint(plain)
        return [
            index
            for index, word in enumerate(plain)
            if word in worth or (titled and index and plain[index - 1] in cues.TITLES)
        ]

    def _next(self, last: int) -> int | None:
        """The word that continues the name after `last`."""
        following = last + 1
        if following >= len(self.at.words.plain) or self.at.words.possessive[last]:
            return None
        gap = self.at.words.gaps[following]
        if gap == " " or _BETWEEN_NAMES.fullmatch(gap):
            if self._is_ordinary_after(last, following):
                return None
            if self._is_candidate(following) or self._ends_name(last, following) or self._is_second_half(following):
                return following
            if self._ends_as_initial(last, following):
                return following
            if self.at.words.plain[following] in cues.PARTICLES or self._is_initial(following):
                beyond = following + 1
                if beyond < len(self.at.words.plain) and self._is_candidate(beyond):
                    joint = _AFTER_INITIAL if self._is_initial(following) else _BETWEEN_NAMES
                    if joint.fullmatch(self.at.words.gaps[beyond]):
                        return beyond
            return None
        if _SURNAME_FIRST.fullmatch(gap) and (
            self._is_surname_first(last, following) or self._is_initial_after_surname(last, following)
        ):
            return following
        return None

    def _is_ordinary_after(self, last: int, following: int) -> bool:
        """Whether a word in small letters after one with a capital is but a word: "Christian faith"."""
        word_likeness = (Likeness.GIVEN_WORD, Likeness.FAMILY_WORD)
        return (
            self.at.words.written[last].istitle()
            and self.at.words.written[following].islower()
            and self.at.likeness(following) in word_likeness
        )

    def _is_initial_after_surname(self, last: int, following: int) -> bool:
        """As in "Szczepanski, P."."""
        words = self.at.words
        return (
            self._is_initial(following)
            and words.gaps[following + 1].startswith(".")
            and words.written[last].istitle()
            and len(words.plain[last]) > 3
            and words.plain[last] not in self.at.known.places
            and not YEAR.match(self.at.text, words.ends[last])
            and not (last and words.gaps[last] == " " and self._is_candidate(last - 1))
        )

    def _is_common_name(self, index: int) -> bool:
        """Whether a common word with a capital of its own is a name by what stands around it: "her sister Comfort"."""
        words = self.at.words
        if words.plain[index] not in self.at.known.common_given or words.flat or not words.written[index].istitle():
            return False
        if self.at.is_head(index, owned=False) or words.begins(index):
            return False
        following = index + 1
        verb = (
            following < len(words.plain)
            and words.gaps[following] == " "
            and words.plain[following] in cues.PERSON_VERBS
        )
        return self.at.follows_relation(index) or (verb and words.plain[following] not in cues.COPULAS)

    def _ends_name(self, last: int, following: int) -> bool:
        """Whether a common word is the surname to a first name before it: "Rebecca Long"."""
        word = self.at.words.plain[following]
        town = word in self.at.known.towns and self.at.likeness(last) in (Likeness.GIVEN, Likeness.GIVEN_RARE)
        return (
            (word in self.at.known.common_surnames or (town and self.at.words.plain[last] not in self.at.known.places))
            and not self.at.words.flat
            and self.at.words.written[following].istitle()
            and self.at.likeness(last) in GIVEN
            and self.at.words.written[last].istitle()
            and not self.at.is_head(following, owned=False)
        )

    def _ends_as_initial(self, last: int, following: int) -> bool:
        """Whether a single letter ends the name of somebody: "Adeleke T"."""
        words = self.at.words
        beyond = following + 1
        return (
            words.gaps[following] == " "
            and self._is_initial(following)
            and not words.flat
            and words.written[last].istitle()
            and self.at.likeness(last) > Likeness.GIVEN_WORD
            and words.plain[last] not in self.at.known.places
            and not (beyond < len(words.plain) and words.gaps[beyond] in (" ", ". ") and self._is_candidate(beyond))
            and not (words.gaps[beyond][:1] not in (" ", ".", ",", ")", "") and words.gaps[beyond] != "")
        )

    def _is_second_half(self, index: int) -> bool:
        """Whether a short word is the second half of a double name: "Phuc-An"."""
        words = self.at.words
        return (
            words.gaps[index] == "-"
            and words.written[index].istitle()
            and len(words.plain[index]) <= 3
            and not words.flat
        )

    def _begins_name(self, index: int, first: int) -> bool:
        """Whether a common word is the first name to a surname after it: "Comfort Asante"."""
        return (
            self.at.words.plain[index] in self.at.known.common_given
            and not self.at.words.flat
            and self.at.words.written[index].istitle()
            and self.at.words.gaps[first] == " "
            and self.at.likeness(first) is not Likeness.WORD
            and self.at.words.plain[first] not in cues.MONTHS
            and self.at.words.plain[first] not in self.at.known.places
            and self.at.words.written[first].istitle()
        )

    def _is_initial(self, index: int) -> bool:
        written = self.at.words.written[index]
        if len(written) != 1 or self.at.words.possessive[index]:
            return False
        if not written.isupper() and not self.at.words.gaps[index + 1].startswith("."):
            return False
        start = self.at.words.starts[index]
        return not self.at.text[max(0, start - 1) : start].isdigit()

    def _is_surname_first(self, last: int, following: int) -> bool:
        """As in "KHAN, Aisha": the first in capitals or known as a surname, the second a first name that is none."""
        if not self._is_candidate(following) or (
            last and self._is_candidate(last - 1) and self.at.words.gaps[last] == " "
        ):
            return False
        known = self.at.known
        surname, given = self.at.words.plain[last], self.at.words.plain[following]
        capitals = self.at.words.written[last].isupper() and not self.at.words.flat and len(surname) > 2
        listed = known.likeness(surname) in (Likeness.FAMILY, Likeness.FAMILY_RARE)
        return capitals or (listed and known.likeness(given) in GIVEN and known.likeness(surname) not in GIVEN)
