"""What `scrt template inspect` says of a workbook, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from validators.findings import CASES
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
        yield f"No column of the sheet {CASES} is there. Please go back to a copy that has them."
        return
    for column in found.columns:
        if column.state is not ColumnState.PRESENT:
            yield _column(column, found)
    yield from (_added(column) for column in found.added_columns if not column.at_end)


def _column(column: ColumnFound, found: Inspection) -> str:
    header, letters = column.header, " and ".join(column.letters)
    match column.state:
        case ColumnState.RENAMED if column.text:
            return f"Column {letters} is headed '{column.text}': did you mean {header}? Please rename it to {header}."
        case ColumnState.RENAMED:
            return (
                f"Column {letters} stands in the place of {header}, its header is withheld. "
                f"Please rename it to {header} if it is that column."
            )
        case ColumnState.TWICE:
            return f"{header} stands twice, in columns {letters}. Please rename or delete the one that is not meant."
        case ColumnState.MOVED:
            return (
                f"{header} was moved: it stands in column {letters} now{_after(column, found)}. "
                "It is read all the same. Please move it back if colleagues look for it there."
            )
        case _:
            return f"{header} is missing. Please put the column back as the template has it."


def _after(column: ColumnFound, found: Inspection) -> str:
    place = found.columns.index(column)
    return f", the template has it after {found.columns[place - 1].header}" if place else ", the template has it first"


def _added(column: AddedColumn) -> str:
    named = f"'{column.header}'" if column.header else "with its header withheld"
    if column.at_end:
        return f"Column {column.letters}, {named}, is your own: it is kept, and checked for personal details only."
    return f"Column {column.letters}, {named}, is added among ours. Please move it to the right of our columns."


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
        return f"Please copy a cell of an untouched row over it with Paste Special, {paste}, {_RENEW}."
    return f"Please copy the sheet's cells from an untouched template, {_RENEW}."


def _cells(one: GuardDrift) -> Sequence[str]:
    return cells_of(one.letters, one.rows)


def _list_lines(lists: Iterable[ListDrift]) -> Iterator[str]:
    for one in lists:
        words = _some([f"'{word}'" for word in one.gone])
        gone = f"{words} no longer offered" if one.gone else ""
        added = f"words of its own in {_some(one.added)}" if one.added else ""
        order = "" if gone or added else "its words stand in another order"
        what = "; ".join(filter(None, (gone, added, order)))
        yield f"The list {one.name} was changed by hand: {what}. Please restore its words, {_RENEW}."


def _sheet_lines(found: Inspection) -> Iterator[str]:
    yield from map(_sheet, found.sheets)
    if found.tables:
        yield f"No longer an Excel Table: {_some(found.tables)}. Please make it one again, {_RENEW}."
    if found.names:
        yield f"Defined names gone or broken: {_some(found.names)}. Please make a fresh one with scrt template upgrade."


def _sheet(one: SheetDrift) -> str:
    match one.state:
        case SheetState.HIDDEN:
            return f"The sheet {one.name} is hidden. Please unhide it, so that everybody sees what is there."
        case SheetState.MISSING:
            return f"The sheet {one.name} is gone. Please go back to a copy that has it, {_RENEW}."
        case SheetState.RENAMED:
            now = f"'{one.now}'" if one.now else f"sheet {one.number} (name withheld)"
            return f"The sheet {one.name} is called {now} now. Please rename it back."
        case _:
            named = f"'{one.name}'" if one.name else f"number {one.number} (name withheld)"
            return f"The sheet {named} is added. Please keep your own sheets in another workbook: nobody checks them."


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
