"""The sheet `Cases`: one Excel Table, a row a review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from validators.case_review import COLUMNS, Column
from validators.findings import CASES
from validators.when import EVERY_RECORD, NEVER_REQUIRED
from workbook_templates.layout import CASES_HEADER_ROW, FIRST_RECORD_ROW, HEADERS, TO_COMPLETE, Tables
from workbook_templates.template.entry_rules import message, rule_for
from workbook_templates.template.looks import (
    BLUE,
    BODY,
    DARK_GREY,
    DATE_FORMAT,
    FLAG,
    HEADING,
    HINT,
    PALE_GREY,
    WARNING,
    Look,
)
from workbook_templates.template.page import Page, column_letters, fixed, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_begun, is_empty

__all__ = [
    "COLUMN_NUMBERS",
    "FIRST_ENTRY",
    "FLAG_COLUMN",
    "FLAG_RECORD",
    "case_column",
    "look_of",
    "to_complete",
    "write_cases",
]

COLUMN_NUMBERS = {header: number for number, header in enumerate((*HEADERS, TO_COMPLETE), start=1)}
FIRST_ENTRY = (FIRST_RECORD_ROW, 2)
"""Where typing begins: the cell after the first record number."""

FLAG_RECORD = "flag_record"
FLAG_COLUMN = "flag_column"

_ENTERED = tuple(header for header in HEADERS if header != RECORD_NO)
_ALWAYS_NEEDED = tuple(c.header for c in COLUMNS if c.required is EVERY_RECORD and c.header != RECORD_NO)

# Three lines of heading; whatever is frozen is lost for rows, and laptops are low.
_HEADER_HEIGHT = 44
_BESIDE_THE_FROZEN_COLUMN = 2
_ROW_HEIGHT = 40
_TO_COMPLETE_WIDTH = 11
_ADDED_WIDTH = 24
_NO_PERSONAL_DETAIL = (
    "No personal detail in any cell: no names, dates of birth, addresses or NHS numbers. Write Child A or Adult B."
)
_HOW = (
    "One row for each review; choose from the list where a cell shows an arrow. Dark heading: needed for every record. "
    "Blue: needed for some, the cell says which. Grey, italic: only if there is something to enter."
)
_TO_COMPLETE_HELP = (
    "Worked out for you: how many of the cells that every record needs are still empty. 0 means that none is. "
    "The row is judged from the first thing that you enter."
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
_COUNTED: Look = {**_CELL, "bg_color": PALE_GREY, "align": "center"}


def look_of(column: Column) -> Look:
    """How a column's cells look: dates as dates, references and texts as typed (2021/12345 stays what it is)."""
    return _LOOKS.get(column.kind, _AS_TYPED)


def case_column(header: str, plan: Plan) -> str:
    """The cells of a column as other sheets name them, the rows below the table among them.

    A range with fixed ends takes in rows that LibreOffice, which does not grow a table, leaves below it.
    """
    return on_sheet(CASES, fixed(FIRST_RECORD_ROW, COLUMN_NUMBERS[header], plan.last_ruled_row))


def write_cases(page: Page, plan: Plan) -> None:
    """Write the table with its rows, entry rules and flags."""
    page.title("Case reviews", column=_BESIDE_THE_FROZEN_COLUMN)
    page.height(2, 16, WARNING)
    page.put(2, _BESIDE_THE_FROZEN_COLUMN, _NO_PERSONAL_DETAIL, WARNING)
    page.height(3, 16, HINT)
    page.put(3, _BESIDE_THE_FROZEN_COLUMN, _HOW, HINT)
    page.height(CASES_HEADER_ROW, _HEADER_HEIGHT)
    _lay_table(page, plan)
    _fill_rows(page, plan)
    _guard(page, plan)
    page.freeze(CASES_HEADER_ROW, 1)
    page.cursor(*FIRST_ENTRY)
    page.tab(BLUE)
    breaks = [COLUMN_NUMBERS[header] for header in _FIRST_ON_A_PAGE]
    page.print_in_parts(scale=65, repeated_row=CASES_HEADER_ROW, break_before=breaks, repeated_column=1)


# At 65 % some 205 characters stand side by side on a landscape A4 page.
_FIRST_ON_A_PAGE = ("Incident date", "Designated professional", "Progress update", "Learning 1", "Comments")


def _lay_table(page: Page, plan: Plan) -> None:
    columns: list[dict[str, Any]] = []
    for number, column in enumerate(COLUMNS, start=1):
        page.column(number, column.width, look_of(column))
        columns.append({"header": column.header, "look": look_of(column), "header_look": _header_look(column)})
    page.column(COLUMN_NUMBERS[TO_COMPLETE], _TO_COMPLETE_WIDTH, _CELL)
    columns.append({"header": TO_COMPLETE, "look": _COUNTED, "header_look": HEADING, "formula": _to_complete_formula()})
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


def _to_complete_formula() -> str:
    """Blank for a row that is not begun, else how many of the always needed cells are empty."""
    cell = f"{Tables().cases}[[#This Row],[%s]]"
    entered = f"{Tables().cases}[[#This Row],[{_ENTERED[0]}]:[{_ENTERED[-1]}]]"
    empty = "+".join(f"COUNTBLANK({cell % header})" for header in _ALWAYS_NEEDED)
    return f'=IF(COUNTA({entered})=0,"",{empty})'


def to_complete(row: Mapping[str, CellValue]) -> int | None:
    """What the calculated column shows for a row; None for a row that is not begun.

    >>> to_complete({"Record no.": 1}), to_complete({"Status": "Open"}) == len(_ALWAYS_NEEDED) - 1
    (None, True)
    """
    return sum(is_empty(row.get(header)) for header in _ALWAYS_NEEDED) if is_begun(row) else None


def _fill_rows(page: Page, plan: Plan) -> None:
    formula = _to_complete_formula()
    for number, row in enumerate(plan.rows, start=FIRST_RECORD_ROW):
        page.height(number, _ROW_HEIGHT)
        for column in COLUMNS:
            if not is_empty(value := row.get(column.header)):
                page.put(number, COLUMN_NUMBERS[column.header], value, _look_for(column, value))
        page.formula(number, COLUMN_NUMBERS[TO_COMPLETE], formula, to_complete(row), _COUNTED)
        for added, header in _added_columns(plan):
            if not is_empty(value := row.get(header)):
                page.put(number, added, value, _LOOKS["date"] if isinstance(value, date) else _CELL)


def _look_for(column: Column, value: CellValue) -> Look:
    if column.kind == "record":
        return _RECORD_NO
    return _LOOKS["date"] if isinstance(value, date) else look_of(column)


def _guard(page: Page, plan: Plan) -> None:
    """Lay the entry rules and the flags on the table and on the rows that may follow it."""
    last = plan.last_ruled_row
    for column in COLUMNS:
        number = COLUMN_NUMBERS[column.header]
        entry_rule = rule_for(column, number=number, row=FIRST_RECORD_ROW, local_lists=plan.local_lists)
        page.rule(FIRST_RECORD_ROW, number, last, entry_rule)
    page.rule(FIRST_RECORD_ROW, COLUMN_NUMBERS[TO_COMPLETE], last, message(TO_COMPLETE, _TO_COMPLETE_HELP))
    area = f"A{FIRST_RECORD_ROW}:{column_letters(len(HEADERS))}{last}"
    flagged = f"COUNTIFS({FLAG_RECORD},$A{FIRST_RECORD_ROW},{FLAG_COLUMN},A${CASES_HEADER_ROW})>0"
    page.flag_where(area, f"={flagged}", FLAG)
    page.numbers_may_be_text(area)
