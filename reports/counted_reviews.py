"""The records of a summary's table `cases`, read back as the model has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.published_summary import PublishedSummary
from validators.case_review import COLUMNS, LEARNING_COLUMNS, THEME_COLUMNS, CaseReview, Column
from validators.cells import cell_text
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED

__all__ = ["COUNTED_FOR", "CountedReview", "counted_reviews", "review_of"]

COUNTED_FOR = "ICB counted"
"""Header of the ICB that a record counts for."""

_STANDING = "Status at month end"
_FREE_WHERE_NOT_LISTED = ("local_authorities", "boards")


@dataclass(frozen=True, slots=True)
class CountedReview:
    """A record of the table `cases`: its review, the ICB that it counts for, how it stands, its number and themes."""

    icb: str
    standing: str
    record_no: str
    review: CaseReview

    @property
    def named(self) -> str:
        """Its ICB and record number, for example QMF/12."""
        return f"{self.icb}/{self.record_no}"

    @property
    def shown_type(self) -> str:
        """Its review type as reported."""
        return self.review.review_type or NOT_STATED

    @property
    def themes(self) -> tuple[str, ...]:
        """Its themes, answers that name none left out."""
        return _named_terms(self.review, THEME_COLUMNS)

    @property
    def learning(self) -> tuple[str, ...]:
        """Its learning terms, likewise."""
        return _named_terms(self.review, LEARNING_COLUMNS)


def _named_terms(review: CaseReview, columns: Sequence[Column]) -> tuple[str, ...]:
    chosen = (getattr(review, column.field) for column in columns)
    return tuple(
        code for code, column in zip(chosen, columns, strict=True)
        if code is not None and not vocabulary(str(column.vocabulary))[code].is_answer
    )  # fmt: skip


def counted_reviews(summary: PublishedSummary) -> list[CountedReview]:
    """The records that a summary counts; none where it holds none."""
    table = summary.table("cases", COUNTED_FOR, _STANDING)
    rows = list(table.lines()) if table else []
    return [
        CountedReview(
            cell_text(row[COUNTED_FOR] or ""),
            cell_text(row[_STANDING] or ""),
            cell_text(row.get("Record no.") or ""),
            review,
        )
        for row, review in zip(rows, map(review_of, rows), strict=True)
    ]


def review_of(row: Mapping[str, object]) -> CaseReview:
    """A record as the model has it; a cell that is not of its kind is left empty.

    >>> review = review_of({"Status": "Open", "Date added": date(2024, 3, 4), "Theme 1": "typed over"})
    >>> review.status, review.date_added, review.theme_1, review.date_closed
    ('Open', datetime.date(2024, 3, 4), None, None)
    """
    cells: dict[str, Any] = {column.field: _cell(column, row.get(column.header)) for column in COLUMNS}
    return CaseReview.model_construct(**cells)


def _cell(column: Column, value: object) -> object:
    if column.kind == "date":
        return value if isinstance(value, date) else None
    if column.kind == "number":
        return value if isinstance(value, int) else None
    if column.vocabulary and column.vocabulary not in _FREE_WHERE_NOT_LISTED:
        return value if value in vocabulary(column.vocabulary) else None
    return cell_text(value) or None
