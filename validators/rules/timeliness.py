"""Section F, last part: whether a review keeps to its expected time, and whether its stage fits its dates."""

from __future__ import annotations

from datetime import date

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if, passes_if_filled
from validators.periods import months_after
from validators.records import Records
from validators.row_lists import records_in_words
from validators.row_sets import positions
from validators.rulebook import Fault, Faults, rule, workbook_rule
from validators.vocabularies import vocabulary
from validators.when import FULL_REVIEWS, OPEN, OPEN_RAPID_REVIEWS
from validators.working_days import working_days_between

_STAGES = vocabulary("stages").codes
_FROM_COMMISSIONING = frozenset(_STAGES[_STAGES.index("Commissioned") :])
_FROM_SIGN_OFF = frozenset(_STAGES[_STAGES.index("Signed off") :])


def _is_not_signed_off(stage: str) -> bool:
    return stage not in _FROM_SIGN_OFF


def _is_not_commissioned(stage: str) -> bool:
    return stage not in _FROM_COMMISSIONING


def as_at(given: Circumstances) -> date:
    """The day up to which time is counted: the end of the reporting month, or the day of the check if that is earlier.

    So a return that is checked three weeks after the month shows nothing as late that was in time at the month's end.
    """
    return min(given.month or given.today, given.today)


@rule(
    "F07",
    title="A rapid review is expected to take {working_days} working days",
    severity=Severity.WARNING,
    when=OPEN_RAPID_REVIEWS,
    columns=["Date referred or notified", "Outcome date"],
    needs=["Date referred or notified"],
    why="Expected time for a rapid review; past expected and not an error.",
    fix="Please either close it with its outcome, or correct the date of notification; if it takes longer, leave it.",
    limits={"working_days": 15},
    source="Working Together 2023",
    passes="""
        | Status | Review type  | Date referred or notified |
        | Open   | Rapid Review | 2024-10-10                |
        """,
    fails="""
        | Status | Review type  | Date referred or notified |
        | Open   | Rapid Review | 2024-10-09                |
        """,
    mended="""
        | Status | Review type  | Date referred or notified | Rapid review outcome | Outcome date |
        | Closed | Rapid Review | 2024-10-09                | No further review    | 2024-10-29   |
        """,
)
def rapid_review_is_rapid(entry: Entry, given: Circumstances, *, working_days: int) -> Faults:
    """Working days of England after Date referred or notified, up to the reporting month's end or an earlier today.

    An Outcome date ends the count: the rapid review itself was finished then, though the record is still open.
    """
    notified = entry.review.date_referred
    ended = min(entry.review.outcome_date or date.max, as_at(given))
    taken = working_days_between(notified, ended) if notified is not None else 0
    if taken > working_days:
        yield Fault("Status", f"the rapid review has been open for {taken:,} working days")


@workbook_rule(
    "F09",
    title="A SAR, CSPR or DHR is expected to take {months} months from its commissioning",
    severity=Severity.ADVICE,
    columns=["Status", "Review type", "Date commissioned"],
    why="Expected time; past expected and not an error.",
    fix="Please either close what is finished, or correct Date commissioned; a review that takes longer can stay.",
    limits={"months": 6},
    source="statutory guidance",
    passes="""
        | Status | Review type | Date commissioned |
        | Open   | SAR Adult   | 2024-05-01        |
        """,
    fails="""
        | Status | Review type | Date commissioned |
        | Open   | SAR Adult   | 2024-04-30        |
        | Open   | CSPR Child  | 2023-04-03        |
        """,
    mended="""
        | Status | Review type | Date commissioned |
        | Closed | SAR Adult   | 2024-04-30        |
        | Closed | CSPR Child  | 2023-04-03        |
        """,
)
def reviews_keep_their_time(records: Records, given: Circumstances, *, months: int) -> Faults:
    """One line for the workbook, which names the rows: many reviews take longer for good reasons.

    The day is the reporting month's end or an earlier today. A review without Date commissioned is not looked at.
    """
    types, day = FULL_REVIEWS.types or frozenset(), as_at(given)
    open_ones = records.where("Status", "Open".__eq__) & records.where("Review type", types.__contains__)
    commissioned = records.column("Date commissioned")
    late = [
        records[position]
        for position in positions(open_ones & records.filled("Date commissioned"))
        if months_after(commissioned[position], months) < day
    ]
    if late:
        reviews = "1 review is" if len(late) == 1 else f"{len(late):,} reviews are"
        what = f"{reviews} open more than {months} months after commissioning ({records_in_words(late)})"
        yield Fault("Date commissioned", what)


@rule(
    "F12",
    title="An open review says its stage, and its dates agree",
    severity=Severity.ADVICE,
    when=OPEN,
    columns=["Stage", "Date commissioned", "Date signed off"],
    each=True,
    passing=passes_if_filled("Stage", "Date commissioned", "Date signed off")
    | passes_if("Stage", _is_not_signed_off) & passes_if_filled("Date commissioned")
    | passes_if("Stage", _is_not_commissioned),
    why="Slippage is seen by stage.",
    fix="Please either choose the stage that fits the dates, or fill in the date.",
    source="national outputs page",
    passes="""
        | Status | Review type | Stage           | Date commissioned | Date signed off |
        | Open   | SAR Adult   | Referred        |                   |                 |
        | Open   | SAR Adult   | Panel under way | 2024-06-03        |                 |
        | Open   | SAR Adult   | Signed off      | 2024-06-03        | 2024-10-01      |
        """,
    fails="""
        | Status | Review type | Stage        | Date commissioned | Date signed off |
        | Open   | SAR Adult   |              |                   |                 |
        | Open   | SAR Adult   | Commissioned |                   |                 |
        | Open   | SAR Adult   | Signed off   | 2024-06-03        |                 |
        """,
    mended="""
        | Status | Review type | Stage          | Date commissioned | Date signed off |
        | Open   | SAR Adult   | Referred       |                   |                 |
        | Open   | SAR Adult   | Commissioned   | 2024-06-03        |                 |
        | Open   | SAR Adult   | Report drafted | 2024-06-03        |                 |
        """,
)
def stage_fits_dates(entry: Entry, _: Circumstances) -> Faults:
    """Commissioned and every later stage needs Date commissioned, Signed off and every later one Date signed off.

    A rapid review is not commissioned, so it needs no Date commissioned. Only the date that is missing is reported, as
    a fault of Stage; a date that runs ahead of the stage is left alone.
    """
    review = entry.review
    stage = review.stage
    if stage is None:
        if "Stage" not in entry.problems:
            yield Fault("Stage", "the cell is empty", fix="Please choose the stage that the review has reached.")
    elif stage in _FROM_SIGN_OFF and _lacks(entry, review.date_signed_off, "Date signed off"):
        yield Fault("Stage", f"the stage is {stage} and Date signed off is empty")
    elif (
        stage in _FROM_COMMISSIONING
        and review.review_type != "Rapid Review"
        and _lacks(entry, review.date_commissioned, "Date commissioned")
    ):
        yield Fault("Stage", f"the stage is {stage} and Date commissioned is empty")


def _lacks(entry: Entry, day: date | None, header: str) -> bool:
    return day is None and header not in entry.problems
