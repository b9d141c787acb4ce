"""The tables of a summary as they may leave the NHS: small numbers hidden, and whatever would give them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.disclosure.earlier_release import NO_EARLIER_RELEASE, EarlierRelease
from reports.disclosure.families import families_of
from reports.disclosure.quantities import (
    PUBLISHABLE,
    Placed,
    Quantity,
    Relation,
    mergers_among,
    places_in,
    relations_among,
)
from reports.disclosure.rounding import HIDDEN, NOT_AVAILABLE, Control
from reports.published import PublishedTable
from validators.messages import sharing as messages
from workbook_templates.faults import FileFault

__all__ = ["ControlledTables", "controlled"]

_RETURN = "Return"
_HEARD = ("counted", "carried forward")


@dataclass(frozen=True, slots=True)
class ControlledTables:
    """What may leave.

    Attributes:
        tables: each table by its name, with its keys and counts alone.
        control: by which rules.
        hidden: how many cells are hidden.
        left_out: tables that are left out because they cannot be protected.
        known: how many hidden figures an earlier release has given away already.
    """

    tables: Mapping[str, PublishedTable]
    control: Control
    hidden: int
    left_out: tuple[str, ...]
    known: int


def controlled(
    tables: Mapping[str, PublishedTable],
    *,
    month: date,
    control: Control | None = None,
    earlier: EarlierRelease = NO_EARLIER_RELEASE,
) -> ControlledTables:
    """Control the small numbers of a summary's tables.

    Args:
        tables: of an internal summary; those that may not leave are passed over.
        month: last day of the reporting month.
        control: the threshold and the rounding; 1 to 5 hidden and no rounding if left out.
        earlier: what readers have from the external release before.

    Raises:
        FileFault: the tables do not add up.
    """
    control = control or Control()
    given = {name: table for name, table in tables.items() if name in PUBLISHABLE}
    left_out: list[str] = []
    withdrawn: frozenset[Quantity] = frozenset()
    while True:
        places = list(places_in(given, month))
        values = _values(places)
        relations = list(relations_among(places, month))
        _refuse_what_does_not_add_up(relations, values)
        relations += [one for one in mergers_among(places) if not _gap(one, values)]
        hidden, lost = families_of(
            places, values, relations, control=control, earlier=earlier, month=month, withdrawn=withdrawn
        )
        unprotected = sorted({one.table for one in places if one.quantity in lost}, key=[*PUBLISHABLE].index)
        if not unprotected:
            break
        more = withdrawn | _around(lost, places)
        if more != withdrawn:
            withdrawn = more
            continue
        # The least of the tables goes; what is left is tried anew.
        left_out.append(unprotected[-1])
        del given[unprotected[-1]]
    silent = _silent_icbs(tables)
    kept = {quantity: control.shown(value) for quantity, value in values.items() if quantity not in hidden}
    seen = {**kept, **dict.fromkeys(hidden, HIDDEN), **dict.fromkeys(withdrawn, NOT_AVAILABLE)}
    shown = {name: _shown(table, places, seen, silent) for name, table in given.items()}
    return ControlledTables(
        tables=shown,
        control=control,
        hidden=sum(value == HIDDEN for table in shown.values() for row in table.rows for value in row),
        left_out=tuple(left_out),
        known=sum(earlier.gives(quantity, values[quantity]) for quantity in hidden),
    )


def _values(places: Iterable[Placed]) -> dict[Quantity, int]:
    values: dict[Quantity, int] = {}
    for one in places:
        if not isinstance(one.value, int) or one.value < 0:
            raise FileFault(messages.NOT_A_COUNT(table=one.table))
        if values.setdefault(one.quantity, one.value) != one.value:
            raise FileFault(messages.TWO_FIGURES(table=one.table))
    return values


def _refuse_what_does_not_add_up(relations: Iterable[Relation], values: Mapping[Quantity, int]) -> None:
    for relation in relations:
        if _gap(relation, values):
            raise FileFault(messages.NO_SUM(where=relation.says))


def _gap(relation: Relation, values: Mapping[Quantity, int]) -> int:
    """By how much the figures fail a sum."""
    return sum(factor * values[quantity] for quantity, factor in relation.terms)


def _silent_icbs(tables: Mapping[str, PublishedTable]) -> frozenset[str]:
    """The ICBs of which nothing is counted."""
    table = tables.get("icb_totals")
    if table is None or _RETURN not in table.headers:
        return frozenset()
    rows = table.lines()
    return frozenset(
        str(row["ICB code"]) for row in rows if not str(row[_RETURN]).startswith(_HEARD) and not row["Total"]
    )


def _around(lost: frozenset[Quantity], places: Sequence[Placed]) -> frozenset[Quantity]:
    """What is not released at all, because small parts of a small total give themselves away though all are hidden.

    The rows of a table in which several figures are lost, else the columns, so that nobody sees which figure it was.
    """
    by_row = Counter((one.table, one.row) for one in places if one.quantity in lost)
    rows = {place for place, number in by_row.items() if number > 1}
    columns = {
        (one.table, one.quantity.column, one.quantity.month)
        for one in places
        if one.quantity in lost and (one.table, one.row) not in rows
    }
    return frozenset(
        one.quantity
        for one in places
        if (one.table, one.row) in rows or (one.table, one.quantity.column, one.quantity.month) in columns
    )


def _shown(
    table: PublishedTable,
    places: Sequence[Placed],
    seen: Mapping[Quantity, object],
    silent: frozenset[str],
) -> PublishedTable:
    """A table with its keys and its counts alone, each as readers see it."""
    held = PUBLISHABLE[table.name]
    cells = {(one.row, one.header): one for one in places if one.table == table.name}
    headers = (*held.keys, *held.headers(table))

    def show(row: int, line: Mapping[str, object], header: str) -> object:
        cell = cells.get((row, header))
        if cell is None:
            return line[header]
        if line.get("ICB code") in silent:
            return NOT_AVAILABLE
        return seen[cell.quantity]

    rows = tuple(tuple(show(place, line, header) for header in headers) for place, line in enumerate(table.lines()))
    return replace(table, headers=headers, rows=rows)
