"""The records behind the breakdowns: rapid reviews, timeliness, recommendations, media interest, themes, learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from reports.behind.figure import Answerable, Behind, Found, How, figures_of, grouped
from reports.figures.health_recommendations import RECOMMENDED, recommendations_of
from reports.figures.media_interest import media_answer
from reports.figures.mentions_over import NOT_CLOSED
from reports.figures.quarters import place_among, quarters_up_to
from reports.figures.rapid_reviews import (
    BECAME,
    NO_OUTCOME_DATE,
    NOT_FILLED_IN,
    concluded_on,
    days_running,
    days_taken,
    is_open_rapid,
    is_past,
    is_rapid,
    outcome_by,
    what_became,
)
from reports.figures.theme_groups import group_of_theme
from reports.figures.timeliness import PAST, WITHIN, open_reviews
from reports.published import PublishedTable
from validators.case_review import CaseReview
from validators.month_end import Standing
from validators.when import NOT_STATED

__all__ = ["behind_breakdowns"]

_Reviews = Iterable[tuple[int, str, str, CaseReview]]
"""Place, ICB code, standing at the month's end, and the review."""

_NO_NOTIFICATION = "No date of notification"
_MEDIAN_DAYS, _LONGEST, _MEDIAN_OPEN = "Median working days", "Longest working days", "Median days open"
_STANDING_COLUMNS = {standing.value: standing.value for standing in (Standing.OPEN, Standing.CLOSED)}


def behind_breakdowns(of: Answerable, tables: Mapping[str, PublishedTable]) -> Iterator[Behind]:
    """The records behind each breakdown, found by asking each record."""
    frame, month = of.frame, of.month
    there = open_reviews(frame, month)
    for name, key, found in (
        ("rapid_outcomes", "Quarter", _outcomes(_rapid(frame), month)),
        ("rapid_conversion", "ICB code", _conversions(_rapid(frame), month)),
        ("rapid_times", "Quarter", _times(_rapid(frame), month)),
        ("rapid_open", "ICB code", _running(_reviews(frame), month)),
        ("open_by_type", "Review type", _open_by(there, "review_type")),
        ("open_by_icb", "ICB code", _open_by(there, "icb")),
        ("open_by_stage", "Stage", _open_by(there, "stage")),
        ("media_interest", "Media interest", _by_answer(_reviews(frame), lambda review: review.media_interest)),
        ("media_by_type", "Review type", _media_by_type(frame)),
        ("theme_groups", "Theme group", _theme_groups(frame)),
        ("themes_by_quarter", "Theme", _mentions_over(frame["themes"], _added_in(frame, month))),
        ("themes_by_icb", "Theme", _mentions_over(frame["themes"], frame["icb"])),
        ("learning_by_quarter", "Learning", _mentions_over(frame["learning"], _closed_in(frame, month))),
        ("learning_by_icb", "Learning", _mentions_over(frame["learning"], frame["icb"])),
        ("theme_learning", "Theme", _pairs(frame)),
    ):
        yield from _by_kind(tables[name], key, found)
    yield from _recommended(frame, tables["health_recommendations"], month)


def _reviews(frame: pd.DataFrame) -> _Reviews:
    return zip(range(len(frame)), frame["icb"], frame["standing"], frame["review"], strict=True)


def _rapid(frame: pd.DataFrame) -> _Reviews:
    return (one for one in _reviews(frame) if is_rapid(one[3]))


def _by_kind(table: PublishedTable, key: str, found: Found) -> Iterator[Behind]:
    """Counts with those that they count, medians and the longest with those over which they are worked out."""
    for one in figures_of(table, key, grouped(found)):
        is_measured = one.column in (_MEDIAN_DAYS, _LONGEST, _MEDIAN_OPEN)
        yield replace(one, how=How.WORKED_OUT) if is_measured else one


def _outcomes(rapid: _Reviews, month: date) -> Found:
    quarters = quarters_up_to(month)
    for place, _, _, review in rapid:
        day = concluded_on(review, month)
        quarter = place_among(quarters, day) if day is not None else NO_OUTCOME_DATE
        yield (quarter, "Total"), place
        yield (quarter, outcome_by(review, month) or NOT_FILLED_IN), place


def _conversions(rapid: _Reviews, month: date) -> Found:
    for place, icb, _, review in rapid:
        became = what_became(review, month)
        yield (icb, "Rapid reviews"), place
        yield (icb, became), place
        if became in BECAME[:2]:
            yield (icb, "Converted"), place


def _times(rapid: _Reviews, month: date) -> Found:
    quarters = quarters_up_to(month)
    for place, _, _, review in rapid:
        day, days = concluded_on(review, month), days_taken(review, month)
        if day is not None:
            quarter = place_among(quarters, day)
            yield (quarter, "Concluded"), place
            yield (quarter, _verdict(days)), place
            if days is not None:
                yield (quarter, _MEDIAN_DAYS), place


def _running(reviews: _Reviews, month: date) -> Found:
    for place, icb, standing, review in reviews:
        if is_open_rapid(review, standing):
            days = days_running(review, month)
            yield (icb, "Open"), place
            yield (icb, _verdict(days)), place
            if days is not None:
                yield (icb, _LONGEST), place
                if is_past(days) and concluded_on(review, month) is None:
                    yield (icb, "Past expected without outcome"), place


def _verdict(days: int | None) -> str:
    return _NO_NOTIFICATION if days is None else PAST if is_past(days) else WITHIN


def _open_by(there: pd.DataFrame, column: str) -> Found:
    for place, key, verdict, days in zip(there.index, there[column], there["verdict"], there["days"], strict=True):
        yield (key, "Open"), place
        yield (key, verdict), place
        if days is not None:
            yield (key, _MEDIAN_OPEN), place


def _by_answer(reviews: _Reviews, answer_of: Callable[[CaseReview], str | None]) -> Found:
    for place, _, standing, review in reviews:
        answer = answer_of(review) or NOT_STATED
        yield (answer, "Total"), place
        yield (answer, _STANDING_COLUMNS.get(standing, "Status not stated")), place


def _media_by_type(frame: pd.DataFrame) -> Found:
    for place, (kind, review) in enumerate(zip(frame["review_type"], frame["review"], strict=True)):
        yield (kind, "Total"), place
        yield (kind, media_answer(review)), place


def _theme_groups(frame: pd.DataFrame) -> Found:
    group_of = group_of_theme()
    for place, (themes, review_group) in enumerate(zip(frame["themes"], frame["review_group"], strict=True)):
        for group in {group_of[theme] for theme in themes}:
            yield (group, "Total"), place
            yield (group, review_group), place


def _mentions_over(mentions: Iterable[Sequence[str]], over: Iterable[str]) -> Found:
    for place, (terms, column) in enumerate(zip(mentions, over, strict=True)):
        for term in terms:
            yield (term, column), place


def _added_in(frame: pd.DataFrame, month: date) -> Iterator[str]:
    quarters = quarters_up_to(month)
    return (place_among(quarters, day) for day in frame["counted_from"])


def _closed_in(frame: pd.DataFrame, month: date) -> Iterator[str]:
    quarters = quarters_up_to(month)
    return (
        place_among(quarters, day) if standing == Standing.CLOSED.value else NOT_CLOSED
        for standing, day in zip(frame["standing"], frame["closed_from"], strict=True)
    )


def _pairs(frame: pd.DataFrame) -> Found:
    for place, (themes, learned) in enumerate(zip(frame["themes"], frame["learning"], strict=True)):
        for theme in set(themes):
            yield (theme, "Records"), place
            for term in set(learned):
                yield (theme, term), place


def _recommended(frame: pd.DataFrame, table: PublishedTable, month: date) -> Iterator[Behind]:
    """DHRs are counted; what they recommend is added up over those that have any."""
    records = enumerate(zip(frame["icb"], frame["review_group"], frame["review"], strict=True))
    found = (
        ((icb, column), place)
        for place, (icb, group, review) in records
        if group == "DHR"
        for column, number in zip(RECOMMENDED, recommendations_of(review, month), strict=True)
        if number
    )
    for one in figures_of(table, "ICB code", grouped(found)):
        yield one if one.column in RECOMMENDED[:2] else replace(one, how=How.ADDED)
