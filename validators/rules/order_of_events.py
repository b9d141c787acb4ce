"""Section C, part two: the order of events, the scope of the tracker and how fresh a record is."""

from __future__ import annotations

from datetime import date

from validators.case_review import COLUMN_BY_HEADER
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import for_each, passes_by, passes_if, passes_if_in_order
from validators.missing import emptiness
from validators.month_end import closed_from
from validators.periods import years_before
from validators.quoting import day_in_words
from validators.rulebook import CannotBeChecked, Fault, Faults, rule
from validators.when import OPEN

EARLIEST_INCIDENT = date(1990, 1, 1)
"""So does one before this day."""

INCIDENT_AND_RECORD = ("Incident date", "Date added")
"""The first of these columns never lies after the second."""

ORDER_OF_EVENTS = (
    ("Date commissioned", "Date signed off"),
    ("Date commissioned", "Date closed"),
    ("Date commissioned", "Date published"),
    ("Date signed off", "Date closed"),
)
"""Pairs of columns of which the second never lies before the first."""

_EVENTS = tuple(tuple((COLUMN_BY_HEADER[header].field, header) for header in pair) for pair in ORDER_OF_EVENTS)

SCOPE_BEGINS = date(2021, 4, 1)
"""The tracker holds reviews from this day on, and older ones that were still open then."""


def _is_in_scope(day: date) -> bool:
    return day >= SCOPE_BEGINS


def _is_fresh(updated: date, *, days: int, given: Circumstances) -> bool:
    return given.month is not None and (given.month - updated).days <= days


def _is_of_our_time(incident: date | None, added: date | None, *, years: int) -> bool:
    if incident is None or incident < EARLIEST_INCIDENT:
        return False
    return added is None or not _is_years_before(incident, added, years=years)


@rule(
    "C03",
    title="The incident comes before the record of it",
    severity=Severity.ERROR,
    columns=INCIDENT_AND_RECORD,
    needs=INCIDENT_AND_RECORD,
    why="Order of events.",
    fix="Please either correct Incident date, or correct Date added.",
    passing=passes_if_in_order(*INCIDENT_AND_RECORD),
    source="supporting guidance",
    passes="""
        | Incident date | Date added |
        | 2024-05-02    | 2024-06-03 |
        | 2024-06-03    | 2024-06-03 |
        | June 2024     | 2024-06-03 |
        """,
    fails="""
        | Incident date | Date added |
        | 2024-06-04    | 2024-06-03 |
        """,
    mended="""
        | Incident date | Date added |
        | 2024-05-04    | 2024-06-03 |
        """,
)
def incident_comes_first(entry: Entry, _: Circumstances) -> Faults:
    """One day for both passes. A month alone stands for its first day, so the month of the record passes as well."""
    incident, added = entry.review.incident_date, entry.review.date_added
    if incident is not None and added is not None and incident > added:
        yield Fault("Incident date", f"the incident lies after {day_in_words(added)}, when the record was added")


@rule(
    "C04",
    title="A review is commissioned, signed off and closed in this order",
    severity=Severity.ERROR,
    columns=["Date added", "Date commissioned", "Date signed off", "Date closed", "Date published"],
    each=True,
    why="Order of events.",
    fix="Please either correct this date, or correct the other one.",
    passing=for_each((*ORDER_OF_EVENTS, ("Date added", "Date closed")), lambda pair: passes_if_in_order(*pair)),
    source="supporting guidance",
    passes="""
        | Date added | Date commissioned | Date signed off | Date closed | Date published |
        | 2024-01-10 | 2024-01-09        | 2024-06-03      | 2024-06-03  | 2024-05-20     |
        | 2024-01-10 |                   |                 |             |                |
        """,
    fails="""
        | Date added | Date commissioned | Date signed off | Date closed | Date published |
        | 2024-01-10 | 2024-06-04        | 2024-06-03      | 2024-06-03  | 2024-06-03     |
        | 2024-01-10 | 2024-01-09        | 2024-06-03      | 2024-06-02  |                |
        | 2024-01-10 | 2023-01-09        | 2023-06-03      | 2023-06-10  |                |
        """,
    mended="""
        | Date added | Date commissioned | Date signed off | Date closed | Date published |
        | 2024-01-10 | 2024-01-09        | 2024-06-03      | 2024-06-03  | 2024-06-03     |
        | 2024-01-10 | 2024-01-09        | 2024-06-03      | 2024-06-10  |                |
        | 2023-01-10 | 2023-01-09        | 2023-06-03      | 2023-06-10  |                |
        """,
)
def events_are_in_order(entry: Entry, _: Circumstances) -> Faults:
    """Equal days pass, and a missing date is compared with nothing.

    The fault stands in the column that should be the later one. A report may be published before the review is closed.
    A review that was closed before its record was added is advice: a late entry is right, and only worth a look.
    """
    review = entry.review
    for (earlier_field, earlier_header), (later_field, later_header) in _EVENTS:
        earlier, later = getattr(review, earlier_field), getattr(review, later_field)
        if earlier is not None and later is not None and later < earlier:
            yield _too_early(later_header, later, earlier_header, earlier)
    closed, added = review.date_closed, review.date_added
    if closed is not None and added is not None and closed < added:
        yield Fault(
            "Date added",
            f"the record was added after the review was closed on {day_in_words(closed)}",
            fix="Please either correct one of the two dates, or leave them if the record was entered late.",
            severity=Severity.ADVICE,
        )


def _too_early(header: str, day: date, earlier_header: str, earlier: date) -> Fault:
    what = f"{day_in_words(day)} lies before {earlier_header}, {day_in_words(earlier)}"
    return Fault(header, what, fix=f"Please either correct {header}, or correct {earlier_header}.")


@rule(
    "C05",
    title="An incident is of our time",
    severity=Severity.WARNING,
    columns=["Incident date", "Date added"],
    needs=["Incident date"],
    why="Likely a typing slip (historic cases exist: hence a warning).",
    fix="Please either correct Incident date, or leave it if the case is historic.",
    limits={"years": 30},
    passing=passes_by(INCIDENT_AND_RECORD, _is_of_our_time, limited=True),
    source="own",
    passes="""
        | Incident date | Date added |
        | 1994-10-02    | 2024-10-02 |
        | 1990-01-01    |            |
        """,
    fails="""
        | Incident date | Date added |
        | 1994-10-01    | 2024-10-02 |
        | 1989-12-31    |            |
        """,
    mended="""
        | Incident date | Date added |
        | 2024-10-01    | 2024-10-02 |
        | 2019-12-31    |            |
        """,
)
def incident_is_not_too_long_ago(entry: Entry, _: Circumstances, *, years: int) -> Faults:
    """The years pass to the day. Without Date added only the year 1990 is held against the incident."""
    incident, added = entry.review.incident_date, entry.review.date_added
    if incident is None:  # pragma: no cover - the rule is asked where its day is filled in, as `needs` says
        return
    if incident < EARLIEST_INCIDENT:
        yield Fault("Incident date", f"the incident lies before {EARLIEST_INCIDENT.year}")
    elif added is not None and _is_years_before(incident, added, years=years):
        yield Fault("Incident date", f"the incident lies more than {years} years before its record")


def _is_years_before(incident: date, added: date, *, years: int) -> bool:
    if added.year - incident.year < years:
        return False
    return incident < years_before(added, years)


@rule(
    "C06",
    title="The tracker holds reviews from April 2021 and older ones that were open then",
    severity=Severity.WARNING,
    columns=[
        "Date referred or notified", "Date commissioned", "Status", "Date closed", "Date published", "Date signed off",
    ],
    why="Scope of the tracker: new reviews from 1 April 2021 and older ones still open.",
    fix="Please either correct the date, or take the record off if your region keeps no older ones.",
    passing=passes_if("Date referred or notified", _is_in_scope),
    source="supporting guidance",
    passes="""
        | Status | Date referred or notified | Date commissioned | Date closed |
        | Closed | 2021-04-01                |                   | 2022-05-03  |
        | Closed | 2020-11-02                |                   | 2021-04-01  |
        | Open   |                           | 2019-05-07        |             |
        """,
    fails="""
        | Status | Date referred or notified | Date commissioned | Date closed |
        | Closed | 2020-11-02                | 2021-06-01        | 2021-03-31  |
        | Closed |                           | 2019-05-07        | 2020-05-03  |
        """,
    mended="""
        | Status | Date referred or notified | Date commissioned | Date closed |
        | Closed | 2021-11-02                | 2021-12-01        | 2022-03-31  |
        | Closed |                           | 2021-05-07        | 2022-05-03  |
        """,
)  # fmt: skip
def review_is_in_scope(entry: Entry, _: Circumstances) -> Faults:
    """An older review passes while it is open, or where it was closed on 1 April 2021 or later.

    Closed is as the summary counts it: from Date closed (missing: Date published, else Date signed off). Without a
    date of beginning, and for an older review without a status or a date of closing, it is not checked.
    """
    review = entry.review
    began = review.date_referred or review.date_commissioned
    if began is None:
        raise CannotBeChecked("Date referred or notified", "Date commissioned")
    if _is_in_scope(began) or review.status == "Open":
        return
    if review.status is None:
        raise CannotBeChecked("Status")
    closed = closed_from(review)
    if closed is None:
        raise CannotBeChecked("Date closed")
    if closed < SCOPE_BEGINS:
        header = "Date referred or notified" if review.date_referred else "Date commissioned"
        what = f"the review began on {day_in_words(began)} and was closed before {day_in_words(SCOPE_BEGINS)}"
        yield Fault(header, what)


@rule(
    "C07",
    title="The progress of an open review is brought up to date at least every {days} days",
    severity=Severity.WARNING,
    when=OPEN,
    columns=["Progress updated on"],
    reads_cells=True,
    passing=passes_if("Progress updated on", _is_fresh, limited=True, placed=True),
    why="A stale record misleads the monthly count.",
    fix="Please bring the progress up to date and enter the day on which you did.",
    limits={"days": 90},
    source="own",
    passes="""
        reporting_month: 2024-10-31

        | Status | Progress updated on |
        | Open   | 2024-08-02          |
        | Open   | 2024-11-04          |
        """,
    fails="""
        reporting_month: 2024-10-31

        | Status | Progress updated on |
        | Open   | 2024-08-01          |
        | Open   |                     |
        """,
    mended="""
        reporting_month: 2024-10-31

        | Status | Progress updated on |
        | Open   | 2024-10-28          |
        | Open   | 2024-10-28          |
        """,
)
def progress_is_fresh(entry: Entry, given: Circumstances, *, days: int) -> Faults:
    """Ninety days before the end of the reporting month pass; an update after that end is fresher still.

    An empty cell fails in any month; how old a filled one is cannot be told without the reporting month.
    """
    updated = entry.review.progress_updated_on
    if updated is None:
        yield Fault("Progress updated on", emptiness(entry, "Progress updated on"))
        return
    month = given.month
    if month is None:
        raise CannotBeChecked("Reporting month")
    if (month - updated).days > days:
        what = f"the last update was on {day_in_words(updated)}, more than {days} days before"
        yield Fault("Progress updated on", f"{what} {day_in_words(month)}")
