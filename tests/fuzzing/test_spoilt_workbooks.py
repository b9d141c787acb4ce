"""Whatever is done to a workbook, it is read with every row accounted for, or refused in one sentence."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from reports.receiving import receive
from tests.fuzzing.mutations import spoilt
from tests.fuzzing.surviving import answered_for, sound_workbooks, survived
from tests.laws import tried
from tests.workbook_templates.reading_workbook import HEADING
from workbook_templates.layout import HEADERS, TO_COMPLETE


@pytest.mark.slow
def test_a_thousand_spoilt_workbooks_are_survived() -> None:
    counts = survived(1_000, seed=1)
    assert counts.total() == 1_000
    # Were all refused, nothing of the reading behind the refusals would be tried.
    assert counts["read"] > 300
    assert counts["refused"] > 300


def test_the_same_seed_spoils_in_the_same_way() -> None:
    first, again = (list(spoilt(sound_workbooks(), number=20, seed=7)) for _ in range(2))
    assert first == again
    assert len({content for _, _, content in first}) > 15


def test_what_is_not_spoilt_is_read() -> None:
    assert {answered_for(content) for content in sound_workbooks()} == {"read"}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "Open",
        "DHR Adult",
        "#N/A",
        "=1+1",
        "-",
        " ",
        "\u202e9\u202c",
        "1/2/1990",
        "999 000 0018",
        "07700 900123",
    ]  # made up
)
DAYS = st.dates(date(1900, 1, 1), date(9999, 12, 31))
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    DAYS,
    st.times(),
    st.sampled_from(["#N/A", "#REF!", "#SPILL!"]).map(lambda code: ("error", code)),
    TEXTS.map(lambda text: ("formula", text)),
)
FORMATS = st.sampled_from(
    ["General", "dd/mm/yyyy", "[h]:mm:ss", "0.00E+00", ';;;"hidden"', "@", "yyyy", "[$-809]d mmmm", "#"]
)


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[bytes, list[list[object]]]:
    """A return with its columns in any order, some of the ICB's own, and cells of any type."""
    own = draw(st.lists(TEXTS.filter(str.strip), max_size=3, unique_by=str.casefold))
    headers = draw(st.permutations([*HEADERS, TO_COMPLETE, *own]))
    grid = draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), max_size=4))
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": draw(st.booleans())})
    _write_heading(book)
    sheet = book.add_worksheet(draw(st.sampled_from(["Cases", "cases", "Reviews"])))
    top, left = draw(st.integers(0, 45)), draw(st.integers(0, 5))
    for column, header in enumerate(headers):
        sheet.write_string(top, left + column, header)
    for row, cells in enumerate(grid, start=1):
        form = book.add_format({"num_format": draw(FORMATS)})
        for column, value in enumerate(cells):
            _write(sheet, top + row, left + column, value, form)
    if draw(st.booleans()):
        sheet.merge_range(top + 6, left, top + 7, left + 2, "")
    if draw(st.booleans()):
        sheet.set_row(top + 1, None, None, {"hidden": True})
    book.close()
    return target.getvalue(), grid


def _write_heading(book: Any) -> None:
    sheet = book.add_worksheet("Your ICB")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, (name, value) in enumerate(HEADING.items(), start=4):
        _write(sheet, row, 2, value, day)
        book.define_name(name, f"='Your ICB'!$C${row + 1}")


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, form)
        case ("error", code):
            sheet.write_formula(row, column, "=NA()", form, code)
        case ("formula", text):
            sheet.write_formula(row, column, '="x"', form, text)
        case bool():
            sheet.write_boolean(row, column, value, form)
        case int() | float():
            sheet.write_number(row, column, value, form)
        case date() | datetime() | time():
            sheet.write_datetime(row, column, value, form)
        case _:
            sheet.write_string(row, column, str(value), form)


@pytest.mark.slow
@tried(60, suppress_health_check=list(HealthCheck))
@given(made=workbooks())
def test_workbooks_of_any_cells_are_read(made: tuple[bytes, list[list[object]]]) -> None:
    content, grid = made
    assert answered_for(content) == "read"
    filled = [cells for cells in grid if any(value is not None for value in cells)]
    assert len(receive("a.xlsx", content, today=date(2024, 11, 5)).records) <= len(filled)
