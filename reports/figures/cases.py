"""The counted cases as a frame: one row a record, with what the tables need to count it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from reports.figures.review_column import review_column
from reports.receiving import AnyRecord
from validators.case_review import LEARNING_COLUMNS, THEME_COLUMNS
from validators.month_end import closed_from, counted_from, standing_at
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED

__all__ = ["OTHER_REVIEW", "REVIEW_GROUPS", "cases_frame"]

REVIEW_GROUPS = vocabulary("review_groups").codes
"""CSPR, SAR, DHR, Rapid Review, Not Stated, in the order of the published tables."""

OTHER_REVIEW = "Other statutory review"
"""Reported with Not Stated."""


def cases_frame(records: Sequence[tuple[str, AnyRecord]], *, reporting_month: date) -> pd.DataFrame:
    """Make the frame that every table is counted from.

    Args:
        records: the ICB code that each is counted under, and the record.
        reporting_month: last day of the month that is reported.

    Returns:
        Columns: `icb`, `standing` (at the reporting month's end), `counted_from` and `closed_from` (ISO-ordered dates;
        a record without one has the reporting month's end), `status`, `review_type` (as reported), `review_group`,
        `themes` and `learning` (tuples of terms, answers left out), and `review`, the record as understood.
    """
    types = vocabulary("review_types")
    columns: dict[str, list[object]] = {name: [] for name in _COLUMNS}
    take = [column.append for column in columns.values()]
    # Many records name the same terms, which are kept once.
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for icb, record in records:
        review = record.review
        stated = review.review_type or NOT_STATED
        cells = (
            icb,
            standing_at(review, end=reporting_month, reporting_month=reporting_month).value,
            counted_from(review) or reporting_month,
            closed_from(review) or reporting_month,
            review.status or NOT_STATED,
            NOT_STATED if stated == OTHER_REVIEW else stated,
            types[stated].details["review_group"],
            shared.setdefault(themes := _terms(record, "themes"), themes),
            shared.setdefault(learning := _terms(record, "learning"), learning),
        )
        for append, cell in zip(take, cells, strict=True):
            append(cell)
    # Every table goes through the rows, and a column of texts as such is many times slower to go through. One by one,
    # so that a column is not there twice for longer than it takes to make it.
    frame = pd.DataFrame({name: pd.Series(columns.pop(name), dtype=object) for name in _COLUMNS}, copy=False)
    return frame.assign(review=review_column(records))


_COLUMNS = (
    "icb",
    "standing",
    "counted_from",
    "closed_from",
    "status",
    "review_type",
    "review_group",
    "themes",
    "learning",
)
_SLOTS = {
    "themes": tuple(column.field for column in THEME_COLUMNS),
    "learning": tuple(column.field for column in LEARNING_COLUMNS),
}


def _terms(record: AnyRecord, name: str) -> tuple[str, ...]:
    terms = vocabulary(name)
    chosen = (getattr(record.review, slot) for slot in _SLOTS[name])
    return tuple(code for code in chosen if code is not None and not terms[code].is_answer)
