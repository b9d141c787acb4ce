"""Open a workbook of ours for its tables, unless laying it out would take far more memory than its cells need."""

from __future__ import annotations

import io
import re

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from workbook_templates.faults import FileFault
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters, column_number
from workbook_templates.reading.package import Package
from workbook_templates.reading.structure import SheetPart, read_structure
from workbook_templates.reading.text_volume import refuse_too_much_text

__all__ = ["open_tables"]

_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
# Without a cell below row 99,999 or right of column AZ, or below row 9,999 or right of ZZ, a sheet is small enough
# whatever it holds: only for one of both kinds are all addresses looked at, which takes ten times as long.
_BELOW_OR_RIGHT = re.compile(rb"""r\s*=\s*["'](?:[B-Zb-z][A-Za-z][0-9]+|[A-Za-z]{3}[0-9]+|[A-Za-z]+[0-9]{6,7})["']""")
_MAY_BE_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3}[0-9]+|[A-Za-z]+[0-9]{5,7})["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s>]")
_SMALL = 8_000_000
"""Cells that may be laid out, whatever the sheet holds."""
_HOLLOW = 10
"""Where it is more, so many times the cells that there are."""
_MOST_CHARACTERS = 300_000_000
"""Laid out; more than that no summary of 100,000 records has whose overviews have 2,000 characters each."""
_TEXTS = "xl/sharedStrings.xml"
_MOST_MEGABYTES = 1_500
"""Unpacked; a summary of 100,000 records has some 200."""


def open_tables(content: bytes) -> CalamineWorkbook:
    """Open a workbook with its tables.

    Raises:
        CalamineError: it is no workbook that can be read.
        FileFault: one cell stands far away from everything else, or a long text in very many cells.
    """
    shared, sheets = _parts(content)
    for sheet, part in sheets:
        _refuse_far_cell(sheet, part)
    refuse_too_much_text(shared, [part for _, part in sheets], most=_MOST_CHARACTERS)
    del shared, sheets
    return load_workbook(io.BytesIO(content), load_tables=True)


def _parts(content: bytes) -> tuple[bytes, list[tuple[SheetPart, bytes]]]:
    """The texts, and each sheet with its XML."""
    try:
        package = Package(content, most_megabytes=_MOST_MEGABYTES)
        # calamine looks for the texts under this name, whatever the workbook says.
        shared = package.part(_TEXTS) if _TEXTS in package else b""
        return shared, [(sheet, package.part(sheet.part)) for sheet in read_structure(package).sheets]
    except FileFault as fault:
        raise CalamineError(str(fault)) from None


def _refuse_far_cell(sheet: SheetPart, part: bytes) -> None:
    """A sheet is laid out as a rectangle: two cells far from each other would take all memory."""
    if _BELOW_OR_RIGHT.search(part) is None or _MAY_BE_FAR.search(part) is None:
        return
    columns, rows = (set(found) for found in zip(*_ADDRESS.findall(part), strict=True))
    column, row = max(column_number(letters.decode()) for letters in columns), max(map(int, rows))
    if row * column > _SMALL and row * column > _HOLLOW * sum(1 for _ in _CELL.finditer(part)):
        raise refusals.far_cell(sheet.name, f"{column_letters(column)}{row}")
