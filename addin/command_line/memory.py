"""How often Python looks for garbage while a command runs."""

from __future__ import annotations

import gc

__all__ = ["collect_seldom", "leave_quickly"]

# Python's own 700 makes a command that keeps a million cells look through all of them again and again: a fifth of the
# time of writing a large summary. Nothing here makes many cycles, and a command is soon over.
_ALLOCATIONS_BETWEEN = 200_000


def collect_seldom() -> None:
    """Look for garbage seldom."""
    gc.set_threshold(_ALLOCATIONS_BETWEEN, 50, 100)


def leave_quickly() -> None:
    """Before the process ends: spare Python the search for garbage in all that ends with it."""
    gc.freeze()
