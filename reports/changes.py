"""What changed since last month's summary, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.previous import PreviousRecord, PreviousSummary
from reports.receiving import Record
from validators.case_review import COLUMNS
from validators.cells import cell_text
from validators.month_end import Standing, counted_from
from validators.placeholders import is_placeholder
from validators.vocabularies import spelling_key

__all__ = ["Change", "ChangeKind", "CountedRecord", "changes_since"]

_ORIGIN = next(position for position, column in enumerate(COLUMNS) if column.field == "origin")
_TYPE = next(position for position, column in enumerate(COLUMNS) if column.field == "review_type")


class ChangeKind(StrEnum):
    """How a record differs from last month."""

    NEW = "new"
    ADDED_LATE = "added late"
    CLOSED = "closed"
    REOPENED = "reopened"
    TYPE_CHANGED = "type changed"
    ICB_CHANGED = "ICB changed"
    DISAPPEARED = "disappeared"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the table `changes`."""

    icb: str
    record_no: str
    kind: ChangeKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """A counted record with the ICB it counts for and its standing at the month's end."""

    icb: str
    standing: str
    record: Record

    @property
    def record_no(self) -> str:
        """The record number as the summary shows it."""
        return cell_text(self.record.cells[0])

    @property
    def origin(self) -> str:
        """The record's first ICB, part and number."""
        return cell_text(self.record.cells[_ORIGIN])

    @property
    def review_type(self) -> str:
        """The type as the summary shows it."""
        return cell_text(self.record.cells[_TYPE])

    @property
    def references(self) -> tuple[str, ...]:
        """Identifier references, folded for comparing; a placeholder is none."""
        review = self.record.review
        return tuple(
            spelling_key(text)
            for text in (review.identifier_reference_1, review.identifier_reference_2)
            if text is not None and not is_placeholder(text)
        )


def changes_since(previous: PreviousSummary, now: Iterable[CountedRecord]) -> list[Change]:
    """Compare two months; records are matched by origin, then by reference.

    A record that last month's summary did not hold is new if it was added after last month's end, else added late.
    """
    pool = _Pool(previous.records)
    changes: list[Change] = []
    unmatched: list[CountedRecord] = []
    for record in now:
        before = pool.take_by_origin(record.origin)
        if before is None:
            unmatched.append(record)
        else:
            changes += _differences(before, record)
    for record in unmatched:
        before = pool.take_by_reference(record.references)
        changes += _differences(before, record) if before else [_arrival(record, previous)]
    changes += [Change(gone.icb, gone.record_no, ChangeKind.DISAPPEARED, gone.status) for gone in pool.left()]
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: (change.icb, order.index(change.kind), _number(change.record_no)))


def _number(record_no: str) -> tuple[int, str]:
    return (int(record_no), "") if record_no.isdecimal() else (0, record_no)


def _arrival(record: CountedRecord, previous: PreviousSummary) -> Change:
    added = counted_from(record.record.review)
    late = added is not None and added <= previous.month
    kind = ChangeKind.ADDED_LATE if late else ChangeKind.NEW
    return Change(record.icb, record.record_no, kind, "", record.standing)


def _differences(before: PreviousRecord, now: CountedRecord) -> Iterator[Change]:
    if before.icb != now.icb:
        yield Change(now.icb, now.record_no, ChangeKind.ICB_CHANGED, before.icb, now.icb)
    if before.review_type != now.review_type:
        yield Change(now.icb, now.record_no, ChangeKind.TYPE_CHANGED, before.review_type, now.review_type)
    closed = Standing.CLOSED.value
    if before.status != now.standing and closed in (before.status, now.standing):
        kind = ChangeKind.CLOSED if now.standing == closed else ChangeKind.REOPENED
        yield Change(now.icb, now.record_no, kind, before.status, now.standing)


class _Pool:
    """Last month's records, each taken at most once."""

    def __init__(self, records: Iterable[PreviousRecord]) -> None:
        self._left = dict(enumerate(records))
        self._by_origin: dict[str, list[int]] = {}
        self._by_reference: dict[str, list[int]] = {}
        for position, record in self._left.items():
            if record.origin:
                self._by_origin.setdefault(record.origin, []).append(position)
            for reference in record.references:
                self._by_reference.setdefault(spelling_key(reference), []).append(position)

    def take_by_origin(self, origin: str) -> PreviousRecord | None:
        return self._take(self._by_origin.get(origin, [])) if origin else None

    def take_by_reference(self, references: Iterable[str]) -> PreviousRecord | None:
        positions = (position for reference in references for position in self._by_reference.get(reference, []))
        return self._take(positions)

    def _take(self, positions: Iterable[int]) -> PreviousRecord | None:
        for position in positions:
            if position in self._left:
                return self._left.pop(position)
        return None

    def left(self) -> Iterable[PreviousRecord]:
        return self._left.values()
