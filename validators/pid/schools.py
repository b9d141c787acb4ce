"""A school with a class or year: together they point to thirty children, where the school alone points to hundreds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.cues import word_set
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_schools"]

_FLAGS = re.IGNORECASE | re.ASCII
_NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
_CLASS = (
    rf"(?:(?:years?|yr|y)\s?-?(?:1[0-3]|[1-9]|{_NUMBERS})(?:\s?[a-z])?|(?:class|form|tutor\sgroup|set)\s(?:1[0-3]|[1-9])\s?[a-z]{{0,2}}|"
    rf"reception(?:\sclass)?|nursery\sclass|(?:1[0-3]|[1-9])[a-z]{{1,2}})(?![a-z0-9])"
)
_KIND = (
    r"(?:(?:r\.?c\.?|c\.?\s?of\s?e\.?|ce|catholic|community|free|voluntary\saided|special|church\sof\sengland)\s)?"
    r"(?:(?:primary|infants?|juniors?|secondary|high|grammar|comprehensive|prep(?:aratory)?|boys'?|girls'?|nursery|free|special|community|middle|upper|lower)"
    r"(?:\s(?:and\snursery\s)?(?:school|academy|college))?|school|academy|college|sixth\sform)(?![a-z])"
)
_WORD = r"[a-z][a-z'.\-]{0,23}"
_NAME = rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,3}}?)"
_CLASS_THEN_SCHOOL = re.compile(
    rf"(?<![a-z0-9]){_CLASS}(?:\s(?:pupil|student|child|class|boy|girl|teacher)s?)?(?:\s(?:at|of|in|from)\s|,\s|\s?\()(?:the\s)?{_NAME}\s{_KIND}",
    _FLAGS,
)
_SCHOOL_THEN_CLASS = re.compile(
    rf"(?<![a-z0-9'\-]){_NAME}\s{_KIND}(?:,\s?|\s?\(|\s-\s|:\s|\s(?:in\s)?)(?:in\s)?{_CLASS}", _FLAGS
)
# Both patterns have a class in them, with no letter or figure before it: most texts about schools name none.
_A_CLASS = re.compile(rf"(?<![a-z0-9]){_CLASS}", _FLAGS)
# Every kind has one of these.
_KINDS = word_set("""
    school academy college sixth primary infant infants junior juniors secondary high grammar comprehensive prep
    preparatory boys girls nursery free special community middle upper lower
    """)
_SIGNS = (
    *("school", "academy", "college", "primary", "infant", "junior", "secondary", "high", "grammar", "prep", "nursery"),
    "sixth",
)
# Every class begins with one of these words, glued to a number in words or not, or is a figure with a letter.
_CLASSES = word_set("year years yr y class form tutor set reception nursery")
_GLUED = ("year", "yr", *(f"y{number}" for number in _NUMBERS.split("|")))
_BY_FIGURE = re.compile(r"[0-9][A-Za-z]")
_NO_NAME = word_set("""
    a an the his her their my our your this that some any all each every local mainstream special new old
    previous current same another different at of in to from for on with and or by was is were has had been
    attends attended attending missed missing refused refusing misses avoiding avoided changed changing
    skipped without lost starts starting when then but because while after before until since now still not
    never only also went goes going did does start end out back off poor low joined left started moved
    excluded secondary primary infant junior high grammar nursery royal independent private boarding
    alternative residential in-borough out-of-borough which where who no
    """)


def find_schools(prepared: PreparedText) -> Iterator[Span]:
    """Find a school named together with a class or year; the span holds both."""
    if prepared.in_identifier or _KINDS.isdisjoint(prepared.words) or not _is_any_in(_SIGNS, prepared.small):
        return
    if not _may_name_a_class(prepared) or not _A_CLASS.search(prepared.text):
        return
    for place in _CLASS_THEN_SCHOOL.finditer(prepared.text):
        if not _NO_NAME.intersection(place["name"].lower().split()):
            yield Span(*place.span(), Kind.OTHER, Confidence.POSSIBLE)
    for place in _SCHOOL_THEN_CLASS.finditer(prepared.text):
        named = _named_from(place)
        if named is not None:
            yield Span(named, place.end(), Kind.OTHER, Confidence.POSSIBLE)


def _may_name_a_class(prepared: PreparedText) -> bool:
    return (
        not _CLASSES.isdisjoint(prepared.words)
        or _BY_FIGURE.search(prepared.text) is not None
        or _is_any_in(_GLUED, prepared.small)
    )


def _is_any_in(signs: tuple[str, ...], small: str) -> bool:
    # A plain loop, because this is asked of nearly every text with a figure.
    for sign in signs:  # noqa: SIM110
        if sign in small:
            return True
    return False


def _named_from(place: re.Match[str]) -> int | None:
    """Where the name of the school begins: after the last word before it that is none of a name."""
    start = place.start()
    for word in re.finditer(r"\S+", place["name"]):
        # "J's school": a pseudonym names none.
        if word[0].lower() in _NO_NAME or len(word[0].removesuffix("'s")) == 1:
            start = place.start() + word.end() + 1
    return start if start < place.end("name") else None
