"""Build the summary workbook: every sheet in its place, the same bytes from the same month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from reports.consolidation import Consolidation
from reports.previous import SUMMARY_PROPERTY
from reports.published_summary import AUDIENCE_PROPERTY
from reports.summary_workbook.as_published import write_as_published
from reports.summary_workbook.bridge import write_bridge
from reports.summary_workbook.edition import Edition
from reports.summary_workbook.front import write_front
from reports.summary_workbook.further_counts import write_further_counts
from reports.summary_workbook.icbs import write_icbs
from reports.summary_workbook.leading import lead_to_records
from reports.summary_workbook.listings import LISTINGS, write_listing
from reports.summary_workbook.long_workbook import LongWorkbook
from reports.summary_workbook.mentions import LEARNING, THEMES, write_mentions
from reports.summary_workbook.month_trend import write_month_trend
from reports.summary_workbook.quality import write_quality
from reports.summary_workbook.rapid_reviews import write_rapid_reviews
from reports.summary_workbook.reconciliation import write_reconciliation
from reports.summary_workbook.returns import write_returns
from reports.summary_workbook.sheet import PlacedTable, SummarySheet
from reports.summary_workbook.theme_views import write_detail, write_theme_groups, write_theme_learning
from reports.summary_workbook.timeliness import write_timeliness
from workbook_templates.template.looks import BLUE, MID_GREY, Looks
from workbook_templates.template.new_workbook import describe, new_workbook

__all__ = ["SHEETS", "SUMMARY_PROPERTY", "summary_bytes"]

_PUBLISHED: Mapping[str, Callable[[SummarySheet, Edition], None]] = {
    "Summary": write_front,
    "Themes": partial(write_mentions, subject=THEMES),
    "Learning": partial(write_mentions, subject=LEARNING),
    "Month trend": write_month_trend,
    "ICBs": write_icbs,
    "Returns": write_returns,
    "Reconciliation": write_reconciliation,
    "Bridge": write_bridge,
    "As published": write_as_published,
    "Rapid reviews": write_rapid_reviews,
    "Timeliness": write_timeliness,
    "Further counts": write_further_counts,
    "Theme groups": write_theme_groups,
    "Theme detail": partial(write_detail, subject=THEMES),
    "Learning detail": partial(write_detail, subject=LEARNING),
    "Themes with learning": write_theme_learning,
    "Quality": write_quality,
}
SHEETS = (*_PUBLISHED, *(listing.sheet for listing in LISTINGS))
"""The sheets in order: what is published, then what stands behind it."""


def summary_bytes(
    consolidation: Consolidation,
    *,
    note: Sequence[str] = (),
    beside: Mapping[str, str] | None = None,
    audience: str = "",
    told: Callable[[int, int], object] | None = None,
) -> bytes:
    """Build the summary workbook of a region's month and return the content of its file.

    Args:
        consolidation: the month.
        note: what a reader must know of the whole file, for example that it is a made-up example. Every line stands
            on the sheet Summary, the first on every sheet, and a line also on the sheets whose subject it names.
        beside: table to what its sheet says instead of it, for long tables that are left out of the workbook.
        audience: for whom it is, as its property says; empty for the region itself.
        told: is told, while the long listings are written, how many of their rows are, and how many there are.

    Returns:
        An xlsx file; equal input gives equal bytes.
    """
    content = BytesIO()
    workbook = new_workbook(content, kind=LongWorkbook)
    workbook.tell(told)
    looks = Looks(workbook)
    edition = Edition(consolidation, tuple(note), beside or {})
    placed: dict[str, PlacedTable] = {}
    sheets = {name: SummarySheet(workbook, name, looks, placed) for name in SHEETS}
    for name, write in _PUBLISHED.items():
        write(sheets[name], edition)
    for listing in LISTINGS:
        write_listing(sheets[listing.sheet], edition, listing)
    lead_to_records(sheets, placed)
    for name, sheet in sheets.items():
        sheet.tab(BLUE if name in _PUBLISHED else MID_GREY)
    _describe(workbook, edition, audience)
    workbook.close()
    return content.getvalue()


def _describe(workbook: Any, edition: Edition, audience: str) -> None:
    """Set the document's title and date, and the month by which readers know it."""
    month = edition.consolidation.month
    describe(
        workbook,
        title=edition.title,
        subject="S-CRT regional summary",
        day=month,
        marks={SUMMARY_PROPERTY: f"{month:%Y-%m}", **({AUDIENCE_PROPERTY: audience} if audience else {})},
        notes=edition.note,
    )
