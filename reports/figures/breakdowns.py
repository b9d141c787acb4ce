"""The breakdowns that stand behind the published totals, each table by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from reports.figures.health_recommendations import health_recommendations
from reports.figures.media_interest import media_by_type, media_interest
from reports.figures.mentions_over import learning_by_quarter, mentions_by_icb, theme_learning, themes_by_quarter
from reports.figures.rapid_reviews import rapid_conversion, rapid_open, rapid_outcomes, rapid_times
from reports.figures.theme_groups import theme_group_counts
from reports.figures.timeliness import open_by_icb, open_by_stage, open_by_type, open_reviews
from validators.vocabularies import Term

__all__ = ["breakdowns"]


def breakdowns(cases: pd.DataFrame, icbs: Sequence[Term], month: date) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every breakdown of a month.

    Args:
        cases: the counted cases, as `cases_frame` makes them.
        icbs: the ICBs that are listed, zeros too.
        month: last day of the reporting month.
    """
    yield "rapid_outcomes", rapid_outcomes(cases, month)
    yield "rapid_conversion", rapid_conversion(cases, icbs, month)
    yield "rapid_times", rapid_times(cases, month)
    yield "rapid_open", rapid_open(cases, icbs, month)
    there = open_reviews(cases, month)
    yield "open_by_type", open_by_type(there)
    yield "open_by_icb", open_by_icb(there, icbs)
    yield "open_by_stage", open_by_stage(there)
    yield "health_recommendations", health_recommendations(cases, icbs, month)
    yield "media_interest", media_interest(cases)
    yield "media_by_type", media_by_type(cases)
    yield "theme_groups", theme_group_counts(cases)
    yield "themes_by_quarter", themes_by_quarter(cases, month)
    yield "themes_by_icb", mentions_by_icb(cases, "themes", "Theme", icbs)
    yield "learning_by_quarter", learning_by_quarter(cases, month)
    yield "learning_by_icb", mentions_by_icb(cases, "learning", "Learning", icbs)
    yield "theme_learning", theme_learning(cases)
