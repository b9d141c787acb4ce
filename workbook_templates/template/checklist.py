"""The sheet `Checklist`: what a check found, what was accepted with a reason, and the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from validators.rules import standard_rules
from workbook_templates.layout import ACCEPTED_COLUMNS, FINDINGS_COLUMNS, Tables
from workbook_templates.template.cases import FLAG_COLUMN, FLAG_RECORD
from workbook_templates.template.looks import (
    BODY,
    DATE_FORMAT,
    GREEN,
    HEADING,
    HINT,
    LABEL,
    RESULT,
    SECTION,
    Look,
)
from workbook_templates.template.page import Page
from workbook_templates.template.plan import RECORD_NO, Plan

__all__ = ["CHECK_STATUS", "FLAGGED_ROWS", "HEADER_ROW", "write_checklist"]

CHECK_STATUS = "check_status"
NOT_CHECKED = "Not checked yet"
HEADER_ROW = 7
FLAGGED_ROWS = 5_000
"""How many findings the flags on `Cases` take in."""

_SECTION_ROW = HEADER_ROW - 1
_READY_ROWS = 200
_ROW_HEIGHT = 28
_STATUS_ROW = 4
_FINDINGS = 1
_ACCEPTED = _FINDINGS + len(FINDINGS_COLUMNS) + 1
_RULES = _ACCEPTED + len(ACCEPTED_COLUMNS) + 1
_FINDINGS_WIDTHS = (10, 24, 7, 10, 24, 70, 60, 20, 10)
_ACCEPTED_WIDTHS = (10, 24, 7, 44, 10, 13, 20)
_RULE_COLUMNS = ("Rule", "What it asks", "Severity", "Applies to", "Why")
_RULE_WIDTHS = (7, 56, 10, 26, 60)


def write_checklist(page: Page, plan: Plan) -> None:
    """Write the status, then three blocks side by side, so that the findings can grow downward."""
    del plan  # the same for every workbook
    page.title("Checklist")
    for row in range(2, HEADER_ROW):
        page.height(row, 16, HINT)
    page.height(HEADER_ROW, 18)
    page.put(
        2, 1, "Whoever checks this workbook writes the findings here: row by row, what is wrong and what to do.", HINT
    )
    page.put(_STATUS_ROW, 1, "Status", LABEL)
    page.put(_STATUS_ROW, 2, NOT_CHECKED, {**RESULT, "bold": True, "text_wrap": True})
    page.name_cell(CHECK_STATUS, _STATUS_ROW, 2)
    page.height(_STATUS_ROW, 30, HINT)
    _write_table(page, Tables().findings, "Findings", _FINDINGS, FINDINGS_COLUMNS, _FINDINGS_WIDTHS)
    _write_table(page, Tables().accepted, "Accepted, with a reason", _ACCEPTED, ACCEPTED_COLUMNS, _ACCEPTED_WIDTHS)
    _write_rules(page)
    for offset, name in enumerate((FLAG_RECORD, FLAG_COLUMN)):
        page.name_cell(name, HEADER_ROW + 1, _FINDINGS + offset, HEADER_ROW + FLAGGED_ROWS)
    page.freeze(HEADER_ROW)
    page.cursor(HEADER_ROW + 1, 1)
    page.tab(GREEN)
    page.print_in_parts(scale=54, repeated_row=HEADER_ROW, break_before=(_ACCEPTED, _RULES))


def _write_table(page: Page, name: str, title: str, first: int, headers: Sequence[str], widths: Sequence[int]) -> None:
    page.put_row(_SECTION_ROW, first, [title] + [None] * (len(headers) - 1), SECTION)
    columns: list[Mapping[str, Any]] = []
    for offset, (header, width) in enumerate(zip(headers, widths, strict=True)):
        look = _look_of(header)
        page.column(first + offset, width, look)
        columns.append({"header": header, "look": look, "header_look": HEADING})
    page.widths(3, first=first + len(headers))
    page.table(name, HEADER_ROW, first, HEADER_ROW + 1, columns)


def _look_of(header: str) -> Look:
    if header == "Date":
        return {**BODY, "num_format": DATE_FORMAT, "align": "left"}
    return {**BODY, "bold": True, "align": "center"} if header == RECORD_NO else BODY


def _write_rules(page: Page) -> None:
    page.put_row(_SECTION_ROW, _RULES, ["The rules"] + [None] * (len(_RULE_COLUMNS) - 1), SECTION)
    page.put_row(HEADER_ROW, _RULES, _RULE_COLUMNS, HEADING)
    page.widths(*_RULE_WIDTHS, first=_RULES)
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + _READY_ROWS):
        page.height(row, _ROW_HEIGHT)
    for row, rule in enumerate(standard_rules(), start=HEADER_ROW + 1):
        page.put_row(row, _RULES, (rule.id, rule.title, rule.severity.value, rule.when.label, rule.why), BODY)
