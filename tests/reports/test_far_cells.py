"""A summary or report in which somebody typed far away is refused in a sentence wherever one is read back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from reports.check_report.previous import read_previous_report
from reports.previous import read_previous
from reports.published_summary import read_summary
from reports.release import read_release
from reports.summarised import returns_in_summary
from tests.hostile.kinds import HOSTILE
from tests.hostile.sound import a_check, a_summary
from tests.workbook_templates.reading_workbook import edited
from workbook_templates.faults import FileFault
from workbook_templates.reading.table_workbooks import open_tables

READERS: dict[str, Callable[[bytes], object]] = {
    "last month's summary": read_previous,
    "a published summary": read_summary,
    "the reviewed list": read_release,
    "an ICB's summary among returns": lambda content: list(returns_in_summary("a.xlsx", content)),
}


@cache
def with_far_cell(kind: str) -> bytes:
    return HOSTILE[kind](a_summary())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ["a cell at the last row", "a cell at the last row of column A"])
def test_a_cell_far_away_is_named(reader: str, kind: str) -> None:
    """At the last row of column A the sheet is as wide as its table."""
    with pytest.raises(FileFault, match=r"Cases holds something in cell [A-Z]+1048576, far away"):
        READERS[reader](with_far_cell(kind))


def test_in_a_check_report_too() -> None:
    with pytest.raises(FileFault, match="far away"):
        read_previous_report(HOSTILE["a cell at the last row"](a_check()))


def test_a_long_table_is_no_far_cell() -> None:
    """Of so many rows that each address is looked at."""
    sheet = a_summary()
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(10_000, 12_000))

    content = edited(sheet.content, sheet.sheet, lambda xml: xml.replace(sheet.end, rows + sheet.end))
    assert "cases" in open_tables(content).table_names
