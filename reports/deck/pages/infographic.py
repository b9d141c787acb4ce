"""One ICB's month on a single page: how many reviews, of which types, with which themes and what learning."""

from __future__ import annotations

from reports.deck.boxes import Box
from reports.deck.charts import Drawing, Kind, Look, Series
from reports.deck.edition import DeckEdition, as_number
from reports.deck.page import Page, Tile
from reports.deck.pages.mentions import draw_leading
from reports.deck.pages.months import short_month
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides
from reports.summary_workbook.mentions import LEARNING, THEMES
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY

__all__ = ["write_infographic"]

_TILES = (("Total", "Reviews", DARK_BLUE), ("Open", "Open", BLUE), ("Closed", "Closed", DARK_GREY))
_MOST_MONTHS = 6


def write_infographic(slides: Slides, edition: DeckEdition) -> None:
    """Three tiles above four small charts."""
    summary = edition.summary
    page = slides.page("infographic", f"{edition.subject}: at a glance")
    latest = summary.rows("monthly_totals")[-1]
    top, below = page.body.top_part(int(page.body.height * 0.2), gap=page.emu(10))
    page.tiles([Tile(shown(latest[header]), label, colour=colour) for header, label, colour in _TILES], top, columns=3)
    upper, lower = below.rows(2, gap=page.emu(6))
    gap = page.emu(14)
    months, types = upper.columns(2, gap=gap)
    themes, learning = lower.columns(2, gap=gap)
    _draw_months(page, edition, months)
    _draw_types(page, edition, types)
    draw_leading(page, themes, summary, THEMES)
    draw_leading(page, learning, summary, LEARNING)


def _draw_months(page: Page, edition: DeckEdition, box: Box) -> None:
    rows = edition.summary.rows("monthly_totals")[-_MOST_MONTHS:]
    series = tuple(
        Series(header, tuple(value if isinstance(value := row[header], int) else None for row in rows), look)
        for header, look in (("Open", Look.SOLID), ("Closed", Look.STRIPED))
    )
    said = "; ".join(f"{short_month(row['Month'])} {row['Open']} open and {row['Closed']} closed" for row in rows)
    months = tuple(short_month(row["Month"]) for row in rows)
    drawing = Drawing(Kind.STACKED_COLUMNS, months, series, f"Open and closed reviews at each month's end: {said}.")
    page.chart(drawing, page.headed(box, "At each month's end"), size=10.5, name="Months, chart")


def _draw_types(page: Page, edition: DeckEdition, box: Box) -> None:
    rows = sorted(edition.summary.rows("review_types"), key=lambda row: -as_number_of(row["Total"]))
    held = [row for row in rows if row["Total"]]
    below = page.headed(box, "Types of review")
    if not held:
        page.say(["No review is held."], below, name="Types, none", sizes=(12, 11))
        return
    counts = tuple(value if isinstance(value := row["Total"], int) else None for row in held)
    names = tuple(str(row["Review type"]) for row in held)
    said = "; ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True))
    drawing = Drawing(Kind.BARS, names, (Series("Reviews", counts),), f"Reviews by type: {said}.")
    page.chart(drawing, below, size=10.5, name="Types, chart")


def as_number_of(value: object) -> int:
    """A count to sort by."""
    return as_number(value if isinstance(value, int) else None)
