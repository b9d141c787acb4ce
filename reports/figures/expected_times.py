"""How long a review of each group is expected to take, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from validators.case_review import COLUMN_BY_HEADER, CaseReview
from validators.periods import months_after
from validators.vocabularies.published import read_table
from validators.working_days import working_days_between

__all__ = ["ExpectedTime", "expected_time", "expected_times"]

_MONTHS = "months"


@dataclass(frozen=True, slots=True)
class ExpectedTime:
    """What is expected of one review group.

    Attributes:
        review_group: its code.
        number: of months or of working days.
        unit: which of the two.
        counted_from: header of the date that begins it.
        source: where it is said.
        basis: whether that was seen in a published page.
    """

    review_group: str
    number: int
    unit: str
    counted_from: str
    source: str
    basis: str

    @property
    def in_words(self) -> str:
        """What is expected, and where that is said."""
        return f"{self.review_group}: {self.number} {self.unit} from {self.counted_from} ({self.source}; {self.basis})."

    def start_of(self, review: CaseReview) -> date | None:
        """The day from which the time of a review is counted; None where it is not filled in."""
        day: date | None = getattr(review, COLUMN_BY_HEADER[self.counted_from].field)
        return day

    def is_past(self, start: date, end: date) -> bool:
        """Whether a time has gone by that began on one day, seen on another."""
        if self.unit == _MONTHS:
            return months_after(start, self.number) < end
        return working_days_between(start, end) > self.number


@cache
def expected_times() -> Mapping[str, ExpectedTime]:
    """Every expected time that is kept, by its review group."""
    return {
        row["review_group"]: ExpectedTime(
            review_group=row["review_group"],
            number=int(row["number"]),
            unit=row["unit"],
            counted_from=row["counted_from"],
            source=row["source"],
            basis=row["basis"],
        )
        for row in read_table("expected_times")
    }


def expected_time(review_group: str) -> ExpectedTime | None:
    """The expected time of a review group; None where none is known.

    >>> expected_time("Rapid Review").number, expected_time("Not Stated")
    (15, None)
    """
    return expected_times().get(review_group)
