"""Where each cell of the source went: no cell is lost, and the program counts to prove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbook_templates.faults import OurFault
from workbook_templates.reading.sheet_marks import Place

__all__ = ["Account", "Ledger", "Reason", "Told"]


class Reason(StrEnum):
    """Why a cell is in no record; people read it after "cells:"."""

    TITLE = "title or note above the headers"
    HEADER = "header"
    HEADER_AGAIN = "header repeated among the records"
    HEADING = "heading of a section, understood"
    TOTAL = "total"
    NOTE = "note beneath the records"
    NUMBER_ONLY = "number of a row that holds nothing else"
    FORMULA_ONLY = "formula in a row that holds nothing else"
    PLACEHOLDER = "says only that nothing is known (TBC, n/a, a dash)"
    ERROR = "spreadsheet error such as #N/A"
    CALCULATED = "worked out anew by the template"
    NOT_MARKED = "says no to a theme or learning term"
    LEFT_OUT = "left out, as you asked"
    OTHER_SHEET = "on a sheet that is not taken"


@dataclass(frozen=True, slots=True)
class Told:
    """Cells that are in no record, and why."""

    sheet: str
    reason: Reason
    cells: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Every filled cell of the source, counted: found = placed + carried + said.

    Attributes:
        found: filled cells of all sheets.
        placed: in the template's columns.
        carried: in columns of their own at the right end.
        said: in no record; listed with the reason.
    """

    found: int
    placed: int
    carried: int
    said: int


class Ledger:
    """Books each filled cell of one sheet exactly once."""

    def __init__(self, filled: Iterable[Place]) -> None:
        self._open = dict.fromkeys(filled)
        self._placed: set[Place] = set()
        self._carried: set[Place] = set()
        self._said: dict[Place, Reason] = {}

    def placed(self, place: Place) -> None:
        """The cell stands in one of the template's columns."""
        self._book(place)
        self._placed.add(place)

    def carried(self, place: Place) -> None:
        """The cell stands in a column of its own."""
        self._book(place)
        self._carried.add(place)

    def said(self, place: Place, reason: Reason) -> None:
        """The cell stands in no record."""
        self._book(place)
        self._said[place] = reason

    def is_open(self, place: Place) -> bool:
        """Whether the cell is filled and not booked yet."""
        return place in self._open

    def _book(self, place: Place) -> None:
        if place not in self._open:
            raise OurFault("A cell of the spreadsheet was booked twice, or is not filled.")
        del self._open[place]

    @property
    def reasons(self) -> Mapping[Place, Reason]:
        """Each cell that is in no record, with the reason."""
        return self._said

    @property
    def account(self) -> Account:
        """The counts.

        Raises:
            OurFault: a cell was forgotten.
        """
        if self._open:
            raise OurFault(f"{len(self._open)} cells of the spreadsheet would be lost.")
        placed, carried, said = len(self._placed), len(self._carried), len(self._said)
        return Account(placed + carried + said, placed, carried, said)

    def by_reason(self) -> Mapping[Reason, list[Place]]:
        """Places by reason, the largest group first."""
        counted = Counter(self._said.values())
        return {
            reason: sorted(place for place, why in self._said.items() if why is reason)
            for reason, _ in counted.most_common()
        }
