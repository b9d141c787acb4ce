"""The values of a column in little memory: a code each where many are equal, one long text where none are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, count, repeat
from operator import eq
from typing import TypeVar, cast

from reports.shelf import ByPlace

__all__ = ["packed"]

_Value = TypeVar("_Value")

_WITH_ONE_BYTE, _WITH_TWO_BYTES = 1 << 8, 1 << 16


def packed(values: Sequence[_Value]) -> Sequence[_Value]:
    """The same values, kept in what takes least. Values that are equal must be of one type.

    >>> column = packed(["Open", "Closed", None] * 100)
    >>> len(column), column[1], list(column)[297:]
    (300, 'Closed', ['Open', 'Closed', None])
    """
    if not values:
        return ()
    try:
        different = dict.fromkeys(values)
    except TypeError:
        # What cannot be a key has nothing to be told apart by.
        return tuple(values)
    if len(different) == 1:
        return _Same(values[0], len(values))
    if len(different) == len(values) and _is_one_by_one(values):
        return cast(Sequence[_Value], range(cast(int, values[0]), cast(int, values[-1]) + 1))
    if len(different) * 2 > len(values) and set(map(type, values)) <= {str, type(None)} and "" not in different:
        return cast(Sequence[_Value], _Texts(cast(Sequence[str | None], values)))
    codes = map(dict(zip(different, count(), strict=False)).__getitem__, values)
    kind = "H" if len(different) <= _WITH_TWO_BYTES else "I"
    return _Coded(bytes(codes) if len(different) <= _WITH_ONE_BYTE else array(kind, codes), tuple(different))


def _is_one_by_one(values: Sequence[object]) -> bool:
    first = values[0]
    return type(first) is int and all(map(eq, values, count(first))) and set(map(type, values)) == {int}


def with_shared(column: Sequence[_Value], known: dict[object, object]) -> Sequence[_Value]:
    """A packed column whose values are kept once for all columns that have them.

    Args:
        column: as `packed` made it.
        known: the values that others have, and this column's from now on.
    """
    if isinstance(column, _Same):
        return _Same(_shared(column.at(0), known), len(column))
    return column.with_shared(known) if isinstance(column, _Coded) else column


def _shared(value: _Value, known: dict[object, object]) -> _Value:
    # Equal values of two types are two values here.
    return cast(_Value, known.setdefault((type(value), value), value))


class _Same(ByPlace[_Value]):
    """One value again and again."""

    __slots__ = ("_number", "_value")

    def __init__(self, value: _Value, number: int) -> None:
        self._value = value
        self._number = number

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[_Value]:
        return repeat(self._value, self._number)

    def at(self, place: int) -> _Value:
        return self._value


class _Coded(ByPlace[_Value]):
    """The different values, and which of them stands where."""

    __slots__ = ("_codes", "_values")

    def __init__(self, codes: Sequence[int], values: tuple[_Value, ...]) -> None:
        self._codes = codes
        self._values = values

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[_Value]:
        return map(self._values.__getitem__, self._codes)

    def at(self, place: int) -> _Value:
        return self._values[self._codes[place]]

    def with_shared(self, known: dict[object, object]) -> _Coded[_Value]:
        return _Coded(self._codes, tuple([_shared(value, known) for value in self._values]))


class _Texts(ByPlace[str | None]):
    """Texts one behind the other; none of them is empty, and where there is none stands an empty one."""

    __slots__ = ("_ends", "_text")

    def __init__(self, values: Sequence[str | None]) -> None:
        self._text = "".join(value or "" for value in values)
        self._ends = array("I", accumulate((len(value or "") for value in values), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str | None]:
        text, begin = self._text, 0
        ends = iter(self._ends)
        next(ends)
        for end in ends:
            yield text[begin:end] or None
            begin = end

    def at(self, place: int) -> str | None:
        return self._text[self._ends[place] : self._ends[place + 1]] or None
