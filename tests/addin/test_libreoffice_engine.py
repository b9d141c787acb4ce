"""The engine for LibreOffice Calc: what goes into cells comes back, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import xlwings as xw

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def sheet(app: xw.App) -> Iterator[xw.Sheet]:
    book = app.books.add()
    yield book.sheets[0]
    book.close()


def test_values_come_back_as_they_were_written(sheet: xw.Sheet) -> None:
    values = [
        ["text", 12.5, None, True],
        ["12", -3.0, "12/03/2024", datetime(2024, 3, 12)],
        ["line\nbreak", 0.0, "=", datetime(2024, 3, 12, 9, 30)],
    ]
    area = sheet.range("B2:E4")
    area.value = values
    sheet.range("E2").impl.area.NumberFormat = 99
    assert sheet.range("B2:D4").value == [row[:3] for row in values]
    assert sheet.range("E3:E4").value == [values[1][3], values[2][3]]


def test_formulas_are_written_as_excel_has_them(sheet: xw.Sheet) -> None:
    sheet.range("G1:H3").value = [["first", "second"], [2.0, "=SUM(G2:G3)"], [3.0, '=IF(G3>1,"a,b","c")']]
    assert sheet.range("H2:H3").value == [5.0, "a,b"]
    assert sheet.range("H2").formula == "=SUM(G2:G3)"


def test_errors_are_named_or_blank(sheet: xw.Sheet) -> None:
    sheet.range("J1:J3").value = [["=NA()"], ["=1/0"], ['="x"+1']]
    assert sheet.range("J1:J3").value == [None, None, None]
    assert sheet.range("J1:J3").options(err_to_str=True).value == ["#N/A", "#DIV/0!", "#VALUE!"]


def test_a_call_is_relative_and_may_leave_the_range(sheet: xw.Sheet) -> None:
    area = sheet.range("C3:D4")
    assert area(1, 1).address == "$C$3"
    assert area(5, 4).address == "$F$7"
    assert area(0, 0).address == "$B$2"
    assert area.resize(3, 1).address == "$C$3:$C$5"
    assert area.offset(1, 1).address == "$D$4:$E$5"
    assert area[1, 1].address == "$D$4"
    assert area.last_cell.get_address(False, False) == "D4"


def test_colours_and_links(sheet: xw.Sheet) -> None:
    cell = sheet.range("L1")
    assert cell.color is None
    cell.color = "#ff8000"
    assert cell.color == (255, 128, 0)
    cell.color = None
    assert cell.color is None
    cell.add_hyperlink("https://example.org/a", "a page")
    assert (cell.hyperlink, cell.value) == ("https://example.org/a", "a page")


def test_what_is_not_there_is_a_key_error(sheet: xw.Sheet) -> None:
    assert "findings" not in sheet.tables
    assert not sheet.book.names.contains("nothing")
    with pytest.raises(KeyError):
        sheet.tables["findings"]
    with pytest.raises(KeyError):
        sheet.book.names["nothing"]


def test_one_formula_in_many_rows_stands_in_each_as_it_was_written(sheet: xw.Sheet) -> None:
    sheet.range("P1:P40").value = [[float(row)] for row in range(1, 41)]
    sheet.range("Q1:Q40").value = [["=SUM($P$1:$P$40)"]] * 40
    assert sheet.range("Q1:Q40").value == [820.0] * 40
    # Filled down it would become P2, P3 and so on.
    sheet.range("R1:R40").value = [["=P1+1"]] * 40
    assert sheet.range("R1:R40").value == [2.0] * 40


def test_formulas_in_many_rows_leave_each_cell_its_look_and_reach_hidden_rows(sheet: xw.Sheet) -> None:
    area = sheet.range("T1:T40")
    sheet.range("T7").color = (255, 230, 153)
    sheet.impl.calc.getRows().getByIndex(9).IsVisible = False
    area.value = [["=SUM($P$1:$P$2)"]] * 40
    assert area.value == [3.0] * 40
    assert [cell.color for cell in area[:10]] == [None] * 6 + [(255, 230, 153)] + [None] * 3
    sheet.range("U1:U40").value = [["=SUM($P$1:$P$2)"]] * 40
    assert sheet.range("U1:U40").value == [3.0] * 40
    sheet.impl.calc.getRows().getByIndex(9).IsVisible = True


def test_rows_fit_their_texts_when_the_screen_is_drawn_again_but_for_heights_that_somebody_set(sheet: xw.Sheet) -> None:
    rows = sheet.impl.calc.getRows()
    sheet.range("A51:A53").impl.area.IsTextWrapped = True
    rows.getByIndex(51).Height = 700
    before = rows.getByIndex(50).Height
    app = sheet.book.app
    app.screen_updating = False
    sheet.range("A51:A53").value = [["a text of many words " * 9]] * 3
    assert rows.getByIndex(50).Height == before
    app.screen_updating = True
    assert rows.getByIndex(50).Height > 2 * before
    assert (rows.getByIndex(51).Height, rows.getByIndex(52).Height) == (700, rows.getByIndex(50).Height)


def test_days_times_and_truth_values_are_told_by_their_formats_entered_or_worked_out(sheet: xw.Sheet) -> None:
    sheet.range("W1:W6").value = [[datetime(2024, 3, 12)], [45363.0], ["=W1+1"], [0.5], [True], ["=1=1"]]
    for row, key in ((3, 36), (4, 41), (5, 99), (6, 99)):
        sheet.range((row, 23)).impl.area.NumberFormat = key
    assert sheet.range("W1:W6").value == [
        datetime(2024, 3, 12), 45363.0, datetime(2024, 3, 13), datetime(1899, 12, 30, 12), True, True,
    ]  # fmt: skip
