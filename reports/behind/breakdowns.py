"""The records behind the breakdowns: rapid reviews, timeliness, recommendations, media interest, themes, learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from reports.behind.at_once import crossed, mentioned, of_kinds
from reports.behind.figure import Answerable, Behind, Found, Groups, How, figures_of, grouped
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
    for name, key, groups in _groups(of.frame, of.month):
        yield from _by_kind(tables[name], key, groups)
    yield from _recommended(of.frame, tables["health_recommendations"], of.month)


def _groups(frame: pd.DataFrame, month: date) -> Iterator[tuple[str, str, Groups]]:
    """Each breakdown with what its rows are of and the records of its figures."""
    yield "rapid_outcomes", "Quarter", grouped(_outcomes(_rapid(frame), month))
    yield "rapid_conversion", "ICB code", grouped(_conversions(_rapid(frame), month))
    yield "rapid_times", "Quarter", grouped(_times(_rapid(frame), month))
    yield "rapid_open", "ICB code", grouped(_running(_reviews(frame), month))
    there = open_reviews(frame, month)
    yield "open_by_type", "Review type", grouped(_open_by(there, "review_type"))
    yield "open_by_icb", "ICB code", grouped(_open_by(there, "icb"))
    yield "open_by_stage", "Stage", grouped(_open_by(there, "stage"))
    yield "media_interest", "Media interest", _by_answer(frame, lambda review: review.media_interest)
    yield "media_by_type", "Review type", _media_by_type(frame)
    yield "theme_groups", "Theme group", _theme_groups(frame)
    for name, header, over in (("themes", "Theme", _added_in), ("learning", "Learning", _closed_in)):
        mentions = mentioned(frame[name])
        yield f"{name}_by_quarter", header, crossed(mentions, of_kinds([*over(frame, month)]).for_each(mentions))
        yield f"{name}_by_icb", header, crossed(mentions, of_kinds(frame["icb"]).for_each(mentions))
    yield "theme_learning", "Theme", grouped(_pairs(frame))


def _reviews(frame: pd.DataFrame) -> _Reviews:
    return zip(range(len(frame)), frame["icb"], frame["standing"], frame["review"], strict=True)


def _rapid(frame: pd.DataFrame) -> _Reviews:
    return (one for one in _reviews(frame) if is_rapid(one[3]))


def _by_kind(table: PublishedTable, key: str, groups: Groups) -> Iterator[Behind]:
    """Counts with those that they count, medians and the longest with those over which they are worked out."""
    for one in figures_of(table, key, groups):
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


def _by_answer(frame: pd.DataFrame, answer_of: Callable[[CaseReview], str | None]) -> Groups:
    answers = of_kinds([answer_of(review) or NOT_STATED for review in frame["review"]])
    standings = [_STANDING_COLUMNS.get(standing, "Status not stated") for standing in frame["standing"]]
    return {**crossed(answers, "Total"), **crossed(answers, of_kinds(standings))}


def _media_by_type(frame: pd.DataFrame) -> Groups:
    types = of_kinds(frame["review_type"])
    return {**crossed(types, "Total"), **crossed(types, of_kinds([*map(media_answer, frame["review"])]))}


def _theme_groups(frame: pd.DataFrame) -> Groups:
    group_of = group_of_theme()
    groups = mentioned([{group_of[theme] for theme in themes} for themes in frame["themes"]])
    return {**crossed(groups, "Total"), **crossed(groups, of_kinds(frame["review_group"]).for_each(groups))}


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
