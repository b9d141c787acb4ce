"""Totals: by month, by review type, by ICB, and against each ICB's own count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from reports.figures.cases import OTHER_REVIEW
from reports.unheard import NOT_COUNTED
from validators.month_end import Standing
from validators.vocabularies import Term, vocabulary
from validators.your_icb import YourIcb

__all__ = ["counted_by", "icb_totals", "monthly_flow", "monthly_totals", "reconciliation", "review_types"]

_COUNTS = ["Total", "Open", "Closed", "Status not stated"]
_STANDINGS = (Standing.OPEN, Standing.CLOSED, Standing.NOT_STATED)


def monthly_totals(cases: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """How many reviews there were at each month's end, from the records' own dates.

    Columns: Month, Total, Open, Closed, Status not stated.
    """
    return pd.DataFrame([(end, *_counts(_at(cases, end))) for end in months], columns=["Month", *_COUNTS])


def monthly_flow(cases: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """How many reviews were added and closed in each month.

    Columns: Month, Added, Closed in the month.
    """
    dates = list(zip(cases["counted_from"], cases["closed_from"], cases["status"], strict=True))
    added = Counter((counted.year, counted.month) for counted, _, _ in dates)
    left = [max(counted, closed) for counted, closed, status in dates if status == "Closed"]
    closed_in = Counter((day.year, day.month) for day in left)
    rows = [(end, added[end.year, end.month], closed_in[end.year, end.month]) for end in months]
    return pd.DataFrame(rows, columns=["Month", "Added", "Closed in the month"])


def review_types(cases: pd.DataFrame) -> pd.DataFrame:
    """Total, open and closed for each review type in the vocabulary's order, zeros too.

    Other statutory reviews are reported with Not Stated. Columns: Review type, Total, Open, Closed, Status not stated.
    """
    names = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    return counted_by(cases, "review_type", names, "Review type")


def icb_totals(cases: pd.DataFrame, icbs: Sequence[Term], became: Mapping[str, str]) -> pd.DataFrame:
    """Total, open and closed for each ICB, by the ICB of the return.

    Args:
        cases: the counted cases.
        icbs: the ICBs of the region.
        became: ICB code to what became of its returns; an ICB that is left out has none that counts.

    Returns:
        ICB code, ICB, Total, Open, Closed, Status not stated, Return.
    """
    table = counted_by(cases, "icb", [icb.code for icb in icbs], "ICB code")
    table.insert(1, "ICB", [icb.label for icb in icbs])
    table["Return"] = [became.get(icb.code, NOT_COUNTED) for icb in icbs]
    return table


def reconciliation(totals: pd.DataFrame, headings: Mapping[str, Sequence[YourIcb]]) -> pd.DataFrame:
    """Each ICB's own count against the records counted; a difference is declared minus counted.

    Args:
        totals: the table `icb_totals`.
        headings: ICB code to the headings of its counted returns; their own counts are added up, and a count that one
            of them leaves blank is blank for the ICB.

    Returns:
        ICB code, ICB, then Declared, Counted and Difference for total, open and closed; None where nothing is declared.
    """
    rows = []
    for code, name, *counted in totals[["ICB code", "ICB", "Total", "Open", "Closed"]].itertuples(index=False):
        own = headings.get(code, ())
        cells: list[object] = [code, name]
        for field, count in zip(("own_total", "own_open", "own_closed"), counted, strict=True):
            declared = _added_up([getattr(heading, field) for heading in own])
            cells += [declared, int(count), None if declared is None else declared - int(count)]
        rows.append(cells)
    names = ["Declared total", "Counted total", "Difference", "Declared open", "Counted open", "Difference open"]
    names += ["Declared closed", "Counted closed", "Difference closed"]
    return pd.DataFrame(rows, columns=["ICB code", "ICB", *names], dtype=object)


def _added_up(declared: list[int | None]) -> int | None:
    known = [count for count in declared if count is not None]
    return sum(known) if known and len(known) == len(declared) else None


def _at(cases: pd.DataFrame, end: date) -> Counter[str]:
    """How the records in the totals at a month's end stood then."""
    return Counter(
        "Open" if status == "Closed" and closed > end else status
        for counted, closed, status in zip(cases["counted_from"], cases["closed_from"], cases["status"], strict=True)
        if counted <= end
    )


def _counts(standings: Mapping[str, int]) -> tuple[int, ...]:
    counts = [standings.get(standing, 0) for standing in _STANDINGS]
    return (sum(counts), *counts)


def counted_by(cases: pd.DataFrame, column: str, names: Sequence[str], header: str) -> pd.DataFrame:
    """Count standings by the values of a column; a value that is not among `names` would be lost, so none may be.

    Columns: the header, Total, Open, Closed, Status not stated.
    """
    found = Counter(zip(cases[column], cases["standing"], strict=True))
    rows = [(name, *_counts({standing: found[name, standing] for standing in _STANDINGS})) for name in names]
    return pd.DataFrame(rows, columns=[header, *_COUNTS])
