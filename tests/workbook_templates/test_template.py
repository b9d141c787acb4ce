"""The template workbook as its file says it: sheets, columns, dropdowns, messages, names, values."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation

from tests.workbook_templates.summary_cells import SummaryCells
from tests.workbook_templates.template_example import FILLED, OCTOBER, ROWS
from validators.case_review import COLUMN_BY_HEADER, COLUMNS, CONTROLLED_COLUMNS, DATE_COLUMNS, Column
from validators.rules import standard_rules
from validators.vocabularies import VOCABULARY_NAMES, VOCABULARY_VERSION, vocabulary
from validators.when import NEVER_REQUIRED
from validators.your_icb import YourIcb
from workbook_templates import layout
from workbook_templates.faults import OurFault
from workbook_templates.reading import read_return
from workbook_templates.reading.headers import distinct_headers
from workbook_templates.template import CellValue, FilledReturn, template_bytes
from workbook_templates.template.cases import COLUMN_NUMBERS
from workbook_templates.template.needed_cells import to_complete
from workbook_templates.template.page import column_letters
from workbook_templates.template.plan import ROWS_BEYOND

MODEL_COLUMNS = [pytest.param(column, id=column.header) for column in COLUMNS]


@cache
def empty() -> Workbook:
    return load_workbook(BytesIO(template_bytes(icb="QMF", reporting_month=OCTOBER)))


@cache
def filled() -> Workbook:
    """As a program that cannot calculate sees it: the values written beside the formulas."""
    return load_workbook(BytesIO(template_bytes(filled=FILLED, ready_rows=12)), data_only=True)


def rules_by_column(workbook: Workbook, sheet: str) -> Mapping[str, DataValidation]:
    """The entry rule of each column, by its letters."""
    return {
        "".join(filter(str.isalpha, str(rule.sqref).partition(":")[0])): rule
        for rule in workbook[sheet].data_validations.dataValidation
    }


def case_rule(column: Column, workbook: Workbook | None = None) -> DataValidation:
    letters = (workbook or empty())["Cases"].cell(layout.CASES_HEADER_ROW, 1 + COLUMNS.index(column)).column_letter
    return rules_by_column(workbook or empty(), "Cases")[letters]


def named_cells(workbook: Workbook, name: str) -> list[Any]:
    """The values of the cells behind a defined name."""
    ((sheet, area),) = workbook.defined_names[name].destinations
    cells = workbook[sheet][area.replace("$", "")]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


def test_the_sheets_stand_in_their_order() -> None:
    assert tuple(name for name in empty().sheetnames if name != layout.RECOMMENDATIONS) == layout.SHEETS
    assert empty().sheetnames[-2:] == [layout.RECOMMENDATIONS, "Lists"]


def test_the_cases_table_has_the_models_columns_and_then_to_complete() -> None:
    cases = empty()["Cases"]
    table = cases.tables["cases"]
    headers = [*layout.HEADERS, layout.TO_COMPLETE]
    assert [column.name for column in table.tableColumns] == headers
    assert [cell.value for cell in cases[layout.CASES_HEADER_ROW]] == headers
    assert table.ref == f"A{layout.CASES_HEADER_ROW}:{cases.cell(1, len(headers)).column_letter}504"
    assert table.autoFilter.ref == table.ref


@pytest.mark.parametrize(
    ("name", "sheet", "headers"),
    [
        ("findings", "Checklist", layout.FINDINGS_COLUMNS),
        ("accepted", "Checklist", layout.ACCEPTED_COLUMNS),
        ("recommendations", "Recommendations", layout.RECOMMENDATIONS_COLUMNS),
    ],
)
def test_the_other_tables_have_their_columns(name: str, sheet: str, headers: tuple[str, ...]) -> None:
    assert tuple(column.name for column in empty()[sheet].tables[name].tableColumns) == headers


def test_the_findings_can_grow_downward_without_meeting_anything() -> None:
    checklist = empty()["Checklist"]
    left, top, right, bottom = range_boundaries(checklist.tables["findings"].ref)
    below = checklist.iter_rows(min_row=bottom + 1, min_col=left, max_col=right, values_only=True)
    assert bottom == top + 1
    assert all(value is None for row in below for value in row)


def test_every_rule_of_the_checklist_is_listed() -> None:
    listed = {cell.value for row in empty()["Checklist"].iter_rows() for cell in row}
    for rule in standard_rules():
        assert {rule.id, rule.title, rule.why, rule.severity.value} <= listed


def test_every_ready_row_has_its_number_and_nothing_else() -> None:
    rows = empty()["Cases"].iter_rows(min_row=layout.FIRST_RECORD_ROW, max_col=len(COLUMNS), values_only=True)
    assert [row[0] for row in rows] == list(range(1, 501))
    entered = empty()["Cases"].iter_rows(
        min_row=layout.FIRST_RECORD_ROW, min_col=2, max_col=len(COLUMNS), values_only=True
    )
    assert all(value is None for row in entered for value in row)


DEPENDENT = {
    "icbs": "icbs_offered", "local_authorities": "local_authorities_offered", "boards": "boards_offered",
}  # fmt: skip


@pytest.mark.parametrize("column", CONTROLLED_COLUMNS, ids=lambda column: column.header)
def test_a_controlled_column_offers_its_vocabulary_from_the_lists_sheet(column: Column) -> None:
    rule = case_rule(column)
    assert rule.type == "list"
    vocabulary_name = str(column.vocabulary)
    if vocabulary_name in DEPENDENT:
        assert rule.formula1 == DEPENDENT[vocabulary_name]
        assert "INDEX(" in empty().defined_names[rule.formula1].attr_text
    else:
        assert empty().defined_names[rule.formula1].attr_text.startswith("Lists!")
        assert named_cells(empty(), rule.formula1) == list(vocabulary(vocabulary_name).codes)
    lenient = vocabulary_name in ("local_authorities", "boards")
    assert rule.errorStyle == ("warning" if lenient else None)
    assert rule.error.startswith("This is not in the list. Please either")


@pytest.mark.parametrize("name", VOCABULARY_NAMES)
def test_every_vocabulary_stands_on_the_lists_sheet(name: str) -> None:
    assert named_cells(empty(), f"list_{name}") == list(vocabulary(name).codes)


def icbs_offered(workbook: Workbook) -> list[str]:
    """The ICBs of the stretch of time in which the reporting month lies, by the value written beside its formula."""
    (era,) = named_cells(workbook, "organisations_era")
    keys, icbs = (named_cells(workbook, name) for name in ("icb_keys", "icbs_by_key"))
    assert keys == sorted(keys)
    return [icb for key, icb in zip(keys, icbs, strict=True) if key == era]


@pytest.mark.parametrize("day", [OCTOBER, date(2026, 3, 31), date(2026, 4, 30)])
def test_the_icbs_offered_are_those_of_the_reporting_month(day: date) -> None:
    content = template_bytes(reporting_month=day, ready_rows=1)
    assert icbs_offered(load_workbook(BytesIO(content), data_only=True)) == [
        icb.code for icb in vocabulary("icbs").on(day)
    ]
    assert set(named_cells(load_workbook(BytesIO(content)), "list_icbs")) >= {"QMJ", "Z9B2Z"}


def test_without_a_month_the_icbs_are_those_of_the_day_of_making() -> None:
    def offered(**options: Any) -> list[str]:
        return icbs_offered(load_workbook(BytesIO(template_bytes(ready_rows=1, **options)), data_only=True))

    assert "QMJ" in offered(made_on=date(2025, 6, 1))
    assert "QMJ" not in offered()


def test_a_region_without_lists_is_offered_no_london_boroughs() -> None:
    workbook = load_workbook(BytesIO(template_bytes(icb="QT6", reporting_month=OCTOBER, ready_rows=1)))
    for column in CONTROLLED_COLUMNS:
        kind = case_rule(column, workbook).type
        assert kind in ((None, "none") if column.vocabulary in ("local_authorities", "boards") else ("list",))
    said = {cell.value for row in workbook["Guide"].iter_rows() for cell in row}
    assert "Boards to be confirmed by the region" not in said


@pytest.mark.parametrize("column", MODEL_COLUMNS)
def test_a_cell_says_what_to_enter_within_excels_limits(column: Column) -> None:
    rule = case_rule(column)
    assert rule.promptTitle == column.header
    assert rule.prompt.startswith(column.enter)
    assert len(rule.promptTitle) <= 32
    assert len(rule.prompt) <= 255
    if column.required.label not in ("every record", "never required"):
        assert rule.prompt.endswith(f"Needed for {column.required.label}.")


@pytest.mark.parametrize("column", MODEL_COLUMNS)
def test_rules_and_flags_go_on_below_the_table(column: Column) -> None:
    assert str(case_rule(column).sqref).endswith(str(504 + ROWS_BEYOND))


def test_dates_are_dates_and_references_stay_what_was_typed() -> None:
    cases = filled()["Cases"]
    by_header = {cell.value: cell.column_letter for cell in cases[layout.CASES_HEADER_ROW]}
    for column in DATE_COLUMNS:
        assert case_rule(column).type == "date"
        assert empty()["Cases"].column_dimensions[by_header[column.header]].width > 11
    assert cases[f"{by_header['Incident date']}5"].number_format == "dd/mm/yyyy"
    assert cases[f"{by_header['Identifier reference 1']}5"].number_format == "@"
    assert cases[f"{by_header['Identifier reference 1']}12"].value == "00123"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cases = load_workbook(BytesIO(template_bytes(filled=FILLED, ready_rows=12)))["Cases"]
    by_header = {cell.value: cell.column_letter for cell in cases[layout.CASES_HEADER_ROW]}
    for address, text in (("Overview", "=1+1"), ("Overview", "- begins with a dash"), ("Comments", "@home")):
        held = [cell for cell in cases[by_header[address]] if cell.value == text]
        assert [cell.data_type for cell in held] == ["s"]


def test_filled_rows_are_written_as_given_and_ready_rows_follow() -> None:
    rows = filled()["Cases"].iter_rows(
        min_row=layout.FIRST_RECORD_ROW, max_row=16, max_col=len(COLUMNS), values_only=True
    )
    for number, (written, given_row) in enumerate(zip(rows, (*ROWS, {}, {}), strict=True), start=1):
        for header, value in zip(layout.HEADERS, written, strict=True):
            expected = number if header == "Record no." else given_row.get(header)
            assert (value.date() if hasattr(value, "date") else value) == expected


def test_rows_beyond_the_ready_ones_extend_the_table() -> None:
    workbook = load_workbook(BytesIO(template_bytes(filled=FilledReturn(rows=ROWS), ready_rows=3)))
    assert workbook["Cases"].tables["cases"].ref.endswith(str(layout.CASES_HEADER_ROW + len(ROWS)))


def test_ready_rows_never_repeat_a_number_that_a_filled_row_has() -> None:
    rows = ({"Record no.": 7, "Status": "Open"}, {"Status": "Open"}, {"Record no.": 2, "Status": "Open"})
    workbook = load_workbook(BytesIO(template_bytes(filled=FilledReturn(rows=rows), ready_rows=5)))
    cells = workbook["Cases"].iter_rows(min_row=layout.FIRST_RECORD_ROW, max_row=9, max_col=1, values_only=True)
    assert [number for (number,) in cells] == [7, 8, 2, 9, 10]


def test_your_icb_has_a_named_cell_for_each_answer() -> None:
    for name, field in YourIcb.model_fields.items():
        ((sheet, address),) = empty().defined_names[name].destinations
        cell = empty()[sheet][address.replace("$", "")]
        assert sheet == "Your ICB"
        assert cell.offset(0, -1).value == field.title
        assert cell.offset(0, 2).value == field.description
        assert not cell.protection.locked
    answers = {name: named_cells(empty(), name)[0] for name in YourIcb.model_fields}
    assert answers["your_icb"] == "QMF"
    assert answers["reporting_month"].date() == OCTOBER
    assert (answers["return_part"], answers["return_number"]) == ("Whole", 1)
    assert answers["own_total"] is None


def test_what_is_filled_in_outranks_the_options() -> None:
    content = template_bytes(icb="QWE", reporting_month=date(2024, 9, 1), filled=FILLED, ready_rows=1)
    workbook = load_workbook(BytesIO(content))
    assert named_cells(workbook, "your_icb") == ["QMF"]
    assert named_cells(workbook, "reporting_month")[0].date() == OCTOBER


def test_the_versions_are_names_and_properties() -> None:
    assert named_cells(empty(), "template_version") == [layout.TEMPLATE_VERSION]
    assert named_cells(empty(), "vocabulary_version") == [VOCABULARY_VERSION]
    properties = {each.name: each.value for each in empty().custom_doc_props.props}
    assert properties == {
        layout.TEMPLATE_VERSION_PROPERTY: layout.TEMPLATE_VERSION,
        layout.VOCABULARY_VERSION_PROPERTY: VOCABULARY_VERSION,
    }
    assert empty().properties.title == "Safeguarding case reviews of QMF, October 2024"


def test_a_note_is_shown_on_the_guide_and_beside_the_icb() -> None:
    for sheet in ("Guide", "Your ICB"):
        assert filled()[sheet]["A3"].value == "\n".join(FILLED.note)
        assert empty()[sheet]["A3"].value is None


def test_the_guide_is_one_page_and_says_whom_to_ask_without_inventing_an_address() -> None:
    guide = empty()["Guide"]
    (page_break,) = guide.row_breaks.brk
    lines = [[str(cell.value) for cell in row if cell.value] for row in guide.iter_rows(max_row=page_break.id)]
    first_page = " ".join(text for line in lines for text in line)
    asked = ("Whom to ask", "NHS England's safeguarding team for the London region", "Write instead", "Closed")
    assert all(words in first_page for words in asked)
    assert "@" not in first_page
    assert named_cells(empty(), "region_contact") == [None]
    assert guide.cell(page_break.id + 1, 1).value == "The 34 themes"


def test_the_guide_names_every_theme_with_its_meaning_and_the_unconfirmed_boards_of_the_icb() -> None:
    said = [str(cell.value) for row in empty()["Guide"].iter_rows() for cell in row if cell.value]
    for term in (*vocabulary("themes"), *vocabulary("learning"), *vocabulary("stages")):
        assert term.code in said
        assert any(text.endswith(term.meaning) for text in said)
    hackney, bexley = "Hackney Community Safety Partnership", "Bromley Safeguarding Adults Board"
    assert hackney in said
    assert bexley not in said
    everyone = load_workbook(BytesIO(template_bytes(ready_rows=1)))["Guide"]
    named = {cell.value for row in everyone.iter_rows() for cell in row}
    assert {board.code for board in vocabulary("boards") if board.details["confirmed"] == "no"} <= named


def test_the_workbook_opens_where_work_begins() -> None:
    assert empty().active.title == "Cases"
    assert empty()["Cases"].sheet_view.selection[-1].activeCell == "B5"
    assert empty()["Cases"].freeze_panes == "J5"
    unnamed = load_workbook(BytesIO(template_bytes(ready_rows=1)))
    assert unnamed.active.title == "Your ICB"
    assert unnamed["Your ICB"].sheet_view.selection[0].activeCell == "B6"
    assert [sheet.title for sheet in unnamed if sheet.sheet_view.tabSelected] == ["Your ICB"]


def test_lists_and_guide_are_protected_without_a_password_and_cases_is_not() -> None:
    for name in ("Lists", "Guide", "Your ICB", "Record", "Summary", "Audit"):
        assert empty()[name].protection.sheet
        assert not empty()[name].protection.password
    assert not empty()["Cases"].protection.sheet
    assert not empty()["Checklist"].protection.sheet


def test_the_flags_point_through_names_at_the_findings_table() -> None:
    (area,) = [each for each in empty()["Cases"].conditional_formatting if "flag_record" in each.rules[0].formula[0]]
    assert str(area.sqref) == f"A5:AO{504 + ROWS_BEYOND}"
    assert [rule.formula for rule in area.rules] == [["COUNTIFS(flag_record,$A5,flag_column,A$4)>0"]]
    _, top, _, _ = range_boundaries(empty()["Checklist"].tables["findings"].ref)
    assert empty().defined_names["flag_record"].attr_text == f"Checklist!$A${top + 1}:$A${top + 5000}"
    assert empty().defined_names["flag_column"].attr_text == f"Checklist!$B${top + 1}:$B${top + 5000}"


def test_whatever_shows_at_once_is_told_by_more_than_its_colour_and_goes_on_below_the_table() -> None:
    shown = [(area, rule) for area in empty()["Cases"].conditional_formatting for rule in area.rules]
    assert len(shown) < 30
    for area, rule in shown:
        assert all(str(cells).endswith(str(504 + ROWS_BEYOND)) for cells in str(area.sqref).split())
        look = rule.dxf
        assert (look.font and look.font.b) or (look.border and look.border.left.style)


def test_the_columns_fold_by_group_and_what_tells_a_record_stays_in_sight() -> None:
    sheet = empty()["Cases"]
    folded = {number for number in range(1, 43) if sheet.column_dimensions[column_letters(number)].outlineLevel}
    shown = [column.header for number, column in enumerate(COLUMNS, start=1) if number not in folded]
    assert shown[:3] == ["Record no.", "Review type", "Identifier reference 1"]
    assert {column.group for column in COLUMNS} == {COLUMN_BY_HEADER[header].group for header in shown}
    assert sheet.freeze_panes == f"{column_letters(COLUMN_NUMBERS['Identifier reference 1'] + 1)}5"
    assert not sheet.sheet_properties.outlinePr.summaryRight
    rows = [sheet.row_dimensions[row] for row in (5, 504, 504 + ROWS_BEYOND)]
    assert {round(row.height) for row in rows} == {52}


def test_nothing_is_checked_yet() -> None:
    assert named_cells(empty(), layout.CHECK_STATUS) == ["Not checked yet"]
    (score,) = named_cells(empty(), layout.CHECKLIST_SCORE)
    assert score.startswith("There is no score yet")
    # One row lacks nothing that can be known: its status, " Open", is no term of the list.
    assert named_cells(filled(), "rows_to_do") == [len([row for row in ROWS if row]) - 1]


def test_the_checklist_has_a_line_for_every_column_that_any_record_needs() -> None:
    lines = {row[0]: row[2:6] for row in filled()["Checklist"].iter_rows(max_col=6, max_row=40, values_only=True)}
    for column in COLUMNS:
        assert (column.header in lines) == (column.required is not NEVER_REQUIRED)
    begun = len([row for row in ROWS if row])
    assert lines["Overview"][:2] == (len([row for row in ROWS if row.get("Overview")]), begun)
    assert lines["Record no."][:2] == (begun, begun)
    assert lines["Date closed"] == (1, 3, 1 / 3, "closed records")


def test_where_is_a_link_that_follows_its_record() -> None:
    checklist = load_workbook(BytesIO(template_bytes(ready_rows=2)))["Checklist"]
    where = checklist.tables["findings"].tableColumns[layout.FINDINGS_COLUMNS.index("Where")]
    formula = where.calculatedColumnFormula.attr_text
    assert "HYPERLINK(" in formula
    assert "MATCH(findings[[#This Row],[Record no.]],Cases!$A:$A,0)" in formula


def test_every_formula_has_its_computed_value() -> None:
    formulas = load_workbook(BytesIO(template_bytes(filled=FILLED, ready_rows=12)))
    shown = filled()
    assert shown["Your ICB"]["C6"].value == "NHS North East London Integrated Care Board"
    counted = [cell.value for (cell,) in shown["Cases"]["AP5:AP16"]]
    assert [value or "" for value in counted] == [to_complete(row) for row in (*ROWS, {}, {})]
    assert summary_of(shown).month_end[0] == len([row for row in ROWS if row])
    assert shown["Record"]["B8"].value == "QMF"
    assert sum(cell.data_type == "f" for sheet in formulas for row in sheet.iter_rows() for cell in row) > 50


def summary_of(workbook: Workbook) -> SummaryCells:
    cells = (cell for row in workbook["Summary"].iter_rows(max_col=13, max_row=60) for cell in row)
    return SummaryCells({cell.coordinate: cell.value for cell in cells})


def test_the_parts_of_the_summary_make_the_whole() -> None:
    summary = summary_of(filled())
    total, *parts = summary.month_end
    assert total == sum(parts) == len([row for row in ROWS if row])
    assert [sum(column) for column in zip(*summary.types.values(), strict=True)] == [total, *parts]
    assert summary.trend[-1] == summary.month_end
    assert all(line[0] == sum(line[1:]) for line in summary.trend)


def test_the_summary_names_the_top_three_with_ties_joined() -> None:
    mentions = ["Hunger", "Neglect", "Neglect", "CSE", "Hunger", "LAC"]
    rows = [{"Theme 1": theme, "Date added": date(2024, 5, 1)} for theme in mentions]
    heading: dict[str, CellValue] = {"reporting_month": OCTOBER}
    workbook = template_bytes(filled=FilledReturn(your_icb=heading, rows=rows), ready_rows=1)
    shown = load_workbook(BytesIO(workbook), data_only=True)
    sentence = shown["Summary"]["A3"].value
    assert sentence == "Top three themes: 1. Hunger / Neglect (2);  2. CSE / LAC (1)."
    assert summary_of(shown).ranks("Theme") == {"Hunger": 1, "Neglect": 1, "CSE": 2, "LAC": 2}


def test_what_is_added_after_the_month_is_shown_and_not_counted() -> None:
    rows: list[dict[str, CellValue]] = [
        {"Status": "Open", "Theme 1": "LAC", "Date added": date(2024, 11, 1)},
        {"Status": "Closed", "Theme 1": "CSE", "Date added": date(2024, 10, 31), "Date closed": date(2024, 11, 1)},
        {"Status": "Closed"},
    ]
    filled_in = FilledReturn(your_icb={"reporting_month": OCTOBER, "own_total": 3}, rows=rows)
    summary = summary_of(load_workbook(BytesIO(template_bytes(filled=filled_in, ready_rows=1)), data_only=True))
    assert summary.month_end == (2, 1, 1, 0)
    assert summary.headline["In the workbook now"] == (3, 1, 2, 0)
    assert summary.headline["Added after the month: not counted"][0] == 1
    assert summary.headline["Your own count minus the count above"][0] == 1
    assert summary.mentions("Theme")["LAC"] == 0
    assert [line[0] for line in summary.trend[-2:]] == [0, 2]


def test_the_summary_prints_on_one_landscape_page_and_its_charts_have_words() -> None:
    summary = empty()["Summary"]
    assert (summary.page_setup.orientation, summary.page_setup.paperSize) == ("landscape", 9)
    assert summary.sheet_properties.pageSetUpPr.fitToPage
    assert (summary.page_setup.fitToWidth or 1, summary.page_setup.fitToHeight or 1) == (1, 1)
    assert summary.print_area == "'Summary'!$A$1:$M$44"
    package = zipfile.ZipFile(BytesIO(template_bytes(ready_rows=1)))
    drawings = [package.read(name).decode() for name in package.namelist() if re.match(r"xl/drawings/d", name)]
    described = [words for each in drawings for words in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', each)]
    charts = [each.count("<xdr:graphicFrame") for each in drawings]
    assert sorted(charts) == [1, 4]
    assert len(described) == sum(charts)
    assert all(len(words.split()) > 8 for words in described)


def written_cells(workbook: Workbook) -> Iterator[tuple[str, Any]]:
    for sheet in workbook:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title} {cell.coordinate}", cell) for cell in row if cell.value is not None)


def test_every_text_can_be_read_on_its_ground() -> None:
    def brightness(colour: Any, default: str) -> float:
        text = colour.rgb[2:] if colour is not None and colour.type == "rgb" else default
        parts = [int(text[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for place, cell in written_cells(filled()):
        ground = brightness(cell.fill.fgColor if cell.fill.patternType == "solid" else None, "FFFFFF")
        text = brightness(cell.font.color, "000000")
        contrast = (max(ground, text) + 0.05) / (min(ground, text) + 0.05)
        assert contrast >= 4.5, place
        assert cell.font.sz >= 10, place


def test_equal_input_makes_equal_bytes_in_every_process() -> None:
    build = (
        "import hashlib; from datetime import date; from workbook_templates.template import template_bytes;"
        "print(hashlib.sha256(template_bytes(icb='QMF', reporting_month=date(2024, 10, 31), ready_rows=4)).hexdigest())"
    )
    own = hashlib.sha256(template_bytes(icb="QMF", reporting_month=OCTOBER, ready_rows=4)).hexdigest()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        said = subprocess.run(
            [sys.executable, "-c", build], capture_output=True, text=True, check=True, env=environment
        )
        assert said.stdout.strip() == own


def test_the_day_of_making_is_the_files_date() -> None:
    workbook = load_workbook(BytesIO(template_bytes(ready_rows=1, made_on=date(2024, 11, 5))))
    assert workbook.properties.created.date() == date(2024, 11, 5)
    assert empty().properties.created.date() == OCTOBER


def test_a_template_of_500_rows_stays_under_a_megabyte() -> None:
    assert len(template_bytes(icb="QMF", reporting_month=OCTOBER)) < 1_000_000


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"icb": "XXX"}, "not the code of an ICB"),
        ({"icb": "QMJ", "reporting_month": date(2026, 5, 31)}, "QMJ was not an ICB on 31/05/2026.*Z9B2Z"),
        ({"ready_rows": 0}, "number of ready rows"),
        ({"ready_rows": 2_000_000}, "number of ready rows"),
    ],
)
def test_impossible_templates_are_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        template_bytes(**options)


def test_a_return_with_a_strange_column_or_answer_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValueError, match="does not have") as refused:
        FilledReturn(rows=({"Jordan Smith (made up)": "x"},))
    assert "Jordan" not in str(refused.value)
    with pytest.raises(ValueError, match="no cell called"):
        FilledReturn(your_icb={"colour": "blue"})


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(OurFault, match="longer than a cell"):
        template_bytes(filled=FilledReturn(rows=({"Overview": "x" * 32_768},)), ready_rows=1)


def test_added_columns_stand_after_ours_and_are_read_back() -> None:
    rows = ({"Status": "Open", "Ward": "A", "Seen": date(2024, 3, 1)}, {"Status": "Closed", "Ward": 7})
    content = template_bytes(filled=FilledReturn(rows=rows, added=("Ward", "Seen")), ready_rows=2)
    cases = load_workbook(BytesIO(content))["Cases"]
    headers = [cell.value for cell in cases[layout.CASES_HEADER_ROW]]
    assert headers == [*layout.HEADERS, layout.TO_COMPLETE, "Ward", "Seen"]
    returned = read_return(content)
    assert list(returned.added_columns.values()) == ["Ward", "Seen"]
    assert [list(row.added.values()) for row in returned.rows] == [["A", date(2024, 3, 1)], [7]]


@pytest.mark.parametrize("headers", [("Ward", "WARD"), ("Status",), ("To complete",), ("",), ("two\nlines",)])
def test_an_added_column_never_takes_another_columns_header(headers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="added column"):
        FilledReturn(added=headers)
    assert FilledReturn(added=distinct_headers(headers)).added
