"""The sheet Timeliness: how long open reviews have been open, and which are past what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from reports.figures.expected_times import expected_times
from reports.summary_workbook.breakdown import LABELS, Section, write_sections
from reports.summary_workbook.charts import Size, Titles, height_of_bars, within_and_past_bars
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SummarySheet
from reports.summary_workbook.wording import figures
from validators.quoting import how_many

__all__ = ["write_timeliness"]

_CHART_WIDTH = 1000
_NO_ERROR = "Past expected is no error: a review may take longer for good reasons. It says where to ask."
_NOT_JUDGED = (
    "Not judged: the date that the time is counted from is empty or after the month, or no expected time is known for "
    "the type. Days open are calendar days since that date."
)


def write_timeliness(sheet: SummarySheet, edition: Edition) -> None:
    """Write what is expected, the three tables, and the chart of the first below them."""
    sheet.without_gridlines()
    sheet.widths(*LABELS, *([13] * 7))
    row = begin_sheet(sheet, edition, "Timeliness", _in_words(edition), naming="dates")
    sections = (
        Section(
            "What is expected, and where that is said", "", tuple(one.in_words for one in expected_times().values())
        ),
        Section(f"Open reviews at {edition.up_to} by type", "open_by_type", (_NO_ERROR, _NOT_JUDGED)),
        Section("By ICB", "open_by_icb"),
        Section("By stage", "open_by_stage", page=True),
    )
    by_type, _, by_stage = write_sections(sheet, edition, sections, row=row)
    titles = Titles(f"Open reviews within and past their expected time at {edition.up_to}", "Review type")
    size = Size(_CHART_WIDTH, height_of_bars(len(by_type.table.rows)))
    chart = within_and_past_bars(sheet.workbook, by_type, titles, size)
    sheet.chart(chart, row=by_stage.last_row + 2, column=1, alt_text=_chart_in_words(edition))


def _in_words(edition: Edition) -> Iterator[str]:
    table = edition.table("open_by_type")
    opened, within, late, unjudged = (
        sum(figures(table, header)) for header in ("Open", "Within expected", "Past expected", "Not judged")
    )
    yield (
        f"{how_many(opened, 'open review')}: {within:,} within their expected time, {late:,} past it, "
        f"{unjudged:,} not judged."
    )


def _chart_in_words(edition: Edition) -> str:
    table = edition.table("open_by_type")
    columns = (figures(table, header) for header in ("Open", "Within expected", "Past expected", "Not judged"))
    said = [
        f"{name} {within} within, {late} past, {unjudged} not judged"
        for name, opened, within, late, unjudged in zip(table.column("Review type"), *columns, strict=True)
        if opened
    ]
    return f"Open reviews by type: {'; '.join(said)}." if said else "No review is open."
