"""Figures by the families that sums hold together, each protected by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

from reports.disclosure.earlier_release import EarlierRelease
from reports.disclosure.hiding import Cell, Family
from reports.disclosure.quantities import Placed, Quantity, Relation
from reports.disclosure.reader import Item
from reports.disclosure.rounding import Control

__all__ = ["families_of"]

_GROWING = ("Total", "Closed")
"""Counts that from month to month only grow: each difference counts reviews that were added or closed."""

_COMING_AND_GOING = ("Open", "Status not stated", "Within expected", "Past expected", "Not judged")
"""What is left after some came and some went: a difference of two counts nothing."""

_GUESSED = 20.0
_ROOM = 20


@dataclass(slots=True)
class _Asked:
    """What all families share."""

    values: Mapping[Quantity, int]
    prices: dict[Quantity, float]
    control: Control
    earlier: EarlierRelease
    month: date
    withdrawn: frozenset[Quantity]
    hidden: set[Quantity] = field(default_factory=set)

    def cell(self, quantity: Quantity) -> Cell:
        """A quantity as hiding sees it."""
        value = self.values[quantity]
        small = self.control.is_small(value)
        most = value + max(value, 4 * self.control.threshold, _ROOM)
        between = (1, self.control.threshold) if small else (self.control.threshold + 1 if value else 0, most)
        if quantity in self.withdrawn:
            between = (0, most)
        known = self.earlier.shown.get(quantity, between)
        if known[0] <= value <= known[1]:
            between = (max(between[0], known[0]), min(between[1], known[1]))
        is_known = between[0] == between[1] == value
        guessed = self.earlier.showed_the_same(quantity, value)
        return Cell(
            value=value,
            price=self.prices[quantity] * (_GUESSED if guessed else 1),
            hidden_between=between,
            shown_between=(value, value) if is_known else self.control.between(self.control.shown(value)),
            is_hidden=quantity in self.hidden and not is_known,
            may_change=not is_known,
        )


def families_of(
    places: Sequence[Placed],
    values: Mapping[Quantity, int],
    relations: Sequence[Relation],
    *,
    control: Control,
    earlier: EarlierRelease,
    month: date,
    withdrawn: frozenset[Quantity] = frozenset(),
) -> tuple[frozenset[Quantity], frozenset[Quantity]]:
    """The quantities to hide, and those that cannot be protected.

    Args:
        places: every figure that would be published.
        values: the true figures.
        relations: the sums among them.
        control: the rules.
        earlier: what readers have.
        month: last day of the reporting month.
        withdrawn: figures that are not released at all, of which a reader knows nothing.
    """
    prices: dict[Quantity, float] = defaultdict(float)
    for one in places:
        prices[one.quantity] += one.weight
    asked = _Asked(values, prices, control, earlier, month, withdrawn)
    asked.hidden |= {one for one, value in values.items() if control.is_small(value)}
    asked.hidden |= {one for one in earlier.hidden if values.get(one)}
    series = _series(values)
    if not control.is_rounded:
        asked.hidden |= set(_told_by_subtraction(values, control, earlier))
        asked.hidden |= {one for growing in series for one in _too_near(growing, asked)}
    asked.hidden |= {one for one in withdrawn if values.get(one)}
    lost: set[Quantity] = set()
    for members in _connected(values, [*relations, *_along(series)]):
        lost |= _protect(members, relations, series, asked)
    return frozenset(asked.hidden), frozenset(lost)


def _series(values: Iterable[Quantity]) -> list[list[Quantity]]:
    """The same growing count as at several months, in their order."""
    found: dict[tuple[tuple[str, ...], str], list[Quantity]] = defaultdict(list)
    for one in values:
        if one.column in _GROWING:
            found[one.subject, one.column].append(one)
    return [sorted(those, key=lambda one: one.month) for those in found.values() if len(those) > 1]


def _told_by_subtraction(
    values: Mapping[Quantity, int], control: Control, earlier: EarlierRelease
) -> Iterator[Quantity]:
    """The figures that differ by a small number from one of the release before."""
    for one, value in values.items():
        if one.column not in _COMING_AND_GOING and any(map(control.is_small, earlier.differences(one, value))):
            yield one


def _too_near(growing: Sequence[Quantity], asked: _Asked) -> Iterator[Quantity]:
    """The months to hide so that no two that are shown differ by a small number: the latest stay."""
    kept: list[int] = []
    given = [one for one in growing if asked.earlier.gives(one, asked.values[one])]
    kept += [asked.values[one] for one in given]
    for one in reversed(growing):
        if one in given or one in asked.hidden:
            continue
        if any(asked.control.is_small(asked.values[one] - value) for value in kept):
            yield one
        else:
            kept.append(asked.values[one])


def _along(series: Iterable[Sequence[Quantity]]) -> list[Relation]:
    return [Relation(tuple((one, 1) for one in growing), "months") for growing in series]


def _connected(values: Mapping[Quantity, int], relations: Iterable[Relation]) -> Iterator[list[Quantity]]:
    """The quantities in families; one that is nothing, and shown as that, holds nothing together."""
    first: dict[Quantity, Quantity] = {one: one for one in values if values[one]}

    def root(one: Quantity) -> Quantity:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for relation in relations:
        there = [quantity for quantity, _ in relation.terms if values[quantity]]
        for one, other in pairwise(there):
            first[root(other)] = root(one)
    families: dict[Quantity, list[Quantity]] = defaultdict(list)
    for one in first:
        families[root(one)].append(one)
    return iter(families.values())


def _protect(
    members: Sequence[Quantity], relations: Iterable[Relation], series: Iterable[Sequence[Quantity]], asked: _Asked
) -> set[Quantity]:
    """Hide what one family needs hidden, and return what cannot be protected."""
    if not asked.hidden.intersection(members):
        return set()
    place = {one: number for number, one in enumerate(members)}
    cells = [asked.cell(one) for one in members]
    rows: list[Item] = []
    for relation in relations:
        row = {place[quantity]: float(factor) for quantity, factor in relation.terms if quantity in place}
        if row:
            rows.append(row)
    differences: list[Item] = []
    for growing in series:
        there = [one for one in growing if one in place]
        rows += _only_grows(there, place, cells, asked)
        differences += _small_differences(there, place, asked)
    family = Family(cells, rows, differences)
    lost = family.protect()
    asked.hidden |= {one for one, cell in zip(members, family.cells, strict=False) if cell.is_hidden}
    return {members[number] for item in lost for number in item if number < len(members)}


def _only_grows(
    growing: Sequence[Quantity], place: Mapping[Quantity, int], cells: list[Cell], asked: _Asked
) -> Iterator[Item]:
    """A reader knows that these counts do not fall: the growth of each month is one more quantity, never shown."""
    values = [asked.values[one] for one in growing]
    if values != sorted(values):
        return
    for (one, before), (other, after) in pairwise(zip(growing, values, strict=True)):
        growth = after - before
        room = growth + max(after, _ROOM)
        cells.append(Cell(growth, 1, (0, room), (0, room), may_change=False))
        yield {place[other]: 1.0, place[one]: -1.0, len(cells) - 1: -1.0}


def _small_differences(growing: Sequence[Quantity], place: Mapping[Quantity, int], asked: _Asked) -> Iterator[Item]:
    for one, other in combinations(growing, 2):
        both_given = all(asked.earlier.gives(each, asked.values[each]) for each in (one, other))
        if asked.control.is_small(asked.values[other] - asked.values[one]) and not both_given:
            yield {place[other]: 1.0, place[one]: -1.0}
