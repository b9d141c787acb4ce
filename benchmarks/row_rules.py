"""The rules of the book that ask something of one record's cells together, said as data that any checker can be given.

They are those that need no knowledge beside the record: what must be filled in or empty where a review is open, closed,
published or of a type, what comes in which order, what is named once. The codes are those of the vocabularies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from validators.periods import months_after
from validators.vocabularies import vocabulary
from validators.when import (
    ADULT_REVIEWS,
    CHILD_REVIEWS,
    CLOSED_DHR,
    CLOSED_FULL_REVIEWS,
    CLOSED_RAPID_REVIEWS,
    NOT_A_DHR,
    NOT_RAPID_NOR_CONVERTED,
    OPEN_FULL_REVIEWS,
)

__all__ = ["RowRule", "row_rules"]

_THEMES = ("Theme 1", "Theme 2", "Theme 3")
_LEARNING = ("Learning 1", "Learning 2", "Learning 3")
_COUNTED = ("Health recommendations", "Health recommendations verified")
_SLOTS = (("Identifier type 1", "Identifier reference 1"), ("Identifier type 2", "Identifier reference 2"))


@dataclass(frozen=True, slots=True)
class RowRule:
    """One demand of a rule.

    Attributes:
        rule: the rule's id.
        demand: filled, any filled, empty, one of, none of, not before, pattern, together, differ, no gaps or words.
        columns: the columns of which it is demanded.
        where: header to codes; it is demanded of the rows that hold one of them in each such column.
        codes: for one of and none of.
        since: for not before, as YYYY-MM-DD.
        pattern: for pattern.
        least, most: words at least and characters at most, for words.
    """

    rule: str
    demand: str
    columns: Sequence[str]
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codes: Sequence[str] = ()
    since: str = ""
    pattern: str = ""
    least: int = 0
    most: int = 0


def row_rules(*, today: date, month: date) -> Iterator[RowRule]:
    """All such rules, as at the day of a check and the end of the reporting month."""
    yield from _about_open_reviews(today, month)
    yield from _about_closed_reviews()
    yield from _about_publication()
    yield from _about_references()
    yield from _about_types()
    yield from _about_themes()
    yield RowRule("C05", "not before", ["Incident date"], since="1990-01-01")
    for header in ("Overview", "Lessons and recommendations"):
        yield RowRule("H05", "words", [header], least=5, most=4000)


def _about_open_reviews(today: date, month: date) -> Iterator[RowRule]:
    is_open = {"Status": ["Open"]}
    full = {**is_open, "Review type": sorted(OPEN_FULL_REVIEWS.types or ())}
    yield RowRule("A12", "filled", ["Progress update"], is_open)
    yield RowRule("A16", "filled", ["Date commissioned"], full)
    yield RowRule("C07", "filled", ["Progress updated on"], is_open)
    yield RowRule("C07", "not before", ["Progress updated on"], is_open, since=str(month - timedelta(days=90)))
    yield RowRule("D05", "empty", ["Date closed", "Date published"], is_open)
    yield RowRule("D08", "none of", ["Publication status"], is_open, codes=["Published"])
    yield RowRule("D09", "not before", ["Date signed off"], is_open, since=str(months_after(today, -6)))
    yield RowRule("F12", "filled", ["Stage"], is_open)


def _about_closed_reviews() -> Iterator[RowRule]:
    closed = {"Status": ["Closed"]}
    full = {**closed, "Review type": sorted(CLOSED_FULL_REVIEWS.types or ())}
    rapid = {**closed, "Review type": sorted(CLOSED_RAPID_REVIEWS.types or ())}
    dhr = {**closed, "Review type": sorted(CLOSED_DHR.types or ())}
    yield RowRule("A13", "filled", ["Lessons and recommendations"], closed)
    yield RowRule("A14", "any filled", _LEARNING, closed)
    yield RowRule("D01", "filled", ["Date signed off"], full)
    yield RowRule("D01", "filled", ["Outcome date"], rapid)
    yield RowRule("D02", "filled", ["Publication status"], full)
    yield RowRule(
        "D02", "one of", ["Publication status"], closed, codes=["Embargoed", "Not for publication", "Published"]
    )
    yield RowRule("D06", "filled", ["Date closed"], closed)
    yield RowRule("F04", "filled", _COUNTED, dhr)
    yield RowRule("F10", "filled", ["Rapid review outcome", "Outcome date"], rapid)


def _about_publication() -> Iterator[RowRule]:
    yield RowRule("D03", "filled", ["Link to report", "Date published"], {"Publication status": ["Published"]})
    yield RowRule("D07", "empty", ["Link to report"], {"Publication status": ["Embargoed"]})


def _about_references() -> Iterator[RowRule]:
    for kind, reference in _SLOTS:
        steis = {kind: ["StEIS"]}
        yield RowRule("E03", "pattern", [reference], steis, pattern=r"(?:19|20)\d{2}\s*/\s*\d{1,6}")
        yield RowRule("E04", "together", [kind, reference])


def _about_types() -> Iterator[RowRule]:
    others = {"Review type": sorted(NOT_A_DHR.types or ())}
    neither = {"Review type": sorted(NOT_RAPID_NOR_CONVERTED.types or ())}
    yield RowRule("F05", "empty", [*_COUNTED, "Verified by", "Verified on"], others)
    yield RowRule("F11", "empty", ["Rapid review outcome"], neither)


def _about_themes() -> Iterator[RowRule]:
    yield RowRule("G01", "differ", _THEMES)
    yield RowRule("G02", "differ", _LEARNING)
    yield RowRule("G03", "no gaps", _THEMES)
    for rule, others, reviews in (("G05", "child", ADULT_REVIEWS), ("G06", "adult", CHILD_REVIEWS)):
        codes = sorted(term.code for term in vocabulary("themes") if term.details["people"] == others)
        yield RowRule(rule, "none of", _THEMES, {"Review type": sorted(reviews.types or ())}, codes=codes)
