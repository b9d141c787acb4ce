"""Ages that a text states: "aged 3", "15-year-old", "six weeks old"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Age", "find_ages", "find_own_ages", "has_figure"]

_IN_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_IN_WORDS.split(), start=1)}
_NUMBER = rf"(?:1[01]\d|\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:years?|yrs?|y|months?|mths?|weeks?|wks?|days?)"
_AGE = re.compile(
    rf"""
    \b(?:aged|age\ of|age)[ :]{{1,2}}
        (?P<number>{_NUMBER})\b (?:[ -]?(?P<unit>{_UNIT})\b)? (?!\s?[-–/]\s?\d|\ (?:to|or)\ \d)
    | \b(?P<number_old>{_NUMBER})[ -]?(?P<unit_old>{_UNIT})(?:[ -]old|[ -]of[ -]age|[/.]?o)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?;\n]")
_WORD = re.compile(r"\w+")

_WORDS_BEFORE = 4
_WORDS_AFTER = 2
_OTHER_PEOPLE = re.compile(
    r"\b(?:siblings?|brothers?|sisters?|twins?|cousins?|nieces?|nephews?|sons?|daughters?|children|bab(?:y|ies)|infants?|"
    r"toddlers?|friends?|partner|boyfriend|girlfriend|perpetrators?|suspects?|witness(?:es)?|mother|father|parents?)\b"
)
_EARLIER = re.compile(r"\b(?:since|from|when|until|previously|earlier|known|history)\b")
_AT = re.compile(r"\bat\b")
_DEATH = re.compile(r"\b(?:died|dead|death|killed|murdered)\b")


_FIGURES = "0123456789"
_ANY_FIGURE = re.compile(r"\d")


def has_figure(text: str) -> bool:
    """Whether a text has any figure, as few have: seen much sooner than a date or an age is looked for.

    >>> has_figure("Child A, aged 14"), has_figure("Child A")
    (True, False)
    """
    if not text.isascii():
        return _ANY_FIGURE.search(text) is not None
    for figure in _FIGURES:  # noqa: SIM110 - a plain loop, because this is asked of every text
        if figure in text:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a text: where it stands, and in whole years (0 for months, weeks and days below a year)."""

    start: int
    end: int
    years: int


def find_ages(text: str) -> Iterator[Age]:
    """Find stated ages; a range of ages is none.

    >>> [age.years for age in find_ages("A 15-year-old, a baby of six weeks old, and a man aged 40; aged 3 to 5")]
    [15, 0, 40]
    """
    for match in _AGE.finditer(text):
        number = (match["number"] or match["number_old"]).casefold()
        unit = (match["unit"] or match["unit_old"] or "years").casefold()
        amount = _NUMBERS[number] if number in _NUMBERS else int(number)
        yield Age(match.start(), match.end(), _in_years(amount, unit))


def _in_years(amount: int, unit: str) -> int:
    if unit.startswith("y"):
        return amount
    return amount // 12 if unit.startswith("m") else 0


def find_own_ages(text: str) -> Iterator[Age]:
    """Find the ages that seem to be those of the person whom the text is about, at the time it tells of.

    An age is left out when one of the few words around it speaks of somebody else (a brother, the boyfriend) or of
    earlier years ("known to services since the age of 9"; "at the age of 9" unless it tells of the death).

    >>> [age.years for age in find_own_ages("Child A, aged 15, lived with her brother, aged 9.")]
    [15]
    """
    for age in find_ages(text):
        before = " ".join(_WORD.findall(_SENTENCE_END.split(text[: age.start])[-1].casefold())[-_WORDS_BEFORE:])
        after = " ".join(_WORD.findall(_SENTENCE_END.split(text[age.end :])[0].casefold())[:_WORDS_AFTER])
        is_earlier = _EARLIER.search(before) or (_AT.search(before) and not _DEATH.search(before))
        if not is_earlier and not _OTHER_PEOPLE.search(f"{before} {after}"):
            yield age
