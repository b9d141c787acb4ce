"""The sheet Findings: every finding, each with a link into its cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reports.check_report import tables
from reports.check_report.checked import CheckedReturn
from reports.check_report.edition import Edition
from reports.check_report.places import cell_shown
from reports.check_report.sheet import MOST_LINKS, Cell, CellLink, Column, Kind, ReportSheet, ReportTable
from reports.check_report.wording import tally
from reports.receiving import number_or_text
from validators.case_review import COLUMN_BY_HEADER
from validators.findings import Finding, Severity
from validators.quoting import how_many

__all__ = ["showable_suggestion", "write_findings"]

_COLUMNS = (
    Column("File", width=22),
    Column("ICB code", width=8),
    Column("Sheet", width=9),
    Column("Row", Kind.NUMBER, 7),
    Column("Record no.", Kind.NUMBER, 9),
    Column("Column", width=20),
    Column("Rule", width=7),
    Column("Severity", width=10),
    Column("Message", width=58),
    Column("Fix", width=48),
    Column("Suggestion", width=18),
    Column("Accepted", width=24),
    Column("Cell mark", width=18),
    Column("Link", Kind.LINK, 12),
    Column("In the score", width=20),
)
_SINCE = Column("Since last report", width=14)
_PAGES_WIDE = 2


def write_findings(sheet: ReportSheet, edition: Edition) -> None:
    """Write a row for each finding, in the order of files, rows and columns."""
    row = sheet.begin("Findings", _sentences(edition))
    table = ReportTable(tables.FINDINGS, _COLUMNS, [*_rows(edition)])
    if edition.since is not None:
        changes = chain.from_iterable(edition.since.changes)
        rows = [(*cells, change and change.value) for cells, change in zip(table.rows, changes, strict=True)]
        table = ReportTable(tables.FINDINGS, (*_COLUMNS, _SINCE), rows)
    sheet.listing(table, row=row, pages_wide=_PAGES_WIDE)


def _sentences(edition: Edition) -> Iterator[str]:
    accepted = sum(bool(finding.accepted) for _, finding in edition.findings)
    beside = f", and {how_many(accepted, 'accepted finding')}" if accepted else ""
    yield f"{tally(edition.open_findings)}{beside}. No finding repeats a personal detail."
    yield (
        "To let a finding stand, copy its record number, column, rule and cell mark into the table accepted of its "
        "workbook, with a reason and initials; it comes back when the cell changes."
    )
    if len(edition.findings) > MOST_LINKS:
        yield f"Excel holds {MOST_LINKS:,} links on a sheet: the findings after them name their cell without a link."


def _rows(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    links = 0
    for one in edition.readable:
        for finding, mark in zip(one.findings, one.cell_marks, strict=True):
            link = _link(one, finding)
            if links == MOST_LINKS and isinstance(link, CellLink):
                link = link.text
            links += isinstance(link, CellLink)
            yield (
                one.file,
                one.icb,
                finding.sheet,
                finding.row,
                number_or_text(finding.record),
                finding.column,
                finding.rule,
                finding.severity.value,
                finding.message,
                finding.fix,
                showable_suggestion(finding.column, finding.suggestion),
                finding.accepted,
                mark,
                link,
                _in_the_score(finding),
            )


def showable_suggestion(columns: str, suggestion: str) -> str:
    """A suggestion as a report may show it: a term or a day; what mends a link would repeat the cell's own text.

    >>> showable_suggestion("Theme 1", "Neglect"), showable_suggestion("Link to report", "https://example.org")
    ('Neglect', '')
    """
    column = COLUMN_BY_HEADER.get(columns)
    return "" if column is not None and column.kind == "link" else suggestion


def _link(one: CheckedReturn, finding: Finding) -> CellLink | str | None:
    """The way to the finding's cell; nothing where the file's name or the sheet's may hold PID."""
    place = one.places.target(finding)
    if not one.source.path or not place:
        return None
    link = CellLink(cell_shown(one.places, finding), one.source.path, place)
    return link if link.url else link.text


def _in_the_score(finding: Finding) -> str:
    if finding.accepted:
        return "no: accepted"
    if finding.is_exempt:
        return "no: closed before the template"
    return "no: advice" if finding.severity is Severity.ADVICE else "yes"
