"""Cells of a Calc sheet in bulk: values as xlwings expects them, dates and truth values told by the cells' formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

__all__ = ["calc_formula", "read_formulas", "read_values", "write_values"]

# com.sun.star.util.NumberFormat: DATE is 2, TIME 4 and both together 6.
_DAY_OR_TIME = 6
_LOGICAL = 1024
# com.sun.star.sheet.FormulaResult.ERROR
_ERROR = 4
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
    values = [[None if cell == "" else cell for cell in row] for row in area.getDataArray()]
    top = area.getRangeAddress()
    for kind, places in _told_by_format(area, document):
        for row, column in _within(places, top):
            if isinstance(number := values[row][column], float):
                values[row][column] = bool(number) if kind == _LOGICAL else _moment(number)
    for row, column in _within(area.queryFormulaCells(_ERROR).getRangeAddresses(), top):
        code = area.getCellByPosition(column, row).getError()
        values[row][column] = "#N/A" if code == _NOT_AVAILABLE else _ERRORS.get(code, "#VALUE!")
    return values


def _told_by_format(area: Any, document: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The places of dates, times and truth values: Calc keeps them all as numbers."""
    formats, kinds = document.getNumberFormats(), {}
    alike = area.getUniqueCellFormatRanges()
    for at in range(alike.getCount()):
        cells = alike.getByIndex(at)
        key = cells.NumberFormat
        if key not in kinds:
            kinds[key] = formats.getByKey(key).Type
        if kinds[key] & (_DAY_OR_TIME | _LOGICAL):
            yield kinds[key] & _LOGICAL, cells.getRangeAddresses()


def _within(places: Sequence[Any], top: Any) -> Iterator[tuple[int, int]]:
    for place in places:
        for row in range(place.StartRow, place.EndRow + 1):
            for column in range(place.StartColumn, place.EndColumn + 1):
                yield row - top.StartRow, column - top.StartColumn


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
            run.setFormulaArray(tuple((calc_formula(values[row][column]),) for row in range(first, last + 1)))


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
