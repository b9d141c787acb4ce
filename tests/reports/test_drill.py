"""From every published figure to its records: each link is followed, and the records counted and looked up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from reports.behind import DRILLED
from reports.drill import labelled, written
from reports.summary_workbook import summary_bytes
from tests.reports.summary_workbook_example import london_summary
from tests.reports.test_self_check import month
from validators.vocabularies import vocabulary

REPEATED = {
    "theme_ranks": ["Mentions"],
    "learning_ranks": ["Mentions"],
    "theme_chart": ["Mentions"],
    "learning_chart": ["Mentions"],
    "reconciliation": ["Counted total", "Counted open", "Counted closed"],
    "bridge_chart": ["Total", "Added", "Removed"],
}
"""Figures that stand elsewhere too, and lead where those do."""

LEADING = {**DRILLED, **REPEATED}
IN_THE_MONTH = ("As published", "As the records say now")


@cache
def opened(name: str) -> Workbook:
    content = london_summary() if name == "London" else summary_bytes(month())
    return load_workbook(BytesIO(content), data_only=True)


def table(workbook: Workbook, name: str) -> tuple[Any, list[str], list[Any]]:
    """A table's sheet, headers and rows of cells."""
    sheet = next(sheet for sheet in workbook if name in sheet.tables)
    head, *rows = sheet[sheet.tables[name].ref]
    return sheet, [cell.value for cell in head], rows


def figures(workbook: Workbook) -> Iterator[tuple[str, Mapping[str, Any], str, Any]]:
    """Each figure above or below 0 that must lead to records: table, row by header, column, and its cell."""
    for name, columns in LEADING.items():
        _, headers, rows = table(workbook, name)
        for cells in rows:
            row = dict(zip(headers, (cell.value for cell in cells), strict=True))
            for column in columns:
                cell = cells[headers.index(column)]
                if cell.value and row.get("Reason") not in IN_THE_MONTH:
                    yield name, row, column, cell


def followed(workbook: Workbook, cell: Any) -> list[dict[str, Any]]:
    """The lines of the drill that a figure's link leads to, to the last of that figure."""
    sheet, headers, rows = table(workbook, "drill")
    place = re.fullmatch(r"'Drill'!A(\d+)", cell.hyperlink.location)
    assert place is not None
    lines = [dict(zip(headers, (one.value for one in row), strict=True)) for row in rows if row[0].row >= int(place[1])]
    first = lines[0]
    same = [line for line in lines if all(line[key] == first[key] for key in ("Table", "Table row", "Column"))]
    assert sheet.title == "Drill"
    return same


def numbers(line: Mapping[str, Any]) -> list[str]:
    """The record numbers that a line names, each as often as it counts."""
    found: list[str] = []
    for part in str(line["Record numbers"]).split(", "):
        run = re.fullmatch(r"(\d+) to (\d+)", part)
        times = re.fullmatch(r"(.+) \((\d+) times\)", part)
        if run:
            found += map(str, range(int(run[1]), int(run[2]) + 1))
        else:
            found += [times[1]] * int(times[2]) if times else [part]
    return found


@pytest.mark.parametrize("name", ["London", "made up"])
def test_every_published_figure_leads_to_as_many_records(name: str) -> None:
    workbook = opened(name)
    seen: Counter[str] = Counter()
    for table_name, row, column, cell in figures(workbook):
        assert cell.hyperlink is not None, (table_name, row, column)
        lines = followed(workbook, cell)
        listed = [each for line in lines for each in numbers(line)]
        assert len(listed) == sum(line["Records"] for line in lines) == abs(cell.value), (table_name, row, column)
        seen[table_name] += 1
    assert set(seen) >= set(LEADING) - {"restated", "reconciliation"}
    assert sum(seen.values()) > 100


CASES_OF = {"review_types": "Review type", "icb_totals": "ICB code"}


def test_the_records_are_those_that_the_cases_say() -> None:
    """What a figure leads to is looked up in the cases by another way: by what stands in them."""
    workbook = opened("London")
    _, headers, rows = table(workbook, "cases")
    cases = [dict(zip(headers, (cell.value for cell in row), strict=True)) for row in rows]
    checked: Counter[str] = Counter()
    for name, row, column, cell in figures(workbook):
        expected = [case for case in cases for _ in range(times(case, name, row, column))]
        if expected:
            told = Counter((line["File"], number) for line in followed(workbook, cell) for number in numbers(line))
            assert told == Counter((case["Source file"], str(case["Record no."])) for case in expected)
            checked[name] += 1
    assert set(checked) == {"monthly_totals", "review_types", "icb_totals", "theme_counts", "learning_counts"}


def times(case: Mapping[str, Any], name: str, row: Mapping[str, Any], column: str) -> int:
    """How often a figure counts a case, read from the case's own cells; 0 for tables that are not looked up here."""
    if name in ("theme_counts", "learning_counts"):
        stem = "Theme" if name == "theme_counts" else "Learning"
        group = vocabulary("review_types")[case["Review type"]].details["review_group"]
        mentions = [case[f"{stem} {slot}"] for slot in (1, 2, 3)].count(row[stem])
        return mentions if column in ("Total", group) else 0
    if name == "monthly_totals":
        standing = at(case, row["Month"].date())
        return int(standing is not None and column in ("Total", standing))
    if name in CASES_OF:
        kind = {"Other statutory review": "Not Stated"}.get(case["Review type"], case["Review type"])
        mine = kind == row["Review type"] if name == "review_types" else case["ICB counted"] == row["ICB code"]
        return int(mine and column in ("Total", case["Status at month end"]))
    return 0


def at(case: Mapping[str, Any], end: date) -> str | None:
    """How a case of the example, which has all its dates, stood at a month's end."""
    added, closed = (value.date() if isinstance(value, datetime) else None for value in
                     (case["Date added"], case["Date closed"]))  # fmt: skip
    if added is None or added > end:
        return None
    return "Closed" if case["Status"] == "Closed" and (closed or end) <= end else "Open"


def test_the_headline_leads_there_too() -> None:
    workbook = opened("London")
    sheet = workbook["Summary"]
    leading = [cell for row in sheet["B1:B12"] for cell in row if cell.hyperlink]
    assert [cell.value for cell in leading] == [396, 178, 218]
    for cell in leading:
        assert sum(line["Records"] for line in followed(workbook, cell)) == cell.value


def test_a_rank_leads_to_its_first_term_and_tied_terms_stand_below() -> None:
    workbook = opened("London")
    tied = [(row, cell) for name, row, _, cell in figures(workbook) if name == "theme_ranks" and " / " in row["Theme"]]
    assert tied
    _, headers, rows = table(workbook, "drill")
    for row, cell in tied:
        start = int(cell.hyperlink.location.rpartition("A")[2])
        below = [dict(zip(headers, (one.value for one in line), strict=True)) for line in rows if line[0].row >= start]
        terms = list(dict.fromkeys(line["Row"] for line in below))
        assert terms[: row["Theme"].count(" / ") + 1] == row["Theme"].split(" / ")


def test_records_without_a_number_of_their_own_are_named_by_their_row() -> None:
    told = labelled(
        [("QMF", "a", 1, 5), ("QMF", "a", "1a", 6), ("QMF", "a", "", 7), ("QMF", "b", 1, 5), ("QMF", "b", 1, 6)]
    )
    assert [one.label for one in told] == [1, "1a", "row 7", "1 (row 5)", "1 (row 6)"]


@given(st.lists(st.integers(1, 40) | st.sampled_from(["1a", "row 7", "[withheld: NHS number]"]), min_size=1))
def test_what_is_written_names_each_record_as_often_as_it_counts(labels: list[int | str]) -> None:
    lines = [{"Record numbers": text, "Records": number} for number, text in written(labels)]
    found = [each for line in lines for each in numbers(line)]
    assert Counter(found) == Counter(map(str, labels))
    assert sum(line["Records"] for line in lines) == len(labels)


def test_a_list_longer_than_a_cell_goes_on_in_the_next_line() -> None:
    labels = [f"{number}{'x' * 90}" for number in range(1000)]
    lines = list(written(labels))
    assert len(lines) > 1
    assert all(len(text) < 32_767 for _, text in lines)
    assert sum(number for number, _ in lines) == len(labels)
