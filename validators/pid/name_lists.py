"""The lists of names, words and places, and what each says of one word."""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import resources

from validators.pid.cues import NAMINGS, RELATIONS, ROLES, TITLES, TITLES_OF_ANYBODY, word_set

__all__ = ["Likeness", "NameLists", "lists", "plain"]

_GZIP = 31  # zlib's window bits for a gzip file


class Likeness(IntEnum):
    """What the lists say of a word; of several the surest."""

    WORD = 0
    UNKNOWN = 1
    FAMILY_WORD = 2
    GIVEN_WORD = 3
    FAMILY_RARE = 4
    GIVEN_RARE = 5
    FAMILY = 6
    GIVEN = 7


@dataclass(frozen=True, slots=True)
class NameLists:
    """What is known of words, all in plain small letters.

    `harmless` are words that name nobody, however they are written (`words` those of the dictionary, `nouns` those
    with a capital); of them `common_surnames` ("Rebecca Long") and `towns` ("Callie Ramsbottom") may end a name,
    and `common_given` may begin one ("Comfort Asante"). `ordinary` are names that in small letters are an ordinary
    word of nearly every note ("will", "mark"). `places` are names of places and of people. `phrases` are by
    their first word and their second ('' where there is none). `owners` are harmless with their "'s" alone
    ("Parkinson's").
    """

    names: dict[str, Likeness] = field(repr=False)
    harmless: set[str] = field(repr=False)
    words: frozenset[str] = field(repr=False)
    nouns: frozenset[str] = field(repr=False)
    ordinary: set[str] = field(repr=False)
    towns: set[str] = field(repr=False)
    places: set[str] = field(repr=False)
    phrases: dict[str, dict[str, list[list[str]]]] = field(repr=False)
    owners: set[str] = field(repr=False)
    heads: frozenset[str] = field(repr=False)
    capital_heads: frozenset[str] = field(repr=False)
    heads_of_several: frozenset[str] = field(repr=False)
    eponym_heads: frozenset[str] = field(repr=False)
    acronyms: frozenset[str] = field(repr=False)
    endings: tuple[str, ...] = field(repr=False)
    common_surnames: frozenset[str] = field(repr=False)
    common_given: frozenset[str] = field(repr=False)

    def likeness(self, word: str) -> Likeness:
        """What the lists say of a word in plain small letters."""
        return Likeness.WORD if word in self.harmless else self.names.get(word, Likeness.UNKNOWN)


def plain(word: str) -> str:
    """Small letters without accents and apostrophes, as the lists have them.

    >>> plain("D'Souza"), plain("Zo\u00eb")
    ('dsouza', 'zoe')
    """
    word = word.lower().replace("'", "")
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


# How the groups of the file of names follow each other.
_GROUPS = (
    Likeness.GIVEN,
    Likeness.GIVEN_RARE,
    Likeness.FAMILY,
    Likeness.FAMILY_RARE,
    Likeness.GIVEN_WORD,
    Likeness.FAMILY_WORD,
)


@cache
def lists() -> NameLists:
    """Read the lists, once and only when a text asks for them."""
    *name_groups, common_surnames, common_given = _groups("names.txt.gz")
    groups = dict(zip(_GROUPS, name_groups, strict=True))
    names = {name: likeness for likeness in sorted(groups) for name in groups[likeness]}
    word_list, noun_list = _groups("words.txt.gz")
    words, nouns = frozenset(word_list), frozenset(noun_list)
    allowed = _allowed()
    towns = _read("places.txt").decode("ascii").splitlines()
    lone_towns = {town for town in towns if " " not in town}
    # A name of people first of all, as Beverley, is a place only where the file of allowed words says so.
    towns_named = {town for town in lone_towns if names.get(town, Likeness.GIVEN) is not Likeness.GIVEN}
    towns_alone = lone_towns.difference(names)
    allowed_words = _words(list(map(plain, allowed["words"])))
    places = (towns_named - allowed_words) | _words(allowed["places that are names"])
    namings = (NAMINGS | RELATIONS | ROLES | TITLES).difference(names)
    # In place, here and above: a check of one return would notice each copy of so many words.
    harmless = set(words)
    harmless.update(nouns, towns_alone, allowed_words, namings)
    harmless.difference_update(places, TITLES_OF_ANYBODY)
    owners = {plain(line.removesuffix("'s")) for line in allowed["phrases"] if line.endswith("'s") and " " not in line}
    phrases: dict[str, dict[str, list[list[str]]]] = {}
    lines = (line for line in allowed["phrases"] if not line.endswith("'s") or " " in line)
    for phrase in (*map(_phrase, lines), *(town.split() for town in towns if " " in town)):
        phrases.setdefault(phrase[0], {}).setdefault(phrase[1] if len(phrase) > 1 else "", []).append(phrase)
    return NameLists(
        names=names,
        harmless=harmless,
        words=words,
        nouns=nouns.union(towns_alone, allowed_words - words),
        ordinary={*groups[Likeness.GIVEN_WORD], *groups[Likeness.FAMILY_WORD]} - _LOOKED_AT,
        towns=towns_alone - allowed_words,
        places=places,
        phrases=phrases,
        owners=owners,
        heads=_words(allowed["heads"]),
        capital_heads=_words(allowed["heads with a capital"]),
        heads_of_several=_words(allowed["heads of several"]),
        eponym_heads=_words(allowed["heads of eponyms"]),
        acronyms=_words(allowed["acronyms"]),
        endings=tuple(sorted(_words(allowed["endings"]))),
        common_surnames=frozenset(common_surnames),
        common_given=frozenset(common_given) - allowed_words,
    )


def _read(name: str) -> bytes:
    return resources.files("validators.pid").joinpath("data", name).read_bytes()


def _groups(name: str) -> list[list[str]]:
    return [line.split() for line in zlib.decompress(_read(name), _GZIP).decode("ascii").splitlines()]


def _allowed() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in _read("allowed.txt").decode("utf-8").splitlines():
        if line.startswith("["):
            entries = sections.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            entries.append(line.strip())
    return sections


def _words(lines: list[str]) -> frozenset[str]:
    return word_set(" ".join(lines))


def _phrase(line: str) -> list[str]:
    """The words of a phrase as a text is parted: hyphens part them, and a possessive ending is dropped."""
    return [plain(word.removesuffix("'s")) for word in line.lower().replace("-", " ").split()]


# Names that in small letters are nearly always the ordinary word: "will", "may", "mark". A first name that is a rarer
# word ("grace", "jasmine") is looked at even in small letters.
_LOOKED_AT = word_set("""
        amber basil bob carol cherry crystal daisy dawn ebony eve faith fern flora frank ginny grace harry
    hazel heather holly iris ivy
    jack jade jasmine jay joy ken kitty lee lily maria martin maverick melody mercy mike misty molly nick olive paddy
    pearl penny peter piers poppy primrose robin rose rosemary ruby saffron sally sapphire sherry summer verity victor
    viola violet willow
    """)
