"""Which tables of the summary hold figures, and what the figures of each are broken down by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["CODE", "FIGURE_TABLES", "ICB", "MONTH", "FigureTable"]

CODE, ICB, MONTH = "ICB code", "ICB", "Month"
"""Headers that tell whose a figure is and of when."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What the figures of one table are broken down by.

    Attributes:
        by: headers of the columns that name a row; `ICB code` and `Month` are organisation and period and need no
            naming here.
        across: what the headers over the figures name, such as the ICBs; empty where each header is a measure.
        measure: what those figures count, where the headers are no measures.
        grows: whether the headers differ from month to month or from region to region; such a table is turned, so that
            a program finds the same columns each month.
        beside: headers of texts that stand beside and are no figures.
    """

    by: tuple[str, ...] = ()
    across: str = ""
    measure: str = ""
    grows: bool = False
    beside: tuple[str, ...] = ()


_PLAIN = FigureTable()

FIGURE_TABLES: Mapping[str, FigureTable] = {
    "monthly_totals": _PLAIN,
    "review_types": FigureTable(("Review type",)),
    "theme_counts": FigureTable(("Theme",), across="Reviews", measure="Mentions"),
    "theme_ranks": FigureTable(("Reviews", "Theme")),
    "learning_counts": FigureTable(("Learning",), across="Reviews", measure="Mentions"),
    "learning_ranks": FigureTable(("Reviews", "Learning")),
    "monthly_flow": _PLAIN,
    "icb_totals": FigureTable(beside=("Return",)),
    "withheld": _PLAIN,
    "icb_trend": _PLAIN,
    "returns_by_month": FigureTable(beside=("Missing",)),
    "reconciliation": _PLAIN,
    "bridge": FigureTable(("Step",), beside=("Meaning",)),
    "bridge_by_icb": _PLAIN,
    "bridge_by_type": FigureTable(("Review type",)),
    "as_published": _PLAIN,
    "restated": FigureTable(("Reason",)),
    "rapid_outcomes": FigureTable(("Quarter",), across="Rapid review outcome", measure="Rapid reviews"),
    "rapid_conversion": _PLAIN,
    "rapid_times": FigureTable(("Quarter",)),
    "rapid_open": _PLAIN,
    "open_by_type": FigureTable(("Review type",)),
    "open_by_icb": _PLAIN,
    "open_by_stage": FigureTable(("Stage",)),
    "health_recommendations": _PLAIN,
    "media_interest": FigureTable(("Media interest",)),
    "media_by_type": FigureTable(("Review type",), across="Media interest", measure="Reviews"),
    "joint_reviews": FigureTable(("Reviews",)),
    "theme_groups": FigureTable(("Theme group",), across="Reviews", measure="Records", beside=("Themes in it",)),
    "themes_by_quarter": FigureTable(("Theme",), across="Quarter", measure="Mentions", grows=True),
    "themes_by_icb": FigureTable(("Theme",), across=CODE, measure="Mentions", grows=True),
    "learning_by_quarter": FigureTable(("Learning",), across="Quarter", measure="Mentions", grows=True),
    "learning_by_icb": FigureTable(("Learning",), across=CODE, measure="Mentions", grows=True),
    "theme_learning": FigureTable(("Theme",), across="Learning", measure="Records", grows=True),
    "quality": FigureTable(beside=("Same as last month", "Score from")),
    "quality_scores": FigureTable(across=MONTH, measure="Score", grows=True),
    "findings_by_rule": FigureTable(("Rule",), across=MONTH, measure="Findings", grows=True, beside=("Rule in words",)),
    "findings_by_icb": FigureTable(("Rule",), across=CODE, measure="Findings", grows=True, beside=("Rule in words",)),
}
"""Every table of figures, in the order of the summary; what it does not name is a list or serves the workbook alone."""
