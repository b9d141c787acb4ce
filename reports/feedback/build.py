"""Build one ICB's feedback workbook: what became of its return, what to put right, and the text for the e-mail."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reports.check_report.sheet import ReportSheet
from reports.feedback.email import email_lines
from reports.feedback.findings import write_findings
from reports.feedback.marks import FEEDBACK_PROPERTY
from reports.feedback.overview import write_overview
from reports.feedback.told import Feedback
from workbook_templates.template.looks import BLUE, MID_GREY, Looks
from workbook_templates.template.new_workbook import describe, new_workbook

__all__ = ["SHEETS", "feedback_bytes"]

SHEETS = ("Feedback", "Findings", "E-mail")

_EMAIL_WIDTH = 110


def feedback_bytes(feedback: Feedback) -> bytes:
    """Build the workbook and return the content of its file; equal input gives equal bytes."""
    content = BytesIO()
    workbook = new_workbook(content)
    looks = Looks(workbook)
    overview, findings, email = (ReportSheet(workbook, name, looks) for name in SHEETS)
    write_overview(overview, feedback)
    write_findings(findings, feedback)
    _write_email(email, feedback)
    overview.tab(BLUE)
    for sheet in (findings, email):
        sheet.tab(MID_GREY)
    _describe(workbook, feedback)
    workbook.close()
    return content.getvalue()


def _write_email(sheet: ReportSheet, feedback: Feedback) -> None:
    """Write the text that stands in the file beside the workbook, ready to be copied."""
    sheet.without_gridlines()
    sheet.widths(_EMAIL_WIDTH)
    first = sheet.begin("The text for the e-mail", ["Copy it into a message; the same text stands in the file beside."])
    for row, line in enumerate(email_lines(feedback), start=first):
        sheet.put(row, 1, line, {"valign": "top", "text_wrap": True, "num_format": "@"})
        sheet.height(row, 15 * (1 + len(line) // _EMAIL_WIDTH))
    sheet.print_portrait()
    sheet.print_to_width()


def _describe(workbook: Any, feedback: Feedback) -> None:
    """Set the document's title and date, and what readers know it by."""
    describe(
        workbook,
        title=feedback.title,
        subject="S-CRT feedback on a return",
        day=feedback.month,
        marks={FEEDBACK_PROPERTY: f"{feedback.code} {feedback.month:%Y-%m}"},
    )
