"""The pages of what changed: added and closed in the month, and each change since the summary before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reports.deck.charts import Drawing, Kind, Look, Series
from reports.deck.edition import DeckEdition
from reports.deck.page import Cell, Table
from reports.deck.pages.months import short_month
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides, say_above
from reports.published_summary import PublishedSummary
from reports.summary_workbook.wording import listed, month_name
from validators.quoting import how_many

__all__ = ["HEADERS", "changes_in_words", "write_changes"]

_TITLE = "What changed"
_MOST_LISTED = 60
_MOST_MONTHS = 12
_FLOW = ("Month", "Added", "Closed in the month")
HEADERS = ("ICB code", "Record no.", "Change", "From", "To")


def write_changes(slides: Slides, edition: DeckEdition) -> None:
    """Sentences above what was added and closed in each month, then the changes, as many as a meeting reads."""
    page = slides.page("changes", _TITLE)
    box = say_above(page, list(changes_in_words(edition.summary)), sizes=(16, 14, 13))
    flow = edition.summary.rows("monthly_flow", *_FLOW)[-_MOST_MONTHS:]
    if flow:
        page.chart(_drawing(flow), box, size=12, name="Added and closed, chart")
    rows = edition.summary.rows("changes", *HEADERS)
    if rows:
        _list_changes(slides, rows)


def _drawing(flow: list[Mapping[str, object]]) -> Drawing:
    series = tuple(
        Series(header, tuple(value if isinstance(value := row[header], int) else None for row in flow), look)
        for header, look in zip(_FLOW[1:], (Look.SOLID, Look.STRIPED), strict=True)
    )
    said = "; ".join(f"{month_name(row['Month'])} {row['Added']} and {row[_FLOW[2]]}" for row in flow)
    months = tuple(short_month(row["Month"]) for row in flow)
    return Drawing(Kind.COLUMNS, months, series, f"Columns of reviews added and closed in each month: {said}.")


def _list_changes(slides: Slides, rows: list[Mapping[str, object]]) -> None:
    written: list[tuple[Cell, ...]] = [tuple(_text(row[header]) for header in HEADERS) for row in rows[:_MOST_LISTED]]
    beyond = f"The first {_MOST_LISTED} of {len(rows):,} changes; all stand in the summary's table changes."
    table = Table(
        headers=("ICB", "Record", "Change", "From", "To"),
        rows=tuple(written),
        shares=(0.8, 0.8, 1.6, 2.2, 2.2),
        alt_text="Each change since the summary before, a row a record.",
    )
    title = f"{_TITLE}, record by record"
    slides.table_pages("changes_table", title, table, lead=[beyond] if len(rows) > _MOST_LISTED else [])


def changes_in_words(summary: PublishedSummary) -> Iterator[str]:
    """How much was added, closed and otherwise changed."""
    flow = summary.rows("monthly_flow", *_FLOW)
    if flow:
        last = flow[-1]
        added, closed = shown(last["Added"]), shown(last[_FLOW[2]])
        yield f"In {month_name(last['Month'])}, by their dates, {added} reviews were added and {closed} were closed."
    rows = summary.rows("changes", *HEADERS)
    kinds = Counter(str(row["Change"]) for row in rows)
    if kinds:
        said = listed([f"{number:,} {kind}" for kind, number in kinds.most_common()])
        yield f"Since the summary before, {how_many(len(rows), 'change')}: {said}."
    else:
        yield (
            "The summary lists no change: either none happened since the summary before, or it was made without "
            "--previous."
        )


def _text(value: object) -> str:
    return "" if value is None else str(value)
