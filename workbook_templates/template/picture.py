"""What the sheet `Summary` is written from, and what its tables share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook_templates.template.counted_rows import STANDING, CountedRow, Standing
from workbook_templates.template.looks import HEADING, Look
from workbook_templates.template.page import Page
from workbook_templates.template.plan import Plan
from workbook_templates.template.ranking import COUNT, COUNT_HEADING, LATER_EXCLUDED

__all__ = [
    "FIRST_ROW",
    "LEFT",
    "MIDDLE",
    "MONTH_END_ROW",
    "PERCENT",
    "RIGHT",
    "STANDINGS",
    "Picture",
    "at",
    "write_heading",
]

FIRST_ROW = 8
"""Where the three blocks of tables begin, below the sentences and the charts."""

MONTH_END_ROW = FIRST_ROW + 1
"""Total, open, closed and neither at the month's end: every other table adds up to this line."""

LEFT, MIDDLE, RIGHT = 1, 7, 11
"""The columns in which the blocks begin."""

STANDINGS: Sequence[Standing | None] = (None, Standing.OPEN, Standing.CLOSED, Standing.NEITHER)
"""What the columns of a table of reviews count; None for all that count."""

_HEADINGS = ("Total", "Open", "Closed", "Neither")
PERCENT: Look = {**COUNT, "num_format": "0%"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What the sheet is written from.

    Attributes:
        page: the sheet.
        plan: the workbook.
        rows: the rows of the table as the formulas see them.
    """

    page: Page
    plan: Plan
    rows: tuple[CountedRow, ...]

    @property
    def begun(self) -> int:
        """How many rows hold anything beside their record number."""
        return sum(row.is_begun for row in self.rows)

    def standing(self, standing: Standing | None) -> int:
        """How many begun rows stand so at the month's end."""
        return len(self._standing(standing))

    def having(self, standing: Standing | None, field: str, *terms: str | None) -> int:
        """How many of them have one of some terms in a field; None stands for an empty cell."""
        rows = self._standing(standing)
        return sum(row.is_empty(field) if term is None else row.says(field, term) for row in rows for term in terms)

    def _standing(self, standing: Standing | None) -> list[CountedRow]:
        if standing is None:
            return [row for row in self.rows if row.is_begun and row.standing is not Standing.LATER]
        return [row for row in self.rows if row.is_begun and row.standing is standing]


def at(standing: Standing | None) -> str:
    """The condition of a formula that a row stands so at the month's end."""
    return LATER_EXCLUDED if standing is None else f"{STANDING},{standing:d}"


def write_heading(page: Page, row: int, column: int, what: str, counts: Sequence[str] = _HEADINGS) -> None:
    """Write what a table is about, and the headings of its counts."""
    page.put(row, column, what, HEADING)
    page.put_row(row, column + 1, counts, COUNT_HEADING)
