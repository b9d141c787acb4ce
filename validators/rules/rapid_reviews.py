"""Section F, third part: rapid reviews, their outcome, and what they were converted to."""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if_empty, passes_if_filled
from validators.records import Records
from validators.row_lists import records_in_words
from validators.rulebook import Fault, Faults, rule, workbook_rule
from validators.rules.identity import same_references
from validators.when import CLOSED_RAPID_REVIEWS, CONVERTED, NOT_RAPID_NOR_CONVERTED

_OUTCOME = "Rapid review outcome"
_RAPID_REVIEW = "Rapid Review"


@workbook_rule(
    "F08",
    title="A converted review overwrites its rapid review",
    severity=Severity.WARNING,
    columns=[
        "Review type",
        "Identifier type 1",
        "Identifier reference 1",
        "Identifier type 2",
        "Identifier reference 2",
    ],
    why="The same case is counted twice; the type should be overwritten.",
    fix="Please either delete the row of the rapid review, or correct the identifier that both bear.",
    source="supporting guidance",
    passes="""
        | Review type            | Identifier type 1 | Identifier reference 1 |
        | CSPR Child - Converted | StEIS             | 2024/101               |
        | Rapid Review           | StEIS             | 2024/102               |
        """,
    fails="""
        | Review type            | Identifier type 1 | Identifier reference 1 |
        | CSPR Child - Converted | StEIS             | 2024/101               |
        | Rapid Review           | StEIS             | 2024/101               |
        """,
    mended="""
        | Review type            | Identifier type 1 | Identifier reference 1 |
        | CSPR Child - Converted | StEIS             | 2024/101               |
        """,
)
def conversion_overwrites(records: Records, _: Circumstances) -> Faults:
    """Same type and reference in either slot, without regard to case and spaces; a link between the two mends nothing.

    The fault lies with the converted record and names the rows of the rapid review.
    """
    types, converted = records.column("Review type"), CONVERTED.types or frozenset()
    rapid_of: dict[int, dict[int, None]] = {}
    for bearers in records.once(same_references):
        rapid = [position for position, _slot in bearers if types[position] == _RAPID_REVIEW]
        for position, _slot in bearers if rapid else ():
            if types[position] in converted:
                rapid_of.setdefault(position, {}).update(dict.fromkeys(rapid))
    for position, rapid_positions in sorted(rapid_of.items()):
        where = records_in_words([records[other] for other in rapid_positions])
        yield Fault(
            "Review type", f"a rapid review with the same identifier stands in {where}", entry=records[position]
        )


@rule(
    "F10",
    title="A closed rapid review says what came of it and when",
    severity=Severity.WARNING,
    when=CLOSED_RAPID_REVIEWS,
    columns=[_OUTCOME, "Outcome date"],
    each=True,
    why="Conversion is reported by target.",
    fix="Please either choose the outcome, or set Status to Open while there is none.",
    passing=passes_if_filled(_OUTCOME, "Outcome date"),
    source="deck: number of rapid reviews that convert",
    new_to_template=True,
    passes="""
        | Status | Review type  | Rapid review outcome | Outcome date |
        | Closed | Rapid Review | No further review    | 2024-10-02   |
        """,
    fails="""
        | Status | Review type  | Rapid review outcome | Outcome date |
        | Closed | Rapid Review |                      |              |
        """,
    mended="""
        | Status | Review type  | Rapid review outcome | Outcome date |
        | Closed | Rapid Review | CSPR                 | 2024-10-02   |
        """,
)
def closed_rapid_review_has_outcome(entry: Entry, _: Circumstances) -> Faults:
    """Each of the two is asked for by itself; one that cannot be read is another rule's finding."""
    if entry.review.rapid_review_outcome is None and _OUTCOME not in entry.problems:
        yield Fault(_OUTCOME, "the cell is empty")
    if entry.review.outcome_date is None and "Outcome date" not in entry.problems:
        yield Fault(
            "Outcome date",
            "the cell is empty",
            fix="Please either enter the day of the outcome, or set Status to Open while there is none.",
        )


@rule(
    "F11",
    title="Only rapid reviews and converted reviews have a rapid review outcome",
    severity=Severity.WARNING,
    when=NOT_RAPID_NOR_CONVERTED,
    columns=[_OUTCOME],
    why="Belongs to rapid reviews.",
    fix="Please either clear the cell, or correct Review type.",
    passing=passes_if_empty(_OUTCOME),
    source="own",
    passes="""
        | Review type | Rapid review outcome |
        | SAR Adult   |                      |
        """,
    fails="""
        | Review type | Rapid review outcome |
        | SAR Adult   | SAR                  |
        """,
    mended="""
        | Review type           | Rapid review outcome |
        | SAR Adult - Converted | SAR                  |
        """,
)
def others_have_no_outcome(entry: Entry, _: Circumstances) -> Faults:
    """A cell that holds no known outcome is another rule's finding, and not checked here."""
    if entry.review.rapid_review_outcome is not None:
        yield Fault(_OUTCOME, "the cell is filled in")
