"""What a deck is made of: one summary, whose it is, and its tables' counts as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.deck.page import Foot
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, without_certain_pid

__all__ = ["Count", "DeckEdition", "as_number", "counts"]

Count = int | str | None
"""A count, or a mark such as [c] that stands for one in a summary for others."""


@dataclass(frozen=True, slots=True)
class DeckEdition:
    """One deck.

    Attributes:
        summary: the month's summary.
        subject: the region, or the name of the one ICB.
        subtitle: what kind of deck it is, for its cover; empty for the month's deck.
        since: last day of the month whose data the last meeting saw; None where nothing is told since then.
    """

    summary: PublishedSummary
    subject: str
    subtitle: str = ""
    since: date | None = None

    @property
    def title(self) -> str:
        """The title of the document."""
        return without_certain_pid(f"Safeguarding case reviews: {self.subject}, data up to {self.summary.up_to}")

    @property
    def foot(self) -> Foot:
        """What every page says: the day, for whom, whose, and the first note."""
        line = " · ".join(filter(None, (f"Data up to {self.summary.up_to}", self.summary.for_whom, self.subject)))
        return Foot(tuple(map(without_certain_pid, (line, *self.summary.note[:1]))))


def counts(table: PublishedTable, header: str) -> list[Count]:
    """A column of counts as the summary has them.

    >>> counts(PublishedTable("t", ("A",), ((3,), ("[c]",), (None,))), "A")
    [3, '[c]', None]
    """
    return [value if isinstance(value, int) or value is None else str(value) for value in table.column(header)]


def as_number(count: Count) -> int:
    """A count to sort and to draw by; a mark or an empty cell is none."""
    return count if isinstance(count, int) else 0


def total_of(values: Sequence[Count]) -> int | None:
    """What some counts add up to; None where one of them is not shown.

    >>> total_of([3, 4]), total_of([3, "[c]"])
    (7, None)
    """
    return None if any(isinstance(value, str) for value in values) else sum(map(as_number, values))
