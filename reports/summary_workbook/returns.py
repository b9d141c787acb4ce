"""The sheet Returns: who was expected, who has returned and when, and how complete each month was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.months import in_words
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, SummarySheet
from reports.summary_workbook.wording import listed
from reports.unheard import RETURNS_BY_MONTH, RETURNS_EXPECTED, ReturnState
from validators.working_days import working_day_after
from workbook_templates.template.looks import FLAG

__all__ = ["write_returns"]


def write_returns(sheet: SummarySheet, edition: Edition) -> None:
    """Write what was expected, marked where it is missing, and below it the months."""
    sheet.without_gridlines()
    sheet.widths(14, 46, 15, 17, 30, 16, 10, 13, 11, 9, 12, 9, 60)
    row = begin_sheet(sheet, edition, "Returns", _sentences(edition), naming="ICB")
    sheet.say(row, f"Returns expected for {edition.consolidation.month:%B %Y}", SECTION)
    placed = sheet.table(edition.table(RETURNS_EXPECTED), row=row + 1)
    area = placed.area("Return")
    first = area.partition(":")[0]
    sheet.flag_where(area, f'={first}<>"{ReturnState.COUNTED.value}"', FLAG)
    row = placed.last_row + 2
    sheet.say(row, "How complete each month was when it was published", SECTION)
    sheet.table(edition.table(RETURNS_BY_MONTH), row=row + 1)


def _sentences(edition: Edition) -> Iterator[str]:
    yield f"Returns are counted from {edition.returned}. {edition.missing}".rstrip()
    yield (
        "Expected is every ICB of the region that stands in the month, in the parts that the "
        "region lists for it or, where it lists none, in which it returned last. Saved "
        "on is the day on which the workbook says it was saved."
    )
    yield from _due(edition)
    carried = [month for month in edition.table("cases").column("Carried from") if month is not None]
    if carried:
        yield (
            f"{len(carried):,} records are carried forward from an earlier month, because no return has come since: "
            "the column Carried from of the sheet Cases names the month of each."
        )


def _due(edition: Edition) -> Iterator[str]:
    """By when the region asks for returns, and which were saved later."""
    if edition.pack.return_by is None:
        return
    due = working_day_after(edition.consolidation.month, edition.pack.return_by)
    table = edition.table(RETURNS_EXPECTED)
    saved = zip(map(str, table.column("ICB code")), table.column("Saved on"), strict=True)
    late = sorted({code for code, day in saved if isinstance(day, date) and day > due})
    yield f"Returns are due by {in_words(due)}." + (f" Saved later: {listed(late)}." if late else "")
