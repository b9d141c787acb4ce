"""The sheet `Audit`: the human side of the quality checklist, six questions for each record that is looked at."""

from __future__ import annotations

from workbook_templates.template.entry_rules import chosen_from, day, initials, message, whole_number
from workbook_templates.template.lists import YES_NO
from workbook_templates.template.looks import BODY, DATE_FORMAT, GREEN, HEADING, HINT
from workbook_templates.template.page import Page, column_letters
from workbook_templates.template.plan import RECORD_NO, Plan

__all__ = ["QUESTIONS", "write_audit"]

QUESTIONS = (
    ("Anonymous?", "Could nobody be recognised from what is written?"),
    ("Clear?", "Would a colleague who does not know the case understand it?"),
    ("Themes fit?", "Do the themes fit what the report says?"),
    ("Learning fits?", "Do the learning terms fit what the report says?"),
    ("Link opens?", "Does the link open the report?"),
    ("Dates right?", "Are the dates those of the report and the board?"),
)
_HEADER_ROW = 4
_FIRST_ROW = 5
_LAST_ROW = 34


def write_audit(page: Page, plan: Plan) -> None:
    """Write a line for each record that somebody looks at, with yes or no for each question."""
    del plan  # the same for every workbook
    page.title("Audit")
    page.put(
        2, 1, "Choose some records, read each beside its report, and answer yes or no. One line for each record.", HINT
    )
    headers = (
        RECORD_NO,
        *(f"{question}\n{meaning}" for question, meaning in QUESTIONS),
        "Comment",
        "Auditor's initials",
        "Date",
    )
    page.put_row(_HEADER_ROW, 1, headers, HEADING)
    page.height(_HEADER_ROW, 70)
    page.widths(10, *(19 for _ in QUESTIONS), 56, 12, 13)
    date_look = {**BODY, "num_format": DATE_FORMAT}
    for row in range(_FIRST_ROW, _LAST_ROW + 1):
        page.height(row, 28)
        page.put_row(row, 1, [None] * (len(headers) - 1))
        page.put(row, len(headers), None, date_look)
    _lay_rules(page)
    page.freeze(_HEADER_ROW, 1)
    page.cursor(_FIRST_ROW, 1)
    page.tab(GREEN)
    page.print_to_width(repeated_row=_HEADER_ROW)


def _lay_rules(page: Page) -> None:
    comment = 2 + len(QUESTIONS)
    cell = f"{column_letters(comment + 1)}{_FIRST_ROW}"
    rules = [
        whole_number(RECORD_NO, "The number of the record on the sheet Cases.", least=1),
        *(chosen_from(YES_NO, question, meaning) for question, meaning in QUESTIONS),
        message("Comment", "What should be changed, without any personal detail."),
        initials(cell, "Auditor's initials", "Two to four letters. Never a name."),
        day("Date", "The day on which the record was looked at."),
    ]
    for number, one in enumerate(rules, start=1):
        page.rule(_FIRST_ROW, number, _LAST_ROW, one)
