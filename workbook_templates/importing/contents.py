"""What the values of a column read as, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from validators.cells import CellError, cell_text
from workbook_templates.importing.days import read_any_day
from workbook_templates.importing.targets import AGE, CONVERTED, PEOPLE, Target
from workbook_templates.importing.words import is_blank_word, is_mark, meaning, pieces, told_word

__all__ = ["STEIS_NUMBER", "Contents", "board_words"]

STEIS_NUMBER = re.compile(r"(?:19|20)\d{2}\s?/\s?\d{1,6}")
_INITIALS = re.compile(r"[A-Za-z]\.?[A-Za-z]\.?(?:[A-Za-z]\.?){0,2}(?:\s?[/&,]\s?[A-Za-z]{2,4})?")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_REFERENCE = re.compile(r"(?=.*\d)[\w./ :#&;,\-\n]{1,60}")
_BOARD_WORD = re.compile(
    r"\b(?:L?SAB|LSCP|SCP|CSCP|LSCB|SCB|CSP|SAPB|board|partnership|safer|community safety|safeguarding)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LOOKED_AT = 300
_LONG = 40


def board_words(text: str) -> bool:
    """Whether a text speaks of a board or partnership."""
    return _BOARD_WORD.search(text) is not None


def _is_term(name: str) -> Callable[[object], bool]:
    def known(value: object) -> bool:
        found = meaning(name, cell_text(value), exactly=True)
        return found.term is not None or found.how in ("word", "several")

    return known


def _holds_terms(name: str) -> Callable[[object], bool]:
    def known(value: object) -> bool:
        found = pieces(name, cell_text(value), exactly=True)
        return 2 * sum(piece.meaning.term is not None for piece in found) >= len(found)

    return known


def _is_number(value: object) -> bool:
    text = cell_text(value)
    return text.isdecimal() and len(text) <= 6


def _is_age(value: object) -> bool:
    text = cell_text(value)
    return text.isdecimal() and int(text[:4]) <= 120


def _is_publication(value: object) -> bool:
    return _is_term("publication_statuses")(value) or read_any_day(value) is not None or _is_link(value)


def _is_link(value: object) -> bool:
    return _LINK.search(cell_text(value)) is not None


def _is_board(value: object) -> bool:
    text = cell_text(value)
    return _is_term("boards")(value) or (len(text) <= 90 and board_words(text))


_READS_AS: Mapping[str, Callable[[object], bool]] = {
    "date": lambda value: read_any_day(value) is not None or _YEAR.fullmatch(cell_text(value)) is not None,
    "number": _is_number,
    "record": _is_number,
    "initials": lambda value: _INITIALS.fullmatch(cell_text(value)) is not None,
    "link": _is_link,
    "identifier": lambda value: _REFERENCE.fullmatch(cell_text(value)) is not None,
    "themes": _holds_terms("themes"),
    "learning": _holds_terms("learning"),
    "boards": _is_board,
    "publication_statuses": _is_publication,
    PEOPLE: lambda value: told_word("people", cell_text(value)) is not None,
    CONVERTED: lambda value: told_word("yes_no", cell_text(value)) is not None,
    AGE: _is_age,
}

_TOLD_BY_VALUES = {
    "local_authorities": 0.92, "boards": 0.9, "themes": 0.85, "learning": 0.85, "review_types": 0.88, "statuses": 0.85,
    "icbs": 0.92, "link": 0.85, "publication_statuses": 0.5, "media_interest": 0.4, "stages": 0.6, "initials": 0.5,
    "rapid_review_outcomes": 0.4,
}  # fmt: skip
"""How sure the values alone can make a target: that a column holds dates does not say which dates."""


@lru_cache(maxsize=100_000)
def _reads_as(kind: str, text_or_day: object) -> bool:
    read = _READS_AS.get(kind)
    return read(text_or_day) if read else _is_term(kind)(text_or_day)


@dataclass(frozen=True)
class Contents:
    """The values of one column beneath the headers, blank cells and placeholders left out."""

    values: Sequence[object]
    are_marks: bool = False

    @classmethod
    def of(cls, values: Sequence[object]) -> Contents:
        """Look at some of many values, spread over the column; whether all are marks (x, yes) is asked of every one."""
        said = [
            value
            for value in values
            if not (isinstance(value, CellError) or value is None or value == "" or is_blank_word(cell_text(value)))
        ]
        texts = {cell_text(value) for value in values} - {""}
        are_marks = bool(texts) and all(is_mark(text) is not None for text in texts)
        step = max(1, len(said) // _LOOKED_AT)
        return cls([cell_text(value) if isinstance(value, str) else value for value in said[::step]], are_marks)

    @cached_property
    def mean_length(self) -> float:
        """Characters of a value, on average."""
        return sum(len(cell_text(value)) for value in self.values) / len(self.values) if self.values else 0.0

    @cached_property
    def is_long_text(self) -> bool:
        """Whether the column holds sentences rather than words."""
        return self.mean_length > _LONG

    @cached_property
    def holds_dates(self) -> bool:
        """Whether most values are dates that the file itself knows as dates."""
        return self._share(lambda value: isinstance(value, date)) > 0.5

    def fit(self, target: Target) -> float | None:
        """The share of values that read as a target asks, or None where any text will do or the column is empty."""
        if not self.values:
            return None
        if target.kind == "personal":
            return None
        if target.kind == "text":
            return 0.2 if self.holds_dates or self._share(_is_number) > 0.8 else None
        if target.kind == "reference":
            return 0.2 if self.is_long_text else None
        if target.kind == "record":
            return self._share(_is_number)
        kind = target.name if target.kind == "hint" else target.vocabulary or target.kind
        fit = self._share(lambda value: _reads_as(kind, value))
        if kind == "identifier" and target.identifier_type == "StEIS":
            fit = max(fit, self.steis_share)
        if fit < _SHORT_TEXT_FIT and not self.is_long_text and not self.holds_dates and kind != CONVERTED:
            # Short words under a telling header are words that we do not know, rather than something else.
            return _SHORT_TEXT_FIT if self._share(_is_number) < 0.5 or kind in ("identifier", "statuses") else fit
        return fit

    def told_by_values(self, target: Target) -> float:
        """How sure the values alone make the target, from 0 to 1."""
        kind = target.vocabulary or target.kind
        if target.kind == "identifier":
            if target.identifier_type is None:
                return 0.4 * self._share(lambda value: _reads_as("identifier", value))
            return 0.88 * self.steis_share if target.identifier_type == "StEIS" else 0.0
        if kind not in _TOLD_BY_VALUES or not self.values:
            return 0.0
        return self._evidence * _TOLD_BY_VALUES[kind] * self._share(lambda value: _reads_as(kind, value))

    @property
    def _evidence(self) -> float:
        """One word proves little."""
        return {0: 0.0, 1: 0.6, 2: 0.9}.get(len(self.values), 1.0)

    @cached_property
    def steis_share(self) -> float:
        """The share of values that are StEIS numbers."""
        return self._share(lambda value: STEIS_NUMBER.fullmatch(cell_text(value)) is not None)

    def _share(self, holds: Callable[[object], bool]) -> float:
        return sum(holds(value) for value in self.values) / len(self.values) if self.values else 0.0


_SHORT_TEXT_FIT = 0.6
