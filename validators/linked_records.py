"""Which records are linked: what the column Linked record names, and which records belong to one joint review."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from validators.entries import Circumstances
from validators.records import Records
from validators.row_sets import positions
from validators.vocabularies import spelling_key, spelling_keys, vocabulary
from validators.your_icb import WHOLE

__all__ = ["Elsewhere", "LinkedRecords", "Named", "leader_of", "named_elsewhere", "positions_by_number"]

_ELSEWHERE = re.compile(r"(?P<code>\w{3,5})\s*/\s*(?:(?P<part>[^/]{1,40})/\s*)?(?P<number>\d{1,7}[A-Za-z]?)")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A record named by its return: CODE/number, or CODE/part/number; codes in capitals."""

    icb: str
    part: str | None
    number: str


def named_elsewhere(text: str) -> Elsewhere | None:
    """Read a link of the form CODE/number or CODE/part/number.

    >>> named_elsewhere("qkk/Adults/12"), named_elsewhere("12")
    (Elsewhere(icb='QKK', part='Adults', number='12'), None)
    """
    match = _ELSEWHERE.fullmatch(text)
    return Elsewhere(match["code"].upper(), match["part"], match["number"]) if match else None


class Named(StrEnum):
    """What a Linked record names."""

    HERE = "a record of this workbook"
    ELSEWHERE = "a record of another return"
    ITSELF = "the record itself"
    NOTHING = "no record"


class LinkedRecords:
    """The links between the records of a workbook.

    A record of this workbook is named by its Record no., by its Origin, or by CODE/number and CODE/part/number with
    the return's own ICB (and part). A chain of links makes one group: 2 and 3 that both name 1 belong together.
    """

    def __init__(self, records: Records, given: Circumstances) -> None:
        self._records = records
        self._given = given
        self._links: Sequence[str | None] = records.column("Linked record")

    def named_by(self, position: int) -> Named:
        """What the Linked record of the entry at a position names; that cell must hold something."""
        text = self._links[position] or ""
        targets = self._targets(text)
        if targets:
            return Named.ITSELF if targets == [position] else Named.HERE
        return Named.ELSEWHERE if self._may_stand_elsewhere(text) else Named.NOTHING

    def targets_of(self, position: int) -> list[int]:
        """The positions of the entries that the Linked record of the entry at a position names."""
        return self._targets(self._links[position] or "")

    def are_joined(self, one: int, other: int) -> bool:
        """Whether the entries at two positions are linked, directly or through others."""
        return self.group_of(one) == self.group_of(other)

    def group_of(self, position: int) -> int:
        """A number that all entries linked with each other share."""
        return leader_of(self._leaders, position)

    @cached_property
    def _leaders(self) -> list[int]:
        """For each position another one of its group; a leader points at itself."""
        leaders = list(range(len(self._links)))
        for position, text in enumerate(self._links):
            if text is not None:
                for target in self._targets(text):
                    leaders[leader_of(leaders, target)] = leader_of(leaders, position)
        return leaders

    def _targets(self, text: str) -> list[int]:
        named = self._records.once(_positions_by_name)
        return next((found for name in self._names(text) if (found := named.get(spelling_key(name)))), [])

    def _names(self, text: str) -> Iterator[str]:
        yield text
        if (named := named_elsewhere(text)) and self._is_own(named):
            yield named.number

    def _is_own(self, link: Elsewhere) -> bool:
        """Whether a link of the form CODE/number points into this return."""
        heading = self._given.your_icb
        own_part = link.part is None or spelling_key(link.part) == spelling_key(heading.part)
        return link.icb == heading.your_icb and own_part

    def _may_stand_elsewhere(self, text: str) -> bool:
        named = named_elsewhere(text)
        if named is None or named.icb not in vocabulary("icbs"):
            return False
        # In a part of a return, the ICB's code without a part may mean a record of one of the other parts.
        in_part = named.part is None and self._given.your_icb.part != WHOLE
        return in_part or not self._is_own(named)


def positions_by_number(records: Records) -> dict[str, list[int]]:
    """Positions by Record no.; case and stray spaces do not make a number another."""
    numbers = records.column("Record no.")
    numbered = [position for position, number in enumerate(numbers) if number is not None]
    found: dict[str, list[int]] = {}
    for position, key in zip(numbered, spelling_keys([numbers[position] for position in numbered]), strict=True):
        found.setdefault(key, []).append(position)
    return found


def _positions_by_name(records: Records) -> dict[str, list[int]]:
    """Positions by every name under which a link may find them: Record no. or Origin."""
    named = records.once(positions_by_number)
    originating = [*positions(records.filled("Origin"))]
    if not originating:
        return named
    found = {name: {*places} for name, places in named.items()}
    for position in originating:
        found.setdefault(spelling_key(records.column("Origin")[position]), set()).add(position)
    return {name: sorted(places) for name, places in found.items()}


def leader_of(leaders: MutableSequence[int], position: int) -> int:
    """The leader of a position's group, where each position points at another one of it and a leader at itself."""
    while leaders[position] != position:
        leaders[position] = leaders[leaders[position]]
        position = leaders[position]
    return position
