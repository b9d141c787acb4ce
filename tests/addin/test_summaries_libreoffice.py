"""The buttons that make summaries, in LibreOffice Calc for real: of the return in front, and of a folder of returns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from addin import macros
from addin.asked_cells import ASKED_FOLDER, ASKED_MONTH, ASKED_STATUS, write_slip
from tests.addin.faulty_return import faulty_return
from tests.command_line.running import scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from workbook_templates.layout import FIRST_RECORD_ROW, HEADERS

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def book(app: xw.App, tmp_path: Path) -> Iterator[xw.Book]:
    path = tmp_path / "QMF return.xlsx"
    path.write_bytes(faulty_return())
    opened = app.books.open(str(path))
    yield opened
    close_all(app)


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    (folder / "late").mkdir(parents=True)
    for icb, place in (("QMF", "QMF.xlsx"), ("QMJ", "late/QMJ.xlsx"), ("QRV", "QRV.xlsm")):
        (folder / place).write_bytes(return_bytes(OPEN_SAR, icb=icb))
    (folder / "Notes.xlsx").write_bytes(b"no workbook")
    return folder


def close_all(app: xw.App) -> None:
    for each in list(app.books):
        each.close()


def table(path: Path, name: str) -> list[dict[str, Any]]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        if name in sheet.tables:
            headers, *rows = ([cell.value for cell in row] for row in sheet[sheet.tables[name].ref])
            return [dict(zip(headers, row, strict=True)) for row in rows]
    raise KeyError(name)


def all_cells(path: Path) -> list[Any]:
    return [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row]


def test_the_summary_of_a_return_is_that_of_the_command_line_and_opens(book: xw.Book, tmp_path: Path) -> None:
    said = macros.make_summary(book)
    made = tmp_path / "QMF return summary 2024-10.xlsx"
    assert said == "Summary of QMF. 12 reviews: 7 open, 3 closed, 2 without a status."
    assert book.app.impl.unseen[-1] == said
    assert made.name in [each.name for each in book.app.books]
    scrt("consolidate", tmp_path / "QMF return.xlsx", "--month", "2024-10", "--out", tmp_path / "by hand.xlsx")
    for name in ("monthly_totals", "review_types", "theme_counts", "cases"):
        assert table(made, name) == table(tmp_path / "by hand.xlsx", name)
    assert "withheld: NHS number" in str(table(made, "cases"))
    assert "999 000 0018" not in str(all_cells(made))


def test_what_is_not_saved_yet_is_in_no_summary(book: xw.Book, tmp_path: Path) -> None:
    cell = book.sheets["Cases"].range((FIRST_RECORD_ROW, HEADERS.index("Comments") + 1))
    before, cell.value = cell.value, "Entered and not saved."
    assert "please save it" in macros.make_summary(book)
    assert list(tmp_path.glob("*summary*")) == []
    cell.value = before
    assert "12 reviews" in macros.make_summary(book)


def test_a_summary_that_is_open_is_not_written_anew_and_one_that_is_closed_is(book: xw.Book, tmp_path: Path) -> None:
    macros.make_summary(book)
    assert "this summary is open. Please close it" in macros.make_summary(book)
    book.app.books["QMF return summary 2024-10.xlsx"].close()
    assert "12 reviews" in macros.make_summary(book)


def test_another_file_of_the_summary_s_name_is_left_alone(book: xw.Book, tmp_path: Path) -> None:
    other = tmp_path / "QMF return summary 2024-10.xlsx"
    other.write_bytes(b"somebody's own")
    assert "a file of this name is there already" in macros.make_summary(book)
    assert other.read_bytes() == b"somebody's own"


def test_without_a_month_there_is_no_summary(book: xw.Book) -> None:
    book.names["reporting_month"].refers_to_range.value = None
    assert "does not say the reporting month" in macros.make_summary(book)


def test_a_folder_becomes_one_summary_next_to_its_returns(app: xw.App, returns: Path) -> None:
    slip = write_slip(app, folder=returns, month="2024-10")
    told = []
    status = slip.names[ASKED_STATUS].refers_to_range
    said = macros.consolidate_folder(slip)
    told.append(status.value)
    made = returns / "S-CRT summary 2024-10.xlsx"
    assert "3 reviews" in said
    assert "1 file set aside" in said
    assert told == ["Writing the summary ..."]
    assert app.status_bar is False
    assert [row["File"] for row in table(made, "sources") if row["Status"] == "counted"] == [
        "QMF.xlsx", "QRV.xlsm", "late/QMJ.xlsx",
    ]  # fmt: skip
    assert made.name in [each.name for each in app.books]
    close_all(app)


def test_a_summary_in_the_folder_is_no_return_and_the_month_before_says_what_changed(
    app: xw.App, returns: Path
) -> None:
    macros.consolidate_folder(write_slip(app, folder=returns, month="2024-10"))
    close_all(app)
    for file in returns.rglob("Q*.xls?"):
        file.write_bytes(return_bytes(OPEN_SAR, OPEN_SAR, icb=file.stem, month=date(2024, 11, 30)))
    said = macros.consolidate_folder(write_slip(app, folder=returns, month="2024-11"))
    made = returns / "S-CRT summary 2024-11.xlsx"
    assert "6 reviews" in said
    assert "S-CRT summary 2024-10.xlsx" not in {row["File"] for row in table(made, "sources")}
    assert [row["Change"] for row in table(made, "changes")] == ["added late"] * 3
    close_all(app)


@pytest.mark.parametrize(
    ("folder", "month", "sentence"),
    [
        ("returns", "October", "this is no month"),
        ("nowhere", "2024-10", "there is no such folder"),
        ("empty", "2024-10", "no return lies here"),
        ("", "2024-10", "No folder and month were asked for"),
    ],
)
def test_what_cannot_be_consolidated_is_said(
    app: xw.App, returns: Path, folder: str, month: str, sentence: str
) -> None:
    (returns.parent / "empty").mkdir()
    slip = write_slip(app, folder=returns.parent / folder if folder else Path(), month=month)
    if not folder:
        slip.names[ASKED_FOLDER].refers_to_range.value = None
    assert sentence in macros.consolidate_folder(slip)
    assert app.status_bar is False
    assert list(returns.glob("*summary*")) == []
    close_all(app)


def test_a_month_that_became_a_date_and_a_slip_beside_the_return_are_understood(book: xw.Book, returns: Path) -> None:
    slip = write_slip(book.app, folder=returns, month="2024-10")
    slip.names[ASKED_MONTH].refers_to_range.value = datetime(2024, 10, 1)
    assert "3 reviews" in macros.consolidate_folder(book)
