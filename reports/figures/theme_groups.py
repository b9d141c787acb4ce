"""The second view of the themes: near-duplicates together, each record counted once in a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import pandas as pd

from reports.figures.cases import REVIEW_GROUPS
from validators.regions.pack import split_list
from validators.vocabularies import vocabulary
from validators.vocabularies.published import read_table

__all__ = ["group_of_theme", "theme_group_counts", "theme_groups"]


@cache
def theme_groups() -> Mapping[str, tuple[str, ...]]:
    """Each group with its themes, where its first theme stands in the vocabulary; a theme in no group stands alone.

    The groups are ours, from `theme_groups.csv`: no public source groups the themes.

    >>> theme_groups()["Domestic abuse and violence"], theme_groups()["Suicide"]
    (('Domestic Abuse', 'Domestic Violence'), ('Suicide',))
    """
    group_of = {theme: row["group"] for row in read_table("theme_groups") for theme in split_list(row["themes"])}
    groups: dict[str, tuple[str, ...]] = {}
    for term in vocabulary("themes").counted:
        name = group_of.get(term.code, term.code)
        groups[name] = (*groups.get(name, ()), term.code)
    return groups


@cache
def group_of_theme() -> Mapping[str, str]:
    """The group of each theme."""
    return {theme: group for group, themes in theme_groups().items() for theme in themes}


def theme_group_counts(cases: pd.DataFrame) -> pd.DataFrame:
    """How many records name any theme of a group, in all and by review group; zeros too.

    A record that names two themes of one group counts in it once. Columns: Theme group, Total, one for each review
    group, Themes in it.
    """
    group_of = group_of_theme()
    found: Counter[tuple[str, str]] = Counter()
    for themes, review_group in zip(cases["themes"], cases["review_group"], strict=True):
        found.update((group, review_group) for group in {group_of[theme] for theme in themes})
    rows = []
    for group, themes in theme_groups().items():
        counts = [found[group, review_group] for review_group in REVIEW_GROUPS]
        rows.append((group, sum(counts), *counts, ", ".join(themes)))
    return pd.DataFrame(rows, columns=["Theme group", "Total", *REVIEW_GROUPS, "Themes in it"])
