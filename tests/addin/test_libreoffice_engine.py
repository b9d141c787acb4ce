"""The engine for LibreOffice Calc: what goes into cells comes back, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import xlwings as xw

from tests.addin.open_in_libreoffice import calc

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Sheet]:
    with calc(tmp_path_factory.mktemp("office")) as office:
        book = office.books.add()
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
