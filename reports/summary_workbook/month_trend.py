"""The sheet Month trend: how the totals moved, and what was added and closed in each month."""

from __future__ import annotations

from reports.published import PublishedTable
from reports.summary_workbook.charts import Size, Titles, added_and_closed, totals_over_time
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.front import months_in_words
from reports.summary_workbook.sheet import SECTION, SummarySheet
from reports.summary_workbook.wording import figures, month_name
from validators.quoting import how_many

__all__ = ["write_month_trend"]

_CHARTS = Size(620, 400)
_CHART_GAP = 16


def write_month_trend(sheet: SummarySheet, edition: Edition) -> None:
    """Write the flow and below it both charts; the totals themselves stand on the sheet Summary."""
    sheet.without_gridlines()
    sheet.widths(20, 12, 14)
    sentences = [
        f"{months_in_words(edition)} The months' totals stand on the sheet Summary.",
        "A review is added on its date added, and closed on its date closed.",
    ]
    if not edition.is_complete:
        sentences.append(f"{edition.missing} So the last month is not joined to those before it.")
    row = begin_sheet(sheet, edition, "Month trend", sentences, naming="dates")
    sheet.say(row, "Added and closed in each month", SECTION)
    flow = sheet.table(edition.table("monthly_flow"), row=row + 1)
    region = edition.consolidation.region
    titles = Titles(f"Total, open and closed reviews at each month's end: {region}", "Month")
    totals = sheet.placed["monthly_totals"]
    chart = totals_over_time(sheet.workbook, totals, titles, _CHARTS, is_last_joined=edition.is_complete)
    below = flow.last_row + 2
    sheet.chart(chart, row=below, column=1, alt_text=months_in_words(edition))
    titles = Titles(f"Reviews added and closed in each month: {region}", "Month")
    chart = added_and_closed(sheet.workbook, flow, titles, _CHARTS)
    beside = _CHARTS.width + _CHART_GAP
    sheet.chart(chart, row=below, column=1, further=beside, alt_text=_flow_in_words(flow.table))


def _flow_in_words(flow: PublishedTable) -> str:
    """What the chart of additions and closings shows."""
    months = [month_name(month) for month in flow.column("Month")]
    said = []
    for header, done in (("Added", "added"), ("Closed in the month", "closed")):
        counts = figures(flow, header)
        most = max(counts)
        peak = f", most in {months[counts.index(most)]} ({most})" if most else ""
        said.append(f"{how_many(sum(counts), 'review')} {done} in {len(months)} months{peak}")
    return f"{'; '.join(said)}."
