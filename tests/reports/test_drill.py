"""From every published figure to its records: each link is followed, and the records counted and looked up."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from io import BytesIO
from statistics import mean, median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from reports import drill
from reports.behind.leading import EARLIER, LISTED, NOT_LED
from reports.drill import Listed, labelled, written
from reports.figures.expected_times import expected_time
from reports.summary_workbook import summary_bytes
from reports.unheard import RETURNS_BY_MONTH
from tests.reports.summary_workbook_example import london_summary
from tests.reports.test_self_check import month
from validators.vocabularies import vocabulary
from validators.working_days import working_days_between

EDITIONS = ["London", "made up"]


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
    """Each figure above or below 0 of every table on a published sheet: table, row by header, column, and its cell.

    Whatever table is added later is among them, and a column that leads nowhere needs its reason.
    """
    for sheet in workbook:
        for name in sheet.tables:
            if name not in LISTED:
                _, headers, rows = table(workbook, name)
                not_led = NOT_LED.get(name, {})
                led = [header for header in headers if header not in not_led]
                for cells in rows:
                    row = dict(zip(headers, (cell.value for cell in cells), strict=True))
                    for column in led[-1:] if EARLIER in not_led else led:
                        cell = cells[headers.index(column)]
                        if isinstance(cell.value, int | float) and cell.value:
                            yield name, row, column, cell


@cache
def drill_of(workbook: Workbook) -> tuple[int, list[dict[str, Any]]]:
    """The first row of the drill, and its lines."""
    sheet, headers, rows = table(workbook, "drill")
    assert sheet.title == "Drill"
    return rows[0][0].row, [dict(zip(headers, (one.value for one in row), strict=True)) for row in rows]


def followed(workbook: Workbook, cell: Any) -> list[dict[str, Any]]:
    """The lines of the drill that a figure's link selects."""
    place = re.fullmatch(r"'Drill'!A(\d+):J(\d+)", cell.hyperlink.location)
    assert place is not None
    first, lines = drill_of(workbook)
    return lines[int(place[1]) - first : int(place[2]) - first + 1]


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


@pytest.mark.parametrize("name", EDITIONS)
def test_every_published_figure_leads_to_as_many_records(name: str) -> None:
    workbook = opened(name)
    seen: Counter[str] = Counter()
    for table_name, row, column, cell in figures(workbook):
        assert cell.hyperlink is not None, (table_name, row, column)
        lines = followed(workbook, cell)
        listed = [each for line in lines for each in numbers(line)]
        assert len(listed) == sum(line["Records"] for line in lines)
        hows = {line["How"] for line in lines}
        if hows == {"counted"} and not column.endswith(" rate"):
            terms = len({(line["Table row"], line["Column"]) for line in lines})
            assert len(listed) == abs(cell.value) * terms, (table_name, row, column)
        else:
            assert listed, (table_name, row, column)
        seen[table_name] += 1
    assert sum(seen.values()) > 100


def test_every_table_has_been_followed_in_one_edition_or_the_other() -> None:
    found = {name for edition in EDITIONS for name, *_ in figures(opened(edition))}
    published = {name for sheet in opened("London") for name in sheet.tables} - LISTED
    assert published - found == {"joint_records", RETURNS_BY_MONTH}
    assert all(NOT_LED[name] for name in published - found)


def test_what_is_worked_out_over_records_is_so() -> None:
    """Medians, ends, rates and sums again, from the cases that the links name."""
    workbook = opened("London")
    _, headers, rows = table(workbook, "cases")
    cases = [dict(zip(headers, (cell.value for cell in row), strict=True)) for row in rows]
    at = {(case["Source file"], str(case["Record no."])): case for case in cases}
    month = date(2024, 10, 31)
    seen: Counter[str] = Counter()
    for name, _, column, cell in figures(workbook):
        lines = followed(workbook, cell)
        if lines[0]["Records"] and name in WORKED_OUT and column in WORKED_OUT[name]:
            behind = [at[line["File"], number] for line in lines for number in numbers(line)]
            assert cell.value == pytest.approx(WORKED_OUT[name][column](behind, month), abs=0.0001), (name, column)
            seen[name] += 1
    assert set(seen) == set(WORKED_OUT)


def _days_open(case: Mapping[str, Any], month: date) -> int:
    expected = expected_time(vocabulary("review_types")[case["Review type"]].details["review_group"])
    start = case[expected.counted_from if expected else "Date commissioned"]
    days: int = (month - start.date()).days
    return days


def _days_taken(case: Mapping[str, Any], month: date) -> int:
    end = case["Outcome date"]
    return working_days_between(case["Date referred or notified"].date(), min(end.date(), month) if end else month)


def _over(combine: Callable[[list[int]], float], of: Callable[[Mapping[str, Any], date], int]) -> Any:
    return lambda cases, month: combine([of(case, month) for case in cases])


def _spread(of: Callable[[Mapping[str, Any], date], int], what: str) -> Mapping[str, Any]:
    ends: Mapping[str, Callable[[list[int]], float]] = {"Median": median, "Shortest": min, "Longest": max}
    return {f"{name} {what}": _over(combine, of) for name, combine in ends.items()}


def _made(case: Mapping[str, Any], _: date) -> int:
    return int(case["Health recommendations"] or 0)


def _verified(case: Mapping[str, Any], _: date) -> int:
    return int(case["Health recommendations verified"] or 0)


WORKED_OUT: Mapping[str, Mapping[str, Any]] = {
    "open_by_type": _spread(_days_open, "days open"),
    "open_by_icb": _spread(_days_open, "days open"),
    "open_by_stage": _spread(_days_open, "days open"),
    "rapid_times": _spread(_days_taken, "working days"),
    "rapid_open": {"Longest working days": _over(max, _days_taken)},
    "rapid_conversion": {
        "Conversion rate": lambda cases, _: mean(
            str(case["Review type"]).endswith("Converted") or case["Rapid review outcome"] in ("CSPR", "SAR", "DHR")
            for case in cases
        )
    },
    "health_recommendations": {"Made": _over(sum, _made), "Verified": _over(sum, _verified)},
    "quality": {"Not stated rate": lambda cases, _: mean(map(_lacks, cases))},
}


def _lacks(case: Mapping[str, Any]) -> bool:
    return "Not Stated" in (case["Review type"], case["Status at month end"])


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


def test_a_rank_leads_to_each_of_its_terms() -> None:
    workbook = opened("London")
    tied = [(row, cell) for name, row, _, cell in figures(workbook) if name == "theme_ranks" and " / " in row["Theme"]]
    assert tied
    for row, cell in tied:
        terms = list(dict.fromkeys(line["Row"] for line in followed(workbook, cell)))
        assert terms == row["Theme"].split(" / ")


def test_records_without_a_number_of_their_own_are_named_by_their_row() -> None:
    told = labelled("aaabb", [1, "1a", "", 1, 1], [5, 6, 7, 5, 6])
    assert list(told) == [1, "1a", "row 7", "1 (row 5)", "1 (row 6)"]


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


_LABELS = st.lists(
    st.tuples(
        st.sampled_from(["QMF", "QKK"]), st.sampled_from("ab"), st.sampled_from([*range(1, 9), "row 4", "no number"])
    )
)


@given(labels=_LABELS.filter(bool), data=st.data())
def test_many_records_are_told_at_once_as_they_are_one_by_one(
    labels: list[tuple[str, str, int | str]], data: st.DataObject
) -> None:
    listed = Listed()
    for one in labels:
        listed.take(*one)
    places = array("i", data.draw(st.lists(st.integers(0, len(labels) - 1), min_size=1, max_size=40)))
    assert [*drill._told_at_once(places, listed)] == [*drill._told(places, listed)]


def test_a_long_list_is_told_in_as_many_cells_and_what_is_listed_later_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = Listed()
    for number in range(1, 30_001, 2):
        listed.take("QMF", "a", number)
    places = array("i", range(15_000))
    told = [*drill._told(places, listed)]
    listed.take("QMF", "", "in no return")
    later = [*drill._told(array("i", [*places, 15_000]), listed)]
    assert len(told) > 1
    assert sum(number for _, _, number, _ in told) == len(places)
    assert later == [("QMF", "", 1, "in no return"), *told]
    monkeypatch.setattr(drill, "_FEW", 100_000)
    assert [*drill._told(places, listed)] == told
