"""The table `history`: what each month changed in what was published, so that every earlier month can be had back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.receiving import number_or_text
from validators.cells import cell_text

__all__ = ["HISTORY", "HISTORY_COLUMNS", "PreviousRecord", "Transition", "records_before", "transition_of"]

HISTORY = "history"

_STATE = (
    "ICB code",
    "Record no.",
    "Origin",
    "Identifier reference 1",
    "Identifier reference 2",
    "Review type",
    "Status",
)
HISTORY_COLUMNS = ("Month", *_STATE, *(f"{header} before" for header in _STATE))
"""The month, the record as that month published it, and as the month before had: blank where it was not counted."""


@dataclass(frozen=True, slots=True)
class PreviousRecord:
    """What an earlier month's summary said of one counted record."""

    icb: str
    record_no: str
    origin: str
    references: tuple[str, ...]
    status: str
    review_type: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The record as `history` holds it."""
        first, second = (*self.references, "", "")[:2]
        return (self.icb, number_or_text(self.record_no), self.origin, first, second, self.review_type, self.status)


@dataclass(frozen=True, slots=True)
class Transition:
    """What a month's publication changed for one record.

    Attributes:
        month: last day of the month that was published.
        after: the record as that month has it; None when it does not count it.
        before: as the month published before it had it; None when that did not count it.
    """

    month: date
    after: PreviousRecord | None
    before: PreviousRecord | None

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of `history`."""
        nothing: tuple[object, ...] = ("",) * len(_STATE)
        after = self.after.cells if self.after else nothing
        return (self.month, *after, *(self.before.cells if self.before else nothing))


def transition_of(month: date, row: Mapping[str, object]) -> Transition:
    """Read a row of `history` back."""
    return Transition(month, _state(row, ""), _state(row, " before"))


def _state(row: Mapping[str, object], when: str) -> PreviousRecord | None:
    icb, record_no, origin, first, second, review_type, status = (cell_text(row[f"{name}{when}"]) for name in _STATE)
    references = tuple(text for text in (first, second) if text)
    return PreviousRecord(icb, record_no, origin, references, status, review_type) if icb else None


def records_before(
    records: Iterable[PreviousRecord], history: Sequence[Transition], *, until: date
) -> tuple[PreviousRecord, ...]:
    """The records as an earlier month published them: all that was changed since is taken back.

    Args:
        records: as the latest month published them.
        history: what each month changed, in any order.
        until: last day of the month wanted.

    >>> one = PreviousRecord("QMF", "1", "QMF/1", (), "Open", "SAR Adult")
    >>> closed = PreviousRecord("QMF", "1", "QMF/1", (), "Closed", "SAR Adult")
    >>> october = Transition(date(2024, 10, 31), closed, one)
    >>> records_before([closed], [october], until=date(2024, 9, 30)) == (one,)
    True
    """
    standing = Counter(records)
    later = sorted({one.month for one in history if one.month > until}, reverse=True)
    for month in later:
        for one in _of(history, month):
            if one.after:
                standing[one.after] -= 1
            if one.before:
                standing[one.before] += 1
    return tuple(standing.elements())


def _of(history: Iterable[Transition], month: date) -> Iterator[Transition]:
    return (one for one in history if one.month == month)
