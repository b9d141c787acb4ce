"""Names of the report's tables: by these a later report, or another program, finds them again."""

from __future__ import annotations

__all__ = [
    "CRASHES",
    "FIELDS",
    "FINDINGS",
    "FIXES",
    "ICBS",
    "INITIALS",
    "RECORDS",
    "REFUSALS",
    "RULES",
    "RULES_BROKEN",
    "SETTINGS",
    "SINCE",
]

ICBS = "report_icbs"
RULES_BROKEN = "report_rules_broken"
FIELDS = "report_fields"
SETTINGS = "report_settings"
REFUSALS = "report_refusals"
CRASHES = "report_crashes"
FINDINGS = "report_findings"
FIXES = "report_fixes"
RECORDS = "report_records"
RULES = "report_rules"
SINCE = "report_since"
INITIALS = "report_initials"
