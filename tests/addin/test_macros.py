"""The macros on xlwings' engine for Excel on the web: what they write, say, keep and refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from addin import checked_book, failure_log, macros
from addin.open_workbook import local_file
from reports.check_report import Source, check_return
from tests.addin.faulty_return import FAULTY, command_line_says, faulty_return, table_says
from tests.addin.remote_workbook import RemoteWorkbook
from workbook_templates.layout import CHECK_STATUS, CHECKLIST_SCORE, FIRST_RECORD_ROW, HEADERS, NO_SCORE, NOT_CHECKED

Macro = Callable[[xw.Book], str]
COLUMNS = {header: number for number, header in enumerate(HEADERS, start=1)}


@pytest.fixture(scope="module")
def content() -> bytes:
    return faulty_return()


@pytest.fixture
def book(content: bytes) -> RemoteWorkbook:
    return RemoteWorkbook(content)


@pytest.fixture(autouse=True)
def _log_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "log"))


def tick(book: RemoteWorkbook, *, where: Callable[[dict[str, Any]], bool]) -> int:
    left, top = 9, book.table("findings")["range_address"].partition(":")[0]
    ticked = 0
    for number, row in enumerate(book.rows("findings"), start=int(top[1:]) + 1):
        if where(row):
            book.put("Checklist", number, left, "yes")
            ticked += 1
    return ticked


def cell(book: RemoteWorkbook, row: int, header: str) -> Any:
    return book.value("Cases", row, COLUMNS[header])


def test_a_check_lists_what_the_command_line_finds(book: RemoteWorkbook, content: bytes, tmp_path: Path) -> None:
    saved = tmp_path / "return.xlsx"
    saved.write_bytes(content)
    said = book.run(macros.check_quality)
    listed = table_says(book.rows("findings"))
    assert len(listed) > 40
    assert listed == command_line_says(saved)
    assert book.alerts == [said]
    assert book.named(CHECK_STATUS) in said
    assert "12 records" in said
    assert "%" in book.named(CHECKLIST_SCORE)


def test_where_is_a_link_in_every_row(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    assert {row["Where"][:20] for row in book.rows("findings")} == {'=IFERROR(HYPERLINK("'}


def test_a_second_check_changes_nothing(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    before = book.everything()
    book.run(macros.check_quality)
    assert book.everything() == before
    assert "setValues" not in book.actions


def test_only_records_without_a_number_get_one(book: RemoteWorkbook) -> None:
    first, ready = FIRST_RECORD_ROW, FIRST_RECORD_ROW + len(FAULTY)
    for row in (first, first + 1, first + 6, ready):
        book.put("Cases", row, COLUMNS["Record no."], "")
    said = book.run(macros.check_quality)
    assert [cell(book, row, "Record no.") for row in (first, first + 1, first + 6)] == [31, 32, 33]
    assert cell(book, ready, "Record no.") == ""
    assert "3 records without a number got one" in said


def test_fewer_findings_leave_nothing_behind(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    many = len(book.rows("findings"))
    for row in range(FIRST_RECORD_ROW + 1, FIRST_RECORD_ROW + len(FAULTY)):
        for header in HEADERS[1:]:
            book.put("Cases", row, COLUMNS[header], "")
    book.run(macros.check_quality)
    rows = book.rows("findings")
    assert 0 < len(rows) < many
    assert all(row["Rule"] for row in rows)
    top = int(book.table("findings")["range_address"].partition(":")[0][1:])
    beneath = [book.value("Checklist", top + 1 + number, 3) for number in range(len(rows), many)]
    assert set(beneath) == {""}


def test_clearing_leaves_the_table_as_the_template_has_it(content: bytes) -> None:
    checked = RemoteWorkbook(content)
    checked.run(macros.check_quality)
    checked.run(macros.clear_findings)
    assert [[v for k, v in row.items() if k != "Where"] for row in checked.rows("findings")] == [[""] * 8]
    assert checked.named(CHECK_STATUS) == NOT_CHECKED
    assert checked.named(CHECKLIST_SCORE) == NO_SCORE


def test_a_tick_stays_with_its_finding(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    assert tick(book, where=lambda row: row["Suggestion"] == "Neglect") == 2
    book.put("Cases", FIRST_RECORD_ROW, COLUMNS["Status"], "")
    book.run(macros.check_quality)
    assert {row["Suggestion"] for row in book.rows("findings") if row["Accept"]} == {"Neglect"}


def test_accepting_writes_what_is_ticked_and_nothing_else(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    ticked = tick(book, where=lambda row: row["Suggestion"] and row["Column"] in {"Theme 1", "Date added"})
    assert ticked == 3
    before = [list(row) for row in book.sheet("Cases")["values"]]
    said = book.run(macros.accept_suggestions)
    changed = {
        (row, HEADERS[column]): new
        for row, (old_row, new_row) in enumerate(zip(before, book.sheet("Cases")["values"], strict=True), start=1)
        for column, (old, new) in enumerate(zip(old_row, new_row, strict=True))
        if old != new
    }
    assert changed == {
        (7, "Theme 1"): "Neglect",
        (15, "Date added"): "2023-06-30",
        (16, "Theme 1"): "Domestic Violence",
    }
    assert said.startswith("3 suggestions written into Cases.")
    assert not any(row["Accept"] for row in book.rows("findings"))


def test_a_suggestion_whose_cell_was_mended_since_is_not_written(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    tick(book, where=lambda row: row["Suggestion"] == "Neglect" and row["Column"] == "Theme 1")
    book.put("Cases", 7, COLUMNS["Theme 1"], "Neglected equipment")
    said = book.run(macros.accept_suggestions)
    assert cell(book, 7, "Theme 1") == "Neglected equipment"
    assert "1 ticked line did not fit a record any more" in said


def test_nothing_ticked_is_said(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    before = book.everything()
    assert "Nothing is ticked" in book.run(macros.accept_suggestions)
    assert book.everything() == before


def test_the_next_finding_is_selected_one_after_the_other_and_round(book: RemoteWorkbook) -> None:
    book.run(macros.check_quality)
    count = len(book.rows("findings"))
    seen = []
    for _ in range(count):
        book.run(macros.go_to_next_finding)
        seen.append(book.selected)
    assert ("Your ICB", "B12") in seen
    assert ("Cases", f"V{FIRST_RECORD_ROW}") in seen
    cells = len(set(seen))
    assert cells > 20
    # Once round all cells, and then the first again.
    assert seen[cells] == seen[0]


def test_without_findings_there_is_no_next(book: RemoteWorkbook) -> None:
    assert "press Check quality first" in book.run(macros.go_to_next_finding)


def test_a_new_record_is_the_first_ready_row(book: RemoteWorkbook) -> None:
    before = book.everything()
    said = book.run(macros.new_record)
    row = FIRST_RECORD_ROW + len(FAULTY)
    assert book.selected == ("Cases", f"B{row}")
    assert f"Record {len(FAULTY) + 1} is ready in row {row}" in said
    assert book.everything() == before


def test_a_full_table_grows_by_a_numbered_row() -> None:
    book = RemoteWorkbook(faulty_return(ready_rows=len(FAULTY)))
    book.run(macros.new_record)
    row = FIRST_RECORD_ROW + len(FAULTY)
    assert book.table("cases")["range_address"].endswith(str(row))
    assert cell(book, row, "Record no.") == len(FAULTY) + 1


def test_a_summary_needs_a_file_and_a_folder_to_be_asked_for(book: RemoteWorkbook) -> None:
    before = book.everything()
    assert "has no file on this computer" in book.run(macros.make_summary)
    assert "No folder and month were asked for" in book.run(macros.consolidate_folder)
    assert book.everything() == before


def not_ours(book: RemoteWorkbook) -> None:
    book.remove_name("template_version")


def no_findings(book: RemoteWorkbook) -> None:
    book.remove_table("findings")


def renamed_findings(book: RemoteWorkbook) -> None:
    book.table("findings")["name"] = "Table7"


def no_cases(book: RemoteWorkbook) -> None:
    book.remove_table("cases")


def lost_column(book: RemoteWorkbook) -> None:
    book.put("Cases", 4, COLUMNS["Status"], "State of play")


def lost_findings_column(book: RemoteWorkbook) -> None:
    top = int(book.table("findings")["range_address"].partition(":")[0][1:])
    book.put("Checklist", top, 9, "Done")


def note_below(book: RemoteWorkbook) -> None:
    top = int(book.table("findings")["range_address"].partition(":")[0][1:])
    book.put("Checklist", top + 5, 6, "a note of somebody")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (not_ours, "was not made from the S-CRT template"),
        (no_findings, "no table called 'findings'"),
        (renamed_findings, "no table called 'findings'"),
        (no_cases, "no table called 'cases'"),
        (lost_column, "Column 'Status' is missing"),
        (lost_findings_column, "has no column 'Accept'"),
        (note_below, "holds something below the findings"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    book: RemoteWorkbook, spoil: Callable[[RemoteWorkbook], None], sentence: str
) -> None:
    spoil(book)
    before = book.everything()
    said = book.run(macros.check_quality)
    assert sentence in said
    assert "please" in said.lower()
    assert book.alerts == [said]
    assert book.everything() == before
    assert not failure_log.log_file().exists()


@pytest.mark.parametrize("macro", [getattr(macros, name) for name in macros.__all__])
def test_without_a_workbook_each_says_so(macro: Macro, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xw, "apps", type("None open", (), {"active": None}))
    assert macro(None).startswith("No workbook is open")  # type: ignore[arg-type]


@pytest.mark.parametrize("macro", [getattr(macros, name) for name in macros.__all__])
def test_a_fault_of_ours_is_one_sentence_and_a_log_without_a_cell_s_text(
    book: RemoteWorkbook, macro: Macro, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: xw.Book) -> None:
        raise RuntimeError("Child A, 999 000 0018")

    for module in (macros, checked_book):
        monkeypatch.setattr(module, "read_open_return", broken)
        monkeypatch.setattr(module, "findings_table", broken)
    monkeypatch.setattr(macros, "asked_in", broken)
    before = book.everything()
    said = book.run(macro)
    log = failure_log.log_file().read_text(encoding="utf-8")
    assert "by our own fault (RuntimeError)" in said
    assert "test_macros.py" in log
    assert "Child A" not in said + log
    assert book.everything() == before


def test_a_busy_excel_is_said(book: RemoteWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    class com_error(Exception):  # noqa: N801
        pass

    def busy(_: xw.Book) -> None:
        raise com_error(-2147418111, "Call was rejected by callee.")

    monkeypatch.setattr(checked_book, "read_open_return", busy)
    assert "finish the cell that is being edited" in book.run(macros.check_quality)


def test_a_workbook_in_sharepoint_has_no_file_here() -> None:
    class InSharePoint:
        @property
        def fullname(self) -> str:
            raise xw.XlwingsError("Couldn't find the local folder")

    assert local_file(InSharePoint()) is None  # type: ignore[arg-type]


def test_an_accepted_finding_is_not_listed(book: RemoteWorkbook, content: bytes, tmp_path: Path) -> None:
    saved = tmp_path / "return.xlsx"
    saved.write_bytes(content)
    checked = check_return(Source("x"), content, today=macros.date.today())
    at = next(at for at, one in enumerate(checked.findings) if one.row == 5 and one.rule == "A16")
    line = ("1", "Date commissioned", "A16", "Decided with the board", "AB", "", checked.cell_marks[at])
    top = int(book.table("accepted")["range_address"].partition(":")[0][1:])
    for column, value in enumerate(line, start=11):
        book.put("Checklist", top + 1, column, value)
    book.run(macros.check_quality)
    listed = {(row["Record no."], row["Rule"]) for row in book.rows("findings")}
    assert (1, "A16") not in listed
    assert "1 finding accepted" in book.named(CHECKLIST_SCORE)


@pytest.mark.slow
def test_five_thousand_records_list_the_gravest_findings() -> None:
    book = RemoteWorkbook(faulty_return(ready_rows=5000, rows=tuple(FAULTY[at % len(FAULTY)] for at in range(5000))))
    said = book.run(macros.check_quality)
    rows = book.rows("findings")
    assert len(rows) == 5000
    assert "The gravest 5,000 of" in said
    assert "error" in {row["Severity"] for row in rows}
