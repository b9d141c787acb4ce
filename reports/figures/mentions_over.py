"""Themes and learning over time, over ICBs, and over each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from reports.figures.quarters import EARLIER, place_among, quarters_up_to
from validators.month_end import Standing
from validators.vocabularies import Term, vocabulary

__all__ = ["NOT_CLOSED", "learning_by_quarter", "mentions_by_icb", "theme_learning", "themes_by_quarter"]

NOT_CLOSED = "Not closed"
"""Learning of reviews that are not closed at the month's end."""


def themes_by_quarter(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Mentions of each theme by the quarter in which its review was added.

    Columns: Theme, Total, Earlier, then the last eight quarters, which add to the total.
    """
    quarters = quarters_up_to(month)
    places = [place_among(quarters, day) for day in cases["counted_from"]]
    return _crossed(cases["themes"], places, "themes", "Theme", [EARLIER, *quarters])


def learning_by_quarter(cases: pd.DataFrame, month: date) -> pd.DataFrame:
    """Mentions of each learning term by the quarter in which its review was closed: that is when learning is known.

    Columns: Learning, Total, Not closed, Earlier, then the last eight quarters, which add to the total.
    """
    quarters = quarters_up_to(month)
    places = [
        place_among(quarters, day) if standing == Standing.CLOSED.value else NOT_CLOSED
        for standing, day in zip(cases["standing"], cases["closed_from"], strict=True)
    ]
    return _crossed(cases["learning"], places, "learning", "Learning", [NOT_CLOSED, EARLIER, *quarters])


def mentions_by_icb(cases: pd.DataFrame, name: str, header: str, icbs: Sequence[Term]) -> pd.DataFrame:
    """Mentions of each term by ICB: the header, Total, then a column for each ICB's code.

    Args:
        cases: the counted cases.
        name: `themes` or `learning`.
        header: of the first column, Theme or Learning.
        icbs: the ICBs that are listed.
    """
    return _crossed(cases[name], cases["icb"], name, header, [icb.code for icb in icbs])


def theme_learning(cases: pd.DataFrame) -> pd.DataFrame:
    """Which learning goes with which theme: how many records name both, and how many name the theme at all.

    Columns: Theme, Records, then one for each learning term. A record counts in each pair that it names, so that the
    pairs of a theme may add to more, or to less, than its records.
    """
    found: Counter[tuple[str, str]] = Counter()
    records: Counter[str] = Counter()
    for themes, learned in zip(cases["themes"], cases["learning"], strict=True):
        named = set(themes)
        records.update(named)
        found.update((theme, term) for theme in named for term in set(learned))
    terms = [term.code for term in vocabulary("learning").counted]
    rows = [
        (theme.code, records[theme.code], *(found[theme.code, term] for term in terms))
        for theme in vocabulary("themes").counted
    ]
    return pd.DataFrame(rows, columns=["Theme", "Records", *terms])


def _crossed(
    mentions: Iterable[Sequence[str]], places: Iterable[str], name: str, header: str, columns: Sequence[str]
) -> pd.DataFrame:
    """Mentions of each term of a vocabulary by the place of their record, with their total before."""
    found: Counter[tuple[str, str]] = Counter()
    for terms, place in zip(mentions, places, strict=True):
        found.update((term, place) for term in terms)
    rows = []
    for term in vocabulary(name).counted:
        counts = [found[term.code, column] for column in columns]
        rows.append((term.code, sum(counts), *counts))
    return pd.DataFrame(rows, columns=[header, "Total", *columns])
