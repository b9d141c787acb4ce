"""What speaks against a person: a place, an organisation, a law, an illness, a pseudonym."""

from __future__ import annotations

import re

from validators.pid import cues
from validators.pid.cues import word_set
from validators.pid.name_lists import Likeness
from validators.pid.names.surroundings import NEAR, NEVER, YEAR, Surroundings, bare

__all__ = ["Against"]

_DETERMINED, _CITED, _BESIDE_A_THING = -1.5, -3.0, -1.2
_AT_A_PLACE, _CAPITAL_AFTER, _CAPITAL_BEFORE = -1.2, -1.5, -0.5
_LONGEST_LIST = 9
_LIST_SIGNS = (", ", "; ", "/", " / ", " & ", "\n")
_ET_AL = re.compile(r",? et al\b")
_PSEUDONYM = re.compile(
    r"\W{0,3}(?:which )?(?:(?:is |was )?(?:published under )?"
    r"(?:an? |the |that |this |his |her |their )?(?:agreed |chosen )?pseudonym"
    r"|(?:is |was )?not (?:his|her|their) real name)",
    re.I,
)
_PSEUDONYM_BEFORE = re.compile(r"pseudonyms?(?: of| is| was| for \w+ is| name)?\W{1,3}$", re.I)
_BEFORE_MONTH = word_set(
    "in on since until by from of late early mid to between during and for before after end last next this"
)


class Against:
    """What a text says against its candidates; `allowed` are the words of allowed phrases, which are things."""

    def __init__(self, at: Surroundings, *, allowed: set[int]) -> None:
        self.at = at
        self.allowed = allowed
        self.shares_heads = not at.known.heads_of_several.isdisjoint(at.words.plain)
        self.tells_pseudonym = _tells_pseudonym(at.text)

    def _is_thing_named(self, first: int) -> bool:
        """Whether "called" before a name with a head noun is not about a person: "a house called Hope Lodge"."""
        if self.at.titled(first) or not self.at.naming(first):
            return False
        return not any(self.at.is_person_word(back) for back in range(max(0, first - 4), first))

    def is_thing(self, first: int, last: int) -> bool:
        """Whether what speaks against a name holds against a strong cue before it as well."""
        return (
            self._is_thing_named(first)
            or self.at.words.plain[first - 1] in cues.HONORIFICS
            or self._is_pseudonym(self.at.words.starts[first], self.at.words.ends[last])
        )

    def weight(self, first: int, last: int) -> float:
        """What speaks for a place, an organisation, a law or an illness."""
        words = self.at.words
        start, end = words.starts[first], words.ends[last]
        spaced = last + 1 < len(words.plain) and words.gaps[last + 1] == " "
        if self._is_thing_in_itself(first, last) or self._is_pseudonym(start, end):
            return NEVER
        if (not spaced or words.plain[last + 1] == "et") and _ET_AL.match(self.at.text, end):
            return NEVER
        if words.plain[last] in cues.MONTHS and self.at.text[end:][:2].strip()[:1].isdigit():
            return NEVER
        if self._shares_head(last):
            return NEVER
        weight = self._against_after(last) + self._against_before(first, last)
        if first == last:
            # An initial may stand before the year.
            if (not spaced or len(words.plain[last + 1]) == 1) and YEAR.match(self.at.text, end):
                weight += _CITED
            weight += self._against_beside(first)
        return max(weight, NEVER)

    def _shares_head(self, last: int) -> bool:
        """Whether a list goes on to one noun for all: "Ash, Oak and Willow wards"."""
        words = self.at.words
        if not self.shares_heads or words.flat or words.possessive[last]:
            return False
        for index in range(last + 1, min(last + _LONGEST_LIST, len(words.plain))):
            if words.gaps[index] not in (" ", ", ", " & ", "-", "/"):
                return False
            if words.plain[index] in self.at.known.heads_of_several:
                return True
            if not (words.written[index][0].isupper() or words.plain[index] in ("and", "or", "the", "health", "of")):
                return False
        return False

    def _against_beside(self, index: int) -> float:
        """What a list says of a word in it: beside "Noonan", "Turner" is no person."""
        words = self.at.words
        weight = 0.0
        before, after = self._beside(index, -1), self._beside(index, 1)
        for beside in (before, after):
            if beside is not None and self._is_thing_beside(beside):
                weight += _BESIDE_A_THING
        if index and words.plain[index - 1] in cues.ANIMALS and NEAR.fullmatch(bare(words.gaps[index])):
            return NEVER
        return weight

    def _beside(self, index: int, step: int) -> int | None:
        """The word that a list puts before or after another."""
        words = self.at.words
        beside = index + step
        if not 0 <= beside < len(words.plain):
            return None
        gap = words.gaps[max(index, beside)]
        if gap in _LIST_SIGNS:
            return beside
        if gap == " " and words.plain[beside] in ("and", "or"):
            beyond = beside + step
            return beyond if 0 <= beyond < len(words.plain) and words.gaps[max(beside, beyond)] == " " else None
        return None

    def _is_thing_beside(self, index: int) -> bool:
        """Whether a word is known as a thing with a name: an allowed phrase, or a noun that nobody is called."""
        words = self.at.words
        return index in self.allowed or (
            words.plain[index] in self.at.known.nouns and words.written[index].istitle() and not words.flat
        )

    def _is_thing_in_itself(self, first: int, last: int) -> bool:
        """Whether a run of several words has the noun of a place in it: "Whipps Tower", "St Helier"."""
        words = self.at.words
        return last > first and (
            words.plain[first] in ("st", "saint")
            or words.plain[last] in self.at.known.heads
            or (
                self.at.is_head(last, owned=False)
                and self.at.likeness(first) not in (Likeness.GIVEN, Likeness.GIVEN_RARE)
            )
        )

    def _against_after(self, last: int) -> float:
        words = self.at.words
        weight = 0.0
        following = last + 1
        while following < min(len(words.plain), last + 4) and words.gaps[following] in (" ", "-", " & "):
            after, written = words.plain[following], words.written[following]
            if self.at.is_head(following, owned=words.possessive[last]):
                return NEVER
            if not written[0].isupper() or after in cues.PERSON_VERBS or after in cues.RELATIONS:
                break
            if (
                following == last + 1
                and not words.flat
                and after in self.at.known.harmless
                and len(after) > 1
                and not written.isupper()
            ):
                weight += _CAPITAL_AFTER
            following += 1
        return weight

    def _against_before(self, first: int, last: int) -> float:
        words = self.at.words
        if first == 0 or words.gaps[first] not in (" ", "-"):
            return 0.0
        before = words.plain[first - 1]
        capital = words.written[first - 1][0].isupper() and not words.flat
        if before in ("st", "saint") or (capital and before in cues.HEADS_BEFORE):
            return NEVER
        if first == last and words.plain[first] in cues.MONTHS and before in _BEFORE_MONTH:
            return NEVER
        if before in cues.DETERMINERS:
            return 0.0 if self._has_affair(last) else _DETERMINED
        moved = before in ("to", "from") and first > 1 and words.plain[first - 2] in cues.MOTIONS
        if (before in cues.PLACE_PREPOSITIONS or moved) and not words.possessive[last]:
            return _AT_A_PLACE
        titled = capital and len(before) > 1 and before in self.at.known.harmless and not words.begins(first - 1)
        return _CAPITAL_BEFORE if titled and before not in cues.RELATIONS and before not in cues.ROLES else 0.0

    def _has_affair(self, last: int) -> bool:
        """Whether a family or a case follows, as in "the Okafor family"."""
        following = last + 1
        return (
            following < len(self.at.words.plain)
            and bare(self.at.words.gaps[following]).lstrip(";") == " "
            and self.at.words.plain[following] in cues.AFFAIRS
        )

    def _is_pseudonym(self, start: int, end: int) -> bool:
        """Whether the text itself says so: "Joe (a pseudonym)", "the pseudonym Daisy"."""
        return self.tells_pseudonym and (
            _PSEUDONYM.match(self.at.text, end) is not None
            or _PSEUDONYM_BEFORE.search(self.at.text, max(0, start - 40), start) is not None
        )


def _tells_pseudonym(text: str) -> bool:
    small = text.lower()
    return "pseudonym" in small or "real name" in small
