"""The report on a check: one workbook that says how good the returns are and takes a reader to every faulty cell.

`build` writes the workbook and alone needs a spreadsheet writer; checking and comparing with an earlier report do not.
"""

from reports.check_report.checked import CheckedRecord, CheckedReturn, JudgedRule, Source, check_return, refused_return
from reports.check_report.previous import PreviousReport, read_previous_report
from reports.check_report.since import RuleSince, SinceLastReport, since_last_report

__all__ = [
    "CheckedRecord",
    "CheckedReturn",
    "JudgedRule",
    "PreviousReport",
    "RuleSince",
    "SinceLastReport",
    "Source",
    "check_return",
    "read_previous_report",
    "refused_return",
    "since_last_report",
]
