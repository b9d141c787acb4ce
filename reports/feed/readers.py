"""A summary as those may see it for whom a feed is: an ICB its own part, readers outside the NHS no small numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from reports.disclosure import controlled
from reports.one_icb import summary_of_icb
from reports.published import PublishedTable
from reports.published_summary import INTERNAL as INTERNAL_PAGES
from reports.published_summary import PublishedSummary
from validators.messages import feed as messages
from workbook_templates.faults import FileFault

__all__ = ["summary_for"]

EXTERNAL, ICB, INTERNAL = "external", "icb", "internal"


def _usual_control(summary: PublishedSummary) -> Mapping[str, PublishedTable]:
    return controlled(summary.tables, month=summary.month).tables


def summary_for(
    summary: PublishedSummary,
    audience: str,
    *,
    icb: str = "",
    outside: Callable[[PublishedSummary], Mapping[str, PublishedTable]] = _usual_control,
) -> PublishedSummary:
    """What a feed is made from.

    Args:
        summary: as it was read; one that was made for some readers already stays as it is for them.
        audience: external, icb or internal.
        icb: code of the ICB whose feed it is.
        outside: gives the tables as they may leave the NHS; counts from 1 to 5 hidden if left out.

    Raises:
        FileFault: the summary was made for readers who see less, its figures do not add up, or it has not this ICB.
    """
    if summary.is_external and audience != EXTERNAL:
        raise FileFault(messages.WIDER())
    if summary.is_external:
        return summary
    if summary.audience != INTERNAL_PAGES and (audience != ICB or summary.audience != f"For {icb}"):
        raise FileFault(messages.OF_ONE_ICB())
    if audience == ICB:
        return summary_of_icb(summary, icb)
    if audience == INTERNAL:
        return summary
    return replace(summary, tables=outside(summary))
