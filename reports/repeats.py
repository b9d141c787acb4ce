"""The same review in two returns: reported, and counted as it stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reports.matching import CountedRecord
from validators.entries import showable_record
from validators.findings import CASES, Finding, Severity, place
from validators.messages import feedback
from validators.messages import summaries as messages
from validators.placeholders import is_placeholder
from validators.vocabularies import spelling_key

__all__ = ["SharedReference", "shared_references", "tells_of_two_returns"]

RULE = "E02"
"""The checklist's rule about one reference in two records, here over all returns of the month."""

_ORIGIN = "Origin"
_COUNTED_TWICE = "Both are counted; one review should be counted once, or linked."


@dataclass(frozen=True, slots=True)
class SharedReference:
    """A finding about a record whose identifier stands in another return too.

    Attributes:
        file: the record's return.
        icb: code of the ICB that it counts for.
        finding: as the region reads it: it names the other return.
        to_icb: as the record's own ICB reads it: another ICB's return is not named.
    """

    file: str
    icb: str
    finding: Finding
    to_icb: Finding


def shared_references(records: Sequence[tuple[CountedRecord, str]]) -> list[SharedReference]:
    """Find identifiers and origins that stand in records of two files; linked records are left alone.

    The reference itself is not repeated: the place says where to look.
    """
    holders: dict[tuple[str, str], list[tuple[CountedRecord, str, str]]] = {}
    for one, file in _alike(records):
        for header, key in _known_by(one):
            holders.setdefault(key, []).append((one, file, header))
    return [
        _shared(one, file, header, other, other_file)
        for sharers in holders.values()
        for one, file, header in sharers
        for other, other_file in _first_elsewhere(file, sharers)
    ]


def _alike(records: Sequence[tuple[CountedRecord, str]]) -> Iterator[tuple[CountedRecord, str]]:
    """The records that may share something with another one: all of them at once would be too much to compare.

    Each is told by a number made from what it is known by; where that is in no other record, neither is the name.
    """
    marks, owners = array("q"), array("i")
    for at, (one, _) in enumerate(records):
        if one.record.review.linked_record is None:
            keys = [hash(key) for _, key in _known_by(one)]
            marks.extend(keys)
            owners.extend([at] * len(keys))
    _, where, times = np.unique(np.asarray(marks), return_inverse=True, return_counts=True)
    for at in np.unique(np.asarray(owners)[times[where] > 1]):
        yield records[at]


def tells_of_two_returns(message: str) -> bool:
    """Whether a finding's message is one of these, which every consolidation finds anew over its own returns."""
    return message.endswith(_COUNTED_TWICE)


def _known_by(one: CountedRecord) -> Iterator[tuple[str, tuple[str, str]]]:
    """The columns that tell a record from others, each with its folded content; a placeholder tells nothing."""
    review = one.record.review
    for header, kind, reference in (
        ("Identifier reference 1", review.identifier_type_1, review.identifier_reference_1),
        ("Identifier reference 2", review.identifier_type_2, review.identifier_reference_2),
        (_ORIGIN, _ORIGIN, one.origin),
    ):
        if reference and not is_placeholder(reference):
            yield header, (kind or "", "".join(spelling_key(reference).split()))


def _first_elsewhere(
    file: str, sharers: Iterable[tuple[CountedRecord, str, str]]
) -> Iterable[tuple[CountedRecord, str]]:
    elsewhere = ((other, other_file) for other, other_file, _ in sharers if other_file != file)
    first = next(elsewhere, None)
    return [first] if first else []


def _shared(one: CountedRecord, file: str, header: str, other: CountedRecord, other_file: str) -> SharedReference:
    row, record = one.record.row, showable_record(one.record.review.record_no)
    what = "origin" if header == _ORIGIN else "reference"
    begun = f"{place(CASES, row, record, header)}: the same {what} stands in"
    where = f"{other_file}, row {other.record.row} ({other.icb})"
    message = f"{begun} {where}. {_COUNTED_TWICE}"
    finding = Finding(CASES, row, record, header, RULE, Severity.WARNING, message, messages.SAME_IN_TWO_ICBS())
    if other.icb == one.icb:
        return SharedReference(file, one.icb, finding, finding)
    hidden = finding._replace(
        message=f"{begun} a return of another ICB. {_COUNTED_TWICE}",
        fix=feedback.SAME_IN_ANOTHER(),
    )
    return SharedReference(file, one.icb, finding, hidden)
