"""The same review in two returns: reported, and counted as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.changes import CountedRecord
from validators.entries import showable_record
from validators.findings import CASES, Finding, Severity, place

__all__ = ["SharedReference", "shared_references"]

RULE = "E02"
"""The checklist's rule about one reference in two records, here over all returns of the month."""

_HEADER = {"identifier_reference_1": "Identifier reference 1", "identifier_reference_2": "Identifier reference 2"}


@dataclass(frozen=True, slots=True)
class SharedReference:
    """A finding about a record whose identifier stands in another return too."""

    file: str
    icb: str
    finding: Finding


def shared_references(records: Iterable[tuple[CountedRecord, str]]) -> list[SharedReference]:
    """Find identifiers that stand in records of two files; linked records are left alone.

    The reference itself is not repeated: the place says where to look.
    """
    holders: dict[tuple[str, str], list[tuple[CountedRecord, str, str]]] = {}
    for one, file in records:
        review = one.record.review
        for slot, kind, reference in (
            ("identifier_reference_1", review.identifier_type_1, review.identifier_reference_1),
            ("identifier_reference_2", review.identifier_type_2, review.identifier_reference_2),
        ):
            if reference is not None and review.linked_record is None:
                key = (kind or "", "".join(reference.split()).casefold())
                holders.setdefault(key, []).append((one, file, slot))
    return [
        _shared(one, file, slot, other, other_file)
        for sharers in holders.values()
        for one, file, slot in sharers
        for other, other_file in _first_elsewhere(file, sharers)
    ]


def _first_elsewhere(
    file: str, sharers: Iterable[tuple[CountedRecord, str, str]]
) -> Iterable[tuple[CountedRecord, str]]:
    elsewhere = ((other, other_file) for other, other_file, _ in sharers if other_file != file)
    first = next(elsewhere, None)
    return [first] if first else []


def _shared(one: CountedRecord, file: str, slot: str, other: CountedRecord, other_file: str) -> SharedReference:
    row, record = one.record.row, showable_record(one.record.review.record_no)
    message = (
        f"{place(CASES, row, record, _HEADER[slot])}: the same reference stands in {other_file}, "
        f"row {other.record.row} ({other.icb}). One review is counted once, unless the records are linked."
    )
    fix = "Please either agree who holds the review, or fill in Linked record in both."
    return SharedReference(
        file, one.icb, Finding(CASES, row, record, _HEADER[slot], RULE, Severity.WARNING, message, fix)
    )
