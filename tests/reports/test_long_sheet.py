"""A listing is written and packed in quicker ways than xlsxwriter's own, and the parts are the same to the byte."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.summary_workbook.column_kinds import ColumnKind, plain
from reports.summary_workbook.long_sheet import LongSheet
from reports.summary_workbook.long_workbook import LongWorkbook
from reports.summary_workbook.table_rows import RowWriter
from tests.laws import tried
from workbook_templates.template.looks import Looks

_LOOKS = [plain(ColumnKind.TEXT), plain(ColumnKind.NUMBER), plain(ColumnKind.DATE), plain(ColumnKind.TEXT)]
_VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "a", "A & B < C", "=1+1", "<r>rich</r>", " around ", "café", "a\x01b", "two\nlines", "x" * 40]
    ),
    st.integers(min_value=-(10**17), max_value=10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(min_value=date(1890, 1, 1)),
)
_ROWS = st.lists(st.tuples(*[_VALUES] * len(_LOOKS)), max_size=40)


def _file(rows: Sequence[Sequence[object]], sheet_class: type[Any], workbook_class: type[Any] = Workbook) -> bytes:
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with workbook_class(content, options) as workbook:
        looks = Looks(workbook)
        sheet = workbook.add_worksheet("Listing", worksheet_class=sheet_class)
        for place, look in enumerate(_LOOKS):
            sheet.set_column(place, place, 12, looks.format(look))
        sheet.write_string(0, 0, "Above the listing")
        columns = [{"header": f"Column {place}"} for place in range(len(_LOOKS))]
        last = 2 + max(len(rows), 1)
        sheet.add_table(2, 0, last, len(_LOOKS) - 1, {"name": "listing", "columns": columns, "autofilter": True})
        writer = RowWriter(sheet, looks, _LOOKS, by_column=True)
        (writer.list_rows if sheet_class is LongSheet else writer.write)(rows, row=3, column=0)
        for line in range(3, last + 1):
            sheet.set_row(line, 18)
        workbook.set_properties({"created": datetime(2024, 10, 31)})
    return content.getvalue()


@tried(100)
@given(st.lists(st.tuples(*[st.text() | _VALUES] * len(_LOOKS)), max_size=20))
def test_the_parts_are_those_that_the_usual_workbook_packs(rows: list[tuple[object, ...]]) -> None:
    assert _parts(_file(rows, LongSheet, LongWorkbook)) == _parts(_file(rows, Worksheet))


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_without_a_text_has_no_part_for_texts() -> None:
    contents = []
    for workbook_class in (Workbook, LongWorkbook):
        content = BytesIO()
        with workbook_class(content, {"in_memory": True}) as workbook:
            workbook.add_worksheet("Numbers").write_number(0, 0, 7)
            workbook.set_properties({"created": datetime(2024, 10, 31)})
        contents.append(_parts(content.getvalue()))
    assert contents[0] == contents[1]
    assert "xl/sharedStrings.xml" not in contents[1]


def test_what_goes_wrong_while_a_part_is_packed_beside_is_not_lost() -> None:
    workbook = LongWorkbook(BytesIO(), {})
    workbook.add_worksheet("Listing").write_string(0, 0, "half a letter \ud800")
    with pytest.raises(UnicodeEncodeError):
        workbook.close()


def test_a_table_that_cannot_stand_is_refused_as_usual() -> None:
    for sheet_class in (Worksheet, LongSheet):
        sheet = Workbook(BytesIO()).add_worksheet("Listing", worksheet_class=sheet_class)
        with pytest.warns(UserWarning, match="Duplicate header"):
            assert sheet.add_table(0, 0, 3, 1, {"columns": [{"header": "Twice"}, {"header": "Twice"}]}) == -2
        assert sheet.tables == []


def test_a_cell_that_is_written_as_usual_stands_before_one_of_a_line() -> None:
    content = BytesIO()
    with LongWorkbook(content, {}) as workbook:
        sheet = workbook.add_worksheet("Listing", worksheet_class=LongSheet)
        writer = RowWriter(sheet, Looks(workbook), _LOOKS, by_column=True)
        writer.list_rows([("of the line", None, None, 7), ("=of the line", None, None, "last")], row=0, column=0)
        for row in (0, 1):
            sheet.write_string(row, 0, "as usual")
            sheet.write_string(row, 1, "between")
    shown = openpyxl.load_workbook(BytesIO(content.getvalue()))["Listing"]
    assert [[cell.value for cell in row] for row in shown] == [
        ["as usual", "between", None, 7],
        ["as usual", "between", None, "last"],
    ]
