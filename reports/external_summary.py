"""The summary for readers outside the NHS: a workbook by the UK Government's rules for accessible spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from reports.consolidation import Consolidation
from reports.disclosure import ControlledTables
from reports.disclosure.rounding import HIDDEN, NOT_AVAILABLE, Control
from reports.office_files import finished
from reports.previous import SUMMARY_PROPERTY
from reports.published import PublishedTable
from reports.published_summary import AUDIENCE_PROPERTY, EXTERNAL, HIDDEN_UP_TO_PROPERTY, ROUNDED_TO_PROPERTY
from reports.summary_workbook.edition import Edition
from reports.summary_workbook.front import OPEN
from validators.quoting import all_of, how_many
from workbook_templates.template.new_workbook import describe, new_workbook

__all__ = ["external_summary_bytes"]

# The rules: analysisfunction.civilservice.gov.uk, "Releasing statistics in spreadsheets". Text of 12 points, no fill,
# no picture, no filter, no frozen or hidden row; a title in A1, then what the sheet holds, then one table.
_FONT: Mapping[str, Any] = {"font_name": "Arial", "font_size": 12}
_TITLE: Mapping[str, Any] = {"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"}
_TEXT: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}
_HEAD: Mapping[str, Any] = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
_COUNT_HEAD: Mapping[str, Any] = {**_HEAD, "align": "right"}
_LINK: Mapping[str, Any] = {"font_color": "#005EB8", "underline": 1, "valign": "top"}
_COUNT: Mapping[str, Any] = {"num_format": "#,##0", "align": "right", "valign": "top"}
_DAY: Mapping[str, Any] = {"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}
_FIRST_WIDTH, _COUNT_WIDTH, _NAME_WIDTH, _TEXT_WIDTH = 44, 16, 58, 90
_LINE_HEIGHT, _TITLE_HEIGHT = 17, 24
_A4 = 9
_LANGUAGE = "en-GB"

_SHEETS: Mapping[str, tuple[str, str]] = {
    "monthly_totals": ("Months", "Reviews at each month's end"),
    "review_types": ("Review types", "Reviews by type"),
    "open_by_type": ("Open by type", "Open reviews by type, within and past their expected time"),
    "icb_totals": ("ICBs", "Reviews by integrated care board (ICB)"),
    "icb_trend": ("ICBs by month", "Reviews by integrated care board (ICB) at each month's end"),
    "theme_counts": ("Themes", "Mentions of themes by review group"),
    "themes_by_quarter": (
        "Themes by quarter",
        "Mentions of themes by the quarter in which a review was added",
    ),
    "learning_counts": ("Learning", "Mentions of learning by review group"),
    "learning_by_quarter": ("Learning by quarter", "Mentions of learning by the quarter in which a review was closed"),
    "rapid_outcomes": ("Rapid reviews", "Rapid reviews by financial quarter of their outcome and by outcome"),
}
_MENTIONS = "Themes and learning are counted as mentions: a review names up to three of each, or none."


@dataclass(frozen=True, slots=True)
class _Book:
    workbook: Any
    formats: Mapping[str, Any]

    def sheet(self, name: str, title: str, lines: Sequence[str], *widths: float) -> tuple[Any, int]:
        """A sheet with its title in A1 and its lines below, and the row (counted from 0) for what comes next."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, text in enumerate((title, *lines)):
            height = _LINE_HEIGHT if row else _TITLE_HEIGHT
            width = widths[0] * (1.05 if row else 0.75)
            sheet.set_row(row, height * max(1, -(-len(text) // int(width))))
            sheet.write_string(row, 0, text, self.formats["text" if row else "title"])
        return sheet, 1 + len(lines)

    def table(self, sheet: Any, table: PublishedTable, *, row: int, links: bool = False) -> None:
        """Lay a table as an Excel Table."""
        looks = ["count head" if _is_count(table, place) else "head" for place in range(len(table.headers))]
        heads = [
            {"header": header, "header_format": self.formats[look]}
            for header, look in zip(table.headers, looks, strict=True)
        ]
        last = row + max(len(table.rows), 1)
        options = {"name": table.name, "columns": heads, "style": None, "autofilter": False}
        sheet.add_table(row, 0, last, len(table.headers) - 1, options)
        longest = max(map(len, table.headers[1:]), default=0)
        sheet.set_row(row, _LINE_HEIGHT * (2 if longest > _COUNT_WIDTH - 2 else 1) + 2)
        for line, cells in enumerate(table.rows, start=row + 1):
            for column, cell in enumerate(cells[links:], start=int(links)):
                self._cell(sheet, line, column, cell)
            if links:
                sheet.write_url(line, 0, f"internal:'{cells[0]}'!A1", self.formats["link"], string=str(cells[0]))

    def _cell(self, sheet: Any, row: int, column: int, cell: object) -> None:
        if isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time()), self.formats["day"])
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.formats["count"])
        else:
            mark = cell in (HIDDEN, NOT_AVAILABLE)
            sheet.write_string(row, column, str(cell or ""), self.formats["count" if mark else "text"])


def external_summary_bytes(
    consolidation: Consolidation, released: ControlledTables, *, note: Sequence[str] = ()
) -> bytes:
    """Build the workbook.

    Args:
        consolidation: the month, for its name, its region and what became of its returns.
        released: its tables as they may leave.
        note: what a reader must know of the whole file, for example that it is a made-up example.

    Returns:
        An xlsx file; equal input gives equal bytes.
    """
    content = BytesIO()
    workbook = new_workbook(content, font=_FONT)
    looks = {
        "title": _TITLE,
        "text": _TEXT,
        "head": _HEAD,
        "count head": _COUNT_HEAD,
        "link": _LINK,
        "count": _COUNT,
        "day": _DAY,
    }
    book = _Book(workbook, {name: workbook.add_format({**_FONT, **look}) for name, look in looks.items()})
    edition = Edition(consolidation, tuple(note))
    sheets = {name: _SHEETS[name] for name in released.tables}
    book.sheet("Cover", edition.title, list(_cover(edition)), _TEXT_WIDTH)
    _contents(book, sheets)
    _notes(book, list(_all_notes(edition, released)))
    for name, (sheet, subject) in sheets.items():
        _table_sheet(
            book, released.tables[name], sheet, f"{subject}: {consolidation.region}, {edition.up_to}", released
        )
    _describe(workbook, edition, released.control)
    workbook.close()
    month = consolidation.month
    return finished(content.getvalue(), stamp=f"{month:%Y-%m-%d}T00:00:00Z", language=_LANGUAGE)


def _cover(edition: Edition) -> Iterator[str]:
    yield f"Safeguarding case reviews of {edition.consolidation.region}, counted as at {edition.up_to}."
    yield from edition.note
    yield "Made for readers outside the NHS: it holds counts alone, no case review, and small numbers are not shown."
    yield "The sheet Contents lists the tables, the sheet Notes says how they are counted and what the marks mean."
    yield f"Contact: {edition.pack.contact or 'the region that sent you this workbook'}"


def _contents(book: _Book, sheets: Mapping[str, tuple[str, str]]) -> None:
    lines = ["This sheet contains one table, with a link to each other sheet that holds a table."]
    sheet, row = book.sheet("Contents", "Contents", lines, _FIRST_WIDTH, _TEXT_WIDTH, 28)
    rows = [("Notes", "How to read the tables", "notes"), *((name, held, key) for key, (name, held) in sheets.items())]
    book.table(sheet, PublishedTable("contents", ("Sheet", "Holds", "Table name"), tuple(rows)), row=row, links=True)


def _notes(book: _Book, notes: Sequence[str]) -> None:
    sheet, row = book.sheet("Notes", "Notes", ["This sheet contains one table."], 14, _TEXT_WIDTH + 30)
    rows = tuple((number, note) for number, note in enumerate(notes, start=1))
    book.table(sheet, PublishedTable("notes", ("Note", "Text"), rows), row=row)
    for number, note in enumerate(notes, start=row + 1):
        sheet.set_row(number, _LINE_HEIGHT * -(-len(note) // (_TEXT_WIDTH + 20)))


def _all_notes(edition: Edition, released: ControlledTables) -> Iterator[str]:
    yield OPEN
    yield edition.pack.closing_in_words
    yield f"Reviews are counted as at {edition.up_to}, each earlier month by the dates that the records hold now."
    yield f"Counted from the returns of {edition.returned}. {edition.missing}".rstrip()
    yield from released.control.in_words()
    if any(NOT_AVAILABLE in row for table in released.tables.values() for row in table.rows):
        yield (
            f"{NOT_AVAILABLE} stands for a number that is not available: no return of this ICB is counted, or "
            "a mark would tell the number."
        )
    yield _MENTIONS
    if released.left_out:
        subjects = (_SHEETS[name][1] for name in released.left_out)
        left = all_of([f"{subject[0].lower()}{subject[1:]}" for subject in subjects])
        yield f"Not released, because hiding numbers cannot protect it: {left}."


def _table_sheet(book: _Book, table: PublishedTable, name: str, title: str, released: ControlledTables) -> None:
    hidden = sum(cell == HIDDEN for row in table.rows for cell in row)
    lines = ["This sheet contains one table."]
    if hidden:
        lines.append(f"Small numbers are not shown: {how_many(hidden, 'number')} marked {HIDDEN}; see the sheet Notes.")
    if released.control.is_rounded:
        lines.append(f"Numbers are rounded to the nearest {released.control.round_to}.")
    widths = [_width(header, place) for place, header in enumerate(table.headers)]
    sheet, row = book.sheet(name, title, lines, *widths)
    book.table(sheet, table, row=row)


def _is_count(table: PublishedTable, place: int) -> bool:
    return all(isinstance(row[place], int) or row[place] in (HIDDEN, NOT_AVAILABLE) for row in table.rows)


def _width(header: str, place: int) -> float:
    if place == 0:
        return _FIRST_WIDTH
    return _NAME_WIDTH if header == "ICB" else 20 if header == "Month" else _COUNT_WIDTH


def _describe(workbook: Any, edition: Edition, control: Control) -> None:
    month = edition.consolidation.month
    describe(
        workbook,
        title=edition.title,
        subject="S-CRT summary for readers outside the NHS",
        day=month,
        marks={
            SUMMARY_PROPERTY: f"{month:%Y-%m}",
            AUDIENCE_PROPERTY: EXTERNAL.casefold(),
            HIDDEN_UP_TO_PROPERTY: str(control.threshold),
            ROUNDED_TO_PROPERTY: str(control.round_to),
        },
        notes=edition.note,
    )
