"""One ICB's own summary: its records counted like the region's, from a regional summary or from its return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reports.choosing import Choice
from reports.consolidation import consolidate
from reports.counted_reviews import COUNTED_FOR, review_of
from reports.figures.breakdowns import breakdowns
from reports.figures.cases import cases_frame
from reports.figures.month_tables import month_tables
from reports.published import PublishedTable
from reports.published_summary import INTERNAL, PublishedSummary
from reports.receiving import Received, Record
from validators.messages import summaries as messages
from validators.quoting import one_of
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import region_of
from workbook_templates.faults import FileFault

__all__ = ["return_as_summary", "summary_of_icb"]

_CODE = "ICB code"


def return_as_summary(received: Received, *, asked: str = "") -> PublishedSummary:
    """A return's own month, counted as a region counts it.

    Args:
        received: the return.
        asked: code of the ICB that was asked for; empty where none was.

    Raises:
        FileFault: it cannot be counted, for example because it does not say of which ICB or month it is, or it is
            another ICB's.
    """
    heading = received.heading
    if received.refusal:
        raise FileFault(received.refusal)
    if heading.your_icb is None or heading.month is None:
        missing = "ICB" if heading.your_icb is None else "reporting month"
        raise FileFault(messages.RETURN_LACKS(missing=missing))
    if asked and asked != heading.your_icb:
        raise FileFault(messages.RETURN_OF_ANOTHER(your_icb=heading.your_icb, asked=asked))
    choice = Choice(month=heading.month, region=region_of(heading.your_icb))
    consolidation = consolidate([received], choice=choice)
    regional = PublishedSummary(
        month=heading.month, region=choice.region, audience=INTERNAL, note=(), tables=consolidation.tables
    )
    return summary_of_icb(regional, heading.your_icb)


def summary_of_icb(summary: PublishedSummary, code: str) -> PublishedSummary:
    """What a regional summary holds of one ICB: its records' figures, and its rows of every table that names ICBs.

    Args:
        summary: the region's.
        code: of the ICB.

    Returns:
        A summary whose region is the ICB's name.

    Raises:
        FileFault: the summary does not list this ICB, holds no records, or its records do not add up to its totals.
    """
    cases = summary.table("cases", COUNTED_FOR)
    totals = [row for row in summary.rows("icb_totals", _CODE, "Total", "Open", "Closed") if row[_CODE] == code]
    if cases is None:
        raise FileFault(messages.NO_RECORDS_OF_ICB())
    if not totals:
        # A cell that somebody typed over is not repeated.
        listed = [str(row[_CODE]) for row in summary.rows("icb_totals", _CODE) if row[_CODE] in vocabulary("icbs")]
        raise FileFault(messages.ICB_NOT_LISTED(code=code, listed=one_of(listed) if listed else "none"))
    place = cases.headers.index(COUNTED_FOR)
    own = replace(cases, rows=tuple(row for row in cases.rows if row[place] == code))
    kept = {name: _own_rows(table, code) for name, table in summary.tables.items() if _CODE in table.headers}
    counted = {table.name: table for table in _counted(summary, own, code)}
    one = PublishedSummary(
        month=summary.month,
        region=str(vocabulary("icbs")[code].label),
        audience=summary.audience,
        note=summary.note,
        tables={**kept, "cases": own, **counted},
    )
    latest = one.rows("monthly_totals")[-1]
    if any(latest[header] != totals[0][header] for header in ("Total", "Open", "Closed")):
        raise FileFault(messages.DOES_NOT_ADD_UP(code=code))
    return one


def _own_rows(table: PublishedTable, code: str) -> PublishedTable:
    place = table.headers.index(_CODE)
    return replace(table, rows=tuple(row for row in table.rows if row[place] == code))


def _counted(summary: PublishedSummary, cases: PublishedTable, code: str) -> Iterator[PublishedTable]:
    """The tables that a region's summary counts for all ICBs together."""
    months = [day for day in summary.tables["monthly_totals"].column("Month") if isinstance(day, date)]
    records = [(code, Record(None, review_of(row), (), {})) for row in cases.lines()]
    frame = cases_frame(records, reporting_month=summary.month)
    yield from month_tables(frame, months)
    yield from (PublishedTable.of(*one) for one in breakdowns(frame, [vocabulary("icbs")[code]], summary.month))
