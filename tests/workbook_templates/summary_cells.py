"""The sheet `Summary` read back as figures, whoever worked it out: LibreOffice, or the builder beside its formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cells = Mapping[str, Any]

NOT_STATED = "Not Stated, or left empty"
NOT_UNDERSTOOD = "Not understood here"


def _number(value: Any) -> int | None:
    return None if value in (None, "") else round(value)


@dataclass(frozen=True)
class SummaryCells:
    """The cells of `Summary`, by address."""

    cells: Cells

    def table(self, heading: str, letters: str) -> dict[Any, tuple[int | None, ...]]:
        """A table's lines from its heading to the next: first cell to the numbers in the other columns."""
        first = letters[0]
        lines: dict[Any, tuple[int | None, ...]] = {}
        row = next(row for row in range(1, 60) if self.cells.get(f"{first}{row}") == heading) + 1
        while not self._is_heading(first, row) and self.cells.get(f"{first}{row}") not in (None, ""):
            lines[self.cells[f"{first}{row}"]] = tuple(_number(self.cells.get(f"{each}{row}")) for each in letters[1:])
            row += 1
        return lines

    def _is_heading(self, first: str, row: int) -> bool:
        """A line of words alone; a line of counts has a number in its second or third column."""
        beside = [self.cells.get(f"{chr(ord(first) + offset)}{row}") for offset in (1, 2)]
        return any(isinstance(each, str) and re.fullmatch(r"[A-Z][a-z]+", each) for each in beside)

    @property
    def headline(self) -> dict[str, tuple[int | None, ...]]:
        """The lines of the first table, the line of the month as "now"."""
        return self.table("Reviews", "ABCDE")

    @property
    def month_end(self) -> tuple[int | None, ...]:
        """Total, open, closed and neither at the month's end."""
        return next(iter(self.headline.values()))

    @property
    def types(self) -> dict[str, tuple[int | None, ...]]:
        """Total, open, closed and neither by review type."""
        return self.table("Review type", "ABCDE")

    @property
    def trend(self) -> list[tuple[int | None, ...]]:
        """Total, open, closed and neither at each month's end."""
        return list(self.table("At the end of", "ABCDE").values())

    def mentions(self, heading: str) -> dict[str, int]:
        """Term to mentions."""
        return {str(term): line[1] or 0 for term, line in self._ranking(heading).items()}

    def ranks(self, heading: str) -> dict[str, int]:
        """Term to rank, for those that have one."""
        return {str(term): line[0] for term, line in self._ranking(heading).items() if line[0] is not None}

    def _ranking(self, heading: str) -> dict[Any, tuple[int | None, ...]]:
        return self.table(heading, "GHI" if heading == "Theme" else "KLM")
