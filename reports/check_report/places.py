"""Where the cells of a return stand, so that a finding can be a link; a link never holds PID."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.findings import CASES, YOUR_ICB, Finding
from validators.pid import find_pid
from validators.your_icb import YourIcb
from workbook_templates.reading import Return

__all__ = ["Places", "cell_shown", "places_in"]

_ADDED_COLUMN = "added column "
_FIELD_BY_LABEL = {str(field.title): name for name, field in YourIcb.model_fields.items()}
_NO_CELL = "no_cell"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the cells of one return stand.

    Attributes:
        sheet: name of the sheet of cases, or empty where the name itself may hold PID.
        columns: header to letters.
        names: labels of `Your ICB` whose cell has a defined name, to that name.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def target(self, finding: Finding) -> str:
        """What a link goes to inside the workbook: a cell, a defined name, or empty where neither is known."""
        if finding.sheet == YOUR_ICB:
            return self.names.get(finding.column, "")
        if not self.sheet:
            return ""
        sheet = self.sheet.replace("'", "''")
        return f"'{sheet}'!{self.address(finding)}"

    def address(self, finding: Finding) -> str:
        """The cell of a finding on the sheet of cases; its row, or the sheet's beginning, where no column is meant."""
        column = finding.column
        added = column.removeprefix(_ADDED_COLUMN) if column.startswith(_ADDED_COLUMN) else "A"
        return f"{self.columns.get(column, added)}{finding.row}" if finding.row else "A1"


def places_in(read: Return) -> Places:
    """The places of a return."""
    gone = {label for label, code in read.heading_problems if code == _NO_CELL}
    return Places(
        sheet="" if find_pid(read.sheet) else read.sheet,
        columns=dict(read.columns),
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
    return finding.sheet
