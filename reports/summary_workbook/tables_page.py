"""The tables of the summary as a page of documentation: what each holds, on which sheet, and its columns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from python_calamine import load_workbook

from reports.behind.leading import NOT_LED
from reports.choosing import Choice
from reports.consolidation import consolidate
from reports.described import DESCRIBED
from reports.summary_workbook.build import summary_bytes
from validators.case_review import COLUMNS

__all__ = ["tables_page"]

_INTRODUCTION = """\
# The tables of the summary

`scrt consolidate` writes one workbook. Every table in it is an Excel Table with a name, which Power BI, a formula or a
program can read: `monthly_totals[Total]`. The columns below come first; more may follow. A blue figure leads to the
records behind it (sheet Drill), and what must add up stands on Self-check."""

_OWN_COLUMNS = {"themes_by_quarter": 2, "themes_by_icb": 2, "learning_by_quarter": 3, "learning_by_icb": 2}
_OWN_COLUMNS |= {"theme_learning": 2, "quality_scores": 2, "findings_by_rule": 2, "findings_by_icb": 3}
"""How many columns stand before those that differ from month to month and from region to region."""

_SAME_AS_MODEL = tuple(column.header for column in COLUMNS)


def tables_page() -> str:
    """Write the page, in Markdown, from a summary without a single return."""
    heading = ("| Sheet | Table | Holds | Columns |", "|---|---|---|---|")
    return "\n".join((_INTRODUCTION, "", *heading, *_lines(), "", _LEADING, *_not_led())) + "\n"


_LEADING = """\
## From a figure to its records

Every other figure above or below 0 of these tables is blue and leads to lines of the sheet Drill, which name each
return and its records. A median, a rate or a score leads to what it is worked out over. These columns lead nowhere:

| Table | Column | Why |
|---|---|---|"""


def _not_led() -> Iterator[str]:
    for table, columns in NOT_LED.items():
        by_reason: dict[str, list[str]] = {}
        for column, reason in columns.items():
            by_reason.setdefault(reason, []).append(column)
        yield from (f"| `{table}` | {', '.join(those)} | {reason} |" for reason, those in by_reason.items())


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
