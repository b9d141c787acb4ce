"""The sheet `Record`: one review at a time, every field under the other."""

from __future__ import annotations

from collections.abc import Mapping

from validators.case_review import COLUMNS, Column
from validators.findings import CASES
from workbook_templates.layout import FIRST_RECORD_ROW
from workbook_templates.template.cases import COLUMN_NUMBERS, case_column, look_of
from workbook_templates.template.entry_rules import whole_number
from workbook_templates.template.looks import GREEN, HEADING, HINT, INPUT, LABEL, RESULT
from workbook_templates.template.page import Page, column_letters
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_empty

__all__ = ["RECORD_SHOWN", "write_record"]

RECORD_SHOWN = "record_shown"
_RECORD_ROW = "record_row"
_CHOICE_ROW = 4
_ROW_ROW = 5
_FIRST_FIELD_ROW = 8
_NONE_SUCH = "There is no such record"


def write_record(page: Page, plan: Plan) -> None:
    """Write the choice of a record and a line for each of its fields."""
    page.title("One review")
    page.widths(32, 88)
    page.put(
        2, 1, "Type a Record no. into the yellow cell; the review is shown below. Change it on the sheet Cases.", HINT
    )
    shown = plan.rows[0][RECORD_NO]
    page.put(_CHOICE_ROW, 1, RECORD_NO, LABEL)
    page.put(_CHOICE_ROW, 2, shown, {**INPUT, "bold": True, "font_size": 14})
    page.height(_CHOICE_ROW, 24)
    page.name_cell(RECORD_SHOWN, _CHOICE_ROW, 2)
    page.rule(_CHOICE_ROW, 2, _CHOICE_ROW, whole_number(RECORD_NO, "The number of the record to show.", least=1))
    page.put(_ROW_ROW, 1, f"Its row on {CASES}", LABEL)
    found = f"MATCH({RECORD_SHOWN},{case_column(RECORD_NO, plan)},0)+{FIRST_RECORD_ROW - 1}"
    page.formula(_ROW_ROW, 2, f'=IFERROR({found},"{_NONE_SUCH}")', FIRST_RECORD_ROW, RESULT)
    page.name_cell(_RECORD_ROW, _ROW_ROW, 2)
    page.put_row(_FIRST_FIELD_ROW - 1, 1, ("Column", "Entered"), HEADING)
    for row, column in enumerate(COLUMNS[1:], start=_FIRST_FIELD_ROW):
        _write_field(page, row, column, plan.rows[0])
    page.without_gridlines()
    page.freeze(_ROW_ROW)
    page.cursor(_CHOICE_ROW, 2)
    page.tab(GREEN)
    page.print_portrait()
    page.print_to_width(on_one_page=True)
    page.protect()


def _write_field(page: Page, row: int, column: Column, record: Mapping[str, CellValue]) -> None:
    letters = column_letters(COLUMN_NUMBERS[column.header])
    cell = f"INDEX({CASES}!${letters}:${letters},{_RECORD_ROW})"
    formula = f'=IF(ISNUMBER({_RECORD_ROW}),IF(ISBLANK({cell}),"",{cell}),"")'
    value = record.get(column.header)
    page.put(row, 1, column.header, {**LABEL, "valign": "top"})
    look = {**RESULT, "text_wrap": True, "valign": "top", "bg_color": "#FFFFFF"}
    if column.kind == "date":
        look["num_format"] = look_of(column)["num_format"]
    page.formula(row, 2, formula, None if is_empty(value) else value, look)
    page.height(row, 78 if column.kind == "text" else 16)
