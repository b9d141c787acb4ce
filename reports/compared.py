"""This month against those before it: what changed, the bridge, and what was published for each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from reports.bridge import Basis, Bridge, bridge_between, counts_of
from reports.bridge_tables import BridgeParts, bridge_tables, parts_of
from reports.changes import Change, changes_since
from reports.history import HISTORY, HISTORY_COLUMNS, Transition
from reports.matching import RecordsNow, transitions
from reports.months import month_ends
from reports.previous import PreviousSummary, PublishedMonth
from reports.published import PublishedTable
from reports.receiving import number_or_text
from reports.restated import Restated, restated_months, restated_tables
from validators.vocabularies import Term

__all__ = ["Compared", "compare", "compared_tables"]


@dataclass(frozen=True, slots=True)
class Compared:
    """This month against those before it.

    Attributes:
        this_month: what is published now.
        bridge: from an earlier month to this one.
        parts: the bridge in its parts.
        changes: record by record; none where nothing is known of what the earlier month published.
        restated: every month that was published before.
        history: what each month changed, this one too.
    """

    this_month: PublishedMonth
    bridge: Bridge
    parts: BridgeParts
    changes: tuple[Change, ...]
    restated: tuple[Restated, ...]
    history: tuple[Transition, ...]


def compare(now: RecordsNow, previous: PreviousSummary | None, *, month: date, since: date | None = None) -> Compared:
    """Compare a month with those before it.

    Args:
        now: the month's records.
        previous: last month's summary, with what it carries of the months before.
        month: last day of the reporting month.
        since: last day of the month to bridge from; last month's summary's, else the month before, where left out.
    """
    known = previous.month if previous else month_ends(month, number=2)[0]
    bridge, earlier = bridge_between(now, month=month, since=since or known, previous=previous)
    of_this_month = transitions(now.pairs(previous.records), month) if previous else ()
    changes = changes_since(earlier, bridge.pairs, unheard=now.unheard) if bridge.basis is Basis.PUBLISHED else ()
    return Compared(
        this_month=PublishedMonth(month, counts_of(one.standing for one in islice(now.records, now.counted))),
        bridge=bridge,
        parts=parts_of(bridge),
        changes=tuple(changes),
        restated=tuple(restated_months(now, previous, month=month)),
        history=(*(previous.history if previous else ()), *of_this_month),
    )


def compared_tables(compared: Compared, icbs: Sequence[Term]) -> Iterator[PublishedTable]:
    """The published tables of a comparison.

    Args:
        compared: the comparison.
        icbs: the ICBs of this month.
    """
    changes = compared.changes
    rows = tuple((one.icb, number_or_text(one.record_no), one.kind.value, one.before, one.after) for one in changes)
    yield PublishedTable("changes", ("ICB code", "Record no.", "Change", "From", "To"), rows)
    yield from bridge_tables(compared.bridge, compared.parts, icbs)
    yield from restated_tables(compared.restated, compared.this_month)
    yield PublishedTable(HISTORY, HISTORY_COLUMNS, tuple(one.cells for one in compared.history))
