"""Rapid reviews: what came of them and when, how many became full reviews, how long they took and which still run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from reports.figures.expected_times import expected_times
from reports.figures.quarters import EARLIER, place_among, quarters_up_to
from reports.figures.spread import SPREAD, spread_of
from validators.case_review import CaseReview
from validators.month_end import Standing
from validators.vocabularies import Term, vocabulary
from validators.when import CONVERTED, types_of
from validators.working_days import working_days_between

__all__ = [
    "BECAME",
    "NOT_FILLED_IN",
    "NO_OUTCOME_DATE",
    "concluded_on",
    "days_running",
    "days_taken",
    "is_open_rapid",
    "is_past",
    "is_rapid",
    "outcome_by",
    "rapid_conversion",
    "rapid_open",
    "rapid_outcomes",
    "rapid_times",
    "what_became",
]

NO_OUTCOME_DATE = "No outcome date"
NOT_FILLED_IN = "Not filled in"

_GROUP = "Rapid Review"
_STILL_RAPID = types_of(_GROUP)
_CONVERTED = CONVERTED.types or frozenset()
_FULL = frozenset(term.code for term in vocabulary("rapid_review_outcomes") if term.details["review_group"])
"""The outcomes that name a full review."""


def rapid_outcomes(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Every review that is or began as a rapid review, by quarter of its outcome and by outcome.

    An outcome that is dated after the month is not there yet. Columns: Quarter (earlier ones together, then the last
    eight, then those without an outcome date), Total, a column for each outcome, Not filled in.
    """
    outcomes = [*vocabulary("rapid_review_outcomes").codes, NOT_FILLED_IN]
    quarters = quarters_up_to(month)
    found: Counter[tuple[str, str]] = Counter()
    for review in _rapid(cases):
        day = concluded_on(review, month)
        quarter = place_among(quarters, day) if day is not None else NO_OUTCOME_DATE
        found[quarter, outcome_by(review, month) or NOT_FILLED_IN] += 1
    rows = []
    for quarter in (EARLIER, *quarters, NO_OUTCOME_DATE):
        counts = [found[quarter, outcome] for outcome in outcomes]
        rows.append((quarter, sum(counts), *counts))
    return pd.DataFrame(rows, columns=["Quarter", "Total", *outcomes])


def rapid_conversion(cases: pd.DataFrame, icbs: Sequence[Term], month: date) -> pd.DataFrame:
    """How many rapid reviews became full reviews, by ICB.

    A review counts as converted if its type was overwritten with one marked - Converted, or if it is still a rapid
    review and its outcome names a full review. The rate is converted of all (None where there is none): it holds only
    where ICBs do one or the other, and do not add a second record for the full review.

    Columns: ICB code, ICB, Rapid reviews, Type overwritten, Outcome names a full review, Converted, Ended otherwise,
    Outcome not filled in, Conversion rate. Converted, ended otherwise and not filled in add to the rapid reviews.
    """
    found: Counter[tuple[str, str]] = Counter()
    for icb, review in zip(cases["icb"], cases["review"], strict=True):
        if is_rapid(review):
            found[icb, what_became(review, month)] += 1
    rows = []
    for icb in icbs:
        overwritten, named, otherwise, open_end = (found[icb.code, what] for what in BECAME)
        every, converted = overwritten + named + otherwise + open_end, overwritten + named
        rate = round(converted / every, 4) if every else None
        rows.append((icb.code, icb.label, every, overwritten, named, converted, otherwise, open_end, rate))
    headers = ["ICB code", "ICB", "Rapid reviews", *BECAME[:2], "Converted", *BECAME[2:], "Conversion rate"]
    return pd.DataFrame(rows, columns=headers, dtype=object)


BECAME = ("Type overwritten", "Outcome names a full review", "Ended otherwise", "Outcome not filled in")
"""What becomes of a rapid review; the first two are conversions."""


def what_became(review: CaseReview, month: date) -> str:
    """Which of `BECAME` a review is that is or began as a rapid review."""
    if review.review_type in _CONVERTED:
        return BECAME[0]
    outcome = outcome_by(review, month)
    if outcome is None:
        return BECAME[3]
    return BECAME[1] if outcome in _FULL else BECAME[2]


def rapid_times(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Working days from notification to outcome, by quarter of the outcome.

    Columns: Quarter, Concluded, Within expected, Past expected, No date of notification, then median, shortest and
    longest in working days (None where none is known). The three in the middle add to the concluded ones.
    """
    quarters = quarters_up_to(month)
    taken: dict[str, list[int]] = {quarter: [] for quarter in (EARLIER, *quarters)}
    unknown: Counter[str] = Counter()
    for review in _rapid(cases):
        day = concluded_on(review, month)
        if day is None:
            continue
        quarter, days_it_took = place_among(quarters, day), days_taken(review, month)
        if days_it_took is None:
            unknown[quarter] += 1
        else:
            taken[quarter].append(days_it_took)
    rows = []
    for quarter, days in taken.items():
        late = sum(map(is_past, days))
        concluded = len(days) + unknown[quarter]
        rows.append((quarter, concluded, len(days) - late, late, unknown[quarter], *spread_of(days)))
    headers = ["Quarter", "Concluded", "Within expected", "Past expected", "No date of notification"]
    return pd.DataFrame(rows, columns=[*headers, *(f"{name} working days" for name in SPREAD)], dtype=object)


def rapid_open(cases: pd.DataFrame, icbs: Sequence[Term], month: date) -> pd.DataFrame:
    """Rapid reviews that are open at the month's end, by ICB: within their expected working days, or past them.

    An outcome date ends the count, as it does for the checklist. Columns: ICB code, ICB, Open, Within expected, Past
    expected, No date of notification (these three add to Open), Past expected without outcome, Longest working days.
    """
    running: dict[str, list[tuple[int, bool]]] = {icb.code: [] for icb in icbs}
    unknown: Counter[str] = Counter()
    for icb, standing, review in zip(cases["icb"], cases["standing"], cases["review"], strict=True):
        if not is_open_rapid(review, standing):
            continue
        days = days_running(review, month)
        if days is None:
            unknown[icb] += 1
        else:
            running[icb].append((days, concluded_on(review, month) is not None))
    rows = []
    for one in icbs:
        lives = running[one.code]
        late = [concluded for days, concluded in lives if is_past(days)]
        counts = (len(lives) + unknown[one.code], len(lives) - len(late), len(late), unknown[one.code])
        longest = max((days for days, _ in lives), default=None)
        rows.append((one.code, one.label, *counts, late.count(False), longest))
    headers = ["ICB code", "ICB", "Open", "Within expected", "Past expected", "No date of notification"]
    headers += ["Past expected without outcome", "Longest working days"]
    return pd.DataFrame(rows, columns=headers, dtype=object)


def is_rapid(review: CaseReview) -> bool:
    """Whether a review is a rapid review or began as one."""
    return review.review_type in _STILL_RAPID or review.review_type in _CONVERTED


def is_open_rapid(review: CaseReview, standing: str) -> bool:
    """Whether a review is still a rapid review, and open at the month's end."""
    return standing == Standing.OPEN.value and review.review_type in _STILL_RAPID


def _rapid(cases: pd.DataFrame) -> Iterator[CaseReview]:
    return (review for review in cases["review"] if is_rapid(review))


def concluded_on(review: CaseReview, month: date) -> date | None:
    """The day of the outcome, if the month has seen it."""
    day = review.outcome_date
    return day if day is not None and day <= month else None


def outcome_by(review: CaseReview, month: date) -> str | None:
    """The outcome, if the month has seen it; one without a date has come."""
    is_later = review.outcome_date is not None and review.outcome_date > month
    return None if is_later else review.rapid_review_outcome


def days_taken(review: CaseReview, month: date) -> int | None:
    """Working days from the notification to the outcome; None where one of them is not known."""
    day = concluded_on(review, month)
    return None if day is None else _days_from_notification(review, day)


def days_running(review: CaseReview, month: date) -> int | None:
    """Working days from the notification to the outcome, or to the month's end; None where no notification is known."""
    if review.date_referred is None or review.date_referred > month:
        return None
    return working_days_between(review.date_referred, concluded_on(review, month) or month)


def _days_from_notification(review: CaseReview, day: date) -> int | None:
    start = review.date_referred
    return None if start is None or start > day else working_days_between(start, day)


def is_past(days: int) -> bool:
    """Whether a rapid review took more working days than are expected."""
    return days > expected_times()[_GROUP].number
