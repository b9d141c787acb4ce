"""The sheet `Cases`: one Excel Table, a row a review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from validators.case_review import COLUMNS, Column
from validators.findings import CASES
from validators.when import EVERY_RECORD, NEVER_REQUIRED
from workbook_templates.layout import CASES_HEADER_ROW, FIRST_RECORD_ROW, HEADERS, TO_COMPLETE, Tables
from workbook_templates.template.entry_rules import RECORD_NUMBERS, message, rule_for
from workbook_templates.template.looks import (
    BLUE,
    BODY,
    DARK_GREY,
    DATE_FORMAT,
    HEADING,
    HINT,
    PALE_GREY,
    TITLE,
    WARNING,
    WHITE,
    Look,
)
from workbook_templates.template.needed_cells import to_complete, to_complete_formula
from workbook_templates.template.page import Page, column_letters, fixed, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_empty
from workbook_templates.template.shown_at_once import FLAG_COLUMN, FLAG_RECORD, name_what_is_shown, shown_at_once

__all__ = [
    "COLUMN_NUMBERS",
    "FIRST_ENTRY",
    "FLAG_COLUMN",
    "FLAG_RECORD",
    "ROWS_IN_USE",
    "case_column",
    "look_of",
    "to_complete",
    "write_cases",
]

ROWS_IN_USE = "case_rows_in_use"
"""The defined name of how many rows stand from the first to the last that holds anything."""

COLUMN_NUMBERS = {header: number for number, header in enumerate((*HEADERS, TO_COMPLETE), start=1)}
FIRST_ENTRY = (FIRST_RECORD_ROW, 2)
"""Where typing begins: the cell after the first record number."""

# Four lines of heading; whatever is frozen is lost for rows, and laptops are low.
_HEADER_HEIGHT = 44
_GROUPS_ROW = CASES_HEADER_ROW - 1
_BESIDE_THE_FROZEN_COLUMN = 2
_NEXT_NUMBER_COLUMN = 5
_ROW_HEIGHT = 52
_ZOOM = 85
_TO_COMPLETE_WIDTH = 22
_ADDED_WIDTH = 24
# Frozen are the columns up to the first reference. Folded, their group leaves these and the record number.
_ALWAYS_IN_SIGHT = ("review_type", "identifier_reference_1")
_FROZEN_COLUMNS = max(number for number, column in enumerate(COLUMNS, start=1) if column.field in _ALWAYS_IN_SIGHT)
_NO_PERSONAL_DETAIL = (
    "No personal detail in any cell: no names, dates of birth, addresses or NHS numbers. Write Child A or Adult B."
)
_HOW = (
    "A row for each review. Dark heading: needed for every record; blue: for some, the cell says which; grey, italic: "
    "if there is something to enter. Dotted blue cell: still to be filled in. Red, bold: please look again. "
    "1 and 2 at the top left fold the columns."
)
_TO_COMPLETE_HELP = (
    "Worked out for you: how many cells the row still needs, by its status, type and publication, and the first of "
    "them. Complete means none. The row is judged from the first thing that you enter."
)

# The columns carry their cells' look, so that ready rows need no cells and the rows below them look the same.
_CELL: Look = BODY
_AS_TYPED: Look = {**_CELL, "num_format": "@"}
_LOOKS: dict[str, Look] = {
    "date": {**_CELL, "num_format": DATE_FORMAT, "align": "left"},
    "number": {**_CELL, "num_format": "0", "align": "left"},
    "record": {**_CELL, "bold": True, "align": "center"},
    "term": _CELL,
}
_RECORD_NO: Look = {**_LOOKS["record"], "bg_color": PALE_GREY}
_ADDED_HEADER: Look = {**HEADING, "bg_color": DARK_GREY, "bold": False}
_COUNTED: Look = {**_CELL, "bg_color": PALE_GREY}
_GROUP: Look = {"bold": True, "font_color": WHITE, "bg_color": DARK_GREY, "valign": "vcenter"}
_NEXT: Look = {**TITLE, "font_size": 12}


def look_of(column: Column) -> Look:
    """How a column's cells look: dates as dates, references and texts as typed (2021/12345 stays what it is)."""
    return _LOOKS.get(column.kind, _AS_TYPED)


def case_column(header: str, plan: Plan) -> str:
    """The cells of a column as other sheets name them, the rows below the table among them.

    A range with fixed ends takes in rows that LibreOffice, which does not grow a table, leaves below it.
    """
    return on_sheet(CASES, fixed(FIRST_RECORD_ROW, COLUMN_NUMBERS[header], plan.last_ruled_row))


def write_cases(page: Page, plan: Plan) -> None:
    """Write the table with its rows, entry rules, and what shows at once."""
    page.title("Case reviews", column=_BESIDE_THE_FROZEN_COLUMN)
    _write_next_number(page, plan)
    page.height(2, 16, WARNING)
    page.put(2, _BESIDE_THE_FROZEN_COLUMN, _NO_PERSONAL_DETAIL, WARNING)
    page.put(2, _FROZEN_COLUMNS + 1, _HOW, HINT)
    page.height(_GROUPS_ROW, 16)
    page.height(CASES_HEADER_ROW, _HEADER_HEIGHT)
    _lay_table(page, plan)
    _fill_rows(page, plan)
    _guard(page, plan)
    page.freeze(CASES_HEADER_ROW, _FROZEN_COLUMNS)
    page.zoom(_ZOOM)
    page.cursor(*FIRST_ENTRY)
    page.tab(BLUE)
    breaks = [COLUMN_NUMBERS[header] for header in _FIRST_ON_A_PAGE]
    page.print_in_parts(scale=65, repeated_row=CASES_HEADER_ROW, break_before=breaks, repeated_column=1)
    # Ready rows hold a number and would be printed, all of them. Excel works the area out; LibreOffice prints all rows.
    page.print_down_to(f"{ROWS_IN_USE}+{CASES_HEADER_ROW}", COLUMN_NUMBERS[TO_COMPLETE] + len(plan.added))


# At 65 % some 205 characters stand side by side on a landscape A4 page.
_FIRST_ON_A_PAGE = ("Incident date", "Designated professional", "Progress update", "Learning 1", "Comments")


def _write_next_number(page: Page, plan: Plan) -> None:
    """Say which number a new row takes: below the ready rows none is filled in."""
    taken = (row[RECORD_NO] for row in plan.rows)
    free = max((int(number) for number in taken if isinstance(number, int | float)), default=0) + 1
    page.formula(
        1,
        _NEXT_NUMBER_COLUMN,
        f'="Next new {RECORD_NO} "&(INT(MAX({RECORD_NUMBERS}))+1)',
        f"Next new {RECORD_NO} {free}",
        _NEXT,
    )


def _lay_table(page: Page, plan: Plan) -> None:
    columns: list[dict[str, Any]] = []
    before = ""
    for number, column in enumerate(COLUMNS, start=1):
        begins = column.group != before
        folds = not begins and column.field not in _ALWAYS_IN_SIGHT
        page.column(number, column.width, look_of(column), folds=folds)
        page.put(_GROUPS_ROW, number, column.group if begins else None, _GROUP)
        columns.append({"header": column.header, "look": look_of(column), "header_look": _header_look(column)})
        before = column.group
    page.fold_beside_heading()
    page.column(COLUMN_NUMBERS[TO_COMPLETE], _TO_COMPLETE_WIDTH, _CELL)
    columns.append({"header": TO_COMPLETE, "look": _COUNTED, "header_look": HEADING, "formula": to_complete_formula()})
    for number, header in _added_columns(plan):
        page.column(number, _ADDED_WIDTH, _CELL)
        columns.append({"header": header, "look": _CELL, "header_look": _ADDED_HEADER})
    page.table(Tables().cases, CASES_HEADER_ROW, 1, plan.last_row, columns)


def _added_columns(plan: Plan) -> Iterator[tuple[int, str]]:
    """The columns that the ICB added, after all of ours."""
    return enumerate(plan.added, start=COLUMN_NUMBERS[TO_COMPLETE] + 1)


def _header_look(column: Column) -> Look:
    if column.required is EVERY_RECORD:
        return HEADING
    if column.required is NEVER_REQUIRED:
        return {**HEADING, "bg_color": DARK_GREY, "bold": False, "italic": True}
    return {**HEADING, "bg_color": BLUE}


def _fill_rows(page: Page, plan: Plan) -> None:
    formula = to_complete_formula()
    for number, row in enumerate(plan.rows, start=FIRST_RECORD_ROW):
        page.height(number, _ROW_HEIGHT)
        for column in COLUMNS:
            if not is_empty(value := row.get(column.header)):
                page.put(number, COLUMN_NUMBERS[column.header], value, _look_for(column, value))
        page.formula(number, COLUMN_NUMBERS[TO_COMPLETE], formula, to_complete(row), _COUNTED)
        for added, header in _added_columns(plan):
            if not is_empty(value := row.get(header)):
                page.put(number, added, value, _LOOKS["date"] if isinstance(value, date) else _CELL)
    # A row without a height of its own grows with its text.
    for number in range(plan.last_row + 1, plan.last_ruled_row + 1):
        page.height(number, _ROW_HEIGHT)


def _look_for(column: Column, value: CellValue) -> Look:
    if isinstance(value, date):
        return _LOOKS["date"]
    if column.kind == "date" and not isinstance(value, str):
        # A number that somebody put there would be shown as a date that nobody meant.
        return _CELL
    return _RECORD_NO if column.kind == "record" else look_of(column)


def _guard(page: Page, plan: Plan) -> None:
    """Lay the entry rules, and what shows at once, on the table and on the rows that may follow it."""
    last = plan.last_ruled_row
    for column in COLUMNS:
        number = COLUMN_NUMBERS[column.header]
        entry_rule = rule_for(column, number=number, row=FIRST_RECORD_ROW, local_lists=plan.local_lists)
        page.rule(FIRST_RECORD_ROW, number, last, entry_rule)
    page.rule(FIRST_RECORD_ROW, COLUMN_NUMBERS[TO_COMPLETE], last, message(TO_COMPLETE, _TO_COMPLETE_HELP))
    page.name_formula(RECORD_NUMBERS, case_column(RECORD_NO, plan))
    name_what_is_shown(page)
    for shown in shown_at_once(plan):
        page.flag_where(" ".join(shown.areas), shown.formula, shown.look)
    page.numbers_may_be_text(f"A{FIRST_RECORD_ROW}:{column_letters(len(HEADERS))}{last}")
