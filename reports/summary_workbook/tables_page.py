"""The tables of the summary as a page of documentation: what each holds, on which sheet, and its columns."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO

from python_calamine import load_workbook

from reports.choosing import Choice
from reports.consolidation import consolidate
from reports.summary_workbook.build import summary_bytes
from validators.case_review import COLUMNS

__all__ = ["DESCRIBED", "tables_page"]

_INTRODUCTION = """\
# The tables of the summary

`scrt consolidate` writes one workbook. Every table in it is an Excel Table with a name, which Power BI, a formula or a
program can read: `monthly_totals[Total]`. The columns below come first; more may follow. A blue figure leads to the
records behind it (sheet Drill), and what must add up stands on Self-check."""

DESCRIBED: Mapping[str, str] = {
    "monthly_totals": "Reviews at each month's end, by the dates that the records hold now.",
    "review_types": "Reviews by type at the month's end, zeros too.",
    "theme_counts": "How often each theme is mentioned, in all and by review group.",
    "theme_chart": "The same by number of mentions, as the chart shows it.",
    "theme_ranks": "Dense ranks of the themes in all and by review group; tied themes share a rank.",
    "learning_counts": "How often each learning term is mentioned, in all and by review group.",
    "learning_chart": "The same by number of mentions, as the chart shows it.",
    "learning_ranks": "Dense ranks of the learning terms in all and by review group.",
    "monthly_flow": "Reviews added and closed in each month.",
    "icb_totals": "Reviews by the ICB whose return they are in, and whether its return counts.",
    "withheld": "Personal details withheld from the records, and possible ones that the region released.",
    "icb_trend": "Reviews by ICB at each month's end.",
    "returns_expected": "Each return that was expected, and what became of it.",
    "returns_by_month": "How many ICBs each month was counted from, and who was missing.",
    "reconciliation": "Each ICB's own typed count against its records; a difference is declared minus counted.",
    "bridge": "From an earlier month's figures, step by step, to this month's; the steps add up exactly.",
    "bridge_chart": "The steps that move the total, as the waterfall shows them.",
    "bridge_by_icb": "The bridge of the totals for each ICB; what leaves is below 0.",
    "bridge_by_type": "The bridge of the totals for each review type; what leaves is below 0.",
    "as_published": "What each month's summary said, what the records say of it now, and the difference.",
    "restated": "For each month what explains its difference: from what was published to what the records say now.",
    "rapid_outcomes": "Rapid reviews by outcome and by quarter of the outcome.",
    "rapid_conversion": "Rapid reviews that became full reviews, by ICB.",
    "rapid_times": "Working days from notification to outcome, by quarter.",
    "rapid_open": "Open rapid reviews against the time that is expected, by ICB.",
    "open_by_type": "Open reviews against their expected time, and days open, by type.",
    "open_by_icb": "The same by ICB.",
    "open_by_stage": "The same by stage.",
    "health_recommendations": "Health recommendations of domestic homicide reviews: made, verified, outstanding.",
    "media_interest": "Reviews by expected media interest.",
    "media_by_type": "Media interest by review type.",
    "joint_reviews": "Linked records, counted as records and as groups.",
    "joint_records": "The records of each linked group.",
    "theme_groups": "Near-duplicate themes taken together, each record counted once.",
    "themes_by_quarter": "Themes by quarter, then a column for each quarter.",
    "themes_by_icb": "Themes by ICB, then a column for each ICB.",
    "learning_by_quarter": "Learning by quarter, then a column for each quarter.",
    "learning_by_icb": "Learning by ICB, then a column for each ICB.",
    "theme_learning": "Which learning goes with which theme, then a column for each learning term.",
    "quality": "How complete and sound each ICB's records are.",
    "quality_scores": "Each ICB's score, then a column for each month.",
    "findings_by_rule": "Findings by rule, then a column for each month.",
    "findings_by_icb": "Findings by rule, then a column for each ICB.",
    "self_check": "Every sum that must hold, counted again from the tables, and what it gave.",
    "changes": "What changed since the earlier month, record by record.",
    "sources": "Every file: what became of it, and where its rows went.",
    "findings": "What the check found in the returns that count.",
    "cases": "The counted reviews as they were understood.",
    "after_month": "Reviews added after the month: listed, and counted nowhere.",
    "history": "What each month changed in what was published, for the next summary to read.",
    "drill": "The records behind each figure, a line for each return.",
    "release": "Places that may hold a personal detail, for the region to review.",
}
"""What each table holds, in a sentence."""

_OWN_COLUMNS = {"themes_by_quarter": 2, "themes_by_icb": 2, "learning_by_quarter": 3, "learning_by_icb": 2}
_OWN_COLUMNS |= {"theme_learning": 2, "quality_scores": 2, "findings_by_rule": 2, "findings_by_icb": 3}
"""How many columns stand before those that differ from month to month and from region to region."""

_SAME_AS_MODEL = tuple(column.header for column in COLUMNS)


def tables_page() -> str:
    """Write the page, in Markdown, from a summary without a single return."""
    heading = ("| Sheet | Table | Holds | Columns |", "|---|---|---|---|")
    return "\n".join((_INTRODUCTION, "", *heading, *_lines())) + "\n"


def _lines() -> Iterator[str]:
    empty = summary_bytes(consolidate([], choice=Choice(date(2024, 10, 31), "London")))
    workbook = load_workbook(BytesIO(empty), load_tables=True)
    for name in workbook.table_names or ():
        table = workbook.get_table_by_name(name)
        columns = _told(tuple(table.columns)[: _OWN_COLUMNS.get(name)])
        yield f"| {table.sheet} | `{name}` | {DESCRIBED[name]} | {columns} |"


def _told(columns: tuple[str, ...]) -> str:
    if columns[: len(_SAME_AS_MODEL)] == _SAME_AS_MODEL:
        columns = ("those of the [data dictionary](data-dictionary.md)", *columns[len(_SAME_AS_MODEL) :])
    return ", ".join(columns)


if __name__ == "__main__":
    # Bytes, so that the file is the same on every machine.
    sys.stdout.buffer.write(tables_page().encode())
