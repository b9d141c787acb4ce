"""The report on a check: one workbook that says how good the returns are and takes a reader to every faulty cell.

What a check without a report can do without stands apart and is imported from its own module: `build` writes the
workbook, `previous` reads an earlier one, `since` compares with it.
"""

from reports.check_report.checked import (
    CheckedRecord,
    CheckedReturn,
    JudgedRule,
    MuchText,
    Source,
    check_return,
    refused_return,
)

__all__ = ["CheckedRecord", "CheckedReturn", "JudgedRule", "MuchText", "Source", "check_return", "refused_return"]
