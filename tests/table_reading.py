"""A table of a workbook found by its name, as a reader of the file would: only the sheet that it stands on is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TO_SHEET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"


def lines_of(book: Path | bytes, name: str) -> list[list[Any]]:
    """A table's rows with their values, headers first, or a `LookupError`."""
    content = book if isinstance(book, bytes) else book.read_bytes()
    with ZipFile(BytesIO(content)) as archive:
        sheet, area = _place_of(archive, name)
    opened = load_workbook(BytesIO(content), read_only=True)
    try:
        left, top, right, bottom = range_boundaries(area)
        rows = opened[sheet].iter_rows(top, bottom, left, right, values_only=True)
        found = [list(row) for row in rows]
    finally:
        opened.close()
    # A row of blank cells below the last value is none to openpyxl.
    return found + [[None] * (right - left + 1)] * (bottom - top + 1 - len(found))


def table(book: Path | bytes, name: str) -> list[dict[str, Any]]:
    """A table's rows by header."""
    headers, *rows = lines_of(book, name)
    return [dict(zip(headers, row, strict=True)) for row in rows]


def _place_of(archive: ZipFile, name: str) -> tuple[str, str]:
    """The name of the sheet that a table stands on, and its area."""
    for part in archive.namelist():
        if part.startswith("xl/tables/"):
            root = etree.fromstring(archive.read(part))
            if root.get("name") == name:
                return _sheet_of(archive, part), str(root.get("ref"))
    raise LookupError(name)


def _sheet_of(archive: ZipFile, table_part: str) -> str:
    last = PurePosixPath(table_part).name
    (own,) = [
        PurePosixPath(part).name.removesuffix(".rels")
        for part in archive.namelist()
        if part.startswith("xl/worksheets/_rels/")
        and any(target.endswith(f"/{last}") for target in _targets(archive, part).values())
    ]
    sheets = {number: PurePosixPath(to).name for number, to in _targets(archive, "xl/_rels/workbook.xml.rels").items()}
    root = etree.fromstring(archive.read("xl/workbook.xml"))
    return next(str(one.get("name")) for one in root.iter(_SHEET) if sheets[str(one.get(_TO_SHEET))] == own)


def _targets(archive: ZipFile, part: str) -> dict[str, str]:
    """Of a part of relationships, where each leads."""
    root = etree.fromstring(archive.read(part))
    return {str(one.get("Id")): str(one.get("Target")) for one in root.iter(_RELATED)}
