"""What `scrt template inspect` says of a workbook, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from validators.findings import CASES
from validators.messages import inspecting as messages
from validators.quoting import all_of, how_many
from workbook_templates.layout import Tables
from workbook_templates.reading.drift.columns import AddedColumn, ColumnFound, ColumnState
from workbook_templates.reading.drift.guards import CONDITIONAL_FORMAT, GuardDrift
from workbook_templates.reading.drift.inspection import Inspection, ListDrift, SheetDrift, SheetState
from workbook_templates.reading.drift.spans import Span, cells_of

__all__ = ["inspection_document", "inspection_lines"]

_NAMED_AT_MOST = 4
_RENEW = "or make a fresh one with scrt template upgrade"
_PARTS = {"allows": "what it allows", "refuses": "how it refuses", "says": "what it says"}


def inspection_lines(file: str, found: Inspection) -> Iterator[str]:
    """First what it is, then a line for each thing that has drifted with what to do, then the outcome."""
    lists = found.vocabulary_version or "of an unknown version"
    yield f"{file}: an S-CRT template, version {found.template_version}, lists {lists}"
    drifted = [*_column_lines(found), *_guard_lines(found), *_list_lines(found.lists), *_sheet_lines(found)]
    yield from (f"  {line}" for line in drifted)
    yield from (f"  {_added(column)}" for column in found.added_columns if column.at_end)
    if not drifted:
        yield f"  Nothing has drifted: {how_many(len(found.columns), 'column')}, every dropdown, format and list."
    else:
        number = how_many(len(drifted), "thing has", "things have")
        yield f"  {number} drifted. The records are untouched: this only looked."


def _column_lines(found: Inspection) -> Iterator[str]:
    states = {column.state for column in found.columns}
    if states == {ColumnState.MISSING}:
        yield messages.NO_COLUMN(sheet=CASES)
        return
    for column in found.columns:
        if column.state is not ColumnState.PRESENT:
            yield _column(column, found)
    yield from (_added(column) for column in found.added_columns if not column.at_end)


def _column(column: ColumnFound, found: Inspection) -> str:
    header, letters = column.header, " and ".join(column.letters)
    match column.state:
        case ColumnState.RENAMED if column.text:
            return messages.HEADED_ALIKE(letters=letters, text=column.text, header=header)
        case ColumnState.RENAMED:
            return messages.HEADER_WITHHELD(letters=letters, header=header)
        case ColumnState.TWICE:
            return messages.COLUMN_TWICE(header=header, letters=letters)
        case ColumnState.MOVED:
            return messages.COLUMN_MOVED(header=header, letters=letters, after=_after(column, found))
        case _:
            return messages.COLUMN_MISSING(header=header)


def _after(column: ColumnFound, found: Inspection) -> str:
    place = found.columns.index(column)
    return f", the template has it after {found.columns[place - 1].header}" if place else ", the template has it first"


def _added(column: AddedColumn) -> str:
    named = f"'{column.header}'" if column.header else "with its header withheld"
    if column.at_end:
        return f"Column {column.letters}, {named}, is your own: it is kept, and checked for personal details only."
    return messages.ADDED_AMONG_OURS(letters=column.letters, named=named)


def _guard_lines(found: Inspection) -> Iterator[str]:
    """Columns that lost the same in the same rows are told together: a pasted row loses dozens at once."""
    groups: dict[tuple[str, GuardDrift], list[GuardDrift]] = {}
    for sheet, one in found.guards:
        # Outside of tables a column has no header, so that its cells are all that tell it.
        alike = replace(one, column="", letters="") if one.table else one
        groups.setdefault((sheet, alike), []).append(one)
    yield from (_guard(sheet, members) for (sheet, _), members in groups.items())


def _guard(sheet: str, members: Sequence[GuardDrift]) -> str:
    one = members[0]
    places = _some(_cells(one)) if len(members) == 1 else _some([_rows(span) for span in one.rows])
    headers = f"{_some([member.column for member in members])}: " if one.table else ""
    where = "" if sheet == CASES else f"{sheet}, "
    altered = f" ({all_of([_PARTS[part] for part in one.parts])})" if one.parts else ""
    noun = one.kind if len(members) == 1 else f"{one.kind}s"
    return f"{where}{headers}{noun} {one.state.value}{altered} in {places}. {_remedy(one)}"


def _rows(span: Span) -> str:
    first, last = span
    return f"row {first}" if first == last else f"rows {first} to {last}"


def _remedy(one: GuardDrift) -> str:
    if one.table == Tables().cases:
        paste = "formats" if one.kind == CONDITIONAL_FORMAT else "validation"
        return messages.PASTE_A_CELL(paste=paste, renew=_RENEW)
    return messages.COPY_THE_CELLS(renew=_RENEW)


def _cells(one: GuardDrift) -> Sequence[str]:
    return cells_of(one.letters, one.rows)


def _list_lines(lists: Iterable[ListDrift]) -> Iterator[str]:
    for one in lists:
        words = _some([f"'{word}'" for word in one.gone])
        gone = f"{words} no longer offered" if one.gone else ""
        added = f"words of its own in {_some(one.added)}" if one.added else ""
        order = "" if gone or added else "its words stand in another order"
        what = "; ".join(filter(None, (gone, added, order)))
        yield messages.LIST_CHANGED(name=one.name, what=what, renew=_RENEW)


def _sheet_lines(found: Inspection) -> Iterator[str]:
    yield from map(_sheet, found.sheets)
    if found.tables:
        yield messages.NO_LONGER_A_TABLE(tables=_some(found.tables), renew=_RENEW)
    if found.names:
        yield messages.NAMES_BROKEN(names=_some(found.names))


def _sheet(one: SheetDrift) -> str:
    match one.state:
        case SheetState.HIDDEN:
            return messages.SHEET_HIDDEN(sheet=one.name)
        case SheetState.MISSING:
            return messages.SHEET_GONE(sheet=one.name, renew=_RENEW)
        case SheetState.RENAMED:
            now = f"'{one.now}'" if one.now else f"sheet {one.number} (name withheld)"
            return messages.SHEET_RENAMED(sheet=one.name, now=now)
        case _:
            named = f"'{one.name}'" if one.name else f"number {one.number} (name withheld)"
            return messages.SHEET_ADDED(sheet=named)


def _some(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    more = len(names) - _NAMED_AT_MOST
    if more <= 0:
        return all_of(names)
    return f"{', '.join(names[:_NAMED_AT_MOST])} and {more:,} more"


def inspection_document(found: Inspection) -> dict[str, Any]:
    """A workbook as JSON."""
    return {
        "status": "drifted" if found.has_drifted else "ok",
        "template_version": found.template_version,
        "vocabulary_version": found.vocabulary_version,
        "columns": [
            {"header": one.header, "state": one.state.value, "letters": list(one.letters), "text": one.text}
            for one in found.columns
        ],
        "added_columns": [
            {"letters": one.letters, "header": one.header, "at_end": one.at_end} for one in found.added_columns
        ],
        "rules": [_guard_document(sheet, one) for sheet, one in found.guards if one.kind != CONDITIONAL_FORMAT],
        "conditional_formats": [
            _guard_document(sheet, one) for sheet, one in found.guards if one.kind == CONDITIONAL_FORMAT
        ],
        "lists": [{"name": one.name, "gone": list(one.gone), "added": list(one.added)} for one in found.lists],
        "sheets": [
            {"name": one.name, "state": one.state.value, "now": one.now, "number": one.number or None}
            for one in found.sheets
        ],
        "tables_gone": list(found.tables),
        "names_gone": list(found.names),
    }


def _guard_document(sheet: str, one: GuardDrift) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "column": one.column,
        "kind": one.kind,
        "state": one.state.value,
        "parts": list(one.parts),
        "cells": list(_cells(one)),
    }
