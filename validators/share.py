"""A share of the items that were checked: how many passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Share"]


@dataclass(frozen=True, slots=True)
class Share:
    """Items passed and failed.

    >>> Share(3, 1).rate, Share(0, 0).rate
    (0.75, None)
    """

    passed: int = 0
    failed: int = 0

    @property
    def rate(self) -> float | None:
        """Passed of all, from 0 to 1; None where nothing was checked."""
        checked = self.passed + self.failed
        return self.passed / checked if checked else None

    @classmethod
    def of_all(cls, shares: Iterable[Share]) -> Share:
        """Several shares added up."""
        parts = list(shares)
        return cls(sum(one.passed for one in parts), sum(one.failed for one in parts))
