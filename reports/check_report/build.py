"""Build the report workbook: every sheet in its place, the same bytes from the same check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from reports.check_report.checked import CheckedReturn
from reports.check_report.edition import Edition
from reports.check_report.findings import write_findings
from reports.check_report.fixes import write_fixes
from reports.check_report.initials import BY_INITIALS_SHEET, write_initials
from reports.check_report.last_report import write_last_report
from reports.check_report.overview import write_overview
from reports.check_report.previous import PreviousReport
from reports.check_report.records import write_records
from reports.check_report.rules import write_rules
from reports.check_report.sheet import ReportSheet
from reports.check_report.since import since_last_report
from validators.messages import sharing as messages
from workbook_templates.faults import FileFault
from workbook_templates.template.looks import BLUE, MID_GREY, Looks
from workbook_templates.template.new_workbook import describe, new_workbook

__all__ = ["REPORT_PROPERTY", "SHEETS", "SINCE_SHEET", "report_bytes"]

SHEETS = ("Overview", "Findings", "Fix by value", "Records", "Rules")
SINCE_SHEET = "Since last report"
"""The sheets in order, the last one only where an earlier report is given; By initials is none of them."""

REPORT_PROPERTY = "S-CRT check report"
"""The custom document property that holds the day of the check, YYYY-MM-DD."""

_WRITERS = (write_overview, write_findings, write_fixes, write_records, write_rules)


def report_bytes(
    checked: Sequence[CheckedReturn], *, previous: PreviousReport | None, today: date, by_initials: bool = False
) -> bytes:
    """Build the report on a check and return the content of its file.

    Args:
        checked: every file in order, refused ones too.
        previous: an earlier report to compare with.
        today: the day of the check.
        by_initials: whether a sheet shows the reviews by who is responsible for them.

    Raises:
        FileFault: it is asked for by initials, and the returns are not of one ICB.

    Returns:
        An xlsx file; equal input gives equal bytes.
    """
    if by_initials and len({one.icb for one in checked if not one.refusal}) != 1:
        raise FileFault(messages.BY_INITIALS_OF_SEVERAL())
    content = BytesIO()
    workbook = new_workbook(content)
    looks = Looks(workbook)
    since = since_last_report(checked, previous) if previous else None
    edition = Edition(tuple(checked), today, since)
    for name, write in zip(SHEETS, _WRITERS, strict=True):
        sheet = ReportSheet(workbook, name, looks)
        write(sheet, edition)
        sheet.tab(BLUE if name == SHEETS[0] else MID_GREY)
    if by_initials:
        write_initials(ReportSheet(workbook, BY_INITIALS_SHEET, looks), edition)
    if since is not None:
        write_last_report(ReportSheet(workbook, SINCE_SHEET, looks), edition, since)
    _describe(workbook, edition)
    workbook.close()
    return content.getvalue()


def _describe(workbook: Any, edition: Edition) -> None:
    """Set the document's title and date, and the day by which readers know it."""
    describe(
        workbook,
        title=edition.title,
        subject="S-CRT report on a quality check",
        day=edition.today,
        marks={REPORT_PROPERTY: edition.today.isoformat()},
    )
