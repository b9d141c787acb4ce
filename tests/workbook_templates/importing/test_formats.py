"""The same cells from every format: xlsx, xls, ods and text; hidden rows and columns; error values."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests import libreoffice
from tests.workbook_templates.importing.old_spreadsheets import BY_STATUS, SECTIONS, TIDY, TWO_LINES, xlsx
from workbook_templates.faults import FileFault
from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.grids import read_source
from workbook_templates.importing.understanding import understand_spreadsheet


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.libreoffice
@pytest.mark.parametrize("to", ["xls", "ods"])
def test_an_old_workbook_and_an_open_document_are_understood_as_the_xlsx_is(to: str, tmp_path: Path) -> None:
    sheets = {"Master log": TIDY, **BY_STATUS, "Sections": SECTIONS, "Two lines": TWO_LINES}
    content = xlsx(sheets, merged={"Two lines": ["B1:C1", "D1:F1"]})
    (tmp_path / "old.xlsx").write_bytes(content)
    converted = libreoffice.convert(tmp_path / "old.xlsx", to, out_dir=tmp_path).read_bytes()
    assert read_source(converted).kind == to
    for name in ("Master log", "Open", "Closed", "Sections", "Two lines"):
        one, other = (understand_spreadsheet(each, sheets=[name]) for each in (content, converted))
        assert one.records == other.records, name
        assert one.account == other.account


@pytest.mark.libreoffice
def test_a_locked_old_workbook_is_refused_as_locked(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").write_bytes(xlsx({"a": TIDY}))
    ole = libreoffice.convert(tmp_path / "old.xlsx", "xls", out_dir=tmp_path).read_bytes()
    with pytest.raises(FileFault, match="locked with a password"):
        understand_spreadsheet(ole + "EncryptedPackage".encode("utf-16-le"))


def test_hidden_rows_columns_and_sheets_are_taken_and_said() -> None:
    book = load_workbook(io.BytesIO(xlsx({"Cases": SECTIONS, "Copy": SECTIONS})))
    book["Cases"].row_dimensions[3].hidden = True
    book["Cases"].column_dimensions["D"].hidden = True
    book["Copy"].sheet_state = "hidden"
    imported = understand_spreadsheet(saved(book))
    cases, copy = imported.sheets
    assert (cases.taken, cases.hidden_rows, cases.hidden_columns) == (True, 1, 1)
    assert (copy.taken, copy.is_hidden, copy.is_asked) == (False, True, True)
    assert len(imported.records) == 3
    assert imported.tells_hidden


def test_error_values_are_said_and_formulas_below_the_records_are_no_records() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Status", "Borough", "Days open", "Type"],
        ["Open", "Camden", 3, "#N/A"],
        ["Closed", "Barnet", 4, "SAR Adult"],
    ):
        sheet.append(row)
    for row in (4, 5):
        sheet.cell(row, 3, f"=A{row}")
    imported = understand_spreadsheet(saved(book))
    assert len(imported.records) == 2
    assert {told.reason: told.places for told in imported.told if told.reason is Reason.ERROR} == {
        Reason.ERROR: ("D2",)
    }
    assert "Review type" not in imported.records[0]


def test_excel_names_the_delimiter_in_a_line_of_its_own() -> None:
    imported = understand_spreadsheet(
        "sep=;\r\nStatus;Borough;Notes, and more\r\nOpen;Camden;a,b,c\r\n".encode("utf-8-sig")
    )
    assert imported.records[0]["Borough or local authority"] == "Camden"
    assert imported.how == "UTF-8, divided by semicolons"


def test_a_text_longer_than_a_cell_goes_on_in_a_column_of_its_own() -> None:
    imported = understand_spreadsheet(f"Status,Borough,Summary\nOpen,Camden,{'x' * 70_000}\n".encode())
    record = imported.records[0]
    assert "".join(str(record[name]) for name in ("Overview", *imported.added)) == "x" * 70_000
    assert all(len(str(value)) <= 32_767 for value in record.values())
