"""Whatever a spreadsheet holds, every filled cell is in a record or said to be in none."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import date, datetime

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.laws import tried
from tests.workbook_templates.importing.old_spreadsheets import Rows, delimited, xlsx
from validators.entries import is_blank
from workbook_templates.faults import FileFault
from workbook_templates.importing.imported import Imported
from workbook_templates.importing.understanding import understand_spreadsheet
from workbook_templates.reading import read_return
from workbook_templates.template import FilledReturn, template_bytes

HEADERS = st.sampled_from(
    ["Status", "Type", "LA", "CSP/SAB", "StEIS no", "Ref", "Themes", "Abuse type", "Learning", "Date of death",
     "Closed", "Published?", "Weblink", "Lead", "Summary", "Update", "Notes", "No.", "Age", "Adult/Child",
     "Mine", "", "Total"]
)  # fmt: skip
TELLING = st.sampled_from(
    ["Open", "Closed (published)", "SAR", "DHR", "S42", "Camden", "Camden/Islington", "SAB", "2021/12345; local AB12",
     "DV, MH / Neglct and fire", "Language/Cultural barriers & Training", "approx May 2023", "2024", "TBC", "n/a", "-",
     "https://example.org/a and more", "AB", "Total", "OPEN CASES", "12/03/24", "03/25/2024", "Yes", "7", "No."]
)  # fmt: skip
WORD = st.text("qxzvßé ,;/&-\n'=+@\"", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
VALUE = st.one_of(
    st.none(), TELLING, WORD, st.integers(0, 60_000), st.floats(0, 1e6, allow_nan=False), st.booleans(),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(lambda when: when.replace(microsecond=0)),
)  # fmt: skip


@st.composite
def grids(draw: st.DrawFn, value: st.SearchStrategy[object] = VALUE) -> list[list[object]]:
    """Title lines, headers that tell enough to be found, and rows of anything."""
    width = draw(st.integers(3, 8))
    titles = draw(st.lists(st.lists(TELLING, max_size=2), max_size=3))
    headers = ["Status", "Borough", *(draw(HEADERS) for _ in range(width - 2))]
    rows = draw(st.lists(st.lists(value, min_size=width, max_size=width), min_size=1, max_size=8))
    return [*titles, headers, *rows]


def filled_with(imported: Imported) -> FilledReturn:
    return FilledReturn(rows=imported.records, added=imported.added)


def words_of(values: Iterable[object]) -> set[str]:
    return {word for value in values for word in re.findall(r"\w+", str(value).casefold())}


@tried(60, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_the_cells_of_any_grid_add_up_and_the_workbook_can_be_written(rows: Rows) -> None:
    imported = understood_or_none(rows)
    if imported is None:
        return
    account = imported.account
    assert account.found == sum(not is_blank(value) for row in rows for value in row)
    assert account.found == account.placed + account.carried + account.said
    assert account.said == sum(told.cells for told in imported.told)


@tried(12, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_the_new_workbook_of_any_grid_holds_every_record(rows: Rows) -> None:
    imported = understood_or_none(rows)
    if imported is None:
        return
    returned = read_return(template_bytes(filled=filled_with(imported), ready_rows=max(1, len(imported.records))))
    assert returned.rows_read == len(imported.records)


@tried(60, suppress_health_check=[HealthCheck.too_slow])
@given(grids(st.one_of(st.none(), WORD)))
def test_every_word_that_somebody_typed_is_in_the_records_or_in_a_cell_that_is_listed(rows: Rows) -> None:
    imported = understood_or_none(rows)
    if imported is None:
        return
    kept = words_of(value for record in imported.records for value in record.values())
    listed = {place for told in imported.told for place in told.places}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value is not None and f"{chr(65 + column)}{number}" not in listed:
                assert words_of([value]) - {"and"} <= kept


def understood_or_none(rows: Rows) -> Imported | None:
    try:
        return understand_spreadsheet(xlsx({"Cases": rows}))
    except FileFault:
        return None


@tried(60, suppress_health_check=[HealthCheck.too_slow])
@given(grids(st.one_of(st.just(""), TELLING, WORD)), st.sampled_from([",", ";", "\t", "|"]))
def test_a_text_file_is_understood_as_the_workbook_of_the_same_cells(rows: Rows, delimiter: str) -> None:
    as_text = [[str(value or "").replace("\n", " ").strip() for value in row] for row in rows]
    try:
        one = understand_spreadsheet(delimited(as_text, delimiter=delimiter))
        other = understand_spreadsheet(xlsx({"Cases": as_text}))
    except FileFault:
        return
    assert one.records == other.records


@tried(50, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_are_understood_or_refused(content: bytes) -> None:
    with contextlib.suppress(FileFault):
        account = understand_spreadsheet(content).account
        assert account.found == account.placed + account.carried + account.said
