"""The bare limit: read the same files with python-calamine, write the same cells with xlsxwriter, nothing else.

    bare_limit.py FOLDER CELLS OUT [--csv]

What stands in CSV files beside the summary goes into sheets as well, or with `--csv` into such files.
"""

from __future__ import annotations

import csv
import pickle
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from measured import left_out, measured
from python_calamine import load_workbook

folder, kept, out = (Path(name) for name in sys.argv[1:4])
as_csv = "--csv" in sys.argv[4:]
with left_out():
    sheets, beside = pickle.loads(kept.read_bytes())  # noqa: S301 - the benchmark's own file

_ROWS_OF_A_SHEET = 1_048_576


def read_and_write() -> None:
    """Read every sheet of every return, as this project does, and write every cell of the summary."""
    for path in sorted(folder.glob("*.xlsx")):
        workbook = load_workbook(str(path))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(str(out), options) as summary:
        for name, rows in sheets.items():
            write(summary.add_worksheet(name), rows)
        for rows in () if as_csv else parts_of(beside.values()):
            write(summary.add_worksheet(), rows)
    for name, rows in beside.items() if as_csv else ():
        with out.with_name(name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def parts_of(tables: Sequence[list[Any]]) -> Iterator[list[Any]]:
    """Tables in parts that a sheet holds."""
    for rows in tables:
        for start in range(0, len(rows), _ROWS_OF_A_SHEET):
            yield rows[start : start + _ROWS_OF_A_SHEET]


def write(sheet: Any, rows: list[Any]) -> None:
    """Write every cell that is filled."""
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, datetime | date):
                sheet.write_datetime(row, column, value)
            else:
                sheet.write_number(row, column, value)


measured(read_and_write)
