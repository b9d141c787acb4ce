"""The figures that London published for 31 October 2024, as a typed view of the file that holds them."""

import calendar
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

Ranks = tuple[tuple[str, ...], ...]
"""Terms by dense rank, highest first: the terms of one inner tuple share their rank."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """How many reviews there were, open and closed, as at the last day of a month."""

    month: date
    total: int
    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class ReviewTypeFigures:
    """How many reviews of one type there were, open and closed, at the end of the reporting month."""

    review_type: str
    total: int
    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """London's published summary, with review types both as printed and with the printed fault put right."""

    region: str
    data_up_to: date
    monthly_totals: tuple[MonthFigures, ...]
    review_types_as_printed: tuple[ReviewTypeFigures, ...]
    theme_counts: Mapping[str, int]
    theme_top: Mapping[str, Ranks]
    learning_vocabulary: tuple[str, ...]
    learning_top: Mapping[str, Ranks]
    note: str

    @property
    def review_types(self) -> tuple[ReviewTypeFigures, ...]:
        """The printed review types without their total, each open count being total minus closed.

        Only DHR Child differs from the print: it is printed as 1 review of which 0 are open and 0 closed.

        >>> [row for row in published_figures().review_types if row.review_type == "DHR Child"]
        [ReviewTypeFigures(review_type='DHR Child', total=1, open=1, closed=0)]
        """
        return tuple(
            replace(row, open=row.total - row.closed)
            for row in self.review_types_as_printed
            if row.review_type != f"{self.region} Total"
        )


def last_day_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> last_day_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_figures(entry: Mapping[str, Any]) -> MonthFigures:
    year, month = (int(part) for part in entry["month"].split("-"))
    return MonthFigures(last_day_of_month(year, month), entry["total"], entry["open"], entry["closed"])


def _ranks_by_group(entries: Mapping[str, Any]) -> Mapping[str, Ranks]:
    return MappingProxyType({group: tuple(tuple(rank) for rank in ranks) for group, ranks in entries.items()})


@cache
def published_figures() -> PublishedFigures:
    """Read the published summary that the example reproduces.

    Returns:
        The figures as printed on London's slides for 31 October 2024; theme and learning terms in the
        order of the file, ranks under "overall" and under the name of each review group.

    >>> published_figures().monthly_totals[-1]
    MonthFigures(month=datetime.date(2024, 10, 31), total=396, open=178, closed=218)
    """
    text = resources.files(__package__).joinpath("london_2024_10.json").read_text(encoding="utf-8")
    printed: dict[str, Any] = json.loads(text)
    return PublishedFigures(
        region=printed["region"],
        data_up_to=date.fromisoformat(printed["data_up_to"]),
        monthly_totals=tuple(_month_figures(entry) for entry in printed["monthly_totals"]),
        review_types_as_printed=tuple(ReviewTypeFigures(**entry) for entry in printed["review_types_as_printed"]),
        theme_counts=MappingProxyType(dict(printed["theme_counts"])),
        theme_top=_ranks_by_group(printed["theme_top"]),
        learning_vocabulary=tuple(printed["learning_vocabulary"]),
        learning_top=_ranks_by_group(printed["learning_top"]),
        note=printed["note"],
    )
