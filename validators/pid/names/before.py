"""What stands before a name and speaks for a person: a title, a relation, a label, "called", "spoke to"."""

from __future__ import annotations

import re

from validators.pid import cues
from validators.pid.names.surroundings import NAMING, NEAR, Surroundings, bare

__all__ = ["cue_before"]

_LABEL, _RELATION, _BESIDE_RELATION, _GREETING, _CONTACT, _BY = 1.8, 1.6, 1.4, 1.2, 1.3, 0.4
_REVIEW, _SIGNED = 1.2, 1.9
_LABELLED = re.compile(r"\s?(?::|=| -)\s?")


def cue_before(at: Surroundings, first: int) -> tuple[float, bool]:
    """What stands before a name, and whether it is a strong cue."""
    words = at.words
    if first == 0:
        return 0.0, False
    title = at.titled(first)
    if title:
        return title, True
    naming = at.naming(first)
    if naming:
        return naming, True
    wrapped, before = words.gaps[first], words.plain[first - 1]
    gap = bare(wrapped)
    if before in cues.LABELS and _LABELLED.fullmatch(gap):
        return (NAMING if before.endswith(("name", "names", "alias")) else _LABEL), True
    if before in cues.GREETINGS and "\n" in gap and gap.strip(" \n,.") == "":
        return _SIGNED, False
    if (gap != " " and not NEAR.fullmatch(gap)) or words.possessive[first - 1]:
        return 0.0, False
    if before in ("is", "was", "are", "were") and first > 1 and gap == " ":
        return (_CONTACT, False) if at.is_person_word(first - 2) else (0.0, False)
    if at.is_person_word(first - 1):
        return (_LABEL if ":" in gap or "=" in gap else _RELATION if wrapped == " " else _BESIDE_RELATION), True
    if before in cues.GREETINGS:
        return _GREETING, False
    if gap == " ":
        return _contact(at, first), False
    return 0.0, False


def _contact(at: Surroundings, first: int) -> float:
    """Whether the words before are about dealing with somebody: "spoke to", "rang", "death of"."""
    plain = at.words.plain
    before = plain[first - 1]
    if before in cues.CONTACTS:
        return _CONTACT
    if before in ("to", "from") and first > 1 and plain[first - 2] in cues.MOTIONS:
        return 0.0
    if before in (
        "by",
        "with",
        "to",
        "from",
        "for",
        "of",
        "about",
        "at",
        "on",
        "against",
        "towards",
        "between",
        "and",
    ):
        if first > 1 and plain[first - 2] in cues.CONTACTS_BEFORE_PREPOSITION and before != "and":
            return _CONTACT
        return _BY if before in ("by", "with", "to", "from", "for", "and") else 0.0
    if before in cues.REVIEWS and at.words.written[first - 1].isupper() and not at.words.flat:
        return _REVIEW
    return 0.0
