"""Long tables that stand in a file beside the summary, or nowhere, instead of in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from reports.consolidation import Consolidation
from reports.csv_texts import csv_lines
from reports.history import HISTORY
from reports.published import PublishedTable

__all__ = ["Beside", "csv_of", "tables_beside"]

MOST_ROWS = 100_000
"""Of a table in the workbook: more take over a gigabyte to write, and nobody reads them there."""

_SHEET_TAKES = 1_048_000
"""Of the month log, which the next summary reads back from the workbook: a sheet has 1,048,576 rows and a heading."""

_LONG = ("cases", "after_month", "findings", "release", "drill", "changes", HISTORY)
_CASES = ("cases", "after_month", "release")
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Beside:
    """What the workbook leaves out.

    Attributes:
        said: table to the sentence that its sheet says instead.
        files: file name to the table that goes into it.
    """

    said: Mapping[str, str]
    files: Mapping[str, PublishedTable]


def tables_beside(consolidation: Consolidation, *, stem: str, cases: bool = True) -> Beside:
    """Which tables the workbook leaves out, and where they stand.

    Args:
        consolidation: the month.
        stem: the workbook's name without its ending, for the files beside it.
        cases: whether the records are kept at all.
    """
    said: dict[str, str] = {}
    files: dict[str, PublishedTable] = {}
    for name in _LONG:
        table = consolidation.tables[name]
        if name in _CASES and not cases:
            said[name] = "The records were left out of this summary, as was asked; every figure is counted from them."
        elif len(table.rows) > (_SHEET_TAKES if name == HISTORY else MOST_ROWS):
            file = f"{stem} {name}.csv"
            files[file] = table
            said[name] = f"{len(table.rows):,} rows are too many for a sheet: they stand in the file {file} beside it."
    return Beside(said, files)


def csv_of(table: PublishedTable) -> Iterator[bytes]:
    """A table as CSV, some hundred rows at a time, in UTF-8 as Excel knows it; no text in it is a formula."""
    yield "\ufeff".encode()
    lines = csv_lines(chain((table.headers,), table.rows), columns=len(table.headers))
    while at_once := "".join(islice(lines, _ROWS_AT_ONCE)):
        yield at_once.encode("utf-8", "replace")
