"""What the reviews closed in the period taught, by learning term and review type, and which reports were published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.counted_reviews import CountedReview
from reports.deck.pages.briefing import web_address
from reports.deck.pages.mentions import group_name
from reports.months import in_words
from reports.written_report.paper import Link, Paper
from reports.written_report.period import Period
from validators.quoting import how_many
from validators.vocabularies import vocabulary

__all__ = ["write_lessons", "write_published"]

_NO_TERM = "No learning term"
_SPACES = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one review taught, under its learning terms."""

    closed: date
    one: CountedReview
    terms: tuple[str, ...]

    @property
    def group(self) -> str:
        return vocabulary("review_types")[self.one.shown_type].details["review_group"]

    @property
    def text(self) -> str:
        return _SPACES.sub(" ", self.one.review.lessons or "").strip()


def write_lessons(paper: Paper, period: Period) -> None:
    """Each record's text once, under the first of its learning terms; under the others its number leads there."""
    lessons = [
        _Lesson(closed, one, one.learning or (_NO_TERM,))
        for one in period.reviews
        if (closed := period.closed_on(one)) is not None
    ]
    written = [lesson for lesson in lessons if lesson.text]
    paper.say(
        f"{how_many(len(lessons), 'review was', 'reviews were')} closed from {period.in_words}; "
        f"{len(written):,} of them hold lessons or recommendations. Each text stands once, under the first learning "
        "term of its record; under the record's other terms its number is named."
    )
    by_term: dict[str, list[_Lesson]] = {}
    for lesson in written:
        for term in lesson.terms:
            by_term.setdefault(term, []).append(lesson)
    order = [*vocabulary("learning").codes, _NO_TERM]
    for term in sorted(by_term, key=lambda term: (-len(by_term[term]), order.index(term))):
        paper.heading(f"{term} ({how_many(len(by_term[term]), 'record')})", 2)
        for group, found in _by_group(by_term[term]).items():
            paper.heading(f"{group_name(group)}", 3)
            _write_group(paper, term, found)


def _by_group(lessons: Sequence[_Lesson]) -> Mapping[str, list[_Lesson]]:
    """The review groups in their order, each with its records by ICB and number."""
    groups = {group: [one for one in lessons if one.group == group] for group in vocabulary("review_groups").codes}
    return {group: sorted(found, key=_in_order) for group, found in groups.items() if found}


def _in_order(lesson: _Lesson) -> tuple[str, int, str]:
    number = lesson.one.record_no
    return (lesson.one.icb, int(number) if number.isdecimal() else 0, number)


def _write_group(paper: Paper, term: str, lessons: Sequence[_Lesson]) -> None:
    for lesson in lessons:
        if lesson.terms[0] == term:
            one = lesson.one
            name = f"{one.named} ({one.shown_type}, closed {in_words(lesson.closed)})"
            paper.record(name, lesson.text, web_address(one))
    also = list(_elsewhere(term, lessons))
    if also:
        paper.say(f"Also: {', '.join(also)}.")


def _elsewhere(term: str, lessons: Sequence[_Lesson]) -> Iterator[str]:
    for lesson in lessons:
        if lesson.terms[0] != term:
            yield f"{lesson.one.named} (see {lesson.terms[0]})"


def write_published(paper: Paper, period: Period) -> None:
    """The reports that were published in the period, each with its address."""
    found = [(day, one) for one in period.reviews if (day := period.published_on(one)) is not None]
    found.sort(key=lambda pair: (pair[0], pair[1].icb, pair[1].record_no))
    if not found:
        paper.say(f"No report was published from {period.in_words}.")
        return
    rows = [(one.named, one.shown_type, in_words(day), Link(web_address(one))) for day, one in found]
    without = sum(not web_address(one) for _, one in found)
    said = f"{how_many(len(found), 'report was', 'reports were')} published from {period.in_words}."
    paper.say(f"{said} {how_many(without, 'has', 'have')} no web address in the records." if without else said)
    paper.table(
        ("Record", "Review type", "Published", "Report"),
        rows,
        about="Reports published in the period, with their web addresses.",
        shares=(1, 1.7, 1.6, 4.2),
    )
