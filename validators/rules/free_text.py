"""Section H, second part: texts that tell enough, not too much, and identify nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from validators.ages import find_ages, has_figure
from validators.case_review import TEXT_COLUMNS
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import (
    for_each,
    is_written,
    passes_by_column,
    passes_if,
    passes_if_empty_or,
    passes_if_written,
)
from validators.initials import are_initials, are_spaced_initials
from validators.placeholders import LONGEST_PLACEHOLDER, is_placeholder
from validators.rulebook import DoesNotApply, Fault, Faults, rule

NEAR = 80
"""A date and an age with at most so many characters between them stand beside each other."""

_NARRATIVES = (("overview", "Overview"), ("lessons", "Lessons and recommendations"))
_DATED_TEXTS = (_NARRATIVES[0], ("progress_update", "Progress update"), _NARRATIVES[1])
_TEXTS = tuple((column.field, column.header) for column in TEXT_COLUMNS)
_narratives = attrgetter(*(field for field, _ in _NARRATIVES))
_dated_texts = attrgetter(*(field for field, _ in _DATED_TEXTS))
_texts = attrgetter(*(field for field, _ in _TEXTS))


def _headers(columns: Sequence[tuple[str, str]]) -> list[str]:
    return [header for _, header in columns]


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# It begins with one digit, because the search is quick only then.
_EXACT_DATE = re.compile(
    rf"\d(?:\d?(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}[ ,-]{{1,2}}(?:19|20)?\d\d"
    r"|\d?([/.-])\d{1,2}\1(?:19|20)?\d\d"
    r"|\d{3}-\d\d-\d\d"
    r"|(?P<after_month>\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?<![a-z]){_MONTH}\.? $", re.IGNORECASE)
_LONGEST_MONTH = 12
_FEWEST_FIGURES = 3
_NO_FIGURES = bytes(sorted(set(range(128)) - set(b"0123456789\0")))


def _hold_no_date(texts: Sequence[str | None]) -> list[bool]:
    """For each text of a column whether it has too few figures for a date, as most have: a day, and a year of two."""
    whole = "\0".join([text or "" for text in texts])
    if whole.isascii() and whole.count("\0") == len(texts) - 1:
        # All texts at once: what is left of them are their figures.
        figures = whole.encode().translate(None, _NO_FIGURES).split(b"\0")
        return [len(each) < _FEWEST_FIGURES for each in figures]
    return [text is None or not has_figure(text) for text in texts]


@rule(
    "H03",
    title="No exact date stands beside an age",
    severity=Severity.ADVICE,
    columns=_headers(_DATED_TEXTS),
    each=True,
    why="Month and year are enough; together they identify.",
    fix="Please either write month and year alone, or leave the age out.",
    passing=for_each(_headers(_DATED_TEXTS), lambda header: passes_by_column(header, _hold_no_date)),
    source="Caldicott",
    passes="""
        | Overview                                                    |
        | Child A, aged 14, died in May 2024; seen on 2 May at school. |
        """,
    fails="""
        | Overview                              |
        | Child A, aged 14, died on 2 May 2024. |
        """,
    mended="""
        | Overview                           |
        | Child A, aged 14, died in May 2024. |
        """,
)
def no_exact_date_beside_an_age(entry: Entry, _: Circumstances) -> Faults:
    """Any exact date counts, because a text seldom says what its date is; one finding for each cell, at the first.

    Exact is day, month and year, in digits or words. Beside means that few characters lie between (`NEAR`), also
    across the end of a sentence. A labelled date of birth is a finding of its own besides.
    """
    for at, text in enumerate(_dated_texts(entry.review)):
        if text is not None and (place := _exact_date_beside_an_age(text)):
            header = _DATED_TEXTS[at][1]
            yield Fault(header, f"an exact date stands beside an age (characters {place[0] + 1}-{place[1]})")


def _exact_date_beside_an_age(text: str) -> tuple[int, int] | None:
    """Where the first such date stands; ages are looked for only where there is a date."""
    dates = list(_exact_dates(text))
    ages = list(find_ages(text)) if dates else []
    for start, end in dates:
        if any(start - NEAR <= age.end and age.start <= end + NEAR for age in ages):
            return start, end
    return None


def _exact_dates(text: str) -> Iterator[tuple[int, int]]:
    for match in _EXACT_DATE.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _LONGEST_MONTH) : start]
        if match["after_month"]:
            # "May 2, 2024"; without the month it is a number and a year.
            month = _MONTH_BEFORE.search(before)
            if month:
                yield start - len(month[0]), end
        elif not before[-1:].isdigit():
            yield start, end


@rule(
    "H04",
    title="A designated professional is named by initials only",
    severity=Severity.ERROR,
    columns=["Designated professional"],
    why="Initials only.",
    fix="Please either write two to four letters (AB), or two such pairs divided by a slash (AB/CD).",
    passing=passes_if("Designated professional", are_initials),
    concerning=passes_if("Designated professional", are_initials) | passes_if_written("Designated professional"),
    source="deck",
    passes="""
        | Designated professional |
        | AB                      |
        | AB/CD                   |
        """,
    fails="""
        | Designated professional |
        | A. Person               |
        | A.B.                    |
        """,
    mended="""
        | Designated professional |
        | AP                      |
        | AB                      |
        """,
)
def professional_is_initials(entry: Entry, _: Circumstances) -> Faults:
    """Letters of any case and language; initials with full stops or spaces (A.B.) identify no more and are advice.

    An empty cell or a placeholder is another rule's finding.
    """
    text = entry.review.designated_professional
    if text is None or (is_placeholder(text) and not are_initials(text)):
        raise DoesNotApply
    if not are_initials(text):
        if are_spaced_initials(text):
            yield Fault("Designated professional", "the initials are not joined", severity=Severity.ADVICE)
        else:
            yield Fault("Designated professional", "the cell holds something other than initials")


def _is_fair(text: str, *, words: int, characters: int) -> bool:
    return len(text) <= characters and len(text.split(maxsplit=words)) >= words


@rule(
    "H05",
    title="A text has at least {words} words and at most {characters:,} characters",
    severity=Severity.ADVICE,
    columns=_headers(_NARRATIVES),
    each=True,
    why="Too little to learn from or too much to read.",
    fix="Please either say in a sentence or two what happened and what was learned, or clear the cell.",
    limits={"words": 5, "characters": 4000},
    passing=for_each(_headers(_NARRATIVES), lambda header: passes_if_empty_or(header, _is_fair, limited=True)),
    source="own",
    passes="""
        | Overview                                |
        | Child A was found unwell at school.     |
        """,
    fails="""
        | Overview  | Lessons and recommendations |
        | Child ill | Talk more                   |
        """,
    mended="""
        | Overview                            | Lessons and recommendations                     |
        | Child A was found unwell at school. | Schools should share such concerns the same day. |
        """,
)
def texts_have_a_fair_length(entry: Entry, _: Circumstances, *, words: int, characters: int) -> Faults:
    """A word is what stands between spaces; a placeholder is another rule's finding."""
    for at, text in enumerate(_narratives(entry.review)):
        if text is None:
            continue
        header = _NARRATIVES[at][1]
        if len(text) > characters:
            fix = f"Please shorten the text to what others can learn from, at most {characters:,} characters."
            yield Fault(header, f"the text has {len(text):,} characters", fix=fix)
        elif (written := len(text.split(maxsplit=words))) < words and not is_placeholder(text):
            yield Fault(header, f"the text has only {written} word{'' if written == 1 else 's'}")


@rule(
    "H06",
    title="A text is no placeholder",
    severity=Severity.ADVICE,
    columns=_headers(_TEXTS),
    each=True,
    why="Looks filled in and is not.",
    fix="Please either write what belongs here, or leave the cell empty until it is known.",
    passing=for_each(_headers(_TEXTS), lambda header: passes_if_empty_or(header, is_written)),
    source="own",
    passes="""
        | Overview                            | Comments |
        | Child A was found unwell at school. |          |
        """,
    fails="""
        | Overview | Comments  |
        | TBC      | see above |
        """,
    mended="""
        | Overview                            | Comments |
        | Child A was found unwell at school. |          |
        """,
)
def texts_are_no_placeholders(entry: Entry, _: Circumstances) -> Faults:
    """TBC, n/a, as above, see report and their like, when they are all that the cell holds.

    Where the column is required, the rule on missing content counts the placeholder as empty besides.
    """
    texts = _texts(entry.review)
    for at, text in enumerate(texts):
        if text is not None and len(text) <= LONGEST_PLACEHOLDER and is_placeholder(text):
            yield Fault(_TEXTS[at][1], "the cell holds a placeholder")
