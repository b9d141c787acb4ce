"""The tables of a summary that other programs rely on."""

from __future__ import annotations

from workbook_templates.layout import HEADERS

PUBLISHED = {
    "monthly_totals": ["Month", "Total", "Open", "Closed"],
    "review_types": ["Review type", "Total", "Open", "Closed"],
    "theme_counts": ["Theme", "Total", "CSPR", "SAR", "DHR", "Rapid Review", "Not Stated"],
    "theme_ranks": ["Reviews", "Rank", "Theme", "Mentions"],
    "learning_counts": ["Learning", "Total", "CSPR", "SAR", "DHR", "Rapid Review", "Not Stated"],
    "learning_ranks": ["Reviews", "Rank", "Learning", "Mentions"],
    "icb_totals": ["ICB code", "ICB", "Total", "Open", "Closed"],
    "reconciliation": [
        "ICB code", "ICB", "Declared total", "Counted total", "Difference", "Declared open", "Counted open",
        "Difference open", "Declared closed", "Counted closed", "Difference closed",
    ],
    "changes": ["ICB code", "Record no.", "Change", "From", "To"],
    "sources": [
        "File", "ICB code", "Status", "Reason", "Template version", "Rows read", "Rows counted",
        "Rows after the month", "Rows set aside", "SHA-256",
    ],
    "findings": [
        "File", "ICB code", "Sheet", "Row", "Record no.", "Column", "Rule", "Severity", "Message", "Fix",
    ],
    "cases": [*HEADERS, "ICS", "ICB counted", "Status at month end", "Source file", "Source row"],
    "after_month": [*HEADERS, "ICS", "ICB counted", "Status at month end", "Source file", "Source row"],
}  # fmt: skip
"""The contract: names and first columns."""
