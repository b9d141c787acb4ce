"""Read a workbook that is open in a spreadsheet application: values in, the same rows out as from the saved file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from validators.cells import CellError
from validators.findings import CASES
from workbook_templates.layout import Tables
from workbook_templates.reading import refusals
from workbook_templates.reading.headers import table_of
from workbook_templates.reading.heading import carries_template_version
from workbook_templates.reading.returns import Understood, needed_sheets, understand_return
from workbook_templates.reading.sheet_marks import ERROR_VALUES, SheetMarks
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.structure import SheetPart, Structure

__all__ = ["UsedCells", "read_open_workbook"]

_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class UsedCells:
    """The used area of an open sheet.

    Attributes:
        row, column: where it begins, counted from 1.
        values: its rows; None or '' for a blank cell, the error's name for an error.
        formulas: the same area, each cell as its formula or value is typed; empty where the application does not tell.
    """

    row: int
    column: int
    values: Sequence[Sequence[object]]
    formulas: Sequence[Sequence[object]] = ()


def read_open_workbook(
    names: Mapping[str, str], sheets: Iterable[SheetPart], used_cells: Callable[[str], UsedCells]
) -> Understood:
    """Read an open workbook.

    Args:
        names: defined name in lower case to what it refers to.
        sheets: the worksheets in order, with their tables.
        used_cells: reads a sheet by its name; it is asked only for the sheets that are needed.

    Raises:
        FileFault: it is not ours, of a version that we do not know, or lacks a column or the table `cases`: the first
            of these that holds, in one sentence.
    """
    structure = Structure(tuple(sheets), names, (), {}, None, {})
    if not carries_template_version(structure):
        raise refusals.not_ours()
    read = {part.name: _sheet(part, used_cells(part.name)) for part in needed_sheets(structure)}
    understood = understand_return(structure, read)
    if table_of(understood.cases, understood.headers.row) is None:
        raise refusals.no_table(Tables().cases, CASES)
    return understood


def _sheet(part: SheetPart, used: UsedCells) -> Sheet:
    """The used area as a sheet from row 1 and column A on."""
    width = used.column - 1 + max(map(len, used.values), default=0)
    rows: list[list[object]] = [[""] * width for _ in range(used.row - 1)]
    rows += ([""] * (used.column - 1) + [_as_saved(value) for value in line] for line in used.values)
    formulas = frozenset(
        (row, column)
        for row, (typed, shown) in enumerate(zip(used.formulas, used.values, strict=False), start=used.row)
        for column, (formula, value) in enumerate(zip(typed, shown, strict=False), start=used.column)
        # A text may begin with an equals sign too; it shows as it was typed.
        if isinstance(formula, str) and formula[:1] == "=" and formula != value
    )
    return Sheet(part, rows, SheetMarks(formulas=formulas))


def _as_saved(value: object) -> object:
    """A value as reading the saved file gives it.

    >>> _as_saved("#N/A"), _as_saved(None), _as_saved(datetime(1899, 12, 30, 9, 30))
    (CellError(code='#N/A'), '', datetime.time(9, 30))
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return CellError(value) if value in ERROR_VALUES else value
    # A time of day alone comes as a moment on the day from which spreadsheets count.
    return value.time() if isinstance(value, datetime) and value.year < _FIRST_YEAR else value
