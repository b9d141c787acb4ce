"""Which figures to hide besides the small ones, so that no hidden figure can be worked out and least is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reports.disclosure.reader import Item, Reader

__all__ = ["Cell", "Family"]

_ENOUGH = 1 - 1e-6
"""An item is safe if it can as well be one more or one less: then it is not determined, by whole numbers either."""

_MOST_TRIED_AGAIN = 400
_ZERO_PRICE = 50.0


@dataclass(slots=True)
class Cell:
    """One quantity of a family.

    Attributes:
        value: its true figure.
        price: what is lost if it is hidden.
        hidden_between: least and most that a reader would think possible if it were hidden.
        shown_between: least and most that a reader knows if it is shown; both are the figure unless it is rounded.
        is_hidden: whether it is hidden.
        may_change: whether hiding or showing is still a choice: not for what is known already or never shown at all.
    """

    value: float
    price: float
    hidden_between: tuple[float, float]
    shown_between: tuple[float, float]
    is_hidden: bool = False
    may_change: bool = True

    @property
    def free(self) -> tuple[float, float]:
        """How far it may be from the true figure for a reader, below and above."""
        least, most = self.hidden_between if self.is_hidden else self.shown_between
        return least - self.value, most - self.value

    def paid(self, *, zeros: bool) -> tuple[float, float]:
        """How far it could be if it were hidden as well."""
        if self.is_hidden or not self.may_change or (self.value == 0 and not zeros):
            return 0.0, 0.0
        return self.hidden_between[0] - self.value, self.hidden_between[1] - self.value


@dataclass(slots=True)
class Family:
    """Quantities that sums hold together.

    Attributes:
        cells: the quantities.
        relations: the sums among them.
        differences: further items that nobody may work out; every hidden cell is one.
    """

    cells: list[Cell]
    relations: Sequence[Item]
    differences: Sequence[Item] = ()
    _reader: Reader = field(init=False)
    _seen: list[NDArray[np.float64]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        prices = [one.price * (_ZERO_PRICE if one.value == 0 else 1) for one in self.cells]
        self._reader = Reader(self.relations, prices)
        for place in range(len(self.cells)):
            self._tell(place)

    def protect(self) -> list[Item]:
        """Hide what has to be hidden, and return the items that cannot be protected by hiding whatever is there."""
        chosen: list[int] = []
        lost: list[Item] = []
        while open_items := [one for one in self._unsafe() if one not in lost]:
            deviation = self._cheapest(open_items[0])
            if deviation is None:
                lost.append(open_items[0])
                continue
            for place in self._reader.paid_for(deviation):
                self._set(place, hidden=True)
                chosen.append(place)
            self._seen.append(self._reader.moved(deviation))
        if not lost:
            self._show_again(chosen)
        return lost

    def _cheapest(self, item: Item) -> NDArray[np.float64] | None:
        """The cheapest way to another value of an item; a zero is hidden only where nothing else will do."""
        found = self._reader.another(item)
        if found is None:
            zeros = [place for place, one in enumerate(self.cells) if one.value == 0]
            for place in zeros:
                self._tell(place, zeros=True)
            found = self._reader.another(item)
            for place in zeros:
                self._tell(place)
        return found

    def _show_again(self, chosen: Iterable[int]) -> None:
        """Show what later choices have made needless, the dearest first."""
        worth = sorted(set(chosen), key=lambda place: (-self.cells[place].price, place))
        for place in worth[:_MOST_TRIED_AGAIN]:
            before = self._seen
            self._set(place, hidden=False)
            self._seen = [one for one in before if abs(one[place]) <= 1 - _ENOUGH]
            if self._unsafe():
                self._set(place, hidden=True)
                self._seen = before

    def _unsafe(self) -> list[Item]:
        """The items that nothing shows to be safe; those that cost nothing to protect are found on the way."""
        items = [*self.differences, *({place: 1.0} for place, one in enumerate(self.cells) if self._counts(one))]
        unsafe, before = self._not_seen(items), len(items) + 1
        chance = np.random.default_rng(len(items))
        while unsafe and len(unsafe) < before:
            before = len(unsafe)
            self._seen.append(self._look_around(unsafe, chance))
            unsafe = self._not_seen(unsafe)
        while unsafe:
            deviation = self._reader.another(unsafe[0])
            if deviation is None or self._reader.paid_for(deviation):
                # The rest may be safe once this one is.
                break
            self._seen.append(self._reader.moved(deviation))
            unsafe = self._not_seen(unsafe)
        return unsafe

    def _counts(self, cell: Cell) -> bool:
        return cell.is_hidden and cell.may_change

    def _look_around(self, items: Iterable[Item], chance: np.random.Generator) -> NDArray[np.float64]:
        towards = np.zeros(len(self.cells))
        for item in items:
            sign = chance.choice((-1.0, 1.0))
            for place, factor in item.items():
                towards[place] += sign * factor
        return self._reader.moved(self._reader.somewhere(towards))

    def _not_seen(self, items: Sequence[Item]) -> list[Item]:
        return [one for one in items if not any(abs(_of(one, moved)) >= _ENOUGH for moved in self._seen)]

    def _set(self, place: int, *, hidden: bool) -> None:
        self.cells[place].is_hidden = hidden
        self._tell(place)

    def _tell(self, place: int, *, zeros: bool = False) -> None:
        self._reader.lets(place, self.cells[place].free, self.cells[place].paid(zeros=zeros))


def _of(item: Item, moved: NDArray[np.float64]) -> float:
    return float(sum(factor * moved[place] for place, factor in item.items()))
