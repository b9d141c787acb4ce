"""The sheet Records: a row for each case review, with its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reports.check_report import tables
from reports.check_report.checked import CheckedReturn
from reports.check_report.edition import Edition
from reports.check_report.sheet import Cell, Column, Kind, ReportSheet, ReportTable
from reports.receiving import number_or_text
from validators.findings import Severity
from validators.quoting import how_many

__all__ = ["write_records"]

_COLUMNS = (
    Column("File", width=26),
    Column("ICB code", width=8),
    Column("Row", Kind.NUMBER, 8),
    Column("Record no.", Kind.NUMBER, 10),
    Column("Status", width=12),
    Column("Review type", width=26),
    Column("Score", Kind.SHARE, 10),
    Column("Errors", Kind.COUNT, 10),
    Column("Warnings", Kind.COUNT, 11),
    Column("Advice", Kind.COUNT, 10),
    Column("Accepted", Kind.COUNT, 11),
    Column("Not checked", Kind.COUNT, 10),
    Column("Crashed", Kind.COUNT, 10),
)


def write_records(sheet: ReportSheet, edition: Edition) -> None:
    """Write a row for each record; findings about a workbook as a whole belong to none."""
    rows = [row for one in edition.readable for row in _rows(one)]
    clean = sum(one.score.records_without_error for one in edition.readable)
    about_none = sum(finding.row is None and not finding.accepted for _, finding in edition.findings)
    told = f"{how_many(len(rows), 'record')}, {clean:,} of them with no error."
    beside = f" {how_many(about_none, 'finding')} about a workbook as a whole: on the sheet Findings."
    row = sheet.begin("Records", [told + (beside if about_none else "")])
    sheet.listing(ReportTable(tables.RECORDS, _COLUMNS, rows), row=row)


def _rows(one: CheckedReturn) -> Iterator[tuple[Cell, ...]]:
    found = Counter((finding.row, finding.severity) for finding in one.findings if not finding.accepted)
    accepted = Counter(finding.row for finding in one.findings if finding.accepted)
    not_checked = Counter(each.row for each in one.not_checked)
    crashed = Counter(each.row for each in one.crashed)
    for record in one.records:
        row = record.row
        counts = [found[row, severity] for severity in Severity]
        beside = (accepted[row], not_checked[row], crashed[row])
        told = (row, number_or_text(record.record), record.status, record.review_type, record.share.rate)
        yield (one.file, one.icb, *told, *counts, *beside)
