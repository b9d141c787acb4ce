"""How many reviews each ICB had at each month's end, by the ICBs of that month or by those of one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from reports.matching import CountedRecord
from reports.unheard import icb_now
from validators.month_end import Standing, standing_at
from validators.regions.using import cached_for_pack
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import (
    icb_held_on,
    icb_lineage,
    icbs_of,
    local_authorities_of,
)

__all__ = ["ICB_TREND_COLUMNS", "icb_at", "icb_in", "icb_trend"]

ICB_TREND_COLUMNS = ("ICB code", "ICB", "Month", "Total", "Open", "Closed", "Status not stated")
_STANDINGS = (Standing.OPEN, Standing.CLOSED, Standing.NOT_STATED)


def icb_trend(
    records: Iterable[CountedRecord], months: Sequence[date], *, region: str, current_on: date | None = None
) -> tuple[tuple[object, ...], ...]:
    """The rows of the table `icb_trend`: each month adds up to its total.

    Args:
        records: that are counted.
        months: last days, the reporting month the last.
        region: whose ICBs have a row in each month, with zeros too.
        current_on: the day whose ICBs are shown in every month; None for the ICBs of each month itself.
    """
    reporting_month = months[-1]
    found: Counter[tuple[date, str, Standing]] = Counter()
    for one in records:
        for end in months:
            standing = standing_at(one.record.review, end=end, reporting_month=reporting_month)
            if standing is not Standing.LATER:
                found[end, icb_in(one, end, months=months, current_on=current_on), standing] += 1
    rows: list[tuple[object, ...]] = []
    for end in months:
        standing_icbs = [icb.code for icb in icbs_of(region, on=current_on or end)]
        others = sorted({icb for month, icb, _ in found if month == end} - set(standing_icbs))
        for code in (*standing_icbs, *others):
            counts = [found[end, code, standing] for standing in _STANDINGS]
            rows.append((code, vocabulary("icbs")[code].label, end, sum(counts), *counts))
    return tuple(rows)


def icb_in(one: CountedRecord, end: date, *, months: Sequence[date], current_on: date | None) -> str:
    """The ICB under which a record stands in one of the months of the trend.

    Args:
        one: the record.
        end: last day of the month.
        months: of the trend, the reporting month the last.
        current_on: as for the trend.
    """
    if current_on is not None:
        return icb_now(one.icb, current_on)
    return one.icb if end == months[-1] else icb_at(one, end)


def icb_at(one: CountedRecord, day: date) -> str:
    """The ICB that had a record on an earlier day: the one its origin names, if that was taken over since.

    Without such an origin it is the ICB that counts it now; where that did not stand yet, the one before it in which
    the record's local authority lay; and where nobody can tell, still the one that counts it now.
    """
    if len(icb_lineage(one.icb)) == 1:
        return one.icb
    return _held_by(one.icb, one.origin.partition("/")[0], one.record.review.local_authority, day)


@cached_for_pack
def _held_by(icb: str, first: str, local_authority: str | None, day: date) -> str:
    before = icb_lineage(icb)
    if first in before and icb_held_on(first, day):
        return first
    if icb_held_on(icb, day):
        return icb
    there = [
        one for one in sorted(before) if icb_held_on(one, day) and local_authority in local_authorities_of(one, on=day)
    ]
    return there[0] if len(there) == 1 else icb
