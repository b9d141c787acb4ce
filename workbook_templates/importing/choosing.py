"""Which sheets of a spreadsheet hold the case reviews."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from validators.entries import is_blank
from validators.pid import find_pid
from workbook_templates.importing import refusals
from workbook_templates.importing.grids import Grid, Source
from workbook_templates.importing.headings import told_by
from workbook_templates.importing.questions import Decisions
from workbook_templates.importing.tables import SEARCHED_ROWS, FoundTable, tables_of
from workbook_templates.reading.addresses import column_letters

__all__ = ["Chosen", "choose_sheets"]

TAKE, LEAVE = "take", "leave"
THE_TEXT = "the text"
"""What the only sheet of a text file is called."""
_FEWEST = 3
_COMPARABLE = 0.6
_YEAR = re.compile(r"(?:19|20)?\d{2}(?:\s*[-/–_]\s*(?:19|20)?\d{2})?")


@dataclass(frozen=True)
class Chosen:
    """A sheet, its table, and whether it is taken.

    Attributes:
        number: among all of them, from 1.
        sheet: the number of the sheet; several tables may stand on one, each beneath the other.
        grid: the cells of the sheet, or of its part that belongs to the table.
        table: what was found on it, or None.
        shown: its name as it may be shown.
        taken: whether its records are taken.
        is_asked: whether the user is to decide.
        is_alone: whether it is the only sheet, so that places need no name.
    """

    number: int
    sheet: int
    grid: Grid
    table: FoundTable | None
    shown: str
    taken: bool = False
    is_asked: bool = False
    is_alone: bool = False

    @property
    def recognised(self) -> int:
        """How many columns were surely recognised."""
        return self.table.recognised if self.table else 0

    @property
    def _prefix(self) -> str:
        return "" if self.is_alone else f"{self.shown}!"

    def place_of_column(self, column: int) -> str:
        """A column as people find it."""
        return f"{self._prefix}{column_letters(column)}"

    def place_of_cell(self, row: int, column: int) -> str:
        """A cell as people find it."""
        return f"{self._prefix}{column_letters(column)}{row}"

    def place_of_row(self, row: int) -> str:
        """A row as people find it."""
        return f"row {row}" if self.is_alone else f"{self.shown} row {row}"

    @cached_property
    def _merged_down(self) -> Mapping[int, Mapping[int, tuple[int, object]]]:
        """Row to column to the row and value of the merged cell that reaches down to it."""
        found: dict[int, dict[int, tuple[int, object]]] = {}
        first = self.table.first_row if self.table else 1
        for area in self.grid.merged:
            inside = area.first_row >= first and area.last_row > area.first_row and area.first_column <= self.grid.width
            if not inside or area.first_row > len(self.grid.rows):
                continue
            value = self.grid.value(area.first_row, area.first_column)
            for row in range(area.first_row + 1, min(area.last_row, len(self.grid.rows)) + 1):
                if not is_blank(value):
                    found.setdefault(row, {})[area.first_column] = (area.first_row, value)
        return found

    def merged_above(self, row: int) -> Mapping[int, tuple[int, object]]:
        """Column to the row and value of a merged cell that begins further up and covers this row."""
        return self._merged_down.get(row, {})

    def same_header_before(self, column: int) -> int:
        """How many columns to the left have the same header."""
        matches = self.table.matches if self.table else ()
        own = next((match.header for match in matches if match.column == column), "")
        return sum(match.header == own for match in matches if match.column < column)


def choose_sheets(source: Source, *, asked: Sequence[str], decisions: Decisions) -> list[Chosen]:
    """Choose the sheets to take.

    Without being told: the one whose columns are recognised best; with it those that are like it and whose name says
    which of the reviews they hold (open, closed, a type, a borough, a year). Another that is like it is asked for.

    Raises:
        FileFault: a sheet was asked for that does not exist, or there is nothing on any.
    """
    filled = [grid for grid in source.grids if any(True for _ in grid.filled)]
    if not any(len({row for row, _ in grid.filled}) > 1 for grid in filled):
        raise refusals.no_rows()
    parts = [(sheet, part) for sheet, grid in enumerate(source.grids, start=1) for part in tables_of(grid)]
    sheets = [
        Chosen(number, sheet, grid, table, _shown(grid.name, sheet, first_row), is_alone=len(parts) == 1)
        for number, (sheet, (first_row, grid, table)) in enumerate(parts, start=1)
    ]
    taken = _asked_for(sheets, asked) if asked else _taken(sheets, decisions)
    most = max((one.recognised for one in sheets), default=0)
    return [
        replace(
            one,
            taken=one.number in taken,
            is_asked=one.number not in taken and not asked and _is_open(one, decisions) and _is_like(one, most),
        )
        for one in sheets
    ]


def _shown(name: str, number: int, first_row: int) -> str:
    shown = (f"sheet {number} (name withheld)" if find_pid(name) else name) if name else THE_TEXT
    return shown if first_row == 1 else f"{shown} from row {first_row}"


def _asked_for(sheets: Sequence[Chosen], asked: Sequence[str]) -> set[int]:
    taken = set()
    for name in asked:
        plain = name.strip().casefold()
        found = [one for one in sheets if plain in (one.grid.name.strip().casefold(), one.shown.casefold())]
        found = found or [one for one in sheets if plain == str(one.sheet)]
        if not found:
            named = "the name that you gave" if find_pid(name) else repr(name)
            raise refusals.no_sheet(named, "one of " + ", ".join(dict.fromkeys(one.shown for one in sheets)))
        if not any(one.recognised for one in found):
            raise refusals.nothing_recognised(SEARCHED_ROWS)
        taken |= {one.number for one in found if one.recognised}
    return taken


def _taken(sheets: Sequence[Chosen], decisions: Decisions) -> set[int]:
    tabled = [one for one in sheets if one.recognised]
    if not tabled:
        return set()
    best = max(tabled, key=lambda one: (one.recognised, not one.grid.is_hidden, len(one.grid.rows), -one.number))
    taken = {one.number for one in tabled if one.sheet == best.sheet and one.recognised >= _FEWEST} | {best.number}
    if _says_which(best.grid.name):
        like = (one for one in tabled if _is_like(one, best.recognised) and not one.grid.is_hidden)
        taken |= {one.number for one in like if _says_which(one.grid.name)}
    for one in tabled:
        decision = decisions.sheets.get(one.shown)
        if decision == TAKE:
            taken.add(one.number)
        elif decision == LEAVE:
            taken.discard(one.number)
    return taken


def _is_open(one: Chosen, decisions: Decisions) -> bool:
    return one.shown not in decisions.sheets


def _is_like(one: Chosen, most: int) -> bool:
    return one.recognised >= max(_FEWEST, _COMPARABLE * most)


def _says_which(name: str) -> bool:
    """Whether a sheet's name says which of the reviews it holds.

    >>> _says_which("Closed SARs"), _says_which("2022-23"), _says_which("Master log (copy)")
    (True, True, False)
    """
    told = told_by(name)
    return bool(told.values or told.people) or _YEAR.fullmatch(name.strip()) is not None
