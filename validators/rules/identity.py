"""Section E: a record has a number and a reference of its own, and stands in the workbook once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain, islice, repeat

from validators.case_review import CaseReview
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import (
    Seen,
    for_any,
    for_each,
    is_written,
    passes_if,
    passes_if_empty,
    passes_if_empty_or,
    passes_if_filled,
    passes_if_written,
)
from validators.likeness import near_twins
from validators.linked_records import LinkedRecords, Named, positions_by_number
from validators.placeholders import is_placeholder
from validators.records import Records
from validators.row_lists import records_in_words
from validators.row_sets import positions
from validators.rulebook import DoesNotApply, Fault, Faults, rule, workbook_rule
from validators.vocabularies import spelling_keys

MOST_TWINS_NAMED = 3
"""So many rows of like records are named in one message."""

_STEIS = re.compile(r"(?:19|20)\d{2}\s*/\s*\d{1,6}")
_STEIS_TYPE = "StEIS"
_SLOTS = ("Identifier type 1", "Identifier reference 1", "Identifier type 2", "Identifier reference 2")


def _both_or_neither(slot: str) -> Seen:
    both = (f"Identifier type {slot}", f"Identifier reference {slot}")
    return passes_if_filled(*both) | passes_if_empty(*both)


def identifiers(review: CaseReview) -> tuple[tuple[str, str | None, str | None], ...]:
    """The slot, type and reference of each of a record's two identifiers."""
    return (
        ("1", review.identifier_type_1, review.identifier_reference_1),
        ("2", review.identifier_type_2, review.identifier_reference_2),
    )


def same_references(records: Records) -> list[list[tuple[int, str]]]:
    """Positions and slots of the records that bear a reference of one type, folded, for each that stands twice."""
    borne: list[tuple[str, str]] = []
    places: list[tuple[int, str]] = []
    for slot in "12":
        kinds, references = (records.column(f"Identifier {half} {slot}") for half in ("type", "reference"))
        has_both = records.filled(f"Identifier type {slot}") & records.filled(f"Identifier reference {slot}")
        bearing = [*positions(has_both)]
        borne += zip(
            [kinds[position] for position in bearing],
            spelling_keys([references[position] for position in bearing]),
            strict=True,
        )
        places += zip(bearing, repeat(slot))
    if len(set(borne)) == len(borne):
        return []
    bearers: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for reference, place in zip(borne, places, strict=True):
        bearers.setdefault(reference, []).append(place)
    shared = (_without_placeholders(records, found) for found in bearers.values() if len(found) > 1)
    return sorted(found for found in shared if len(found) > 1)


def _without_placeholders(records: Records, places: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [
        (position, slot)
        for position, slot in sorted(places)
        if not is_placeholder(records.column(f"Identifier reference {slot}")[position])
    ]


@rule(
    "E00",
    title="Every record has a record number",
    severity=Severity.ERROR,
    columns=["Record no."],
    why="Flags and changes follow the record number.",
    fix="Please enter a number that no other record of this workbook has.",
    passing=passes_if_filled("Record no."),
    source="own",
    passes="""
        | Record no. | Status |
        | 1          | Open   |
        """,
    fails="""
        | Record no. | Status |
        |            | Open   |
        """,
    mended="""
        | Record no. | Status |
        | 2          | Open   |
        """,
)
def has_record_number(entry: Entry, _: Circumstances) -> Faults:
    """Any text is a number here: merged workbooks keep forms of their own."""
    if entry.review.record_no is None:
        yield Fault("Record no.", "the cell is empty")


@workbook_rule(
    "E01",
    title="No two records have the same number",
    severity=Severity.ERROR,
    columns=["Record no."],
    why="Flags and changes follow the record number.",
    fix="Please either give one of them a number that no other record has, or delete the row that was copied.",
    source="own",
    passes="""
        | Record no. |
        | 1          |
        | 2          |
        """,
    fails="""
        | Record no. |
        | 1          |
        | 1          |
        """,
    mended="""
        | Record no. |
        | 1          |
        | 2          |
        """,
)
def record_numbers_differ(records: Records, _: Circumstances) -> Faults:
    """Case and stray spaces do not make a number another; every record of the same number is named."""
    for places in records.once(positions_by_number).values():
        group = [records[position] for position in places] if len(places) > 1 else []
        for entry in group:
            others = records_in_words(_first_few(other for other in group if other is not entry), in_all=len(group) - 1)
            yield Fault("Record no.", f"the same number stands in {others}", entry=entry)


def _first_few(entries: Iterable[Entry]) -> list[Entry]:
    return list(islice(entries, MOST_TWINS_NAMED))


@workbook_rule(
    "E02",
    title="Two records with the same reference are linked",
    severity=Severity.WARNING,
    columns=_SLOTS,
    why="The same review counted twice; one StEIS number may cover two people, hence a warning.",
    fix="Please either delete the record that repeats the other, or write the other's Record no. in Linked record.",
    source="own",
    passes="""
        | Record no. | Identifier type 1 | Identifier reference 1 | Linked record |
        | 1          | StEIS             | 2024/101               |               |
        | 2          | StEIS             | 2024/101               | 1             |
        | 3          | Local             | 2024/101               |               |
        """,
    fails="""
        | Record no. | Identifier type 1 | Identifier reference 1 |
        | 1          | StEIS             | 2024/101               |
        | 2          | StEIS             | 2024 / 101             |
        """,
    mended="""
        | Record no. | Identifier type 1 | Identifier reference 1 | Linked record |
        | 1          | StEIS             | 2024/101               | 2             |
        | 2          | StEIS             | 2024 / 101             |               |
        """,
)
def references_differ(records: Records, given: Circumstances) -> Faults:
    """Either slot counts, and references are compared without regard to case and spaces.

    A chain of links joins all its records. A reference without its type is E04's finding, and a placeholder for one is
    none. The same reference in both slots of one record is no second record. The reference is never shown.
    """
    links = LinkedRecords(records, given)
    for bearers in records.once(same_references):
        slots = dict(reversed(bearers))
        groups: dict[int, list[Entry]] = {}
        for position in sorted(slots):
            groups.setdefault(links.group_of(position), []).append(records[position])
        for position, slot in sorted(slots.items()) if len(groups) > 1 else ():
            what = f"the same reference stands in {_outside(groups, links.group_of(position))} without a link"
            yield Fault(f"Identifier reference {slot}", what, entry=records[position])


def _outside(groups: dict[int, list[Entry]], own: int) -> str:
    others = chain.from_iterable(members for group, members in groups.items() if group != own)
    in_all = sum(map(len, groups.values())) - len(groups[own])
    return records_in_words(_first_few(others), in_all=in_all)


def _has_steis(slot: str) -> Seen:
    return passes_if(f"Identifier type {slot}", _STEIS_TYPE.__eq__) & passes_if_written(f"Identifier reference {slot}")


def _steis_is_well_formed(slot: str) -> Seen:
    return passes_if_empty_or(f"Identifier type {slot}", _STEIS_TYPE.__ne__) | passes_if_empty_or(
        f"Identifier reference {slot}", _is_steis_or_placeholder
    )


def _is_steis_or_placeholder(reference: str) -> bool:
    return _STEIS.fullmatch(reference) is not None or is_placeholder(reference)


@rule(
    "E03",
    title="A StEIS reference has the form YYYY/digits",
    severity=Severity.WARNING,
    columns=_SLOTS,
    each=True,
    why="Pattern from practice and not a published standard.",
    fix="Please either write the year, a slash and the digits, for example 2021/12345, or choose another type.",
    passing=for_each("12", _steis_is_well_formed),
    concerning=for_any("12", _has_steis),
    source="general knowledge",
    passes="""
        | Identifier type 1 | Identifier reference 1 |
        | StEIS             | 2021/12345             |
        """,
    fails="""
        | Identifier type 1 | Identifier reference 1 |
        | StEIS             | 12345                  |
        """,
    mended="""
        | Identifier type 1 | Identifier reference 1 |
        | Local             | 12345                  |
        """,
)
def steis_has_its_form(entry: Entry, _: Circumstances) -> Faults:
    """Both slots are looked at; spaces around the slash are no fault, and there are one to six digits.

    A record without a StEIS reference is none of this rule's. A placeholder is left to the rule on missing identifiers.
    """
    concerned = False
    for slot, kind, reference in identifiers(entry.review):
        if kind == _STEIS_TYPE and reference is not None:
            if _STEIS.fullmatch(reference):
                concerned = True
            elif not is_placeholder(reference):
                concerned = True
                yield Fault(f"Identifier reference {slot}", "the StEIS reference has another form")
    if not concerned and entry.problems.keys().isdisjoint(_SLOTS):
        raise DoesNotApply


@rule(
    "E04",
    title="A reference and its type stand together",
    severity=Severity.WARNING,
    columns=_SLOTS,
    each=True,
    why="Half an identifier.",
    fix="Please either fill in the missing half, or clear the other.",
    passing=for_each("12", _both_or_neither),
    source="own",
    passes="""
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        | Local             | A-17                   |                   |                        |
        """,
    fails="""
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        |                   | A-17                   | Home Office       |                        |
        """,
    mended="""
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        | Local             | A-17                   |                   |                        |
        """,
)
def reference_and_type_stand_together(entry: Entry, _: Circumstances) -> Faults:
    """The fault lies in the empty half; a half that cannot be read is there all the same, and is not judged."""
    for slot, kind, reference in identifiers(entry.review):
        if (kind is None) is not (reference is None):
            header, other = f"Identifier type {slot}", f"Identifier reference {slot}"
            if kind is not None:
                header, other = other, header
            if header not in entry.problems:
                yield Fault(header, f"the cell is empty while {other} is filled in")


@workbook_rule(
    "E05",
    title="Linked record names a record of this workbook, or of another ICB as CODE/number",
    severity=Severity.WARNING,
    columns=["Linked record"],
    why="Joint reviews are counted once as a group.",
    fix="Please either write a Record no. of this workbook, or CODE/number such as QKK/12 (with a part QKK/Adults/12).",
    source="own",
    passes="""
        | Record no. | Linked record |
        | 1          | 2             |
        | 2          | QKK/12        |
        | 3          | QKK/Adults/12 |
        """,
    fails="""
        | Record no. | Linked record |
        | 1          | 4             |
        | 2          | XYZ/12        |
        | 3          | the other one |
        """,
    mended="""
        | Record no. | Linked record |
        | 1          | 2             |
        | 2          | QKK/12        |
        | 3          |               |
        """,
)
def linked_record_is_known(records: Records, given: Circumstances) -> Faults:
    """One record in one cell: three joint reviews are linked as a chain.

    CODE is the code of any ICB, past or present. With the return's own ICB (and part) it names a record of this
    workbook, which must be there; the own ICB's other parts are other workbooks and are believed. Origin names a record
    too, since merged records keep their old links. A record that names itself is linked to nobody.
    """
    links = LinkedRecords(records, given)
    for position in positions(records.filled("Linked record")):
        named = links.named_by(position)
        if named is Named.ITSELF:
            yield Fault("Linked record", "the cell names the record itself", entry=records[position])
        elif named is Named.NOTHING:
            yield Fault("Linked record", "the cell names no record that is known", entry=records[position])


@workbook_rule(
    "E06",
    title="Two records of one incident date tell different stories",
    severity=Severity.WARNING,
    columns=["Incident date", "Overview"],
    why="A likely duplicate.",
    fix="Please either delete the record that repeats the other, or write the other's Record no. in Linked record.",
    source="own",
    passes="""
        | Record no. | Incident date | Overview                                                |
        | 1          | 2024-05-02    | A young person was found unwell at home after a fall.   |
        | 2          | 2024-05-02    | An older man was admitted with dehydration and a wound. |
        """,
    fails="""
        | Record no. | Incident date | Overview                                                    |
        | 1          | 2024-05-02    | A young person was found unwell at home after a fall.      |
        | 2          | 2024-05-02    | A young person was found very unwell at home, after a fall |
        """,
    mended="""
        | Record no. | Incident date | Overview                                                    | Linked record |
        | 1          | 2024-05-02    | A young person was found unwell at home after a fall.      |               |
        | 2          | 2024-05-02    | A young person was found very unwell at home, after a fall | 1             |
        """,
)
def stories_differ(records: Records, given: Circumstances) -> Faults:
    """Nearly the same means that four of five distinct words stand in both, at least five; short texts must be equal.

    Only records with the same incident date (or the same month, where no more is known) are compared, so a record
    without one is not. Linked records may tell the same story, for example of two children of one family. A placeholder
    is no story. How the comparing is kept short is said in `near_twins`: thousands of records of one date stay quick.
    """
    overviews, days = records.column("Overview"), records.column("Incident date")
    often = {day for day, number in Counter(days).items() if number > 1 and day is not None}
    dates: dict[date, list[int]] = {}
    for position in positions(records.where("Overview", is_written)):
        if days[position] in often:
            dates.setdefault(days[position], []).append(position)
    links = LinkedRecords(records, given)
    for group in dates.values():
        if len(group) > 1:
            twins = near_twins([overviews[position] for position in group], apart=_unlinked(links, group))
            for one, other in sorted(twins.items()):
                what = f"the overview says nearly the same as {records_in_words([records[group[other]]])}"
                yield Fault("Overview", what, entry=records[group[one]])


def _unlinked(links: LinkedRecords, group: Sequence[int]) -> Callable[[int, int], bool]:
    return lambda one, other: not links.are_joined(group[one], group[other])
