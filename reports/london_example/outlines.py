"""The 396 reviews in outline: type, status, ICB, and the months in which each was added and closed.

The published monthly totals say how many reviews were added and closed in and before May and in each month after
it; which ones they were is invented here. All months are places in the published list, so 0 is "in and before May".
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.london_example.figures import PublishedFigures
from validators.vocabularies import vocabulary

RAPID_REVIEW = "Rapid Review"
NOT_STATED = "Not Stated"
RECORDS_OF_ICB = {"QMF": 96, "QMJ": 64, "QRV": 88, "QKK": 82, "QWE": 66}
"""How many of the 396 records each ICB holds, in the order of the returns: invented."""

_SAR_AS_PRINTED = "SAR Adult and SAR Adult - Converted"
_CONVERTED_SAR_OPEN, _CONVERTED_SAR_CLOSED = 3, 4
# Rapid reviews that were added in July and closed in August or September, so that some are seen to end in time.
_ADDED_JULY = 2
_SOON_CLOSED = (3, 3, 3, 4, 4, 4)


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What is settled of a review before anything is told of it.

    Attributes:
        review_type: Its type; None for the ones whose type was not filled in.
        group: Its review group.
        is_open: Whether it is open at the end of the reporting month.
        icb: Code of the ICB that returns it.
        month_added: Place of the month in the published list.
        month_closed: Likewise; None while open.
    """

    review_type: str | None
    group: str
    is_open: bool
    icb: str
    month_added: int
    month_closed: int | None

    @property
    def is_converted(self) -> bool:
        """Whether it began as a rapid review."""
        return self.review_type is not None and self.review_type.endswith("- Converted")


def group_of(review_type: str | None) -> str:
    """Return the review group to which a type belongs.

    >>> group_of("CSPR Child - Converted"), group_of(None)
    ('CSPR', 'Not Stated')
    """
    return vocabulary("review_types")[review_type or NOT_STATED].details["review_group"]


def monthly_steps(counts: Sequence[int]) -> list[int]:
    """Turn counts as at each month's end into what each month brought, the first with all before it.

    >>> monthly_steps([335, 337, 370])
    [335, 2, 33]
    """
    return [counts[0], *(later - earlier for earlier, later in pairwise(counts))]


def outline_cases(figures: PublishedFigures, rng: random.Random) -> list[CaseOutline]:
    """Outline every review of the region so that the totals by month and by type are the published ones."""
    kinds = _types_and_statuses(figures)
    icbs = [code for code, records in RECORDS_OF_ICB.items() for _ in range(records)]
    rng.shuffle(icbs)
    months = _months(kinds, figures, rng)
    return [
        CaseOutline(review_type, group_of(review_type), is_open, icb, added, closed)
        for (review_type, is_open), icb, (added, closed) in zip(kinds, icbs, months, strict=True)
    ]


def _types_and_statuses(figures: PublishedFigures) -> list[tuple[str | None, bool]]:
    kinds: list[tuple[str | None, bool]] = []
    for row in figures.review_types:
        if row.review_type == _SAR_AS_PRINTED:
            kinds += [("SAR Adult", True)] * (row.open - _CONVERTED_SAR_OPEN)
            kinds += [("SAR Adult", False)] * (row.closed - _CONVERTED_SAR_CLOSED)
            kinds += [("SAR Adult - Converted", True)] * _CONVERTED_SAR_OPEN
            kinds += [("SAR Adult - Converted", False)] * _CONVERTED_SAR_CLOSED
        else:
            review_type = None if row.review_type == NOT_STATED else row.review_type
            kinds += [(review_type, True)] * row.open + [(review_type, False)] * row.closed
    return kinds


def _months(
    kinds: Sequence[tuple[str | None, bool]], figures: PublishedFigures, rng: random.Random
) -> list[tuple[int, int | None]]:
    """Give each review the months in which it was added and closed.

    Recent months go to open reviews, rapid ones first: every review added in the reporting month is a rapid one,
    because a rapid review that has been open for long is late. Rapid reviews closed after May are those that
    began in July; converted reviews all began long ago.
    """
    added = Counter(dict(enumerate(monthly_steps([month.total for month in figures.monthly_totals]))))
    closed = Counter(dict(enumerate(monthly_steps([month.closed for month in figures.monthly_totals]))))
    latest = len(figures.monthly_totals) - 1
    soon_closed = [(_ADDED_JULY, month) for month in _SOON_CLOSED]
    added.subtract(month for month, _ in soon_closed)
    closed.subtract(month for _, month in soon_closed)
    earlier = [month for month in range(1, latest) for _ in range(added[month])]
    rng.shuffle(earlier)
    recent = [latest] * added[latest] + earlier
    closed_rapid = sum(kind == (RAPID_REVIEW, False) for kind in kinds) - len(soon_closed)
    closed[0] -= closed_rapid
    closings = [month for month, reviews in closed.items() for _ in range(reviews)]
    rng.shuffle(closings)

    lives: dict[int, tuple[int, int | None]] = {}
    rapid_open, rapid_closed, others_open, others_closed = _by_kind(kinds)
    rng.shuffle(others_open)
    others_open.sort(key=lambda place: (kinds[place][0] or "").endswith("- Converted"))
    for place, month in zip(rapid_open + others_open, recent, strict=False):
        lives[place] = (month, None)
    for place, life in zip(rapid_closed, soon_closed, strict=False):
        lives[place] = life
    for place in rapid_closed[len(soon_closed) :]:
        lives[place] = (0, 0)
    for place, month in zip(others_closed, closings, strict=True):
        lives[place] = (0, month)
    return [lives.get(place, (0, None)) for place in range(len(kinds))]


def _by_kind(kinds: Sequence[tuple[str | None, bool]]) -> tuple[list[int], list[int], list[int], list[int]]:
    """Sort places into open and closed rapid reviews, and open and closed reviews of other types."""
    sorted_places: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
    for place, (review_type, is_open) in enumerate(kinds):
        sorted_places[2 * (review_type != RAPID_REVIEW) + (not is_open)].append(place)
    return sorted_places
