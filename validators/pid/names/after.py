"""What stands after a name and speaks for a person: an age, a verb, what somebody has."""

from __future__ import annotations

import re

from validators.pid import cues
from validators.pid.cues import word_set
from validators.pid.name_lists import Likeness
from validators.pid.names.surroundings import Surroundings, bare

__all__ = ["weight_after"]

_VERB, _COPULA, _OWNS, _OWNS_RELATION, _AGE, _WHO, _AFFAIR = 1.8, 0.8, 0.4, 1.5, 1.8, 1.9, 1.8
_BELONGS, _SPEAKS, _RELATED, _ERRAND = 1.8, 1.8, 1.4, 0.9

_RELATION_NEXT = re.compile(r",? ?\(|,? - |, | ?/ ?|: ?")
_AGED = re.compile(
    r"(?:[,;]|\s?\(|\s-)?\s?(?:aged?\s|age:?\s)?(?:[1-9][0-9]?|1[0-1][0-9])(?:\s?(?:yrs?|years?|y/?o|months?|/12|m|f)\b|\)|,)"
    r"|\s(?:is|was)\s(?:aged\s)?(?:only\s)?(?:[1-9][0-9]?)(?=[.,;]?(?:\s[A-Zay]|$))",
    re.I,
)
_BEFORE_AGE = word_set("aged age is was")
# A date of birth in brackets, as lists have it.
_DATED = re.compile(r"\s?[(\[](?:b\.?|dob:?|born)?\s?[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)?[0-9]{2}[)\]]", re.I)
_SPEAKS_NEXT = re.compile(r""";?\s?[:,-]\s?["'\u201c]\w""")


def weight_after(at: Surroundings, last: int) -> float:
    """What stands after a name and speaks for a person."""
    words = at.words
    following = last + 1
    end = words.ends[last]
    weight = 0.0
    # After a space alone comes a word: most of them say nothing of an age, and none of them that somebody speaks.
    spaced = following < len(words.plain) and words.gaps[following] == " "
    if not spaced or words.plain[following] in _BEFORE_AGE:
        if _SPEAKS_NEXT.match(at.text, end):
            weight = _SPEAKS
        if _AGED.match(at.text, end) or _DATED.match(at.text, end):
            weight += _AGE
    if words.possessive[last]:
        return weight + _OWNS + _owned(at, following)
    if following < len(words.plain):
        if words.gaps[following] == ";'" and words.plain[following] == "s":
            return weight + _OWNS + _owned(at, following + 1)
        weight += _done(at, last, following)
        if _RELATION_NEXT.fullmatch(words.gaps[following]) and _is_told_by(at, following):
            weight += _RELATED
    return weight


def _owned(at: Surroundings, following: int) -> float:
    """What somebody has: a relation, a bedroom, injuries."""
    words = at.words
    if following >= len(words.plain):
        return 0.0
    if at.is_person_word(following):
        return _OWNS_RELATION
    gap = bare(words.gaps[following]).lstrip(";")
    belongs = gap == " " and words.plain[following] in cues.BELONGINGS and words.written[following].islower()
    return _BELONGS if belongs else 0.0


def _is_told_by(at: Surroundings, index: int) -> bool:
    """Whether a relation or a role stands here, with a word before it or none: "(team manager)"."""
    words = at.words
    return at.is_person_word(index) or (
        index + 1 < len(words.plain) and words.gaps[index + 1] == " " and words.plain[index + 1] in cues.ROLES
    )


def _is_somebodys(at: Surroundings, index: int) -> bool:
    """Whether a relation to somebody stands here: "her son", "the stepfather"."""
    words = at.words
    return (
        index + 1 < len(words.plain)
        and words.plain[index] in ("his", "her", "their", "the", "a", "my")
        and words.gaps[index] == words.gaps[index + 1] == " "
        and words.plain[index + 1] in cues.RELATIONS
    )


def _done(at: Surroundings, last: int, following: int) -> float:
    """What somebody does, is to do, or is."""
    words = at.words
    gap, after = bare(words.gaps[following]).lstrip(";"), words.plain[following]
    if gap in (" ", ", ") and after in ("who", "whose", "whom"):
        return _WHO
    if gap.strip(" ,(") == "" and after in ("aged", "dob", "nhs", "born"):
        return _AGE
    if gap != " ":
        return 0.0
    if after in cues.AFFAIRS:
        return _AFFAIR
    if after in cues.ADVERBS and _acts(at, following + 1):
        return _VERB
    if after == "to" and _has_errand(at, following):
        return _ERRAND
    if after in ("is", "was") and _is_somebodys(at, following + 1):
        return _WHO
    if after in cues.PERSON_VERBS:
        word = words.plain[last]
        thing = word in cues.ABSTRACT or word in cues.MONTHS or word in at.known.places
        return _COPULA if thing and after in cues.COPULAS else _VERB
    if after in cues.MODALS:
        return _COPULA if words.begins(last) and at.likeness(last) is Likeness.UNKNOWN else _VERB
    return 0.0


def _acts(at: Surroundings, index: int) -> bool:
    """Whether a word is what people do, and not only are."""
    words = at.words
    return (
        index < len(words.plain)
        and words.gaps[index] == " "
        and words.plain[index] in cues.PERSON_VERBS
        and words.plain[index] not in cues.COPULAS
    )


def _has_errand(at: Surroundings, to: int) -> bool:
    """Whether "to" and what somebody is to do begin here: "to chase"."""
    words = at.words
    return to + 1 < len(words.plain) and words.gaps[to + 1] == " " and words.plain[to + 1] in cues.ERRANDS
