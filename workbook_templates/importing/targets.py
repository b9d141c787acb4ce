"""What a column of an older spreadsheet can become, and how like its header is to what people call that."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib import resources

from validators.case_review import COLUMNS

__all__ = [
    "AGE",
    "CARRY",
    "CONVERTED",
    "IDENTIFIER",
    "LEARNING",
    "LEAVE_OUT",
    "PEOPLE",
    "TARGETS",
    "THEMES",
    "Target",
    "data_file",
    "header_likeness",
    "header_words",
]

THEMES, LEARNING = "Themes", "Learning"
IDENTIFIER = "Identifier"
PEOPLE, AGE, CONVERTED = "Adult or child", "Age", "Converted"
CARRY, LEAVE_OUT = "carry", "leave out"
"""What a column can become besides: kept under its own header at the right end; or not taken, at the user's word."""

# Columns of the template that a column of one's own fills together with others.
_SLOTS = frozenset(f"{family} {slot}" for family in (THEMES[:-1], LEARNING) for slot in (1, 2, 3))
_IDENTIFIER_TYPES = ("StEIS", "LFPSE", "Local", "Home Office", "National Panel", "Other")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can become.

    Attributes:
        name: what the user reads and writes in the mapping file.
        kind: the template column's kind, or themes, learning, identifier, hint, personal.
        vocabulary: of its terms, or None.
        identifier_type: the type that the header itself tells.
        takes_several: whether several columns can become it.
    """

    name: str
    kind: str
    vocabulary: str | None = None
    identifier_type: str | None = None
    takes_several: bool = False


def _all_targets() -> dict[str, Target]:
    own = [
        Target(each.header, each.kind, each.vocabulary, takes_several=each.kind == "text")
        for each in COLUMNS
        if each.header not in _SLOTS
    ]
    families = [
        Target(THEMES, "themes", "themes", takes_several=True),
        Target(LEARNING, "learning", "learning", takes_several=True),
        Target(IDENTIFIER, "identifier", takes_several=True),
        *(
            Target(f"{IDENTIFIER}: {each}", "identifier", identifier_type=each, takes_several=True)
            for each in _IDENTIFIER_TYPES
        ),
    ]
    hints = [Target(name, "hint") for name in (PEOPLE, AGE, CONVERTED)]
    personal = Target(LEAVE_OUT, "personal", takes_several=True)
    return {target.name: target for target in (*own, *families, *hints, personal)}


TARGETS: Mapping[str, Target] = _all_targets()
"""Name to target: the template's, then what tells a type without a column of its own, then what is personal."""


def data_file(name: str) -> Mapping[str, object]:
    """One of the TOML files that ship beside this module."""
    source = resources.files("workbook_templates.importing") / "data" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


_WORD = re.compile(r"[a-z0-9]+")
# "Theme1" and "OrgLearning", but not "StEIS".
_RUN_TOGETHER = re.compile(r"(?<=[A-Za-z]{3})(?=\d)|(?<=[a-z]{2})(?=[A-Z][a-z])")
_SAME_WORD = {
    "number": "no", "num": "no", "nos": "no", "nr": "no", "reference": "ref", "desig": "designated", "prof":
    "professional", "dt": "date", "identification": "id", "cyps": "cyp", "categories": "category",
    "summaries": "summary", "agencies": "agency", "bodies": "body", "authorities": "authority", "learnt": "learned",
    "organizational": "organisational", "organization": "organisation",
}  # fmt: skip
_SMALL_WORDS = frozenset(
    {"of", "the", "a", "an", "in", "for", "to", "is", "if", "and", "by", "please", "any", "was", "at", "or", "s"}
    | {"dd", "mm", "yy", "yyyy", "ddmmyyyy", "eg", "ie"}
)
_KEPT_AS_THEY_ARE = frozenset({"status", "ics", "csp", "press", "synopsis", "process", "precis", "address", "progress"})


@lru_cache(maxsize=20_000)
def header_words(text: str) -> tuple[str, ...]:
    """The words of a header that tell what it is.

    >>> header_words("Date of Incident (dd/mm/yyyy)"), header_words("StEIS No.") == header_words("STEIS number")
    (('date', 'incident'), True)
    """
    plain = (
        _RUN_TOGETHER.sub(" ", text)
        .casefold()
        .replace("#", " no ")
        .replace("'", "")
        .replace("’", "")
        .replace("steis", " steis ")
    )
    found = [_one_word(word) for word in _WORD.findall(plain)]
    return tuple(word for word in found if word not in _SMALL_WORDS) or tuple(found)


def _one_word(word: str) -> str:
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    if len(word) > 3 and word.endswith("s") and word not in _KEPT_AS_THEY_ARE and not word.endswith("ss"):
        return _SAME_WORD.get(word[:-1], word[:-1])
    return word


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to call a column; a weak one says little by itself."""

    target: str
    words: tuple[str, ...]
    weight: float


_WEAK, _SURE = 0.7, 1.0


@cache
def _names() -> tuple[_Name, ...]:
    listed = data_file("header_names.toml")
    own = [_Name(each.header, header_words(each.header), _SURE) for each in COLUMNS if each.header not in _SLOTS]
    for target, names in listed.items():
        if target not in TARGETS or not isinstance(names, list):
            raise ValueError(target)
        own += [_Name(target, header_words(name), _WEAK if name.endswith("?") else _SURE) for name in names]
    return tuple(own)


@cache
def _names_by_words() -> Mapping[frozenset[str], tuple[_Name, ...]]:
    by_words: dict[frozenset[str], tuple[_Name, ...]] = {}
    for name in _names():
        key = frozenset(name.words)
        by_words[key] = (*by_words.get(key, ()), name)
    return by_words


_LONGEST_HEADER = 80
_LEAST = 0.3
# A name that a header contains, or a part of one, is less than the name itself; a likeness by letters less again.
_PART = 0.85
_WITHOUT_BRACKETS = 0.97
_ALTERNATIVE = 0.9
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ALTERNATIVES = re.compile(r"\s*(?:/|\bor\b|&|\band\b|\s[-–]\s)\s*", re.IGNORECASE)
_CONTAINED = 0.77
_BY_LETTERS = 0.95
# "catagory" is like category at 0.88; "opened" and closed reach 0.5.
_LIKE_ENOUGH = 0.8
# Words that many headers share: they make no header like another by themselves.
_GENERAL_WORDS = frozenset(
    {"no", "name", "date", "type", "ref", "id", "case", "review", "status", "detail", "lead", "report", "record"}
    | {"current", "last", "day", "time", "other", "key", "main", "information", "title", "y", "n", "yes"}
)


@lru_cache(maxsize=20_000)
def header_likeness(text: str, *, exactly: bool = False) -> Mapping[str, float]:
    """How like a header is to each target, from 0 to 1; targets that it is not like at all are left out.

    Args:
        text: the header.
        exactly: look for names word for word and no others: quick, for looking for the row of headers.

    >>> header_likeness("Date of death")["Incident date"], header_likeness("Borough/LA")["Borough or local authority"]
    (1.0, 1.0)
    >>> 0.7 < header_likeness("Abuse catagory")["Themes"] < 0.95
    True
    """
    if len(text) > _LONGEST_HEADER:
        return {}
    words = header_words(text)
    if not words:
        return {}
    found = _named(text)
    if (plain := _IN_BRACKETS.sub(" ", text)) != text:
        for target, likeness in _named(plain).items():
            found[target] = max(found.get(target, 0.0), _WITHOUT_BRACKETS * likeness)
    if (alternative := _alternatives(plain)) and alternative not in found:
        found[alternative] = _ALTERNATIVE
    if exactly:
        return found
    for name in _names():
        likeness = _likeness(words, name.words) * name.weight
        if likeness > max(_LEAST, found.get(name.target, 0)):
            found[name.target] = likeness
    return found


def _named(text: str) -> dict[str, float]:
    """The targets that people call so, word for word."""
    found: dict[str, float] = {}
    for name in _names_by_words().get(frozenset(header_words(text)), ()):
        found[name.target] = max(found.get(name.target, 0), name.weight)
    return found


def _alternatives(text: str) -> str | None:
    """The one target that the alternatives of a header name, as in "Comments/Notes"."""
    parts = _ALTERNATIVES.split(text)
    named = {max(found, key=lambda target: found[target]) for part in parts if (found := _named(part))}
    return named.pop() if len(parts) > 1 and len(named) == 1 else None


def _likeness(words: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How much of the one is in the other, both ways; a word that only looks like another counts a little less."""
    shared = telling = 0.0
    for word in set(name):
        same = 1.0 if word in words else max((_word_likeness(word, other) for other in words), default=0.0)
        shared += same
        telling += same if word not in _GENERAL_WORDS and not word.isdigit() else 0.0
    if not telling:
        return 0.0
    likeness = _PART * 2 * shared / (len(set(words)) + len(set(name)))
    if len(name) > 1 and shared > len(set(name)) - 0.5:
        likeness = max(likeness, _CONTAINED)
    if len(set(words)) == len(set(name)) and shared > len(set(name)) - 0.5:
        likeness = max(likeness, _BY_LETTERS * shared / len(set(name)))
    return likeness


@lru_cache(maxsize=200_000)
def _word_likeness(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 5:
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _LIKE_ENOUGH or matcher.quick_ratio() < _LIKE_ENOUGH:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _LIKE_ENOUGH else 0.0
