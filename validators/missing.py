"""Whether a cell that a record needs holds nothing: it is empty, or a placeholder stands in it."""

from __future__ import annotations

from validators.entries import Entry
from validators.placeholders import is_placeholder
from validators.rulebook import CannotBeChecked

__all__ = ["EMPTY", "PLACEHOLDER", "emptiness", "is_missing"]

EMPTY = "the cell is empty"
PLACEHOLDER = "the cell holds a placeholder such as TBC, which counts as empty"


def is_missing(entry: Entry, header: str) -> bool:
    """Whether a cell is empty or holds a placeholder; one that holds something unreadable is not missing."""
    text = entry.text(header)
    return not text or is_placeholder(text)


def emptiness(entry: Entry, header: str) -> str:
    """How a cell is missing, in the words of a message.

    Raises:
        CannotBeChecked: the cell holds something, and it cannot be read.
    """
    text = entry.text(header)
    if not text:
        return EMPTY
    if is_placeholder(text):
        return PLACEHOLDER
    raise CannotBeChecked(header)
