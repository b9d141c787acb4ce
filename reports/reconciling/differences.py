"""What the two records of one review say differently: status, type, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.reconciling.pairing import Pair
from validators.case_review import DATE_COLUMNS
from validators.when import NOT_STATED

__all__ = ["COMPARED_DATES", "Difference", "DifferenceKind", "differences_of"]

# What each system says of its own work is no difference.
_OWN_WORK = frozenset({"progress_updated_on", "verified_on"})
COMPARED_DATES = tuple(column for column in DATE_COLUMNS if column.field not in _OWN_WORK)


class DifferenceKind(StrEnum):
    """What may differ."""

    STATUS = "status"
    TYPE = "type"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two records of a pair say differently.

    Attributes:
        pair: the two records.
        kind: status, type or date.
        column: the column's header.
        tracker, local: what each says: terms of a list, or days; "Not Stated" where one of them says none.
    """

    pair: Pair
    kind: DifferenceKind
    column: str
    tracker: str | date
    local: str | date

    @property
    def days(self) -> int | None:
        """How many days later the return says it is; None where it is no date."""
        if isinstance(self.tracker, date) and isinstance(self.local, date):
            return (self.local - self.tracker).days
        return None


def differences_of(pairs: Iterable[Pair]) -> list[Difference]:
    """Every difference, in the order of the pairs; a date that one side does not hold is none."""
    return [difference for pair in pairs for difference in _of(pair)]


def _of(pair: Pair) -> Iterator[Difference]:
    theirs, ours = pair.tracker.review, pair.local.review
    for kind, column, field in (
        (DifferenceKind.STATUS, "Status", "status"),
        (DifferenceKind.TYPE, "Review type", "review_type"),
    ):
        tracker, local = (getattr(side, field) or NOT_STATED for side in (theirs, ours))
        if tracker != local:
            yield Difference(pair, kind, column, tracker, local)
    for each in COMPARED_DATES:
        first, second = getattr(theirs, each.field), getattr(ours, each.field)
        if first is not None and second is not None and first != second:
            yield Difference(pair, DifferenceKind.DATE, each.header, first, second)
