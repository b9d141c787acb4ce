"""The middle and the two ends of some numbers."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

__all__ = ["SPREAD", "spread_of"]

SPREAD = ("Median", "Shortest", "Longest")


def spread_of(numbers: Sequence[int]) -> tuple[float | None, int | None, int | None]:
    """Median, smallest and largest; None three times where there is no number.

    >>> spread_of([3, 9, 4]), spread_of([1, 2]), spread_of([])
    ((4, 3, 9), (1.5, 1, 2), (None, None, None))
    """
    return (median(numbers), min(numbers), max(numbers)) if numbers else (None, None, None)
