"""Section C, part one: whether a date is a date, and one that may be true."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from validators.case_review import DATE_COLUMNS, CaseReview
from validators.cells import Note, NoteKind
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if_come, passes_unless_noted
from validators.quoting import day_in_words, month_in_words
from validators.records import Records
from validators.row_sets import NO_ROWS, positions
from validators.rulebook import Fault, Faults, rule, workbook_rule

_HEADERS = tuple(column.header for column in DATE_COLUMNS)
_dates_of = itemgetter(*(column.field for column in DATE_COLUMNS))
_MONTH_IS_ENOUGH = "Incident date"
_DATE_NOTES = frozenset({NoteKind.DATE_TEXT, NoteKind.DATE_NUMBER, NoteKind.MONTH_ONLY})
_YEAR_ALONE = re.compile(r"\d{4}")


def _dates(review: CaseReview) -> tuple[date | None, ...]:
    """The record's dates in the order of the columns."""
    # Not as attributes: the model looks each of them up, and all are asked for of every record.
    found: tuple[date | None, ...] = _dates_of(review.__dict__)
    return found


@rule(
    "C01",
    title="A date column holds full dates",
    severity=Severity.ERROR,
    columns=_HEADERS,
    reads_cells=True,
    why="Real returns hold July 2020 and 2018.",
    fix="Please either enter the full date, for example 31/10/2024, or clear the cell until it is known.",
    passing=passes_unless_noted(*_DATE_NOTES),
    source="public DHR dataset",
    passes="""
        | Date added | Date closed |
        | 2024-10-02 |             |
        """,
    fails="""
        | Date added | Incident date | Date closed | Date published |
        | 12/03/2024 | July 2020     | soon        | May 2024       |
        | 2024-10-02 | 2018          | 31/02/2024  |                |
        """,
    mended="""
        | Date added | Incident date | Date closed | Date published |
        | 2024-03-12 | 2020-07-14    |             | 2024-05-07     |
        | 2024-10-02 | 2018-06-01    | 2024-02-29  |                |
        """,
)
def dates_are_dates(entry: Entry, _: Circumstances) -> Faults:
    """Advice where the date was understood: a text read day first, or a bare number read as Excel counts days.

    A month and year alone is advice for Incident date, where it is kept as precise as it is. In every other date column
    it is an error: the summary would count from the month's first day, and nobody has said that day.
    A year alone and a day that its month does not have are no dates.
    """
    for header, problem in entry.problems.items():
        if problem.code == "not_a_date":
            year_alone = _YEAR_ALONE.fullmatch(entry.text(header))
            yield Fault(header, "the cell holds a year alone" if year_alone else "the cell holds no date")
    for header, note in entry.notes.items():
        if note.kind in _DATE_NOTES:
            yield _understood(header, note)


def _understood(header: str, note: Note) -> Fault:
    day = date.fromisoformat(note.understood)
    if note.kind is not NoteKind.MONTH_ONLY:
        typed_as = "text" if note.kind is NoteKind.DATE_TEXT else "number"
        return Fault(
            header,
            f"a {typed_as} was understood as {day_in_words(day)}",
            fix=f"Please either enter {day_in_words(day)} as a date, or correct it.",
            suggestion=note.understood,
            severity=Severity.ADVICE,
        )
    if header == _MONTH_IS_ENOUGH:
        return Fault(
            header,
            f"a month alone was understood as {month_in_words(day)}",
            fix="Please either enter the full date, or leave the month if the day is not known.",
            severity=Severity.ADVICE,
        )
    return Fault(header, f"a full date is needed and the cell holds {month_in_words(day)} alone")


@rule(
    "C02",
    title="No date lies after the day of the check",
    severity=Severity.ERROR,
    columns=_HEADERS,
    each=True,
    why="Nothing has happened tomorrow; dates after the reporting month are not errors: the month is a cut-off.",
    fix="Please either correct the date, or clear the cell until the day has come.",
    passing=passes_if_come(*_HEADERS),
    source="own",
    passes="""
        today: 2024-11-05

        | Date added | Date signed off |
        | 2024-11-05 |                 |
        """,
    fails="""
        today: 2024-11-05

        | Date added | Date signed off |
        | 2024-11-06 | 2042-10-01      |
        """,
    mended="""
        today: 2024-11-05

        | Date added | Date signed off |
        | 2024-11-05 | 2024-10-01      |
        """,
)
def dates_have_come(entry: Entry, given: Circumstances) -> Faults:
    """The day of the check itself passes; a month alone stands for its first day."""
    today, days = given.today, _dates(entry.review)
    for at, day in enumerate(days):
        if day is not None and day > today:
            yield Fault(_HEADERS[at], f"{day_in_words(day)} has not come yet")


@workbook_rule(
    "C08",
    title="Dates are each record's own, and no stand-ins",
    severity=Severity.ADVICE,
    columns=_HEADERS,
    why="Placeholder dates.",
    fix="Please either enter each record's own date, or leave it if it is right.",
    limits={"rows": 4},
    source="own",
    passes="""
        | Date added | Incident date |
        | 2024-10-02 | January 2020  |
        | 2024-10-02 | 2020-05-03    |
        | 2024-10-02 | 2020-06-30    |
        | 2024-09-02 | 2020-06-30    |
        """,
    fails="""
        | Date added | Incident date |
        | 2024-10-02 | 2020-01-01    |
        | 2024-10-02 | 2020-05-03    |
        | 2024-10-02 | 2020-06-30    |
        | 2024-10-02 | 2020-06-30    |
        """,
    mended="""
        | Date added | Incident date |
        | 2024-10-02 | January 2020  |
        | 2024-10-02 | 2020-05-03    |
        | 2024-10-02 | 2020-06-30    |
        | 2024-10-04 | 2020-06-30    |
        """,
)
def dates_are_not_stand_ins(records: Records, _: Circumstances, *, rows: int) -> Faults:
    """Four or more neighbouring rows with one date make one finding, in the first of them, and not one each.

    Records that were entered on one day are right to say so, and a finding for each would bury the rest. Blank rows
    between do not part neighbours. A month alone is never meant, neither as 1 January nor as an equal date.
    """
    for header in _HEADERS:
        if records.filled(header):
            days = _full_dates(records, header)
            found = [*_pasted(days, rows=rows), *_new_years_days(days, records.distinct(header))]
            yield from (Fault(header, what, entry=records[place]) for place, what in found)


def _pasted(days: Sequence[date | None], *, rows: int) -> Iterator[tuple[int, str]]:
    """Place of each run of one date, and what is wrong there."""
    for first, length in _runs(days, rows=rows) if _has_run(days, rows=rows) else ():
        yield first, f"the same date stands in {length:,} neighbouring rows, from this one on"


def _new_years_days(days: Sequence[date | None], distinct: Collection[date]) -> Iterator[tuple[int, str]]:
    """Place of each first of January, and what is wrong there; most columns have none among their distinct dates."""
    stand_ins = {day for day in distinct if day.day == 1 and day.month == 1}
    for place, day in enumerate(days) if stand_ins else ():
        if day in stand_ins:
            yield place, f"{day_in_words(day)} often stands in for a day that is not known"


def _full_dates(records: Records, header: str) -> Sequence[date | None]:
    """A column's dates without those of which only the month is known."""
    days = records.column(header)
    noted = records.noted.get(NoteKind.MONTH_ONLY, NO_ROWS)
    if not noted:
        return days
    days = [*days]
    for place in positions(noted):
        note = records[place].notes.get(header)
        if note is not None and note.kind is NoteKind.MONTH_ONLY:
            days[place] = None
    return days


def _has_run(days: Sequence[date | None], *, rows: int) -> bool:
    """Whether there may be any run: most columns have none, which is seen sooner than a column is parted into runs."""
    # Each run of four holds two neighbours of which the first stands at a place that three divides.
    step = max(rows - 1, 1)
    neighbours = zip(days[::step], days[1::step], strict=False)
    return rows <= 1 or bool([day for day, after in neighbours if day == after and day is not None])


def _runs(days: Sequence[date | None], *, rows: int) -> Iterator[tuple[int, int]]:
    """Place and length of each run of equal dates that is long enough to look pasted."""
    start = 0
    for day, equal in groupby(days):
        length = sum(1 for _ in equal)
        if day is not None and length >= rows:
            yield start, length
        start += length
