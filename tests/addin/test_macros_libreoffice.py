"""The macros in LibreOffice Calc, for real: check, work down the findings, accept, save, and read the file back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from addin import macros
from addin.libreoffice.office import uno_bridge
from tests.addin.faulty_return import FAULTY, command_line_says, faulty_return, table_says
from workbook_templates.layout import CHECK_STATUS, FIRST_RECORD_ROW, HEADERS

pytestmark = pytest.mark.libreoffice
COLUMNS = {header: number for number, header in enumerate(HEADERS, start=1)}


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    path = tmp_path / "return.xlsx"
    path.write_bytes(faulty_return())
    opened = app.books.open(str(path))
    yield opened
    opened.close()


def saved(book: xw.Book, folder: Path) -> Path:
    path = folder / "saved.xlsx"
    book.save(str(path))
    return path


def findings_in(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Checklist"]
    headers, *rows = ([cell.value for cell in row] for row in sheet[sheet.tables["findings"].ref])
    return [dict(zip(headers, row, strict=True)) for row in rows]


def flags(book: xw.Book) -> dict[str, set[str]]:
    """Each record that has flags, by its number, to the headers under which its conditional format shows one."""
    sheet, rows = book.sheets["Cases"], len(FAULTY) + 3
    letters = [sheet.range((4, COLUMNS[header])).get_address(False, False) for header in HEADERS]
    # Worked out in a corner of the sheet, all at once.
    corner = sheet.impl.calc.getCellRangeByPosition(
        80, FIRST_RECORD_ROW - 1, 79 + len(HEADERS), FIRST_RECORD_ROW + rows - 2
    )
    corner.setFormulaArray(
        tuple(
            tuple(f"=COUNTIFS(flag_record;$A{FIRST_RECORD_ROW + row};flag_column;{cell})" for cell in letters)
            for row in range(rows)
        )
    )
    counted = corner.getDataArray()
    corner.clearContents(1 | 2 | 4 | 16)
    numbers = sheet.range((FIRST_RECORD_ROW, 1)).resize(rows).value
    shown = (
        (number, {header for header, count in zip(HEADERS, line, strict=True) if count > 0})
        for number, line in zip(numbers, counted, strict=True)
    )
    return {str(number): flagged for number, flagged in shown if number is not None and flagged}


def test_the_saved_workbook_says_what_the_command_line_finds_in_it(book: xw.Book, tmp_path: Path) -> None:
    said = macros.check_quality(book)
    path = saved(book, tmp_path)
    rows = findings_in(path)
    assert len(rows) > 40
    assert table_says(rows) == command_line_says(path)
    assert book.names[CHECK_STATUS].refers_to_range.value == said
    assert book.app.impl.unseen[-1] == said


def test_formulas_errors_and_added_columns_are_read_as_from_the_file(book: xw.Book, tmp_path: Path) -> None:
    cases, row = book.sheets["Cases"], FIRST_RECORD_ROW
    for offset, header, content in (
        (0, "Theme 2", "=NA()"),
        (0, "Status", '="Open"'),
        (1, "Incident date", 0.4),
        (1, "Designated professional", True),
        (2, "Date added", -3.0),
        (2, "Health recommendations", 2.5),
    ):
        cases.range((row + offset, COLUMNS[header])).value = content
    added = len(HEADERS) + 2
    cases.range((row - 1, added)).value = "Ward"
    cases.range((row, added)).resize(40, 1).value = [["=1+1"]] * 40
    cases.range((row + len(FAULTY) + 2, added)).value = "NHS number 999 000 0018 (made up)"
    macros.check_quality(book)
    path = saved(book, tmp_path)
    rows = findings_in(path)
    assert {"B04", "B06"} & {finding["Rule"] for finding in rows}
    assert table_says(rows) == command_line_says(path)
    assert f"Cases row {row + len(FAULTY) + 2}" in str(rows)


def test_settings_beside_the_workbook_hold(book: xw.Book, tmp_path: Path) -> None:
    (tmp_path / "checklist.toml").write_text('[A16]\nseverity = "advice"\n\n[E06]\noff = true\n', encoding="utf-8")
    macros.check_quality(book)
    path = saved(book, tmp_path)
    rows = findings_in(path)
    assert {row["Severity"] for row in rows if row["Rule"] == "A16"} == {"advice"}
    assert table_says(rows) == command_line_says(path)


def test_a_filter_hides_no_record_from_a_check(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["Cases"].impl.calc.getRows().getByIndex(FIRST_RECORD_ROW).IsVisible = False
    macros.check_quality(book)
    path = saved(book, tmp_path)
    assert table_says(findings_in(path)) == command_line_says(path)
    assert 2 in {row["Record no."] for row in findings_in(path)}


def test_where_leads_to_the_cell(book: xw.Book, tmp_path: Path) -> None:
    macros.check_quality(book)
    places = {(row["Record no."], row["Column"]): row["Where"] for row in findings_in(saved(book, tmp_path))}
    assert places[1, "Overview"] == f"Cases!V{FIRST_RECORD_ROW}"
    assert places[12, "Theme 2"] == f"Cases!X{FIRST_RECORD_ROW + 11}"


def test_a_second_check_changes_nothing(book: xw.Book) -> None:
    macros.check_quality(book)
    book.impl.document.setModified(False)
    macros.check_quality(book)
    assert not book.impl.document.isModified()


def test_the_application_is_left_as_it_was(book: xw.Book) -> None:
    book.sheets["Cases"].activate()
    book.sheets["Cases"].range("C7").select()
    book.app.calculation = "manual"
    macros.check_quality(book)
    macros.clear_findings(book)
    assert (book.app.calculation, book.app.screen_updating) == ("manual", True)
    assert book.selection is not None
    assert (book.selection.sheet.name, book.selection.address) == ("Cases", "$C$7")
    book.app.calculation = "automatic"


def test_flags_stay_on_their_records_when_rows_move(book: xw.Book) -> None:
    macros.check_quality(book)
    before = flags(book)
    assert "Theme 1" in before["3.0"]
    cases = book.sheets["Cases"].impl.calc
    cases.getRows().insertByIndex(FIRST_RECORD_ROW - 1, 2)
    assert flags(book) == before
    cases.getRows().removeByIndex(FIRST_RECORD_ROW + 2, 1)
    before.pop("2.0")
    assert flags(book) == before
    records = cases.getCellRangeByPosition(0, FIRST_RECORD_ROW - 1, len(HEADERS) - 1, FIRST_RECORD_ROW + len(FAULTY))
    order = book.sheets["Cases"].range((FIRST_RECORD_ROW, 1)).resize(len(FAULTY)).value
    sort(records, by="Record no.", ascending=False)
    assert book.sheets["Cases"].range((FIRST_RECORD_ROW, 1)).resize(len(FAULTY)).value != order
    assert flags(book) == before


def sort(area: Any, *, by: str, ascending: bool) -> None:
    """Sort rows as a user does from the menu."""
    uno = uno_bridge()
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = COLUMNS[by] - 1, ascending
    fields = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    fields.Name, fields.Value = "SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))
    headers = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    headers.Name, headers.Value = "ContainsHeader", False
    area.sort((fields, headers))


def test_clearing_and_checking_again_touches_no_format(book: xw.Book) -> None:
    cell = book.sheets["Cases"].range((FIRST_RECORD_ROW, COLUMNS["Theme 1"]))
    cell.color = (255, 230, 153)
    macros.check_quality(book)
    assert cell.color == (255, 230, 153)
    macros.clear_findings(book)
    assert cell.color == (255, 230, 153)
    assert flags(book) == {}


def test_accepting_enters_dates_as_dates(book: xw.Book, tmp_path: Path) -> None:
    macros.check_quality(book)
    table = book.sheets["Checklist"].tables["findings"].range
    for number, row in enumerate(table.value[1:], start=2):
        if row[7] is not None and row[1] in {"Date added", "Theme 1"}:
            table(number, 9).value = True
    said = macros.accept_suggestions(book)
    assert said.startswith("3 suggestions written")
    path = saved(book, tmp_path)
    cases = openpyxl.load_workbook(path)["Cases"]
    assert cases.cell(FIRST_RECORD_ROW + 10, COLUMNS["Date added"]).value == datetime(2023, 6, 30)
    assert cases.cell(FIRST_RECORD_ROW + 2, COLUMNS["Theme 1"]).value == "Neglect"
    assert table_says(findings_in(path)) == command_line_says(path)


def test_the_cursor_goes_from_finding_to_finding(book: xw.Book) -> None:
    macros.check_quality(book)
    seen = []
    for _ in range(5):
        said = macros.go_to_next_finding(book)
        assert book.selection is not None
        seen.append((book.selection.sheet.name, book.selection.address))
        assert book.app.status_bar == said
    assert len(set(seen)) == 5
    assert macros.new_record(book).endswith(f"row {FIRST_RECORD_ROW + len(FAULTY)} of Cases.")


@pytest.mark.parametrize("protected", ["Checklist", "Cases"])
def test_a_protected_sheet_is_said_and_nothing_changes(book: xw.Book, protected: str) -> None:
    number = book.sheets["Cases"].range((FIRST_RECORD_ROW, 1))
    number.value = None
    before = [sheet.used_range.value for sheet in book.sheets if sheet.name in {"Cases", "Checklist"}]
    book.sheets[protected].impl.calc.protect("")
    said = macros.check_quality(book)
    assert "could not be written to, and it is as it was" in said
    assert [sheet.used_range.value for sheet in book.sheets if sheet.name in {"Cases", "Checklist"}] == before
    assert book.sheets["Checklist"].tables["findings"].range.shape[0] == 2


@pytest.mark.parametrize(
    ("macro", "protected"),
    [
        (macros.clear_findings, "Checklist"),
        (macros.accept_suggestions, "Cases"),
        (macros.accept_suggestions, "Checklist"),
        (macros.new_record, "Cases"),
    ],
)
def test_a_protected_sheet_stops_every_macro_that_writes_and_nothing_changes(
    book: xw.Book, macro: macros.Macro, protected: str
) -> None:
    macros.check_quality(book)
    table = book.sheets["Checklist"].tables["findings"].range
    ticks = [["yes" if row[7] else None] for row in table.value[1:]]
    table(2, 9).resize(len(ticks)).value = ticks
    first_free = book.sheets["Cases"].range((FIRST_RECORD_ROW + len(FAULTY), 1))
    first_free.value = None
    before = [sheet.used_range.value for sheet in book.sheets if sheet.name in {"Cases", "Checklist"}]
    book.sheets[protected].impl.calc.protect("")
    assert "could not be written to, and it is as it was" in macro(book)
    assert [sheet.used_range.value for sheet in book.sheets if sheet.name in {"Cases", "Checklist"}] == before
    assert (book.app.calculation, book.app.screen_updating) == ("automatic", True)


def test_a_workbook_whose_sheets_may_not_be_moved_is_checked_all_the_same(book: xw.Book, tmp_path: Path) -> None:
    book.impl.document.protect("")
    said = macros.check_quality(book)
    assert said.startswith("Checked on")
    assert book.names[CHECK_STATUS].refers_to_range.value == said


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda book: book.impl.document.DatabaseRanges.removeByName("findings"), "no table called 'findings'"),
        (lambda book: setattr(book.sheets["Checklist"].tables["findings"], "name", "Table7"), "called 'findings'"),
        (lambda book: book.impl.document.DatabaseRanges.removeByName("cases"), "no table called 'cases'"),
    ],
    ids=["findings deleted", "findings renamed", "cases a plain range"],
)
def test_a_table_that_is_gone_is_said_and_nothing_changes(
    book: xw.Book, spoil: Callable[[xw.Book], None], sentence: str
) -> None:
    spoil(book)
    book.impl.document.setModified(False)
    said = macros.check_quality(book)
    assert sentence in said
    assert "lease" in said
    assert not book.impl.document.isModified()


def test_a_read_only_workbook_is_said(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "read_only.xlsx"
    path.write_bytes(faulty_return())
    book = app.books.open(str(path), read_only=True)
    try:
        assert "could not be written to, and it is as it was" in macros.check_quality(book)
    finally:
        book.close()


def test_any_other_workbook_is_refused(app: xw.App) -> None:
    book = app.books.add()
    try:
        book.sheets[0].range("A1").value = "something of somebody's"
        assert "was not made from the S-CRT template" in macros.check_quality(book)
    finally:
        book.close()
