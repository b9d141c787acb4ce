"""One sum that must hold, and how the rows of a table are added up for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.bridge import FIGURES
from reports.published import PublishedTable
from validators.month_end import Standing

__all__ = [
    "STANDINGS",
    "STATUS",
    "Line",
    "Sum",
    "Tables",
    "column_sum",
    "each_figure",
    "exact",
    "figures_of",
    "name_of",
    "number",
    "recounted",
    "those_that_agree",
]

Tables = Mapping[str, PublishedTable]
Line = Mapping[str, object]
STATUS = "Status at month end"
STANDINGS = (Standing.OPEN, Standing.CLOSED, Standing.NOT_STATED)


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum that must hold.

    Attributes:
        check: what must hold.
        of: the table, and the row or the column of it.
        should_be: what it must come to.
        gives: what it comes to.
    """

    check: str
    of: str
    should_be: float
    gives: float

    @property
    def holds(self) -> bool:
        """Whether it comes to what it must."""
        return self.should_be == self.gives

    @property
    def result(self) -> str:
        """What the table says of it."""
        return "holds" if self.holds else "does not hold"


def number(value: object) -> int:
    """A figure of a table; an empty cell is 0."""
    return value if type(value) is int else int(str(value or 0))


def exact(value: object) -> float:
    """A figure that may be a median or a rate; an empty cell is 0."""
    return value if isinstance(value, int | float) else number(value)


def column_sum(table: PublishedTable, header: str) -> int:
    """A column added up."""
    return sum(map(number, table.column(header)))


def figures_of(line: Line, headers: Sequence[str] = FIGURES) -> tuple[int, ...]:
    """Some figures of a row."""
    return tuple(number(line[header]) for header in headers)


def name_of(value: object) -> str:
    """What a row is called: a month in words."""
    return f"{value:%B %Y}" if isinstance(value, date) else str(value)


def recounted(standings: Counter[str]) -> tuple[int, ...]:
    """Total, open, closed and status not stated of some rows of `cases` that stand so."""
    return (standings.total(), *(standings[standing] for standing in STANDINGS))


def each_figure(check: str, of: str, should_be: Sequence[float], gives: Sequence[float]) -> Iterator[Sum]:
    """One sum for each of the four figures."""
    for figure, one, other in zip(FIGURES, should_be, gives, strict=True):
        yield Sum(check, f"{of}, {figure.lower()}", one, other)


def those_that_agree(check: str, of: str, found: Iterable[tuple[str, float, float]]) -> Iterator[Sum]:
    """One sum for all figures of a column that are as they must be, and one for each that is not, by its own name.

    Args:
        check: what must hold.
        of: the table and its column.
        found: what each figure is of, what it must come to, and what it is.
    """
    agreeing = 0
    for name, should_be, gives in found:
        if should_be == gives:
            agreeing += 1
        else:
            yield Sum(check, f"{of}: {name}", should_be, gives)
    yield Sum(check, f"{of}: figures that do", agreeing, agreeing)
