"""A controlled vocabulary: its terms, and how a word that somebody typed becomes one of them."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

__all__ = ["Resolution", "Term", "Vocabulary", "spelling_key", "spelling_keys"]

_TYPOGRAPHIC = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"}
)
_AROUND_MARKS = re.compile(r" ?([/()-]) ?")
_AROUND_TERMS = " .,;:'\""
# With these `spelling_key` does more than to fold the case of a text; "\n" is left out, because it parts many texts.
_FOLDED_FURTHER = (
    "".join(char for char in map(chr, range(128)) if char.isspace() and char != "\n") + _AROUND_TERMS + "&"
)

# Below this a suggestion is more often wrong than right: "Neglct" reaches Neglect at 0.92, "Hanger" reaches
# Hunger at 0.83, while two unrelated themes rarely pass 0.7.
CLOSE_ENOUGH = 0.78
MOST_SUGGESTIONS = 3
# A pasted paragraph is no misspelt term, and comparing it with every term costs time.
LONGEST_TERM = 120
_MOST_KEPT = 10_000


def spelling_key(text: str) -> str:
    """Fold what may differ between two spellings of one term: case, spaces, quotes, dashes, "&" and "and".

    >>> spelling_key("  Training &  Practice Development ")
    'training and practice development'
    >>> spelling_key("CSPR Child – converted") == spelling_key("CSPR Child - Converted")
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHIC)
    elif text.isalnum():
        return text.casefold()
    words = (text.replace("&", " and ") if "&" in text else text).split()
    # Most words and references hold no space, and then there is none around a mark either.
    folded = _AROUND_MARKS.sub(r"\1", " ".join(words)) if len(words) > 1 else "".join(words)
    return folded.strip(_AROUND_TERMS).casefold()


def spelling_keys(texts: Sequence[str]) -> list[str]:
    """What `spelling_key` makes of each of many texts.

    >>> spelling_keys(["SAR-7 ", "L12"]), spelling_keys(["2024/101", "l12"])
    (['sar-7', 'l12'], ['2024/101', 'l12'])
    """
    whole = "\n".join(texts)
    if whole.isascii() and not any(char in whole for char in _FOLDED_FURTHER):
        folded = whole.casefold().split("\n")
        if len(folded) == len(texts):
            return folded
    return [spelling_key(text) for text in texts]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a vocabulary.

    Attributes:
        code: what is stored and counted.
        label: what people are shown.
        aliases: other words that are understood as this term.
        meaning: what it means, in our own words.
        valid_from: first day on which the term may be used, or None for always.
        valid_to: last day, or None for still.
        details: the vocabulary's further columns, for example a theme's group.
        is_answer: True for an answer that is no term of its own ("None of these", "Not Stated").
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    meaning: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    is_answer: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the term may be used on that day."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed word turned out to be.

    Attributes:
        term: the term meant, or None when that is not certain.
        exact: True when the word is the term's code or label, letter for letter.
        candidates: terms that may have been meant, best first, when `term` is None.
        ambiguous: True when the word names several terms ("DHR"), False when it is merely like some.
    """

    term: Term | None = None
    exact: bool = False
    candidates: tuple[Term, ...] = ()
    ambiguous: bool = False


class Vocabulary:
    """A named list of terms in their published order.

    >>> terms = [Term("Neglect", "Neglect"), Term("LAC", "LAC", ("Looked After Child",))]
    >>> themes = Vocabulary("themes", terms)
    >>> themes.resolve("looked after child").term.code
    'LAC'
    >>> [term.code for term in themes.resolve("Neglct").candidates]
    ['Neglect']
    """

    def __init__(self, name: str, terms: Iterable[Term]) -> None:
        self.name = name
        self._by_code = {term.code: term for term in terms}
        self._exact = {text: term for term in self for text in (term.code, term.label)}
        self._codes_by_cell: dict[str | None, str | None] = {None: None, "": None}
        self._codes_by_cell |= {text: term.code for text, term in self._exact.items()}
        self._by_key = self._keyed()
        self._as_listed = {text: Resolution(term=term, exact=True) for text, term in self._exact.items()}
        self._resolved: dict[bytes, Resolution] = {}

    def _keyed(self) -> dict[str, tuple[Term, ...]]:
        """Every spelling that is understood; a term's own name outranks another term's alias."""
        named = {spelling_key(text): (term,) for text, term in self._exact.items()}
        aliases: dict[str, tuple[Term, ...]] = {}
        for term in self:
            for key in {spelling_key(alias) for alias in term.aliases} - named.keys():
                aliases[key] = (*aliases.get(key, ()), term)
        return aliases | named

    def __iter__(self) -> Iterator[Term]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Term:
        return self._by_code[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes in order, answers included."""
        return tuple(self._by_code)

    @property
    def codes_by_cell(self) -> Mapping[str | None, str | None]:
        """What a cell means that needs no reading: an empty one nothing, and a code or label letter for letter."""
        return self._codes_by_cell

    @property
    def counted(self) -> tuple[Term, ...]:
        """The terms that are counted: all but the answers."""
        return tuple(term for term in self if not term.is_answer)

    def on(self, day: date) -> tuple[Term, ...]:
        """The terms that may be used on a day, in order."""
        return tuple(term for term in self if term.holds_on(day))

    def resolve(self, text: str) -> Resolution:
        """Find the term that a typed word means; a term is matched whole, never split.

        Dates play no part here: whether a term held on the record's date is a rule's question.
        """
        known = self._as_listed.get(text)
        if known is not None or len(text) > LONGEST_TERM:
            return known or Resolution()
        key = _unreadable(text)
        known = self._resolved.get(key)
        if known is None:
            known = self._find(text)
            if len(self._resolved) < _MOST_KEPT:
                self._resolved[key] = known
        return known

    def named(self, text: str) -> tuple[Term, ...]:
        """The terms that a word names, several for an ambiguous one; what is merely like a term is not looked for.

        >>> [term.code for term in Vocabulary("themes", [Term("DA", "DA", ("abuse",))]).named("Abuse")]
        ['DA']
        """
        return self._by_key.get(spelling_key(text), ()) if len(text) <= LONGEST_TERM else ()

    def _find(self, text: str) -> Resolution:
        key = spelling_key(text)
        meant = self._by_key.get(key, ())
        if len(meant) == 1:
            return Resolution(term=meant[0])
        if meant:
            return Resolution(candidates=meant, ambiguous=True)
        return Resolution(candidates=self._close_to(key))

    def _close_to(self, key: str) -> tuple[Term, ...]:
        close = difflib.get_close_matches(key, self._by_key, n=MOST_SUGGESTIONS, cutoff=CLOSE_ENOUGH)
        found = dict.fromkeys(term for near in close for term in self._by_key[near])
        return tuple(found)[:MOST_SUGGESTIONS]


def _unreadable(text: str) -> bytes:
    """A typed word as it is remembered: it may be a person's name, and a list outlives the return that it stood in."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
