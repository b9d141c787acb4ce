"""How a word of an older spreadsheet becomes a term: by the vocabulary, by the words that people used, or asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from validators.pid import find_pid
from validators.placeholders import is_placeholder
from validators.vocabularies import VOCABULARY_NAMES, spelling_key, vocabulary
from workbook_templates.importing.targets import data_file

__all__ = [
    "Meaning",
    "Piece",
    "is_blank_word",
    "is_error_text",
    "is_mark",
    "is_quotable",
    "meaning",
    "pieces",
    "told_word",
]

_LONGEST_WORD = 120
_NO_TERM = "no term"
_WITH_BRACKETS = re.compile(r"\s*(\S[^()]*?)\s*\(([^()]+)\)\s*")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*")
_DENYING = frozenset({"no", "not", "non", "without", "nor", "un"})
_MOST_WORDS = 8
_SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means in a vocabulary.

    Attributes:
        term: the code of the term, or None when that is not certain.
        proposed: codes that may be meant, best first.
        how: exact, spelling, word (one that people used), several (it names all), like, part (it holds one), or ''.
    """

    term: str | None = None
    proposed: tuple[str, ...] = ()
    how: str = ""

    @property
    def is_known_word(self) -> bool:
        """Whether the word itself stands in one of our lists, so that showing it shows nothing of a case."""
        return self.how in ("exact", "spelling", "word", "several")


@cache
def _listed(name: str, certainty: str) -> Mapping[str, str]:
    section = data_file("words.toml").get(name, {})
    terms = section.get(certainty, {}) if isinstance(section, dict) else {}
    known = vocabulary(name).codes if name in VOCABULARY_NAMES else terms
    found: dict[str, str] = {}
    for term, words in terms.items():
        if term not in known and term != _NO_TERM:
            raise ValueError(term)
        found |= {spelling_key(word): term for word in words}
    return found


@lru_cache(maxsize=50_000)
def meaning(name: str, text: str, *, exactly: bool = False) -> Meaning:
    """Find what a word means.

    Args:
        name: of the vocabulary.
        text: the word.
        exactly: do not look for terms that the word is merely like: quick, for looking through many values.

    >>> meaning("statuses", "Ongoing").term, meaning("themes", "Neglct").proposed
    ('Open', ('Neglect',))
    >>> meaning("review_types", "SAR").term, meaning("review_types", "S42").proposed
    (None, ('Other statutory review',))
    """
    if len(text) > _LONGEST_WORD:
        return Meaning()
    key = spelling_key(text)
    if term := _listed(name, "sure").get(key):
        return Meaning(term, how="word")
    if exactly and not vocabulary(name).named(text):
        return _one_of_our_words(name, key) or Meaning()
    resolved = vocabulary(name).resolve(text)
    if resolved.term is not None:
        return Meaning(resolved.term.code, how="exact" if resolved.exact else "spelling")
    if known := _one_of_our_words(name, key):
        return known
    if same := _said_twice(name, text):
        return same
    candidates = tuple(term.code for term in resolved.candidates)
    if candidates:
        return Meaning(proposed=candidates, how="several" if resolved.ambiguous else "like")
    # "Parental mental health": the other words may be anybody's, so the whole is never shown.
    inside = _terms_within(name, text)
    return Meaning(proposed=inside, how="part") if inside else Meaning()


def _said_twice(name: str, text: str) -> Meaning | None:
    """A word with its short form in brackets, as in "Safeguarding Adult Review (SAR)"."""
    found = _WITH_BRACKETS.fullmatch(text)
    if found is None:
        return None
    whole, short = (meaning(name, part, exactly=True) for part in found.groups())
    one, other = ({each.term} if each.term else {*each.proposed} for each in (whole, short))
    both = [term for term in vocabulary(name).codes if term in one & other]
    if len(both) == 1 and (whole.term or short.term):
        return Meaning(both[0], how="word")
    return Meaning(proposed=tuple(both), how="several" if len(both) > 1 else "word") if both else None


def _terms_within(name: str, text: str) -> tuple[str, ...]:
    """The terms that a few words hold among others, unless the words deny them."""
    words = _PLAIN_WORD.findall(text)
    if len(words) > _MOST_WORDS or any(word.casefold() in _DENYING for word in words):
        return ()
    runs = (
        " ".join(words[start : start + size])
        for size in range(min(len(words) - 1, _LONGEST_TERM_PIECES), 0, -1)
        for start in range(len(words) - size + 1)
    )
    found = (vocabulary(name).named(run) for run in runs if len(run) >= _SHORTEST_WITHIN)
    return next((tuple(term.code for term in terms) for terms in found if len(terms) == 1), ())


def _one_of_our_words(name: str, key: str) -> Meaning | None:
    """A word that people use and that is asked for: with what it may mean, or without where the list has nothing."""
    if term := _listed(name, "ask").get(key):
        return Meaning(proposed=(term,) if term != _NO_TERM else (), how="word")
    return None


def told_word(name: str, text: str) -> str | None:
    """What a word of `words.toml` says that is no vocabulary: adult or child, yes or no.

    >>> told_word("people", "Children"), told_word("yes_no", "Y"), told_word("yes_no", "perhaps")
    ('child', 'yes', None)
    """
    return _listed(name, "sure").get(spelling_key(text))


def is_quotable(text: str, found: Meaning) -> bool:
    """Whether a word may be shown: only if it is close to a term, or is one of our own words, and holds no PID."""
    return found.how not in ("", "part") and not find_pid(text)


_DASHES = frozenset("-–—_.?/*")


_MARKS = {
    True: frozenset({"x", "✓", "✔", "☑", "☒", "●", "•", "1", "y", "yes", "true"}),
    False: frozenset({"n", "no", "0", "false", "☐", "-"}),
}


def is_mark(text: str) -> bool | None:
    """What a mark in a column of its own for each theme says; None when it is no mark.

    >>> is_mark("X"), is_mark("No"), is_mark("perhaps")
    (True, False, None)
    """
    plain = text.strip().casefold()
    return next((says for says, marks in _MARKS.items() if plain in marks), None)


_ERROR_TEXT = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)


def is_error_text(text: str) -> bool:
    """Whether a text is what a spreadsheet error leaves in a text file.

    >>> is_error_text("#N/A"), is_error_text("N/A")
    (True, False)
    """
    return _ERROR_TEXT.fullmatch(text) is not None


def is_blank_word(text: str) -> bool:
    """Whether a text says only that there is nothing to say: TBC, n/a, a dash.

    >>> is_blank_word(" - "), is_blank_word("TBC"), is_blank_word("Neglect")
    (True, True, False)
    """
    return set(text.replace(" ", "")) <= _DASHES or is_placeholder(text) or text.casefold() in ("n/k", "nk", "n.k.")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several words of a cell, and what it means."""

    text: str
    meaning: Meaning


_STRONG = r"[;\n\r|•·▪●]+|(?:(?<=\s)|^)\(?\d[.)]\s"
_WEAK = r",|/|\+|&|\band\b|\s[-–—]{1,3}\s|\.\s"
_SEPARATOR = re.compile(rf"(\s*(?:{_STRONG}|{_WEAK})\s*)", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:&|\band\b|\s[-–—]\s)\s*", re.IGNORECASE)
_WITH_BRACKETS_WITHIN = re.compile(r"([^(),;/\n]+?)\s*\(([^()]+)\)")
_MOST_PIECES = 60
_LONGEST_TERM_PIECES = 6
# A term costs one; what is no term costs more than any joining of terms can save.
_COST_UNKNOWN = 10.0
_COST_PROPOSED = 6.0


@lru_cache(maxsize=50_000)
def pieces(name: str, text: str, *, exactly: bool = False) -> tuple[Piece, ...]:
    r"""Divide a cell that holds several terms; a term that holds a slash or an "and" itself stays whole.

    Of all ways to divide, the one with the fewest pieces that are no term, and then the fewest pieces, is taken.

    >>> [piece.meaning.term for piece in pieces("learning", "Policy and procedure, Language/Cultural barriers & MAPPA")]
    ['Policy and Procedure', 'Language/Cultural barriers', 'MAPPA']
    >>> [piece.meaning.term or piece.text for piece in pieces("themes", "1. DV\n2. fire and smoke")]
    ['Domestic Violence', 'fire and smoke']
    """
    parts = _SEPARATOR.split(_with_terms_out_of_brackets(name, text))
    words, between = parts[0::2], parts[1::2]
    if len(words) > _MOST_PIECES:
        return (Piece(text, Meaning()),)
    best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())]
    for end in range(1, len(words) + 1):
        ways = (
            _way(name, best[start], _joined(words, between, start, end), exactly)
            for start in range(max(0, end - _LONGEST_TERM_PIECES), end)
            if end - start == 1 or _may_join(words, between, start, end)
        )
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _with_terms_out_of_brackets(name: str, text: str) -> str:
    """A term in brackets is one more term: "Physical abuse (NAI)" names two."""

    def taken_out(found: re.Match[str]) -> str:
        whole, inside = (meaning(name, part, exactly=True).term for part in found.groups())
        return f"{found[1]}; {found[2]}" if whole and inside and whole != inside else found[0]

    return _WITH_BRACKETS_WITHIN.sub(taken_out, text) if "(" in text else text


def _may_join(words: list[str], between: list[str], start: int, end: int) -> bool:
    return all(word.strip() for word in words[start:end]) and not any(
        set(each) & set(";\n\r|") for each in between[start : end - 1]
    )


def _joined(words: list[str], between: list[str], start: int, end: int) -> tuple[str, bool]:
    """The words with what stands between them; and whether they stay together even if they are no term."""
    text = words[start]
    for index in range(start, end - 1):
        text += between[index] + words[index + 1]
    return text.strip(), end - start == 1 or all(_JOINS.fullmatch(each) for each in between[start : end - 1])


def _way(
    name: str, before: tuple[float, tuple[Piece, ...]], joined: tuple[str, bool], exactly: bool
) -> tuple[float, tuple[Piece, ...]]:
    cost, found = before
    text, stays_together = joined
    if not text:
        return before
    understood = meaning(name, text, exactly=exactly)
    if understood.term:
        return cost + 1, (*found, Piece(text, understood))
    if understood.how in ("word", "several"):
        return cost + _COST_PROPOSED - 3, (*found, Piece(text, understood))
    if understood.how == "like":
        return cost + _COST_PROPOSED, (*found, Piece(text, understood))
    return cost + (_COST_UNKNOWN if stays_together else 1_000), (*found, Piece(text, understood))
