"""A record while it is put together from the cells of a row."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime

from validators.cells import cell_text
from workbook_templates.importing.columns import Match
from workbook_templates.importing.questions import Asked
from workbook_templates.importing.targets import IDENTIFIER, LEARNING, THEMES
from workbook_templates.layout import LONGEST_TEXT
from workbook_templates.reading.sheet_marks import Place

__all__ = ["Cell", "Draft", "RecordValue", "Setting", "plain_value", "whole_record"]

RecordValue = str | int | float | date
"""What a cell of the new workbook may hold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a row.

    Attributes:
        place: row and column.
        at: the place as people find it, for example Open!H12.
        value: what stands there.
        match: what its column becomes.
        is_own: False where the value stands in a merged cell further up and counts there.
    """

    place: Place
    at: str
    value: object
    match: Match
    is_own: bool = True

    @property
    def text(self) -> str:
        """The content as text."""
        return cell_text(self.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rows of an import share: the questions, and whether boroughs and boards come from a list."""

    asked: Asked
    local_lists: bool = True


@dataclass
class Draft:
    """A record in the making.

    Attributes:
        row: number of its row in the source.
        cells: header of the template to value.
        carried: key of a column that is carried to value.
        remarks: lines that go to Comments.
        people: adult, child, or None: what the row tells beside its type.
        converted: yes, no, or None likewise.
        implied_status: what another column says of the status, for a record that has none.
        members: pieces of the families Themes and Learning, with their cells, not yet in slots.
        identifiers: type and reference, not yet in slots.
    """

    row: int
    cells: dict[str, RecordValue] = field(default_factory=dict)
    carried: dict[str, RecordValue] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    people: str | None = None
    converted: str | None = None
    implied_status: str | None = None
    members: dict[str, list[tuple[str, str | None]]] = field(default_factory=lambda: {THEMES: [], LEARNING: []})
    identifiers: list[tuple[str, str]] = field(default_factory=list)

    def put(self, header: str, value: RecordValue) -> bool:
        """Fill a cell that is still empty; True when it now holds the value."""
        return self.cells.setdefault(header, value) == value

    def holds(self, header: str) -> bool:
        """Whether the record says something under a header of the template, or in a family of columns."""
        return (
            header in self.cells or bool(self.members.get(header)) or (header == IDENTIFIER and bool(self.identifiers))
        )

    def add_text(self, header: str, text: str, *, label: str) -> None:
        """Add to a text; a second one is told apart by the header that it had."""
        before = self.cells.get(header)
        if before is None:
            self.cells[header] = text
        else:
            self.cells[header] = f"{before}\n{label}: {text}" if label else f"{before}\n{text}"

    def remark(self, label: str, text: str) -> None:
        """Keep in Comments what has no place of its own."""
        self.remarks.append(f"{label}: {text}")


def plain_value(value: object) -> RecordValue:
    """A carried value as a cell of the new workbook can hold it.

    >>> plain_value(12.0), plain_value(True), plain_value(" x ")
    (12, 'TRUE', ' x ')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str | datetime | date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Excel holds no such numbers; some programs write them all the same.
        return value if abs(value) <= 1e308 else str(value)
    return cell_text(value)


_CONTINUED = "{} (continued)"


def whole_record(
    draft: Draft, headers: Mapping[str, str], continued: MutableMapping[str, str]
) -> dict[str, RecordValue]:
    """The record as one mapping, header to value; a text that no cell can hold goes on in a column of its own.

    Args:
        draft: the record, complete.
        headers: key of a carried column to its header.
        continued: header to the header of the column where its texts go on; it grows.
    """
    whole = draft.cells | {headers[key]: value for key, value in draft.carried.items()}
    record: dict[str, RecordValue] = {}
    for header, value in whole.items():
        if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
            record[header] = value
            continue
        name = header
        for start in range(0, len(value), LONGEST_TEXT):
            record[name] = value[start : start + LONGEST_TEXT]
            if start + LONGEST_TEXT < len(value):
                name = continued.setdefault(name, _CONTINUED.format(name))
    return record
