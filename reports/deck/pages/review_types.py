"""The page of review types: open and closed for each, the most frequent first."""

from __future__ import annotations

from reports.deck.charts import Drawing, Kind, Look, Series
from reports.deck.edition import DeckEdition, as_number, counts
from reports.deck.slides import Slides, say_above
from reports.summary_workbook.wording import listed

__all__ = ["write_review_types"]


def write_review_types(slides: Slides, edition: DeckEdition) -> None:
    """Draw `review_types`: bars by total, zeros too."""
    table = edition.summary.tables["review_types"]
    names = [str(name) for name in table.column("Review type")]
    columns = [counts(table, header) for header in ("Total", "Open", "Closed")]
    rows = sorted(zip(names, *columns, strict=True), key=lambda row: -as_number(row[1]))
    page = slides.page("review_types", "Review types, open and closed")
    said = [f"{name} {opened} open and {closed} closed" for name, total, opened, closed in rows if total]
    none = [name for name, total, *_ in rows if not total]
    never = f" None: {listed(none)}." if none else ""
    words = f"{'; '.join(said) or 'no review is counted'}.{never}"
    drawing = Drawing(
        kind=Kind.BARS,
        categories=tuple(_marked(name, opened, closed) for name, _, opened, closed in rows),
        series=(
            Series("Open", tuple(value if isinstance(value, int) else None for _, _, value, _ in rows)),
            Series("Closed", tuple(value if isinstance(value, int) else None for *_, value in rows), Look.STRIPED),
        ),
        alt_text=f"Bars of open and closed reviews by type: {words}",
    )
    box = say_above(page, ["The type with most reviews stands on top. A converted review began as a rapid review."])
    page.chart(drawing, box, size=12, name="Review types, chart")


def _marked(name: str, *values: object) -> str:
    """A category with the marks that stand for its counts, where there are any."""
    marks = dict.fromkeys(value for value in values if isinstance(value, str))
    return f"{name} {' '.join(marks)}" if marks else name
