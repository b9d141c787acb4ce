"""Justified exceptions: a finding that an ICB has accepted, with a reason, until the cell changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from validators.cells import cell_text
from validators.entries import Entry
from validators.initials import are_initials
from validators.pid import find_pid, withhold
from validators.placeholders import is_placeholder

__all__ = ["NEVER_ACCEPTED", "AcceptedException", "Exceptions", "cell_mark", "read_exceptions"]

NEVER_ACCEPTED = frozenset({"H01"})
"""A certain PID finding cannot be accepted."""

_MARK_BYTES = 8


@dataclass(frozen=True, slots=True)
class AcceptedException:
    """One line of the table `accepted`.

    Attributes:
        record, column, rule: which finding.
        reason: why it stands, any PID in it withheld.
        initials: who accepted it.
        mark: the cell's mark when it was accepted.
    """

    record: str
    column: str
    rule: str
    reason: str
    initials: str
    mark: str


class Exceptions:
    """The accepted exceptions of a workbook, looked up by finding."""

    def __init__(self, lines: Iterable[AcceptedException] = ()) -> None:
        self._by_place: dict[tuple[str, str, str], dict[str, AcceptedException]] = {}
        for line in lines:
            self._by_place.setdefault((line.record, line.column, line.rule), {})[line.mark] = line

    def __len__(self) -> int:
        return sum(map(len, self._by_place.values()))

    def covering(self, entry: Entry | None, column: str, rule: str) -> AcceptedException | None:
        """The exception that covers a finding, or None; one whose cell has changed covers nothing.

        A record number that may not be shown names no record: several can look the same.
        """
        if not self._by_place or entry is None or entry.record is None:
            return None
        if entry.record != entry.review.record_no or rule in NEVER_ACCEPTED:
            return None
        lines = self._by_place.get((entry.record, column, rule))
        return lines.get(cell_mark(entry, column, rule)) if lines else None


def cell_mark(entry: Entry, column: str, rule: str) -> str:
    """A keyed digest of a cell: it shows that the cell has changed and not what it holds.

    The key is the place and the rule, so that equal cells have different marks and a mark cannot be moved.
    """
    key = hashlib.blake2b(f"{entry.record}/{column}/{rule}".encode(), digest_size=32).digest()
    return hashlib.blake2b(
        entry.text_with_pid(column).encode("utf-8", "surrogatepass"), key=key, digest_size=_MARK_BYTES
    ).hexdigest()


def read_exceptions(lines: Iterable[Mapping[str, object]]) -> Exceptions:
    """Read the table `accepted`; a line without reason, initials or cell mark accepts nothing. TBC is no reason."""
    read = (_exception({header: cell_text(value) for header, value in line.items()}) for line in lines)
    return Exceptions(line for line in read if _is_whole(line))


def _is_whole(line: AcceptedException) -> bool:
    has_reason = bool(line.reason) and not is_placeholder(line.reason)
    return has_reason and bool(line.mark) and are_initials(line.initials)


def _exception(cells: Mapping[str, str]) -> AcceptedException:
    reason = cells.get("Reason", "")
    return AcceptedException(
        record=cells.get("Record no.", ""),
        column=cells.get("Column", ""),
        rule=cells.get("Rule", ""),
        reason=withhold(reason, find_pid(reason)),
        initials=cells.get("Initials", ""),
        mark=cells.get("Cell mark", ""),
    )
