"""Which records of the two sides are worth comparing: they share a reference, all but one sign of it, or a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reports.reconciling.sides import SideRecord
from reports.reconciling.slips import SHORTEST, with_one_sign_less
from validators.vocabularies.organisations import icb_lineage

__all__ = ["MOST_SHARING", "candidate_pairs"]

MOST_SHARING = 2_500
"""A key that more pairs share tells nobody from another, a stand-in date for example; other keys still find them."""

_DAYS = ("incident_date", "date_referred", "date_commissioned", "date_signed_off", "date_closed")


def candidate_pairs(tracker: Sequence[SideRecord], local: Sequence[SideRecord]) -> set[tuple[int, int]]:
    """Pairs of positions, tracker first."""
    pairs = set(_sharing(_by_key(tracker, _keys), _by_key(local, _keys)))
    # A record that names no ICB may be of any.
    for one_side, other_side in ((_of_no_icb(tracker), local), (tracker, _of_no_icb(local))):
        pairs.update(_sharing(_by_key(one_side, _days), _by_key(other_side, _days)))
    return pairs


_Key = tuple[object, ...]
_Keyed = dict[_Key, list[int]]


def _sharing(theirs: _Keyed, ours: _Keyed) -> Iterator[tuple[int, int]]:
    for key, left in theirs.items():
        right = ours.get(key, [])
        if len(left) * len(right) <= MOST_SHARING:
            yield from ((one, other) for one in left for other in right)


def _of_no_icb(records: Sequence[SideRecord]) -> list[SideRecord | None]:
    """The records without an ICB in their places."""
    return [None if record.icb else record for record in records]


def _by_key(records: Sequence[SideRecord | None], keys: Callable[[SideRecord], Iterator[_Key]]) -> _Keyed:
    places: _Keyed = {}
    for position, record in enumerate(records):
        for key in set(keys(record)) if record is not None else ():
            places.setdefault(key, []).append(position)
    return places


def _keys(record: SideRecord) -> Iterator[_Key]:
    for reference in record.references:
        yield ("reference", reference.key)
        if len(reference.key) >= SHORTEST:
            yield from (("reference", rest) for rest in with_one_sign_less(reference.key))
    # A day is shared by too many of all England: with its ICB it is shared by few.
    for icb in icb_lineage(record.icb) if record.icb else ():
        yield from ((*key, icb) for key in _days(record))


def _days(record: SideRecord) -> Iterator[_Key]:
    for field in _DAYS:
        day = getattr(record.review, field)
        if day is not None:
            yield (field, day)
