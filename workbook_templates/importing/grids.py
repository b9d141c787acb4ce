"""Read any spreadsheet that people keep, as grids of cells: xlsx, xlsm, xls, ods, or text with delimiters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import python_calamine

from validators.entries import is_blank
from workbook_templates.importing import refusals
from workbook_templates.importing.delimited import read_delimited
from workbook_templates.importing.old_workbooks import cells_laid_out
from workbook_templates.importing.open_documents import cells_repeated
from workbook_templates.reading import refusals as workbook_refusals
from workbook_templates.reading.addresses import Area, parse_area
from workbook_templates.reading.file_kinds import refuse_other_files
from workbook_templates.reading.package import Package, plain_markup, refuse_bomb
from workbook_templates.reading.sheet_marks import Place
from workbook_templates.reading.sheets import asked_of_calamine, laid_out, read_sheets
from workbook_templates.reading.small_parts import elements
from workbook_templates.reading.structure import read_structure

__all__ = ["Grid", "Source", "read_source"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*ref\s*=\s*["']([^"'<>]+)["']""")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^<>]*>")
_HIDDEN = re.compile(rb"""hidden\s*=\s*["'](?:1|true)["']""")
_FROM_TO = re.compile(rb"""(min|max)\s*=\s*["'](\d{1,5})["']""")
_MOST_CELLS = 8_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        name: as somebody typed it, so it may be anything; '' for a text file.
        rows: values from row 1 and column A on, all rows of one length; '' or None for a blank cell.
        merged: ranges of merged cells; the value stands in the first cell.
        hidden_rows: numbers of the hidden rows; empty where the format does not tell.
        hidden_columns: numbers of the hidden columns, likewise.
        formulas: cells that hold a formula, likewise.
        is_hidden: whether the sheet itself is hidden.
    """

    name: str
    rows: list[list[object]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[Place] = frozenset()
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def filled(self) -> Iterator[Place]:
        """Every cell that holds something, row by row."""
        for row, values in enumerate(self.rows, start=1):
            for column, value in enumerate(values, start=1):
                if not is_blank(value):
                    yield row, column

    def value(self, row: int, column: int) -> object:
        """What stands in a cell, counted from 1."""
        return self.rows[row - 1][column - 1]


@dataclass(frozen=True, slots=True)
class Source:
    """A spreadsheet as read.

    Attributes:
        kind: xlsx, xls, ods or text.
        grids: its sheets in order.
        how: how a text file was read, for example "UTF-8, divided by semicolons"; else ''.
    """

    kind: str
    grids: tuple[Grid, ...]
    how: str = ""

    @property
    def tells_hidden(self) -> bool:
        """Whether the format, as we read it, says which rows and columns are hidden."""
        return self.kind == "xlsx"


def read_source(content: bytes) -> Source:
    r"""Read the bytes of a spreadsheet; what it is shows in the bytes, not in the name.

    >>> read_source(b"Status;Borough\nOpen;Camden\n").grids[0].rows
    [['Status', 'Borough'], ['Open', 'Camden']]

    Raises:
        FileFault: it is empty, locked, damaged, or no spreadsheet.
    """
    if content.startswith(_OLE):
        return Source("xls", _old_workbook(content))
    if content.startswith(_ZIP):
        if _OPEN_DOCUMENT in content[:200] or (b"content.xml" in content and b"xl/workbook" not in content):
            refuse_bomb(content)
            _refuse_too_many(cells_repeated(content))
            return Source("ods", _from_calamine(content))
        return Source("xlsx", tuple(_workbook(content)))
    if not content.strip():
        raise refusals.empty()
    rows, how = read_delimited(content)
    return Source("text", (Grid("", _of_one_length(rows)),), how)


def _workbook(content: bytes) -> Iterator[Grid]:
    package = Package(content)
    structure = read_structure(package)
    sheets = read_sheets(package, structure, structure.sheets)
    hidden = {
        one.attributes.get("name", "")
        for one in elements(package.part("xl/workbook.xml"))
        if one.name == "sheet" and one.attributes.get("state", "visible") != "visible"
    }
    for source in structure.sheets:
        sheet = sheets[source.name]
        part = plain_markup(package.part(source.part))
        yield Grid(
            name=sheet.name,
            rows=_of_one_length(sheet.rows),
            merged=tuple(_merged(part)),
            hidden_rows=sheet.marks.hidden_rows,
            hidden_columns=frozenset(_hidden_columns(part)),
            formulas=sheet.marks.formulas,
            is_hidden=sheet.name in hidden,
        )


def _merged(part: bytes) -> Iterator[Area]:
    for found in _MERGED.finditer(part):
        if area := parse_area(found[1].decode("ascii", "replace")):
            yield area


def _hidden_columns(part: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(part, 0, max(0, part.find(b"sheetData"))):
        if _HIDDEN.search(found[0]):
            ends = {name: int(number) for name, number in _FROM_TO.findall(found[0])}
            # The rest of the sheet is often hidden in one go, up to the last column there is.
            yield from range(ends.get(b"min", 1), min(ends.get(b"max", 0), 1_000) + 1)


def _refuse_too_many(cells: int) -> None:
    if cells > _MOST_CELLS:
        raise workbook_refusals.too_big(200)


def _old_workbook(content: bytes) -> tuple[Grid, ...]:
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        refuse_other_files(content)
    if "EncryptedPackage".encode("utf-16-le") in content:
        refuse_other_files(content)
    _refuse_too_many(cells_laid_out(content))
    return _from_calamine(content)


def _from_calamine(content: bytes) -> tuple[Grid, ...]:
    return asked_of_calamine(content, _grids)


def _grids(book: python_calamine.CalamineWorkbook) -> tuple[Grid, ...]:
    shown = python_calamine.SheetVisibleEnum.Visible
    return tuple(
        _grid(book.get_sheet_by_name(one.name), is_hidden=one.visible != shown)
        for one in book.sheets_metadata
        if one.typ == python_calamine.SheetTypeEnum.WorkSheet
    )


def _grid(sheet: python_calamine.CalamineSheet, *, is_hidden: bool) -> Grid:
    _refuse_too_many(sheet.total_height * sheet.total_width)
    merged = tuple(
        Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in sheet.merged_cell_ranges or ()
    )
    return Grid(sheet.name, _of_one_length(laid_out(sheet)), merged=merged, is_hidden=is_hidden)


def _of_one_length(rows: list[list[object]]) -> list[list[object]]:
    """Rows padded to the longest, without blank columns at the right end."""
    width = max((column for row in rows for column, value in enumerate(row, start=1) if not is_blank(value)), default=0)
    return [[*row[:width], *([""] * (width - len(row)))] for row in rows]
