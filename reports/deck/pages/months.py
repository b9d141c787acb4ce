"""The page of months: total, open and closed at each month's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.deck.charts import Drawing, Kind, Look, Series
from reports.deck.edition import Count, DeckEdition, as_number, counts
from reports.deck.page import Cell, Table
from reports.deck.slides import Slides, say_above
from reports.summary_workbook.wording import month_name, moved
from validators.quoting import month_in_words

__all__ = ["short_month", "write_months"]

_MOST_COLUMNS = 12
_MOST_BESIDE = 12
_MOST_LARGE = 8
_TITLE = "Reviews at each month's end"


def write_months(slides: Slides, edition: DeckEdition) -> None:
    """Draw the months as columns where they are few and as lines where they are many; every figure in a table."""
    table = edition.summary.tables["monthly_totals"]
    months = [month_name(month) for month in table.column("Month")]
    figures = {header: counts(table, header) for header in _headers(edition)}
    page = slides.page("months", _TITLE)
    box = say_above(page, [_in_words(months, figures)])
    listed = _table(edition, figures)
    if len(months) <= _MOST_BESIDE:
        beside, box = box.left_part(0.38, gap=page.emu(14))
        page.table(listed, beside, size=13 if len(months) <= _MOST_LARGE else 12, name="Months")
    page.chart(_drawing(table.column("Month"), figures), box, size=12, name="Months, chart")
    if len(months) > _MOST_BESIDE:
        slides.table_pages("months_table", f"{_TITLE}: the figures", listed)


def _headers(edition: DeckEdition) -> list[str]:
    table = edition.summary.tables["monthly_totals"]
    neither = "Status not stated"
    has_neither = neither in table.headers and any(map(as_number, counts(table, neither)))
    return ["Total", "Open", "Closed", *([neither] if has_neither else [])]


def _in_words(months: Sequence[str], figures: dict[str, list[Count]]) -> str:
    said = []
    for header in ("Total", "Open", "Closed"):
        first, last = figures[header][0], figures[header][-1]
        if isinstance(first, int) and isinstance(last, int):
            said.append(f"{header.lower()} {moved(first, last)}")
    return f"From {months[0]} to {months[-1]}: {', '.join(said)}." if said else f"{months[0]} to {months[-1]}."


def _table(edition: DeckEdition, figures: dict[str, list[Count]]) -> Table:
    months = [month_name(month) for month in edition.summary.tables["monthly_totals"].column("Month")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(months, *figures.values(), strict=True))
    return Table(
        headers=("Month", *figures),
        rows=rows,
        shares=(2.2, *(1.0 for _ in figures)),
        alt_text=f"Reviews at the end of {len(months)} months, a row a month: {', '.join(figures).lower()}.",
    )


def _drawing(days: Sequence[object], figures: dict[str, list[Count]]) -> Drawing:
    looks = {"Open": Look.SOLID, "Closed": Look.STRIPED, "Status not stated": Look.DOTTED}
    is_many = len(days) > _MOST_COLUMNS
    shown = ["Total", "Closed", "Open"] if is_many else [header for header in figures if header != "Total"]
    marks = [_marks([figures[header][place] for header in shown]) for place in range(len(days))]
    # A column without one of its parts would be taken for the whole.
    drawn = [is_many or not mark for mark in marks]
    series = tuple(
        Series(header, tuple(value if isinstance(value, int) and whole else None
                             for value, whole in zip(figures[header], drawn, strict=True)),
               looks.get(header, Look.SOLID))
        for header in shown
    )  # fmt: skip
    words = ", ".join(f"{header.lower()} {figures[header][-1]}" for header in figures)
    return Drawing(
        kind=Kind.LINES if is_many else Kind.STACKED_COLUMNS,
        categories=tuple(f"{short_month(day)} {mark}".rstrip() for day, mark in zip(days, marks, strict=True)),
        series=series,
        alt_text=f"Chart of the reviews at each month's end. In the last month: {words}.",
    )


def _marks(values: Sequence[Count]) -> str:
    """The marks that stand for counts which are not shown."""
    return " ".join(dict.fromkeys(value for value in values if isinstance(value, str)))


def short_month(day: object) -> str:
    """A month as an axis shows it."""
    return f"{month_in_words(day)[:3]} {day.year}" if isinstance(day, date) else str(day or "")
