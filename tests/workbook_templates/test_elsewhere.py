"""Every text outside the records is read with its place, and the template's own texts are left out.

Every personal detail here is made up: phone numbers that Ofcom keeps for drama, NHS numbers of the test range 999.
"""

from __future__ import annotations

from importlib.resources import files

import pytest

from tests.workbook_templates.hiding_places import PLACES, planted_everywhere
from tests.workbook_templates.reading_workbook import edited, with_parts, written
from validators.pid_elsewhere import Nature, find_pid_elsewhere
from workbook_templates import reading
from workbook_templates.reading import read_any_workbook, read_return
from workbook_templates.reading.own_texts import OWN_TEXTS, own_texts_file
from workbook_templates.template import template_bytes
from workbook_templates.template.own_texts import template_texts

PHONE = "rang 07700 900123"
NOTES = "xl/worksheets/sheet3.xml"


def places(content: bytes) -> list[tuple[str, str]]:
    return [(found.sheet, found.where) for found in find_pid_elsewhere(read_return(content).elsewhere.texts)]


def with_notes(*cells: tuple[str, object], **options: object) -> bytes:
    def spoil(book: object, _: object) -> None:
        notes = book.add_worksheet("Notes")  # type: ignore[attr-defined]
        for address, value in cells:
            notes.write(address, value)

    return written(spoil=spoil, **options)  # type: ignore[arg-type]


def test_a_text_is_found_wherever_a_workbook_can_hold_one() -> None:
    found = places(planted_everywhere(PHONE, short="of 07700 900123"))
    assert set(found) == PLACES


def test_a_workbook_that_is_not_ours_is_read_as_well() -> None:
    content = planted_everywhere(PHONE, short="of 07700 900123")
    found = find_pid_elsewhere(read_any_workbook(content).texts)
    assert {(one.sheet, one.where) for one in found} == PLACES


def test_a_record_is_not_read_twice_and_what_stands_beside_records_is() -> None:
    def spoil(_: object, cases: object) -> None:
        cases.write_string("A9", PHONE)  # type: ignore[attr-defined]

    content = written(f"| Record no. | Status | Overview |\n| 1 | Open | {PHONE} |", spoil=spoil)
    assert places(content) == [("Cases", "cell A9")], "a record number alone makes no record"


def test_a_formula_that_repeats_a_record_is_found_there() -> None:
    def spoil(book: object, _: object) -> None:
        sheet = book.add_worksheet("Record")  # type: ignore[attr-defined]
        sheet.write_formula("B2", "=Cases!A5", None, PHONE)
        sheet.write_formula("B3", "=Cases!A6", None, f"{PHONE} again")

    content = written(f"| Status | Overview |\n| Open | {PHONE} |", spoil=spoil)
    assert places(content) == [("Record", "cell B3")]


def test_a_long_number_is_a_text() -> None:
    assert places(with_notes(("B2", 9990000018), ("B3", 45000), ("B4", 12.5))) == [("Notes", "cell B2")]


def test_who_made_it_is_a_person_and_so_is_the_head_of_a_note() -> None:
    def spoil(book: object, cases: object) -> None:
        book.set_properties({"author": "a.person@example.org"})  # type: ignore[attr-defined]
        cases.write_comment("F12", "b.person@example.org:\nrang", {"author": "b.person@example.org"})  # type: ignore[attr-defined]

    found = list(find_pid_elsewhere(read_return(written(spoil=spoil)).elsewhere.texts))
    assert {(one.where, one.is_person) for one in found} == {
        ("document property Author", True),
        ("document property Last modified by", True),
        ("author of a note", True),
    }


def test_a_sheet_that_cannot_be_read_is_named_and_stops_nothing() -> None:
    whole = with_notes(("B2", PHONE))
    for spoilt in (
        edited(whole, NOTES, lambda xml: xml.replace("</sheetData>", "")),
        with_parts(whole, {NOTES: b"<x"}),
    ):
        read = read_return(spoilt)
        assert read.rows_read == 1
        assert read.elsewhere.unread == ("the sheet Notes",)


@pytest.mark.parametrize("part", ["xl/comments1.xml", "docProps/core.xml", "xl/drawings/vmlDrawing1.vml"])
def test_a_broken_part_is_told_or_read_and_stops_nothing(part: str) -> None:
    content = with_parts(planted_everywhere(PHONE, short="x"), {part: f"<a><b>{PHONE}<br></a>".encode()})
    if part == "docProps/core.xml":
        return  # read before anything else, and refused there
    read = read_return(content).elsewhere
    found = {one.where for one in find_pid_elsewhere(read.texts)}
    assert read.unread == ("a part of the workbook beside its sheets",) or "form control or old drawing" in found


def test_a_far_cell_of_another_sheet_refuses_nothing() -> None:
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    content = edited(with_notes(("B2", PHONE)), NOTES, lambda xml: xml.replace("</sheetData>", far))
    assert read_return(content).elsewhere.unread == ("the sheet Notes",)


def test_texts_are_not_shown_by_what_holds_them() -> None:
    read = read_return(planted_everywhere(PHONE, short="x"))
    assert "07700" not in repr((read.elsewhere, read.elsewhere.texts))
    assert any(one.nature is Nature.PERSON for one in read.elsewhere.texts)


def test_the_list_of_the_template_s_own_texts_is_up_to_date() -> None:
    written_list = files(reading).joinpath("data", OWN_TEXTS).read_text(encoding="ascii")
    is_current = written_list == own_texts_file(template_texts())
    assert is_current, "The template's texts have changed: please run python -m workbook_templates.template.own_texts"


def test_nothing_of_a_new_template_is_left_to_search_but_what_it_says_of_itself() -> None:
    content = template_bytes(icb="QMF", reporting_month=None)
    left = {(one.sheet, one.where) for one in read_return(content).elsewhere.texts}
    # The title, the next record number in words and whose picture the Summary is: each workbook's own.
    assert left <= {("Workbook", "document property Title"), ("Cases", "cell E1"), ("Summary", "cell A2")}
