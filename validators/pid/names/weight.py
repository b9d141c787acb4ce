"""How much a word by itself speaks for a name: by what the lists say of it and by how it is written."""

from __future__ import annotations

from enum import IntEnum

from validators.pid import cues
from validators.pid.name_lists import Likeness
from validators.pid.names.surroundings import NEVER, Surroundings

__all__ = ["weight_of"]


class _Case(IntEnum):
    CAPITAL = 0
    FIRST = 1  # a capital that the beginning of a sentence explains
    SMALL = 2  # or a text all in capitals: letters say nothing
    CAPITALS = 3  # in a text that has small letters


# How much a word alone speaks for a name, by what the lists say and how it is written (in the order of _Case).
_WEIGHTS = {
    Likeness.GIVEN: (3.0, 2.6, 2.2, 2.2),
    Likeness.GIVEN_RARE: (2.0, 1.4, 0.8, 0.8),
    Likeness.FAMILY: (2.0, 1.4, 1.3, 1.4),
    Likeness.FAMILY_RARE: (1.6, 1.0, 0.5, 0.8),
    Likeness.GIVEN_WORD: (1.7, 0.2, -0.6, 0.0),
    Likeness.FAMILY_WORD: (0.5, -0.5, -1.2, -0.5),
    Likeness.UNKNOWN: (0.9, 0.2, -0.3, -0.8),
    Likeness.WORD: (-2.0, -2.5, -2.5, -3.0),
}
_MONTH = (0.4, 0.2, -2.0, -1.0)
_COMMON = 0.4
_PLACE = -3.0
_ENDS_AS_A_THING = 1.5
# Longer ones would take long, and are no word at all.
_LONGEST_MISSPELT = 20


def weight_of(at: Surroundings, index: int, *, cued: bool) -> float:
    """The weight of one word of a candidate; `cued` where a title or a word of naming stands before all of it."""
    words = at.words
    word, case = words.plain[index], _case(at, index, cued=cued)
    if word in cues.PARTICLES and index and words.gaps[index + 1] in (" ", "-"):
        return 0.0
    if not cued:
        if word in cues.MONTHS:
            return _MONTH[case]
        if word in at.known.harmless and (
            word in at.known.common_surnames or word in at.known.common_given or word in at.known.towns
        ):
            return _COMMON
        if len(word) <= 2 and words.flat:
            return NEVER
    likeness = at.likeness(index)
    weight = _WEIGHTS[likeness][case]
    if word in at.known.places:
        weight += 0 if cued or at.follows_relation(index) else _PLACE
    if likeness is Likeness.UNKNOWN and len(word) <= 3 and not (case is _Case.CAPITAL and at.follows_relation(index)):
        weight -= 1.0
    elif likeness is Likeness.UNKNOWN and (word.endswith(at.known.endings) or _is_misspelt(at, word)):
        weight -= _ENDS_AS_A_THING
    return weight


def _case(at: Surroundings, index: int, *, cued: bool) -> _Case:
    """How a word is written; capitals tell no more than one capital does beside a cue or after a first name."""
    words, written = at.words, at.words.written[index]
    if words.flat or written.islower():
        return _Case.SMALL
    if len(written) > 1 and written.isupper():
        is_surname = len(written) > 3 and (cued or _follows_first_name(at, index))
        return _Case.CAPITAL if is_surname else _Case.CAPITALS
    return _Case.FIRST if words.begins(index) else _Case.CAPITAL


def _follows_first_name(at: Surroundings, index: int) -> bool:
    """Whether a word in capitals stands after one that is not: "Feven GHEBREMEDHIN"."""
    words = at.words
    return (
        index > 0
        and words.gaps[index] == " "
        and words.written[index - 1].istitle()
        and at.likeness(index - 1) is not Likeness.WORD
    )


def _is_misspelt(at: Surroundings, word: str) -> bool:
    """Whether two neighbouring letters changed places, or one is there twice, in an ordinary word: "pateint"."""
    if not 4 <= len(word) <= _LONGEST_MISSPELT:
        return False
    words = at.known.words
    # A plain loop, because this is asked of every word that no list knows.
    for place in range(len(word) - 1):
        left, right = word[place], word[place + 1]
        if word[:place] + (left if left == right else right + left) + word[place + 2 :] in words:
            return True
    return False
