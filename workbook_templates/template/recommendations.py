"""The sheet `Recommendations`: an optional list of what reviews recommended and how far it is."""

from __future__ import annotations

from workbook_templates.layout import RECOMMENDATIONS_COLUMNS, Tables
from workbook_templates.template.entry_rules import day, initials, message, whole_number
from workbook_templates.template.looks import BLUE, BODY, DATE_FORMAT, HEADING, HINT
from workbook_templates.template.page import Page, column_letters
from workbook_templates.template.plan import ROWS_BEYOND, Plan

__all__ = ["write_recommendations"]

_HEADER_ROW = 4
_FIRST_ROW = 5
_READY_ROWS = 50
_WIDTHS = (10, 70, 20, 13, 20, 20)


def write_recommendations(page: Page, plan: Plan) -> None:
    """Write the table with ready rows."""
    del plan  # the same for every workbook
    page.title("Recommendations")
    page.height(2, 18, HINT)
    page.height(3, 8, HINT)
    page.put(2, 1, "Optional: one row for each recommendation, with the Record no. of its review.", HINT)
    columns = []
    for number, (header, width) in enumerate(zip(RECOMMENDATIONS_COLUMNS, _WIDTHS, strict=True), start=1):
        look = {**BODY, "num_format": DATE_FORMAT, "align": "left"} if header == "Due" else BODY
        page.column(number, width, look)
        columns.append({"header": header, "look": look, "header_look": HEADING})
    page.height(_HEADER_ROW, 30)
    page.table(Tables().recommendations, _HEADER_ROW, 1, _FIRST_ROW + _READY_ROWS - 1, columns)
    _lay_rules(page)
    page.freeze(_HEADER_ROW, 1)
    page.cursor(_FIRST_ROW, 1)
    page.tab(BLUE)
    page.print_to_width(repeated_row=_HEADER_ROW)


def _lay_rules(page: Page) -> None:
    record, recommendation, owner, due, state, checked = RECOMMENDATIONS_COLUMNS
    checked_cell = f"{column_letters(len(RECOMMENDATIONS_COLUMNS))}{_FIRST_ROW}"
    rules = [
        whole_number(record, "The number of the review on the sheet Cases.", least=1),
        message(recommendation, "What was recommended, without any personal detail."),
        message(owner, "The role or organisation that acts on it. Never a name."),
        day(due, "When it is to be done."),
        message(state, "How far it is, for example Not started, Under way, Done."),
        initials(checked_cell, checked, "Initials of who saw the evidence, two to four letters. Never a name."),
    ]
    for number, one in enumerate(rules, start=1):
        page.rule(_FIRST_ROW, number, _FIRST_ROW + _READY_ROWS + ROWS_BEYOND - 1, one)
