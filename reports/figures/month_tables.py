"""The tables that a month begins with, for a region and for one ICB alike: totals, types, themes and learning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from reports.figures.mentions import mention_counts, mention_ranks
from reports.figures.totals import monthly_flow, monthly_totals, review_types
from reports.published import PublishedTable

__all__ = ["month_tables"]


def month_tables(cases: pd.DataFrame, months: Sequence[date]) -> Iterator[PublishedTable]:
    """Count them.

    Args:
        cases: the counted records, see `reports.figures.cases`.
        months: last days of the months that are shown, the reporting month the last.
    """
    yield PublishedTable.of("monthly_totals", monthly_totals(cases, months))
    yield PublishedTable.of("monthly_flow", monthly_flow(cases, months))
    yield PublishedTable.of("review_types", review_types(cases))
    for name, header, stem in (("themes", "Theme", "theme"), ("learning", "Learning", "learning")):
        counts = mention_counts(cases, name, header)
        yield PublishedTable.of(f"{stem}_counts", counts)
        yield PublishedTable.of(f"{stem}_ranks", mention_ranks(counts, header))
