"""Which cells a record still lacks: those that the model asks for, by status, review type and publication."""

from __future__ import annotations

from collections.abc import Container

from validators.case_review import COLUMN_BY_FIELD, COLUMNS, CaseReview, Column
from validators.when import NEVER_REQUIRED, NOT_STATED, Profile

__all__ = ["REQUIRED_COLUMNS", "cells_to_complete", "is_asked_for"]

REQUIRED_COLUMNS = tuple(column for column in COLUMNS if column.required is not NEVER_REQUIRED)
"""The columns that any record needs, in their order."""


def is_asked_for(column: Column, profile: Profile) -> bool:
    """Whether a record of this profile is known to need a column: what hangs on an empty cell is not asked for yet.

    >>> from validators.case_review import COLUMN_BY_HEADER
    >>> is_asked_for(COLUMN_BY_HEADER["Stage"], Profile("Open", None, ""))
    True
    >>> is_asked_for(COLUMN_BY_HEADER["Date commissioned"], Profile("Open", None, ""))
    False
    """
    return not column.required.excludes(profile) and not column.required.unknown(profile)


def cells_to_complete(review: CaseReview, *, unread: Container[str] = ()) -> tuple[str, ...]:
    """Headers of the cells that the record needs and that are empty, in the order of the columns.

    A review type of Not Stated is still to come, so it is among them. A cell in whose stead another may be filled in
    (Theme 1 by Theme 2) is not asked for beside that one. A cell that cannot be read is not empty.

    Args:
        review: the record as understood.
        unread: headers of cells that hold something unreadable.

    >>> review = CaseReview.model_validate({"Record no.": "1", "Status": "Closed", "Review type": "Rapid Review"})
    >>> [header for header in cells_to_complete(review) if header.startswith("Outcome")]
    ['Outcome date']
    """
    profile = Profile.of(review, unread=unread)
    return tuple(
        column.header
        for column in REQUIRED_COLUMNS
        if column.header not in unread
        and is_asked_for(column, profile)
        and not _is_given(review, column)
        and not any(_is_filled(review, field, unread) for field in column.instead)
    )


def _is_filled(review: CaseReview, field: str, unread: Container[str]) -> bool:
    return getattr(review, field) is not None or COLUMN_BY_FIELD[field].header in unread


def _is_given(review: CaseReview, column: Column) -> bool:
    value = getattr(review, column.field)
    return value is not None and not (column.field == "review_type" and value == NOT_STATED)
