"""The sheet Bridge: from an earlier month's total, step by step, to this month's, as a table and as a waterfall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.bridge import Basis
from reports.published import PublishedTable
from reports.summary_workbook.charts import Size, Titles, waterfall
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, SummarySheet
from reports.summary_workbook.wording import figures, listed, month_name
from validators.quoting import how_many

__all__ = ["write_bridge"]

_CHART_COLUMN = 9
_CHART_WIDTH = 820
# Below the meanings of the steps, where a name fits.
_TYPES_COLUMN = 2
# Three lines of a header.
_HEAD_HEIGHT = 46
_STEPS = ("Step", "Base", "Total", "Added", "Removed")


def write_bridge(sheet: SummarySheet, edition: Edition) -> None:
    """Write the bridge beside its chart, below it the same by ICB and by review type."""
    sheet.without_gridlines()
    sheet.widths(30, 46, *([12] * 10))
    bridge = edition.table("bridge")
    row = begin_sheet(sheet, edition, "Bridge", _sentences(edition))
    sheet.say(row, "From month to month", SECTION)
    placed = sheet.table(bridge, row=row + 1)
    sheet.say(placed.last_row + 2, "What the chart shows", SECTION)
    steps = sheet.table(_drawn(bridge), row=placed.last_row + 3)
    _draw(sheet, edition, row=row, last_row=steps.last_row)
    below = steps.last_row + 2
    sheet.new_page(below)
    sheet.say(below, "Totals by ICB", SECTION)
    by_icb = sheet.table(edition.table("bridge_by_icb"), row=below + 1)
    sheet.height(by_icb.row, _HEAD_HEIGHT)
    below = by_icb.last_row + 2
    sheet.say(below, "Totals by review type", SECTION, column=_TYPES_COLUMN)
    by_type = sheet.table(edition.table("bridge_by_type"), row=below + 1, column=_TYPES_COLUMN)
    sheet.height(by_type.row, _HEAD_HEIGHT)


def _draw(sheet: SummarySheet, edition: Edition, *, row: int, last_row: int) -> None:
    steps = sheet.placed["bridge_chart"]
    lowest = _lowest(steps.table)
    since, month = str(steps.table.rows[0][0]), str(steps.table.rows[-1][0])
    said = "Number of reviews" if not lowest else f"Number of reviews (the axis begins at {lowest:,})"
    titles = Titles(f"From {since} to {month}: {edition.consolidation.region}", "Step", said)
    size = Size(_CHART_WIDTH, max(sheet.pixels(row, last_row), 320))
    chart = waterfall(sheet.workbook, steps, titles, size, lowest=lowest)
    sheet.chart(chart, row=row, column=_CHART_COLUMN, alt_text=_in_words(steps.table))


def _sentences(edition: Edition) -> Iterator[str]:
    bridge = edition.consolidation.compared.bridge
    since = month_name(bridge.since)
    yield f"What took the figures of {since} to those of {month_name(bridge.month)}; the steps add up exactly."
    if bridge.basis is Basis.PUBLISHED:
        yield f"{since} is taken as it was published, record by record."
    else:
        yield (
            f"{since} is taken from the dates that the records hold now, because no summary published for it is known: "
            "what was added late, removed, reopened or changed since cannot be seen."
        )
    yield (
        "Records: how many a step concerns. A review that changed its type or its ICB counts once before and once "
        "after, so it moves no total of the region. A review that was closed moves from open to closed."
    )


def _drawn(bridge: PublishedTable) -> PublishedTable:
    """Both months, and between them each step that moves the total, on what is there before it."""
    first, *steps, last = zip(map(str, bridge.column("Step")), figures(bridge, "Total"), strict=True)
    rows: list[tuple[object, ...]] = [(first[0], 0, first[1], 0, 0)]
    reached = first[1]
    for step, moved in steps:
        if moved:
            rows.append((step, min(reached, reached + moved), 0, max(moved, 0), max(-moved, 0)))
            reached += moved
    return PublishedTable("bridge_chart", _STEPS, (*rows, (last[0], 0, last[1], 0, 0)))


def _lowest(steps: PublishedTable) -> int:
    """Where the axis begins: at 0, but where the steps are small beside the totals, a little below the smallest."""
    tops = [base + total for base, total in zip(figures(steps, "Base"), figures(steps, "Total"), strict=True)]
    heights = [
        sum(figures(PublishedTable("", steps.headers, (row,)), header)[0] for header in _STEPS[1:])
        for row in steps.rows
    ]
    span = max(heights) - min(tops)
    step = _rounded(span)
    return max((min(tops) - span) // step * step, 0) if 4 * span < max(heights) else 0


def _rounded(span: int) -> int:
    """A round number near a span: 1, 2, 5, 10, 20, 50, and so on."""
    ten = 1
    while ten * 10 <= span:
        ten *= 10
    return max(factor * ten for factor in (1, 2, 5) if factor * ten <= max(span, 1))


def _in_words(steps: PublishedTable) -> str:
    """What the chart shows."""
    first, *between, last = steps.rows
    return f"{first[0]}: {how_many(int(str(first[2])), 'review')}; {_moves(between)}; {last[0]}: {last[2]}."


def _moves(rows: Sequence[Sequence[object]]) -> str:
    said = [f"{str(step).lower()} {'+' if added else '-'}{added or removed}" for step, _, _, added, removed in rows]
    return listed(said) or "no step moves the total"
