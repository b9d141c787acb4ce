"""Section B: values of the controlled columns, spreadsheet errors and formulas."""

from __future__ import annotations

from validators.case_review import COLUMN_BY_HEADER, COLUMNS, CONTROLLED_COLUMNS
from validators.cells import NoteKind
from validators.entries import Circumstances, Entry, Problem
from validators.findings import Severity
from validators.glance import passes_if_typed, passes_unless_noted
from validators.quoting import one_of, shown
from validators.rulebook import Fault, Faults, rule

_CONTROLLED = tuple(column.header for column in CONTROLLED_COLUMNS)
_CONTROLLED_HEADERS = frozenset(_CONTROLLED)
_NUMBERS = tuple(column.header for column in COLUMNS if column.kind == "number")
_UNCONFIRMED_LISTS = frozenset({"boards", "local_authorities"})

_IF_UNKNOWN = "Please either choose a term from the list, or clear the cell if nothing is known yet."


@rule(
    "B01",
    title="A column with a list holds terms of its list, and a number column whole numbers",
    severity=Severity.ERROR,
    columns=[*_CONTROLLED, *_NUMBERS],
    reads_cells=True,
    why="Counts by term would lose it; pasted values go round the dropdown.",
    fix=_IF_UNKNOWN,
    passing=passes_unless_noted(),
    source="own; peers' users",
    passes="""
        | Theme 1 | Theme 2            | Health recommendations |
        | Neglect | looked after child | 0                      |
        """,
    fails="""
        | Theme 1                 | Review type | Partnership or board | Health recommendations |
        | Neglct                  | DHR         | Some Board           | two                    |
        | A thing of another kind | SAR Adult   |                      |                        |
        """,
    mended="""
        | Theme 1       | Review type | Partnership or board | Health recommendations |
        | Neglect       | DHR Adult   | Other board          | 2                      |
        | None of these | SAR Adult   |                      |                        |
        """,
)
def terms_are_known(entry: Entry, _: Circumstances) -> Faults:
    """A near miss is quoted with "did you mean", a word of several terms with all of them, and of a far one the length.

    Boards and local authorities are warnings, because their list is not confirmed. Where the region has no list they
    are free text, and nothing is found in them. A number column that holds no whole number of 0 or more belongs here
    too: the checklist has no rule of its own for it, and it is a value that its column does not know.
    """
    for header, problem in entry.problems.items():
        if problem.code == "not_a_term":
            yield _unknown_term(entry, header, problem)
        elif problem.code == "not_a_number":
            yield Fault(
                header,
                "the cell holds no whole number of 0 or more",
                fix="Please either enter a whole number (0 is an answer), or clear the cell.",
            )


def _unknown_term(entry: Entry, header: str, problem: Problem) -> Fault:
    text = entry.text(header)
    severity = Severity.WARNING if COLUMN_BY_HEADER[header].vocabulary in _UNCONFIRMED_LISTS else None
    quoted, candidates = shown(text, problem, is_personal=entry.find_pid), problem.candidates
    if not candidates:
        return Fault(header, f"{quoted} is not in the list", severity=severity, value=text)
    if problem.ambiguous:
        what = f"{quoted} may mean {one_of(candidates)}"
        return Fault(header, what, fix=f"Please choose {one_of(candidates)}.", severity=severity, value=text)
    return Fault(
        header,
        f"{quoted} is not in the list (did you mean {one_of(candidates)}?)",
        fix=f"Please either choose {one_of(candidates)}, or choose another term from the list.",
        suggestion=candidates[0] if len(candidates) == 1 else "",
        severity=severity,
        value=text,
    )


@rule(
    "B02",
    title="The workbook says the same as the summary",
    severity=Severity.ADVICE,
    columns=_CONTROLLED,
    reads_cells=True,
    why="So that the workbook says the same as the summary.",
    fix="Please choose the term itself from the list.",
    passing=passes_unless_noted(NoteKind.ALIAS),
    source="own",
    passes="""
        | Theme 1           | Status |
        | Domestic Violence | Open   |
        """,
    fails="""
        | Theme 1 | Status |
        | DV      | open   |
        """,
    mended="""
        | Theme 1           | Status |
        | Domestic Violence | Open   |
        """,
)
def terms_are_written_as_listed(entry: Entry, _: Circumstances) -> Faults:
    """Nothing was lost, because the word was understood: other names, other spellings and other capitals alike."""
    for header, note in entry.notes.items():
        if note.kind is NoteKind.ALIAS:
            yield Fault(
                header,
                f"another spelling was understood as {note.understood}",
                fix=f"Please choose {note.understood} from the list.",
                suggestion=note.understood,
            )


@rule(
    "B04",
    title="No cell shows a spreadsheet error",
    severity=Severity.ERROR,
    columns=[column.header for column in COLUMNS],
    reads_cells=True,
    why="A broken formula is not a missing value.",
    fix="Please either type the value itself, or clear the cell.",
    passing=passes_unless_noted(),
    source="own",
    passes="""
        | Status | Overview                          |
        | Open   | The words #N/A may stand in text. |
        """,
    fails="""
        | Status | Date added | Overview |
        | Open   | #N/A       | #REF!    |
        """,
    mended="""
        | Status | Date added | Overview |
        | Open   | 2024-10-02 |          |
        """,
)
def no_cell_is_broken(entry: Entry, _: Circumstances) -> Faults:
    """Each broken cell of the template's columns; the error's code is shown, because it is no text of anybody's."""
    for header, problem in entry.problems.items():
        if problem.code == "cell_error":
            yield Fault(header, f"the cell shows the error {problem.error}")


@rule(
    "B05",
    title="A column with a list holds typed values",
    severity=Severity.ADVICE,
    columns=_CONTROLLED,
    reads_cells=True,
    why="Its value changes without anybody writing it.",
    fix="Please either choose the term from the list, or copy the cell and paste it as a value.",
    passing=passes_if_typed,
    source="own",
    passes="""
        | Status | Theme 1 | Date added  |
        | Open   | Neglect | =2024-10-02 |
        """,
    fails="""
        | Status | Theme 1  |
        | Open   | =Neglect |
        """,
    mended="""
        | Status | Theme 1 |
        | Open   | Neglect |
        """,
)
def terms_are_typed(entry: Entry, _: Circumstances) -> Faults:
    """Only the columns with a list: a formula in a date or a text column is left to its author."""
    if entry.raw.formulas:
        for header in sorted(entry.raw.formulas & _CONTROLLED_HEADERS):
            yield Fault(header, "a formula stands in the cell")
