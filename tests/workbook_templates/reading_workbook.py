"""Small workbooks for the tests of reading: the least that is ours, written from Markdown tables and easily spoiled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from validators.cells import CellError
from validators.examples import read_markdown_rows
from workbook_templates.layout import CASES_HEADER_ROW, HEADERS, TO_COMPLETE

HEADING: Mapping[str, object] = {
    "your_icb": "QMF",
    "reporting_month": date(2024, 10, 31),
    "return_part": "Whole",
    "return_number": 1,
    "completed_by": "AB",
    "adopted_on": date(2024, 4, 1),
    "own_total": 2,
    "own_open": 1,
    "own_closed": 1,
    "template_version": "1.0",
    "vocabulary_version": "2026.1",
}
READY_ROWS = 20
"""Rows of the table in a test's workbook."""

CASES_PART = "xl/worksheets/sheet2.xml"
Spoil = Callable[[Any, Any], object]
"""Gets the xlsxwriter workbook and its sheet of cases before they are saved."""


def written(
    records: str = "| Status |\n| Open |",
    *,
    headers: Sequence[str] = (*HEADERS, TO_COMPLETE),
    header_row: int = CASES_HEADER_ROW,
    first_column: int = 1,
    heading: Mapping[str, object] = HEADING,
    sheet: str = "Cases",
    table: bool = True,
    properties: Mapping[str, str] | None = None,
    spoil: Spoil | None = None,
) -> bytes:
    """A return with these records, from the row below the headers on."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"author": ""})
    for name, text in (properties or {}).items():
        book.set_custom_property(name, text)
    _write_heading(book, heading)
    cases = book.add_worksheet(sheet)
    for position, header in enumerate(headers):
        cases.write_string(header_row - 1, first_column - 1 + position, header)
    if table:
        last = (header_row - 1 + READY_ROWS, first_column - 2 + len(headers))
        options = {"name": "cases", "columns": [{"header": header} for header in headers]}
        cases.add_table(header_row - 1, first_column - 1, *last, options)
    _write_records(book, cases, records, headers, header_row, first_column)
    if spoil:
        spoil(book, cases)
    book.close()
    return target.getvalue()


def _write_heading(book: Any, heading: Mapping[str, object]) -> None:
    sheet = book.add_worksheet("Your ICB")
    for row, (name, value) in enumerate(heading.items(), start=4):
        write_cell(book, sheet, row, 2, value)
        book.define_name(name, f"='Your ICB'!$C${row + 1}")


def _write_records(
    book: Any, sheet: Any, records: str, headers: Sequence[str], header_row: int, first_column: int
) -> None:
    for position, raw in enumerate(read_markdown_rows(records) if records else ()):
        for header, value in raw.cells.items():
            row, column = header_row + position, first_column - 1 + headers.index(header)
            if header in raw.formulas:
                sheet.write_formula(row, column, f'="{value}"', None, value)
            else:
                write_cell(book, sheet, row, column, value)


def write_cell(book: Any, sheet: Any, row: int, column: int, value: object) -> None:
    """Write a value as what it is; counted from 0, as xlsxwriter does."""
    if isinstance(value, CellError):
        sheet.write_formula(row, column, "=NA()", None, value.code)
    elif isinstance(value, date):
        with_time = isinstance(value, datetime)
        form = book.add_format({"num_format": "dd/mm/yyyy hh:mm" if with_time else "dd/mm/yyyy"})
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, str(value))


def edited(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same workbook with one part of its XML changed."""
    return with_parts(content, {part: change(part_text(content, part)).encode()})


def part_text(content: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(part).decode()


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same workbook with parts put in, or left out where None is given."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        kept = {name: archive.read(name) for name in archive.namelist()}
        for name, text in {**kept, **parts}.items():
            if text is not None:
                out.writestr(name, text)
    return target.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()
