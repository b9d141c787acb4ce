"""Media interest: how many reviews have each answer, and how the answers divide over the review types."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from reports.figures.cases import OTHER_REVIEW
from reports.figures.totals import counted_by
from validators.case_review import CaseReview
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED

__all__ = ["media_answer", "media_by_type", "media_interest"]


def media_interest(cases: pd.DataFrame) -> pd.DataFrame:
    """By answer, those without one last: Media interest, Total, Open, Closed, Status not stated."""
    return counted_by(cases.assign(answer=_answers(cases)), "answer", _all_answers(), "Media interest")


def media_by_type(cases: pd.DataFrame) -> pd.DataFrame:
    """By review type as reported: Review type, Total, a column for each answer, Not Stated."""
    found = Counter(zip(cases["review_type"], _answers(cases), strict=True))
    names = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    rows = [(name, sum(counts), *counts) for name in names if (counts := [found[name, a] for a in _all_answers()])]
    return pd.DataFrame(rows, columns=["Review type", "Total", *_all_answers()])


def _all_answers() -> list[str]:
    return [*vocabulary("media_interest").codes, NOT_STATED]


def _answers(cases: pd.DataFrame) -> list[str]:
    return [media_answer(review) for review in cases["review"]]


def media_answer(review: CaseReview) -> str:
    """What a review says of media interest, or that it says nothing."""
    return review.media_interest or NOT_STATED
