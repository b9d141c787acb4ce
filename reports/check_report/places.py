"""Where the cells of a return stand, so that a finding can be a link; a link never holds PID."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.findings import CASES, YOUR_ICB, Finding
from validators.pid import find_pid
from validators.pid_elsewhere import WORKBOOK
from validators.pid_in_cells import ADDED_COLUMN
from validators.your_icb import YourIcb
from workbook_templates.reading import Return

__all__ = ["Places", "cell_shown", "places_in"]

_FIELD_BY_LABEL = {str(field.title): name for name, field in YourIcb.model_fields.items()}
_NO_CELL = "no_cell"
# As reading tells the place of a text that is no part of a record.
_CELL_ELSEWHERE = re.compile(r".*\b([A-Z]{1,3}[1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the cells of one return stand.

    Attributes:
        sheet: name of the sheet of cases, or empty where the name itself may hold PID.
        columns: header to letters.
        sheets: names of the sheets that may be shown.
        names: labels of `Your ICB` whose cell has a defined name, to that name.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def target(self, finding: Finding) -> str:
        """What a link goes to inside the workbook: a cell, a defined name, or empty where neither is known."""
        if finding.sheet == YOUR_ICB and finding.column in self.names:
            return self.names[finding.column]
        if finding.row is None and finding.sheet != WORKBOOK and (cell := _CELL_ELSEWHERE.fullmatch(finding.column)):
            return _on_sheet(finding.sheet, cell[1]) if finding.sheet in self.sheets else ""
        if finding.sheet != CASES or not self.sheet:
            return ""
        return _on_sheet(self.sheet, self.address(finding))

    def address(self, finding: Finding) -> str:
        """The cell of a finding on the sheet of cases; its row, or the sheet's beginning, where no column is meant."""
        column = finding.column
        added = column.removeprefix(ADDED_COLUMN) if column.startswith(ADDED_COLUMN) else "A"
        return f"{self.columns.get(column, added)}{finding.row}" if finding.row else "A1"


def _on_sheet(sheet: str, address: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{address}"


def places_in(read: Return) -> Places:
    """The places of a return."""
    gone = {label for label, code in read.heading_problems if code == _NO_CELL}
    return Places(
        sheet="" if find_pid(read.sheet) else read.sheet,
        columns=dict(read.columns),
        sheets=frozenset(read.elsewhere.sheets),
        names={label: name for label, name in _FIELD_BY_LABEL.items() if label not in gone},
    )


def cell_shown(places: Places, finding: Finding) -> str:
    """A place as the text of a link.

    >>> places = Places("Cases", {"Status": "E"})
    >>> cell_shown(places, Finding("Cases", 12, "7", "Status", "A01", "error", "", ""))
    'Cases E12'
    """
    if finding.sheet == CASES and finding.row:
        return f"{CASES} {places.address(finding)}"
    if finding.row is None and (cell := _CELL_ELSEWHERE.fullmatch(finding.column)):
        return f"{finding.sheet} {cell[1]}"
    return finding.sheet
