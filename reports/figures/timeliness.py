"""How long open reviews have been open, and which are past their expected time: never an error, a thing to look at."""

from __future__ import annotations

from collections import Counter
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

__all__ = ["NOT_JUDGED", "PAST", "WITHIN", "open_by_icb", "open_by_stage", "open_by_type", "open_reviews"]

WITHIN, PAST, NOT_JUDGED = "Within expected", "Past expected", "Not judged"
_HEADERS = ("Open", WITHIN, PAST, NOT_JUDGED, *(f"{name} days open" for name in SPREAD))


def open_reviews(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """The open ones of the counted cases, each judged once.

    Columns: those of the cases, then `stage`, `verdict` and `days` (calendar days; None where they are not known). The
    index is that of the cases.
    """
    there = cases[cases["standing"] == Standing.OPEN.value]
    told = [_judged(review, group, month) for review, group in zip(there["review"], there["review_group"], strict=True)]
    return there.assign(
        stage=[review.stage or NOT_STATED for review in there["review"]],
        verdict=[verdict for verdict, _ in told],
        days=pd.Series([days for _, days in told], index=there.index, dtype=object),
    )


def open_by_type(there: pd.DataFrame) -> pd.DataFrame:
    """Open reviews by review type, as reported.

    Columns: Review type, Open, Within expected, Past expected, Not judged (these three add to Open: no expected time is
    known for the type, or the date that it is counted from is empty or after the month), then median, shortest and
    longest in calendar days since that date.
    """
    names = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    return _by(there, "review_type", names, "Review type")


def open_by_icb(there: pd.DataFrame, icbs: Sequence[Term]) -> pd.DataFrame:
    """Open reviews by ICB: ICB code, ICB, then as by type."""
    table = _by(there, "icb", [icb.code for icb in icbs], "ICB code")
    table.insert(1, "ICB", [icb.label for icb in icbs])
    return table


def open_by_stage(there: pd.DataFrame) -> pd.DataFrame:
    """Open reviews by stage in the order of a review's life, then those that state none: Stage, then as by type."""
    return _by(there, "stage", [*vocabulary("stages").codes, NOT_STATED], "Stage")


def _judged(review: CaseReview, group: str, month: date) -> tuple[str, int | None]:
    """How an open review stands to its expected time, and for how many calendar days it has run, if that is known.

    Args:
        review: the review.
        group: its review group.
        month: last day of the reporting month.
    """
    expected = expected_time(group)
    start = expected.start_of(review) if expected else review.date_commissioned
    if start is None or start > month:
        return NOT_JUDGED, None
    days = (month - start).days
    if expected is None:
        return NOT_JUDGED, days
    return (PAST if expected.is_past(start, _end_of(review, group, month)) else WITHIN), days


@dataclass(slots=True)
class _Tally:
    verdicts: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    def take(self, verdict: str, days: int | None) -> None:
        self.verdicts[verdict] += 1
        if days is not None:
            self.days.append(days)

    def counts(self) -> tuple[object, ...]:
        found = (self.verdicts[verdict] for verdict in (WITHIN, PAST, NOT_JUDGED))
        return (self.verdicts.total(), *found, *spread_of(self.days))


def _end_of(review: CaseReview, group: str, month: date) -> date:
    """The outcome ends a rapid review's time, though its record may still be open, as it does for the checklist."""
    if group == "Rapid Review" and review.outcome_date is not None:
        return min(review.outcome_date, month)
    return month


def _by(there: pd.DataFrame, column: str, names: Sequence[str], header: str) -> pd.DataFrame:
    tallies = {name: _Tally() for name in names}
    for name, verdict, days in zip(there[column], there["verdict"], there["days"], strict=True):
        tallies[name].take(verdict, days)
    rows = [(name, *tally.counts()) for name, tally in tallies.items()]
    return pd.DataFrame(rows, columns=[header, *_HEADERS], dtype=object)
