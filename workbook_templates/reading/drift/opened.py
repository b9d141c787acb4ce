"""A workbook opened to be held against the template: all of its sheets, and what its small parts say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from validators.cells import cell_text
from workbook_templates.reading.addresses import Area, parse_reference
from workbook_templates.reading.file_kinds import refuse_other_files
from workbook_templates.reading.package import Package
from workbook_templates.reading.sheets import Sheet, read_sheets
from workbook_templates.reading.structure import Structure, read_structure

__all__ = ["OpenedWorkbook", "open_workbook", "texts_behind"]

_LONGEST_LIST = 10_000


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook with its sheets by name."""

    structure: Structure
    sheets: Mapping[str, Sheet]

    def behind(self, name: str) -> tuple[Sheet, Area] | None:
        """The cells that a defined name refers to, or None when it is gone or broken."""
        reference = parse_reference(self.structure.names.get(name.casefold(), ""))
        part = self.structure.sheet(reference[0]) if reference else None
        return (self.sheets[part.name], reference[1]) if reference and part else None


def open_workbook(content: bytes) -> OpenedWorkbook:
    """Read the bytes of a workbook with all its sheets.

    Raises:
        FileFault: it is no workbook, or it is damaged.
    """
    refuse_other_files(content)
    package = Package(content)
    structure = read_structure(package)
    return OpenedWorkbook(structure, read_sheets(package, structure, structure.sheets))


def texts_behind(cells: tuple[Sheet, Area]) -> tuple[str, ...]:
    """The texts of a list, which is one column of cells; a cell that is worked out says "=" whatever it shows."""
    sheet, area = cells
    column, last = area.first_column, min(area.last_row, area.first_row + _LONGEST_LIST)
    texts = [
        "=" if (row, column) in sheet.marks.formulas else cell_text(sheet.value(row, column))
        for row in range(area.first_row, last + 1)
    ]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
