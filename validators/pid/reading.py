"""What an outside reader, such as a named-entity model, may tell the search for names: evidence, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["NameReader", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely (0 to 1) a piece of a text, `start` to `end` (exclusive) in code points, is part of a name."""

    start: int
    end: int
    likely: float


NameReader = Callable[[str], Sequence[Reading]]
"""Reads one text. It is asked only where the word lists leave a doubt, and need not cover the whole text."""
