"""Many returns, one month: every row of every file is placed, every figure comes from `cases`, PID stays behind.

Every personal detail here is made up: NHS numbers of the test range 999, phone numbers that Ofcom keeps for drama,
e-mail addresses at example.org.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.choosing import Choice
from reports.consolidation import CASES_COLUMNS, Consolidation, consolidate, region_for
from reports.months import month_ends
from reports.previous import PreviousRecord, PreviousSummary
from reports.receiving import Received, Settled, receive, unread
from tests.laws import tried
from tests.reports.made_up_returns import (
    OCTOBER,
    OPEN_SAR,
    SEPTEMBER,
    TODAY,
    consolidated,
    received,
    record_of,
    rows_of,
    said_by,
)
from tests.reports.published_tables import PUBLISHED
from tests.reports.test_figures import reviews
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from validators.case_review import CaseReview
from validators.findings import Crash, Finding, Severity
from validators.month_end import Standing, standing_at
from validators.vocabularies import vocabulary
from validators.your_icb import YourIcb
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION, TO_COMPLETE

CLOSED_SAR = {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 9, 2)}
NO_STATUS = {"Review type": "DHR Adult", "Date added": date(2024, 3, 4)}
NOVEMBER_SAR = {**OPEN_SAR, "Date added": date(2024, 11, 1)}


def sources(consolidation: Consolidation) -> dict[str, dict[str, Any]]:
    return {row["File"]: row for row in rows_of(consolidation, "sources")}


def placed(consolidation: Consolidation) -> dict[str, tuple[int, int, int, int]]:
    """Each file's rows: read, counted, after the month, set aside."""
    columns = ("Rows read", "Rows counted", "Rows after the month", "Rows set aside")
    return {file: tuple(row[column] for column in columns) for file, row in sources(consolidation).items()}


def counts(row: dict[str, Any]) -> tuple[int, int, int, int]:
    return row["Total"], row["Open"], row["Closed"], row["Status not stated"]


def findings_of(consolidation: Consolidation, rule: str) -> list[tuple[str, str, int, str]]:
    found = [row for row in rows_of(consolidation, "findings") if row["Rule"] == rule]
    return [(row["File"], row["ICB code"], row["Row"], row["Column"]) for row in found]


EMPTY_INPUT: dict[str, Callable[[], list[Received]]] = {
    "no files": list,
    "an empty return": lambda: [received("a.xlsx")],
    "a refused file": lambda: [receive("a.xlsx", b"", today=TODAY)],
    "set aside": lambda: [received("a.xlsx", OPEN_SAR, month=SEPTEMBER)],
}


# Laws, over any mix of files


@st.composite
def any_file(draw: st.DrawFn) -> Received:
    """A file of any ICB, month, part and number, sometimes unread, with any records."""
    if draw(st.integers(0, 9)) == 0:
        return unread("", "it cannot be read.")
    icb = draw(st.sampled_from(["QMF", "QKK", "QWE", "QOX", None]))
    heading = YourIcb(
        your_icb=icb,
        reporting_month=draw(st.sampled_from([OCTOBER, OCTOBER, OCTOBER, SEPTEMBER, None])),
        return_part=draw(st.sampled_from([None, "Adults", "Children"])),
        return_number=draw(st.sampled_from([None, 1, 2])),
        own_total=draw(st.sampled_from([None, 0, 5])),
    )
    found = draw(st.lists(reviews, max_size=5))
    records = tuple(record_of(review, icb=icb or "QMF", row=row) for row, review in enumerate(found, start=5))
    return Received(
        "", sha256="", heading=heading, records=records, content_mark=draw(st.sampled_from(["", "", "same"]))
    )


def named(files: list[Received]) -> list[Received]:
    """The files under names of their own; what has no mark yet is like no other."""
    names = [f"{number}.xlsx" for number in range(1, len(files) + 1)]
    return [
        replace(file, file=name, sha256=name, content_mark=file.content_mark or name)
        for file, name in zip(files, names, strict=True)
    ]


any_files = st.lists(any_file(), max_size=5).map(named)
any_mix = tried(20)


@any_mix
@given(any_files)
def test_every_row_of_every_file_is_counted_after_the_month_or_set_aside(files: list[Received]) -> None:
    found = consolidated(*files)
    assert list(sources(found)) == [file.file for file in files]
    for file in files:
        read, counted, later, aside = placed(found)[file.file]
        assert read == len(file.records) == counted + later + aside
        assert (aside == 0) or (counted == later == 0), "a row is set aside only where its file is"
    cases, after = (Counter(found.tables[name].column("Source file")) for name in ("cases", "after_month"))
    assert {file: (rows[1], rows[2]) for file, rows in placed(found).items()} == {
        file.file: (cases[file.file], after[file.file]) for file in files
    }


@any_mix
@given(any_files)
def test_each_breakdown_adds_to_the_month_s_total_which_is_the_number_of_cases(files: list[Received]) -> None:
    found = consolidated(*files)
    cases = found.tables["cases"]
    standings = Counter(cases.column("Status at month end"))
    headline = counts(rows_of(found, "monthly_totals")[-1])
    assert headline == (len(cases.rows), standings["Open"], standings["Closed"], standings["Not Stated"])
    assert found.headline == headline[:3]
    for name in ("review_types", "icb_totals"):
        columns = zip(*(counts(row) for row in rows_of(found, name)), strict=True)
        assert tuple(map(sum, columns)) == headline
    for name in ("theme_counts", "learning_counts"):
        for row in rows_of(found, name):
            assert row["Total"] == sum(row[group] for group in ("CSPR", "SAR", "DHR", "Rapid Review", "Not Stated"))


@any_mix
@given(any_files)
def test_every_figure_can_be_counted_again_from_the_table_of_cases(files: list[Received]) -> None:
    found = consolidated(*files)
    cases = rows_of(found, "cases")
    by_icb = Counter(row["ICB counted"] for row in cases)
    assert {row["ICB code"]: row["Total"] for row in rows_of(found, "icb_totals") if row["Total"]} == dict(by_icb)
    other = {"Other statutory review": "Not Stated"}
    by_type = Counter(other.get(row["Review type"], row["Review type"]) for row in cases)
    assert {row["Review type"]: row["Total"] for row in rows_of(found, "review_types") if row["Total"]} == dict(by_type)
    for header, table in (("Theme", "theme_counts"), ("Learning", "learning_counts")):
        mentioned = Counter(row[f"{header} {place}"] for row in cases for place in (1, 2, 3))
        for row in rows_of(found, table):
            assert row["Total"] == mentioned[row[header]]
    for row in rows_of(found, "reconciliation"):
        assert row["Counted total"] == by_icb[row["ICB code"]]


@any_mix
@given(any_files)
def test_each_month_has_its_own_cut_off(files: list[Received]) -> None:
    found = consolidated(*files)
    counted = [record.review for one in found.decisions if one.status == "counted" for record in one.received.records]
    assert found.tables["monthly_totals"].column("Month") == tuple(month_ends(OCTOBER, number=6))
    for row in rows_of(found, "monthly_totals"):
        at = Counter(standing_at(review, end=row["Month"], reporting_month=OCTOBER) for review in counted)
        three = (at[Standing.OPEN], at[Standing.CLOSED], at[Standing.NOT_STATED])
        assert counts(row) == (sum(three), *three)


@any_mix
@given(any_files)
def test_one_return_at_most_counts_for_an_icb_and_part(files: list[Received]) -> None:
    counted = [one for one in consolidated(*files).decisions if one.status == "counted"]
    places = Counter((one.icb, one.received.heading.part) for one in counted)
    assert all(number == 1 for number in places.values())
    assert all(one.received.heading.month == OCTOBER and not one.received.refusal for one in counted)


# The tables


def test_tables_have_the_names_and_first_columns_of_the_contract() -> None:
    with_records = [received("a.xlsx", OPEN_SAR, NOVEMBER_SAR)]
    for files in (*(files() for files in EMPTY_INPUT.values()), with_records):
        found = consolidated(*files)
        for name, columns in PUBLISHED.items():
            assert list(found.tables[name].headers[: len(columns)]) == columns
        for name, table in found.tables.items():
            assert table.name == name
            assert len({header.casefold() for header in table.headers}) == len(table.headers)
            assert all(len(row) == len(table.headers) for row in table.rows)


def test_cells_are_plain_values_that_a_workbook_takes() -> None:
    found = consolidated(received("a.xlsx", OPEN_SAR, CLOSED_SAR, NO_STATUS, NOVEMBER_SAR, own_total=4))
    plain = {str, int, float, date, type(None)}
    cells = [cell for table in found.tables.values() for row in table.rows for cell in row]
    assert {type(cell) for cell in cells} <= plain
    # Rates and medians are fractions; what is no number is an empty cell.
    assert all(math.isfinite(cell) for cell in cells if isinstance(cell, float))


@pytest.mark.parametrize("files", EMPTY_INPUT.values(), ids=EMPTY_INPUT)
def test_nothing_to_count_makes_tables_of_zeros(files: Callable[[], list[Received]]) -> None:
    found = consolidated(*files())
    assert found.headline == (0, 0, 0)
    assert [counts(row) for row in rows_of(found, "monthly_totals")] == [(0, 0, 0, 0)] * 6
    assert len(rows_of(found, "review_types")) == 10
    assert len(rows_of(found, "theme_counts")) == 34
    assert len(rows_of(found, "icb_totals")) == len(rows_of(found, "reconciliation")) == 5
    for name in ("theme_ranks", "learning_ranks", "changes", "cases", "after_month"):
        assert found.tables[name].rows == ()


def test_the_month_is_a_cut_off() -> None:
    closed_after = {**CLOSED_SAR, "Date closed": date(2024, 11, 1)}
    found = consolidated(received("a.xlsx", OPEN_SAR, CLOSED_SAR, closed_after, NO_STATUS, NOVEMBER_SAR))
    assert placed(found) == {"a.xlsx": (5, 4, 1, 0)}
    assert counts(rows_of(found, "monthly_totals")[-1]) == (4, 2, 1, 1)
    assert found.tables["cases"].column("Status at month end") == ("Open", "Closed", "Open", "Not Stated")
    assert found.tables["after_month"].column("Source row") == (9,)
    assert found.tables["after_month"].column("Date added") == (date(2024, 11, 1),)


def test_the_same_returns_as_at_another_month() -> None:
    november = date(2024, 11, 30)
    found = consolidated(received("a.xlsx", OPEN_SAR, NOVEMBER_SAR, month=november), month=november)
    assert [row["Total"] for row in rows_of(found, "monthly_totals")] == [1, 1, 1, 1, 1, 2]
    assert found.tables["after_month"].rows == ()


def test_cases_are_given_as_understood_with_where_they_come_from() -> None:
    row = {"Record no.": 12, "Status": "open", "Theme 1": "DV", "Date added": "12/03/2024"}
    (case,) = rows_of(consolidated(received("sub/a.xlsx", {}, row, part="Adults")), "cases")
    assert (case["Status"], case["Theme 1"], case["Date added"]) == ("Open", "Domestic Violence", date(2024, 3, 12))
    assert (case["Record no."], case["Origin"], case["Review type"]) == (12, "QMF/Adults/12", "Not Stated")
    assert (case["ICB"], case["ICB counted"], case["ICS"]) == ("QMF", "QMF", vocabulary("icbs")["QMF"].details["ics"])
    assert (case["Source file"], case["Source row"]) == ("sub/a.xlsx", 6)


def test_an_icb_s_totals_go_by_its_return_and_not_by_the_column() -> None:
    found = consolidated(received("a.xlsx", {**OPEN_SAR, "ICB": "QKK"}))
    assert {row["ICB code"]: row["Total"] for row in rows_of(found, "icb_totals")}["QMF"] == 1
    (case,) = rows_of(found, "cases")
    assert (case["ICB"], case["ICB counted"]) == ("QKK", "QMF")


def test_parts_add_up_to_their_icb_and_so_do_their_own_counts() -> None:
    adults = received("adults.xlsx", OPEN_SAR, part="Adults", own_total=1, own_open=1, own_closed=0)
    children = received("children.xlsx", OPEN_SAR, CLOSED_SAR, part="Children", own_total=3, own_open=1)
    found = consolidated(adults, children)
    qmf = {row["ICB code"]: row for row in rows_of(found, "reconciliation")}["QMF"]
    assert (qmf["Declared total"], qmf["Counted total"], qmf["Difference"]) == (4, 3, 1)
    assert (qmf["Declared open"], qmf["Counted open"], qmf["Difference open"]) == (2, 2, 0)
    assert (qmf["Declared closed"], qmf["Counted closed"], qmf["Difference closed"]) == (None, 1, None)


def test_a_closed_icb_that_returned_has_a_line_of_its_own() -> None:
    may = date(2026, 5, 31)
    found = consolidated(received("a.xlsx", OPEN_SAR, icb="QMJ", month=may), month=may)
    assert found.tables["icb_totals"].column("ICB code") == ("QMF", "QKK", "QWE", "Z9B2Z", "QMJ")
    assert sources(found)["a.xlsx"]["Reason"] == "QMJ closed on 31 March 2026."


def test_sources_tell_of_each_file_what_became_of_it() -> None:
    files = [
        received("old.xlsx", OPEN_SAR, CLOSED_SAR),
        received("new.xlsx", OPEN_SAR, number=2),
        receive("broken.xlsx", b"nothing", today=TODAY),
        received("september.xlsx", OPEN_SAR, icb="QKK", month=SEPTEMBER),
        received("elsewhere.xlsx", OPEN_SAR, icb="QOX"),
    ]
    found = consolidated(*files)
    told = sources(found)
    assert [row["Status"] for row in told.values()] == ["superseded", "counted", "set aside", "set aside", "set aside"]
    assert placed(found) == {
        "old.xlsx": (2, 0, 0, 2),
        "new.xlsx": (1, 1, 0, 0),
        "broken.xlsx": (0, 0, 0, 0),
        "september.xlsx": (1, 0, 0, 1),
        "elsewhere.xlsx": (1, 0, 0, 1),
    }
    assert told["broken.xlsx"]["Reason"] == files[2].refusal
    assert [row["Template version"] for row in told.values()] == [
        TEMPLATE_VERSION if version else "" for version in (1, 1, 0, 1, 1)
    ]
    assert [row["SHA-256"] for row in told.values()] == [file.sha256 for file in files]
    assert [one.received.file for one in found.set_aside] == ["broken.xlsx", "september.xlsx", "elsewhere.xlsx"]


def test_findings_and_crashes_are_those_of_the_returns_that_count() -> None:
    bad = {"Record no.": 12, "Theme 1": "Weather"}
    found = consolidated(received("a.xlsx", bad, number=2), received("b.xlsx", bad))
    assert set(found.tables["findings"].column("File")) == {"a.xlsx"}
    assert ("a.xlsx", "QMF", 5, "Theme 1") in findings_of(found, "B01")
    assert {row["Record no."] for row in rows_of(found, "findings") if row["Row"] == 5} == {12}


def in_memory(icb: str, *records: dict[str, Any], month: date = OCTOBER, **own: Any) -> Received:
    """A return with a finding on its first record, without a workbook round it."""
    heading = YourIcb(your_icb=icb, reporting_month=month, return_number=2, **own)
    reviews_ = [CaseReview(record_no=str(number), **fields) for number, fields in enumerate(records, start=1)]
    found = Finding("Cases", 5, "1", "Overview", "H05", Severity.ADVICE, f"of {icb}", "Please write more.")
    return Received(
        f"{icb}.xlsx",
        f"bytes of {icb}",
        heading=heading,
        part=heading.part,
        template_version="1.0",
        saved_at=datetime(2024, 11, 4, 9, 30, 15, 7, tzinfo=UTC),
        records=tuple(record_of(review, icb=icb, row=4 + row) for row, review in enumerate(reviews_, start=1)),
        findings=(found,),
        content_mark=icb,
        records_mark=f"mark of {icb}",
        active=("a macro", "a link"),
    )


def test_a_month_tells_of_each_return_what_it_holds_says_of_itself_and_lacks() -> None:
    added, shared = date(2024, 3, 4), {"identifier_type_1": "StEIS", "identifier_reference_1": "2024/7"}
    qmf = in_memory("QMF", {"status": "Open", "date_added": added, **shared}, {"status": "Closed"}, own_total=3)
    later = {"date_added": date(2024, 11, 1)}
    qkk = in_memory("QKK", {"date_added": added, **shared}, later, {**later, "status": "Open"}, own_total=1, own_open=1)
    carried = in_memory("QWE", {"status": "Open", "date_added": added}, month=SEPTEMBER, own_total=9, own_closed=9)
    held = [replace(carried, settled=Settled(SEPTEMBER, "counted", ""))]
    found = consolidate([qmf, qkk], choice=Choice(OCTOBER, "London"), held=held)

    files = sources(found)
    assert {file: (row["Status"], row["Month"]) for file, row in files.items()} == {
        "QMF.xlsx": ("counted", OCTOBER),
        "QKK.xlsx": ("counted", OCTOBER),
        "QWE.xlsx": ("carried forward", SEPTEMBER),
    }
    assert placed(found) == {"QMF.xlsx": (2, 2, 0, 0), "QKK.xlsx": (3, 1, 2, 0), "QWE.xlsx": (1, 1, 0, 0)}
    own = ("Part of return", "Records mark", "Active content", "Return number", "Saved at", "Own total", "Own open")
    assert tuple(files["QKK.xlsx"][header] for header in own) == (
        ("Whole", "mark of QKK", "a macro, a link", 2, "2024-11-04T09:30:15+00:00", 1, 1)
    )  # fmt: skip
    told = [(row["File"], row["Rule"], row["Message"].partition(":")[0]) for row in rows_of(found, "findings")]
    assert told == [
        ("QMF.xlsx", "H05", "of QMF"),
        ("QKK.xlsx", "H05", "of QKK"),
        ("QWE.xlsx", "H05", "of QWE"),
        ("QMF.xlsx", "E02", "Cases row 5, Identifier reference 1"),
        ("QKK.xlsx", "E02", "Cases row 5, Identifier reference 1"),
    ]
    declared = {row["ICB code"]: tuple(row.values())[2:11] for row in rows_of(found, "reconciliation")}
    assert declared["QMF"] == (3, 2, 1, None, 1, None, None, 1, None)
    assert declared["QKK"] == (1, 1, 0, 1, 0, 1, None, 0, None)
    assert declared["QWE"] == (None, 1, None, None, 1, None, None, 0, None)
    assert [(row["Source file"], row["Status at month end"]) for row in rows_of(found, "after_month")] == [
        ("QKK.xlsx", "Not Stated"),
        ("QKK.xlsx", "Open"),
    ]
    same = {row["ICB code"]: row["Same as last month"] for row in rows_of(found, "quality")}
    assert (same["QMF"], same["QWE"]) == ("not compared", "no return")


def test_a_crashed_rule_is_told_with_its_file() -> None:
    crash = Crash("A01", 5, "1", "ValueError")
    files = [
        Received(
            name,
            sha256=name,
            heading=YourIcb(your_icb=icb, reporting_month=OCTOBER),
            crashed=(crash,),
            content_mark=name,
        )
        for name, icb in (("a.xlsx", "QMF"), ("b.xlsx", "QOX"))
    ]
    assert consolidated(*files).crashed == (("a.xlsx", crash),)


def test_the_same_identifier_in_two_icbs_is_reported_and_counted_as_it_stands() -> None:
    row = {**OPEN_SAR, "Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    found = consolidated(received("a.xlsx", row), received("b.xlsx", row, icb="QKK"))
    assert findings_of(found, "E02") == [
        ("a.xlsx", "QMF", 5, "Identifier reference 1"),
        ("b.xlsx", "QKK", 5, "Identifier reference 1"),
    ]
    assert found.headline == (2, 2, 0)


def test_the_same_record_in_two_parts_is_reported() -> None:
    row = {**OPEN_SAR, "Identifier type 1": "Local", "Identifier reference 1": "A-17"}
    found = consolidated(received("a.xlsx", row, part="Adults"), received("b.xlsx", row, part="Children"))
    assert [file for file, _, _, _ in findings_of(found, "E02")] == ["a.xlsx", "b.xlsx"]


def test_a_record_after_the_month_shares_no_identifier_yet() -> None:
    identifier = {"Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    files = [
        received("a.xlsx", {**OPEN_SAR, **identifier}),
        received("b.xlsx", {**NOVEMBER_SAR, **identifier}, icb="QKK"),
    ]
    assert findings_of(consolidated(*files), "E02") == []


def test_changes_are_those_since_the_previous_summary() -> None:
    earlier = [
        PreviousRecord("QMF", "1", "QMF/1", (), "Open", "SAR Adult"),
        PreviousRecord("QMF", "2", "QMF/2", (), "Open", "SAR Adult"),
    ]
    files = [received("a.xlsx", {**CLOSED_SAR, "Record no.": 1}, {**OPEN_SAR, "Record no.": 3})]
    assert consolidated(*files).tables["changes"].rows == ()
    found = consolidated(*files, previous=PreviousSummary(SEPTEMBER, tuple(earlier)))
    assert found.tables["changes"].rows == (
        ("QMF", 3, "added late", "", "Open"),
        ("QMF", 1, "closed", "Open", "Closed"),
        ("QMF", 2, "disappeared", "Open", ""),
    )


def test_the_region_is_the_returns_own_or_england() -> None:
    london, elsewhere = received("a.xlsx"), received("b.xlsx", icb="QOX")
    assert region_for([london, received("c.xlsx", icb="QKK"), unread("d.xlsx", "No.")]) == "London"
    assert region_for([london, elsewhere]) == region_for([]) == "England"


def test_england_has_every_icb_of_the_month() -> None:
    found = consolidated(received("a.xlsx", OPEN_SAR), received("b.xlsx", OPEN_SAR, icb="QOX"), region="England")
    assert len(rows_of(found, "icb_totals")) == 42
    assert found.headline == (2, 2, 0)


def test_neither_the_order_of_the_files_nor_who_else_returned_changes_an_icb_s_figures() -> None:
    files = [received("a.xlsx", OPEN_SAR, CLOSED_SAR), received("b.xlsx", NO_STATUS, NOVEMBER_SAR, icb="QKK")]
    one, other = consolidated(*files), consolidated(*reversed(files))
    for name in set(PUBLISHED) - {"sources", "findings", "cases", "after_month"}:
        assert one.tables[name].rows == other.tables[name].rows
    alone = consolidated(files[0])
    of_qmf = [[row for row in rows_of(each, "icb_totals") if row["ICB code"] == "QMF"] for each in (one, alone)]
    assert of_qmf[0] == of_qmf[1]


# Columns that ICBs added


def with_added(file: str, added: Sequence[str], rows: Sequence[dict[str, Any]], *, icb: str = "QMF") -> Received:
    headers = [*HEADERS, TO_COMPLETE, *added]

    def spoil(book: Any, cases: Any) -> None:
        for number, row in enumerate(rows):
            for header, value in row.items():
                write_cell(book, cases, 4 + number, headers.index(header), value)

    return receive(file, written("", headers=headers, spoil=spoil, heading={**HEADING, "your_icb": icb}), today=TODAY)


def test_added_columns_follow_the_summary_s_own_and_those_of_one_name_are_one() -> None:
    found = consolidated(
        with_added("a.xlsx", ["Ward", "Team"], [{**OPEN_SAR, "Ward": "Elm", "Team": "North"}]),
        with_added("b.xlsx", ["Team"], [{**OPEN_SAR, "Team": "South"}], icb="QKK"),
    )
    assert found.tables["cases"].headers == (*CASES_COLUMNS, "Ward", "Team")
    assert [row[-2:] for row in found.tables["cases"].rows] == [("Elm", "North"), (None, "South")]


def test_an_added_column_named_like_one_of_the_summary_s_keeps_its_own_place() -> None:
    found = consolidated(
        with_added("a.xlsx", ["ics", "Ward"], [{**OPEN_SAR, "ics": "mine", "Ward": "Elm"}]),
        with_added("b.xlsx", ["WARD"], [{**OPEN_SAR, "WARD": "Oak"}], icb="QKK"),
    )
    assert found.tables["cases"].headers[len(CASES_COLUMNS) :] == ("ics (2)", "Ward", "WARD (2)")
    assert [row[-3:] for row in found.tables["cases"].rows] == [("mine", "Elm", None), (None, None, "Oak")]


# PID stops here


NEVER = ("999 000 0018", "9990000018", "07700 900123", "07700900123", "900123", "a.person", "example.org")
PLANTED = "Known as 999 000 0018, rang 07700 900123, wrote from a.person@example.org"
REFERENCES = {"Identifier reference 1", "Identifier reference 2", "Linked record", "Origin"}


@pytest.mark.parametrize("icb", ["QMF", "QOX"])
def test_no_personal_detail_of_any_cell_is_in_the_consolidation(icb: str) -> None:
    added = ["Contact 07700 900123", "999 000 0018", "Number"]
    texts = [{"Date added": date(2024, 3, 4), header: PLANTED} for header in [*HEADERS, *added]]
    numbers = [{"Comments": "x", header: 9990000018} for header in [*HEADERS, *added] if header not in REFERENCES]
    late = [{**row, "Date added": date(2024, 11, 1)} for row in (*texts, *numbers)]
    found = consolidated(with_added("a.xlsx", added, [*texts, *numbers, *late], icb=icb), region="England")
    assert len(found.tables["cases"].rows) + len(found.tables["after_month"].rows) == 2 * len([*texts, *numbers])
    assert len(found.tables["after_month"].rows) > len(texts)
    said = said_by(found)
    assert [text for text in said if any(word in text for word in NEVER)] == []
    withheld = [text for text in said if "[withheld: NHS number]" in text]
    assert len(withheld) > len(HEADERS), "the text around it stays"


def test_personal_detail_in_your_icb_is_not_in_the_consolidation() -> None:
    heading = {**HEADING, "return_part": "for a.person@example.org", "completed_by": "999 000 0018"}
    file = receive("a.xlsx", written("| Status | Record no. |\n| Open | 1 |", heading=heading), today=TODAY)
    assert [text for text in said_by(consolidated(file)) if any(word in text for word in NEVER)] == []


def test_the_search_itself_finds_what_is_there() -> None:
    review = CaseReview(comments=PLANTED)
    file = Received(
        "a.xlsx", sha256="a", heading=YourIcb(your_icb="QMF", reporting_month=OCTOBER), records=(record_of(review),)
    )
    assert any("a.person" in text for text in said_by(consolidated(file)))


def test_the_headline_is_the_month_s_own_line_and_no_earlier_one() -> None:
    closed = {**OPEN_SAR, "Status": "Closed", "Date added": date(2024, 10, 2), "Date closed": date(2024, 10, 9)}
    found = consolidated(received("a.xlsx", OPEN_SAR, OPEN_SAR, closed))
    assert rows_of(found, "monthly_totals")[1]["Total"] == 2
    assert found.headline == (3, 2, 1)
