"""A sheet that is being written: cells by Excel's own numbers, nothing cut short, every formula with its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from validators.cells import CellError
from workbook_templates.faults import OurFault
from workbook_templates.template.looks import BODY, DATE_FORMAT, TITLE, Look, Looks
from workbook_templates.template.plan import LONGEST_TEXT, CellValue

__all__ = ["NOTHING", "Page", "column_letters", "fixed", "on_sheet"]

A4 = 9
_DAY_ZERO = datetime(1899, 12, 30)
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


class _EmptyText(str):
    """An empty text that xlsxwriter writes as a text: a plain '' it leaves without a type, as if it were a number."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


NOTHING = _EmptyText()
"""The computed value of a formula that shows nothing."""


def column_letters(column: int) -> str:
    """Letters of a column counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(42)
    ('A', 'AA', 'AP')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def fixed(row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
    """A reference that stays put.

    >>> fixed(5, 1), fixed(5, 1, 9), fixed(5, 1, 9, 2)
    ('$A$5', '$A$5:$A$9', '$A$5:$B$9')
    """
    first = f"${column_letters(column)}${row}"
    if last_row is None:
        return first
    return f"{first}:${column_letters(last_column or column)}${last_row}"


def on_sheet(sheet: str, reference: str) -> str:
    """A reference to cells of a sheet, quoted only where Excel itself would.

    >>> on_sheet("Lists", "$A$1"), on_sheet("Your ICB", "$A$1")
    ('Lists!$A$1', "'Your ICB'!$A$1")
    """
    return f"{sheet}!{reference}" if sheet.isalnum() else f"'{sheet}'!{reference}"


def _for_value(value: CellValue, look: Look) -> Look:
    """A look in which a value is read back as what it is."""
    if isinstance(value, date):
        return {"num_format": DATE_FORMAT, **look}
    if isinstance(value, time | timedelta):
        return {**look, "num_format": "hh:mm:ss" if isinstance(value, time) else "[h]:mm:ss"}
    return look


def _computed(value: CellValue) -> Any:
    """What a formula is said to show: dates and times as the numbers that they are in a workbook."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, time):
        value = datetime.combine(_DAY_ZERO, value) - _DAY_ZERO
    elif isinstance(value, datetime):
        value -= _DAY_ZERO
    elif isinstance(value, date):
        value -= _DAY_ZERO.date()
    return value / timedelta(days=1) if isinstance(value, timedelta) else value


class Page:
    """One sheet; rows and columns count from 1."""

    def __init__(
        self,
        workbook: Any,
        name: str,
        looks: Looks,
        lines: Mapping[str, Sequence[Mapping[str, CellValue]]] = MappingProxyType({}),
    ) -> None:
        self.name = name
        self._workbook = workbook
        self._looks = looks
        self._lines = lines
        self._worn: dict[tuple[int, int], Look] = {}
        self._sheet = workbook.add_worksheet(name)
        self._sheet.set_paper(A4)
        self._sheet.set_landscape()
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer(f"&L{name}&CNo personal detail on any sheet&RPage &P of &N")

    # Cells

    def put(self, row: int, column: int, value: CellValue, look: Look = BODY) -> None:
        """Write a value as what it is: a text stays a text, whatever it begins with."""
        self._worn[row, column] = look
        form = self._looks.format(_for_value(value, look))
        if value is None or value == "":
            self._sheet.write_blank(row - 1, column - 1, None, form)
        elif isinstance(value, str):
            if len(value) > LONGEST_TEXT:
                raise OurFault(f"A text of {len(value)} characters is longer than a cell of a workbook holds.")
            self._sheet.write_string(row - 1, column - 1, value, form)
        elif isinstance(value, date | time | timedelta):
            self._sheet.write_datetime(row - 1, column - 1, value, form)
        elif isinstance(value, bool):
            self._sheet.write_boolean(row - 1, column - 1, value, form)
        elif isinstance(value, CellError):
            self._write_error(row, column, value, form)
        else:
            self._sheet.write_number(row - 1, column - 1, value, form)

    def _write_error(self, row: int, column: int, error: CellError, form: Any) -> None:
        """An error stays one: it is no text. Those that only some programs know are told by their names."""
        if error.code in _ERRORS:
            self._sheet.write_formula(row - 1, column - 1, f"={error.code}", form, error.code)
        else:
            self._sheet.write_string(row - 1, column - 1, error.code, form)

    def refill(self, row: int, column: int, value: CellValue) -> None:
        """Put another value into a cell, which keeps its look."""
        self.put(row, column, value, self._worn.get((row, column), BODY))

    def put_row(self, row: int, column: int, values: Sequence[CellValue], look: Look = BODY) -> None:
        """Write values side by side."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, look)

    def formula(self, row: int, column: int, formula: str, value: CellValue, look: Look = BODY) -> None:
        """Write a formula with its computed value, so that a preview shows what a recalculation would."""
        form = self._looks.format(look)
        self._sheet.write_formula(row - 1, column - 1, formula, form, _computed(value))

    def array(self, row: int, column: int, formula: str, values: Sequence[float], look: Look = BODY) -> None:
        """Write one formula over as many cells below each other as there are values, which are its computed ones."""
        last_row = row + len(values) - 1
        form = self._looks.format(look)
        area = (row - 1, column - 1, last_row - 1, column - 1)
        self._must(self._sheet.write_array_formula(*area, f"{{{formula}}}", form, values[0]))
        # xlsxwriter writes zeros beside an array formula's first value.
        for number, value in enumerate(values):
            if number and value:
                self._sheet.write_number(row - 1 + number, column - 1, value, form)

    def spread(self, row: int, column: int, last_column: int, text: str, look: Look = BODY) -> None:
        """Write a text over neighbouring cells."""
        form = self._looks.format(look)
        self._must(self._sheet.merge_range(row - 1, column - 1, row - 1, last_column - 1, text, form))

    def spread_formula(self, row: int, column: int, last_column: int, formula: str, value: str, look: Look) -> None:
        """Write a formula that shows a text, over neighbouring cells."""
        self.spread(row, column, last_column, "", look)
        self.formula(row, column, formula, value, look)

    def link(self, row: int, column: int, sheet: str, look: Look, *, cell: str = "A1", text: str = "") -> None:
        """Write a link to a cell of a sheet, shown as the sheet's name where no other text is given."""
        where = f"internal:'{sheet}'!{cell}"
        self._sheet.write_url(row - 1, column - 1, where, self._looks.format(look), text or sheet)

    # Rows and columns

    def title(self, text: str, *, column: int = 1) -> None:
        """Write the title in row 1 on a coloured band."""
        self._sheet.set_row(0, 26, self._looks.format(TITLE))
        self.put(1, column, text, TITLE)

    def widths(self, *widths: float, first: int = 1) -> None:
        """Set the widths of neighbouring columns, in characters."""
        for offset, width in enumerate(widths):
            self._sheet.set_column(first + offset - 1, first + offset - 1, width)

    def column(self, column: int, width: float, look: Look, *, folds: bool = False) -> None:
        """Set a column's width, the look of its cells that are not written, and whether it folds away."""
        options = {"level": 1} if folds else {}
        self._sheet.set_column(column - 1, column - 1, width, self._looks.format(look), options)

    def fold_beside_heading(self) -> None:
        """Place the handle that folds columns away above the column to their left."""
        self._sheet.outline_settings(symbols_right=False)

    def height(self, row: int, points: float, look: Look | None = None, *, folds: bool = False) -> None:
        """Set a row's height, the look of its cells that are not written, and whether it folds away."""
        options = {"level": 1} if folds else {}
        self._sheet.set_row(row - 1, points, self._looks.format(look) if look else None, options)

    def fold_below_heading(self) -> None:
        """Place the handle that folds rows away beside the row above them."""
        self._sheet.outline_settings(symbols_below=False)

    def hide_columns(self, first: int, last: int) -> None:
        """Hide what formulas work out on the way."""
        self._sheet.set_column(first - 1, last - 1, 8, None, {"hidden": True})

    # Charts

    def new_chart(self, kind: str, subtype: str | None = None) -> Any:
        """A chart of the workbook, still to be filled and placed."""
        return self._workbook.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))

    def place(self, chart: Any, row: int, column: int, *, described: str, right: int = 0, down: int = 0) -> None:
        """Place a chart, so many pixels from a cell's corner, with the words that a screen reader says for it."""
        where = {"x_offset": right, "y_offset": down, "object_position": 3, "description": described}
        self._must(self._sheet.insert_chart(row - 1, column - 1, chart, where))

    def button(
        self,
        row: int,
        column: int,
        caption: str,
        macro: str,
        *,
        described: str,
        width: int,
        height: int,
        right: int = 0,
        down: int = 0,
    ) -> None:
        """Place a button of this size in pixels, so many from a cell's corner, that presses a macro of the workbook."""
        size = {"width": width, "height": height, "x_offset": right, "y_offset": down}
        options = {"caption": caption, "macro": macro, "description": described, **size}
        self._must(self._sheet.insert_button(row - 1, column - 1, options))

    # What guides and guards

    def rule(self, first_row: int, column: int, last_row: int, options: Mapping[str, Any]) -> None:
        """Lay an entry rule (dropdown, input message, limits) on part of a column."""
        self._must(self._sheet.data_validation(first_row - 1, column - 1, last_row - 1, column - 1, dict(options)))

    def flag_where(self, area: str, formula: str, look: Look) -> None:
        """Show the cells of an area, or of several divided by blanks, in a look where a formula holds.

        The formula is written for the first cell of the first area.
        """
        options = {"type": "formula", "criteria": formula, "format": self._looks.format(look)}
        if " " in area:
            options["multi_range"] = area
        self._must(self._sheet.conditional_format(area.partition(" ")[0], options))

    def table(self, name: str, row: int, column: int, last_row: int, columns: Sequence[Mapping[str, Any]]) -> None:
        """Lay an Excel Table; each column has `header`, `look`, and may have `header_look` and `formula`.

        Lines that the plan has for a table of this name are written into it, and it grows with them.
        """
        described = []
        for each in columns:
            one = {"header": each["header"], "header_format": self._looks.format(each["header_look"])}
            one["format"] = self._looks.format(each["look"])
            described.append(one | ({"formula": each["formula"]} if "formula" in each else {}))
        options = {"name": name, "columns": described, "style": None}
        last_column = column + len(columns) - 2
        lines = self._lines.get(name, ())
        last_row = max(last_row, row + len(lines))
        self._must(self._sheet.add_table(row - 1, column - 1, last_row - 1, last_column, options))
        for number, line in enumerate(lines, start=row + 1):
            for place, each in enumerate(columns, start=column):
                self.put(number, place, line.get(each["header"]), each["look"])

    def name_formula(self, name: str, formula: str) -> None:
        """Give what a formula works out a defined name."""
        self._must(self._workbook.define_name(name, f"={formula}"))

    def name_cell(
        self, name: str, row: int, column: int, last_row: int | None = None, last_column: int | None = None
    ) -> None:
        """Give a cell, part of a column, or an area a defined name."""
        area = fixed(row, column, last_row, last_column)
        self._must(self._workbook.define_name(name, f"={on_sheet(self.name, area)}"))

    def protect(self) -> None:
        """Protect the sheet without a password; columns and rows may still be widened."""
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def numbers_may_be_text(self, area: str) -> None:
        """Spare people the green corner where a reference of digits alone is stored as text."""
        self._sheet.ignore_errors({"number_stored_as_text": area})

    # How it opens and prints

    def zoom(self, per_cent: int) -> None:
        """Show the sheet at this size."""
        self._sheet.set_zoom(per_cent)

    def freeze(self, row: int, column: int = 0) -> None:
        """Keep the rows and columns up to these in sight."""
        self._sheet.freeze_panes(row, column)

    def open_here(self, row: int, column: int) -> None:
        """Open the workbook on this sheet with the cursor in this cell."""
        self.cursor(row, column)
        self._sheet.activate()

    def cursor(self, row: int, column: int) -> None:
        """Place the cursor."""
        self._sheet.set_selection(row - 1, column - 1, row - 1, column - 1)

    def tab(self, colour: str) -> None:
        """Colour the sheet's tab."""
        self._sheet.set_tab_color(colour)

    def print_portrait(self) -> None:
        """Print upright."""
        self._sheet.set_portrait()

    def print_area(self, last_row: int, last_column: int) -> None:
        """Print the sheet down to this row and column only."""
        self._must(self._sheet.print_area(0, 0, last_row - 1, last_column - 1))

    def print_down_to(self, last_row: str, last_column: int) -> None:
        """Print the sheet down to a row that a formula works out."""
        letters = column_letters(last_column)
        corner = f"INDEX({on_sheet(self.name, f'${letters}:${letters}')},{last_row})"
        area = f"={on_sheet(self.name, fixed(1, 1))}:{corner}"
        self._must(self._workbook.define_name(f"{self.name}!_xlnm.Print_Area", area))

    def print_to_width(self, *, repeated_row: int | None = None, on_one_page: bool = False) -> None:
        """Print as wide as the paper, as many pages high as it takes, with a heading row on each page."""
        self._sheet.fit_to_pages(1, 1 if on_one_page else 0)
        if repeated_row is not None:
            self._sheet.repeat_rows(repeated_row - 1)

    def break_before(self, row: int) -> None:
        """Begin a new page of paper with this row."""
        self._sheet.set_h_pagebreaks([row - 1])

    def print_in_parts(
        self, *, scale: int, repeated_row: int, break_before: Sequence[int], repeated_column: int | None = None
    ) -> None:
        """Print a wide sheet over several pages side by side, with the headings on each."""
        self._sheet.set_print_scale(scale)
        self._sheet.repeat_rows(repeated_row - 1)
        if repeated_column is not None:
            self._sheet.repeat_columns(repeated_column - 1)
        self._sheet.set_v_pagebreaks([column - 1 for column in break_before])

    def without_gridlines(self) -> None:
        """Hide the grid on the screen and on paper."""
        self._sheet.hide_gridlines(2)

    @staticmethod
    def _must(outcome: Any) -> None:
        """Refuse a half-made workbook: xlsxwriter answers below 0, with a warning only, when it leaves a part out."""
        if isinstance(outcome, int) and outcome < 0:
            raise OurFault("A part of the template workbook could not be written.")
