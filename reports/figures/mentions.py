"""Themes and organisational learning: counted as mentions, ranked densely, by review group."""

from __future__ import annotations

import pandas as pd

from reports.figures.cases import REVIEW_GROUPS
from validators.vocabularies import vocabulary

__all__ = ["OVERALL", "mention_counts", "mention_ranks"]

OVERALL = "Overall"


def mention_counts(cases: pd.DataFrame, name: str, header: str) -> pd.DataFrame:
    """How often each term is mentioned, in all and by review group, in the vocabulary's order.

    Args:
        cases: the counted cases.
        name: `themes` or `learning`.
        header: of the first column, Theme or Learning.

    Returns:
        The header, Total, then one column for each review group.
    """
    codes = [term.code for term in vocabulary(name).counted]
    mentions = cases[["review_group", name]].explode(name).dropna(subset=[name])
    grid = pd.crosstab(mentions[name], mentions["review_group"]).reindex(
        index=codes, columns=list(REVIEW_GROUPS), fill_value=0
    )
    table = pd.DataFrame({header: codes, "Total": grid.sum(axis=1).to_numpy()})
    for group in REVIEW_GROUPS:
        table[group] = grid[group].to_numpy()
    return table


def mention_ranks(counts: pd.DataFrame, header: str) -> pd.DataFrame:
    """Dense ranks of the terms, in all and by review group; equal counts share a rank and zeros have none.

    Returns:
        Reviews (Overall or the review group), Rank, the header (tied terms in vocabulary order, joined by " / "),
        Mentions.
    """
    rows = []
    for reviews, column in ((OVERALL, "Total"), *((group, group) for group in REVIEW_GROUPS)):
        mentioned = counts[counts[column] > 0]
        by_count = mentioned.groupby(column, sort=True)[header].agg(" / ".join)
        for rank, (mentions, terms) in enumerate(by_count.iloc[::-1].items(), start=1):
            rows.append((reviews, rank, terms, int(str(mentions))))
    return pd.DataFrame(rows, columns=["Reviews", "Rank", header, "Mentions"])
