"""How long open reviews have been open, and which are past their expected time: never an error, a thing to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from reports.figures.cases import OTHER_REVIEW
from reports.figures.expected_times import expected_time
from reports.figures.spread import SPREAD, spread_of
from validators.case_review import CaseReview
from validators.month_end import Standing
from validators.vocabularies import Term, vocabulary
from validators.when import NOT_STATED

__all__ = ["open_by_icb", "open_by_stage", "open_by_type"]

_HEADERS = ("Open", "Within expected", "Past expected", "Not judged", *(f"{name} days open" for name in SPREAD))


def open_by_type(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Open reviews by review type, as reported.

    Columns: Review type, Open, Within expected, Past expected, Not judged (these three add to Open: no expected time is
    known for the type, or the date that it is counted from is empty or after the month), then median, shortest and
    longest in calendar days since that date.
    """
    names = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    return _by(_open(cases), "review_type", names, "Review type", month)


def open_by_icb(cases: pd.DataFrame, icbs: Sequence[Term], month: date) -> pd.DataFrame:
    """Open reviews by ICB: ICB code, ICB, then as by type."""
    table = _by(_open(cases), "icb", [icb.code for icb in icbs], "ICB code", month)
    table.insert(1, "ICB", [icb.label for icb in icbs])
    return table


def open_by_stage(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Open reviews by stage in the order of a review's life, then those that state none: Stage, then as by type."""
    there = _open(cases)
    there["stage"] = [review.stage or NOT_STATED for review in there["review"]]
    return _by(there, "stage", [*vocabulary("stages").codes, NOT_STATED], "Stage", month)


@dataclass(slots=True)
class _Tally:
    within: int = 0
    past: int = 0
    not_judged: int = 0
    days: list[int] = field(default_factory=list)

    def take(self, review: CaseReview, group: str, month: date) -> None:
        expected = expected_time(group)
        start = expected.start_of(review) if expected else review.date_commissioned
        known = start is not None and start <= month
        if start is not None and known:
            self.days.append((month - start).days)
        if expected is None or start is None or not known:
            self.not_judged += 1
        elif expected.is_past(start, _end_of(review, group, month)):
            self.past += 1
        else:
            self.within += 1

    def counts(self) -> tuple[object, ...]:
        every = self.within + self.past + self.not_judged
        return (every, self.within, self.past, self.not_judged, *spread_of(self.days))


def _end_of(review: CaseReview, group: str, month: date) -> date:
    """The outcome ends a rapid review's time, though its record may still be open, as it does for the checklist."""
    if group == "Rapid Review" and review.outcome_date is not None:
        return min(review.outcome_date, month)
    return month


def _open(cases: pd.DataFrame) -> pd.DataFrame:
    return cases[cases["standing"] == Standing.OPEN.value].copy()


def _by(there: pd.DataFrame, column: str, names: Sequence[str], header: str, month: date) -> pd.DataFrame:
    tallies = {name: _Tally() for name in names}
    for name, group, review in zip(there[column], there["review_group"], there["review"], strict=True):
        tallies[name].take(review, group, month)
    rows = [(name, *tally.counts()) for name, tally in tallies.items()]
    return pd.DataFrame(rows, columns=[header, *_HEADERS], dtype=object)
