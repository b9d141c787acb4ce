"""A summary read back is the returns behind it: consolidating summaries gives what consolidating the returns gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate, region_for, without_own_summary
from reports.receiving import Received, receive
from reports.summarised import receive_summary
from reports.summary_workbook import summary_bytes
from tests.laws import tried
from tests.reports.made_up_returns import (
    OCTOBER,
    OPEN_SAR,
    SEPTEMBER,
    TODAY,
    received,
    record_of,
    return_bytes,
    rows_of,
    said_by,
)
from tests.reports.test_figures import reviews
from validators.your_icb import YourIcb

CLOSED_SAR = {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 9, 2)}
LATE = {**OPEN_SAR, "Date added": date(2024, 11, 3)}
AS_BEFORE = (
    "monthly_totals", "monthly_flow", "review_types", "theme_counts", "theme_ranks", "learning_counts",
    "learning_ranks", "icb_totals", "icb_trend", "reconciliation", "withheld",
)  # fmt: skip
"""Tables that hold no file's name."""


def made(files: Sequence[Received], region: str = "London", month: date = OCTOBER) -> Consolidation:
    return consolidate(files, choice=Choice(month, region))


def behind(found: Consolidation, name: str) -> list[Received]:
    return receive_summary(name, summary_bytes(found))


def england(*groups: list[Received]) -> Consolidation:
    return made([one for group in groups for one in group], "England")


def statuses(found: Consolidation) -> dict[str, str]:
    return {row["File"]: row["Status"] for row in rows_of(found, "sources")}


@cache
def london() -> list[Received]:
    return [
        received("a.xlsx", OPEN_SAR, CLOSED_SAR, LATE, own_total=3, own_open=2),
        received("b.xlsx", {"Comments": "x"}, icb="QKK", part="Adults"),
        received("old.xlsx", OPEN_SAR, icb="QKK", part="Adults", number=0),
        received("c.xlsx", OPEN_SAR, icb="QWE", month=SEPTEMBER),
    ]


def test_england_out_of_regional_summaries_is_england_out_of_the_returns() -> None:
    south_west = [received("a.xlsx", CLOSED_SAR, OPEN_SAR, icb="QOX")]
    found = england(behind(made(london()), "London.xlsx"), behind(made(south_west, "South West"), "SW.xlsx"))
    whole = made([*london()[:3], *south_west], "England")
    for name in AS_BEFORE:
        assert found.tables[name] == whole.tables[name], name
    assert [row["Source file"] for row in rows_of(found, "cases")] == [
        "London.xlsx > a.xlsx", "London.xlsx > a.xlsx", "London.xlsx > b.xlsx", "SW.xlsx > a.xlsx", "SW.xlsx > a.xlsx",
    ]  # fmt: skip
    assert [row["Source row"] for row in rows_of(found, "cases")] == [5, 6, 5, 5, 6]
    cells = [[row[:40] for row in one.tables["cases"].rows] for one in (found, whole)]
    assert cells[0] == cells[1]
    assert statuses(found) == {
        "London.xlsx > a.xlsx": "counted", "London.xlsx > b.xlsx": "counted", "London.xlsx > old.xlsx": "superseded",
        "London.xlsx > c.xlsx": "set aside", "SW.xlsx > a.xlsx": "counted",
    }  # fmt: skip
    for row in rows_of(found, "sources"):
        assert row["Rows read"] == row["Rows counted"] + row["Rows after the month"] + row["Rows set aside"]


def test_findings_come_along_under_the_file_that_they_are_about() -> None:
    bad = received("a.xlsx", {**OPEN_SAR, "Theme 1": "Weather"})
    before = {(row["Row"], row["Rule"]) for row in rows_of(made([bad]), "findings")}
    after = rows_of(england(behind(made([bad]), "London.xlsx")), "findings")
    assert {(row["Row"], row["Rule"]) for row in after} == before
    assert {row["File"] for row in after} == {"London.xlsx > a.xlsx"}


def test_a_return_that_is_also_behind_a_summary_counts_once_and_is_told_once() -> None:
    twice = {**OPEN_SAR, "Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    mine = received("a.xlsx", twice)
    summary = behind(made([mine]), "London.xlsx")
    for files in ([mine, *summary], [*summary, mine]):
        found = made(files, "England")
        assert found.headline == (1, 1, 0)
        assert statuses(found) == {"a.xlsx": "counted", "London.xlsx > a.xlsx": "identical"}
        assert [row for row in rows_of(found, "findings") if row["Rule"] == "E02"] == []
    newer = received("new.xlsx", twice, CLOSED_SAR, number=2)
    assert statuses(made([*summary, newer], "England")) == {"London.xlsx > a.xlsx": "superseded", "new.xlsx": "counted"}


def test_one_review_in_two_regions_is_reported_once_for_each() -> None:
    row = {**OPEN_SAR, "Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    groups = [
        behind(made([received("a.xlsx", row), received("b.xlsx", row, icb="QKK")]), "London.xlsx"),
        behind(made([received("a.xlsx", row, icb="QOX")], "South West"), "SW.xlsx"),
    ]
    shared = [row["File"] for row in rows_of(england(*groups), "findings") if row["Rule"] == "E02"]
    assert sorted(shared) == ["London.xlsx > a.xlsx", "London.xlsx > b.xlsx", "SW.xlsx > a.xlsx"]


def test_a_summary_of_another_month_is_set_aside_return_by_return() -> None:
    september = behind(made([received("a.xlsx", OPEN_SAR, month=SEPTEMBER)], month=SEPTEMBER), "London.xlsx")
    found = made(september, "England")
    assert statuses(found) == {"London.xlsx > a.xlsx": "set aside"}
    assert "September 2024" in rows_of(found, "sources")[0]["Reason"]


def test_what_a_region_carried_forward_is_carried_forward_for_england() -> None:
    september = made([received("a.xlsx", OPEN_SAR, month=SEPTEMBER)], month=SEPTEMBER)
    october = consolidate([], choice=Choice(OCTOBER, "London"), held=behind(september, "September.xlsx"))
    found = england(behind(october, "London.xlsx"))
    assert statuses(found) == {"London.xlsx > September.xlsx > a.xlsx": "carried forward"}
    assert [row["Carried from"] for row in rows_of(found, "cases")] == [SEPTEMBER]


def test_a_region_s_own_summary_in_a_folder_brings_no_record_back() -> None:
    summary = behind(made(london()[:1]), "London.xlsx")
    (one,) = without_own_summary("London.xlsx", summary, region="London")
    assert "Please either name the file" in one.refusal
    assert one.rows_read == 3
    assert without_own_summary("London.xlsx", summary, region="England") == summary
    assert without_own_summary("a.xlsx", london()[:1], region="London") == london()[:1]
    assert region_for(summary) == "London"


# What somebody has done to a summary


@cache
def london_summary() -> bytes:
    return summary_bytes(made(london()))


def changed(spoil: Any) -> list[Received]:
    book = openpyxl.load_workbook(BytesIO(london_summary()))
    spoil(book)
    content = BytesIO()
    book.save(content)
    return receive_summary("London.xlsx", content.getvalue())


def first_row_of(book: Any, name: str) -> tuple[Any, int, dict[str, int]]:
    sheet = next(sheet for sheet in book if name in sheet.tables)
    (header, *_), row = sheet[sheet.tables[name].ref], sheet[sheet.tables[name].ref][1][0].row
    return sheet, row, {cell.value: cell.column for cell in header}


def test_a_record_that_somebody_took_out_is_no_summary_of_ours_any_more() -> None:
    def take_out(book: Any) -> None:
        sheet, row, places = first_row_of(book, "cases")
        for column in places.values():
            sheet.cell(row, column).value = None

    (one,) = changed(take_out)
    assert "somebody has changed it" in one.refusal


@pytest.mark.parametrize("name", ["sources", "cases", "after_month", "monthly_totals"])
def test_a_summary_without_one_of_its_tables_cannot_be_read_back(name: str) -> None:
    def lose(book: Any) -> None:
        sheet = next(sheet for sheet in book if name in sheet.tables)
        del sheet.tables[name]

    (one,) = changed(lose)
    assert "Please either use the original" in one.refusal


@pytest.mark.parametrize(
    ("table", "header", "value"),
    [("cases", "Source file", "File"), ("sources", "Status", "lost"), ("monthly_totals", "Month", "October")],
)
def test_a_summary_whose_tables_say_something_else_cannot_be_read_back(table: str, header: str, value: str) -> None:
    def spoil(book: Any) -> None:
        sheet, row, places = first_row_of(book, table)
        if table == "cases":
            sheet.cell(row - 1, places[header]).value = value
            column = next(one for one in sheet.tables[table].tableColumns if one.name == header)
            column.name = value
        else:
            for each in range(row, row + 6 if table == "monthly_totals" else row + 1):
                sheet.cell(each, places[header]).value = value

    (one,) = changed(spoil)
    assert "Please either use the original" in one.refusal


def test_a_summary_from_before_its_quality_was_kept_is_read_without_scores() -> None:
    def lose(book: Any) -> None:
        del next(sheet for sheet in book if "quality" in sheet.tables).tables["quality"]

    found = changed(lose)
    assert {one.score_told for one in found} == {None}
    assert sum(len(one.records) for one in found) == 4


def test_what_a_region_withheld_and_let_through_is_told_for_england_too() -> None:
    """The names are made up."""
    content = return_bytes({**OPEN_SAR, "Overview": "The sister Folasade was told by Oluwaseun."}, OPEN_SAR)
    listed = receive("a.xlsx", content, today=TODAY)
    first, _ = (held.place for held in listed.records[0].withheld)
    read = receive("a.xlsx", content, today=TODAY, released=frozenset({first}))
    record = replace(read.records[0], added={"Ward": "Elm"})
    here = made([replace(read, records=(record, read.records[1]))])
    there = england(behind(here, "London.xlsx"))
    case, _ = rows_of(there, "cases")
    assert case["Overview"] == "The sister Folasade was told by [withheld: possible name]."
    assert case["Ward"] == "Elm"
    for name in ("withheld", "release"):
        told = [{key: value for key, value in row.items() if key != "File"} for row in rows_of(there, name)]
        assert [row for row in told if row.get("ICB code") == "QMF"] == [
            {key: value for key, value in row.items() if key != "File"}
            for row in rows_of(here, name)
            if row["ICB code"] == "QMF"
        ], name
    assert [row["Release"] for row in rows_of(there, "release")] == ["yes", "no"]


def test_what_was_withheld_of_a_record_is_told_of_that_record_alone() -> None:
    """The names are made up."""
    told = ("The sister Folasade was told.", "The brother Oluwaseun was told.")
    here = made([receive("a.xlsx", return_bytes(*({**OPEN_SAR, "Overview": text} for text in told)), today=TODAY)])
    read = [held.place.row for one in behind(here, "London.xlsx") for record in one.records for held in record.withheld]
    assert read == [5, 6]


def test_a_personal_detail_that_somebody_typed_into_a_summary_stops_there() -> None:
    """Made up: the NHS number is of the test range."""

    def type_in(book: Any) -> None:
        sheet, row, places = first_row_of(book, "cases")
        for header in ("Overview", "Comments", "Progress update"):
            sheet.cell(row, places[header]).value = "Known as 999 000 0018"
        sheet, row, places = first_row_of(book, "sources")
        sheet.cell(row, places["Reason"]).value = "Ring 07700 900123"
        sheet, row, places = first_row_of(book, "findings")
        sheet.cell(row, places["Message"]).value = "Of 999 000 0018"

    said = said_by(england(changed(type_in)))
    assert [text for text in said if "999 000" in text or "900123" in text] == []
    assert any("[withheld: NHS number]" in text for text in said)


# The law


@st.composite
def a_return(draw: st.DrawFn, icb: str) -> Received:
    found = draw(st.lists(reviews, max_size=4))
    records = tuple(record_of(review, icb=icb, row=row) for row, review in enumerate(found, start=5))
    heading = YourIcb(your_icb=icb, reporting_month=OCTOBER, own_total=draw(st.sampled_from([None, 3])))
    return Received(f"{icb}.xlsx", sha256=icb * 20, heading=heading, records=records, content_mark=icb)


@tried(8)
@given(a_return("QMF"), a_return("QKK"))
def test_a_summary_read_back_gives_the_same_figures(one: Received, other: Received) -> None:
    first = made([one, other])
    again = made(behind(first, "London.xlsx"))
    for name in AS_BEFORE:
        assert again.tables[name] == first.tables[name], name
    assert len(again.tables["after_month"].rows) == len(first.tables["after_month"].rows)


def test_england_has_the_scores_that_its_regions_summaries_give() -> None:
    london = made([received("a.xlsx", OPEN_SAR), received("b.xlsx", OPEN_SAR, icb="QKK")])
    here = {row["ICB code"]: row for row in rows_of(london, "quality")}
    found = england(behind(london, "London.xlsx"), [received("c.xlsx", OPEN_SAR, icb="QOX")])
    there = {row["ICB code"]: row for row in rows_of(found, "quality")}
    for icb in ("QMF", "QKK"):
        assert there[icb]["Score"] == here[icb]["Score"] is not None
        assert (here[icb]["Score from"], there[icb]["Score from"]) == ("its returns", "its region's summary")
    assert (there["QOX"]["Score from"], there["QMJ"]["Score from"]) == ("its returns", None)
    assert rows_of(found, "quality_scores")[0].keys() >= {"2024-10"}
    assert found.broken_sums == ()
