"""What people do to a template: seen where it harms, named by its cells, and passed over where it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.datavalidation import DataValidation

from tests.laws import tried
from tests.workbook_templates.drifting import LAST, changed, pasted_over, rule_of, untouched
from tests.workbook_templates.reading_workbook import edited, part_text
from tests.workbook_templates.template_example import FILLED
from validators.vocabularies import vocabulary
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION, TO_COMPLETE
from workbook_templates.reading import read_return
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.drift.columns import ColumnState
from workbook_templates.reading.drift.inspection import Inspection, SheetDrift, SheetState, inspect_workbook
from workbook_templates.reading.drift.spans import cells_of
from workbook_templates.template import FilledReturn, template_bytes

CASES_PART = "xl/worksheets/sheet3.xml"


def letters(header: str) -> str:
    return column_letters([*HEADERS, TO_COMPLETE].index(header) + 1)


def guards(found: Inspection) -> list[tuple[str, str, str, list[str], list[str]]]:
    return [
        (one.column, one.kind, one.state.value, list(cells_of(one.letters, one.rows)), list(one.parts))
        for _, one in found.guards
    ]


def states(found: Inspection) -> dict[str, ColumnState]:
    return {one.header: one.state for one in found.columns if one.state is not ColumnState.PRESENT}


@pytest.mark.parametrize("ready_rows", [1, 12, 700])
@pytest.mark.parametrize(
    ("icb", "month"),
    [(None, None), ("QMF", date(2024, 10, 31)), ("Z9B2Z", date(2026, 4, 30)), ("QT6", date(2023, 1, 31))],
)
def test_an_untouched_template_has_not_drifted(icb: str | None, month: date | None, ready_rows: int) -> None:
    found = inspect_workbook(template_bytes(icb=icb, reporting_month=month, ready_rows=ready_rows))
    assert not found.has_drifted, found
    assert (found.template_version, len(found.columns)) == (TEMPLATE_VERSION, 42)


def test_what_openpyxl_only_saves_again_is_still_the_template() -> None:
    assert not inspect_workbook(changed(lambda _: None)).has_drifted
    assert read_return(changed(lambda _: None)).saved.drift == ()


def test_a_dropdown_pasted_over_is_lost_in_exactly_those_cells() -> None:
    status, theme = letters("Status"), letters("Theme 1")

    def paste(book: Any) -> None:
        pasted_over(book, status, 7, 8, 12)
        pasted_over(book, theme, 5)

    content = changed(paste)
    assert guards(inspect_workbook(content)) == [
        ("Status", "dropdown", "lost", [f"{status}7:{status}8", f"{status}12"], []),
        ("Theme 1", "dropdown", "lost", [f"{theme}5"], []),
    ]
    assert read_return(content).saved.drift == ("Status", "Theme 1")


@tried(15)
@given(
    header=st.sampled_from(["Status", "Designated professional", "Link to report", "Overview", "Date closed"]),
    rows=st.sets(st.integers(6, LAST), min_size=1, max_size=8),
)
def test_any_rows_pasted_over_are_told_whatever_stands_in_the_column(header: str, rows: set[int]) -> None:
    """The first row stays, because Excel would rewrite a formula for another first cell and openpyxl does not."""
    found = inspect_workbook(changed(lambda book: pasted_over(book, letters(header), *rows)))
    told = {row for _, one in found.guards for first, last in one.rows for row in range(first, last + 1)}
    assert told == rows
    assert {one.column for _, one in found.guards} == {header}


def test_rows_that_nobody_uses_yet_are_not_asked_for() -> None:
    beyond = changed(lambda book: pasted_over(book, letters("Status"), LAST + 1, LAST + 2))
    assert not inspect_workbook(beyond).has_drifted


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"formula1": '"Open,Closed"'}, "allows"),
        ({"showDropDown": True}, "allows"),
        ({"showErrorMessage": False}, "refuses"),
        ({"prompt": "Something else."}, "says"),
        ({"error": "Something else."}, "refuses"),
        ({"errorStyle": "warning"}, "refuses"),
    ],
)
def test_an_altered_dropdown_says_in_what(change: dict[str, object], part: str) -> None:
    def alter(book: Any) -> None:
        for name, value in change.items():
            setattr(rule_of(book, letters("Status")), name, value)

    cells = f"{letters('Status')}5:{letters('Status')}{LAST}"
    assert guards(inspect_workbook(changed(alter))) == [("Status", "dropdown", "altered", [cells], [part])]


def test_another_rule_pasted_over_is_an_altered_one() -> None:
    def paste(book: Any) -> None:
        pasted_over(book, letters("Status"), 9)
        other = DataValidation(type="list", formula1='"Yes,No"', allow_blank=True)
        other.add(f"{letters('Status')}9")
        book["Cases"].add_data_validation(other)

    assert guards(inspect_workbook(changed(paste)))[0][:4] == (
        "Status",
        "dropdown",
        "altered",
        [f"{letters('Status')}9"],
    )


def test_a_rule_in_excel_s_extension_is_read_as_well() -> None:
    """Excel writes a dropdown there when its list stands on another sheet, with the cells as an element."""
    cell = f"{letters('Status')}9"
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
        '<x14:dataValidations count="1"><x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">'
        f"<x14:formula1><xm:f>Lists!$S$5:$S$9</xm:f></x14:formula1><xm:sqref>{cell}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    without = changed(lambda book: pasted_over(book, letters("Status"), 9))
    content = edited(without, CASES_PART, lambda xml: xml.replace("</worksheet>", extension))
    found = guards(inspect_workbook(content))
    assert found == [("Status", "dropdown", "altered", [cell], ["allows", "refuses", "says"])]


def test_conditional_formats_that_are_gone_are_told_with_their_cells() -> None:
    def clear(book: Any) -> None:
        book["Cases"].conditional_formatting = ConditionalFormattingList()

    content = changed(clear)
    found = inspect_workbook(content)
    assert {(one.kind, one.state.value, one.rows) for _, one in found.guards} == {
        ("conditional format", "lost", ((5, LAST),))
    }
    assert {one.column for _, one in found.guards} >= set(HEADERS)
    assert read_return(content).saved.drift == ("Cases",)


def test_columns_renamed_missing_moved_and_added_are_told() -> None:
    def change(book: Any) -> None:
        cases = book["Cases"]
        cases[f"{letters('Status')}4"] = "Statuss"
        cases[f"{letters('Stage')}4"] = None
        cases["AR4"], cases["AS4"] = "Ward", "NHS no. 999 000 0018"  # made up
        first, second = f"{letters('Theme 2')}4", f"{letters('Theme 3')}4"
        cases[first], cases[second] = cases[second].value, cases[first].value

    content = changed(change)
    found = inspect_workbook(content)
    moved = {"Theme 2", "Theme 3"} & set(states(found))
    assert states(found) == {"Status": "renamed", "Stage": "missing", **dict.fromkeys(moved, "moved")}
    assert len(moved) == 1
    renamed = next(one for one in found.columns if one.header == "Status")
    assert (renamed.letters, renamed.text) == ((letters("Status"),), "Statuss")
    assert [(one.letters, one.header, one.at_end) for one in found.added_columns] == [
        ("AR", "Ward", True), ("AS", None, True),
    ]  # fmt: skip
    with pytest.raises(FileFault, match=r"'Status'.*'Stage'.*'Statuss'"):
        read_return(content)


def test_a_column_that_was_inserted_moves_no_other() -> None:
    filled = FilledReturn(rows=FILLED.rows, added=("Ward",))
    found = inspect_workbook(template_bytes(ready_rows=12, filled=filled))
    assert not found.has_drifted
    assert [(one.header, one.at_end) for one in found.added_columns] == [("Ward", True)]


def test_a_list_changed_by_hand_names_what_is_gone_and_where_other_words_stand() -> None:
    def change(book: Any) -> None:
        cell = next(cell for column in book["Lists"].iter_cols() for cell in column if cell.value == "County Lines")
        cell.value = "Something private"
        change.cell = cell.coordinate  # type: ignore[attr-defined]

    (one,) = inspect_workbook(changed(change)).lists
    assert (one.name, one.gone, one.added) == ("list_themes", ("County Lines",), (change.cell,))  # type: ignore[attr-defined]


def test_sheets_hidden_added_renamed_and_gone_are_told() -> None:
    def change(book: Any) -> None:
        book["Summary"].sheet_state = "veryHidden"
        book.create_sheet("Mine")
        book["Recommendations"].title = "Advice"
        del book["Guide"]

    found = inspect_workbook(changed(change))
    assert SheetDrift("Guide", SheetState.MISSING) in found.sheets
    assert SheetDrift("Recommendations", SheetState.RENAMED, "Advice", 7) in found.sheets
    assert SheetDrift("Mine", SheetState.ADDED, number=9) in found.sheets
    assert SheetDrift("Summary", SheetState.HIDDEN, number=6) in found.sheets
    assert "region_contact" in found.names


def test_a_renamed_sheet_of_cases_is_found_and_held_against_the_template() -> None:
    xml = "xl/workbook.xml"
    renamed = edited(
        untouched(),
        xml,
        lambda text: text.replace('name="Cases"', 'name="Ours 2024"').replace("Cases!", "'Ours 2024'!"),
    )
    found = inspect_workbook(renamed)
    assert found.sheets == (SheetDrift("Cases", SheetState.RENAMED, "Ours 2024", 3),)
    assert (states(found), found.guards) == ({}, ())


def test_the_words_of_the_lists_are_the_vocabularies() -> None:
    themes = part_text(untouched(), "xl/sharedStrings.xml")
    assert all(term.code.replace("&", "&amp;") in themes for term in vocabulary("themes"))


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(FileFault):
        inspect_workbook(content)
