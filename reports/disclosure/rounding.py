"""The rules of a release: up to which number counts are hidden, and to what the others are rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validators.messages import sharing as messages
from workbook_templates.faults import FileFault

__all__ = ["HIDDEN", "NOT_AVAILABLE", "Control"]

HIDDEN = "[c]"
"""Confidential: a number from 1 to the threshold, or one that would give such a number away."""

NOT_AVAILABLE = "[x]"
"""Not available: nothing is counted from this ICB, or a mark alone would tell the number."""

_SMALLEST, _LARGEST = 2, 100


@dataclass(frozen=True, slots=True)
class Control:
    """How small numbers are controlled.

    Attributes:
        threshold: counts from 1 to this are hidden.
        round_to: what the others are rounded to; 1 for no rounding.

    >>> Control(round_to=5).shown(337), Control().shown(337), Control(round_to=20).shown(7)
    (335, 337, 20)
    """

    threshold: int = 5
    round_to: int = 1

    def __post_init__(self) -> None:
        # Were 1 alone hidden, a mark would say 1.
        if not _SMALLEST <= self.threshold <= _LARGEST:
            raise FileFault(messages.THRESHOLD(least=_SMALLEST, most=_LARGEST))
        if not 1 <= self.round_to <= _LARGEST:
            raise FileFault(messages.ROUNDING(most=_LARGEST))

    @property
    def is_rounded(self) -> bool:
        """Whether counts that are shown are rounded."""
        return self.round_to > 1

    def is_small(self, count: int) -> bool:
        """Whether a count, or a difference of two, is hidden for being small.

        >>> [count for count in range(-7, 8) if Control().is_small(count)]
        [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]
        """
        return 1 <= abs(count) <= self.threshold

    def shown(self, count: int) -> int:
        """A count as it is shown if it is not hidden; only nothing is shown as 0."""
        rounded = (count + self.round_to // 2) // self.round_to * self.round_to
        return rounded if rounded or not count else self.round_to

    def between(self, shown: int) -> tuple[int, int]:
        """The least and the most that a count may be which is shown so.

        >>> Control(round_to=5).between(10), Control(round_to=5).between(5), Control().between(10)
        ((8, 12), (6, 7), (10, 10))
        """
        if not self.is_rounded or not shown:
            return shown, shown
        least, most = shown - self.round_to // 2, shown + (self.round_to - 1) // 2
        return (max(self.threshold + 1, 1 if shown == self.round_to else least), most)

    def in_words(self) -> Iterator[str]:
        """What the marks of a release mean, in sentences."""
        yield f"{HIDDEN} stands for a confidential number: small numbers are not shown."
        yield (
            f"Counts from 1 to {self.threshold} are hidden, and so are others from which such a count could be worked "
            "out: from totals, from the months shown together, or from the release before. Nothing (0) is shown as 0."
        )
        if self.is_rounded:
            yield f"All other counts are rounded to the nearest {self.round_to}, so totals may differ from their parts."
        else:
            yield f"A month is hidden where it differs by 1 to {self.threshold} from another month that is shown."
