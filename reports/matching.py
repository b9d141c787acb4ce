"""Which record of this month is which of an earlier one: by origin first, then by reference."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain, compress, count, repeat
from operator import itemgetter
from typing import NamedTuple

from reports.history import PreviousRecord, Transition
from reports.kept_records import shown_by
from reports.receiving import AnyRecord
from reports.shelf import ByPlace, Joined
from reports.unheard import EVERYBODY_HEARD, Unheard
from validators.cells import cell_text
from validators.month_end import Standing
from validators.placeholders import is_placeholder
from validators.vocabularies import spelling_key

__all__ = ["Counted", "CountedRecord", "Filed", "Pair", "RecordsNow", "Whose", "transitions"]

_REFERENCES = ("identifier_reference_1", "identifier_reference_2")


class CountedRecord(NamedTuple):
    """A record with the ICB it counts for and its standing at the month's end.

    Attributes:
        icb: code of the ICB that it counts for.
        standing: Open, Closed, Not Stated or after the month.
        record: the record.
        carried_from: last day of the month whose record it is, where its ICB has sent none since; else None.
    """

    icb: str
    standing: str
    record: AnyRecord
    carried_from: date | None = None

    @property
    def record_no(self) -> str:
        """The record number as the summary shows it."""
        return self._shown("record_no")

    @property
    def origin(self) -> str:
        """The record's first ICB, part and number."""
        return self._shown("origin")

    @property
    def review_type(self) -> str:
        """The type as the summary shows it."""
        return self._shown("review_type")

    @property
    def references(self) -> tuple[str, ...]:
        """Identifier references, folded for comparing; a placeholder is none."""
        review = self.record.review
        return tuple(
            spelling_key(text)
            for text in (review.identifier_reference_1, review.identifier_reference_2)
            if text is not None and not is_placeholder(text)
        )

    @property
    def as_published(self) -> PreviousRecord:
        """The record as next month's run reads it back from the summary."""
        return self.published_as(self.standing)

    def published_as(self, standing: str) -> PreviousRecord:
        """The record as a summary would have it in which it stands so."""
        shown = tuple(text for text in map(self._shown, _REFERENCES) if text)
        return PreviousRecord(self.icb, self.record_no, self.origin, shown, standing, self.review_type)

    def _shown(self, field: str) -> str:
        return cell_text(self.record.shown(field))


class Filed(ByPlace[tuple[CountedRecord, str]]):
    """Records, return by return, each with the name of the file that it stands in.

    Attributes:
        returns: the records of each return, with its file.
        records: the records.
    """

    def __init__(self, returns: Iterable[tuple[str, Counted]]) -> None:
        self.returns = [(file, records) for file, records in returns if len(records)]
        self.records = Joined(records for _, records in self.returns)

    def __add__(self, other: Filed) -> Filed:
        return Filed((*self.returns, *other.returns))

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[tuple[CountedRecord, str]]:
        return chain.from_iterable(zip(records, repeat(file), strict=False) for file, records in self.returns)

    def at(self, place: int) -> tuple[CountedRecord, str]:
        """The record of a place."""
        number, place = self.records.find(place)
        file, records = self.returns[number]
        return records[place], file


class Counted(ByPlace[CountedRecord]):
    """Those records of a return that stand so, made when they are asked for, or beforehand.

    Args:
        records: all of the return.
        standings: of each of them.
        is_later: whether those are meant that are added after the month, or the others.
        icb: code of the ICB that they count for.
        carried_from: last day of the month whose records they are.
        beforehand: whether they are made once and kept.
    """

    __slots__ = ("_is_taken", "_made", "_places", "_records", "_standings", "carried_from", "icb")

    def __init__(
        self,
        records: Sequence[AnyRecord],
        standings: Sequence[str],
        *,
        is_later: bool,
        icb: str,
        carried_from: date | None = None,
        beforehand: bool = False,
    ) -> None:
        self._records = records
        self._standings = standings
        self._is_taken = bytes((standing == Standing.LATER.value) is is_later for standing in standings)
        self.icb = icb
        self.carried_from = carried_from
        self._made = tuple(self._anew()) if beforehand else None
        self._places = array("I", () if self._made is not None else compress(count(), self._is_taken))

    def __len__(self) -> int:
        return len(self._places if self._made is None else self._made)

    def __iter__(self) -> Iterator[CountedRecord]:
        return self._anew() if self._made is None else iter(self._made)

    def _anew(self) -> Iterator[CountedRecord]:
        parts = zip(repeat(self.icb), self._standings, self._records, repeat(self.carried_from), strict=False)
        return map(_as_counted, compress(parts, self._is_taken))

    def at(self, place: int) -> CountedRecord:
        """The record of a place."""
        if self._made is not None:
            return self._made[place]
        place = self._places[place]
        return CountedRecord(self.icb, self._standings[place], self._records[place], self.carried_from)

    @property
    def standings(self) -> Iterator[str]:
        """How each stands."""
        return compress(self._standings, self._is_taken)

    def shown(self, field: str) -> Iterator[object]:
        """A short field of each as the summary writes it."""
        return compress(shown_by(self._records, field), self._is_taken)


_as_counted = partial(tuple.__new__, CountedRecord)


class Whose(ByPlace[tuple[str, AnyRecord]]):
    """Counted records as figures ask for them: the ICB that each counts for, and the record."""

    __slots__ = ("_counted",)

    def __init__(self, counted: Sequence[CountedRecord]) -> None:
        self._counted = counted

    def __len__(self) -> int:
        return len(self._counted)

    def __iter__(self) -> Iterator[tuple[str, AnyRecord]]:
        return map(_whose, self._counted)

    def at(self, place: int) -> tuple[str, AnyRecord]:
        """The record of a place."""
        one = self._counted[place]
        return one.icb, one.record


_whose = itemgetter(CountedRecord._fields.index("icb"), CountedRecord._fields.index("record"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A record then and now.

    Attributes:
        before: as an earlier month published it; None when that month did not count it.
        now: as this month's returns hold it; None when they do not.
        place: its place among this month's records, the counted ones first; None when there is none.
    """

    before: PreviousRecord | None
    now: CountedRecord | None
    place: int | None


def transitions(pairs: Iterable[Pair], month: date) -> Iterator[Transition]:
    """What this month's publication changes for each record, in the order of the pairs."""
    for pair in pairs:
        counts = pair.now is not None and pair.now.standing != Standing.LATER
        after = pair.now.as_published if pair.now and counts else None
        if after != pair.before:
            yield Transition(month, after, pair.before)


class RecordsNow:
    """This month's records, with what each is known by: worked out once for every month that is compared.

    Args:
        counted: the records in this month's total.
        later: those that the returns hold for a time after the month.
        unheard: whose returns are missing.
    """

    def __init__(
        self,
        counted: Sequence[CountedRecord],
        later: Sequence[CountedRecord] = (),
        *,
        unheard: Unheard = EVERYBODY_HEARD,
    ) -> None:
        self.records = Joined((counted, later))
        self.unheard = unheard
        self.counted = len(counted)

    def pairs(self, before: Iterable[PreviousRecord]) -> list[Pair]:
        """Pair every record of an earlier month and of this one with its like, or with None; none is used twice.

        A record that counts finds its like before one that is dated after the month.
        """
        pool = _Pool(before)
        found: dict[int, PreviousRecord | None] = {}
        for places in (range(self.counted), range(self.counted, len(self.records))):
            found |= self._found(places, pool)
        pairs = [Pair(found[place], now, place) for place, now in enumerate(self.records)]
        return pairs + [Pair(gone, None, None) for gone in pool.left()]

    @cached_property
    def _known_by(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.origin, one.references) for one in self.records]

    def _found(self, places: range, pool: _Pool) -> Iterator[tuple[int, PreviousRecord | None]]:
        unmatched = []
        for place in places:
            before = pool.take_by_origin(self._known_by[place][0])
            if before is None:
                unmatched.append(place)
            else:
                yield place, before
        for place in unmatched:
            yield place, pool.take_by_reference(self._known_by[place][1])


class _Pool:
    """An earlier month's records, each taken at most once."""

    def __init__(self, records: Iterable[PreviousRecord]) -> None:
        self._left = dict(enumerate(records))
        self._by_origin: dict[str, list[int]] = {}
        self._by_reference: dict[str, list[int]] | None = None
        for position, record in self._left.items():
            if record.origin:
                self._by_origin.setdefault(record.origin, []).append(position)

    def take_by_origin(self, origin: str) -> PreviousRecord | None:
        return self._take(self._by_origin.get(origin, ())) if origin else None

    def take_by_reference(self, references: Iterable[str]) -> PreviousRecord | None:
        if self._by_reference is None:
            self._by_reference = self._referred_to()
        by_reference = self._by_reference
        return self._take(position for reference in references for position in by_reference.get(reference, ()))

    def _referred_to(self) -> dict[str, list[int]]:
        """The records left by their references: few, once those with a like of their own origin are taken."""
        found: dict[str, list[int]] = {}
        for position, record in self._left.items():
            for reference in record.references:
                found.setdefault(spelling_key(reference), []).append(position)
        return found

    def _take(self, positions: Iterable[int]) -> PreviousRecord | None:
        for position in positions:
            if position in self._left:
                return self._left.pop(position)
        return None

    def left(self) -> Iterable[PreviousRecord]:
        return self._left.values()
