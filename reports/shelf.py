"""What is too much for memory lies on a shelf: a temporary file without a name, which ends with the program.

It holds what the outputs hold, with every personal detail replaced that was found. Nobody else can open it: on Linux
and macOS it has no name in any folder, on Windows it is this user's alone, and the system removes it when the program
ends, however that ends.
"""

from __future__ import annotations

import pickle
import tempfile
from abc import abstractmethod
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import IO, Generic, TypeVar, overload

from validators.messages import summaries as messages
from workbook_templates.faults import FileFault

__all__ = [
    "MOST_IN_MEMORY",
    "ByPlace",
    "Joined",
    "Remade",
    "Shelf",
    "Shelved",
    "are_too_many",
    "kept",
    "remade",
]

_Item = TypeVar("_Item")

MOST_IN_MEMORY = 100_000
"""Rows of a table; of more than these, none is kept in memory."""

_ROWS_AT_ONCE = 500
"""Rows that lie together: a row of the drill may take tens of thousands of characters."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Where a batch lies, in bytes, and how many items it has."""

    start: int
    length: int
    items: int


class Shelf:
    """One temporary file, in which batches lie one behind the other."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._taken: tuple[_Batch | None, Sequence[object]] = (None, ())

    def put(self, *batches: Iterable[_Item]) -> Shelved[_Item]:
        """Put batches on the shelf.

        Raises:
            FileFault: there is no room for them.
        """
        return self.put_all(batches)

    def put_all(self, batches: Iterable[Iterable[_Item]]) -> Shelved[_Item]:
        """The same with batches that are made one after the other."""
        return Shelved(self, [self._put(list(batch)) for batch in batches])

    def take(self, batch: _Batch) -> Sequence[object]:
        """A batch as it was put there; the one that was taken last is still at hand."""
        if self._taken[0] is not batch and self._file is not None:
            self._file.seek(batch.start)
            # It is this program's own, in a file that nobody else can open.
            self._taken = (batch, pickle.loads(self._file.read(batch.length)))  # noqa: S301
        return self._taken[1]

    def _put(self, items: Sequence[object]) -> _Batch:
        content = pickle.dumps(items, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="scrt-")  # noqa: SIM115 - it stays open with the shelf
            self._file.seek(self._end)
            self._file.write(content)
            self._file.flush()
        except OSError as refused:
            raise FileFault(messages.NO_ROOM_TO_WORK(folder=tempfile.gettempdir())) from refused
        batch = _Batch(self._end, len(content), len(items))
        self._end += len(content)
        return batch


class ByPlace(Sequence[_Item], Generic[_Item]):
    """A sequence whose items are had one at a time."""

    __slots__ = ()

    @abstractmethod
    def at(self, place: int) -> _Item:
        """The item of a place, counted from 0."""

    @overload
    def __getitem__(self, place: int) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Item]: ...
    def __getitem__(self, place: int | slice) -> _Item | Sequence[_Item]:
        places = range(len(self))[place]
        return self.at(places) if isinstance(places, int) else [self.at(each) for each in places]


class Shelved(ByPlace[_Item]):
    """What lies on a shelf, as the sequence that it was: meant to be gone through from its beginning."""

    def __init__(self, shelf: Shelf, batches: Sequence[_Batch]) -> None:
        self._shelf = shelf
        self._batches = batches
        self._ends = list(accumulate(batch.items for batch in batches))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[_Item]:
        for batch in self._batches:
            yield from self._taken(batch)

    def at(self, place: int) -> _Item:
        """The item of a place; the batch that it lies in is taken from the shelf."""
        number, place = _found(self._ends, place)
        return self._taken(self._batches[number])[place]

    def _taken(self, batch: _Batch) -> Sequence[_Item]:
        return self._shelf.take(batch)  # type: ignore[return-value]


class Joined(ByPlace[_Item]):
    """Sequences one behind the other, as one."""

    __slots__ = ("_ends", "_parts")

    def __init__(self, parts: Iterable[Sequence[_Item]]) -> None:
        self._parts = [part for part in parts if len(part)]
        self._ends = list(accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[_Item]:
        return chain.from_iterable(self._parts)

    def at(self, place: int) -> _Item:
        """The item of a place."""
        number, place = self.find(place)
        return self._parts[number][place]

    def find(self, place: int) -> tuple[int, int]:
        """Which part a place is in, empty ones left out, and the place within it."""
        return _found(self._ends, place)


def _found(ends: Sequence[int], place: int) -> tuple[int, int]:
    """Which of the parts that end there a place is in, and the place within it."""
    number = bisect_right(ends, place)
    return number, place - (ends[number - 1] if number else 0)


class Remade(Sequence[_Item], Generic[_Item]):
    """A sequence that is made anew each time it is gone through, from what takes less memory than it does.

    Args:
        make: goes through its items.
        number: how many they are.
        column: goes through what stands in a place of each, where that is quicker than to make them whole.
    """

    def __init__(
        self,
        make: Callable[[], Iterator[_Item]],
        number: int,
        column: Callable[[int], Iterable[object]] | None = None,
    ) -> None:
        self._make = make
        self._number = number
        self._column = column

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[_Item]:
        return self._make()

    def columns(self, places: Iterable[int]) -> Iterator[tuple[object, ...]] | None:
        """What stands in some places of each item; None where it is no quicker than to go through them."""
        return None if self._column is None else zip(*map(self._column, places), strict=True)

    @overload
    def __getitem__(self, place: int) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Item]: ...
    def __getitem__(self, place: int | slice) -> _Item | Sequence[_Item]:
        places = range(self._number)[place]
        if isinstance(places, int):
            return next(islice(self._make(), places, None))
        forwards = places if places.step > 0 else places[::-1]
        taken = list(islice(self._make(), forwards.start, forwards.stop, forwards.step))
        return taken if forwards is places else taken[::-1]


def remade(
    make: Callable[[], Iterator[_Item]], number: int, column: Callable[[int], Iterable[object]] | None = None
) -> Sequence[_Item]:
    """Rows in memory, or made anew each time where there are very many.

    >>> remade(lambda: iter("abc"), 3)
    ('a', 'b', 'c')
    """
    return Remade(make, number, column) if are_too_many(number) else tuple(make())


def are_too_many(number: int) -> bool:
    """Whether so many are not kept in memory."""
    return number > MOST_IN_MEMORY


def kept(rows: Iterable[_Item]) -> Sequence[_Item]:
    """Rows as they are needed again and again: in memory, or on a shelf where there are very many.

    >>> kept(iter("abc"))
    ('a', 'b', 'c')
    """
    coming = iter(rows)
    first = deque(islice(coming, MOST_IN_MEMORY + 1))
    if len(first) <= MOST_IN_MEMORY:
        return tuple(first)
    return Shelf().put_all(_in_batches(chain(_taken_out(first), coming)))


def _taken_out(rows: deque[_Item]) -> Iterator[_Item]:
    """The rows, none of which is held any longer once it was had."""
    while rows:
        yield rows.popleft()


def _in_batches(rows: Iterator[_Item]) -> Iterator[Sequence[_Item]]:
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield batch
