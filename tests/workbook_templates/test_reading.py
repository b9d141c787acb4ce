"""A return's rows come back as they stand, with the numbers that Excel shows."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl
import pytest

from tests.workbook_templates.reading_workbook import (
    CASES_PART,
    HEADING,
    READY_ROWS,
    edited,
    part_text,
    with_parts,
    write_cell,
    written,
)
from validators.cells import CellError
from validators.your_icb import YourIcb
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION_PROPERTY, TO_COMPLETE, VOCABULARY_VERSION_PROPERTY
from workbook_templates.reading import Return, read_return

TWO = """
    | Record no. | Status | Date added |
    | 1          | Open   | 2024-10-01 |
    | 2          | Closed | 2024-10-02 |
"""


def filled(content: bytes | Return) -> list[tuple[int | None, dict[str, object]]]:
    """Row and filled cells of each record."""
    read = read_return(content) if isinstance(content, bytes) else content
    return [(row.row, {name: value for name, value in row.cells.items() if value != ""}) for row in read.rows]


def resaved(content: bytes, change: Any) -> bytes:
    """The workbook as openpyxl saves it after a change: another program's XML."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["Cases"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FIRST = {"Record no.": 1.0, "Status": "Open", "Date added": date(2024, 10, 1)}
SECOND = {"Record no.": 2.0, "Status": "Closed", "Date added": date(2024, 10, 2)}


def test_rows_carry_the_numbers_that_excel_shows() -> None:
    assert filled(written(TWO)) == [(5, FIRST), (6, SECOND)]


def test_every_header_of_the_model_has_its_cell() -> None:
    assert tuple(read_return(written(TWO)).rows[0].cells) == HEADERS


def test_blank_rows_in_the_middle_keep_the_numbers_right() -> None:
    assert filled(written("| Status |\n| Open |\n| |\n| |\n| Closed |")) == [
        (5, {"Status": "Open"}),
        (8, {"Status": "Closed"}),
    ]


@pytest.mark.parametrize("header_row", [1, 4, 11])
@pytest.mark.parametrize("first_column", [1, 2, 5])
def test_rows_above_and_columns_before_the_table_do_not_matter(header_row: int, first_column: int) -> None:
    content = written(TWO, header_row=header_row, first_column=first_column)
    assert filled(content) == [(header_row + 1, FIRST), (header_row + 2, SECOND)]


def test_text_above_the_headers_is_no_record() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 0, 0, "Case reviews")
        write_cell(book, sheet, 1, 4, "Status")

    assert filled(written(TWO, spoil=spoil)) == [(5, FIRST), (6, SECOND)]


def test_moved_columns_are_found_by_their_headers() -> None:
    assert filled(written(TWO, headers=(TO_COMPLETE, *reversed(HEADERS)))) == [(5, FIRST), (6, SECOND)]


def test_letter_case_and_stray_spaces_in_a_header_do_not_matter() -> None:
    content = edited(
        written(TWO, table=False),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(">Status<", ' xml:space="preserve">  STATUS <').replace(
            ">Date added<", ">Date\nadded<"
        ),
    )
    assert filled(content) == [(5, FIRST), (6, SECOND)]


def test_added_columns_are_carried_with_their_letters() -> None:
    headers = ("Team", *HEADERS, TO_COMPLETE, "Our reference")

    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 4, len(headers) - 1, "X/1")
        write_cell(book, sheet, 5, 0, 7)

    read = read_return(written(TWO, headers=headers, spoil=spoil))
    assert read.added_columns == {"A": "Team", "AR": "Our reference"}
    assert [row.added for row in read.rows] == [{"AR": "X/1"}, {"A": 7.0}]
    assert filled(read) == [(5, FIRST), (6, SECOND)]


def test_cells_under_no_header_are_carried_and_make_no_record() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 4, 50, "a note")
        write_cell(book, sheet, 9, 50, "another note")

    read = read_return(written(TWO, spoil=spoil))
    assert read.added_columns == {"AY": ""}
    assert [row.added for row in read.rows] == [{"AY": "a note"}, {}]


def test_a_second_column_of_the_same_header_outside_the_table_is_an_added_one() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 3, 50, "Status")
        write_cell(book, sheet, 4, 50, "not this")

    read = read_return(written(TWO, spoil=spoil))
    assert read.added_columns == {"AY": "Status"}
    assert filled(read)[0] == (5, FIRST)


def test_to_complete_is_neither_a_record_nor_an_added_column() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        for row in range(4, 15):
            sheet.write_formula(row, len(HEADERS), '=IF(B5="","nothing","")', None, "nothing")

    read = read_return(written(TWO, spoil=spoil))
    assert read.rows_read == 2
    assert read.added_columns == {}
    assert read.rows[0].added == {}
    assert read.rows[0].formulas == frozenset()


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"Record no.": 9},
        {"Status": "   "},
        {"Record no.": 9, "Overview": "\n\t\xa0"},
        {"Record no.": CellError("#REF!")},
    ],
)
def test_a_row_without_content_beside_its_number_is_no_record(cells: dict[str, object]) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        for header, value in cells.items():
            write_cell(book, sheet, 7, HEADERS.index(header), value)

    assert filled(written(TWO, spoil=spoil)) == [(5, FIRST), (6, SECOND)]


@pytest.mark.parametrize(
    ("header", "value"), [("Origin", "x"), ("Health recommendations", 0), ("Status", CellError("#N/A"))]
)
def test_a_row_with_any_content_beside_its_number_is_a_record(header: str, value: object) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 7, HEADERS.index(header), value)

    assert filled(written(TWO, spoil=spoil))[2] == (8, {header: value})


def test_a_note_in_an_added_column_makes_a_record_and_a_formula_there_does_not() -> None:
    headers = (*HEADERS, TO_COMPLETE, "Our reference")

    def spoil(book: Any, sheet: Any) -> None:
        for row in range(4, 15):
            sheet.write_formula(row, len(headers) - 1, "=ROW()", None, row)
        write_cell(book, sheet, 9, len(headers) - 1, "kept")

    assert [row.row for row in read_return(written(TWO, headers=headers, spoil=spoil)).rows] == [5, 6, 10]


def test_a_totals_row_of_the_table_is_no_record() -> None:
    content = written(TWO)
    last = 4 + READY_ROWS

    def add_totals(xml: str) -> str:
        return xml.replace('totalsRowShown="0"', 'totalsRowCount="1"')

    def total(sheet: Any) -> None:
        sheet.cell(last, 3, "Total")

    content = edited(resaved(content, total), "xl/tables/table1.xml", lambda xml: xml)
    assert [row.row for row in read_return(content).rows] == [5, 6, last]
    table = part_text(written(TWO), "xl/tables/table1.xml")
    assert "totalsRowShown" in table
    counted = with_parts(content, {"xl/tables/table1.xml": add_totals(table).encode()})
    assert [row.row for row in read_return(counted).rows] == [5, 6]


def test_values_pass_through_as_they_are() -> None:
    values = {
        "Record no.": 12,
        "ICB": 7.5,
        "Status": True,
        "Designated professional": 9434765919,
        "Incident date": "12.3.09",
        "Date added": datetime(2024, 10, 1, 9, 30),
        "Date closed": date(2024, 2, 29),
        "Overview": "  two lines\nof text ",
    }

    def spoil(book: Any, sheet: Any) -> None:
        for header, value in values.items():
            write_cell(book, sheet, 4, HEADERS.index(header), value)

    cells = filled(written("", spoil=spoil))[0][1]
    assert cells == values
    assert isinstance(cells["Record no."], float)
    assert cells["Status"] is True


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 and more", "-", "@home", '=HYPERLINK("x")', "'=1", "#N/A", "TRUE", "007"]
)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.write_string(4, HEADERS.index("Comments"), text)

    row = read_return(written("", spoil=spoil)).rows[0]
    assert row.cells["Comments"] == text
    assert row.formulas == frozenset()


def test_a_time_where_a_date_belongs_passes_through() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.write_number(4, HEADERS.index("Date added"), 0.25, book.add_format({"num_format": "hh:mm"}))

    assert filled(written("", spoil=spoil)) == [(5, {"Date added": time(6, 0)})]


def test_the_sheet_of_cases_is_found_in_any_letter_case() -> None:
    assert read_return(written(TWO, sheet="CASES")).sheet == "CASES"


@pytest.mark.parametrize("table", [True, False])
def test_a_renamed_sheet_is_found_by_its_table_or_its_headers(table: bool) -> None:
    read = read_return(written(TWO, sheet="Reviews 2024", table=table))
    assert read.sheet == "Reviews 2024"
    assert filled(read) == [(5, FIRST), (6, SECOND)]


def test_a_chart_on_a_sheet_of_its_own_is_no_sheet_of_records() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Your ICB'!$C$11:$C$13"})
        book.add_chartsheet("A picture").set_chart(chart)

    assert read_return(written(TWO, sheet="Reviews", spoil=spoil)).rows_read == 2


def test_the_heading_is_read_through_its_defined_names() -> None:
    read = read_return(written())
    assert read.heading_problems == ()
    assert read.your_icb == YourIcb(
        your_icb="QMF",
        reporting_month=date(2024, 10, 31),
        return_part="Whole",
        return_number=1,
        completed_by="AB",
        adopted_on=date(2024, 4, 1),
        own_total=2,
        own_open=1,
        own_closed=1,
    )
    assert (read.template_version, read.vocabulary_version) == ("1.0", "2026.1")


def test_what_cannot_be_read_in_the_heading_is_listed_and_hides_nothing_else() -> None:
    heading = {name: value for name, value in HEADING.items() if name != "adopted_on"} | {
        "your_icb": "Nowhere",
        "reporting_month": "soon",
        "return_number": "first",
        "own_open": CellError("#REF!"),
        "own_closed": "",
    }
    read = read_return(written(heading=heading))
    assert read.heading_problems == (
        ("ICB", "not_a_term"),
        ("Reporting month", "not_a_date"),
        ("Return number", "not_a_number"),
        ("Template adopted on", "no_cell"),
        ("Your own count: open", "cell_error"),
    )
    assert read.your_icb == YourIcb(return_part="Whole", completed_by="AB", own_total=2)


@pytest.mark.parametrize("target", ["#REF!", "'Gone'!$A$1", "[1]Lists!$A$1", "OFFSET(A1,1,1)", "XFE99999999!"])
def test_a_broken_defined_name_is_a_cell_that_is_gone(target: str) -> None:
    content = edited(written(), "xl/workbook.xml", lambda xml: xml.replace("'Your ICB'!$C$5<", f"{target}<"))
    assert read_return(content).heading_problems == (("ICB", "no_cell"),)


@pytest.mark.parametrize("place", ["<definedNames>", "</definedNames>"])
def test_names_of_a_copied_sheet_do_not_stand_before_those_of_the_workbook(place: str) -> None:
    copied = '<definedName name="your_icb" localSheetId="1">Cases!$A$1</definedName>'
    both = f"{place}{copied}" if "/" not in place else f"{copied}{place}"
    content = edited(written(), "xl/workbook.xml", lambda xml: xml.replace(place, both))
    assert copied in part_text(content, "xl/workbook.xml")
    assert read_return(content).your_icb.your_icb == "QMF"


@pytest.mark.parametrize("version", ["1.0", 1, "1"])
def test_the_version_may_be_a_number_or_a_text(version: object) -> None:
    assert read_return(written(heading={**HEADING, "template_version": version})).template_version == "1.0"


def test_the_version_is_also_taken_from_the_properties() -> None:
    heading = {name: value for name, value in HEADING.items() if not name.endswith("_version")}
    properties = {TEMPLATE_VERSION_PROPERTY: "1.0", VOCABULARY_VERSION_PROPERTY: "2026.1", "Owner": "x"}
    read = read_return(written(heading=heading, properties=properties))
    assert (read.template_version, read.vocabulary_version) == ("1.0", "2026.1")


def test_a_vocabulary_version_may_be_missing() -> None:
    heading = {name: value for name, value in HEADING.items() if name != "vocabulary_version"}
    assert read_return(written(heading=heading)).vocabulary_version is None


@pytest.mark.parametrize(
    ("modified", "expected"),
    [
        ("2024-11-04T09:30:00Z", datetime(2024, 11, 4, 9, 30, tzinfo=UTC)),
        ("2024-11-04T09:30:00+01:00", datetime(2024, 11, 4, 8, 30, tzinfo=UTC)),
        ("2024-11-04T09:30:00", datetime(2024, 11, 4, 9, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_time_of_saving_is_the_workbooks_own(modified: str, expected: datetime | None) -> None:
    core = f'<p:props xmlns:p="urn:p" xmlns:d="urn:d"><d:modified>{modified}</d:modified></p:props>'
    saved_at = read_return(with_parts(written(), {"docProps/core.xml": core.encode()})).saved_at
    assert saved_at == expected
    assert saved_at is None or saved_at.tzinfo is UTC


def test_a_workbook_without_properties_has_no_time_of_saving() -> None:
    assert read_return(with_parts(written(), {"docProps/core.xml": None})).saved_at is None


def test_the_digest_is_of_the_bytes() -> None:
    content = written()
    assert read_return(content).sha256 == hashlib.sha256(content).hexdigest()


def test_accepted_exceptions_are_read_from_their_table() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        checklist = book.add_worksheet("Checklist")
        headers = ["Column", "Record no.", "Rule", "Reason", "Initials", "Date", "Cell mark", "Our note"]
        columns = [{"header": header} for header in headers]
        checklist.add_table(9, 2, 14, 9, {"name": "accepted", "columns": columns, "total_row": True})
        for column, value in enumerate(["Status", 3, "A01", "as agreed", "AB", date(2024, 10, 2), "f00", "x"]):
            write_cell(book, checklist, 11, 2 + column, value)
        write_cell(book, checklist, 14, 2, "Total")
        write_cell(book, checklist, 20, 2, "below the table")

    assert read_return(written(spoil=spoil)).accepted == (
        {
            "Column": "Status",
            "Record no.": 3.0,
            "Rule": "A01",
            "Reason": "as agreed",
            "Initials": "AB",
            "Date": date(2024, 10, 2),
            "Cell mark": "f00",
        },
    )


def test_a_workbook_that_another_program_saved_reads_the_same() -> None:
    content = written(TWO)
    again = read_return(resaved(content, lambda sheet: None))
    assert filled(again) == filled(content)
    assert again.your_icb == read_return(content).your_icb


def test_comments_and_character_data_sections_in_the_xml_change_nothing() -> None:
    def obscure(xml: str) -> str:
        decoy = '<!-- <c r="XFD1048576" t="e"><f>1</f><v>#N/A</v></c> -->'
        return xml.replace("</row>", f"{decoy}</row>")

    content = edited(written(TWO), CASES_PART, obscure)
    content = edited(content, "xl/sharedStrings.xml", lambda xml: xml.replace(">Open<", "><![CDATA[Open]]><"))
    assert filled(content) == [(5, FIRST), (6, SECOND)]
    assert read_return(content).rows[0].formulas == frozenset()


def test_shared_texts_are_found_under_any_name() -> None:
    content = written(TWO)
    texts = part_text(content, "xl/sharedStrings.xml").encode()
    content = edited(
        content,
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace('"sharedStrings.xml"', '"/xl/strings/Texts.xml"'),
    )
    moved = with_parts(content, {"xl/sharedStrings.xml": None, "xl/Strings/texts.xml": texts})
    assert filled(moved) == [(5, FIRST), (6, SECOND)]


def test_a_prefix_of_the_namespace_changes_nothing() -> None:
    def prefixed(xml: str) -> str:
        head, _, rest = xml.partition("?>")
        rest = rest.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
        return f"{head}?>{rest.replace('<x:x:', '<x:')}"

    plain = written("| Status | Stage |\n| Open | =Referred |\n| #N/A | |")
    content = edited(plain, CASES_PART, prefixed)
    assert "<x:sheetData>" in part_text(content, CASES_PART)
    assert [(row.row, row.cells, row.formulas) for row in read_return(content).rows] == [
        (row.row, row.cells, row.formulas) for row in read_return(plain).rows
    ]


def test_forty_thousand_formatted_blank_rows_are_read_as_nothing() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        border = book.add_format({"border": 1})
        for row in range(6, 40_006):
            sheet.write_blank(row, 1, None, border)
            sheet.write_blank(row, 40, None, border)

    assert filled(written(TWO, spoil=spoil)) == [(5, FIRST), (6, SECOND)]


def test_a_record_below_thousands_of_formatted_blank_rows_is_found() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        border = book.add_format({"border": 1})
        for row in range(6, 12_000):
            sheet.write_blank(row, 1, None, border)
        write_cell(book, sheet, 12_000, 4, "Open")

    assert filled(written(TWO, spoil=spoil))[-1] == (12_001, {"Status": "Open"})


def test_a_workbook_with_no_records_has_none() -> None:
    read = read_return(written(""))
    assert read.rows == ()
    assert read.rows_read == 0
