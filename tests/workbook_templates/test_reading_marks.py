"""What only the saved file shows: error values, formulas, hidden rows, filters, rows outside the table."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from tests.workbook_templates.reading_workbook import CASES_PART, READY_ROWS, edited, part_text, write_cell, written
from validators.cells import CellError
from validators.entries import SavedFile
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS
from workbook_templates.reading import read_return

TWO = "| Status | Stage |\n| Open | Referred |\n| Closed | Finished |"
FOUR = "| Status |\n| Open |\n| Open |\n| Closed |\n| Closed |"
E5_TEXT = '<c r="E5" t="s"><v>'


def in_openpyxl(change: Callable[[Any], object], records: str = TWO) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(written(records)))
    change(book["Cases"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def in_sight(content: bytes) -> SavedFile:
    """What hides records; these small workbooks have none of the template's dropdowns, which is another question."""
    return replace(read_return(content).saved, drift=None)


def with_cell(xml_of_cell: str) -> bytes:
    """The workbook of two records with another cell for E5 (Status of the first)."""
    content = written(TWO)
    before, _, rest = part_text(content, CASES_PART).partition('<c r="E5"')
    after = rest.partition("</c>")[2]
    return edited(content, CASES_PART, lambda _: before + xml_of_cell + after)


@pytest.mark.parametrize("code", ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"])
def test_each_error_value_is_told_from_a_blank(code: str) -> None:
    read = read_return(in_openpyxl(lambda sheet: sheet.cell(5, 5, code)))
    assert read.rows[0].cells["Status"] == CellError(code)
    assert read.rows[0].formulas == frozenset()
    assert read.rows[1].cells["Status"] == "Closed"


@pytest.mark.parametrize("code", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#BUSY!", "#FIELD!", "#BLOCKED!", "#CONNECT!"])
def test_newer_error_values_spoil_neither_the_file_nor_their_name(code: str) -> None:
    read = read_return(with_cell(f'<c r="E5" t="e"><v>{code}</v></c>'))
    assert read.rows[0].cells["Status"] == CellError(code)
    assert [row.cells["Stage"] for row in read.rows] == ["Referred", "Finished"]


def test_an_unknown_error_value_is_not_repeated() -> None:
    read = read_return(with_cell('<c r="E5" t="e"><v>#Example Person!</v></c>'))
    assert read.rows[0].cells["Status"] == CellError("#ERROR!")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="E5" s="0" t="e"><v>#N/A</v></c>',
        "<c t='e' r='E5'><v>#N/A</v></c>",
        '<c\n  r="E5"\n  t="e"\n>\n <v>#N/A</v>\n</c>',
        '<c r = "E5" t = "e" ><v xml:space="preserve">#N/A</v></c>',
        '<c r="E5" t="e" cm="1"><f t="array" ref="E5">FILTER(A1:A9,"t=""e""")</f><v>#N/A</v></c>',
        '<c r="E5" t="e"><f/><v>#N/A</v></c>',
    ],
)
def test_an_error_value_is_seen_however_the_xml_is_written(cell: str) -> None:
    assert read_return(with_cell(cell)).rows[0].cells["Status"] == CellError("#N/A")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="E5" t="inlineStr"><is><t>a t="e" &lt;v>#N/A&lt;/v></t></is></c>',
        '<c r="E5" t="str" at="e"><v>#N/A</v></c>',
    ],
)
def test_text_that_looks_like_an_error_value_stays_text(cell: str) -> None:
    assert isinstance(read_return(with_cell(cell)).rows[0].cells["Status"], str)


def test_an_error_value_without_a_value_is_a_blank() -> None:
    assert read_return(with_cell('<c r="E5" t="e"/>')).rows[0].cells["Status"] == ""


@pytest.mark.parametrize(
    "cell",
    [
        '<y:c xmlns:y="made-up" r="E5" t="str"><y:f>A1</y:f><y:v>Open</y:v></y:c>',
        '<c r="E5" t="str"><y:f xmlns:y="made-up">A1</y:f><v>Open</v></c>',
        '<r:c r="E5" t="str"><r:f>A1</r:f><r:v>Open</r:v></r:c>',
    ],
)
def test_cells_of_another_prefix_would_be_seen_by_one_reader_alone(cell: str) -> None:
    with pytest.raises(FileFault, match="damaged"):
        read_return(with_cell(cell))


def test_text_that_looks_like_a_declaration_of_a_prefix_is_read() -> None:
    text = "xmlns:y= &lt;y:f> of example.org:80"
    read = read_return(with_cell(f'<c r="E5" t="inlineStr"><is><t>{text}</t></is></c>'))
    assert read.rows[0].cells["Status"] == text.replace("&lt;", "<")


@pytest.mark.parametrize(
    ("spelt", "shown"),
    [
        ("9_x200B_9_x0008_9", "9\u200b9\x089"),
        ("_xD83D__xDE00_ _xD800_ _xFFFF_", "\U0001f600 \ufffd \ufffd"),
        ("_x005F_x200B_ _x20_ _X200B_", "_x200B_ _x20_ _X200B_"),
    ],
)
def test_characters_that_are_spelt_out_are_read_as_excel_shows_them(spelt: str, shown: str) -> None:
    read = read_return(with_cell(f'<c r="E5" t="inlineStr"><is><t>{spelt}</t></is></c>'))
    assert read.rows[0].cells["Status"] == shown


def test_two_sheets_of_one_name_are_two_workbooks_in_one() -> None:
    def twice(xml: str) -> str:
        first = re.findall("<sheet [^>]*>", xml)[0]
        return xml.replace("</sheets>", re.sub(r'name="\w+"', 'name="CASES"', first) + "</sheets>")

    with pytest.raises(FileFault, match="damaged"):
        read_return(edited(written(), "xl/workbook.xml", twice))


def test_an_instruction_to_programs_parts_no_text() -> None:
    read = read_return(with_cell('<c r="E5" t="inlineStr"><is><t>99<?made up?>9 000 0018</t></is></c>'))
    assert read.rows[0].cells["Status"] == "999 000 0018"  # made up


def test_text_that_looks_like_a_far_cell_is_neither_far_nor_shown() -> None:
    read = read_return(with_cell('<c r="E5" t="inlineStr"><is><t>see r="PERSON1980" for more</t></is></c>'))
    assert read.rows[0].cells["Status"] == 'see r="PERSON1980" for more'


def test_a_formula_where_a_value_belongs_is_named_and_gives_its_value() -> None:
    rows = read_return(written("| Status | Stage |\n| =Open | Referred |\n| Closed | =Finished |")).rows
    assert [row.formulas for row in rows] == [{"Status"}, {"Stage"}]
    assert [row.cells["Status"] for row in rows] == ["Open", "Closed"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="E5" t="str"><f>"Open"</f><v>Open</v></c>',
        '<c t="str" r="E5">\n<f t="shared" ref="E5:E6" si="0">A1&amp;""</f><v>Open</v></c>',
        '<c r="E5" t="str"><f t="shared" si="0"/><v>Open</v></c>',
        "<c r='E5' t='str'><f\nt='array' ref='E5'>X</f><v>Open</v></c>",
    ],
)
def test_every_kind_of_formula_is_seen(cell: str) -> None:
    row = read_return(with_cell(cell)).rows[0]
    assert row.formulas == {"Status"}
    assert row.cells["Status"] == "Open"


def test_formats_and_validations_are_no_formulas() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True})
        sheet.conditional_format("A5:AP900", {"type": "formula", "criteria": "=$E5=1", "format": bold})
        sheet.data_validation("E5:E900", {"validate": "custom", "value": "=LEN(E5)>1"})
        sheet.write_rich_string(4, HEADERS.index("Overview"), "One ", bold, "bold", " word")

    row = read_return(written(TWO, spoil=spoil)).rows[0]
    assert row.formulas == frozenset()
    assert row.cells["Overview"] == "One bold word"


def test_a_formula_that_gives_nothing_makes_no_record() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.write_formula(9, HEADERS.index("Date added"), '=IF(E10="","",TODAY())', None, "")

    assert [row.row for row in read_return(written(TWO, spoil=spoil)).rows] == [5, 6]


def test_a_formula_that_gives_a_value_where_one_belongs_makes_a_record() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.write_formula(9, HEADERS.index("ICB"), '="QMF"', None, "QMF")

    assert [row.row for row in read_return(written(TWO, spoil=spoil)).rows] == [5, 6, 10]


def test_nothing_is_hidden_in_a_plain_workbook() -> None:
    assert in_sight(written(FOUR)) == SavedFile()


def test_rows_hidden_by_hand_are_listed_if_they_are_records() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        for row in (1, 5, 7, 12):
            sheet.set_row(row, None, None, {"hidden": True})

    assert in_sight(written(FOUR, spoil=spoil)) == SavedFile(hidden_rows=(6, 8))


@pytest.mark.parametrize("mark", ['hidden="1"', "hidden='true'", 'hidden = "1"'])
def test_a_hidden_row_is_seen_however_the_xml_is_written(mark: str) -> None:
    content = edited(written(FOUR), CASES_PART, lambda xml: xml.replace('<row r="6"', f'<row {mark} r="6"'))
    assert read_return(content).saved.hidden_rows == (6,)


@pytest.mark.parametrize("mark", ['hidden="0"', 'thickBot="1"'])
def test_a_row_that_is_not_hidden_is_not_listed(mark: str) -> None:
    content = edited(written(FOUR), CASES_PART, lambda xml: xml.replace('<row r="6"', f'<row {mark} r="6"'))
    assert in_sight(content) == SavedFile()


def test_hidden_columns_hide_no_rows() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.set_column(3, 6, None, None, {"hidden": True})

    assert in_sight(written(FOUR, spoil=spoil)) == SavedFile()


def hide_row_six(sheet: Any) -> None:
    sheet.set_row(5, None, None, {"hidden": True})


def test_while_a_filter_of_the_table_is_on_hidden_rows_are_the_filters() -> None:
    set_filter = '<filterColumn colId="4"><filters><filter val="Closed"/></filters></filterColumn>'
    content = edited(
        written(FOUR, spoil=lambda book, sheet: hide_row_six(sheet)),
        "xl/tables/table1.xml",
        lambda xml: (
            xml.replace("<autoFilter ref=", "<autoFilter \0ref=", 1)
            .replace("/>", f">{set_filter}</autoFilter>", 1)
            .replace("\0", "")
        ),
    )
    assert "</autoFilter>" in part_text(content, "xl/tables/table1.xml")
    assert in_sight(content) == SavedFile(filtered=True)


def test_a_button_of_the_table_that_is_not_shown_is_no_filter() -> None:
    hidden_button = '<filterColumn colId="3" hiddenButton="1"/>'
    content = edited(
        written(FOUR),
        "xl/tables/table1.xml",
        lambda xml: xml.replace(
            '<autoFilter ref="A4:AP24"/>', f'<autoFilter ref="A4:AP24">{hidden_button}</autoFilter>'
        ),
    )
    assert hidden_button in part_text(content, "xl/tables/table1.xml")
    assert in_sight(content) == SavedFile()


@pytest.mark.parametrize("sign", [r' filterMode="1"', "<filterColumn.*</filterColumn>"])
def test_each_sign_of_a_filter_on_the_sheet_is_enough(sign: str) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.autofilter(3, 0, 30, 40)
        sheet.filter_column(4, "Status == Closed")

    content = written(FOUR, table=False, spoil=spoil)
    assert re.search(sign, part_text(content, CASES_PART))
    assert read_return(edited(content, CASES_PART, lambda xml: re.sub(sign, "", xml))).saved.filtered


def test_while_a_filter_of_the_sheet_is_on_hidden_rows_are_the_filters() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.autofilter(3, 0, 30, 40)
        sheet.filter_column(4, "Status == Closed")
        hide_row_six(sheet)

    assert in_sight(written(FOUR, table=False, spoil=spoil)) == SavedFile(filtered=True)


def test_filter_buttons_alone_are_no_filter() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        sheet.autofilter(3, 0, 30, 40)
        hide_row_six(sheet)

    content = written(FOUR, table=False, spoil=spoil)
    hidden_button = '<filterColumn colId="3" hiddenButton="1"/></autoFilter>'
    assert in_sight(content) == SavedFile(hidden_rows=(6,))
    without_button = edited(
        content,
        CASES_PART,
        lambda xml: xml.replace('<autoFilter ref="A4:AO31"/>', f'<autoFilter ref="A4:AO31">{hidden_button}'),
    )
    assert hidden_button in part_text(without_button, CASES_PART)
    assert in_sight(without_button) == SavedFile(hidden_rows=(6,))


def test_records_outside_the_table_are_listed_and_counted() -> None:
    below = 4 + READY_ROWS

    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, below, HEADERS.index("Status"), "Open")
        write_cell(book, sheet, below + 2, HEADERS.index("Record no."), 99)

    read = read_return(written(FOUR, spoil=spoil))
    assert [row.row for row in read.rows] == [5, 6, 7, 8, below + 1]
    assert replace(read.saved, drift=None) == SavedFile(outside_table=(below + 1,))


def test_without_a_table_nothing_is_outside() -> None:
    assert in_sight(written(FOUR, table=False)) == SavedFile()


def test_reading_stops_at_no_cell_that_is_far_but_allowed() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 4, 999, "the last column that is read")

    assert read_return(written(FOUR, spoil=spoil)).rows[0].added == {"ALL": "the last column that is read"}


@pytest.mark.parametrize("number", [9_990_000_018, 447_700_900_123, 10**14, 1.5e22, -5, -(10**12), 99_999_999])
@pytest.mark.parametrize("form", ["dd/mm/yyyy", "[h]:mm", "mmm yy"])
def test_a_number_that_is_no_day_is_read_as_it_stands_under_a_date_s_format(number: float, form: str) -> None:
    """A phone or NHS number (made up) in a date column is one bad cell, and no damaged file."""

    def spoil(book: Any, cases: Any) -> None:
        cases.write_number(4, HEADERS.index("Incident date"), number, book.add_format({"num_format": form}))

    (row,) = read_return(written(spoil=spoil)).rows
    assert row.cells["Incident date"] == number
    assert row.cells["Status"] == "Open"
