"""What is not our workbook is refused in one plain sentence, in a fixed order."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import Any

import openpyxl
import pytest

from tests.workbook_templates.reading_workbook import (
    CASES_PART,
    HEADING,
    edited,
    part_text,
    with_parts,
    write_cell,
    written,
    zipped,
)
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, KNOWN_TEMPLATE_VERSIONS
from workbook_templates.reading import read_return
from workbook_templates.reading.text_volume import refuse_too_much_text
from workbook_templates.template import template_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WITHOUT_VERSION = {name: value for name, value in HEADING.items() if name != "template_version"}

KNOWN = " and ".join(sorted(KNOWN_TEMPLATE_VERSIONS))


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)


def refusal(content: bytes) -> str:
    with pytest.raises(FileFault) as refused:
        read_return(content)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "please " in sentence
    return sentence


def test_the_least_workbook_that_is_ours_is_read() -> None:
    assert read_return(written()).rows_read == 1


IS_IT_A_WORKBOOK = {
    "empty": (b"", "The file is empty: please save the workbook again in Excel and use that copy."),
    "password": (
        ole("EncryptionInfo", "EncryptedPackage", "StrongEncryptionDataSpace"),
        "The workbook is locked with a password: please open it in Excel, take the password off (File, "
        "Info, Protect Workbook, Encrypt with Password), and save it again.",
    ),
    "sensitivity label": (
        ole("EncryptedPackage", "DRMEncryptedDataSpace"),
        "The workbook is protected by a sensitivity label: please save a copy without encryption in Excel, and use "
        "that copy. Its label must not lock it.",
    ),
    "xls": (
        ole("Workbook"),
        "The file is an old Excel workbook (.xls): please open it in Excel and save it as an Excel Workbook (.xlsx).",
    ),
    "xlsb": (
        zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}),
        "The file is a binary workbook (.xlsb): please open it in Excel and save it as an Excel Workbook (.xlsx).",
    ),
    "zip folder": (
        zipped({"returns/QMF.XLSX": b"PK"}),
        "The file is a zip folder: please take the workbook out of it and use that.",
    ),
}
TEXT = (
    "The file is text (such as CSV or a web page) and no workbook: please use the Excel workbook (.xlsx or .xlsm) "
    "that it was made from."
)
NO_WORKBOOK = "The file is no Excel workbook: please use the workbook itself (.xlsx or .xlsm)."
DAMAGED = (
    "The workbook is damaged or incomplete: please open it in Excel, let Excel repair it if it offers to, and save it "
    "again."
)


@pytest.mark.parametrize("kind", IS_IT_A_WORKBOOK)
def test_every_other_kind_of_file_is_named(kind: str) -> None:
    content, sentence = IS_IT_A_WORKBOOK[kind]
    assert refusal(content) == sentence


@pytest.mark.parametrize(
    "content",
    [
        b"Record no.,Status\r\n1,Open\r\n",
        "\ufeffRecord no.;Status\n".encode(),
        "Record no.\tStatus\n".encode("utf-16"),
        "Überschrift,Status\n".encode("latin-1"),
        b"<html><table><tr><td>1</td></tr></table></html>",
        b" ",
    ],
)
def test_text_is_no_workbook(content: bytes) -> None:
    assert refusal(content) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 a printed tracker",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        ole("WordDocument"),
        zipped({"word/document.xml": b"<w/>"}),
        zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b"", "ppt/embeddings/Chart.xlsx": b"PK"}),
        zipped({}),
    ],
)
def test_other_files_are_no_workbook(content: bytes) -> None:
    assert refusal(content) == NO_WORKBOOK


@pytest.mark.parametrize("kept", [4, 100, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_short_is_damaged(kept: float) -> None:
    content = written()
    assert refusal(content[: int(kept if kept > 1 else len(content) * kept)]) == DAMAGED


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/workbook.xml", b"<workbook>"),
        ("xl/workbook.xml", b"<document/>"),
        ("xl/_rels/workbook.xml.rels", b"not XML"),
        ("xl/sharedStrings.xml", None),
        ("docProps/core.xml", b"<core"),
        (CASES_PART, b""),
        (CASES_PART, b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"),
        (CASES_PART, "<worksheet><sheetData/></worksheet>".encode("utf-16")),
        (CASES_PART, b"<worksheet/>"),
        (
            CASES_PART,
            b"<worksheet><sheetData/><sheetData><row><c r='A1' t='e'><v>#N/A</v></c></row></sheetData></worksheet>",
        ),
        (CASES_PART, b"<worksheet><sheetData><row r='1'><c r='1A'><v>1</v></c></row></sheetData></worksheet>"),
        (
            CASES_PART,
            b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>999999</v></c></row></sheetData></worksheet>",
        ),
    ],
)
def test_a_part_that_is_broken_makes_the_workbook_damaged(part: str, text: bytes | None) -> None:
    assert refusal(with_parts(written(), {part: text})) == DAMAGED


def test_a_number_that_the_reader_of_values_cannot_bear_is_one_bad_cell() -> None:
    content = written("| Date added |\n| 2024-10-01 |")
    text = part_text(content, CASES_PART)
    serial = "45566"
    assert f"<v>{serial}</v>" in text
    (row,) = read_return(edited(content, CASES_PART, lambda xml: xml.replace(serial, "-1e15"))).rows
    assert row.cells["Date added"] == -1e15


def test_bytes_that_are_broken_somewhere_never_end_in_anything_but_a_refusal() -> None:
    content = written("| Status | Date added |\n| Open | 2024-10-01 |\n| #N/A | 1.2.2024 |")
    for place in range(0, len(content), 23):
        spoiled = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        try:
            read = read_return(spoiled)
        except FileFault:
            continue
        assert read.rows_read <= 2


def test_a_zip_member_that_is_locked_counts_as_locked() -> None:
    content = bytearray(written())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    assert "locked with a password" in refusal(bytes(content))


def stored(content: bytes) -> bytes:
    """The same workbook, not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name))
    return target.getvalue()


DOCTYPE = '<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", CASES_PART, "xl/sharedStrings.xml", "docProps/core.xml"])
def test_a_document_type_declaration_is_refused(part: str) -> None:
    def declare(xml: str) -> str:
        head, _, rest = xml.partition("?>")
        return f"{head}?>{DOCTYPE}{rest}"

    assert refusal(edited(written(), part, declare)) == (
        "The workbook holds a document type declaration, which no spreadsheet program writes: please save it again in "
        "Excel and use that copy."
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    content = with_parts(written(), {CASES_PART: b" " * (201 << 20)})
    tracemalloc.start()
    sentence = refusal(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sentence.startswith("The workbook unpacks to more than 200 MB: please ")
    assert peak < 20 << 20


def test_a_size_that_lies_is_not_believed() -> None:
    content = bytearray(with_parts(written(), {CASES_PART: b" " * (64 << 20)}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(CASES_PART).file_size.to_bytes(4, "little")
    honest = bytes(content).count(size)
    content = bytearray(bytes(content).replace(size, (1000).to_bytes(4, "little")))
    assert honest >= 2
    tracemalloc.start()
    assert refusal(bytes(content)) == DAMAGED
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_what_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    content = with_parts(written(), {CASES_PART: b" " * (20 << 20)})
    assert refusal(content).startswith("The workbook unpacks to more than 300 times its size, ")


@pytest.mark.parametrize(
    "name", ["../../outside.xml", "xl/../../outside.xml", "C:/outside.xml", "..\\outside.xml", "xl/a\x01b.xml"]
)
def test_a_part_whose_name_leads_out_of_the_workbook_is_refused(name: str) -> None:
    assert "under a name that leads out of it" in refusal(with_parts(written(), {name: b"<a/>"}))


def test_a_part_that_stands_twice_is_refused() -> None:
    """Two programs would read two workbooks."""
    assert "holds a part twice" in refusal(with_parts(written(), {CASES_PART.upper(): b"<a/>"}))


def test_more_parts_than_a_workbook_has_are_refused() -> None:
    parts = {f"xl/media/{number}.png": b"" for number in range(10_001)}
    assert refusal(with_parts(written(), parts)).startswith("The workbook consists of more than 10,000 parts")


def test_more_filled_cells_than_can_be_laid_out_are_refused() -> None:
    row = b"".join(b'<c r="%s5"><v>1</v></c>' % letters for letters in (b"A", b"B", b"C"))
    rows = b"<row r='5'>" + row * 700_000 + b"</row>"
    content = with_parts(written(), {CASES_PART: b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"})
    # Equal rows shrink too far: kept as they are, as a program does that has no time.
    assert refusal(stored(content)).startswith("The sheet Cases has more than 2,000,000 filled cells")


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    def inline(number: int) -> bytes:
        text = "é" * number
        cell = f'<c r="B5" t="inlineStr"><is><t>{text}</t></is></c>'
        return edited(
            written(),
            CASES_PART,
            lambda xml: xml.replace("</sheetData>", f'<row r="30">{cell.replace("B5", "B30")}</row></sheetData>'),
        )

    assert read_return(inline(32_767)).rows_read == 2
    assert "holds more than 32,767 characters in cell B30" in refusal(inline(32_768))


def test_a_workbook_without_the_template_version_is_not_ours() -> None:
    assert refusal(written(heading=WITHOUT_VERSION)) == (
        "The workbook was not made from the S-CRT template (it carries no template version): please copy its records "
        "into a new template (scrt template new)."
    )


def test_a_workbook_that_lost_its_sheet_of_cases_says_so() -> None:
    assert refusal(written("", sheet="Notes", headers=HEADERS[:3], table=False)) == (
        "The workbook has no sheet Cases and no other sheet with its headers: please go back to a copy that has it, or "
        "copy the records into a new template."
    )


def test_the_template_without_its_sheet_of_cases_says_so_too() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(template_bytes(icb="QMF", ready_rows=3)))
    del workbook["Cases"]
    saved = io.BytesIO()
    workbook.save(saved)
    assert refusal(saved.getvalue()).startswith("The workbook has no sheet Cases and no other sheet with its headers")


@pytest.mark.parametrize("version", ["1.9", "2.0", "12", 7])
def test_a_newer_version_asks_for_an_update(version: object) -> None:
    assert refusal(written(heading={**HEADING, "template_version": version})) == (
        f"The workbook was made from template version {version}, and this program knows {KNOWN}: please update S-CRT."
    )


def test_a_version_that_never_was_is_quoted_only_if_it_looks_like_one() -> None:
    assert refusal(written(heading={**HEADING, "template_version": "0.9"})) == (
        f"The workbook says template version 0.9, and this program knows {KNOWN}: please copy its records into a new "
        "template."
    )
    assert refusal(written(heading={**HEADING, "template_version": "Example Person"})) == (
        f"The workbook has no readable template version, and this program knows {KNOWN}: please copy its records "
        "into a new template."
    )


def without(*gone: str) -> tuple[str, ...]:
    return tuple(header for header in HEADERS if header not in gone)


def renamed(**names: str) -> tuple[str, ...]:
    return tuple(names.get(header.replace(" ", "_"), header) for header in HEADERS)


def test_a_missing_column_is_named() -> None:
    assert refusal(written("", headers=without("Stage"))) == (
        "Column 'Stage' is missing from row 4 of the sheet Cases: please put it back as the template has it."
    )


def test_a_header_that_is_nearly_ours_is_quoted_with_its_place() -> None:
    assert refusal(written("", headers=renamed(Status="Statuss"))) == (
        "Column 'Status' is missing from row 4 of the sheet Cases; a column headed 'Statuss' (E) may stand in its "
        "place: please put it back as the template has it."
    )


def test_a_header_that_is_nothing_like_ours_is_not_quoted() -> None:
    sentence = refusal(written("", headers=renamed(Status="Reported by Example Person")))
    assert sentence == (
        "Column 'Status' is missing from row 4 of the sheet Cases; the unknown header of column E may stand in its "
        "place: please put it back as the template has it."
    )


def test_an_added_column_elsewhere_is_not_taken_for_the_missing_one() -> None:
    sentence = refusal(written("", headers=(*without("Stage"), "Seen by the panel")))
    assert "may stand" not in sentence


def test_to_complete_is_never_taken_for_the_missing_column() -> None:
    sentence = refusal(written("", headers=(*without("Origin"), "To complete")))
    assert sentence.startswith("Column 'Origin' is missing from row 4 of the sheet Cases: please ")


def test_a_renamed_first_column_is_placed_by_the_one_after_it() -> None:
    sentence = refusal(written("", headers=("Ref", *HEADERS[1:])))
    assert "Column 'Record no.' is missing" in sentence
    assert "the unknown header of column A may stand in its place" in sentence


def test_several_missing_columns_are_named_together() -> None:
    assert refusal(written("", headers=renamed(Status="Statuss", Theme_1="Main theme"))) == (
        "Columns 'Status' and 'Theme 1' are missing from row 4 of the sheet Cases; a column headed 'Statuss' (E) may "
        "stand for 'Status'; the unknown header of column W may stand for 'Theme 1': please put them back as the "
        "template has them."
    )


def test_many_missing_columns_are_counted() -> None:
    sentence = refusal(written("", headers=HEADERS[:20]))
    assert sentence == (
        "Columns 'Designated professional', 'Overview', 'Theme 1', 'Theme 2', 'Theme 3' and "
        f"{len(HEADERS) - 25} more are missing from row 4 of the sheet Cases: please put them back as the template "
        "has them."
    )


def test_a_sheet_of_cases_without_headers_says_so() -> None:
    assert refusal(written("", headers=("One", "Two"))) == (
        "The sheet Cases has no row with the template's headers among its first 50 rows: please put the headers back, "
        "or copy the records into a new template."
    )


def test_headers_below_row_50_are_not_found() -> None:
    assert read_return(written(header_row=50)).rows[0].row == 51
    assert "among its first 50 rows" in refusal(written(header_row=51))


def test_a_header_that_stands_twice_outside_a_table_is_refused() -> None:
    assert refusal(written(headers=(*HEADERS, "Status"), table=False)) == (
        "Column 'Status' stands more than once in the sheet Cases, in columns E and AP: please rename or delete the "
        "ones that are not meant."
    )


def test_the_refusals_come_in_order() -> None:
    """Each workbook has its own fault and all the later ones."""
    version = {**HEADING, "template_version": "9.0"}
    no_status = without("Status")
    assert "not made from" in refusal(
        written("", heading=WITHOUT_VERSION, sheet="Notes", headers=("One",), table=False)
    )
    assert "no sheet Cases" in refusal(written("", heading=version, sheet="Notes", headers=("One",), table=False))
    assert "please update" in refusal(written("", heading=version, headers=no_status))
    assert "Column 'Status' is missing" in refusal(written("", headers=no_status))


@pytest.mark.parametrize(
    ("row", "column", "address"), [(1_048_576, 16_384, "XFD1048576"), (60_001, 1, "A60001"), (5, 1_001, "ALM5")]
)
def test_a_far_cell_is_named_instead_of_filling_the_memory(row: int, column: int, address: str) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, row - 1, column - 1, "x")

    assert refusal(written(spoil=spoil)) == (
        f"The sheet Cases holds something in cell {address}, far away from everything else: please delete what stands "
        "there and save the workbook again."
    )


def test_two_cells_that_span_too_large_a_rectangle_are_refused() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 49_999, 0, "x")
        write_cell(book, sheet, 50_000, 899, "x")

    assert "far away" in refusal(written(spoil=spoil))


def test_a_cell_that_is_only_some_way_off_is_read() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        write_cell(book, sheet, 39_999, 1, "QMF")

    assert [row.row for row in read_return(written(spoil=spoil)).rows] == [5, 40_000]


def test_a_far_cell_that_is_only_formatted_does_no_harm() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True})
        sheet.write_blank(1_048_575, 16_383, None, bold)

    assert read_return(written(spoil=spoil)).rows_read == 1


def test_a_far_cell_in_the_heading_is_refused_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    book["Your ICB"]["XFD9"] = "x"
    target = io.BytesIO()
    book.save(target)
    assert refusal(target.getvalue()).startswith("The sheet Your ICB holds something in cell XFD9, ")


def test_the_name_of_a_renamed_sheet_is_never_shown() -> None:
    sentence = refusal(written("", sheet="Example Person", headers=without("Stage")))
    assert sentence.startswith("Column 'Stage' is missing from row 4 of the renamed sheet: please ")


def test_a_copy_with_better_headers_is_not_read_in_place_of_the_table() -> None:
    def spoil(book: Any, sheet: Any) -> None:
        copy = book.add_worksheet("Old reviews")
        for column, header in enumerate(HEADERS):
            write_cell(book, copy, 0, column, header)

    content = written("", sheet="Reviews", headers=renamed(Status="Statuss"), spoil=spoil)
    assert refusal(content).startswith("Column 'Status' is missing from row 4 of the renamed sheet; ")


def test_a_sheet_without_addresses_is_refused() -> None:
    sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    assert refusal(with_parts(written(), {CASES_PART: sheet.encode()})) == (
        "The sheet Cases does not say where its cells stand: please open the workbook in Excel, save it again and use "
        "that copy."
    )


def test_no_refusal_brings_the_exception_behind_it_along() -> None:
    """A traceback's earlier exceptions could quote the workbook."""
    with pytest.raises(FileFault) as refused:
        read_return(with_parts(written(), {"xl/workbook.xml": b"<workbook>"}))
    assert refused.value.__suppress_context__


def test_more_text_than_can_be_laid_out_is_refused_and_counted_cell_by_cell() -> None:
    shared = b"<sst><si><t>" + b"x" * 1000 + b"</t></si><si><t>short</t></si></sst>"
    long, short = (b'<c r="A1" t="s"><v>%d</v></c>' % number for number in (0, 1))
    other = b"<x:c t = 's' ><x:v>0</x:v></x:c>"
    refuse_too_much_text(shared, [short * 100, long * 2], most=9_000)
    for sheets in ([long * 9], [long * 5, long * 5], [other * 9 + short]):
        with pytest.raises(FileFault, match=r"more than 9,000 characters") as refused:
            refuse_too_much_text(shared, sheets, most=9_000)
        assert "xxx" not in str(refused.value)
