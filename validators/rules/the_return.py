"""Section I: the return as a whole: whose it is, what it counts, and whether the workbook is still the template's."""

from __future__ import annotations

from collections import Counter

from validators.entries import Circumstances, SavedFile, records_fingerprint
from validators.findings import YOUR_ICB, Severity
from validators.month_end import Standing, standing_at
from validators.records import Records
from validators.row_lists import rows_in_words
from validators.row_sets import positions
from validators.rulebook import CannotBeChecked, Fault, Faults, workbook_rule
from validators.vocabularies.organisations import icb_lineage
from validators.your_icb import YourIcb

_SAVED_FILE = "the saved file"


def _label(field: str) -> str:
    return str(YourIcb.model_fields[field].title)


_ICB, _MONTH = _label("your_icb"), _label("reporting_month")
_OWN_COUNTS = tuple((field, _label(field)) for field in ("own_total", "own_open", "own_closed"))


def _saved(given: Circumstances) -> SavedFile:
    if given.saved is None:
        raise CannotBeChecked(_SAVED_FILE)
    return given.saved


@workbook_rule(
    "I01",
    title="A return names its ICB and its reporting month",
    severity=Severity.ERROR,
    why="The return cannot be placed.",
    fix="Please choose the code of your ICB, for example QMF.",
    source="own",
    passes="""
        your_icb: QMF
        reporting_month: 2024-10-31

        | Status |
        | Open   |
        """,
    fails="""
        your_icb: (empty)
        reporting_month: (empty)

        | Status |
        | Open   |
        """,
    mended="""
        your_icb: QKK
        reporting_month: 2024-10-31

        | Status |
        | Open   |
        """,
)
def return_is_placed(_: Records, given: Circumstances) -> Faults:
    """Any day of the reporting month will do."""
    if given.icb is None:
        yield Fault(_ICB, "the cell is empty", sheet=YOUR_ICB)
    if given.month is None:
        fix = "Please enter the last day of the month that the return reports, for example 31/10/2024."
        yield Fault(_MONTH, "the cell is empty", fix=fix, sheet=YOUR_ICB)


@workbook_rule(
    "I02",
    title="The ICB's own count is that of the records",
    severity=Severity.WARNING,
    columns=["Status", "Date added", "Date commissioned", "Date referred or notified", "Date closed"],
    why="ICB case numbers not correlating with local inputting record.",
    fix="Please either enter the records that are missing (or take out those that are too many), or correct the count.",
    source="deck",
    passes="""
        own_total: 2
        own_open: 1

        | Status | Date added | Date closed |
        | Open   | 2024-10-01 |             |
        | Closed | 2024-05-02 | 2024-10-02  |
        | Open   | 2024-11-04 |             |
        """,
    fails="""
        own_total: 3
        own_open: 2
        own_closed: 1

        | Status | Date added | Date closed |
        | Open   | 2024-10-01 |             |
        | Closed | 2024-05-02 | 2024-10-02  |
        | Open   | 2024-11-04 |             |
        """,
    mended="""
        own_total: 2
        own_open: 1
        own_closed: 1

        | Status | Date added | Date closed |
        | Open   | 2024-10-01 |             |
        | Closed | 2024-05-02 | 2024-10-02  |
        | Open   | 2024-11-04 |             |
        """,
)
def own_count_is_met(records: Records, given: Circumstances) -> Faults:
    """Counted as at the end of the reporting month, as the region counts; each count that is blank is left out."""
    declared = [(field, label, getattr(given.your_icb, field)) for field, label in _OWN_COUNTS]
    if all(count is None for _, _, count in declared):
        raise CannotBeChecked(*(label for _, label, _ in declared))
    month = given.month
    if month is None:
        raise CannotBeChecked(_MONTH)
    stand = Counter(standing_at(entry.review, end=month, reporting_month=month) for entry in records)
    counted = {
        "own_total": stand.total() - stand[Standing.LATER],
        "own_open": stand[Standing.OPEN],
        "own_closed": stand[Standing.CLOSED],
    }
    for field, label, count in declared:
        if count is not None and count != counted[field]:
            what = f"the cell says {count:,} and the records are {counted[field]:,}"
            yield Fault(label, what, sheet=YOUR_ICB)


@workbook_rule(
    "I03",
    title="Dropdowns and conditional formats are those of the template",
    severity=Severity.WARNING,
    why="Pasting destroys dropdowns.",
    fix="Please either copy a cell of an untouched row over it with Paste Special, or upgrade to a new template.",
    source="own",
    passes="""
        drift: (none)

        | Status |
        | Open   |
        """,
    fails="""
        drift: Status, Theme 1

        | Status |
        | Open   |
        """,
    mended="""
        drift: (none)

        | Status |
        | Open   |
        """,
)
def template_stands(_: Records, given: Circumstances) -> Faults:
    """One finding for each column of Cases, or one for Cases when all its columns are struck.

    The rows of the table count, and those below it that hold a record. Who only opened and saved the workbook, sorted
    it, added or moved a row or a column has changed nothing. In an open workbook it is not checked, because only the
    saved file shows it. `scrt template inspect` names the cells, and the lists, sheets and names besides.
    """
    drift = _saved(given).drift
    if drift is None:
        raise CannotBeChecked(_SAVED_FILE)
    for header in drift:
        yield Fault(header, "a dropdown or conditional format of the template is lost or changed")


@workbook_rule(
    "I04",
    title="Every record stands in the table where it can be seen",
    severity=Severity.WARNING,
    why="They count all the same; the author should know.",
    fix="Please either unhide the rows, or delete them if they are no longer wanted.",
    source="own",
    passes="""
        filtered: no

        | Record no. |
        | 1          |
        """,
    fails="""
        hidden_rows: 5, 6
        outside_table: 7
        filtered: yes

        | Record no. |
        | 1          |
        | 2          |
        | 3          |
        """,
    mended="""
        filtered: no

        | Record no. |
        | 1          |
        | 2          |
        | 3          |
        """,
)
def records_can_be_seen(_: Records, given: Circumstances) -> Faults:
    """Each of the three is one finding that names the rows; a filter hides for the moment only and is advice."""
    saved = _saved(given)
    if saved.hidden_rows:
        yield Fault("Record no.", f"{rows_in_words(saved.hidden_rows)} with a record hidden by hand")
    if saved.outside_table:
        yield Fault(
            "Record no.",
            f"{rows_in_words(saved.outside_table)} with a record outside the table",
            fix="Please either drag the table's corner over the rows, or delete them if they are no longer wanted.",
        )
    if saved.filtered:
        fix = "Please clear the filter, so that all records can be seen."
        yield Fault("Record no.", "a filter is on", fix=fix, severity=Severity.ADVICE)


@workbook_rule(
    "I05",
    title="Every column of the template is there under its name",
    severity=Severity.ERROR,
    why="Nothing can be read from it.",
    fix="Please either rename the column back, or copy the column from an untouched template.",
    source="own",
    passes="""
        missing_columns: (none)

        | Status |
        | Open   |
        """,
    fails="""
        missing_columns: Review type

        | Status |
        | Open   |
        """,
    mended="""
        missing_columns: (none)

        | Status |
        | Open   |
        """,
)
def columns_are_there(_: Records, given: Circumstances) -> Faults:
    """Every column of the model is required of the template; a renamed one is missing under its name.

    A saved file with such a column is refused before any rule runs, because its rows cannot be placed: the refusal
    names the column and what may stand in its place, and `scrt template inspect` tells all that is renamed, moved,
    missing, added or standing twice. So this rule speaks where rows come without being refused: from an open workbook.
    """
    for header in _saved(given).missing_columns:
        yield Fault(header, "the column is missing or renamed")


@workbook_rule(
    "I06",
    title="A record's ICB is that of the return, or one that it took over from",
    severity=Severity.ERROR,
    columns=["ICB"],
    why="A pasted row of another ICB.",
    fix="Please either move the record to the return of its ICB, or choose the ICB of this return.",
    source="own",
    passes="""
        your_icb: Z9B2Z
        reporting_month: 2026-05-31
        today: 2026-06-05

        | ICB   |
        |       |
        | Z9B2Z |
        | QMJ   |
        """,
    fails="""
        your_icb: QMF

        | ICB |
        | QKK |
        """,
    mended="""
        your_icb: QMF

        | ICB |
        | QMF |
        """,
)
def icb_is_of_this_return(records: Records, given: Circumstances) -> Faults:
    """An empty ICB is the return's own. Each successor of a divided predecessor may hold its records."""
    if given.icb is None:
        raise CannotBeChecked(_ICB)
    others = records.distinct("ICB") - {*icb_lineage(given.icb)}
    for position in positions(records.where("ICB", others.__contains__)):
        what = f"{records.column('ICB')[position]} is neither {given.icb} nor one of its predecessors"
        yield Fault("ICB", what, suggestion=given.icb, entry=records[position])


@workbook_rule(
    "I07",
    title="A return differs from last month's",
    severity=Severity.ADVICE,
    why="Nothing may have been updated.",
    fix="Please either bring the records up to date, or send the return as it is if nothing has changed.",
    source="own",
    passes="""
        | Record no. | Status |
        | 1          | Closed |

        last month's records:

        | Record no. | Status |
        | 1          | Open   |
        """,
    fails="""
        | Record no. | Status |
        | 1          | Open   |

        last month's records:

        | Record no. | Status |
        | 1          | Open   |
        """,
    mended="""
        | Record no. | Status |
        | 1          | Open   |
        | 2          | Open   |

        last month's records:

        | Record no. | Status |
        | 1          | Open   |
        """,
)
def something_was_updated(records: Records, given: Circumstances) -> Faults:
    """All columns are compared, in any order of the rows; a return without records has nothing to update."""
    if given.previous_fingerprint is None:
        raise CannotBeChecked("last month's return")
    if records and records_fingerprint(records) == given.previous_fingerprint:
        yield Fault(_MONTH, "the records are the same as in last month's return", sheet=YOUR_ICB)
