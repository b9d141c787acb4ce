"""What a template workbook is to hold: whose it is, how many ready rows, and what is filled in already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count
from types import MappingProxyType

from validators.case_review import COLUMN_BY_HEADER
from validators.cells import CellError
from validators.messages import entering as messages
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import has_local_lists, icb_held_on, successions_from
from validators.your_icb import WHOLE, YourIcb, month_end
from workbook_templates.layout import FIRST_RECORD_ROW, HEADERS, LONGEST_TEXT, RECORD_NO
from workbook_templates.reading.headers import distinct_headers

__all__ = [
    "LONGEST_TEXT",
    "RECORD_NO",
    "ROWS_BEYOND",
    "CellValue",
    "FilledReturn",
    "Plan",
    "is_begun",
    "is_empty",
    "planned",
]

CellValue = str | int | float | date | time | timedelta | CellError | None
"""What a cell may hold, also where somebody put what does not belong there."""

ROWS_BEYOND = 2_000
"""Rows below the table that keep its dropdowns, limits and flags: LibreOffice does not grow a table."""

_ENTERED = frozenset(HEADERS) - {RECORD_NO}
_LAST_ROW_OF_A_SHEET = 1_048_576
_MOST_ROWS = _LAST_ROW_OF_A_SHEET - FIRST_RECORD_ROW - ROWS_BEYOND


@dataclass(frozen=True, slots=True)
class FilledReturn:
    """What a template that is not empty holds, as somebody would have typed it.

    Attributes:
        your_icb: defined name of a cell of `Your ICB` to value, for example `reporting_month`.
        rows: one mapping a row, header to value; a row without `Record no.` is given the next number, and a row
            that holds nothing else stays a ready row.
        note: lines shown at the top of `Guide` and `Your ICB`, for example that the return is a made-up example.
        added: headers of columns that the ICB added, in their order; they stand after the template's own columns, and
            `rows` holds their cells too. No two may be the same, nor the same as one of ours (`distinct_headers`).
        lines: rows of the other tables (`accepted`, `recommendations`), by table, header to value.
        cells: what is typed elsewhere, by sheet, then by row and column; each cell keeps its look.
    """

    your_icb: Mapping[str, CellValue] = field(default_factory=lambda: MappingProxyType({}))
    rows: Sequence[Mapping[str, CellValue]] = ()
    note: Sequence[str] = ()
    added: Sequence[str] = ()
    lines: Mapping[str, Sequence[Mapping[str, CellValue]]] = field(default_factory=lambda: MappingProxyType({}))
    cells: Mapping[str, Mapping[tuple[int, int], CellValue]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        strange = set(self.your_icb) - set(YourIcb.model_fields)
        if strange:
            raise ValueError(f"Your ICB has no cell called {', '.join(sorted(strange))}.")
        # A header may be a cell's text that went astray, so it is not repeated.
        if distinct_headers(self.added) != list(self.added):
            raise ValueError("An added column has a header that another column of the Cases sheet has, or none.")
        known = COLUMN_BY_HEADER.keys() | set(self.added)
        if any(header not in known for row in self.rows for header in row):
            raise ValueError("A row holds a column that the Cases sheet does not have.")


@dataclass(frozen=True, slots=True)
class Plan:
    """A template workbook before it is written.

    Attributes:
        your_icb: defined name to value, for every cell of `Your ICB`.
        rows: the table's rows from its first, each with its record number.
        note: lines that say what is special about this workbook.
        made_on: the day on which it is made, or None.
        added: headers of the columns that the ICB added.
        lines: rows of the other tables, by table.
        cells: what is typed elsewhere, by sheet.
    """

    your_icb: Mapping[str, CellValue]
    rows: tuple[Mapping[str, CellValue], ...]
    note: tuple[str, ...]
    made_on: date | None
    added: tuple[str, ...] = ()
    lines: Mapping[str, Sequence[Mapping[str, CellValue]]] = field(default_factory=lambda: MappingProxyType({}))
    cells: Mapping[str, Mapping[tuple[int, int], CellValue]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def icb(self) -> str | None:
        """The code of the workbook's ICB, where it is one."""
        code = self.your_icb["your_icb"]
        return code if isinstance(code, str) and code in vocabulary("icbs") else None

    @property
    def month(self) -> date | None:
        """The last day of the reporting month."""
        day = self.your_icb["reporting_month"]
        return month_end(day) if isinstance(day, date) else None

    @property
    def organisations_on(self) -> date:
        """The day for which ICBs are offered: the reporting month, else the day of making, else the latest change."""
        return self.month or self.made_on or max(icb.valid_from or date.min for icb in vocabulary("icbs"))

    @property
    def local_lists(self) -> bool:
        """Whether local authorities and boards can be offered: only a region that has listed them has any."""
        return self.icb is None or has_local_lists(self.icb)

    @property
    def last_row(self) -> int:
        """The last row of the table."""
        return FIRST_RECORD_ROW + len(self.rows) - 1

    @property
    def last_ruled_row(self) -> int:
        """The last row with dropdowns, limits and flags, and the last that the formulas count."""
        return self.last_row + ROWS_BEYOND

    @property
    def begun(self) -> tuple[Mapping[str, CellValue], ...]:
        """The rows that hold something beside their record number."""
        return tuple(row for row in self.rows if is_begun(row))


def is_begun(row: Mapping[str, CellValue]) -> bool:
    """Whether a row holds anything in the template's columns beside its record number.

    >>> is_begun({"Record no.": 7}), is_begun({"Record no.": 7, "Status": "Open"})
    (False, True)
    """
    return any(not is_empty(value) for header, value in row.items() if header in _ENTERED)


def is_empty(value: CellValue) -> bool:
    """Whether a cell is left blank for this value."""
    return value is None or value == ""


def planned(
    *,
    icb: str | None,
    reporting_month: date | None,
    ready_rows: int,
    filled: FilledReturn | None,
    made_on: date | None,
) -> Plan:
    """Bring the options of a template together; what is filled in outranks the defaults.

    Raises:
        ValueError: an unknown ICB, an ICB that was none in the reporting month, or an impossible number of rows.
    """
    _refuse_wrong_icb(icb, reporting_month)
    if not 1 <= ready_rows <= _MOST_ROWS:
        raise ValueError(f"The number of ready rows is from 1 to {_MOST_ROWS}.")
    given = filled or FilledReturn()
    defaults: dict[str, CellValue] = dict.fromkeys(YourIcb.model_fields)
    defaults |= {"your_icb": icb, "return_part": WHOLE, "return_number": 1}
    defaults["reporting_month"] = month_end(reporting_month) if reporting_month else None
    return Plan(
        your_icb=defaults | dict(given.your_icb),
        rows=tuple(_numbered(given.rows, ready_rows)),
        note=tuple(given.note),
        made_on=made_on,
        added=tuple(given.added),
        lines=given.lines,
        cells=given.cells,
    )


def _refuse_wrong_icb(icb: str | None, reporting_month: date | None) -> None:
    if icb is None:
        return
    if icb not in vocabulary("icbs"):
        raise ValueError(messages.NO_ICB())
    if reporting_month and not icb_held_on(icb, month_end(reporting_month)):
        successors = " or ".join(link.successor for link in successions_from(icb))
        instead = f" Its place was taken by {successors}." if successors else ""
        raise ValueError(f"{icb} was not an ICB on {month_end(reporting_month):%d/%m/%Y}.{instead}")


def _numbered(rows: Sequence[Mapping[str, CellValue]], ready_rows: int) -> Iterator[Mapping[str, CellValue]]:
    """The filled rows and then the ready ones, each with a record number that no other row has."""
    used = [row.get(RECORD_NO) for row in rows]
    free = count(max((int(number) for number in used if isinstance(number, int | float)), default=0) + 1)
    for row in rows:
        yield row if not is_empty(row.get(RECORD_NO)) else {**row, RECORD_NO: next(free)}
    for _ in range(len(rows), ready_rows):
        yield {RECORD_NO: next(free)}
