"""Cells of a Calc sheet in bulk: values as xlwings expects them, dates and truth values told by the cells' formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from addin.libreoffice.office import uno_bridge

__all__ = ["calc_formula", "read_formulas", "read_values", "write_values"]

# com.sun.star.util.NumberFormat: DATE is 2, TIME 4 and both together 6.
_DAY_OR_TIME = 6
_LOGICAL = 1024
# com.sun.star.sheet.CellFlags: DATETIME
_ENTERED_DAYS = 2
# com.sun.star.sheet.FormulaResult: ERROR
_ERROR = 4
# com.sun.star.beans.PropertyState
_AMBIGUOUS = "AMBIGUOUS_VALUE"
_FIRST_DAY = datetime(1899, 12, 30)
_MICROSECONDS = 86_400_000_000
_ERRORS = {502: "#VALUE!", 503: "#NUM!", 504: "#REF!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!"}
_NOT_AVAILABLE = 32767
_A_DAY = "YYYY-MM-DD"
_PIECE = re.compile(
    r"""(?P<sheet>'(?:[^']|'')+'|[A-Za-z_][\w.]*)!|"(?:[^"]|"")*"|\[[^\[\]]*\]|,""",
)


def read_values(area: Any, document: Any) -> list[list[Any]]:
    """The values of an area: None, text, number, truth value, moment, or the name of an error."""
    given = area.getDataArray()
    values: list[list[Any]] = [[None if cell == "" else cell for cell in row] for row in given]
    top = area.getRangeAddress()
    if any(isinstance(cell, float) for row in given for cell in row):
        _tell_by_format(values, area, top, document)
    # A blank cell comes as an empty text, and only an error as nothing at all.
    if any(None in row for row in given):
        for row, column in _within(area.queryFormulaCells(_ERROR).getRangeAddresses(), top):
            code = area.getCellByPosition(column, row).getError()
            values[row][column] = "#N/A" if code == _NOT_AVAILABLE else _ERRORS.get(code, "#VALUE!")
    return values


def _tell_by_format(values: list[list[Any]], area: Any, top: Any, document: Any) -> None:
    """Make dates, times and truth values of the numbers that are some: Calc keeps them all as numbers.

    Calc itself finds the days that were entered. Formats are asked for only where other numbers stand, because each
    question takes its time.
    """
    for row, column in _within(area.queryContentCells(_ENTERED_DAYS).getRangeAddresses(), top):
        if isinstance(number := values[row][column], float):
            values[row][column] = _moment(number)
    formats, kinds = document.getNumberFormats(), {}
    for column in range(len(values[0])):
        rows = [at for at, row in enumerate(values) if isinstance(row[column], float)]
        for key, places in _formatted(area, top, column, rows) if rows else ():
            if key not in kinds:
                kinds[key] = formats.getByKey(key).Type
            if kinds[key] & (_DAY_OR_TIME | _LOGICAL):
                for row in places:
                    if isinstance(number := values[row][column], float):
                        values[row][column] = bool(number) if kinds[key] & _LOGICAL else _moment(number)


def _formatted(area: Any, top: Any, column: int, rows: Sequence[int]) -> Iterator[tuple[int, Iterable[int]]]:
    """The rows of a column in which numbers stand, part by part: the key of the number format, and where it holds."""
    cells = area.getCellRangeByPosition(column, rows[0], column, rows[-1])
    if cells.getPropertyState("NumberFormat").value != _AMBIGUOUS:
        yield cells.NumberFormat, rows
        return
    formats = cells.getUniqueCellFormatRanges()
    for number in range(formats.getCount()):
        part = formats.getByIndex(number)
        key = part.NumberFormat
        for place in part.getRangeAddresses():
            yield key, range(place.StartRow - top.StartRow, place.EndRow - top.StartRow + 1)


def _within(places: Sequence[Any], top: Any) -> Iterator[tuple[int, int]]:
    first_row, first_column = top.StartRow, top.StartColumn
    for place in places:
        columns = range(place.StartColumn - first_column, place.EndColumn - first_column + 1)
        for row in range(place.StartRow - first_row, place.EndRow - first_row + 1):
            for column in columns:
                yield row, column


def _moment(number: float) -> datetime | float:
    try:
        return _FIRST_DAY + timedelta(microseconds=round(number * _MICROSECONDS))
    except OverflowError:
        return number


def write_values(area: Any, values: Sequence[Sequence[Any]], document: Any) -> None:
    """Write rows of cells at once; a text that begins with an equals sign is a formula, as in Excel."""
    area.setDataArray(tuple(tuple(_cell(value) for value in row) for row in values))
    _show_days(area, values, document)
    for column in range(len(values[0])):
        for first, last in _runs([_is_formula(row[column]) for row in values]):
            run = area.getCellRangeByPosition(column, first, column, last)
            _put_formulas(run, [values[row][column] for row in range(first, last + 1)])


def _put_formulas(column: Any, formulas: Sequence[str]) -> None:
    """Put formulas one below the other. Calc fills one down far faster than it understands each by itself."""
    turned = [calc_formula(formula) for formula in formulas]
    is_one = len(set(turned)) == 1 and len(turned) > 1
    # Filling carries the first cell's look along, so all must look alike.
    if not (is_one and column.getUniqueCellFormatRanges().getCount() == 1 and _filled(column, turned[0])):
        column.setFormulaArray(tuple((formula,) for formula in turned))


def _filled(column: Any, formula: str) -> bool:
    """Fill a formula down; False where it changes on its way, or where a hidden row was left out."""
    column.getCellByPosition(0, 0).setFormula(formula)
    column.fillAuto(uno_bridge().Enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM"), 1)
    return len(set(column.getFormulaArray())) == 1


def _cell(value: Any) -> Any:
    # A formula is put in afterwards; as a text first it would cost as much again.
    if value is None or _is_formula(value):
        return ""
    if isinstance(value, datetime):
        return (value - _FIRST_DAY) / timedelta(days=1)
    if isinstance(value, date):
        return float((value - _FIRST_DAY.date()).days)
    if isinstance(value, str):
        # An apostrophe keeps the rest as a text, and is not part of it.
        return value.removeprefix("'")
    return float(value)


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value[:1] == "=" and len(value) > 1


def _runs(wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first = None
    for at, one in enumerate([*wanted, False]):
        if one and first is None:
            first = at
        elif not one and first is not None:
            yield first, at - 1
            first = None


def _show_days(area: Any, values: Sequence[Sequence[Any]], document: Any) -> None:
    """A date that goes into a cell without the format of one would show as a number."""
    for at, row in enumerate(values):
        for column, value in enumerate(row):
            if isinstance(value, date):
                cell = area.getCellByPosition(column, at)
                formats = document.getNumberFormats()
                if not formats.getByKey(cell.NumberFormat).Type & _DAY_OR_TIME:
                    cell.NumberFormat = _key(formats, _A_DAY, document)


def _key(formats: Any, code: str, document: Any) -> int:
    locale = document.CharLocale
    key = formats.queryKey(code, locale, False)
    return int(key if key >= 0 else formats.addNew(code, locale))


def read_formulas(area: Any) -> list[list[str]]:
    """Each cell as it is typed: a formula in Calc's own words, or the value as text."""
    return [list(row) for row in area.getFormulaArray()]


def calc_formula(formula: str) -> str:
    """A formula from Excel's way of writing into the one that Calc's cells take through a bridge.

    Calc's own translator does not know a table's columns, so the text is turned; a list in braces is not understood.

    >>> calc_formula("=IF(cases[[#This Row],[Status]]=1,COUNTA(Cases!$A:$A),'Your ICB'!B2)")
    "=IF(cases[[#This Row];[Status]]=1;COUNTA($Cases.$A:$A);$'Your ICB'.B2)"
    """
    return _PIECE.sub(_turned, formula)


def _turned(piece: re.Match[str]) -> str:
    if piece["sheet"]:
        return f"${piece['sheet']}."
    return ";" if piece[0] == "," else piece[0]
