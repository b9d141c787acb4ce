"""Where everything stands in the template workbook: sheets, tables, defined names, rows, versions."""

from __future__ import annotations

from dataclasses import dataclass

from validators.case_review import COLUMNS

__all__ = [
    "ACCEPTED_COLUMNS",
    "ALL_SHEETS",
    "CASES_HEADER_ROW",
    "CHECKLIST_SCORE",
    "CHECK_STATUS",
    "FINDINGS_COLUMNS",
    "FIRST_RECORD_ROW",
    "HEADERS",
    "KNOWN_TEMPLATE_VERSIONS",
    "LONGEST_TEXT",
    "RECOMMENDATIONS",
    "RECOMMENDATIONS_COLUMNS",
    "SHEETS",
    "TEMPLATE_VERSION",
    "TO_COMPLETE",
    "Tables",
]

TEMPLATE_VERSION = "1.1"
KNOWN_TEMPLATE_VERSIONS = frozenset({"1.0", TEMPLATE_VERSION})
"""Versions that this program reads; every older one stays readable.

1.0: To complete counted what every record needs; Summary, Checklist and Audit were plainer.
"""

TEMPLATE_VERSION_PROPERTY = "S-CRT template version"
VOCABULARY_VERSION_PROPERTY = "S-CRT vocabulary version"
"""Custom document properties that carry the versions beside the defined names."""

LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook holds."""

SHEETS = ("Guide", "Your ICB", "Cases", "Record", "Checklist", "Audit", "Summary", "Lists")
RECOMMENDATIONS = "Recommendations"
ALL_SHEETS = (*SHEETS[:-1], RECOMMENDATIONS, SHEETS[-1])
"""Every sheet in order: what people fill in and read, the optional one, the lists."""

HEADERS = tuple(column.header for column in COLUMNS)
TO_COMPLETE = "To complete"
"""The calculated column after the model's columns."""

CASES_HEADER_ROW = 4
FIRST_RECORD_ROW = 5
"""As Excel numbers them: a title, two lines of guidance, the headers, then the records."""

CHECK_STATUS = "check_status"
"""Defined name of the cell of `Checklist` that says whether and when the workbook was checked, and what was found."""

CHECKLIST_SCORE = "checklist_score"
"""Defined name of the cell below it: the score, in two sentences. A check writes both; the template only says that
there was none yet. What is filled in, field by field, stands below them and is live without any check."""

FINDINGS_COLUMNS = ("Record no.", "Column", "Rule", "Severity", "Where", "Message", "Fix", "Suggestion", "Accept")
ACCEPTED_COLUMNS = ("Record no.", "Column", "Rule", "Reason", "Initials", "Date", "Cell mark")
RECOMMENDATIONS_COLUMNS = ("Record no.", "Recommendation", "Owner", "Due", "State", "Evidence checked by")


@dataclass(frozen=True, slots=True)
class Tables:
    """Names of the Excel Tables of a template workbook."""

    cases: str = "cases"
    findings: str = "findings"
    accepted: str = "accepted"
    recommendations: str = "recommendations"
