"""The sheet ICBs: total, open and closed by integrated care board, and who has not returned."""

from __future__ import annotations

from collections.abc import Iterator

from reports.months import in_words
from reports.summary_workbook.charts import Size, Titles, height_of_bars, open_and_closed_bars
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, PlacedTable, SummarySheet
from reports.summary_workbook.wording import figures, listed
from validators.quoting import how_many
from validators.vocabularies.organisations import icb_held_on

__all__ = ["write_icbs"]

_CHART_WIDTH = 1000


def write_icbs(sheet: SummarySheet, edition: Edition) -> None:
    """Write the table and its chart below it, because the names of ICBs are long."""
    sheet.without_gridlines()
    sheet.widths(12, 54, 17, 12, 12, 12, 24)
    said = f"Returns are counted from {edition.returned}. {edition.missing}".rstrip()
    counted = "A review counts for the ICB whose return it is in."
    row = begin_sheet(sheet, edition, "ICBs", [said, counted], naming="ICB")
    sheet.say(row, f"Reviews by ICB at {edition.up_to}", SECTION)
    placed = sheet.table(edition.table("icb_totals"), row=row + 1)
    titles = Titles(f"Open and closed reviews by ICB at {edition.up_to}", "ICB")
    size = Size(_CHART_WIDTH, height_of_bars(len(placed.table.rows)))
    chart = open_and_closed_bars(sheet.workbook, placed, titles, size)
    sheet.chart(chart, row=placed.last_row + 2, column=1, alt_text=". ".join(_in_words(placed)) + ".")
    below = placed.last_row + 3 + -(-size.height // sheet.pixels(1_000, 1_000))
    sheet.new_page(below)
    sheet.say(below, "Personal details withheld from the records of this summary", SECTION)
    withheld = sheet.table(edition.table("withheld"), row=below + 1)
    below = withheld.last_row + 2
    sheet.say(below, "Reviews by ICB at each month's end", SECTION)
    row = sheet.say_all(below + 1, _of_the_trend(edition))
    sheet.table(edition.table("icb_trend"), row=row)


def _of_the_trend(edition: Edition) -> Iterator[str]:
    yield (
        "Every other table by ICB, on this and the other sheets, counts by the ICBs whose returns hold the records in "
        f"{edition.consolidation.month:%B %Y}; only the table below goes across a change of ICBs."
    )
    day = edition.consolidation.current_on
    if day is None:
        yield "Each month is shown by the ICBs that stood at its end, with the reviews that were theirs then."
        return
    yield f"Every month is shown by the ICBs of {in_words(day)}, whichever stood then."
    table = edition.table("icb_trend")
    codes = zip(map(str, table.column("ICB code")), figures(table, "Total"), strict=True)
    divided = sorted({code for code, total in codes if total and not icb_held_on(code, day)})
    if divided:
        yield f"{listed(divided)}: divided since, so that no code tells which ICB has each review now."


def _in_words(placed: PlacedTable) -> Iterator[str]:
    table = placed.table
    counts = (figures(table, header) for header in ("Total", "Open", "Closed"))
    for name, total, opened, closed in zip(table.column("ICB"), *counts, strict=True):
        yield f"{name}: {how_many(total, 'review')}, {opened} open and {closed} closed"
