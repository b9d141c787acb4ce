"""The sheet Fix by value: equal bad values together, one line and one fix for many cells."""

from __future__ import annotations

from collections.abc import Iterator

from reports.check_report import tables
from reports.check_report.checked import CheckedReturn
from reports.check_report.edition import Edition
from reports.check_report.findings import showable_suggestion
from reports.check_report.sheet import Cell, Column, Kind, ReportSheet, ReportTable
from validators.grouping import EqualFindings, grouped
from validators.quoting import how_many

__all__ = ["rows_in_short", "write_fixes"]

_COLUMNS = (
    Column("File", width=22),
    Column("ICB code", width=8),
    Column("Cells", Kind.COUNT, 7),
    Column("Columns", width=20),
    Column("Rule", width=7),
    Column("Severity", width=10),
    Column("What", width=58),
    Column("Fix", width=48),
    Column("Suggestion", width=18),
    Column("Rows", width=30),
)


def write_fixes(sheet: ReportSheet, edition: Edition) -> None:
    """Write a row for each group of equal findings, the largest first; accepted findings are left out."""
    groups = [(one, group) for one in edition.readable for group in grouped(one.findings)]
    groups.sort(key=lambda pair: -len(pair[1].findings))
    cells = sum(len(group.findings) for _, group in groups)
    told = f"{how_many(cells, 'open finding')} in {how_many(len(groups), 'line')}: what is wrong in the same way is"
    row = sheet.begin("Fix by value", [f"{told} mended in the same way, most cells first."])
    sheet.listing(ReportTable(tables.FIXES, _COLUMNS, [_row(*pair) for pair in groups]), row=row)


def _row(one: CheckedReturn, group: EqualFindings) -> tuple[Cell, ...]:
    return (
        one.file,
        one.icb,
        len(group.findings),
        group.columns,
        group.rule,
        group.severity.value,
        group.what,
        group.fix,
        showable_suggestion(group.findings[0].column, group.suggestion),
        rows_in_short(finding.row for finding in group.findings if finding.row is not None),
    )


def rows_in_short(rows: Iterator[int]) -> str:
    """Rows with neighbours joined.

    >>> rows_in_short(iter([5, 6, 7, 7, 12]))
    '5-7, 12'
    """
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
