"""Section A, part one: what places a record and says who holds it.

A placeholder (TBC, n/a) counts as empty in every column of this section. A cell that holds something unreadable is
another section's finding, and the rule that needs it is not checked.
"""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if, passes_if_filled, passes_if_written
from validators.missing import emptiness, is_missing
from validators.placeholders import is_placeholder
from validators.rulebook import Fault, Faults, rule
from validators.when import EVERY_RECORD, NOT_STATED, OPEN_FULL_REVIEWS

OTHER_REVIEW = "Other statutory review"


def _says_its_type(review_type: str) -> bool:
    return review_type not in (NOT_STATED, OTHER_REVIEW)


@rule(
    "A01",
    title="Every review is open or closed",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Status"],
    reads_cells=True,
    why="Without it the review counts as neither open nor closed and total does not equal open plus closed.",
    fix="Please either choose Open, or choose Closed.",
    passing=passes_if_filled("Status"),
    source="deck: open/closed status is a required item",
    passes="""
        | Status |
        | Open   |
        | closed |
        """,
    fails="""
        | Status |
        |        |
        | TBC    |
        | Halted |
        """,
    mended="""
        | Status |
        | Closed |
        | Open   |
        | Open   |
        """,
)
def status_is_filled_in(entry: Entry, _: Circumstances) -> Faults:
    """A word that is not in the vocabulary fails as an empty cell does, because the review counts nowhere.

    B01 speaks of such a word as well, and says what may have been meant. A spreadsheet error is B04's alone: here the
    rule is not checked.
    """
    if entry.review.status is None:
        problem = entry.problems.get("Status")
        unknown_word = problem is not None and problem.code == "not_a_term" and not is_missing(entry, "Status")
        yield Fault("Status", "the cell says neither Open nor Closed" if unknown_word else emptiness(entry, "Status"))


@rule(
    "A02",
    title="Every review has its type",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Review type", "Comments"],
    reads_cells=True,
    why="The region published 11 of 396 reviews as type not filled in.",
    fix="Please either choose the type, or choose Other statutory review and name the type in Comments.",
    passing=passes_if("Review type", _says_its_type),
    source="deck",
    passes="""
        | Review type            | Comments                |
        | SAR Adult              |                         |
        | Other statutory review | A mental health inquiry |
        """,
    fails="""
        | Review type            | Comments |
        |                        |          |
        | Not Stated             |          |
        | Other statutory review | n/a      |
        """,
    mended="""
        | Review type            | Comments                |
        | SAR Adult              |                         |
        | DHR Adult              |                         |
        | Other statutory review | A mental health inquiry |
        """,
)
def review_type_is_stated(entry: Entry, _: Circumstances) -> Faults:
    """Not Stated fails too, although it stands in the list: it is the answer that is still to come.

    Other statutory review is accepted when Comments says anything but a placeholder. Without that it is a warning,
    in the column Comments: the type is chosen, and only its name is missing.
    """
    review_type = entry.review.review_type
    if review_type is None:
        yield Fault("Review type", emptiness(entry, "Review type"))
    elif review_type == NOT_STATED:
        yield Fault("Review type", "the type is Not Stated")
    elif review_type == OTHER_REVIEW and is_missing(entry, "Comments"):
        yield Fault(
            "Comments",
            f"the type is {OTHER_REVIEW} and Comments does not name it",
            fix="Please either name the type of review in Comments, or choose another type.",
            severity=Severity.WARNING,
        )


@rule(
    "A03",
    title="Every review has its ICB",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["ICB"],
    reads_cells=True,
    why="The review cannot be placed.",
    fix="Please either choose the ICB here, or choose it once for all records on the sheet Your ICB.",
    passing=passes_if_filled("ICB"),
    source="deck",
    passes="""
        | ICB | Status |
        | QMF | Open   |
        |     | Open   |
        """,
    fails="""
        your_icb: (empty)

        | ICB | Status |
        |     | Open   |
        """,
    mended="""
        your_icb: (empty)

        | ICB | Status |
        | QMF | Open   |
        """,
)
def icb_is_known(entry: Entry, given: Circumstances) -> Faults:
    """An empty cell means the ICB on the sheet Your ICB, so it fails only where that one is missing too."""
    if entry.review.icb is None and given.your_icb.your_icb is None:
        yield Fault("ICB", f"{emptiness(entry, 'ICB')}, and Your ICB names no ICB either")


@rule(
    "A04",
    title="Every record has the day on which it was added",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Date added"],
    reads_cells=True,
    why="Monthly totals are as at each month's end and need it.",
    fix="Please enter the day on which this record was added.",
    passing=passes_if_filled("Date added"),
    source="deck",
    passes="""
        | Date added |
        | 2024-10-02 |
        """,
    fails="""
        | Date added | Status |
        |            | Open   |
        """,
    mended="""
        | Date added | Status |
        | 2024-10-02 | Open   |
        """,
)
def date_added_is_filled_in(entry: Entry, _: Circumstances) -> Faults:
    """A date that cannot be read is C01's finding; here it is not checked."""
    if entry.review.date_added is None:
        yield Fault("Date added", emptiness(entry, "Date added"))


@rule(
    "A05",
    title="Every review has a reference",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Identifier reference 1", "Identifier reference 2"],
    reads_cells=True,
    why="A review that cannot be named cannot be followed or matched.",
    fix="Please either enter the StEIS or LFPSE number, or enter your local reference.",
    passing=passes_if_written("Identifier reference 1") | passes_if_written("Identifier reference 2"),
    source="deck: STEIS number and/or local identifier",
    passes="""
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        | StEIS             | 2021/12345             |                   |                        |
        |                   |                        | Local             | SAR-07                 |
        """,
    fails="""
        | Identifier type 1 | Identifier reference 1 | Identifier reference 2 |
        | StEIS             |                        |                        |
        | StEIS             | TBC                    | n/a                    |
        """,
    mended="""
        | Identifier type 1 | Identifier reference 1 | Identifier reference 2 |
        | StEIS             | 2021/12345             |                        |
        | Local             | SAR-07                 |                        |
        """,
)
def identifier_is_given(entry: Entry, _: Circumstances) -> Faults:
    """Either reference is enough, of whichever type; a reference without its type is E04's finding."""
    first, second = entry.review.identifier_reference_1, entry.review.identifier_reference_2
    if first is not None and not is_placeholder(first):
        return
    if second is not None and not is_placeholder(second):
        return
    emptiness(entry, "Identifier reference 2")
    yield Fault("Identifier reference 1", f"{emptiness(entry, 'Identifier reference 1')}, and there is no second one")


@rule(
    "A06",
    title="Every review names the partnership or board that commissioned it",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Partnership or board"],
    reads_cells=True,
    why="It says who commissioned the review.",
    fix="Please either choose the board or partnership, or choose Other board and name it in Comments.",
    passing=passes_if_written("Partnership or board"),
    source="deck",
    passes="""
        | Partnership or board            |
        | Brent Safeguarding Adults Board |
        """,
    fails="""
        | Partnership or board | Status |
        |                      | Open   |
        """,
    mended="""
        | Partnership or board            | Status |
        | Brent Safeguarding Adults Board | Open   |
        """,
)
def board_is_named(entry: Entry, _: Circumstances) -> Faults:
    """Holds in every region: where boards are free text, a name is needed all the same."""
    board = entry.review.board
    if board is None or is_placeholder(board):
        yield Fault("Partnership or board", emptiness(entry, "Partnership or board"))


@rule(
    "A10",
    title="Every review has its incident date",
    severity=Severity.WARNING,
    when=EVERY_RECORD,
    columns=["Incident date"],
    reads_cells=True,
    why="Needed for time from incident to review.",
    fix="Please either enter the date of the incident, or enter its month in words such as July 2020.",
    passing=passes_if_filled("Incident date"),
    source="deck",
    passes="""
        | Incident date |
        | 2024-05-02    |
        | July 2020     |
        """,
    fails="""
        | Incident date | Status |
        |               | Open   |
        | not known     | Open   |
        """,
    mended="""
        | Incident date | Status |
        | 2024-05-02    | Open   |
        | July 2020     | Open   |
        """,
)
def incident_date_is_filled_in(entry: Entry, _: Circumstances) -> Faults:
    """A month alone is enough. A text that is no date is C01's finding; here it is not checked."""
    if entry.review.incident_date is None:
        yield Fault("Incident date", emptiness(entry, "Incident date"))


@rule(
    "A15",
    title="Every review names its borough or local authority",
    severity=Severity.WARNING,
    when=EVERY_RECORD,
    columns=["Borough or local authority"],
    reads_cells=True,
    why="Needed to offer the right board.",
    fix="Please either choose the borough or local authority, or choose Outside our area.",
    passing=passes_if_written("Borough or local authority"),
    source="own",
    passes="""
        | Borough or local authority |
        | Hackney                    |
        | Outside our area           |
        """,
    fails="""
        | Borough or local authority | Status |
        |                            | Open   |
        """,
    mended="""
        | Borough or local authority | Status |
        | Hackney                    | Open   |
        """,
)
def local_authority_is_named(entry: Entry, _: Circumstances) -> Faults:
    """Holds in every region: where local authorities are free text, a name is needed all the same."""
    name = entry.review.local_authority
    if name is None or is_placeholder(name):
        yield Fault("Borough or local authority", emptiness(entry, "Borough or local authority"))


@rule(
    "A16",
    title="Every open review has the day on which it was commissioned",
    severity=Severity.WARNING,
    when=OPEN_FULL_REVIEWS,
    columns=["Date commissioned"],
    reads_cells=True,
    why="Open starts at the formal commissioning of the review.",
    fix="Please enter the day on which the partnership or board commissioned the review.",
    passing=passes_if_filled("Date commissioned"),
    source="deck",
    passes="""
        | Status | Review type | Date commissioned |
        | Open   | SAR Adult   | 2024-06-03        |
        """,
    fails="""
        | Status | Review type            | Date commissioned |
        | Open   | SAR Adult              |                   |
        | Open   | CSPR Child - Converted | awaited           |
        """,
    mended="""
        | Status | Review type            | Date commissioned |
        | Open   | SAR Adult              | 2024-06-03        |
        | Open   | CSPR Child - Converted | 2024-06-03        |
        """,
)
def commissioning_is_dated(entry: Entry, _: Circumstances) -> Faults:
    """Converted reviews belong here as well: they are SAR, CSPR or DHR by now."""
    if entry.review.date_commissioned is None:
        yield Fault("Date commissioned", emptiness(entry, "Date commissioned"))
