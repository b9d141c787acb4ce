"""Read typed tables: JSON, or any block headed Total, Open, Closed in a spreadsheet or delimited text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reports.typed_figures.tables import COLUMNS, NOT_STATED, TypedRow, TypedTable, count_in, month_in, name_shown
from validators.entries import is_blank
from validators.messages import figures as messages
from workbook_templates.faults import FileFault
from workbook_templates.importing.grids import Grid, read_source

__all__ = ["read_typed_figures"]


_STEP = "step"
"""What heads the steps of a bridge from month to month, some of which take away."""


class _Heads(NamedTuple):
    """Where the columns of one block stand, counted from 0; labels stand from `first` up to its leftmost column."""

    first: int
    columns: dict[str, int]


def read_typed_figures(content: bytes) -> list[TypedTable]:
    r"""Read the tables of a file; what it is shows in the bytes.

    >>> [table] = read_typed_figures(b"Type,Total,Open,Closed\nSAR,3,1,2\n")
    >>> table.rows[0].label, table.rows[0].counts
    ('SAR', {'total': 3, 'open': 1, 'closed': 2})

    Raises:
        FileFault: it cannot be read, or holds no such table.
    """
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        tables = list(_of_json(text))
    else:
        tables = [table for grid in read_source(content).grids for table in _of_grid(grid)]
    if not tables:
        raise FileFault(messages.NO_TABLE())
    return tables


def _of_json(text: bytes) -> Iterator[TypedTable]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise FileFault(messages.BAD_JSON()) from None
    lists = document if isinstance(document, Mapping) else {"table": document}
    for number, (name, rows) in enumerate(lists.items(), start=1):
        if isinstance(rows, list) and rows and all(isinstance(row, Mapping) and "total" in row for row in rows):
            yield _table_of(name_shown(str(name), f"table {number}"), rows)


def _table_of(name: str, rows: Sequence[Mapping[str, object]]) -> TypedTable:
    key = NOT_STATED.replace(" ", "_")
    places = {**{column: column for column in COLUMNS}, NOT_STATED: key}
    typed = []
    for number, row in enumerate(rows, start=1):
        label = next((value for head, value in row.items() if head not in places.values()), "")
        counts = {column: count for column, head in places.items() if (count := count_in(row.get(head))) is not None}
        typed.append(TypedRow(f"row {number}", str(label), counts, month_in(label)))
    return TypedTable(name, tuple(typed), any(key in row for row in rows))


def _of_grid(grid: Grid) -> Iterator[TypedTable]:
    headings = [(number, heads) for number, row in enumerate(grid.rows) for heads in _heads(row)]
    sheet = name_shown(grid.name, "a sheet") if grid.name else ""
    for number, heads in headings:
        rows = tuple(_rows_below(grid, number, heads))
        if rows:
            place = f"the table at row {number + 1}"
            yield TypedTable(f"{sheet}, {place}" if sheet else place, rows, NOT_STATED in heads.columns)


def _heads(row: Sequence[object]) -> Iterator[_Heads]:
    """The blocks that a row heads: side by side there may be several."""
    first, columns = 0, dict[str, int]()
    for place, value in enumerate(row):
        head = str(value).strip().casefold()
        head = NOT_STATED if head == "not stated" and columns else head
        if head not in (*COLUMNS, NOT_STATED):
            continue
        if head in columns:
            if set(COLUMNS) <= columns.keys():
                yield _Heads(first, columns)
            first, columns = max(columns.values()) + 1, {}
        columns[head] = place
    if set(COLUMNS) <= columns.keys():
        yield _Heads(first, columns)


def _rows_below(grid: Grid, heading: int, heads: _Heads) -> Iterator[TypedRow]:
    """The rows of a block: headings between them and notes have no figures, and the next header row ends it."""
    labels = grid.rows[heading][heads.first : min(heads.columns.values())]
    steps = _STEP in (str(label).strip().casefold() for label in labels)
    for number in range(heading + 1, len(grid.rows)):
        row = grid.rows[number]
        values = {column: row[place] for column, place in heads.columns.items()}
        counts = {
            column: count for column, value in values.items() if (count := count_in(value, or_change=steps)) is not None
        }
        texts = {str(value).strip() for value in values.values() if not counts and not is_blank(value)}
        if len(texts) > 1 and any(letter.isalpha() for text in texts for letter in text):
            return
        if sum(not is_blank(value) for value in values.values()) < 2:
            continue
        told = [cell for cell in row[heads.first : min(heads.columns.values())] if not is_blank(cell)]
        label = told.pop() if told else ""
        group = " ".join(str(cell) for cell in told if isinstance(cell, str) and not cell.isdigit())
        yield TypedRow(f"row {number + 1}", _label_text(label), counts, month_in(label), group)


def _label_text(label: object) -> str:
    return f"{label.year}-{label.month:02}" if isinstance(label, date) else str(label)
