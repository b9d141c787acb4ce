"""The sheet By initials: an ICB's own reviews by who is responsible for them; made only where somebody asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reports.check_report import tables
from reports.check_report.checked import CheckedReturn
from reports.check_report.edition import Edition
from reports.check_report.sheet import Cell, Column, Kind, ReportSheet, ReportTable
from validators.findings import Severity
from validators.quoting import how_many
from validators.when import NOT_STATED

__all__ = ["BY_INITIALS_SHEET", "write_initials"]

BY_INITIALS_SHEET = "By initials"

_NONE = "none given"
_NOT_INITIALS = "not initials"
_COLUMNS = (
    Column("Initials", width=16),
    Column("Reviews", Kind.COUNT, 12),
    Column("Open", Kind.COUNT, 12),
    Column("Closed", Kind.COUNT, 12),
    Column(NOT_STATED, Kind.COUNT, 12),
    Column("Errors", Kind.COUNT, 12),
    Column("Warnings", Kind.COUNT, 12),
)


def write_initials(sheet: ReportSheet, edition: Edition) -> None:
    """Write a row for each professional, most reviews first, then those without initials."""
    rows = [*_rows(edition.readable)]
    row = sheet.begin("Reviews by the initials of the designated professional", _sentences(edition))
    sheet.listing(ReportTable(tables.INITIALS, _COLUMNS, rows), row=row)


def _sentences(edition: Edition) -> Iterator[str]:
    records = sum(len(one.records) for one in edition.readable)
    yield f"{how_many(records, 'review')}; one with two professionals counts for each of them."
    yield "For the ICB alone, to share out the work: it is in no regional summary and goes to nobody outside the ICB."


def _rows(returns: Sequence[CheckedReturn]) -> Iterator[tuple[Cell, ...]]:
    found: dict[str, Counter[str]] = {}
    for one in returns:
        counts = Counter((each.row, each.severity) for each in one.findings if not each.accepted)
        for record in one.records:
            for initials in record.initials or ((_NOT_INITIALS,) if record.has_professional else (_NONE,)):
                own = found.setdefault(initials, Counter())
                own.update(["Reviews", record.status])
                own["Errors"] += counts[record.row, Severity.ERROR]
                own["Warnings"] += counts[record.row, Severity.WARNING]
    last = (_NONE, _NOT_INITIALS)
    for initials in sorted(found, key=lambda each: (each in last, -found[each]["Reviews"], each)):
        yield (initials, *(found[initials][column.header] for column in _COLUMNS[1:]))
