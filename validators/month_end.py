"""The month is a cut-off: how a record stands at the end of a month, from its own dates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from validators.case_review import CaseReview

__all__ = ["Standing", "closed_from", "counted_from", "standing_at"]


class Standing(StrEnum):
    """How a record counts at a month's end."""

    OPEN = "Open"
    CLOSED = "Closed"
    NOT_STATED = "Not Stated"
    LATER = "after the month"


def counted_from(review: CaseReview) -> date | None:
    """The day from which the record is in the totals; None when it has no date for that."""
    return review.date_added or review.date_commissioned or review.date_referred


def closed_from(review: CaseReview) -> date | None:
    """The day from which a closed record counts as closed; None when it has no date for that."""
    return review.date_closed or review.date_published or review.date_signed_off


def standing_at(review: CaseReview, *, end: date, reporting_month: date) -> Standing:
    """How a record stands at the end of a month.

    Status decides and dates place it: an open record with a date closed is open. A record without a date counts in
    the reporting month only, and a closed one without a date of closing is closed in the reporting month only.

    Args:
        review: the record.
        end: last day of the month asked about.
        reporting_month: last day of the month that is reported.

    >>> closed = CaseReview(status="Closed", date_added=date(2024, 5, 3), date_closed=date(2024, 9, 2))
    >>> october = date(2024, 10, 31)
    >>> [standing_at(closed, end=date(2024, m, 30), reporting_month=october).value for m in (4, 6, 9)]
    ['after the month', 'Open', 'Closed']
    """
    added = counted_from(review)
    if (added or reporting_month) > end:
        return Standing.LATER
    if review.status is None:
        return Standing.NOT_STATED
    if review.status == "Open":
        return Standing.OPEN
    return Standing.OPEN if (closed_from(review) or reporting_month) > end else Standing.CLOSED
