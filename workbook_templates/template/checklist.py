"""The sheet `Checklist`: how complete the workbook is, what a check found, what was accepted, and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from validators.findings import CASES
from validators.rules import standard_rules
from workbook_templates.layout import (
    ACCEPTED_COLUMNS,
    CHECK_STATUS,
    CHECKLIST_SCORE,
    FINDINGS_COLUMNS,
    FLAGGED_ROWS,
    NO_SCORE,
    NOT_CHECKED,
    Tables,
    where_formula,
)
from workbook_templates.template.cases import FLAG_COLUMN, FLAG_RECORD
from workbook_templates.template.completeness import NEEDED, ROWS_BEGUN, rows_to_do, rows_to_do_formula
from workbook_templates.template.counted_rows import CountedRow, counted_rows
from workbook_templates.template.looks import (
    BODY,
    DATE_FORMAT,
    GREEN,
    HEADING,
    HELP,
    HINT,
    LABEL,
    LINK,
    RESULT,
    SECTION,
    WARNING,
    Look,
)
from workbook_templates.template.page import Page, fixed
from workbook_templates.template.plan import RECORD_NO, Plan

__all__ = ["HEADER_ROW", "ROWS_TO_DO", "write_checklist"]

ROWS_TO_DO = "rows_to_do"
"""The defined name of the count of rows in which something that they need is still empty."""

_STATUS_ROW, _SCORE_ROW, _TO_DO_ROW = 4, 5, 6
_FIELDS_ROW = 8
_FIELDS_HEADER_ROW = _FIELDS_ROW + 1
_ALL_FIELDS_ROW = _FIELDS_HEADER_ROW + 1
_LAST_FIELD_ROW = _ALL_FIELDS_ROW + len(NEEDED)
_SECTION_ROW = _LAST_FIELD_ROW + 2
HEADER_ROW = _SECTION_ROW + 1
"""The row of the findings' headers, below the fields."""

_FROZEN_ROW = _SCORE_ROW
_READY_ROWS = 200
_ROW_HEIGHT = 28
_FINDINGS = 1
_ACCEPTED = _FINDINGS + len(FINDINGS_COLUMNS) + 1
_RULES = _ACCEPTED + len(ACCEPTED_COLUMNS) + 1
_FINDINGS_WIDTHS = (10, 24, 9, 10, 18, 70, 60, 20, 10)
_ACCEPTED_WIDTHS = (10, 24, 7, 44, 10, 13, 20)
_RULE_COLUMNS = ("Rule", "What it asks", "Severity", "Applies to", "Why")
_RULE_WIDTHS = (7, 56, 10, 26, 60)
_FIELD, _FILLED, _NEEDED, _SHARE, _FOR = 1, 3, 4, 5, 6
_WIDE = 6
"""The column up to which the status and the score spread."""

_COUNT: Look = {**BODY, "num_format": "0", "align": "right"}
_PERCENT: Look = {**BODY, "num_format": "0.0%", "align": "right"}
_BOLD: Look = {"bold": True}


def write_checklist(page: Page, plan: Plan) -> None:
    """Write the status and the fields, then three blocks side by side, so that the findings can grow downward."""
    page.title("Checklist")
    page.height(2, 16, HINT)
    page.height(3, 16, HINT)
    page.put(
        2, 1, "What is filled in is counted here as you type, by formulas. A check writes what it finds below.", HINT
    )
    page.link(3, 1, page.name, {**LINK, "valign": "vcenter"}, cell=f"A{_SECTION_ROW}", text="Go to the findings")
    _write_status(page)
    _write_fields(page, counted_rows(plan))
    _write_table(page, Tables().findings, "Findings", _FINDINGS, FINDINGS_COLUMNS, _FINDINGS_WIDTHS)
    _write_table(page, Tables().accepted, "Accepted, with a reason", _ACCEPTED, ACCEPTED_COLUMNS, _ACCEPTED_WIDTHS)
    _write_rules(page)
    for offset, name in enumerate((FLAG_RECORD, FLAG_COLUMN)):
        page.name_cell(name, HEADER_ROW + 1, _FINDINGS + offset, HEADER_ROW + FLAGGED_ROWS)
    page.freeze(_FROZEN_ROW)
    page.fold_below_heading()
    page.cursor(_STATUS_ROW, 2)
    page.tab(GREEN)
    page.print_in_parts(scale=54, repeated_row=1, break_before=(_ACCEPTED, _RULES))


def _write_status(page: Page) -> None:
    page.put(_STATUS_ROW, 1, "Status", LABEL)
    page.spread(_STATUS_ROW, 2, _WIDE, NOT_CHECKED, {**RESULT, "bold": True, "text_wrap": True})
    page.name_cell(CHECK_STATUS, _STATUS_ROW, 2)
    page.height(_STATUS_ROW, 30, HINT)
    page.put(_SCORE_ROW, 1, "Score", LABEL)
    page.spread(_SCORE_ROW, 2, _WIDE, NO_SCORE, {**RESULT, "text_wrap": True})
    page.name_cell(CHECKLIST_SCORE, _SCORE_ROW, 2)
    page.height(_SCORE_ROW, 44, HINT)


# What is filled in


def _write_fields(page: Page, rows: Sequence[CountedRow]) -> None:
    """The rows with something to do, then a line for each field that any record needs."""
    page.height(_TO_DO_ROW, 24, HINT)
    page.height(_TO_DO_ROW + 1, 8, HINT)
    page.put(_TO_DO_ROW, 1, "To do", LABEL)
    page.array(_TO_DO_ROW, 2, f"={rows_to_do_formula()}", [rows_to_do(rows)], {**RESULT, "bold": True, "font_size": 14})
    page.name_cell(ROWS_TO_DO, _TO_DO_ROW, 2)
    text = f'="of the "&{ROWS_BEGUN}&" rows in use still lack something that they need: see To complete on {CASES}."'
    begun = sum(row.is_begun for row in rows)
    shown = f"of the {begun} rows in use still lack something that they need: see To complete on {CASES}."
    page.spread_formula(_TO_DO_ROW, 3, _WIDE, text, shown, {**HELP, "valign": "vcenter"})
    page.put_row(_FIELDS_ROW, 1, ["Filled in, field by field"] + [None] * (_WIDE - 1), SECTION)
    page.spread(_FIELDS_HEADER_ROW, _FIELD, _FIELD + 1, "Column", HEADING)
    page.put_row(_FIELDS_HEADER_ROW, _FILLED, ("Filled in", "Needed", "Share", "Needed for"), HEADING)
    for row, height in ((_FIELDS_ROW, 16), (_FIELDS_HEADER_ROW, 18), (_ALL_FIELDS_ROW, 14), (_LAST_FIELD_ROW + 1, 14)):
        page.height(row, height, HINT)
    counts = [needed.counts(rows) for needed in NEEDED]
    total_filled, total_needed = (sum(column) for column in zip(*counts, strict=True))
    sums = [f"=SUM({fixed(_ALL_FIELDS_ROW + 1, column, _LAST_FIELD_ROW)})" for column in (_FILLED, _NEEDED)]
    _write_field(page, _ALL_FIELDS_ROW, "All columns", sums, (total_filled, total_needed), "", look=_BOLD)
    for row, (needed, count) in enumerate(zip(NEEDED, counts, strict=True), start=_ALL_FIELDS_ROW + 1):
        formulas = [f"={needed.filled_formula()}", f"={needed.needed_formula()}"]
        _write_field(page, row, needed.column.header, formulas, count, needed.column.required.label)
        page.height(row, 14, HINT, folds=True)
    cell = f"$E{_ALL_FIELDS_ROW}"
    area = f"E{_ALL_FIELDS_ROW}:E{_LAST_FIELD_ROW}"
    page.flag_where(area, f"=AND(ISNUMBER({cell}),{cell}<1)", {"bold": True, "font_color": WARNING["font_color"]})


def _write_field(
    page: Page,
    row: int,
    header: str,
    formulas: Sequence[str],
    counts: tuple[int, int],
    needed_for: str,
    *,
    look: Look | None = None,
) -> None:
    filled, needed = counts
    more = look or {}
    page.spread(row, _FIELD, _FIELD + 1, header, {**BODY, **more})
    for column, formula, count in zip((_FILLED, _NEEDED), formulas, counts, strict=True):
        page.formula(row, column, formula, count, {**_COUNT, **more})
    share = f'=IF(D{row}=0,"",C{row}/D{row})'
    page.formula(row, _SHARE, share, filled / needed if needed else None, {**_PERCENT, **more})
    page.put(row, _FOR, needed_for, {**BODY, **more})


# Findings, exceptions, rules


def _write_table(page: Page, name: str, title: str, first: int, headers: Sequence[str], widths: Sequence[int]) -> None:
    page.put_row(_SECTION_ROW, first, [title] + [None] * (len(headers) - 1), SECTION)
    columns: list[Mapping[str, Any]] = []
    for offset, (header, width) in enumerate(zip(headers, widths, strict=True)):
        look = _look_of(header)
        page.column(first + offset, width, look)
        formula = {"formula": where_formula(name)} if header == _WHERE else {}
        columns.append({"header": header, "look": look, "header_look": HEADING} | formula)
    page.widths(3, first=first + len(headers))
    page.table(name, HEADER_ROW, first, HEADER_ROW + 1, columns)
    if _WHERE in headers:
        where = first + headers.index(_WHERE)
        page.formula(HEADER_ROW + 1, where, where_formula(name), None, _look_of(_WHERE))


_WHERE = "Where"


def _look_of(header: str) -> Look:
    if header == "Date":
        return {**BODY, "num_format": DATE_FORMAT, "align": "left"}
    if header == _WHERE:
        return {**BODY, **LINK}
    return {**BODY, "bold": True, "align": "center"} if header == RECORD_NO else BODY


def _write_rules(page: Page) -> None:
    page.put_row(_SECTION_ROW, _RULES, ["The rules"] + [None] * (len(_RULE_COLUMNS) - 1), SECTION)
    page.put_row(HEADER_ROW, _RULES, _RULE_COLUMNS, HEADING)
    page.widths(*_RULE_WIDTHS, first=_RULES)
    page.height(HEADER_ROW, 18)
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + _READY_ROWS):
        page.height(row, _ROW_HEIGHT)
    for row, rule in enumerate(standard_rules(), start=HEADER_ROW + 1):
        page.put_row(row, _RULES, (rule.id, rule.title, rule.severity.value, rule.when.label, rule.why), BODY)
