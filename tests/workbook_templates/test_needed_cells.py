"""`To complete` and the check ask for the same cells."""

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.workbook_templates.made_up_rows import exact_rows, loose_rows
from validators.case_review import COLUMN_BY_HEADER
from validators.check import check
from validators.entries import Circumstances, RawRow, understand
from validators.required_cells import REQUIRED_COLUMNS, cells_to_complete, is_asked_for
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED, Profile
from validators.your_icb import YourIcb
from workbook_templates.template import CellValue
from workbook_templates.template.needed_cells import COMPLETE, ENTERED, NOT_UNDERSTOOD, needed_tables, to_complete

GIVEN = Circumstances(
    today=date(2024, 11, 5), your_icb=YourIcb.model_validate({"your_icb": "QMF", "reporting_month": date(2024, 10, 31)})
)
RULES_OF_EMPTY_CELLS = {
    "A01", "A02", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16",
    "C07", "D01", "D02", "D03", "D06", "E04", "F04", "F10", "F12",
}  # fmt: skip


def said(headers: tuple[str, ...]) -> str:
    if not headers:
        return COMPLETE
    return f"{len(headers)}: {headers[0]}{' first' if len(headers) > 1 else ''}"


def asked_for(row: dict[str, CellValue]) -> tuple[str, ...]:
    entry = understand(RawRow({"Record no.": 1, **row}))
    return cells_to_complete(entry.review, unread=entry.problems)


@given(exact_rows())
@tried(300)
def test_to_complete_says_what_the_model_asks_for(row: dict[str, CellValue]) -> None:
    assert to_complete(row) == (said(asked_for(row)) if row else "")


@given(loose_rows())
def test_a_row_whose_facts_are_in_other_words_is_not_understood_here(row: dict[str, CellValue]) -> None:
    exact = {
        header: {word.casefold() for term in vocabulary(name) for word in (term.code, term.label)}
        for header, name in (
            ("Status", "statuses"), ("Review type", "review_types"), ("Publication status", "publication_statuses"),
        )
    }  # fmt: skip
    strange = [header for header, words in exact.items() if header in row and str(row[header]).casefold() not in words]
    if strange:
        assert to_complete(row) == f"{NOT_UNDERSTOOD}: {strange[0]}"
    else:
        assert to_complete(row) == (said(asked_for(row)) if row else "")


@given(exact_rows())
@tried(200)
def test_the_cells_asked_for_are_those_that_the_check_finds_empty(row: dict[str, CellValue]) -> None:
    """Three things are told apart.

    Comments are asked for by an answer (None of these), not by the model. A record without any reference gives one
    finding, and two cells to fill in. Nobody can say what a closed record needs before its type is known: the check
    asks for its sign-off all the same.
    """
    if not row:
        return
    record = {"Record no.": 1, **row}
    found = {
        finding.column
        for finding in check([RawRow(record, row=5)], given=GIVEN).findings
        if finding.rule in RULES_OF_EMPTY_CELLS
        and finding.column != "Comments"
        and (finding.column not in row or row[finding.column] == NOT_STATED)
    }
    asked = set(asked_for(row))
    if "Identifier reference 1" in asked and "Identifier type 1" in asked:
        found.add("Identifier type 1")
    if row.get("Review type", NOT_STATED) == NOT_STATED:
        found.discard("Date signed off")
    # A second reference has a type of its own, which the model asks of no record.
    found.discard("Identifier type 2")
    found.discard("Identifier reference 2")
    if "Identifier reference 2" in row:
        found -= {"Identifier type 1", "Identifier reference 1"}
    assert asked == found


def test_the_tables_multiply_to_what_the_model_asks_for() -> None:
    tables = {table.name: dict(zip(table.keys, table.rows, strict=True)) for table in needed_tables()}
    facts = [
        [None, *(code for code in vocabulary(name).codes if code != NOT_STATED)]
        for name in ("statuses", "review_types", "publication_statuses")
    ]
    for status, review_type, publication in product(*facts):
        rows = (
            tables["needed_by_status"][f":{status or ''}"],
            tables["needed_by_review_type"][f":{review_type or ''}"],
            tables["needed_by_publication_status"][f":{publication or ''}"],
        )
        needed = {c.header for c, *ones in zip(ENTERED, *rows, strict=True) if all(ones)}
        profile = Profile(status, review_type, publication or "")
        assert needed == {c.header for c in REQUIRED_COLUMNS if c in ENTERED and is_asked_for(c, profile)}


@given(st.sampled_from(sorted(header for header, column in COLUMN_BY_HEADER.items() if column.instead)))
def test_what_serves_in_a_cells_stead_spares_it(header: str) -> None:
    row: dict[str, CellValue] = {"Status": "Closed"}
    assert header in asked_for(row)
    for field in COLUMN_BY_HEADER[header].instead:
        other = next(column.header for column in COLUMN_BY_HEADER.values() if column.field == field)
        assert header not in asked_for({**row, other: "Communication" if "Learning" in other else "Neglect"})
