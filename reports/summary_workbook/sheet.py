"""A sheet of the summary that is being written: titles, sentences, tables and charts, each in a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from reports.behind.leading import Figure
from reports.cell_texts import sound_headers
from reports.published import PublishedTable
from reports.summary_workbook.column_kinds import UNDERLINE, ColumnKind, kind_of, plain, ruled, ruled_head
from reports.summary_workbook.long_sheet import LongSheet
from reports.summary_workbook.table_rows import RowWriter
from workbook_templates.faults import OurFault
from workbook_templates.template.looks import BLUE, DARK_BLUE, HEADING, TITLE, WARNING, Look, Looks
from workbook_templates.template.page import column_letters

__all__ = ["NOTE", "SECTION", "SENTENCE", "PlacedTable", "SummarySheet"]

_A4 = 9
_LAST_ROW = 1_048_576
# In points: charts are placed by rows, so every row has a height that is said and not guessed.
_ROW_HEIGHT = 18
_HEADING_HEIGHT = 32
_TITLE_HEIGHT = 28
_SENTENCE_LENGTH = 170
_LINE_HEIGHT = 13
# A column's width counts digits; letters are narrower on the whole.
_LETTERS_A_DIGIT = 1.05

# Longer headings of narrow columns are turned.
_LONGEST_LEVEL = 10
_POINTS_A_LETTER = 6
_MIDDLE: Look = {"align": "center"}
_TURNED: Look = {**_MIDDLE, "rotation": 90, "valign": "bottom"}
# Black text on it has a contrast of 9 to 1.
_SHADE = "#6FB1E8"

SECTION: Look = {"bold": True, "font_size": 12, "font_color": DARK_BLUE, "valign": "vcenter"}
SENTENCE: Look = {"valign": "vcenter"}
NOTE: Look = WARNING
_LIST_HEAD: Look = {**HEADING, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Where a table lies; rows and columns counted from 1, as Excel shows them.

    Attributes:
        sheet: the sheet's name.
        table: what it holds.
        headers: its columns as Excel takes them.
        row: of the headers.
        column: the first.
    """

    sheet: str
    table: PublishedTable
    headers: tuple[str, ...]
    row: int
    column: int

    @property
    def last_row(self) -> int:
        """The last row; a table without rows has a blank one."""
        return self.row + max(len(self.table.rows), 1)

    @property
    def whole(self) -> str:
        """All its rows as a range of its sheet."""
        first, last = column_letters(self.column), column_letters(self.last_column)
        return f"{first}{self.row + 1}:{last}{self.last_row}"

    @property
    def last_column(self) -> int:
        """The last column."""
        return self.column + len(self.headers) - 1

    def column_of(self, header: str) -> int:
        """The sheet's column under a header."""
        return self.column + self.headers.index(header)

    def cells(self, header: str) -> list[str | int]:
        """A column's cells, as a chart's series takes them."""
        column = self.column_of(header) - 1
        return [self.sheet, self.row, column, self.last_row - 1, column]

    def head(self, header: str) -> list[str | int]:
        """A header's cell, as the name of a chart's series takes it."""
        return [self.sheet, self.row - 1, self.column_of(header) - 1]

    def area(self, header: str) -> str:
        """A column's cells as a range of its sheet."""
        letters = column_letters(self.column_of(header))
        return f"{letters}{self.row + 1}:{letters}{self.last_row}"


class SummarySheet:
    """One sheet; rows and columns count from 1.

    Args:
        workbook: xlsxwriter's.
        name: of the sheet.
        looks: the workbook's formats.
        placed: where the tables lie that were written so far, on whichever sheet, by their names.
    """

    def __init__(self, workbook: Any, name: str, looks: Looks, placed: dict[str, PlacedTable]) -> None:
        self.name = name
        self.placed = placed
        self.workbook = workbook
        self._looks = looks
        self._sheet = workbook.add_worksheet(name, worksheet_class=LongSheet)
        self._leading: list[tuple[Figure, int, int, str, str | int, Look]] = []
        self._looks_laid: dict[str, dict[str, Look]] = {}
        self._heights: dict[int, float] = {}
        self._widths: dict[int, float] = {}
        self._breaks: list[int] = []
        self.rows_of(_ROW_HEIGHT)
        self._sheet.set_paper(_A4)
        self._sheet.set_landscape()
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self._sheet.fit_to_pages(1, 0)

    # Words

    def title(self, text: str, *, colour: str = "") -> None:
        """Write the title in A1 on a band in the region's colour, if it has one."""
        look: Look = {**TITLE, "bg_color": colour} if colour else TITLE
        self._heights[1] = _TITLE_HEIGHT
        self._sheet.set_row(0, _TITLE_HEIGHT, self._looks.format(look))
        self.say(1, text, look)

    def say(self, row: int, text: str, look: Look = SENTENCE, *, column: int = 1) -> None:
        """Write words that may run over the blank cells beside them."""
        full: Look = {"num_format": "General", **look}
        RowWriter(self._sheet, self._looks, [full], by_column=False).write([(text,)], row=row - 1, column=column - 1)

    def say_all(self, row: int, lines: Iterable[str], look: Look = SENTENCE) -> int:
        """Write lines from a row on, a long one over several rows, and return the row below the last."""
        pieces = [piece for line in lines for piece in wrap(line, _SENTENCE_LENGTH, break_on_hyphens=False)]
        for offset, piece in enumerate(pieces):
            self.say(row + offset, piece, look)
        return row + len(pieces)

    def formula(
        self, row: int, column: int, formula: str, value: str | int, look: Look, *, shows: Figure | None = None
    ) -> None:
        """Write a formula with its computed value, so that a preview shows what a recalculation would.

        Args:
            row: of the cell.
            column: of the cell.
            formula: the formula.
            value: what it comes to.
            look: of the cell.
            shows: the figure of a table that it repeats.
        """
        self._sheet.write_formula(row - 1, column - 1, formula, self._looks.format(look), value)
        if shows:
            self._leading.append((shows, row, column, formula, value, look))

    def line(self, row: int, first_column: int, last_column: int, look: Look) -> None:
        """Draw a line through blank cells."""
        for column in range(first_column, last_column + 1):
            self._sheet.write_blank(row - 1, column - 1, None, self._looks.format(look))

    # Tables

    def table(self, table: PublishedTable, *, row: int, column: int = 1) -> PlacedTable:
        """Lay a short table with a line below each row; rows grow with texts that are longer than their column."""
        heads, looks = _looks_of(table, ruled_head), _looks_of(table, ruled)
        placed = self._laid(table, row, column, heads=heads, looks=looks)
        for line, values in enumerate(table.rows, start=row + 1):
            lines = max(map(self._lines, values, range(column, placed.last_column + 1)))
            if lines > 1:
                self.height(line, lines * _LINE_HEIGHT + 4)
        tallest = max(map(self._heading_lines, placed.headers, range(column, placed.last_column + 1)))
        self.height(row, max(_HEADING_HEIGHT, tallest * _LINE_HEIGHT + 6))
        return placed

    def grid(self, table: PublishedTable, *, row: int) -> PlacedTable:
        """Lay a table of many narrow columns: after the first, long headings are turned to read upwards."""
        first, *others = _looks_of(table, ruled_head)
        longest = max(map(len, table.headers[1:]))
        is_turned = longest > _LONGEST_LEVEL
        heads = [first, *({**one, **(_TURNED if is_turned else _MIDDLE)} for one in others)]
        named, *counts = _looks_of(table, ruled)
        placed = self._laid(table, row, 1, heads=heads, looks=[named, *({**one, **_MIDDLE} for one in counts)])
        self.height(row, max(_HEADING_HEIGHT, longest * _POINTS_A_LETTER + 8) if is_turned else _HEADING_HEIGHT)
        return placed

    def shade(self, placed: PlacedTable, headers: Sequence[str]) -> None:
        """Shade the cells of neighbouring columns by their numbers: the higher, the darker; black stays readable."""
        first, last = placed.column_of(headers[0]), placed.column_of(headers[-1])
        area = f"{column_letters(first)}{placed.row + 1}:{column_letters(last)}{placed.last_row}"
        scale = {
            "type": "2_color_scale",
            "min_type": "num",
            "min_value": 0,
            "min_color": "#FFFFFF",
            "max_color": _SHADE,
        }
        self._must(self._sheet.conditional_format(area, scale))

    def listing(self, table: PublishedTable, *, row: int, widths: Sequence[float], row_height: float) -> PlacedTable:
        """Lay a long table that is alone on its sheet: filters, a header that stays in sight, rows of one height."""
        looks = _looks_of(table, plain)
        for place, (look, width) in enumerate(zip(looks, widths, strict=True)):
            self._sheet.set_column(place, place, width, self._looks.format(look))
        placed = self._laid(table, row, 1, heads=[_LIST_HEAD] * len(looks), looks=looks, by_column=True)
        self.height(row, _HEADING_HEIGHT)
        if row_height != self._row_height:
            for line in range(placed.row, placed.last_row):
                self._sheet.set_row(line, row_height)
        self._sheet.freeze_panes(row, 0)
        self._sheet.repeat_rows(row - 1)
        return placed

    def _lines(self, value: object, column: int) -> int:
        """How many lines a value takes in a column."""
        width = self._widths.get(column)
        return -(-len(value) // int(width * _LETTERS_A_DIGIT)) if width and isinstance(value, str) else 1

    def _heading_lines(self, header: str, column: int) -> int:
        """How many lines a bold heading takes, which breaks between its words."""
        width = self._widths.get(column)
        return len(wrap(header, max(int(width * _LETTERS_A_DIGIT) - 2, 1))) if width else 1

    def _laid(
        self,
        table: PublishedTable,
        row: int,
        column: int,
        *,
        heads: Iterable[Look],
        looks: Sequence[Look],
        by_column: bool = False,
    ) -> PlacedTable:
        placed = self.placed[table.name] = PlacedTable(self.name, table, sound_headers(table.headers), row, column)
        if placed.last_row > _LAST_ROW:  # pragma: no cover - what may be so long is kept beside the workbook
            raise OurFault(f"The table {table.name} has more rows than a sheet.")
        columns = zip(placed.headers, heads, strict=True)
        options = {
            "name": table.name,
            "columns": [{"header": header, "header_format": self._looks.format(head)} for header, head in columns],
            "style": "Table Style Light 1" if by_column else None,
            "autofilter": by_column,
        }
        self._must(self._sheet.add_table(row - 1, column - 1, placed.last_row - 1, placed.last_column - 1, options))
        writer = RowWriter(self._sheet, self._looks, looks, by_column=by_column)
        (writer.list_rows if by_column else writer.write)(table.rows, row=row, column=column - 1)
        self._looks_laid[table.name] = dict(zip(table.headers, looks, strict=True))
        return placed

    def underline(self, placed: PlacedTable) -> None:
        """Draw a line below each row of a list; a border of its columns would go on below the list.

        Comes after every other mark: LibreOffice shows the first that applies.
        """
        self.flag_where(placed.whole, "=TRUE", UNDERLINE)

    def flag_where(self, area: str, formula: str, look: Look) -> None:
        """Show the cells of an area in a look where a formula holds."""
        options = {"type": "formula", "criteria": formula, "format": self._looks.format(look)}
        self._must(self._sheet.conditional_format(area, options))

    def choose_from(self, area: str, words: Sequence[str]) -> None:
        """Offer a few words in the cells of an area and refuse others."""
        options = {
            "validate": "list",
            "source": list(words),
            "error_title": "Not in the list",
            "error_message": f"Please choose {' or '.join(words)}.",
        }
        self._must(self._sheet.data_validation(area, options))

    # Links

    def lead_from(self, placed: PlacedTable, targets: Mapping[tuple[int, str], str]) -> None:
        """Make figures of a table lead to a place of this workbook.

        Args:
            placed: the table, on this sheet.
            targets: the place, as a hyperlink writes it, by the figure's row (counted from 0) and its column.
        """
        looks, rows = self._looks_laid[placed.table.name], len(placed.table.rows)
        for (row, header), target in targets.items():
            cells = dict(zip(placed.table.headers, placed.table.rows[row], strict=True)) if row < rows else {}
            value = cells.get(header)
            if not isinstance(value, int | float):
                # A figure that is not shown to everybody leads nowhere.
                continue
            form = self._looks.format({**looks[header], "font_color": BLUE})
            cell = (placed.row + row, placed.column_of(header) - 1)
            self._link(*cell, target, form)
            self._must(self._sheet.write_number(*cell, value, form))

    def lead_from_formulas(self, targets: Mapping[Figure, str]) -> None:
        """Make the formulas that repeat figures lead where these do."""
        for shows, row, column, formula, value, look in self._leading:
            if shows in targets:
                form = self._looks.format({**look, "font_color": BLUE})
                self._link(row - 1, column - 1, targets[shows], form)
                self._must(self._sheet.write_formula(row - 1, column - 1, formula, form, value))

    def _link(self, row: int, column: int, target: str, form: Any) -> None:
        # A link brings words of its own, which no cell would show: the cell keeps its figure, and gets the link alone.
        self._sheet.ignore_write_string = True
        self._must(self._sheet.write_url(row, column, f"internal:{target}", form, tip="The records behind this figure"))
        self._sheet.ignore_write_string = False

    # Charts

    def chart(self, chart: Any, *, row: int, column: int, alt_text: str, lower: int = 0, further: int = 0) -> None:
        """Place a chart with its upper left corner in a cell, or some pixels lower or further to the right."""
        options = {"description": alt_text, "object_position": 2, "x_offset": further, "y_offset": lower}
        self._must(self._sheet.insert_chart(row - 1, column - 1, chart, options))

    # Rows, columns, paper

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first on, in characters."""
        for column, width in enumerate(widths, start=1):
            self._widths[column] = width
            self._sheet.set_column(column - 1, column - 1, width)

    def rows_of(self, points: float) -> None:
        """Set the height of the rows that have none of their own."""
        self._row_height = points
        self._sheet.set_default_row(points)

    def height(self, row: int, points: float) -> None:
        """Set a row's height."""
        self._heights[row] = points
        self._sheet.set_row(row - 1, points)

    def pixels(self, first_row: int, last_row: int) -> int:
        """How high some rows are together."""
        rows = range(first_row, last_row + 1)
        return sum(round(self._heights.get(row, self._row_height) * 4 / 3) for row in rows)

    def without_gridlines(self) -> None:
        """Hide the grid on the screen and on paper."""
        self._sheet.hide_gridlines(2)

    def tab(self, colour: str) -> None:
        """Colour the sheet's tab."""
        self._sheet.set_tab_color(colour)

    def new_page(self, row: int) -> None:
        """Print from this row on a new page."""
        self._breaks.append(row - 1)
        self._sheet.set_h_pagebreaks(self._breaks)

    def print_pages_wide(self, number: int, *, repeated_columns: int) -> None:
        """Print a sheet that is too wide for one page over several, its first columns on each."""
        self._sheet.fit_to_pages(number, 0)
        self._sheet.repeat_columns(0, repeated_columns - 1)

    @staticmethod
    def _must(outcome: Any) -> None:
        """Refuse a half-made workbook: xlsxwriter answers below 0, with a warning only, when it leaves a part out."""
        if isinstance(outcome, int) and outcome < 0:  # pragma: no cover - every part is made to be taken
            raise OurFault("A part of the summary workbook could not be written.")


def _looks_of(table: PublishedTable, look_of: Callable[[ColumnKind], Look]) -> list[Look]:
    places = enumerate(table.headers)
    return [look_of(kind_of(header, (row[place] for row in table.rows))) for place, header in places]
