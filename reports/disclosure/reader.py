"""What a reader can work out: other figures that agree with all that is shown, found by linear programming (HiGHS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

__all__ = ["Item", "Reader"]

Item = Mapping[int, float]
"""A figure, or a difference of two, that nobody may work out: the cells that make it and their factors."""

_SMALL = 1e-6
_FREE, _MORE, _LESS = range(3)


class _Silent(highspy.Highs):
    """HiGHS, which writes its name to standard output as it enables its callbacks, unless it is told before."""

    def enableCallbacks(self) -> None:  # noqa: N802 - as HiGHS calls it
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Reader:
    """A reader of one family of figures, who knows every sum among them.

    Deviations from the true figures are looked for that agree with all that is shown. Each cell has three: the free
    one, which costs nothing because the cell is hidden or rounded, and one up and one down that would have to be paid
    for by hiding the cell as well.

    Args:
        relations: each sum as cells and factors; the deviations of one come to nothing.
        prices: what is lost if a cell is hidden.
    """

    def __init__(self, relations: Sequence[Item], prices: Sequence[float]) -> None:
        self._size = len(prices)
        self._solver = _Silent()  # type: ignore[no-untyped-call]
        for name, value in (("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            self._solver.setOptionValue(name, value)
        self._prices = np.array([*np.zeros(self._size), *prices, *prices])
        self._columns = np.arange(3 * self._size, dtype=np.int32)
        self._solver.addVars(3 * self._size, np.zeros(3 * self._size), np.zeros(3 * self._size))
        for relation in relations:
            self._add_row(relation, 0.0, 0.0)
        self._aim = self._solver.getNumRow()
        self._lower = np.zeros(3 * self._size)
        self._upper = np.zeros(3 * self._size)

    def lets(self, cell: int, free: tuple[float, float], paid: tuple[float, float]) -> None:
        """Say how far a cell may be from its true figure (below, above): for nothing, and at a price."""
        limits = {_FREE: free, _MORE: (0.0, max(paid[1], 0.0)), _LESS: (0.0, max(-paid[0], 0.0))}
        for kind, (lower, upper) in limits.items():
            column = kind * self._size + cell
            self._lower[column], self._upper[column] = lower, upper
            self._solver.changeColBounds(column, lower, upper)

    def paid_for(self, deviation: NDArray[np.float64]) -> list[int]:
        """The cells that have to be hidden for a deviation to be possible."""
        more, less = deviation[self._size : 2 * self._size], deviation[2 * self._size :]
        return [int(cell) for cell in np.flatnonzero(more + less > _SMALL)]

    def moved(self, deviation: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far each cell is from its true figure."""
        free, more, less = (deviation[kind * self._size : (kind + 1) * self._size] for kind in range(3))
        return np.asarray(free + more - less)

    def another(self, item: Item) -> NDArray[np.float64] | None:
        """The cheapest deviation in which an item is at least one more, or one less; None where there is none."""
        self._costs(self._prices)
        found = [
            solved
            for least, most in ((1.0, highspy.kHighsInf), (-highspy.kHighsInf, -1.0))
            if (solved := self._with_aim(item, least, most)) is not None
        ]
        return min(found, key=lambda one: one[0])[1] if found else None

    def somewhere(self, towards: NDArray[np.float64]) -> NDArray[np.float64]:
        """A deviation that costs nothing, as far as it goes in a direction (a factor a cell)."""
        self._pay(allowed=False)
        self._costs(np.array([*-towards, *np.zeros(2 * self._size)]))
        found = self._solved()
        self._pay(allowed=True)
        return np.zeros(3 * self._size) if found is None else found[1]

    def _with_aim(self, item: Item, least: float, most: float) -> tuple[float, NDArray[np.float64]] | None:
        self._add_row(item, least, most)
        found = self._solved()
        self._solver.deleteRows(1, np.array([self._aim], dtype=np.int32))
        return found

    def _add_row(self, item: Item, least: float, most: float) -> None:
        signs = ((_FREE, 1.0), (_MORE, 1.0), (_LESS, -1.0))
        columns = [kind * self._size + cell for kind, _ in signs for cell in item]
        factors = [sign * factor for _, sign in signs for factor in item.values()]
        self._solver.addRow(least, most, len(columns), np.array(columns, dtype=np.int32), np.array(factors))

    def _costs(self, costs: NDArray[np.float64]) -> None:
        self._solver.changeColsCost(len(costs), self._columns, costs)

    def _pay(self, *, allowed: bool) -> None:
        upper = self._upper if allowed else np.array([*self._upper[: self._size], *np.zeros(2 * self._size)])
        self._solver.changeColsBounds(len(upper), self._columns, self._lower, upper)

    def _solved(self) -> tuple[float, NDArray[np.float64]] | None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return self._solver.getInfo().objective_function_value, np.array(self._solver.getSolution().col_value)
