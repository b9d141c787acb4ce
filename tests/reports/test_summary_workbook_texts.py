"""Texts of returns in the summary workbook: each comes back as the text it was, whatever it looks like."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine
from xlsxwriter import Workbook

from reports.cell_texts import LONGEST_TEXT, fitting, sound_headers
from reports.previous import read_previous
from reports.summary_workbook import summary_bytes
from reports.summary_workbook.column_kinds import ColumnKind, plain, ruled
from reports.summary_workbook.table_rows import RowWriter
from tests.excel_strictness import strictness_faults
from tests.laws import tried
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, consolidated, received
from tests.reports.summary_workbook_example import london, london_summary, nothing, with_columns, with_rows
from workbook_templates.template.looks import Looks

ODD_TEXTS = (
    "=1+1", "=HYPERLINK(\"https://example.org\",\"here\")", "+44", "-", "- a dash", "@SUM(A1)", "{=1}",
    "https://example.org/report", "mailto:nobody@example.org", "internal:Cases!A1", "00123", "1E5", "TRUE",
    "31/10/2024", "<r>", "<r>rich</r>", "<r><t>rich</t></r>", "<b>&amp;</b>", "quote \" and ' mark", "two\nlines",
    "Adult B \u2013 caf\u00e9", "_x000D_", "\U0001f600",
)  # fmt: skip


def written(rows: Sequence[Sequence[object]], *, by_column: bool = False) -> bytes:
    """A workbook of one sheet with these rows."""
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    look = (plain if by_column else ruled)(ColumnKind.TEXT)
    writer = RowWriter(workbook.add_worksheet("Rows"), Looks(workbook), [look] * len(rows[0]), by_column=by_column)
    writer.write(rows, row=0, column=0)
    workbook.close()
    return content.getvalue()


def changes_with(texts: Sequence[str]) -> bytes:
    """A summary whose table of changes holds each text once."""
    return summary_bytes(with_rows(nothing(), {"changes": [("QMF", text, "new", text, "Open") for text in texts]}))


def texts_back(content: bytes) -> list[object]:
    page = load_workbook(BytesIO(content))["Changes"]
    return [row[3].value for row in page[page.tables["changes"].ref][1:]]


def formula_count(content: bytes) -> int:
    package = zipfile.ZipFile(BytesIO(content))
    sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    return sum(len(re.findall(rb"<f[ >]", package.read(name))) for name in sheets)


def test_odd_texts_stay_texts_and_never_become_formulas_or_links() -> None:
    content = changes_with(ODD_TEXTS)
    workbook = calamine(BytesIO(content), load_tables=True)
    assert [row[3] for row in workbook.get_table_by_name("changes").to_python()] == list(ODD_TEXTS)
    page = load_workbook(BytesIO(content))["Changes"]
    cells = [row[3] for row in page[page.tables["changes"].ref][1:]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert strictness_faults(content) == []


def test_nothing_turns_a_text_round_unseen() -> None:
    """A text that shows 31 for 13 shows its hidden mark instead; a mark that only names a direction goes."""
    told = texts_back(changes_with(["\u202e13\u202c open", "\u206631\u2069", "QMF\u200f 5", "caf\u00e9 \u2013 \u05d0"]))
    mark = "[hidden mark]"
    assert told == [f"{mark}13{mark} open", f"{mark}31{mark}", "QMF 5", "caf\u00e9 \u2013 \u05d0"]


def test_a_record_with_a_hidden_mark_in_its_number_is_known_again_next_month() -> None:
    row = {**OPEN_SAR, "Record no.": "\u202e7a"}
    september = consolidated(received("a.xlsx", row, month=SEPTEMBER), month=SEPTEMBER)
    october = consolidated(received("a.xlsx", row), previous=read_previous(summary_bytes(september)))
    assert september.tables["cases"].rows[0][0] == "[hidden mark]7a"
    assert october.tables["changes"].rows == ()


def test_no_formula_but_the_headline_is_in_the_file() -> None:
    assert formula_count(changes_with(ODD_TEXTS)) == formula_count(london_summary()) == 5


@pytest.mark.parametrize("text", ["=1+1", "+44", "- a dash", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_stays_one_when_somebody_edits_its_cell(text: str) -> None:
    page = load_workbook(BytesIO(changes_with([text])))["Changes"]
    first = page[page.tables["changes"].ref][1][3]
    assert first.quotePrefix
    assert not page["E1"].quotePrefix


@tried(60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40)
        | st.sampled_from(ODD_TEXTS)
        | st.integers(-(10**14), 10**14)
        | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_whatever_is_written_comes_back(values: list[str | int | date], by_column: bool) -> None:
    sheet = calamine(BytesIO(written([values], by_column=by_column))).get_sheet_by_name("Rows")
    assert sheet.to_python()[0] == values


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (back,) = texts_back(changes_with(["Adult B " * 5_000]))
    assert LONGEST_TEXT - 2 <= len(str(back)) <= LONGEST_TEXT
    assert str(back).startswith("Adult B Adult B ")
    left = 40_000 - str(back).index(" [cut here: ")
    assert str(back).endswith(f" [cut here: {left:,} more letters]")


@given(st.text(min_size=0, max_size=60), st.integers(0, 1_000))
def test_a_fitting_text_has_room_in_a_cell_and_none_is_cut_without_need(ending: str, extra: int) -> None:
    short, long = ending, "\U0001f600" * (16_000 + extra) + ending
    assert fitting(short) == short
    units = len(long.encode("utf-16-le"))
    cut = fitting(long)
    assert len(cut.encode("utf-16-le")) <= 2 * LONGEST_TEXT
    assert (cut == long) == (units <= 2 * LONGEST_TEXT)


def test_half_a_character_and_control_characters_do_no_harm() -> None:
    content = changes_with(["file \udc80.xlsx", "bell \x07", "\x0b", "\ufffe"])
    assert strictness_faults(content) == []
    assert texts_back(content)[0] == "file \ufffd.xlsx"


@pytest.mark.parametrize("value", [date(1024, 10, 31), 10**400, -(10**16)])
def test_a_number_or_a_day_that_excel_cannot_hold_is_written_as_text(value: object) -> None:
    shown = load_workbook(BytesIO(written([[value]])))["Rows"]["A1"]
    assert shown.data_type == "s"
    assert shown.value == ("31/10/1024" if isinstance(value, date) else str(value)[:LONGEST_TEXT])


def test_columns_that_icbs_added_keep_headers_that_excel_takes() -> None:
    added = ["Ward", "=Team", "two\nlines", "", "<r>rich</r>", "x" * 300, "x" * 299, "Caf\u00e9"]
    content = summary_bytes(with_columns(london(), "cases", added))
    assert strictness_faults(content) == []
    page = load_workbook(BytesIO(content))["Cases"]
    assert len(page.tables["cases"].tableColumns) == len(london().tables["cases"].headers) + len(added)
    shown = [column.name for column in page.tables["cases"].tableColumns][-len(added) :]
    place = len(london().tables["cases"].headers) + 4
    assert shown == [
        "Ward", "=Team", "two lines", f"Column {place}", "<r>rich</r", "x" * 255, f"{'x' * 251} (2)", "Caf\u00e9",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8) | st.sampled_from(["Ward", "WARD", "ward", "x" * 255, "\U0001f600" * 200])))
def test_sound_headers_are_as_many_and_no_two_alike(headers: list[str]) -> None:
    sound = sound_headers(headers)
    assert len(sound) == len(headers)
    assert len({header.casefold() for header in sound}) == len(sound)
    assert all(0 < len(header.encode("utf-16-le")) <= 510 for header in sound)
    assert all(header.isprintable() for header in sound)
    assert sound_headers(sound) == sound
