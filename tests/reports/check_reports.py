"""Reports on checks of small made-up returns, read back as a reader's spreadsheet program would: by table and cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from reports.check_report import CheckedReturn, Source, check_return
from reports.check_report.build import report_bytes
from reports.check_report.previous import PreviousReport, read_previous_report
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from validators.entries import understand
from validators.exceptions import cell_mark
from workbook_templates.layout import ACCEPTED_COLUMNS
from workbook_templates.reading import read_return

TODAY = date(2024, 11, 5)

# Two records with a fault of each severity, one of them twice: a word close to a term, and initials that are none.
FAULTY = """
    | Record no. | Status | Review type | Theme 1 | Theme 2 | Designated professional |
    | 1          | open   | SAR Adult   | Neglct  | LAC     | AB                      |
    | 2          | Open   | SAR Adult   | Neglect | Neglct  | A Person                |
    | 3          | Open   | Perhaps     | Neglect |         | AB                      |
    """


def checked(content: bytes, *, file: str = "QMF.xlsx", path: str = "QMF.xlsx", **options: Any) -> CheckedReturn:
    """A return as checked on the example's day."""
    return check_return(Source(file, path), content, today=TODAY, **options)


def of_icb(code: str | None, records: str = FAULTY, **heading: object) -> bytes:
    """A small return of an ICB."""
    return written(records, heading={**HEADING, "your_icb": code, **heading})


def with_accepted(content_of: str, *lines: Mapping[str, object], **heading: object) -> bytes:
    """A small return whose table `accepted` holds these lines."""

    def spoil(book: Any, _: Any) -> None:
        checklist = book.add_worksheet("Checklist")
        columns = [{"header": header} for header in ACCEPTED_COLUMNS]
        checklist.add_table(3, 0, 3 + max(len(lines), 1), len(columns) - 1, {"name": "accepted", "columns": columns})
        for row, line in enumerate(lines, start=4):
            for column, header in enumerate(ACCEPTED_COLUMNS):
                write_cell(book, checklist, row, column, line.get(header))

    return written(content_of, heading={**HEADING, **heading}, spoil=spoil)


def exception(content: bytes, row: int, column: str, rule: str, **other: object) -> dict[str, object]:
    """A line of `accepted` for a cell as it stands."""
    entry = next(understand(one) for one in read_return(content).rows if one.row == row)
    line = {"Record no.": entry.record, "Column": column, "Rule": rule, "Reason": "agreed by the panel"}
    return {**line, "Initials": "AB", "Cell mark": cell_mark(entry, column, rule), **other}


@dataclass(frozen=True)
class Read:
    """A report, opened."""

    content: bytes

    @cached_property
    def book(self) -> Any:
        """The workbook."""
        return load_workbook(BytesIO(self.content))

    @cached_property
    def _places(self) -> dict[str, tuple[Worksheet, tuple[int, int, int, int]]]:
        return {
            table.displayName: (sheet, range_boundaries(table.ref))
            for sheet in self.book
            for table in sheet.tables.values()
        }

    @property
    def tables(self) -> set[str]:
        """The names of its tables."""
        return set(self._places)

    def cells(self, name: str) -> list[dict[str, Any]]:
        """A table's rows, header to cell."""
        sheet, (left, top, right, bottom) = self._places[name]
        headers = [sheet.cell(top, column).value for column in range(left, right + 1)]
        return [
            dict(zip(headers, [sheet.cell(row, column) for column in range(left, right + 1)], strict=True))
            for row in range(top + 1, bottom + 1)
        ]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table's rows, header to value."""
        return [{header: cell.value for header, cell in row.items()} for row in self.cells(name)]

    def figure(self, label: str) -> Any:
        """The figure beside a label of the Overview."""
        overview = self.book["Overview"]
        return next(overview.cell(row, 2).value for row in range(1, 20) if overview.cell(row, 1).value == label)

    @property
    def texts(self) -> list[str]:
        """Every text of every sheet."""
        return [cell.value for sheet in self.book for row in sheet for cell in row if isinstance(cell.value, str)]


def report(*returns: CheckedReturn, previous: PreviousReport | None = None) -> Read:
    """The report on some returns."""
    return Read(report_bytes(returns, previous=previous, today=TODAY))


def as_previous(*returns: CheckedReturn) -> PreviousReport:
    """What a later report reads of the report on some returns."""
    return read_previous_report(report(*returns).content)


def places(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Row, column and rule of findings."""
    return [(row["Row"], row["Column"], row["Rule"]) for row in rows]
