"""A workbook that is open in a spreadsheet application, read in bulk through xlwings and understood as a return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from validators.cells import cell_text
from validators.findings import CASES
from workbook_templates.layout import RECORD_NO, Tables
from workbook_templates.reading.addresses import parse_area, parse_reference
from workbook_templates.reading.heading import NAMES_READ
from workbook_templates.reading.open_workbooks import UsedCells, read_open_workbook
from workbook_templates.reading.returns import Understood
from workbook_templates.reading.structure import SheetPart, Table

__all__ = ["OpenReturn", "cells_of", "local_file", "read_open_return"]


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A return as it stands in the application.

    Attributes:
        read: what it says, as from a saved file.
        sheet: the sheet of its records.
    """

    read: Understood
    sheet: xw.Sheet

    @property
    def next_number(self) -> int:
        """The record number that a new record takes: one more than the highest, ready rows among them."""
        column, first = self.read.headers.columns[RECORD_NO], self.read.headers.row + 1
        rows = range(first, len(self.read.cases.rows) + 1)
        texts = (cell_text(self.read.cases.value(row, column)) for row in rows)
        return max((int(text) for text in texts if text.isascii() and text.isdigit()), default=0) + 1

    def cell(self, row: int, header: str) -> xw.Range:
        """The cell of a row, as Excel numbers it, under one of the model's headers."""
        return self.sheet.range((row, self.read.headers.columns[header]))


def read_open_return(book: xw.Book) -> OpenReturn:
    """Read an open workbook; nothing in it is changed.

    Raises:
        FileFault: it is none of ours, or lacks what a check needs; one sentence.
    """
    parts = tuple(SheetPart(sheet.name, "", tuple(_tables(sheet))) for sheet in book.sheets)
    with_records = {part.name for part in parts if part.table(Tables().cases)} or {CASES}
    references = _references(book)
    named = {reference[0].casefold() for reference in map(parse_reference, references.values()) if reference}
    exceptions = {part.name: table for part in parts if (table := part.table(Tables().accepted))}

    def used_cells(sheet: str) -> UsedCells:
        opened = book.sheets[sheet]
        if sheet in with_records or sheet.casefold() in named or sheet not in exceptions:
            used = opened.used_range
        else:
            # It is needed for its exceptions alone, and has much else that takes time to read.
            area = exceptions[sheet].area
            used = opened.range((area.first_row, area.first_column), (area.last_row, area.last_column))
        formulas = _formulas(used) if sheet in with_records else []
        return UsedCells(used.row, used.column, cells_of(used), formulas)

    read = read_open_workbook(references, parts, used_cells)
    return OpenReturn(read, book.sheets[read.cases.name])


def local_file(book: xw.Book) -> Path | None:
    """The workbook's file, or None where it has none on this computer: on the web, in SharePoint, not saved yet."""
    try:
        file = Path(book.fullname)
    except xw.XlwingsError:
        # xlwings cannot tell which folder of this computer a SharePoint library is.
        return None
    return file if file.is_absolute() and file.is_file() else None


def cells_of(area: xw.Range) -> list[list[object]]:
    """The values of an area in one reading: rows of cells, None for a blank one, the error's name for an error."""
    values: list[list[object]] = area.options(ndim=2, err_to_str=True).value
    return values


def _formulas(area: xw.Range) -> list[list[object]]:
    """The formulas of an area, or nothing where the application does not tell (Excel on the web)."""
    try:
        formulas = area.formula
    except NotImplementedError:
        return []
    if isinstance(formulas, str):
        return [[formulas]]
    rows: list[list[object]] = [list(row) if isinstance(row, list | tuple) else [row] for row in formulas]
    # A single row comes flat.
    return [[cell for row in rows for cell in row]] if area.shape[0] == 1 else rows


def _references(book: xw.Book) -> dict[str, str]:
    """What each defined name that is read refers to; each is asked for by itself, because there are many others."""
    names = book.names
    present = (name for name in NAMES_READ if names.contains(name))
    return {name: (names[name].refers_to or "").removeprefix("=") for name in present}


def _tables(sheet: xw.Sheet) -> Iterator[Table]:
    for table in sheet.tables:
        area = parse_area(table.range.address)
        if area is not None:
            yield Table(table.name, area, totals=bool(table.show_totals), filtered=False)
