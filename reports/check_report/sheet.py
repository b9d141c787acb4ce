"""A sheet of the report that is being written: tables with names, links into other workbooks, charts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from reports.cell_texts import fitting
from validators.messages import sharing as messages
from workbook_templates.faults import FileFault
from workbook_templates.template.looks import BODY, DARK_BLUE, DARK_RED, HEADING, LINK, Look
from workbook_templates.template.page import Page, column_letters

__all__ = [
    "LAST_ROW",
    "MOST_LINKS",
    "PIXELS_A_ROW",
    "SECTION",
    "SENTENCE",
    "Cell",
    "CellLink",
    "Column",
    "Kind",
    "PlacedTable",
    "ReportSheet",
    "ReportTable",
]

LAST_ROW = 1_048_576
MOST_LINKS = 65_530
"""Excel holds no more links on one sheet."""

_LONGEST_LINK = 2_000
_ROW_HEIGHT = 18
_LINE_HEIGHT = 13
_MOST_HEIGHT = 400
_LETTERS_TO_A_DIGIT = 1.1
"""A column's width is counted in digits; most letters are narrower, and words do not fill a line."""
PIXELS_A_ROW = _ROW_HEIGHT * 4 // 3
"""Charts are placed by rows, so rows beside a chart have a height that is said and not guessed."""

SECTION: Look = {"bold": True, "font_size": 12, "font_color": DARK_BLUE, "valign": "vcenter"}
SENTENCE: Look = {"valign": "vcenter"}
_PARAGRAPH: Look = {"text_wrap": True, "valign": "top"}
_HEAD: Look = {**HEADING, "valign": "vcenter"}
_ERROR: Look = {"bold": True, "font_color": DARK_RED}
_HEAD_HEIGHT = 32
# What Excel takes for a formula if somebody edits the cell.
_FORMULA_SIGNS = ("=", "+", "-", "@")
_UTF_16, _UNIT = "utf-16-le", 2


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    RUNNING = "text that runs over the blank cells beside it"
    NUMBER = "number"
    COUNT = "count"
    SHARE = "share"
    MONTH = "month"
    LINK = "link"

    @property
    def number_format(self) -> str:
        """How its numbers are shown, figures a little off the edge; no share that is not whole is shown as 100%."""
        formats = {
            Kind.NUMBER: "0",
            Kind.COUNT: "#,##0_)",
            Kind.SHARE: '[=1]0%_);[>=0.9995]"<100%"_);0.0%_)',
            Kind.MONTH: "mmmm yyyy",
        }
        return formats.get(self, "General")

    @property
    def look(self) -> Look:
        """How its cells look."""
        if self is Kind.RUNNING:
            return {"valign": "top"}
        dressed: Look = {**LINK, "bold": False} if self is Kind.LINK else {}
        return {**BODY, **dressed, **self.side, "num_format": self.number_format}

    @property
    def side(self) -> Look:
        """To which side its cells and its header keep."""
        return {"align": "right" if self in (Kind.COUNT, Kind.SHARE) else "left"}


@dataclass(frozen=True, slots=True)
class CellLink:
    """A text that leads to a place in another file: the way to the file, and the cell or name in it."""

    text: str
    path: str
    place: str

    @property
    def url(self) -> str:
        """The link as the sheet's writer takes it, or empty where Excel holds none so long."""
        way = "".join(_ESCAPED.get(letter, letter) for letter in self.path)
        url = f"external:{way}#{self.place}"
        return url if len(url.encode(_UTF_16, "replace")) <= _LONGEST_LINK * _UNIT else ""


# The characters that Excel escapes in the name of a linked file; the writer does so too, but not beside a "%" or "#".
_ESCAPED = {letter: f"%{ord(letter):02x}" for letter in '%" <>[]^`{}#'}

Cell = str | int | float | date | CellLink | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, what it holds, and its width in characters."""

    header: str
    kind: Kind = Kind.TEXT
    width: float = 11


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One Excel Table: its name, its columns and its rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Where a table lies; rows and columns counted from 1, as Excel shows them."""

    sheet: str
    table: ReportTable
    row: int
    column: int = 1

    @property
    def last_row(self) -> int:
        """The last row; a table without rows has a blank one."""
        return self.row + max(len(self.table.rows), 1)

    def column_of(self, header: str) -> int:
        """The sheet's column under a header."""
        return self.column + [column.header for column in self.table.columns].index(header)

    def cells(self, header: str) -> list[str | int]:
        """A column's cells, as a chart's series takes them."""
        column = self.column_of(header) - 1
        return [self.sheet, self.row, column, self.last_row - 1, column]

    def head(self, header: str) -> list[str | int]:
        """A header's cell, as the name of a chart's series takes it."""
        return [self.sheet, self.row - 1, self.column_of(header) - 1]


class ReportSheet(Page):
    """One sheet; rows and columns count from 1."""

    @property
    def workbook(self) -> Any:
        """The workbook, which makes charts."""
        return self._workbook

    def begin(self, title: str, sentences: Iterable[str]) -> int:
        """Write the title and the sentences below it; return the row for what comes next."""
        self.title(title)
        row = 2
        for row, sentence in enumerate(sentences, start=2):
            self.say(row, sentence)
        return row + 2

    def say(self, row: int, text: str, look: Look = SENTENCE) -> None:
        """Write words that may run over the blank cells beside them."""
        self.put(row, 1, text, look)

    def paragraph(self, row: int, text: str, *, last_column: int, lines: int) -> None:
        """Write sentences over neighbouring cells, so many lines high."""
        self.spread(row, 1, last_column, text, _PARAGRAPH)
        self.height(row, lines * _LINE_HEIGHT + 4)

    def rows_of_one_height(self) -> None:
        """Give every row that says nothing else the height by which charts are placed."""
        self._sheet.set_default_row(_ROW_HEIGHT)

    # Tables

    def short_table(self, table: ReportTable, *, row: int) -> PlacedTable:
        """Lay a table that shares its sheet with others; its columns have the sheet's widths."""
        return self._laid(table, row, filters=False)

    def listing(self, table: ReportTable, *, row: int, pages_wide: int = 1) -> PlacedTable:
        """Lay a table that has the sheet to itself: filters, and a header that stays in sight and on every page."""
        self.widths(*(column.width for column in table.columns))
        placed = self._laid(table, row, filters=True)
        self.freeze(row)
        self.print_to_width(repeated_row=row)
        self._sheet.fit_to_pages(pages_wide, 0)
        self._flag_errors(placed)
        return placed

    def _laid(self, table: ReportTable, row: int, *, filters: bool) -> PlacedTable:
        placed = PlacedTable(self.name, table, row)
        if placed.last_row > LAST_ROW:
            raise FileFault(messages.LONGER_THAN_A_SHEET(rows=len(table.rows), last=LAST_ROW))
        # A filter's button stands on the right.
        heads = [self._looks.format(_HEAD if filters else {**_HEAD, **column.kind.side}) for column in table.columns]
        named = zip(table.columns, heads, strict=True)
        options = {
            "name": table.name,
            "columns": [{"header": column.header, "header_format": head} for column, head in named],
            "style": None,
            "autofilter": filters,
        }
        self._must(self._sheet.add_table(row - 1, 0, placed.last_row - 1, len(table.columns) - 1, options))
        self.height(row, _HEAD_HEIGHT)
        self._write_rows(table, row + 1)
        return placed

    def _write_rows(self, table: ReportTable, first_row: int) -> None:
        looks = [column.kind.look for column in table.columns]
        rows = table.rows or [(None,) * len(table.columns)]
        for row, cells in enumerate(rows, start=first_row):
            for place, (cell, look) in enumerate(zip(cells, looks, strict=True), start=1):
                self._put_cell(row, place, cell, look)
            # No program but Excel finds the height of a row by itself.
            lines = max(map(_lines, cells, table.columns))
            self.height(row, min(max(_ROW_HEIGHT, lines * _LINE_HEIGHT + 4), _MOST_HEIGHT))

    def _put_cell(self, row: int, column: int, cell: Cell, look: Look) -> None:
        if isinstance(cell, CellLink):
            written = self._sheet.write_url(row - 1, column - 1, cell.url, self._looks.format(look), cell.text)
            self._must(written)
        elif isinstance(cell, str):
            text = fitting(cell)
            # Excel's own mark of a text: without it, editing the cell would turn it into a formula.
            self.put(row, column, text, {**look, "quote_prefix": True} if text.startswith(_FORMULA_SIGNS) else look)
        else:
            self.put(row, column, cell, look)

    def _flag_errors(self, placed: PlacedTable) -> None:
        """Show the word error in bold red, wherever sorting takes it."""
        if any(column.header == "Severity" for column in placed.table.columns):
            letters = column_letters(placed.column_of("Severity"))
            first = f"{letters}{placed.row + 1}"
            self.flag_where(f"{first}:{letters}{placed.last_row}", f'={first}="error"', _ERROR)

    # Charts

    def chart(self, chart: Any, *, row: int, column: int, alt_text: str) -> None:
        """Place a chart with its upper left corner in a cell."""
        options = {"description": alt_text, "object_position": 2}
        self._must(self._sheet.insert_chart(row - 1, column - 1, chart, options))


def _lines(cell: Cell, column: Column) -> int:
    """How many lines a text takes at most."""
    if not isinstance(cell, str) or column.kind is Kind.RUNNING:
        return 1
    return math.ceil(len(cell) / (column.width * _LETTERS_TO_A_DIGIT))
