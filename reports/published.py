"""A published table: what one Excel Table of the summary holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from reports.shelf import Remade

__all__ = ["PublishedTable"]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One Excel Table of the summary: its name, its headers and its rows.

    The rows of a very long one are not all in memory: they are gone through from the first to the last.
    """

    name: str
    headers: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]

    def column(self, header: str) -> tuple[object, ...]:
        """One column's values."""
        return tuple(cell for (cell,) in self.cells(header))

    def lines(self, *headers: str) -> Iterator[Mapping[str, object]]:
        """Each row by its headers, or by some of them, which for a long and wide table is much quicker.

        >>> [*PublishedTable("shops", ("Name", "Town", "Open"), (("A", "Leeds", True),)).lines("Open", "Name")]
        [{'Open': True, 'Name': 'A'}]
        """
        if not headers:
            return (dict(zip(self.headers, row, strict=True)) for row in self.rows)
        return (dict(zip(headers, cells, strict=True)) for cells in self.cells(*headers))

    def cells(self, *headers: str) -> Iterator[tuple[object, ...]]:
        """The cells of some columns, row by row, gone through once.

        >>> [*PublishedTable("shops", ("Name", "Town", "Open"), (("A", "Leeds", True),)).cells("Open", "Name")]
        [(True, 'A')]
        """
        places = [self.headers.index(header) for header in headers]
        if isinstance(self.rows, Remade) and (columns := self.rows.columns(places)) is not None:
            return columns
        first, *others = places
        return map(itemgetter(first, *others), self.rows) if others else ((row[first],) for row in self.rows)

    @classmethod
    def of(cls, name: str, frame: pd.DataFrame) -> PublishedTable:
        """A table out of a frame, counts as plain whole numbers."""
        rows = tuple(tuple(row) for row in frame.astype(object).itertuples(index=False))
        return cls(name, tuple(frame.columns), rows)
