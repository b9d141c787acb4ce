"""Which records each published figure counts, found by asking each record and not by counting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.behind.breakdowns import behind_breakdowns
from reports.behind.figure import Answerable, Behind, How, Places, WholeReturn
from reports.behind.returns import behind_returns
from reports.behind.totals import behind_comparisons, behind_totals
from reports.published import PublishedTable

__all__ = ["Answerable", "Behind", "How", "Places", "WholeReturn", "records_behind"]


def records_behind(of: Answerable, tables: Mapping[str, PublishedTable], places: Places) -> Iterator[Behind]:
    """What stands behind every figure that counts, adds up or is worked out over something.

    Args:
        of: the month.
        tables: the published tables.
        places: of the records; whatever else stands behind a figure is added.
    """
    yield from behind_totals(of, tables)
    yield from behind_comparisons(of, tables, places)
    yield from behind_breakdowns(of, tables)
    yield from behind_returns(of, tables, places)
