"""Any grid of values that Excel can hold comes back with the right rows and values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import tried
from tests.workbook_templates.reading_workbook import write_cell, written
from validators.entries import is_blank
from workbook_templates.layout import HEADERS, TO_COMPLETE
from workbook_templates.reading import read_return

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t"), max_size=20
)
# A workbook holds numbers with fifteen digits.
FLOATS = st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.15g}"))
NUMBERS = st.integers(-(10**9), 10**9) | FLOATS
DAYS = st.dates(date(1900, 3, 1), date(2119, 12, 31))
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(2119, 12, 31)).map(
    lambda moment: moment.replace(hour=moment.hour or 1, microsecond=0)
)
CELLS = st.one_of(TEXTS, NUMBERS, st.booleans(), DAYS, MOMENTS, st.none())
ROWS = st.lists(st.dictionaries(st.sampled_from(HEADERS), CELLS, max_size=4), max_size=6)


def came_back(value: object) -> object:
    """The value as a workbook holds it: every number is a float."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@tried(60)
@given(
    rows=ROWS,
    order=st.permutations((*HEADERS, TO_COMPLETE, "Our reference")),
    header_row=st.integers(1, 9),
    first_column=st.integers(1, 4),
)
@example(rows=[{"Status": "_x0041_"}], order=[*HEADERS], header_row=4, first_column=1)
def test_any_grid_comes_back(rows: list[dict[str, Any]], order: list[str], header_row: int, first_column: int) -> None:
    def spoil(book: Any, sheet: Any) -> None:
        for position, cells in enumerate(rows):
            for header, value in cells.items():
                write_cell(book, sheet, header_row + position, first_column - 1 + order.index(header), value)

    read = read_return(written("", headers=order, header_row=header_row, first_column=first_column, spoil=spoil))
    expected = [
        (
            header_row + 1 + position,
            {header: came_back(value) for header, value in cells.items() if value not in (None, "")},
        )
        for position, cells in enumerate(rows)
        if any(not is_blank(value) for header, value in cells.items() if header != "Record no.")
    ]
    found = [(row.row, {header: value for header, value in row.cells.items() if value != ""}) for row in read.rows]
    assert found == expected
    assert [{header: type(value) for header, value in cells.items()} for _, cells in found] == [
        {header: type(value) for header, value in cells.items()} for _, cells in expected
    ]
