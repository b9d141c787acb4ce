"""The sheet Summary: the headline, the last months and the review types, as the published deck lays them out."""

from __future__ import annotations

from collections.abc import Iterator

from reports.behind.leading import Figure
from reports.summary_workbook.charts import Size, Titles, open_and_closed_bars, open_and_closed_by_month
from reports.summary_workbook.column_kinds import UNDERLINE
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, PlacedTable, SummarySheet
from reports.summary_workbook.wording import NUMBER_WORDS, figures, month_name, moved
from validators.quoting import how_many
from workbook_templates.template.looks import DARK_BLUE, Look

__all__ = ["write_front"]

_LINE: Look = {**UNDERLINE, "valign": "vcenter"}
_LABEL: Look = {**_LINE, "bold": True, "indent": 1}
_HEADLINE: Look = {
    **_LINE, "bold": True, "font_size": 14, "font_color": DARK_BLUE, "align": "left", "num_format": "#,##0",
}  # fmt: skip
# With both headlines that few months have it still prints on one page with its charts.
_ROW_HEIGHT = 15.75
_HEADLINE_HEIGHT = 21.75
_CHART_COLUMN = 7
_CHART_WIDTH = 720
_CHART_GAP = 12

OPEN = "Open: from the formal commissioning of the review until it is closed."


def write_front(sheet: SummarySheet, edition: Edition) -> None:
    """Write the headline and both tables beside their charts, then how to read it all."""
    sheet.without_gridlines()
    sheet.rows_of(_ROW_HEIGHT)
    sheet.widths(31, 11, 11, 11, 11, 3)
    top = begin_sheet(sheet, edition, "Safeguarding case reviews", [_counted_from(edition)])
    sheet.say(top, "Headline numbers", SECTION)
    row = _write_headline(sheet, edition, top + 1) + 1

    sheet.say(row, "Reviews at each month's end", SECTION)
    totals = sheet.table(edition.table("monthly_totals"), row=row + 1)
    row = totals.last_row + 2
    sheet.say(row, f"Review types at {edition.up_to}", SECTION)
    types = sheet.table(edition.table("review_types"), row=row + 1)

    _draw(sheet, edition, totals, types, row=top)
    row = types.last_row + 2
    sheet.new_page(row)
    sheet.say(row, "How to read this summary", SECTION)
    sheet.say_all(row + 1, [*_how_to_read(edition), *edition.note[1:]])


def _counted_from(edition: Edition) -> str:
    returned = (
        f"Counted from the returns of {edition.returned}: every figure comes from the records on the sheet Cases."
    )
    return f"{returned} {edition.missing}".rstrip()


def _write_headline(sheet: SummarySheet, edition: Edition, row: int) -> int:
    """Write each number as a formula over the published tables, with its value; return the row below."""
    for label, formula, value, shows in _headline(edition):
        sheet.say(row, label, _LABEL)
        sheet.formula(row, 2, formula, value, _HEADLINE, shows=shows)
        sheet.line(row, 3, 5, _LINE)
        sheet.height(row, _HEADLINE_HEIGHT)
        row += 1
    return row


def _headline(edition: Edition) -> Iterator[tuple[str, str, str | int, Figure | None]]:
    totals = edition.table("monthly_totals")
    labels = {"Total": "Total reviews", "Open": "Open", "Closed": "Closed", "Status not stated": "Status not stated"}
    for header, label in labels.items():
        latest = figures(totals, header)[-1]
        if latest or header != "Status not stated":
            column = f"monthly_totals[{header}]"
            shows = ("monthly_totals", len(totals.rows) - 1, header)
            yield label, f"=INDEX({column},ROWS({column}))", latest, shows
    returned = _words_for('COUNTIF(icb_totals[Return],"counted")')
    expected = _words_for("COUNTA(icb_totals[ICB code])")
    yield "Returns counted from", f'={returned}&" of "&{expected}&" ICBs"', edition.returned, None
    carried = sum(since is not None for since in edition.table("cases").column("Carried from"))
    if carried:
        yield "Reviews carried forward", "=COUNT(cases[Carried from])", carried, None
    yield "Files set aside", '=COUNTIF(sources[Status],"set aside")', len(edition.consolidation.set_aside), None


def _words_for(count: str) -> str:
    """A formula for a count in words below ten, in digits from there."""
    words = ",".join(f'"{word}"' for word in NUMBER_WORDS)
    return f"CHOOSE(MIN({count},{len(NUMBER_WORDS)})+1,{words},{count})"


def _draw(sheet: SummarySheet, edition: Edition, totals: PlacedTable, types: PlacedTable, *, row: int) -> None:
    """Draw both charts beside the tables, from a row to the last row of the tables, one below the other."""
    region = edition.consolidation.region
    room = sheet.pixels(row, types.last_row) - _CHART_GAP
    upper, lower = room * 21 // 50, room - room * 21 // 50
    titles = Titles(f"Reviews at each month's end: {region}", "Month")
    chart = open_and_closed_by_month(sheet.workbook, totals, titles, Size(_CHART_WIDTH, upper))
    sheet.chart(chart, row=row, column=_CHART_COLUMN, alt_text=months_in_words(edition))
    titles = Titles(f"Review types, open and closed, at {edition.up_to}", "Review type")
    chart = open_and_closed_bars(sheet.workbook, types, titles, Size(_CHART_WIDTH, lower))
    alt_text = _types_in_words(edition)
    sheet.chart(chart, row=row, lower=upper + _CHART_GAP, column=_CHART_COLUMN, alt_text=alt_text)


def months_in_words(edition: Edition) -> str:
    """What the months' charts show."""
    table = edition.table("monthly_totals")
    months = table.column("Month")
    first, last = month_name(months[0]), month_name(months[-1])
    total, opened, closed = (figures(table, header) for header in ("Total", "Open", "Closed"))
    return (
        f"Total reviews {moved(total[0], total[-1])} between {first} and {last}; "
        f"open reviews {moved(opened[0], opened[-1])} and closed reviews {moved(closed[0], closed[-1])}."
    )


def _types_in_words(edition: Edition) -> str:
    """What the chart of review types shows."""
    table = edition.table("review_types")
    columns = (figures(table, header) for header in ("Total", "Open", "Closed"))
    counts = list(zip(map(str, table.column("Review type")), *columns, strict=True))
    said = [f"{name} {opened} open and {closed} closed" for name, total, opened, closed in counts if total]
    none = [name for name, total, *_ in counts if not total]
    by_type = f"{how_many(edition.reviews, 'review')} by type: {'; '.join(said)}." if said else "No review is counted."
    return f"{by_type} None: {', '.join(none)}." if said and none else by_type


def _how_to_read(edition: Edition) -> Iterator[str]:
    yield f"{OPEN} {edition.pack.closing_in_words}"
    if edition.pack.contact:
        yield f"Whom to ask: {edition.pack.contact}."
    yield (
        f"The month is a cut-off: a review added after {edition.up_to} is listed on the sheet After month and not "
        "counted, and one that was closed later counts as open."
    )
    yield "A blue figure leads to the records behind it, on the sheet Drill. What must add up stands on Self-check."
    yield (
        "Each earlier month is counted in the same way at its own last day, from the dates that the records hold now, "
        "so it may differ from what was published then: the sheet As published shows both."
    )
