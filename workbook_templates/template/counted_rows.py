"""The rows of `Cases` as the summary counts them: worked out row by row, on hidden columns beside the summary.

A defined name stands for each column of `Cases` and for what is worked out beside the summary, from the first record to
the last row in use. Ends are found by row number, so that all keep one size when somebody inserts or deletes a row:
formulas that count over two areas need that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

from validators.case_review import COLUMN_BY_FIELD, COLUMNS
from validators.findings import CASES
from workbook_templates.layout import FIRST_RECORD_ROW, HEADERS
from workbook_templates.template.cases import COLUMN_NUMBERS, ROWS_IN_USE
from workbook_templates.template.looks import HINT, Look
from workbook_templates.template.page import Page, column_letters, fixed, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_empty

__all__ = [
    "COUNTED_FROM",
    "CUTOFF",
    "SINCE",
    "STANDING",
    "CountedRow",
    "Standing",
    "counted_rows",
    "entered",
    "name_case_columns",
    "serial",
    "write_counted_rows",
]

CUTOFF = "summary_cutoff"
"""The last day that counts: the end of the reporting month, or the last day of all where there is no month."""

COUNTED_FROM = "counted_from"
STANDING = "counted_standing"
SINCE = "counted_since"
"""The day since which a row stands as it does: open, or closed."""

_LAST_DAY = 2_958_465
"""31 December 9999, Excel's last day."""

# The order in which dates stand in for each other is that of validators.month_end.
_ADDED = ("date_added", "date_commissioned", "date_referred")
_CLOSED = ("date_closed", "date_published", "date_signed_off")
_OPEN = ("date_commissioned", "date_referred", "date_added")

_NUMBER: Look = {**HINT, "num_format": "0"}


class Standing(IntEnum):
    """How a row counts at the month's end, as a number that formulas can compare."""

    NEITHER = 0
    OPEN = 1
    CLOSED = 2
    LATER = 9


def entered(field: str) -> str:
    """The defined name of a column of `Cases`, down to the last row in use.

    >>> entered("theme_1")
    'case_theme_1'
    """
    if field not in COLUMN_BY_FIELD:
        raise KeyError(field)
    return f"case_{field}"


def name_case_columns(page: Page) -> None:
    """Give each column of `Cases` its defined name."""
    for column in COLUMNS:
        letters = column_letters(COLUMN_NUMBERS[column.header])
        page.name_formula(entered(column.field), _in_use(CASES, letters))


def _in_use(sheet: str, letters: str) -> str:
    """The cells of a column from the first record to the last row in use, however rows are moved about."""
    whole = f"{sheet}!${letters}:${letters}"
    return f"INDEX({whole},{FIRST_RECORD_ROW}):INDEX({whole},{ROWS_IN_USE}+{FIRST_RECORD_ROW - 1})"


def _all_rows(field: str, last_row: int) -> str:
    letters = column_letters(COLUMN_NUMBERS[COLUMN_BY_FIELD[field].header])
    whole = f"{CASES}!${letters}:${letters}"
    return f"INDEX({whole},{FIRST_RECORD_ROW}):INDEX({whole},{last_row})"


@dataclass(frozen=True, eq=False)
class CountedRow:
    """One row of the table as the formulas see it: words in any case, and true dates.

    Attributes:
        row: the row's cells.
        cutoff: the last day that counts, as a spreadsheet numbers days.
    """

    row: Mapping[str, CellValue]
    cutoff: int

    @cached_property
    def is_begun(self) -> bool:
        """Whether the row holds anything beside its record number; what the ICB added makes no record."""
        return any(not self.is_empty(column.field) for column in COLUMNS if column.header != RECORD_NO)

    @cached_property
    def counted_from(self) -> float:
        """The day from which the row counts; 0 where no date says it."""
        return self._first(_ADDED)

    @cached_property
    def standing(self) -> Standing:
        """How the row counts at the month's end; a row that is not begun is neither open nor closed."""
        if self.counted_from >= self.cutoff + 1:
            return Standing.LATER
        if self.says("status", "Open"):
            return Standing.OPEN
        if self.says("status", "Closed"):
            return Standing.OPEN if self._first(_CLOSED) >= self.cutoff + 1 else Standing.CLOSED
        return Standing.NEITHER

    @cached_property
    def since(self) -> float:
        """The day since which the row is open or closed; 0 where no date says it, or where it is neither."""
        dates = {Standing.OPEN: _OPEN, Standing.CLOSED: _CLOSED}.get(self.standing, ())
        return self._first(dates)

    def cell(self, field: str) -> CellValue:
        """What stands in the cell of a field."""
        return self.row.get(COLUMN_BY_FIELD[field].header)

    def says(self, field: str, term: str) -> bool:
        """Whether a cell holds a term and nothing else, in any case: as formulas compare.

        >>> row = CountedRow({"Status": "open", "Theme 1": " Neglect"}, cutoff=45596)
        >>> row.says("status", "Open"), row.says("theme_1", "Neglect")
        (True, False)
        """
        value = self.cell(field)
        return isinstance(value, str) and value.casefold() == term.casefold()

    def is_empty(self, field: str) -> bool:
        """Whether a cell is empty."""
        return is_empty(self.cell(field))

    def _first(self, fields: Iterable[str]) -> float:
        """The first true date among some cells as a day's number, 0 for none; a text that looks like one is none."""
        numbers = (_number(self.cell(field)) for field in fields)
        return next((number for number in numbers if number is not None), 0)


def _number(value: CellValue) -> float | None:
    if isinstance(value, date):
        return serial(value)
    return value if isinstance(value, int | float) else None


def serial(day: date) -> int:
    """A day as a spreadsheet numbers it.

    >>> serial(date(2024, 10, 31))
    45596
    """
    return day.toordinal() - date(1899, 12, 30).toordinal()


def counted_rows(plan: Plan) -> tuple[CountedRow, ...]:
    """The rows of the table, ready ones among them."""
    cutoff = serial(plan.month) if plan.month else _LAST_DAY
    return tuple(CountedRow(row, cutoff) for row in plan.rows)


def write_counted_rows(page: Page, plan: Plan, rows: Sequence[CountedRow], *, column: int) -> int:
    """Write the cut-off and, below it, three columns of what each row of `Cases` is; return the first free column.

    One array formula a column, and neither IF nor INT in it: LibreOffice takes an IF apart cell by cell, which costs
    most of a second over some thousand rows. ISNUMBER(x)*(x>y) asks the same of a cell that may hold a text.
    """
    cutoff = serial(plan.month) if plan.month else _LAST_DAY
    page.formula(1, column, f"=IF(ISNUMBER(reporting_month),EOMONTH(reporting_month,0),{_LAST_DAY})", cutoff, _NUMBER)
    page.name_cell(CUTOFF, 1, column)
    _write_rows_in_use(page, plan, rows, column=column + 1)
    last = plan.last_ruled_row
    columns: Sequence[tuple[str, str, Callable[[CountedRow], float]]] = (
        (COUNTED_FROM, _first_day(_ADDED, last), lambda row: row.counted_from),
        (STANDING, _standing_formula(last), lambda row: row.standing),
        (SINCE, _since_formula(fixed(FIRST_RECORD_ROW, column + 1, last), last), lambda row: row.since),
    )
    below = (0,) * (last - plan.last_row)
    for offset, (name, formula, value) in enumerate(columns):
        page.put(FIRST_RECORD_ROW - 1, column + offset, name, HINT)
        page.name_formula(name, _in_use(page.name, column_letters(column + offset)))
        values = [*(float(value(row)) for row in rows), *below]
        # A cell may hold an error, and one such cell must not spoil every count.
        page.array(FIRST_RECORD_ROW, column + offset, f"=IFERROR({formula},0)", values, _NUMBER)
    return column + len(columns)


def _write_rows_in_use(page: Page, plan: Plan, rows: Sequence[CountedRow], *, column: int) -> None:
    first, last = FIRST_RECORD_ROW, plan.last_ruled_row
    filled = f'{on_sheet(CASES, fixed(first, 2, last, len(HEADERS)))}<>""'
    numbers = f"ROW({on_sheet(CASES, fixed(first, 2, last))})-{first - 1}"
    # Where a cell holds an error, every row is looked at.
    formula = f"=IFERROR(MAX(1,({filled})*({numbers})),{last - first + 1})"
    used = max((place for place, row in enumerate(rows, start=1) if row.is_begun), default=1)
    page.array(1, column, formula, [used], _NUMBER)
    page.name_cell(ROWS_IN_USE, 1, column)


def _first_day(fields: Sequence[str], last_row: int) -> str:
    """The first number among some columns, 0 where there is none.

    A text times a number is an error, unless the program takes the text for a date: so errors become nought, and
    ISNUMBER leaves out what was taken for a date.
    """
    return _of_first(fields, "IFERROR(({0})*1,0)", last_row)


def _of_first(fields: Sequence[str], wanted: str, last_row: int) -> str:
    """What is wanted of the first column that holds a number: the later ones count only where it holds none."""
    formula = ""
    for field in reversed(fields):
        cells = _all_rows(field, last_row)
        here = f"ISNUMBER({cells})*{wanted.format(cells)}"
        formula = f"{here}+(1-ISNUMBER({cells}))*({formula})" if formula else here
    return formula


def _standing_formula(last_row: int) -> str:
    """Nine for a row that is added later; else one for open, two for closed, and one for closed later."""
    later, closed_later = (_of_first(fields, f"(({{0}})>={CUTOFF}+1)", last_row) for fields in (_ADDED, _CLOSED))
    status = _all_rows("status", last_row)
    by_status = f'(({status})="Open")+(({status})="Closed")*(2-({closed_later}))'
    return f"{Standing.LATER:d}*({later})+(1-({later}))*({by_status})"


def _since_formula(standing: str, last_row: int) -> str:
    opened, closed = _first_day(_OPEN, last_row), _first_day(_CLOSED, last_row)
    return f"({standing}={Standing.OPEN:d})*({opened})+({standing}={Standing.CLOSED:d})*({closed})"
