"""Groups of very many records, made for all of them at once: which are of the same kind, or name the same term."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count, pairwise
from typing import Any

import numpy as np

from reports.behind.figure import PLACE, Groups

__all__ = ["Kinds", "crossed", "mentioned", "of_kinds"]

_Numbers = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What each of some records is of, or each mention of some records.

    Attributes:
        codes: for each the number of its kind.
        kinds: the kinds.
        places: of the records.
    """

    codes: _Numbers
    kinds: tuple[object, ...]
    places: _Numbers

    def for_each(self, mentions: Kinds) -> Kinds:
        """The same for each mention of these records."""
        return Kinds(self.codes[mentions.places], self.kinds, mentions.places)


def of_kinds(values: Collection[object]) -> Kinds:
    """What each record is of.

    >>> of_kinds(["SAR", "DHR", "SAR"]).codes.tolist()
    [0, 1, 0]
    """
    return _coded(values, np.arange(len(values), dtype=np.int32))


def mentioned(terms: Collection[Collection[object]]) -> Kinds:
    """The terms that records mention, each as often as it is mentioned.

    >>> found = mentioned([("Neglect", "Fire"), (), ("Neglect",)])
    >>> found.codes.tolist(), found.places.tolist()
    ([0, 1, 0], [0, 0, 2])
    """
    times = np.fromiter(map(len, terms), np.int32, len(terms))
    return _coded(chain.from_iterable(terms), np.repeat(np.arange(len(terms), dtype=np.int32), times))


def _coded(values: Iterable[object], places: _Numbers) -> Kinds:
    number_of: defaultdict[object, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(number_of.__getitem__, values), np.int32, len(places))
    return Kinds(codes, tuple(number_of), places)


def crossed(rows: Kinds, columns: Kinds | str) -> Groups:
    """The places of the records behind each figure, by what its row is of and by its column.

    Args:
        rows: what the records are of.
        columns: likewise, or the one column of all.

    >>> groups = crossed(of_kinds(["SAR", "DHR", "SAR"]), "Total")
    >>> {key: places.tolist() for key, places in groups.items()}
    {('SAR', 'Total'): [0, 2], ('DHR', 'Total'): [1]}
    """
    headers: tuple[object, ...] = (columns,)
    codes = rows.codes
    if isinstance(columns, Kinds):
        headers, codes = columns.kinds, rows.codes * np.int32(len(columns.kinds)) + columns.codes
    # In each group the records stay in their order.
    order = np.argsort(codes, kind="stable")
    in_order = codes[order]
    begins = np.flatnonzero(np.diff(in_order, prepend=-1))
    found: dict[tuple[object, str], array[int]] = {}
    for begin, end in pairwise([*begins.tolist(), len(in_order)]):
        row, column = divmod(int(in_order[begin]), len(headers))
        found[rows.kinds[row], str(headers[column])] = array(PLACE, rows.places[order[begin:end]].tobytes())
    return found
