"""Sets of rows as whole numbers, so that what holds of many rows is combined for all of them at once.

A set has a byte for each row, 1 where the row belongs to it. Sets meet by `&` and join by `|` at the speed at which a
processor goes through memory, and added up they say of each row to how many of them it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

__all__ = ["NO_ROWS", "Coded", "RowSet", "all_rows", "coded", "how_often", "positions", "rows_at", "rows_where"]

RowSet = int

NO_ROWS: RowSet = 0
_MOST_IN_A_BYTE = 255
_BYTES = 256
_FEW_OF = 8


def rows_where(flags: Iterable[bool]) -> RowSet:
    """The rows whose flag is set, of the flags of all rows in order.

    >>> [*positions(rows_where([True, False, True]) & rows_where([False, False, True]))]
    [2]
    """
    return int.from_bytes(bytes(flags), "little")


def all_rows(number: int) -> RowSet:
    """The set of so many rows."""
    return int.from_bytes(b"\1" * number, "little")


def rows_at(places: Iterable[int]) -> RowSet:
    """The rows at these positions.

    >>> [*positions(rows_at([3, 1, 3]))]
    [1, 3]
    """
    found = set(places)
    flags = bytearray(max(found, default=-1) + 1)
    for place in found:
        flags[place] = 1
    return int.from_bytes(flags, "little")


def positions(rows: RowSet) -> Iterator[int]:
    """The positions of the rows of a set, in order."""
    flags = _flags(rows, (rows.bit_length() + 7) // 8)
    if rows.bit_count() * _FEW_OF > len(flags):
        yield from compress(range(len(flags)), flags)
        return
    at = flags.find(1)
    while at >= 0:
        yield at
        at = flags.find(1, at + 1)


@dataclass(frozen=True, slots=True)
class Coded:
    """Many rows that share few values: for each a byte, the place of its value among the distinct ones."""

    values: tuple[Any, ...]
    codes: bytes

    def rows(self, test: Callable[[Any], object]) -> RowSet:
        """The rows whose value stands a test, which is asked of each distinct value once.

        >>> [*positions(coded(["Open", None, "Open"]).rows(lambda value: value == "Open"))]
        [0, 2]
        """
        standing = bytes([1 if test(value) else 0 for value in self.values])
        return int.from_bytes(self.codes.translate(standing.ljust(_BYTES, b"\0")), "little")


def coded(values: Sequence[Hashable]) -> Coded | None:
    """Rows by their values; None where more of these differ than a byte can tell apart."""
    distinct = tuple(dict.fromkeys(values))
    if len(distinct) > _BYTES:
        return None
    code = {value: place for place, value in enumerate(distinct)}
    return Coded(distinct, bytes(map(code.__getitem__, values)))


def how_often(sets: Sequence[RowSet], *, of: int) -> list[int]:
    """For each of so many rows to how many of the sets it belongs.

    >>> how_often([rows_where([True, True]), rows_where([False, True])], of=2)
    [1, 2]
    """
    blocks = [sets[first : first + _MOST_IN_A_BYTE] for first in range(0, len(sets), _MOST_IN_A_BYTE)]
    return [sum(counts) for counts in zip(bytes(of), *(_flags(sum(block), of) for block in blocks), strict=True)]


def _flags(rows: RowSet, number: int) -> bytes:
    return rows.to_bytes(number, "little")
