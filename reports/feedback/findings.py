"""The sheet Findings: what is to be put right, record by record, with the way into the ICB's own return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from reports.check_report.places import cell_shown
from reports.check_report.sheet import MOST_LINKS, Cell, CellLink, Column, Kind, ReportSheet, ReportTable
from reports.check_report.wording import tally
from reports.feedback.told import Feedback, ReturnTold
from reports.receiving import number_or_text
from validators.findings import Finding
from validators.quoting import how_many

__all__ = ["FINDINGS", "write_findings"]

FINDINGS = "feedback_findings"
_WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})

_COLUMNS = (
    Column("Record no.", Kind.NUMBER, 10),
    Column("Row", Kind.NUMBER, 7),
    Column("Column", width=22),
    Column("Severity", width=10),
    Column("What is wrong", width=60),
    Column("What to do", width=52),
    Column("Rule", width=7),
    Column("Link", Kind.LINK, 13),
    Column("Sheet", width=10),
    Column("Return", width=26),
)


def write_findings(sheet: ReportSheet, feedback: Feedback) -> None:
    """Write a row for each open finding; those of the workbook as a whole come first, then record by record."""
    row = sheet.begin("What to put right", _sentences(feedback))
    sheet.listing(ReportTable(FINDINGS, _COLUMNS, [*_rows(feedback)]), row=row)


def _sentences(feedback: Feedback) -> Iterator[str]:
    beside = f" {how_many(feedback.accepted, 'finding')} that you let stand: not listed." if feedback.accepted else ""
    yield f"{tally(feedback.tally)}.{beside} No finding repeats a personal detail."
    yield "A link leads to the cell where this workbook lies in the same folder as your return, under its own name."


def _rows(feedback: Feedback) -> Iterator[tuple[Cell, ...]]:
    links = 0
    for one, finding in feedback.open_findings:
        link = _link(one, finding)
        if links == MOST_LINKS and isinstance(link, CellLink):
            link = link.text
        links += isinstance(link, CellLink)
        place = (number_or_text(finding.record), finding.row, finding.column, finding.severity.value)
        yield (*place, finding.message, finding.fix, finding.rule, link, finding.sheet, one.file)


def _link(one: ReturnTold, finding: Finding) -> CellLink | str | None:
    """The way to the cell; a return whose name is withheld, or that came out of a summary, has none."""
    name = PurePath(one.file)
    place = one.places.target(finding)
    if name.suffix.lower() not in _WORKBOOK_ENDINGS or not place:
        return None
    link = CellLink(cell_shown(one.places, finding), name.name, place)
    return link if link.url else link.text
