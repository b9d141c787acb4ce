"""Section D, part one: what closing a review asks for, and what an open one must not hold yet."""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if, passes_if_empty, passes_if_empty_or, passes_if_filled
from validators.missing import emptiness
from validators.periods import months_after
from validators.quoting import day_in_words
from validators.rulebook import CannotBeChecked, Fault, Faults, rule
from validators.when import CLOSED, NOT_STATED, OPEN, OPEN_SIGNED_OFF

CLOSING_PUBLICATION_STATUSES = frozenset({"Published", "Embargoed", "Not for publication"})
"""The publication statuses with which a review may be closed."""

_RAPID_REVIEW = "Rapid Review"
_NO_TYPE = frozenset({None, NOT_STATED})


def _is_signed_off_when_done(review_type: str) -> bool:
    return review_type != _RAPID_REVIEW


def _is_of_closed_review(publication_status: str) -> bool:
    return publication_status in CLOSING_PUBLICATION_STATUSES


def _is_not_published(publication_status: str) -> bool:
    return publication_status != "Published"


@rule(
    "D01",
    title="A closed review has been signed off",
    severity=Severity.ERROR,
    when=CLOSED,
    columns=["Date signed off", "Outcome date", "Review type"],
    reads_cells=True,
    why="Closed means completed and signed off.",
    fix="Please either enter the day on which the chair signed the report off, or choose Open.",
    passing=passes_if("Review type", _is_signed_off_when_done) & passes_if_filled("Date signed off")
    | passes_if("Review type", _RAPID_REVIEW.__eq__) & passes_if_filled("Outcome date"),
    source="deck",
    new_to_template=True,
    passes="""
        | Status | Review type  | Date signed off | Outcome date |
        | Closed | SAR Adult    | 2024-09-03      |              |
        | Closed | Rapid Review |                 | 2024-09-03   |
        """,
    fails="""
        | Status | Review type  | Date signed off | Outcome date |
        | Closed | SAR Adult    |                 |              |
        | Closed | Rapid Review | 2024-09-03      |              |
        """,
    mended="""
        | Status | Review type  | Date signed off | Outcome date |
        | Closed | SAR Adult    | 2024-09-03      |              |
        | Open   | Rapid Review | 2024-09-03      |              |
        """,
)
def closed_review_is_signed_off(entry: Entry, given: Circumstances) -> Faults:
    """A rapid review is not signed off: its Outcome date is asked for instead, whatever Date signed off holds.

    A review without a type, or Not Stated, is judged by Date signed off; it is not checked where only Outcome date is
    filled in, because it may be a rapid review. Where the region's closing rule says "or", a review that is published
    or under embargo passes without.
    """
    review = entry.review
    if given.closes_by_either and review.publication_status in CLOSING_PUBLICATION_STATUSES:
        return
    if review.review_type == _RAPID_REVIEW:
        if review.outcome_date is None:
            yield Fault(
                "Outcome date",
                emptiness(entry, "Outcome date"),
                fix="Please either enter the day on which the outcome was decided, or choose Open.",
            )
    elif review.date_signed_off is None:
        if review.outcome_date is not None and review.review_type in _NO_TYPE:
            raise CannotBeChecked("Review type")
        yield Fault("Date signed off", emptiness(entry, "Date signed off"))


@rule(
    "D02",
    title="A closed review is published, embargoed or not for publication",
    severity=Severity.ERROR,
    when=CLOSED,
    columns=["Publication status", "Review type"],
    reads_cells=True,
    why="Closed means published or embargoed.",
    fix="Please either choose Published, Embargoed or Not for publication, or choose Open as its status.",
    passing=passes_if("Publication status", _is_of_closed_review),
    source="deck",
    new_to_template=True,
    passes="""
        | Status | Review type  | Publication status  |
        | Closed | SAR Adult    | Published           |
        | Closed | CSPR Child   | Embargoed           |
        | Closed | DHR Adult    | Not for publication |
        | Closed | Rapid Review |                     |
        """,
    fails="""
        | Status | Review type  | Publication status |
        | Closed | SAR Adult    |                    |
        | Closed | Rapid Review | To be published    |
        """,
    mended="""
        | Status | Review type  | Publication status |
        | Closed | SAR Adult    | Published          |
        | Open   | Rapid Review | To be published    |
        """,
)
def closed_review_has_its_publication(entry: Entry, given: Circumstances) -> Faults:
    """Empty means not for publication in a rapid review; a review without a type is then not checked.

    Where the region's closing rule says "or", a review that is signed off passes whatever its publication.
    """
    review = entry.review
    if review.publication_status in CLOSING_PUBLICATION_STATUSES:
        return
    if given.closes_by_either and review.date_signed_off is not None:
        return
    if review.publication_status is not None:
        yield Fault("Publication status", f"the status is Closed and the publication is {review.publication_status}")
        return
    what = emptiness(entry, "Publication status")
    if review.review_type in _NO_TYPE:
        raise CannotBeChecked("Review type")
    if review.review_type != _RAPID_REVIEW:
        yield Fault("Publication status", what)


@rule(
    "D05",
    title="An open review has no day of closing or publishing yet",
    severity=Severity.ERROR,
    when=OPEN,
    columns=["Date closed", "Date published"],
    each=True,
    why="Status and dates disagree.",
    fix="Please either choose Closed as its status, or clear the date.",
    passing=passes_if_empty("Date closed", "Date published"),
    source="own",
    passes="""
        | Status | Date closed | Date published |
        | Open   |             |                |
        """,
    fails="""
        | Status | Date closed | Date published |
        | Open   | 2024-09-03  | 2024-09-03     |
        """,
    mended="""
        | Status | Date closed | Date published |
        | Closed | 2024-09-03  | 2024-09-03     |
        """,
)
def open_review_has_no_end(entry: Entry, _: Circumstances) -> Faults:
    """A planned day of publishing is no Date published: it belongs into Comments."""
    if entry.review.date_closed is not None:
        yield Fault("Date closed", "the cell is filled in while the status is Open")
    if entry.review.date_published is not None:
        yield Fault("Date published", "the cell is filled in while the status is Open")


@rule(
    "D06",
    title="A closed review has its day of closing",
    severity=Severity.WARNING,
    when=CLOSED,
    columns=["Date closed"],
    reads_cells=True,
    why="The month of closing is counted.",
    fix="Please either enter the day on which the review was closed, or choose Open as its status.",
    passing=passes_if_filled("Date closed"),
    source="own",
    new_to_template=True,
    passes="""
        | Status | Date closed |
        | Closed | 2024-09-03  |
        """,
    fails="""
        | Status | Date closed |
        | Closed |             |
        """,
    mended="""
        | Status | Date closed |
        | Closed | 2024-09-03  |
        """,
)
def closing_is_dated(entry: Entry, _: Circumstances) -> Faults:
    """Without it the summary counts from Date published, else Date signed off: hence no error."""
    if entry.review.date_closed is None:
        yield Fault("Date closed", emptiness(entry, "Date closed"))


@rule(
    "D08",
    title="An open review is not published yet",
    severity=Severity.WARNING,
    when=OPEN,
    columns=["Publication status"],
    why="Status and publication disagree.",
    fix="Please either choose Closed as its status, or choose another publication status.",
    passing=passes_if_empty_or("Publication status", _is_not_published),
    source="own",
    passes="""
        | Status | Publication status |
        | Open   | To be published    |
        | Open   |                    |
        """,
    fails="""
        | Status | Publication status |
        | Open   | Published          |
        """,
    mended="""
        | Status | Publication status |
        | Open   | To be published    |
        """,
)
def open_review_is_not_published(entry: Entry, _: Circumstances) -> Faults:
    """Embargoed while open passes: the report may wait for its end with the review."""
    if entry.review.publication_status == "Published":
        yield Fault("Publication status", "the publication is Published while the status is Open")


@rule(
    "D09",
    title="A review that is signed off is soon closed",
    severity=Severity.ADVICE,
    when=OPEN_SIGNED_OFF,
    columns=["Date signed off"],
    why="Either publish, embargo or close.",
    fix="Please either publish or embargo the report and close the review, or correct Date signed off.",
    limits={"months": 6},
    source="supporting guidance",
    passes="""
        today: 2024-11-05

        | Status | Date signed off |
        | Open   | 2024-05-05      |
        """,
    fails="""
        today: 2024-11-05

        | Status | Date signed off |
        | Open   | 2024-05-04      |
        """,
    mended="""
        today: 2024-11-05

        | Status | Date signed off |
        | Closed | 2024-05-04      |
        """,
)
def signed_off_review_is_soon_closed(entry: Entry, given: Circumstances, *, months: int) -> Faults:
    """Six calendar months to the day pass, counted to the day of the check."""
    signed_off = entry.review.date_signed_off
    if signed_off is not None and months_after(signed_off, months) < given.today:
        what = f"the report was signed off on {day_in_words(signed_off)}"
        yield Fault("Date signed off", f"{what}, more than {months} months ago")
