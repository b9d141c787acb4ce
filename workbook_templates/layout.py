"""Where everything stands in the template workbook: sheets, tables, defined names, rows, versions."""

from __future__ import annotations

from dataclasses import dataclass

from validators.case_review import COLUMN_BY_FIELD, COLUMNS
from validators.findings import CASES

__all__ = [
    "ACCEPTED_COLUMNS",
    "ALL_SHEETS",
    "CASES_HEADER_ROW",
    "CHECKLIST_SCORE",
    "CHECK_STATUS",
    "FINDINGS_COLUMNS",
    "FIRST_RECORD_ROW",
    "FLAGGED_ROWS",
    "HEADERS",
    "KNOWN_TEMPLATE_VERSIONS",
    "LONGEST_TEXT",
    "NOT_CHECKED",
    "NO_SCORE",
    "RECOMMENDATIONS",
    "RECOMMENDATIONS_COLUMNS",
    "RECORD_NO",
    "SHEETS",
    "TEMPLATE_VERSION",
    "TO_COMPLETE",
    "Tables",
    "where_formula",
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
RECORD_NO = COLUMN_BY_FIELD["record_no"].header
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

NOT_CHECKED = "Not checked yet"
NO_SCORE = "There is no score yet: a check writes it here. What is filled in is counted below as you type."
"""What the two cells say before the first check, and when its findings are cleared."""

FINDINGS_COLUMNS = ("Record no.", "Column", "Rule", "Severity", "Where", "Message", "Fix", "Suggestion", "Accept")
FLAGGED_ROWS = 5_000
"""How many findings the flags on `Cases` take in."""

ACCEPTED_COLUMNS = ("Record no.", "Column", "Rule", "Reason", "Initials", "Date", "Cell mark")
RECOMMENDATIONS_COLUMNS = ("Record no.", "Recommendation", "Owner", "Due", "State", "Evidence checked by")


@dataclass(frozen=True, slots=True)
class Tables:
    """Names of the Excel Tables of a template workbook."""

    cases: str = "cases"
    findings: str = "findings"
    accepted: str = "accepted"
    recommendations: str = "recommendations"


def where_formula(table: str) -> str:
    """The formula of a finding's link: its cell, found by record number and header, so that it survives sorting.

    Args:
        table: name of the table in whose rows it stands.
    """
    row = f"MATCH({table}[[#This Row],[{RECORD_NO}]],{CASES}!$A:$A,0)"
    column = f"MATCH({table}[[#This Row],[Column]],{CASES}!${CASES_HEADER_ROW}:${CASES_HEADER_ROW},0)"
    cell = f'"{CASES}!"&ADDRESS({row},{column},4)'
    return f'=IFERROR(HYPERLINK("#"&{cell},{cell}),"")'
