"""The sheet As published: what was said of each month when it was published, beside what the records say now."""

from __future__ import annotations

from collections.abc import Iterator

from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, SummarySheet
from reports.summary_workbook.wording import figures, listed, month_name
from validators.quoting import how_many

__all__ = ["write_as_published"]

# Three lines of a header.
_HEAD_HEIGHT = 46


def write_as_published(sheet: SummarySheet, edition: Edition) -> None:
    """Write both figures of each month and their difference, then what explains it."""
    sheet.without_gridlines()
    sheet.widths(18, 32, *([11] * 11))
    row = begin_sheet(sheet, edition, "As published", _sentences(edition))
    sheet.say(row, "As published and as the records say now", SECTION)
    placed = sheet.table(edition.table("as_published"), row=row + 1)
    sheet.height(placed.row, _HEAD_HEIGHT)
    row = placed.last_row + 2
    sheet.say(row, "What explains each difference, record by record", SECTION)
    sheet.table(edition.table("restated"), row=row + 1)


def _sentences(edition: Edition) -> Iterator[str]:
    table = edition.table("as_published")
    earlier = [month_name(month) for month in table.column("Month")][:-1]
    yield (
        "Published: what the summary of that month said. Now: what this month's records say of it by their dates. "
        "Difference: now minus published."
    )
    if not earlier:
        yield "No earlier month is known: give last month's summary with --previous, and each month is carried forward."
        return
    differ = [
        name
        for name, *moved in zip(
            earlier, *(figures(table, f"Difference {of}") for of in ("total", "open", "closed")), strict=False
        )
        if any(moved)
    ]
    known = f"Published figures are known of {how_many(len(earlier), 'earlier month')}."
    yield f"{known} {f'They differ now for {listed(differ)}.' if differ else 'None of them differs now.'}"
