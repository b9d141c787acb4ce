"""Joint reviews: records that name each other in Linked record, counted as records and as linked groups."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from reports.figures.cases import REVIEW_GROUPS
from reports.matching import CountedRecord
from validators.linked_records import leader_of, named_elsewhere
from validators.vocabularies import spelling_key, vocabulary
from validators.when import NOT_STATED
from validators.your_icb import YourIcb

__all__ = ["LEADS_NOWHERE", "NOT_LINKED", "JointReviews"]

NOT_LINKED = "Not linked"
LEADS_NOWHERE = "Linked record names no counted record"
_JOINED = "Joint review"


@dataclass(frozen=True)
class JointReviews:
    """The counted records with the groups that links make of them.

    Attributes:
        counted: the counted records, in their order, each with the name of its file.
        groups: for each record the position of one that leads its group, itself where it is alone.
    """

    counted: Sequence[tuple[CountedRecord, str]]
    groups: Sequence[int]

    @classmethod
    def among(cls, counted: Sequence[tuple[CountedRecord, str]], headings: Mapping[str, YourIcb]) -> JointReviews:
        """Follow every link, across returns too; a chain of links makes one group.

        Args:
            counted: the counted records, each with the name of its file.
            headings: file to what the return says of itself.
        """
        links = {
            position: (link, file)
            for position, (one, file) in enumerate(counted)
            if (link := one.record.review.linked_record) is not None
        }
        places = _Places(counted, headings, links.values())
        leaders = array("i", range(len(counted)))
        for position, (link, file) in links.items():
            for target in places.named(link, file):
                leaders[leader_of(leaders, target)] = leader_of(leaders, position)
        groups = array("i", (leader_of(leaders, place) for place in range(len(counted))))
        return cls(counted, groups)

    @property
    def joined(self) -> list[list[CountedRecord]]:
        """The groups of two records or more, each in the records' order, ordered by their first record."""
        return list(self._members.values())

    @cached_property
    def _members(self) -> dict[int, list[CountedRecord]]:
        """The records of each group of two or more; most records are alone, and those are left out."""
        linked = {group for place, group in enumerate(self.groups) if group != place}
        members: dict[int, list[CountedRecord]] = {}
        for place, group in enumerate(self.groups):
            if group in linked:
                members.setdefault(group, []).append(self.counted[place][0])
        return members

    def labels(self) -> list[str]:
        """Under which row of `counts` each record stands."""
        told = {group: _label(those) for group, those in self._members.items()}
        return [told.get(group) or _label([one]) for (one, _), group in zip(self.counted, self.groups, strict=True)]

    def counts(self) -> pd.DataFrame:
        """Records and groups by what is joined: not linked, linked to nothing that counts, each mix of review groups.

        A record that is alone is a group of its own, so that the records add to the month's total and the groups to
        what it would be if each joint review counted once. Columns: Reviews, Records, Counted once.
        """
        labels = self.labels()
        records, once = Counter(labels), Counter(labels[group] for group in set(self.groups))
        joined = dict.fromkeys(map(_label, sorted(self.joined, key=_kinds)))
        rows = [(label, records[label], once[label]) for label in (NOT_LINKED, LEADS_NOWHERE, *joined)]
        return pd.DataFrame(rows, columns=["Reviews", "Records", "Counted once"])

    def listed(self) -> pd.DataFrame:
        """The records of each group: Group, ICB code, Record no., Origin, Review type, Status at month end."""
        rows = [
            (number, one.icb, one.record.shown("record_no"), one.origin, one.review_type, one.standing)
            for number, group in enumerate(self.joined, start=1)
            for one in group
        ]
        headers = ["Group", "ICB code", "Record no.", "Origin", "Review type", "Status at month end"]
        return pd.DataFrame(rows, columns=headers, dtype=object)


class _Places:
    """Where the records stand that links may name, by every name under which a link may find them."""

    def __init__(
        self,
        pairs: Iterable[tuple[CountedRecord, str]],
        headings: Mapping[str, YourIcb],
        links: Iterable[tuple[str, str]],
    ) -> None:
        self._headings = headings
        self._in_file: dict[tuple[str, str], list[int]] = {}
        self._by_origin: dict[str, list[int]] = {}
        self._files: dict[str, list[str]] = {}
        for file, heading in headings.items():
            self._files.setdefault(heading.your_icb or "", []).append(file)
        asked = {(file, name) for link, own in links for file, name in self._asked(link, own)}
        origins = {name for _, name in asked}
        for position, (one, file) in enumerate(pairs):
            review = one.record.review
            for name in {review.record_no, review.origin} - {None}:
                if (key := (file, spelling_key(str(name)))) in asked:
                    self._in_file.setdefault(key, []).append(position)
            if one.origin and (origin := spelling_key(one.origin)) in origins:
                self._by_origin.setdefault(origin, []).append(position)

    def _asked(self, link: str, own: str) -> Iterator[tuple[str, str]]:
        """Files and names that may be asked for: few records are linked, and no other has to be found."""
        yield own, spelling_key(link)
        elsewhere = named_elsewhere(link)
        if elsewhere is not None:
            number = spelling_key(elsewhere.number)
            yield from ((other, number) for other in self._files.get(elsewhere.icb, ()))

    def named(self, link: str, file: str) -> list[int]:
        """The records that a link means: in its own return, else by CODE/number in others, else by origin.

        A number that stands in several parts of another ICB's return names none of them.
        """
        own = self._in_file.get((file, spelling_key(link)))
        if own:
            return own
        elsewhere = named_elsewhere(link)
        if elsewhere is not None:
            in_files = [
                found
                for other in self._files.get(elsewhere.icb, ())
                if elsewhere.part is None or spelling_key(self._headings[other].part) == spelling_key(elsewhere.part)
                if (found := self._in_file.get((other, spelling_key(elsewhere.number))))
            ]
            if in_files:
                return in_files[0] if len(in_files) == 1 else []
        return self._by_origin.get(spelling_key(link), [])


def _label(group: Sequence[CountedRecord]) -> str:
    if len(group) > 1:
        return f"{_JOINED}: {_in_words(_kinds(group))}"
    return NOT_LINKED if group[0].record.review.linked_record is None else LEADS_NOWHERE


def _kinds(group: Sequence[CountedRecord]) -> tuple[int, ...]:
    """The review groups that are joined, by their places in the published order."""
    types = vocabulary("review_types")
    groups = {types[one.record.review.review_type or NOT_STATED].details["review_group"] for one in group}
    return tuple(sorted(map(REVIEW_GROUPS.index, groups)))


def _in_words(kinds: Sequence[int]) -> str:
    names = [REVIEW_GROUPS[kind] for kind in kinds]
    return f"{names[0]} only" if len(names) == 1 else " + ".join(names)
