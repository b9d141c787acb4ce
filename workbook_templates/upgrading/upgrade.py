"""Move every row and value of an old workbook into a fresh template, and prove that none was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from validators.cells import cell_text
from validators.entries import is_blank
from validators.messages import upgrading as messages
from validators.quoting import one_of
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_lineage, took_over
from validators.your_icb import month_end
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION
from workbook_templates.reading.addresses import column_letters, column_number
from workbook_templates.reading.drift.opened import OpenedWorkbook, open_workbook
from workbook_templates.reading.headers import distinct_headers
from workbook_templates.template import CellValue, FilledReturn, template_bytes
from workbook_templates.upgrading.carrying import Kept, Moved, Place, Resolved, carry_lines, carry_records
from workbook_templates.upgrading.old_workbook import LeftBehind, OldWorkbook, audit_block, read_old_workbook
from workbook_templates.upgrading.proof import Wanted, filled_cells, prove_nothing_lost

__all__ = ["SuccessorNeeded", "Upgrade", "cells_beside", "icb_after", "ready_rows_for", "upgrade_workbook"]

_AUDIT = "Audit"
_USUAL_ROWS = 500
"""Ready rows of a template."""

_MOST_READY_ROWS = 20_000


class SuccessorNeeded(FileFault):
    """The workbook's ICB was divided, and nobody but its people knows to which successor the workbook goes."""


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that the ICB added: where it stood, where it stands now, and its header as it is now."""

    before: str
    after: str
    header: str


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A workbook that was upgraded.

    Attributes:
        content: the new workbook.
        template_before, template_after: versions of the template.
        icb_before, icb_after: codes of the ICB as `Your ICB` says it; None where it says none.
        records: how many, before and after.
        cells_before: filled cells of the records, added columns among them.
        cells_after: likewise; more by the origins and numbers that were written.
        origins: records whose origin was written, because they would have another one now.
        numbered: records that had no number and were given one.
        resolved: words that are written as the lists have them.
        moved: ICBs of records that are now their successor.
        kept: cells that nobody could understand; they hold what they held.
        added: columns that the ICB added.
        lines: lines of the other tables and of the audit, by name.
        left: cells that have no place in the new workbook.
        formulas: cells of records in which a formula stood; what it showed is carried.
    """

    content: bytes
    template_before: str
    template_after: str
    icb_before: str | None
    icb_after: str | None
    records: int
    cells_before: int
    cells_after: int
    origins: int
    numbered: int
    resolved: tuple[Resolved, ...]
    moved: tuple[Moved, ...]
    kept: tuple[Kept, ...]
    added: tuple[AddedColumn, ...]
    lines: Mapping[str, int]
    left: tuple[LeftBehind, ...]
    formulas: int


def ready_rows_for(tables: Sequence[int], *, records: int) -> int:
    """The rows that a new workbook is given: those of the old tables, and at least its records.

    A table that somebody has pulled to the end of the sheet counts as one of the usual length.

    >>> ready_rows_for([500, 0], records=3), ready_rows_for([1_048_000], records=700)
    (1000, 700)
    """
    return max(sum(rows if 0 < rows <= _MOST_READY_ROWS else _USUAL_ROWS for rows in tables), records, 1)


def upgrade_workbook(content: bytes, *, today: date, icb: str | None = None, month: date | None = None) -> Upgrade:
    """Upgrade the bytes of a workbook; they are not changed, and nothing is written anywhere.

    Args:
        content: the old workbook.
        today: the day for which its ICB is judged when neither `month` nor the workbook names a month.
        icb: code of the ICB that took over, where there is a choice.
        month: the new workbook's reporting month, if it is another.

    Raises:
        FileFault: the workbook cannot be read, or `icb` did not take over from its ICB.
        SuccessorNeeded: its ICB was divided and `icb` is not given.
        OurFault: the new workbook does not hold all that the old one held.
    """
    old = read_old_workbook(content)
    day = month_end(month or old.read.your_icb.reporting_month or today)
    new_icb = icb_after(old.read.your_icb.your_icb, icb, day)
    added = _added_columns(old)
    place = Place(new_icb, old.read.your_icb.return_part, day)
    carried = carry_records(old, added={one.before: one.header for one in added}, to=place)
    letters = {one.before: one.after for one in added}
    lines = carry_lines(old, carried, letters)
    filled = FilledReturn(
        your_icb=_heading(old, new_icb, month),
        rows=carried.rows,
        added=[one.header for one in added],
        lines=lines,
        cells=cells_beside(old.named, old.audit, new_icb),
    )
    ready_rows = ready_rows_for([old.table_rows], records=len(carried.rows))
    new = template_bytes(ready_rows=ready_rows, filled=filled)
    read_again = read_old_workbook(new)
    prove_nothing_lost(Wanted([old], filled, [carried], old.audit, old.named), read_again)
    return Upgrade(
        content=new,
        template_before=old.read.template_version,
        template_after=TEMPLATE_VERSION,
        icb_before=old.read.your_icb.your_icb,
        icb_after=read_again.read.your_icb.your_icb,
        records=old.read.rows_read,
        cells_before=filled_cells(old),
        cells_after=filled_cells(read_again),
        origins=carried.origins,
        numbered=carried.numbered,
        resolved=carried.resolved,
        moved=carried.moved,
        kept=carried.kept,
        added=added,
        lines={name: len(those) for name, those in lines.items()} | {"audit": len(old.audit)},
        left=old.left,
        formulas=old.formulas,
    )


def icb_after(before: str | None, asked: str | None, day: date) -> str | None:
    """The ICB of the new workbook: the same while it stands, else the one that took over."""
    if asked is not None:
        if before is not None and before not in icb_lineage(asked):
            raise FileFault(messages.NOT_A_SUCCESSOR(before=before, asked=asked))
        return asked
    if before is None or not _has_closed(before, day):
        return before
    successors = took_over(before, on=day)
    if len(successors) > 1:
        named = one_of([f"{code} ({vocabulary('icbs')[code].label})" for code in successors])
        raise SuccessorNeeded(messages.DIVIDED(before=before, choice=named))
    return successors[0] if successors else before


def _has_closed(icb: str, day: date) -> bool:
    last_day = vocabulary("icbs")[icb].valid_to
    return last_day is not None and last_day < day


def _added_columns(old: OldWorkbook) -> tuple[AddedColumn, ...]:
    """The added columns in their order, right of all of ours and of To complete."""
    columns = sorted(old.read.added_columns.items(), key=lambda one: column_number(one[0]))
    headers = distinct_headers(header for _, header in columns)
    first = len(HEADERS) + 2
    return tuple(
        AddedColumn(before, column_letters(place), header)
        for place, ((before, _), header) in enumerate(zip(columns, headers, strict=True), start=first)
    )


def _heading(old: OldWorkbook, icb: str | None, month: date | None) -> dict[str, CellValue]:
    heading = {name: None if is_blank(value) else cast(CellValue, value) for name, value in old.heading.items()}
    if icb is not None:
        heading["your_icb"] = icb
    if month is not None:
        heading["reporting_month"] = month_end(month)
    return heading


def cells_beside(
    named: Mapping[str, object], audit: Sequence[Mapping[str, object]], icb: str | None
) -> dict[str, dict[tuple[int, int], CellValue]]:
    """What goes into cells that the fresh template has ready: the audit's lines, and answers behind a name."""
    fresh = _fresh(icb)
    cells: dict[str, dict[tuple[int, int], CellValue]] = {}
    for name, value in named.items():
        place = fresh.behind(name)
        if place is None:
            continue
        sheet, area = place
        at = area.first_row, area.first_column
        if at not in sheet.marks.formulas and cell_text(sheet.value(*at)) != cell_text(value):
            cells.setdefault(sheet.name, {})[at] = cast(CellValue, value)
    block = audit_block(fresh.sheets[_AUDIT])
    if block is not None and audit:
        cells.setdefault(_AUDIT, {}).update(_audit_cells(audit, *block))
    return cells


@lru_cache(maxsize=4)
def _fresh(icb: str | None) -> OpenedWorkbook:
    """The empty template of an ICB, opened; it is only looked at, so many upgrades share one."""
    return open_workbook(template_bytes(icb=icb, ready_rows=1))


def _audit_cells(
    lines: Sequence[Mapping[str, object]], header_row: int, columns: Mapping[str, int]
) -> Iterator[tuple[tuple[int, int], CellValue]]:
    for row, line in enumerate(lines, start=header_row + 1):
        for header, value in line.items():
            if header in columns and not is_blank(value):
                yield (row, columns[header]), cast(CellValue, value)
