"""How a message names several rows: the first few, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from validators.entries import Entry

__all__ = ["MOST_ROWS_NAMED", "records_in_words", "rows_in_words"]

MOST_ROWS_NAMED = 20
"""A list of rows longer than this ends in "and n more"."""


def rows_in_words(rows: Sequence[int], *, in_all: int | None = None) -> str:
    """Rows as a message names them.

    Args:
        rows: the rows, or only the first of them.
        in_all: how many there are, where `rows` holds only the first.

    >>> rows_in_words([5]), rows_in_words([5, 7, 9]), rows_in_words([5, 6], in_all=4)
    ('row 5', 'rows 5, 7 and 9', 'rows 5, 6 and 2 more')
    """
    total = len(rows) if in_all is None else in_all
    if total == 1:
        return f"row {rows[0]}"
    named = [str(row) for row in rows[:MOST_ROWS_NAMED]]
    last = f"{total - len(named):,} more" if total > len(named) else named.pop()
    return f"rows {', '.join(named)} and {last}"


def records_in_words(entries: Sequence[Entry], *, in_all: int | None = None) -> str:
    """Records as a message names them: by their rows, or by their number where they stand in no sheet."""
    rows = [entry.row for entry in entries[:MOST_ROWS_NAMED] if entry.row is not None]
    total = len(entries) if in_all is None else in_all
    if len(rows) == min(len(entries), MOST_ROWS_NAMED):
        return rows_in_words(rows, in_all=total)
    return "another record" if total == 1 else f"{total:,} records"
