"""Several workbooks of one ICB, or of ICBs that have merged, become one; nothing that anybody entered is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from validators.entries import Circumstances, Entry
from validators.linked_records import LinkedRecords
from validators.messages import merging as messages
from validators.origins import derived_origin
from validators.placeholders import is_placeholder
from validators.quoting import all_of
from validators.understanding import read_records
from validators.vocabularies import spelling_key
from validators.vocabularies.organisations import has_local_lists, successions_from
from validators.your_icb import WHOLE, month_end
from workbook_templates.faults import FileFault
from workbook_templates.layout import FIRST_RECORD_ROW, HEADERS, RECORD_NO
from workbook_templates.reading.addresses import column_letters, column_number
from workbook_templates.reading.headers import distinct_headers, plain_header
from workbook_templates.template import CellValue, FilledReturn, template_bytes
from workbook_templates.upgrading.carrying import (
    Carried,
    Place,
    carry_lines,
    carry_records,
    folded_number,
    renumbered,
)
from workbook_templates.upgrading.old_workbook import OldWorkbook, read_old_workbook
from workbook_templates.upgrading.proof import Wanted, filled_cells, prove_nothing_lost, same_value
from workbook_templates.upgrading.upgrade import cells_beside, icb_after, ready_rows_for

__all__ = ["Merge", "MergedPart", "PartFile", "Renumbered", "Repeated", "merge_workbooks"]

_ORIGIN = "Origin"
_OWN_COUNTS = ("own_total", "own_open", "own_closed")


@dataclass(frozen=True, slots=True)
class PartFile:
    """A workbook to be merged: the name it is shown by, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record whose number another part had taken: where it stood, its number there, and its number now."""

    row: int | None
    before: str | None
    after: int


@dataclass(frozen=True, slots=True)
class MergedPart:
    """What became of one workbook.

    Attributes:
        file: its name.
        icb: code of its ICB, or None.
        part: the part of the ICB's records that it held.
        records: how many.
        first_row, last_row: where they stand now.
        renumbered: those that have another number now.
        numbers: taken numbers, folded, to the one that its record has now.
        carried: how they were carried.
        old: the workbook as it was read.
    """

    file: str
    icb: str | None
    part: str
    records: int
    first_row: int
    last_row: int
    renumbered: tuple[Renumbered, ...]
    numbers: Mapping[str, int]
    carried: Carried
    old: OldWorkbook


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same record in two parts, as far as an identifier or an origin tells; both are kept."""

    column: str
    first: tuple[str, int | None]
    second: tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Merge:
    """One workbook out of several.

    Attributes:
        content: the new workbook.
        icb, part: of the new workbook.
        parts: what became of each.
        cells_before, cells_after: filled cells of the records; more by the origins and numbers that were written.
        added: headers of the columns that the ICB added.
        lines: lines of the other tables and of the audit, by name.
        repeated: records that seem to stand in two parts.
        blank: labels of cells of `Your ICB` that the parts fill in differently, so that nobody can say what holds.
    """

    content: bytes
    icb: str | None
    part: str
    parts: tuple[MergedPart, ...]
    cells_before: int
    cells_after: int
    added: tuple[str, ...]
    lines: Mapping[str, int]
    repeated: tuple[Repeated, ...]
    blank: tuple[str, ...]


def merge_workbooks(
    files: Sequence[PartFile], *, today: date, icb: str | None = None, month: date | None = None
) -> Merge:
    """Merge the bytes of workbooks; they are not changed, and nothing is written anywhere.

    Args:
        files: the workbooks, in the order in which their records shall stand.
        today: the day for which an ICB is judged when neither `month` nor a workbook names a month.
        icb: code of the ICB that took over, where there is a choice.
        month: the new workbook's reporting month, if it is another.

    Raises:
        FileFault: a workbook cannot be read, or they do not belong together; the sentence names the files.
        SuccessorNeeded: an ICB was divided and `icb` is not given.
        OurFault: the new workbook does not hold all that the old ones held.
    """
    olds = [(file.name, _read(file)) for file in files]
    day = month_end(month or _one_month(olds) or today)
    new_icb = _one_icb(olds, icb, day)
    _refuse_one_part_twice(olds)
    parts = {old.read.your_icb.part.casefold(): old.read.your_icb.part for _, old in olds}
    part = next(iter(parts.values())) if len(parts) == 1 else WHOLE
    headers, letters = _added_columns([old for _, old in olds])
    merged = tuple(_merged_parts(olds, letters, Place(new_icb, part, day, keeps_ready_rows=False)))
    column_of = {header: column_letters(place) for place, header in enumerate(headers, start=len(HEADERS) + 2)}
    lines, audit = _lines(merged, [{before: column_of[after] for before, after in one.items()} for one in letters])
    named = {name: value for _, old in reversed(olds) for name, value in old.named.items()}
    heading, blank = _heading([old for _, old in olds], new_icb, part, month)
    rows = tuple(row for one in merged for row in one.carried.rows)
    filled = FilledReturn(heading, rows, added=headers, lines=lines, cells=cells_beside(named, audit, new_icb))
    ready_rows = ready_rows_for([old.table_rows for _, old in olds], records=len(rows))
    new = template_bytes(ready_rows=ready_rows, filled=filled)
    read_again = read_old_workbook(new)
    wanted = Wanted([old for _, old in olds], filled, [one.carried for one in merged], audit, named)
    prove_nothing_lost(wanted, read_again)
    return Merge(
        content=new,
        icb=read_again.read.your_icb.your_icb,
        part=part,
        parts=merged,
        cells_before=sum(filled_cells(old) for _, old in olds),
        cells_after=filled_cells(read_again),
        added=tuple(headers),
        lines={name: len(those) for name, those in lines.items()} | {"audit": len(audit)},
        repeated=tuple(_repeated(merged)),
        blank=blank,
    )


def _read(file: PartFile) -> OldWorkbook:
    try:
        return read_old_workbook(file.content)
    except FileFault as fault:
        raise FileFault(f"{file.name}: {fault}") from None


_Olds = Sequence[tuple[str, OldWorkbook]]


def _one_month(olds: _Olds) -> date | None:
    months: dict[date, str] = {}
    for name, old in olds:
        if old.read.your_icb.month:
            months.setdefault(old.read.your_icb.month, name)
    if len(months) > 1:
        said = all_of([f"{name} for {month:%B %Y}" for month, name in months.items()])
        raise FileFault(messages.OTHER_MONTHS(months=said))
    return next(iter(months), None)


def _one_icb(olds: _Olds, asked: str | None, day: date) -> str | None:
    """The ICB of the new workbook: the one that all of them have, or that took over from all of them."""
    found: dict[str, str] = {}
    for name, old in olds:
        before = old.read.your_icb.your_icb
        try:
            after = icb_after(before, asked, day)
        except FileFault as fault:
            raise type(fault)(f"{name}: {fault}") from None
        if after is not None:
            found.setdefault(after, name)
    if len(found) > 1:
        said = all_of([f"{name} of {code}" for code, name in found.items()])
        raise FileFault(messages.OTHER_ICBS(icbs=said, hint=_hint(list(found), day)))
    return next(iter(found), None)


def _hint(codes: Sequence[str], day: date) -> str:
    """What to do: to wait for a merger that is known, or to leave one out."""
    to_come = [{(link.successor, link.date) for link in successions_from(code) if link.date > day} for code in codes]
    standing = set.intersection(*to_come)
    if len(standing) == 1 and all(len(those) == 1 for those in to_come):
        successor, begins = standing.pop()
        since = f"They merge into {successor} on {begins:%d/%m/%Y}"
        return messages.FROM_THEN_ON(since=since, begins=begins)
    return messages.ONE_ICB()


def _refuse_one_part_twice(olds: _Olds) -> None:
    """Two workbooks of one part, say two numbers of one return, would give every record twice, under one origin."""
    seen: dict[tuple[str | None, str], str] = {}
    for name, old in olds:
        heading = old.read.your_icb
        other = seen.setdefault((heading.your_icb, heading.part.casefold()), name)
        if other != name:
            whose = f" of {heading.your_icb}" if heading.your_icb else ""
            raise FileFault(messages.SAME_PART(other=other, name=name, whose=whose))


def _added_columns(olds: Sequence[OldWorkbook]) -> tuple[list[str], list[dict[str, str]]]:
    """Headers of the added columns, one for those of one name, and for each workbook its letters to these headers."""
    wanted: list[tuple[int, str, str]] = []
    for number, old in enumerate(olds):
        columns = sorted(old.read.added_columns.items(), key=lambda one: column_number(one[0]))
        own = distinct_headers(header for _, header in columns)
        wanted += [(number, letters, header) for (letters, _), header in zip(columns, own, strict=True)]
    headers = {plain_header(header): header for _, _, header in reversed(wanted)}
    in_order = list(dict.fromkeys(headers[plain_header(header)] for _, _, header in wanted))
    letters: list[dict[str, str]] = [{} for _ in olds]
    for number, column, header in wanted:
        letters[number][column] = headers[plain_header(header)]
    return in_order, letters


def _merged_parts(olds: _Olds, letters: Sequence[Mapping[str, str]], to: Place) -> Iterator[MergedPart]:
    numbers = [[folded_number(row.cells.get(RECORD_NO)) for row in old.read.rows] for _, old in olds]
    highest = max((int(number) for those in numbers for number in those if number.isdecimal()), default=0)
    taken: set[str] = set()
    row = FIRST_RECORD_ROW
    for (name, old), own, added in zip(olds, numbers, letters, strict=True):
        clashing = [number for number in dict.fromkeys(own) if number and number in taken]
        instead = {number: highest + place for place, number in enumerate(clashing, start=1)}
        highest += len(instead)
        taken |= {*own, *map(str, instead.values())}
        place = replace(to, first_row=row, numbers=instead, links=dict(_links(old, instead)))
        carried = carry_records(old, added=added, to=place)
        yield MergedPart(
            file=name,
            icb=old.read.your_icb.your_icb,
            part=old.read.your_icb.part,
            records=len(carried.pairs),
            first_row=row,
            last_row=row + len(carried.rows) - 1,
            renumbered=tuple(_renumbered(carried, instead)),
            numbers=instead,
            carried=carried,
            old=old,
        )
        row += len(carried.rows)


def _links(old: OldWorkbook, numbers: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """A link to a record that gets another number names its origin from now on, which no number changes."""
    heading = old.read.your_icb
    local_lists = heading.your_icb is None or has_local_lists(heading.your_icb)
    entries = read_records(old.read.rows, local_lists=local_lists)
    links = LinkedRecords(entries, Circumstances(date.min, heading))
    for position, entry in enumerate(entries):
        targets = links.targets_of(position) if entry.review.linked_record else []
        if len(targets) == 1 and folded_number(entries[targets[0]].review.record_no) in numbers:
            target = entries[targets[0]]
            origin = target.review.origin or derived_origin(target, heading)
            if origin is not None and entry.row is not None:
                yield entry.row, origin


def _renumbered(carried: Carried, numbers: Mapping[str, int]) -> Iterator[Renumbered]:
    for before, _ in carried.pairs:
        after = numbers.get(folded_number(before.review.record_no))
        if after is not None:
            yield Renumbered(before.row, before.record, after)


def _lines(
    merged: Iterable[MergedPart], letters: Sequence[Mapping[str, str]]
) -> tuple[dict[str, list[Mapping[str, CellValue]]], list[Mapping[str, object]]]:
    """The lines of the other tables and of the audit, part after part, each under its record's number of now."""
    lines: dict[str, list[Mapping[str, CellValue]]] = {}
    audit: list[Mapping[str, object]] = []
    for one, own in zip(merged, letters, strict=True):
        for name, those in carry_lines(one.old, one.carried, own, one.numbers).items():
            lines.setdefault(name, []).extend(those)
        audit += [renumbered(cast(Mapping[str, CellValue], line), one.numbers) for line in one.old.audit]
    return lines, audit


def _heading(
    olds: Sequence[OldWorkbook], icb: str | None, part: str, month: date | None
) -> tuple[dict[str, CellValue], tuple[str, ...]]:
    """`Your ICB` of the new workbook, and the labels of its cells that the parts fill in differently."""
    heading: dict[str, CellValue] = {}
    blank = []
    for name in type(olds[0].read.your_icb).model_fields:
        values = [old.heading.get(name) for old in olds]
        filled = [value for value in values if value is not None and value != ""]
        if name in _OWN_COUNTS:
            numbers = [getattr(old.read.your_icb, name) for old in olds]
            heading[name] = None if None in numbers else sum(numbers)
            agrees = None not in numbers or not filled
        elif name == "return_number":
            numbers = [number for old in olds if (number := old.read.your_icb.return_number) is not None]
            heading[name], agrees = max(numbers, default=None), True
        else:
            agrees = all(same_value(value, filled[0]) for value in filled)
            heading[name] = cast(CellValue, filled[0]) if filled and agrees else None
        if not agrees and name not in ("your_icb", "return_part"):
            blank.append(str(type(olds[0].read.your_icb).model_fields[name].title))
    heading |= {"your_icb": icb, "return_part": part}
    if month is not None:
        heading["reporting_month"] = month_end(month)
    return heading, tuple(blank)


def _repeated(merged: Sequence[MergedPart]) -> Iterator[Repeated]:
    """Records of two parts with one identifier or origin; linked ones are no repetition."""
    seen: dict[tuple[str, str], tuple[int, MergedPart, Entry]] = {}
    for number, one in enumerate(merged):
        for before, after in one.carried.pairs:
            if after.review.linked_record is not None:
                continue
            for column, key in _known_by(after):
                first = seen.setdefault(key, (number, one, before))
                if first[0] != number:
                    yield Repeated(column, (first[1].file, first[2].row), (one.file, before.row))


def _known_by(entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
    review = entry.review
    for column, kind, reference in (
        ("Identifier reference 1", review.identifier_type_1, review.identifier_reference_1),
        ("Identifier reference 2", review.identifier_type_2, review.identifier_reference_2),
        (_ORIGIN, _ORIGIN, review.origin),
    ):
        if reference and not is_placeholder(reference):
            yield column, (kind or "", "".join(spelling_key(reference).split()))
