"""The sheet `Record`: one review at a time, in the order of the national web form, and a review summary on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.case_review import COLUMN_BY_FIELD, COLUMNS, Column
from validators.findings import CASES
from workbook_templates.layout import FIRST_RECORD_ROW, TO_COMPLETE
from workbook_templates.template.cases import COLUMN_NUMBERS, look_of
from workbook_templates.template.entry_rules import RECORD_NUMBERS, offered
from workbook_templates.template.looks import GREEN, HEADING, HINT, INPUT, LABEL, RESULT, SECTION, Look
from workbook_templates.template.needed_cells import to_complete
from workbook_templates.template.page import Page, column_letters, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_empty

__all__ = ["RECORD_SHOWN", "WEB_FORM", "write_record"]

RECORD_SHOWN = "record_shown"
_RECORD_ROW = "record_row"
_CHOICE_ROW = 4
_ROW_ROW = 5
_TO_DO_ROW = 6
_FIRST_FIELD_ROW = 8
_NONE_SUCH = "There is no such record"

WEB_FORM = (
    "icb", "status", "identifier_type_1", "identifier_reference_1", "identifier_type_2", "identifier_reference_2",
    "date_added", "incident_date", "local_authority", "board", "designated_professional", "overview", "theme_1",
    "theme_2", "theme_3", "review_type", "stage", "progress_update", "progress_updated_on", "media_interest",
    "date_signed_off", "date_published", "link_to_report", "lessons", "learning_1", "learning_2", "learning_3",
    "comments", "health_recommendations", "health_recommendations_verified", "verified_by", "verified_on",
)  # fmt: skip
"""The fields that the national web form asks for, in its order (NHS Digital's pages and London's deck of the S-CRT)."""

_SHOWN_LINES = {"overview": 10, "lessons": 10, "progress_update": 5, "comments": 4, "board": 2}
_LINE_HEIGHT = 14
_VALUE: Look = {**RESULT, "text_wrap": True, "valign": "top", "bg_color": "#FFFFFF"}


def write_record(page: Page, plan: Plan) -> None:
    """Write the choice of a record and a line for each of its fields."""
    page.title("One review")
    page.widths(32, 96)
    page.put(
        2, 1, "Choose a Record no. in the yellow cell. Click a value and copy it (Ctrl+C) into the web form.", HINT
    )
    shown = plan.rows[0]
    page.put(_CHOICE_ROW, 1, RECORD_NO, LABEL)
    page.put(_CHOICE_ROW, 2, shown[RECORD_NO], {**INPUT, "bold": True, "font_size": 14})
    page.height(_CHOICE_ROW, 24)
    page.name_cell(RECORD_SHOWN, _CHOICE_ROW, 2)
    page.rule(_CHOICE_ROW, 2, _CHOICE_ROW, offered(RECORD_NUMBERS, RECORD_NO, "The number of the record to show."))
    page.put(_ROW_ROW, 1, f"Its row on {CASES}", LABEL)
    found = f"MATCH({RECORD_SHOWN},{RECORD_NUMBERS},0)+{FIRST_RECORD_ROW - 1}"
    page.formula(_ROW_ROW, 2, f'=IFERROR({found},"{_NONE_SUCH}")', FIRST_RECORD_ROW, RESULT)
    page.name_cell(_RECORD_ROW, _ROW_ROW, 2)
    page.put(_TO_DO_ROW, 1, TO_COMPLETE, LABEL)
    page.formula(_TO_DO_ROW, 2, f"={_if_there(_cell(TO_COMPLETE))}", to_complete(shown), RESULT)
    page.put_row(_FIRST_FIELD_ROW - 1, 1, ("As the national web form asks", "Entered"), HEADING)
    after = _write_fields(page, _FIRST_FIELD_ROW, [COLUMN_BY_FIELD[name] for name in WEB_FORM], shown, plan)
    page.put_row(after, 1, ("Besides", None), SECTION)
    others = [column for column in COLUMNS[1:] if column.field not in WEB_FORM]
    _write_fields(page, after + 1, others, shown, plan)
    page.without_gridlines()
    page.freeze(_TO_DO_ROW)
    page.cursor(_CHOICE_ROW, 2)
    page.tab(GREEN)
    page.print_portrait()
    page.print_to_width(on_one_page=True)
    page.protect()


def _write_fields(page: Page, first: int, columns: Sequence[Column], shown: Mapping[str, CellValue], plan: Plan) -> int:
    """Write a line for each field and return the row after the last."""
    for row, column in enumerate(columns, start=first):
        page.put(row, 1, column.header, {**LABEL, "valign": "top"})
        look = {**_VALUE, "num_format": look_of(column)["num_format"]} if column.kind == "date" else _VALUE
        page.formula(row, 2, f"={_if_there(_formula(column))}", _value(column, shown, plan), look)
        page.height(row, _LINE_HEIGHT * _SHOWN_LINES.get(column.field, 1) + 2)
    return first + len(columns)


def _formula(column: Column) -> str:
    """The record's own cell; where it names no ICB, the return's."""
    cell = _cell(column.header)
    nothing = 'your_icb&""' if column.field == "icb" else '""'
    return f"IF(ISBLANK({cell}),{nothing},{cell})"


def _value(column: Column, shown: Mapping[str, CellValue], plan: Plan) -> CellValue:
    value = shown.get(column.header)
    return plan.your_icb["your_icb"] if is_empty(value) and column.field == "icb" else value


def _cell(header: str) -> str:
    letters = column_letters(COLUMN_NUMBERS[header])
    return f"INDEX({on_sheet(CASES, f'${letters}:${letters}')},{_RECORD_ROW})"


def _if_there(formula: str) -> str:
    return f'IF(ISNUMBER({_RECORD_ROW}),{formula},"")'
