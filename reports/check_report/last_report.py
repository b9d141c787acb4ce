"""The sheet Since last report: by rule what was mended, what is new, what still stands."""

from __future__ import annotations

from collections.abc import Iterator

from reports.check_report import tables
from reports.check_report.edition import Edition
from reports.check_report.sheet import Cell, Column, Kind, ReportSheet, ReportTable
from reports.check_report.since import Change, SinceLastReport

__all__ = ["write_last_report"]

_COLUMNS = (
    Column("Rule", width=8),
    Column("What it asks", width=70),
    *(Column(change.value.capitalize(), Kind.COUNT, 14) for change in Change),
)


def write_last_report(sheet: ReportSheet, edition: Edition, since: SinceLastReport) -> None:
    """Write a row for each rule that had or has an open finding."""
    row = sheet.begin("Since last report", _sentences(since))
    rows: list[tuple[Cell, ...]] = [
        (rule, edition.titles.get(rule, ""), *(changed[change] for change in Change))
        for rule, changed in since.by_rule.items()
    ]
    sheet.listing(ReportTable(tables.SINCE, _COLUMNS, rows), row=row)


def _sentences(since: SinceLastReport) -> Iterator[str]:
    yield f"{since.in_words.capitalize()}."
    yield "A finding is known again by its ICB (or else its file), record number, column and rule."
    yield (
        "Not judged this time: the record or the workbook is not here, the rule is switched off, or an input is "
        "missing; nobody can say whether it was mended. Not in the last report: a workbook to compare with is missing."
    )
