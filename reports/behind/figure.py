"""The records behind one figure, and the places by which records are named."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pandas as pd

from reports.bridge import Bridge
from reports.choosing import Decision
from reports.compared import Compared
from reports.expected import Expected
from reports.figures.joint_reviews import JointReviews
from reports.history import PreviousRecord
from reports.matching import CountedRecord, Pair
from reports.published import PublishedTable

__all__ = [
    "PLACE",
    "Answerable",
    "Behind",
    "Found",
    "Groups",
    "How",
    "Line",
    "Places",
    "WholeReturn",
    "figures_of",
    "grouped",
]

Line = Mapping[str, object]
Groups = Mapping[tuple[object, str], Sequence[int]]
"""The places of the records behind each figure, by what its row is of and by its column."""

PLACE = "i"
"""How a place is kept in an array: a record stands behind a hundred figures, and whole numbers of Python take eight
times as much."""

Found = Iterable[tuple[tuple[object, str], int]]
"""A figure and the place of one record behind it."""


class How(StrEnum):
    """How a figure comes from what is listed behind it."""

    COUNTED = "counted"
    ADDED = "added up"
    WORKED_OUT = "worked out over them"
    TYPED = "as typed there"


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind one figure.

    Attributes:
        table: the figure's table.
        row: its row, counted from 0.
        label: what its row is of.
        column: its column.
        figure: the figure.
        places: of the records; a record that counts twice, for two mentions, stands there twice.
        how: the figure comes from them.
    """

    table: str
    row: int
    label: str
    column: str
    figure: float
    places: Sequence[int]
    how: How = How.COUNTED


@dataclass(frozen=True, slots=True)
class WholeReturn:
    """A return as a whole, for what is said of it and not of its records."""

    icb: str
    file: str


@dataclass(slots=True)
class Places:
    """The places of records: this month's first, in their order, then all else that stands behind a figure.

    Attributes:
        number: how many records this month's returns hold.
        others: with their places: records that are in no return any more, as last published, and whole returns.
    """

    number: int
    others: dict[PreviousRecord | WholeReturn, int] = field(default_factory=dict)

    def of(self, pairs: Iterable[Pair]) -> Sequence[int]:
        """The places of some records."""
        return array(PLACE, map(self.of_pair, pairs))

    def of_all(self, bridge: Bridge) -> Sequence[int]:
        """The places of all pairs of a bridge."""
        found = enumerate(bridge.places)
        return array(PLACE, (self.of_pair(bridge.pairs[at]) if place is None else place for at, place in found))

    def of_pair(self, pair: Pair) -> int:
        """The place of one."""
        if pair.place is not None or pair.before is None:
            return pair.place or 0
        return self.of_other(pair.before)

    def of_other(self, one: PreviousRecord | WholeReturn) -> int:
        """The place of what is no record of this month's returns."""
        return self.others.setdefault(one, self.number + len(self.others))


@dataclass(frozen=True, slots=True)
class Answerable:
    """A month with all that is asked for what stands behind its figures.

    Attributes:
        month: last day of the reporting month.
        frame: the counted cases.
        records: every record that the returns hold with its file, the counted ones first and as in the frame.
        compared: the month against those before it.
        counting: the returns that count.
        expected: the returns that were expected.
        joint: the counted records in their linked groups.
        current_on: the day whose ICBs the trend shows; None for those of each month.
    """

    month: date
    frame: pd.DataFrame
    records: Sequence[tuple[CountedRecord, str]]
    compared: Compared
    counting: Sequence[Decision]
    expected: Sequence[Expected]
    joint: JointReviews
    current_on: date | None = None


def grouped(found: Found) -> Groups:
    """The records behind each figure together."""
    groups: defaultdict[tuple[object, str], array[int]] = defaultdict(lambda: array(PLACE))
    for key, place in found:
        groups[key].append(place)
    return groups


def figures_of(
    table: PublishedTable, key: str | Callable[[int, Line], object], groups: Groups, *, how: How = How.COUNTED
) -> Iterator[Behind]:
    """Each figure of a table with its records, for the columns that the groups name.

    Args:
        table: the table.
        key: the column that says what a row is of, or what finds it by the row's number and its cells.
        groups: the records of each figure; what has none is left out, and so is an empty cell.
        how: the figures come from them.
    """
    named = {column for _, column in groups}
    columns = [header for header in table.headers if header in named]
    for row, line in enumerate(table.lines()):
        of = line[key] if isinstance(key, str) else key(row, line)
        for column in columns:
            behind, figure = groups.get((of, column)), line[column]
            if behind and isinstance(figure, int | float):
                yield Behind(table.name, row, _label(of, line), column, figure, behind, how)


def _label(of: object, line: Line) -> str:
    if isinstance(of, date):
        return f"{of:%B %Y}"
    if isinstance(of, tuple):
        return ", ".join(f"{part:%B %Y}" if isinstance(part, date) else str(part) for part in of)
    return str(next(iter(line.values()))) if isinstance(of, int) else str(of)
