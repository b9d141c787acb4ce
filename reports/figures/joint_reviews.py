"""Joint reviews: records that name each other in Linked record, counted as records and as linked groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class JointReviews:
    """The counted records with the groups that links make of them.

    Attributes:
        records: the counted records, in their order.
        groups: for each record the position of one that leads its group, itself where it is alone.
    """

    records: tuple[CountedRecord, ...]
    groups: tuple[int, ...]

    @classmethod
    def among(cls, counted: Iterable[tuple[CountedRecord, str]], headings: Mapping[str, YourIcb]) -> JointReviews:
        """Follow every link, across returns too; a chain of links makes one group.

        Args:
            counted: the counted records, each with the name of its file.
            headings: file to what the return says of itself.
        """
        pairs = list(counted)
        places = _Places(pairs, headings)
        leaders = list(range(len(pairs)))
        for position, (one, file) in enumerate(pairs):
            link = one.record.review.linked_record
            for target in places.named(link, file) if link is not None else ():
                leaders[leader_of(leaders, target)] = leader_of(leaders, position)
        return cls(tuple(one for one, _ in pairs), tuple(leader_of(leaders, place) for place in range(len(pairs))))

    @property
    def joined(self) -> list[list[CountedRecord]]:
        """The groups of two records or more, each in the records' order, ordered by their first record."""
        members: dict[int, list[CountedRecord]] = {}
        for one, group in zip(self.records, self.groups, strict=True):
            members.setdefault(group, []).append(one)
        return [group for group in members.values() if len(group) > 1]

    def labels(self) -> list[str]:
        """Under which row of `counts` each record stands."""
        members: dict[int, list[CountedRecord]] = {}
        for one, group in zip(self.records, self.groups, strict=True):
            members.setdefault(group, []).append(one)
        told = {group: _label(those) for group, those in members.items()}
        return [told[group] for group in self.groups]

    def counts(self) -> pd.DataFrame:
        """Records and groups by what is joined: not linked, linked to nothing that counts, each mix of review groups.

        A record that is alone is a group of its own, so that the records add to the month's total and the groups to
        what it would be if each joint review counted once. Columns: Reviews, Records, Counted once.
        """
        labels = self.labels()
        records, once = Counter(labels), Counter(dict(zip(self.groups, labels, strict=True)).values())
        joined = dict.fromkeys(map(_label, sorted(self.joined, key=_kinds)))
        rows = [(label, records[label], once[label]) for label in (NOT_LINKED, LEADS_NOWHERE, *joined)]
        return pd.DataFrame(rows, columns=["Reviews", "Records", "Counted once"])

    def listed(self) -> pd.DataFrame:
        """The records of each group: Group, ICB code, Record no., Origin, Review type, Status at month end."""
        rows = [
            (number, one.icb, one.record.cells[0], one.origin, one.review_type, one.standing)
            for number, group in enumerate(self.joined, start=1)
            for one in group
        ]
        headers = ["Group", "ICB code", "Record no.", "Origin", "Review type", "Status at month end"]
        return pd.DataFrame(rows, columns=headers, dtype=object)


class _Places:
    """Where the records stand, by every name under which a link may find them."""

    def __init__(self, pairs: Sequence[tuple[CountedRecord, str]], headings: Mapping[str, YourIcb]) -> None:
        self._headings = headings
        self._in_file: dict[tuple[str, str], list[int]] = {}
        self._by_origin: dict[str, list[int]] = {}
        self._files: dict[str, list[str]] = {}
        for file, heading in headings.items():
            self._files.setdefault(heading.your_icb or "", []).append(file)
        for position, (one, file) in enumerate(pairs):
            review = one.record.review
            for name in {review.record_no, review.origin} - {None}:
                self._in_file.setdefault((file, spelling_key(str(name))), []).append(position)
            if one.origin:
                self._by_origin.setdefault(spelling_key(one.origin), []).append(position)

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
