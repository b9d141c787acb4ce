"""Read the new workbook back and hold it against the old one: an upgrade that lost anything is not handed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from validators.cells import CellError
from validators.entries import is_blank
from validators.messages import upgrading as messages
from workbook_templates.faults import OurFault
from workbook_templates.layout import FIRST_RECORD_ROW
from workbook_templates.template import FilledReturn
from workbook_templates.upgrading.carrying import Carried
from workbook_templates.upgrading.old_workbook import OldWorkbook

__all__ = ["Wanted", "filled_cells", "prove_nothing_lost", "same_value"]

_DAY_ZERO = datetime(1899, 12, 30)
_ONE_SECOND = 1 / 86_400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the new workbook must hold.

    Attributes:
        olds: the workbooks that it is made of.
        filled: what was put into it.
        carried: the records of each of the old ones.
        audit: lines of the audit.
        named: cells behind a defined name that somebody filled in, by name.
    """

    olds: Sequence[OldWorkbook]
    filled: FilledReturn
    carried: Sequence[Carried]
    audit: Sequence[Mapping[str, object]]
    named: Mapping[str, object]


def prove_nothing_lost(wanted: Wanted, new: OldWorkbook) -> None:
    """Compare what was to be carried with what the new workbook holds.

    Raises:
        OurFault: something differs; the message names places and no text.
    """
    if differing := list(_differences(wanted, new)):
        raise OurFault(messages.WOULD_BE_LOST(differing=differing[0], more=len(differing) - 1))


def _differences(wanted: Wanted, new: OldWorkbook) -> Iterator[str]:
    filled, carried = wanted.filled, wanted.carried
    records = sum(len(old.read.rows) for old in wanted.olds)
    if not records == len(new.read.rows) == sum(len(one.pairs) for one in carried):
        yield "the number of records"
    written = sum(one.origins + one.numbered for one in carried)
    if filled_cells(new) != sum(map(filled_cells, wanted.olds)) + written:
        yield "the number of filled cells"
    headers = dict(zip(new.read.added_columns, filled.added, strict=False))
    found = {
        row.row: {**row.cells, **{headers.get(letters, letters): value for letters, value in row.added.items()}}
        for row in new.read.rows
    }
    for number, row in enumerate(filled.rows, start=FIRST_RECORD_ROW):
        # A ready row holds its number alone and is no record.
        here = found.get(number, new.ready.get(number, row))
        if isinstance(here, Mapping):
            yield from (f"Cases row {number}" for _ in _unequal(row, here))
        elif not same_value(row.get("Record no."), here):
            yield f"Cases row {number}"
    yield from (f"Your ICB, {name}" for name in _unequal(filled.your_icb, new.heading))
    for name, lines in filled.lines.items():
        yield from _line_differences(name, lines, new.lines.get(name, ()))
    yield from _line_differences("Audit", wanted.audit, new.audit)
    yield from (f"the cell {name}" for name in _unequal(wanted.named, {**wanted.named, **new.named}))


def _line_differences(
    name: str, wanted: Sequence[Mapping[str, object]], found: Sequence[Mapping[str, object]]
) -> Iterator[str]:
    if len(wanted) != len(found):
        yield f"the number of lines of {name}"
    for number, (line, other) in enumerate(zip(wanted, found, strict=False), start=1):
        yield from (f"{name} line {number}" for _ in _unequal(line, other))


def _unequal(wanted: Mapping[str, object], found: Mapping[str, object]) -> Iterator[str]:
    """The keys under which something else stands; a number may be given where there was none."""
    for key, value in wanted.items():
        if not same_value(value, found.get(key)) and not (key == "Record no." and is_blank(value)):
            yield key


def same_value(one: object, other: object) -> bool:
    """Whether two cells hold the same: nothing and an empty text are one, a number and the date of that number too.

    >>> same_value(None, ""), same_value(2, 2.0), same_value(True, 1), same_value("a", "A")
    (True, True, False, False)
    """
    if is_blank(one) and is_blank(other):
        return True
    if isinstance(one, bool) or isinstance(other, bool) or isinstance(one, str) or isinstance(other, str):
        return type(one) is type(other) and one == other
    if isinstance(one, CellError) or isinstance(other, CellError):
        return one == other
    first, second = _serial(one), _serial(other)
    return first is not None and second is not None and abs(first - second) < _ONE_SECOND


def _serial(value: object) -> float | None:
    """A number as a cell keeps it, for numbers, dates and times."""
    if isinstance(value, datetime):
        return (value - _DAY_ZERO) / timedelta(days=1)
    if isinstance(value, date):
        return float((value - _DAY_ZERO.date()).days)
    if isinstance(value, time):
        return _serial(datetime.combine(_DAY_ZERO, value))
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return float(value) if isinstance(value, int | float) else None


def filled_cells(one: OldWorkbook) -> int:
    """How many cells of the records hold something, added columns among them."""
    rows = one.read.rows
    return sum(not is_blank(value) for row in rows for value in (*row.cells.values(), *row.added.values()))
