"""The page that lists the summary's tables tells the truth: each table is on its sheet, its columns first."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.behind.leading import NOT_LED
from reports.summary_workbook import summary_bytes
from reports.summary_workbook.tables_page import DESCRIBED, tables_page
from tests.reports.summary_workbook_example import nothing
from validators.case_review import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "summary.md"
_DICTIONARY = "those of the [data dictionary](data-dictionary.md)"


def rows_of_the_page() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").partition("\n## ")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][1:]


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[str, list[str]]]:
    """Each table of a summary with its sheet and its columns."""
    workbook = load_workbook(BytesIO(summary_bytes(nothing())))
    return {
        table.name: (sheet.title, [str(cell.value) for cell in sheet[table.ref][0]])
        for sheet in workbook
        for table in sheet.tables.values()
    }


def test_the_page_is_the_one_that_is_made() -> None:
    assert tables_page() == PAGE.read_text(encoding="utf-8"), (
        "please run python -m reports.summary_workbook.tables_page"
    )


def test_each_table_of_the_page_is_as_written(written: dict[str, tuple[str, list[str]]]) -> None:
    rows = rows_of_the_page()
    assert len(rows) > 40
    for sheet, name, holds, columns in rows:
        table = name.strip("`")
        told = columns.replace(_DICTIONARY, ", ".join(column.header for column in COLUMNS)).split(", ")
        assert (sheet, holds) == (written[table][0], DESCRIBED[table])
        assert written[table][1][: len(told)] == told, "please run python -m reports.summary_workbook.tables_page"


def test_every_column_that_leads_nowhere_has_its_reason_on_the_page() -> None:
    told = PAGE.read_text(encoding="utf-8").partition("\n## ")[2]
    for table, columns in NOT_LED.items():
        (*lines,) = (line for line in told.splitlines() if line.startswith(f"| `{table}` |"))
        for column, reason in columns.items():
            assert any(column in line and line.endswith(f"{reason} |") for line in lines), (table, column)


def test_every_table_of_a_summary_is_on_the_page(written: dict[str, tuple[str, list[str]]]) -> None:
    told = [name.strip("`") for _, name, *_ in rows_of_the_page()]
    assert len(told) == len(set(told))
    assert set(told) == set(DESCRIBED) == set(written)
