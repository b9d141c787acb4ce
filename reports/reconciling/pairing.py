"""Pair the records of both sides, one with one, so that all pairs together have the most that speaks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import lap
import numpy as np

from reports.reconciling.candidates import candidate_pairs
from reports.reconciling.comparing import ENOUGH, Agreement, agreements_between, related_icbs
from reports.reconciling.sides import SideRecord
from validators.linked_records import leader_of

__all__ = ["Pair", "Reconciled", "Unpaired", "reconcile"]

# Of two that fit equally well the one further up is taken, so that the answer does not hang on chance.
_A_ROW = 1e-7
# A pair is sure when it is this much better than what either of the two fits besides.
_CLEAR = 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One review on both sides.

    Attributes:
        tracker, local: its records.
        agreements: what speaks for and against it.
        is_sure: whether neither of the two fits another record nearly as well.
    """

    tracker: SideRecord
    local: SideRecord
    agreements: tuple[Agreement, ...]
    is_sure: bool

    @property
    def evidence(self) -> str:
        """Which keys agree, nearly agree and differ, in words; no value."""
        return "; ".join(one.what for one in self.agreements)


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A record without another side.

    Attributes:
        record: the record.
        fits: the record of the other side that it fits, which is paired with a better one; None where it fits none.
        taken_by: the record of its own side that has that one.
    """

    record: SideRecord
    fits: SideRecord | None = None
    taken_by: SideRecord | None = None

    @property
    def evidence(self) -> str:
        """Why it is alone."""
        if self.fits is None or self.taken_by is None:
            return "no record of the other side fits"
        return f"fits {self.fits.where}, which {self.taken_by.where} fits as well: it may stand twice"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Both sides, paired.

    Attributes:
        pairs: in the order of the extract.
        only_tracker, only_local: records without another side.
        not_compared: records of the extract whose ICB has no return here.
    """

    pairs: tuple[Pair, ...]
    only_tracker: tuple[Unpaired, ...]
    only_local: tuple[Unpaired, ...]
    not_compared: tuple[SideRecord, ...]


def reconcile(
    tracker: Sequence[SideRecord], local: Sequence[SideRecord], *, icbs: Iterable[str] | None = None
) -> Reconciled:
    """Pair the records of an extract with those of returns.

    Records of the extract that name an ICB without a return are not compared.

    Args:
        tracker: the extract's records.
        local: the returns' records.
        icbs: codes of the ICBs whose returns these are; those that the records name if left out.
    """
    held = set(icbs) if icbs is not None else {one.icb for one in local if one.icb}
    there = [one for one in tracker if one.icb is None or any(related_icbs(one.icb, code) for code in held)]
    compared = set(map(id, there))
    weights = _weighed(there, local)
    chosen = dict(_assigned(weights))
    best = _Rivals(weights, chosen)
    pairs = tuple(
        Pair(there[one], local[other], weights[one, other][1], best.is_clear(one, other))
        for one, other in sorted(chosen.items())
    )
    taken = {other: one for one, other in chosen.items()}
    return Reconciled(
        pairs=pairs,
        only_tracker=tuple(
            _unpaired(record, best.of_tracker(place), there, local, taken)
            for place, record in enumerate(there)
            if place not in chosen
        ),
        only_local=tuple(
            _unpaired(record, best.of_local(place), local, there, chosen)
            for place, record in enumerate(local)
            if place not in taken
        ),
        not_compared=tuple(one for one in tracker if id(one) not in compared),
    )


_Weights = dict[tuple[int, int], tuple[float, tuple[Agreement, ...]]]


def _weighed(tracker: Sequence[SideRecord], local: Sequence[SideRecord]) -> _Weights:
    """The pairs for which enough speaks."""
    weights: _Weights = {}
    for one, other in sorted(candidate_pairs(tracker, local)):
        agreements = agreements_between(tracker[one], local[other])
        weight = sum(each.weight for each in agreements)
        if weight >= ENOUGH:
            weights[one, other] = (weight, agreements)
    return weights


def _assigned(weights: _Weights) -> Iterator[tuple[int, int]]:
    """Choose pairs, each record once at most; what is not connected by any pair is decided by itself."""
    for edges in _connected(list(weights)):
        rows, columns = (sorted({edge[side] for edge in edges}) for side in (0, 1))
        worth = np.zeros((len(rows), len(columns)))
        for one, other in edges:
            place = rows.index(one), columns.index(other)
            # Above what is just enough: one sure pair is worth more than two doubtful ones.
            worth[place] = weights[one, other][0] - ENOUGH + 1.0 - _A_ROW * sum(place)
        _, found, _ = lap.lapjv(worth.max() - worth, extend_cost=True)
        for row, column in zip(rows, found, strict=True):
            if column >= 0 and (row, columns[column]) in weights:
                yield row, columns[column]


def _connected(edges: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pairs in groups that share no record."""
    leaders = list(range(len(edges)))
    first: dict[tuple[int, int], int] = {}
    for number, edge in enumerate(edges):
        for side, record in enumerate(edge):
            other = first.setdefault((side, record), number)
            leaders[leader_of(leaders, number)] = leader_of(leaders, other)
    groups: dict[int, list[tuple[int, int]]] = {}
    for number, edge in enumerate(edges):
        groups.setdefault(leader_of(leaders, number), []).append(edge)
    return list(groups.values())


class _Rivals:
    """What else each record fits."""

    def __init__(self, weights: _Weights, chosen: dict[int, int]) -> None:
        self._weights = weights
        self._tracker: dict[int, list[tuple[float, int]]] = {}
        self._local: dict[int, list[tuple[float, int]]] = {}
        for (one, other), (weight, _) in weights.items():
            self._tracker.setdefault(one, []).append((weight, other))
            self._local.setdefault(other, []).append((weight, one))

    def is_clear(self, one: int, other: int) -> bool:
        """Whether a pair is much better than any other of its two records."""
        weight = self._weights[one, other][0]
        others = [rival for rival, place in self._tracker[one] if place != other]
        others += [rival for rival, place in self._local[other] if place != one]
        return all(weight - rival >= _CLEAR for rival in others)

    def of_tracker(self, one: int) -> int | None:
        """The record of a return that a record of the extract fits best."""
        return _best(self._tracker.get(one, []))

    def of_local(self, other: int) -> int | None:
        """The record of the extract that a record of a return fits best."""
        return _best(self._local.get(other, []))


def _best(rivals: Sequence[tuple[float, int]]) -> int | None:
    return max(rivals, key=lambda one: (one[0], -one[1]))[1] if rivals else None


def _unpaired(
    record: SideRecord,
    fits: int | None,
    own: Sequence[SideRecord],
    others: Sequence[SideRecord],
    taken: dict[int, int],
) -> Unpaired:
    if fits is None or fits not in taken:
        return Unpaired(record)
    return Unpaired(record, others[fits], own[taken[fits]])
