"""Read the values of chosen sheets with calamine, error values put back where they stand.

calamine gets a zip of our own making, with nothing in it but parts that have been looked at: on a far cell it ends the
process, and it believes any size.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import python_calamine

from workbook_templates.layout import LONGEST_TEXT
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.package import Package, packed, plain_markup
from workbook_templates.reading.sheet_marks import SheetMarks, read_marks
from workbook_templates.reading.spelt_characters import in_cells
from workbook_templates.reading.structure import SheetPart, Structure
from workbook_templates.reading.text_volume import refuse_too_much_text

__all__ = ["Sheet", "asked_of_calamine", "laid_out", "read_sheets"]

_Answer = TypeVar("_Answer")

_SHARED_TEXTS = "xl/sharedStrings.xml"
_ALWAYS = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its values.

    Attributes:
        source: its name and its tables.
        rows: the values from row 1 and column A on; '' for a blank cell, `CellError` for an error.
        marks: formulas, hidden rows and filters.
    """

    source: SheetPart
    rows: list[list[object]]
    marks: SheetMarks

    @property
    def name(self) -> str:
        """The sheet's name, which may be anything that somebody typed."""
        return self.source.name

    def value(self, row: int, column: int) -> object:
        """What stands in a cell, counted from 1; '' outside the used area."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return ""
        return self.rows[row - 1][column - 1]


def read_sheets(package: Package, structure: Structure, chosen: Iterable[SheetPart]) -> dict[str, Sheet]:
    """Read sheets by name, in workbook order.

    Raises:
        FileFault: a part is broken, a sheet is too large to be laid out, or a text too long for a cell.
    """
    chosen = tuple(chosen)
    # calamine looks for the shared parts under their usual names only.
    sources = {name: name for name in _ALWAYS} | dict(structure.shared)
    parts = {name: plain_markup(package.part(source)) for name, source in sources.items()}
    parts |= {name: in_cells(parts[name]) for name in structure.shared}
    marks: dict[str, SheetMarks] = {}
    for sheet in chosen:
        cells, marks[sheet.name] = read_marks(package.part(sheet.part), sheet=sheet.name)
        parts[sheet.part] = in_cells(cells)
    shared = parts.get(_SHARED_TEXTS, b"")
    refuse_too_much_text(shared, [parts[sheet.part] for sheet in chosen])
    values = _values(packed(parts), [sheet.name for sheet in chosen])
    if any(map(_may_hold_long_text, parts.values())):
        _refuse_long_texts(values)
    return {sheet.name: _sheet(sheet, values[sheet.name], marks[sheet.name]) for sheet in chosen}


def _may_hold_long_text(part: bytes) -> bool:
    """Whether so many bytes stand without a tag between them; not every such text has as many characters."""
    half = LONGEST_TEXT // 2
    return any(part.find(b"<", at, at + half) < 0 for at in range(0, len(part) - half, half))


def _refuse_long_texts(values: Mapping[str, list[list[object]]]) -> None:
    """What no cell of Excel can hold was made by a program, and would be searched for minutes."""
    for name, rows in values.items():
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if isinstance(value, str) and len(value) > LONGEST_TEXT:
                    raise refusals.long_text(name, f"{column_letters(column)}{row}", LONGEST_TEXT)


def _sheet(source: SheetPart, rows: list[list[object]], marks: SheetMarks) -> Sheet:
    for (row, column), error in marks.errors.items():
        if row > len(rows) or column > len(rows[row - 1]):
            # The two readers do not agree where the cell stands: the XML is not what it should be.
            raise refusals.damaged()
        rows[row - 1][column - 1] = error
    return Sheet(source, rows, marks)


def _values(content: bytes, names: Iterable[str]) -> Mapping[str, list[list[object]]]:
    return asked_of_calamine(content, lambda book: {name: laid_out(book.get_sheet_by_name(name)) for name in names})


def asked_of_calamine(content: bytes, ask: Callable[[python_calamine.CalamineWorkbook], _Answer]) -> _Answer:
    """Open a workbook in calamine and ask it something; whatever goes wrong in there is a damaged file.

    Raises:
        FileFault: the workbook cannot be read.
    """
    try:
        return ask(python_calamine.load_workbook(io.BytesIO(content)))
    except python_calamine.PasswordError:
        raise refusals.locked() from None
    except (python_calamine.CalamineError, ArithmeticError, ValueError, OSError):
        raise refusals.damaged() from None
    except BaseException as panic:
        # A panic in compiled code arrives as a class that no `except Exception` catches and no module exports.
        if type(panic).__name__ == "PanicException":
            raise refusals.damaged() from None
        raise


def laid_out(sheet: python_calamine.CalamineSheet) -> list[list[object]]:
    """Rows and columns from A1 on, so that places are those that Excel shows."""
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]
