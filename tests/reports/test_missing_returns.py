"""Who was expected, who has returned, whose records stand in, and what nobody knows of a missing ICB's records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate
from reports.previous import read_previous
from reports.receiving import Received
from reports.summarised import receive_summary
from reports.summary_workbook import summary_bytes
from tests.laws import tried
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, consolidated, received, record_of, rows_of
from validators.case_review import CaseReview
from validators.regions import in_region, read_pack, shipped_files
from validators.vocabularies.organisations import icbs_of
from validators.your_icb import YourIcb

NOVEMBER = date(2024, 11, 30)
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
CLOSED_SAR = {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 9, 2)}


def month_of(
    files: Sequence[Received], month: date, before: Consolidation | None = None, *, carry: bool = False, **more: Any
) -> Consolidation:
    """A month's consolidation, made from the workbook of the month before."""
    choice = Choice(month, more.get("region", "London"))
    if before is None:
        return consolidate(files, choice=choice)
    summary = summary_bytes(before)
    held = receive_summary(f"{before.month:%B}.xlsx", summary) if carry else []
    return consolidate(files, choice=choice, previous=read_previous(summary), held=held)


def whole(icb: str, *rows: Any, month: date, **more: Any) -> Received:
    part = more.get("part", "Whole")
    return received(f"{icb} {part} {month:%b}.xlsx", *rows, icb=icb, month=month, **more)


def expected(found: Consolidation) -> dict[tuple[str, str], str]:
    rows = rows_of(found, "returns_expected")
    return {(row["ICB code"], row["Part of return"]): row["Return"] for row in rows}


def of_icb(found: Consolidation, code: str) -> dict[str, Any]:
    return next(row for row in rows_of(found, "icb_totals") if row["ICB code"] == code)


def kinds(found: Consolidation) -> Counter[str]:
    return Counter(row["Change"] for row in rows_of(found, "changes"))


def bridged(before: Consolidation, after: Consolidation) -> int:
    """Last month's total, taken to this month's by the counts of changes."""
    change = kinds(after)
    came = change["new"] + change["added late"] + change["no return last month"]
    return before.headline[0] + came - change["disappeared"] - change["no return this month"]


# Who was expected


def test_every_icb_of_the_month_is_expected_and_those_that_are_missing_are_named() -> None:
    found = month_of([whole("QMF", OPEN_SAR, month=OCTOBER)], OCTOBER)
    assert expected(found) == {
        ("QMJ", "Whole"): "no return", ("QMF", "Whole"): "counted", ("QRV", "Whole"): "no return",
        ("QKK", "Whole"): "no return", ("QWE", "Whole"): "no return",
    }  # fmt: skip
    assert found.tables["returns_by_month"].rows == ((OCTOBER, 5, 1, 0, "QMJ, QRV, QKK, QWE"),)


def test_after_a_merger_the_successor_is_expected() -> None:
    assert [code for code, _ in expected(month_of([], MARCH))] == ["QMJ", "QMF", "QRV", "QKK", "QWE"]
    assert [code for code, _ in expected(month_of([], APRIL))] == ["QMF", "QKK", "QWE", "Z9B2Z"]


def test_a_return_is_told_with_its_file_day_version_and_rows_and_what_else_arrived() -> None:
    files = [
        received("one.xlsx", OPEN_SAR, number=1),
        received("two.xlsx", OPEN_SAR, CLOSED_SAR, number=2, saved_on=date(2024, 11, 6)),
        received("late.xlsx", OPEN_SAR, month=SEPTEMBER),
    ]
    row = next(row for row in rows_of(month_of(files, OCTOBER), "returns_expected") if row["ICB code"] == "QMF")
    assert (row["File"], row["Return number"], row["Saved on"], row["Rows"]) == ("two.xlsx", 2, date(2024, 11, 6), 2)
    assert (row["Superseded"], row["Set aside"], row["Template version"]) == (1, 1, files[0].template_version)
    assert "one.xlsx: superseded. two.xlsx takes its place." in row["What happened"]
    assert "late.xlsx: set aside. The return is for September 2024" in row["What happened"]


def test_a_part_that_returned_last_month_is_expected_until_it_returns_or_the_whole_does() -> None:
    parts = [whole("QMF", OPEN_SAR, month=SEPTEMBER, part=part) for part in ("Adults", "Children")]
    september = month_of(parts, SEPTEMBER)
    october = month_of([whole("QMF", OPEN_SAR, month=OCTOBER, part="adults")], OCTOBER, september)
    assert expected(october)["QMF", "adults"] == "counted"
    assert expected(october)["QMF", "Children"] == "no return"
    assert of_icb(october, "QMF")["Return"] == "in part: Children missing"
    november = month_of([], NOVEMBER, october)
    assert {part for code, part in expected(november) if code == "QMF"} == {"adults", "Children"}
    complete = month_of([whole("QMF", OPEN_SAR, month=NOVEMBER)], NOVEMBER, october)
    assert [part for code, part in expected(complete) if code == "QMF"] == ["Whole"]
    assert of_icb(complete, "QMF")["Return"] == "counted"


# What nobody knows of


def test_a_missing_icb_s_records_have_not_disappeared_and_are_merely_back_when_it_returns() -> None:
    def files(month: date, *icbs: str) -> list[Received]:
        return [whole(icb, {**OPEN_SAR, "Record no.": 1}, {**CLOSED_SAR, "Record no.": 2}, month=month) for icb in icbs]

    september = month_of(files(SEPTEMBER, "QMF", "QKK"), SEPTEMBER)
    october = month_of(files(OCTOBER, "QKK"), OCTOBER, september)
    assert kinds(october) == {"no return this month": 2}
    november = month_of(files(NOVEMBER, "QMF", "QKK"), NOVEMBER, october)
    assert kinds(november) == {"no return last month": 2}
    assert bridged(september, october) == october.headline[0] == 2
    assert bridged(october, november) == november.headline[0] == 4
    coverage = [(row["Month"], row["ICBs counted"]) for row in rows_of(november, "returns_by_month")]
    assert coverage == [(SEPTEMBER, 2), (OCTOBER, 1), (NOVEMBER, 2)]


def test_only_the_missing_part_is_unknown() -> None:
    adults, children = ({**OPEN_SAR, "Record no.": number} for number in (1, 2))
    september = month_of(
        [
            whole("QMF", adults, {**adults, "Record no.": 5}, month=SEPTEMBER, part="Adults"),
            whole("QMF", children, month=SEPTEMBER, part="Children"),
        ],
        SEPTEMBER,
    )
    october = month_of([whole("QMF", adults, month=OCTOBER, part="Adults")], OCTOBER, september)
    assert kinds(october) == {"disappeared": 1, "no return this month": 1}
    assert bridged(september, october) == october.headline[0]


# What is carried forward


def test_a_missing_icb_is_carried_forward_and_marked_wherever_it_counts() -> None:
    september = month_of(
        [
            whole("QMF", OPEN_SAR, {**OPEN_SAR, "Date added": date(2024, 10, 3)}, month=SEPTEMBER, own_total=2),
            whole("QKK", OPEN_SAR, month=SEPTEMBER),
        ],
        SEPTEMBER,
    )
    october = month_of([whole("QKK", OPEN_SAR, month=OCTOBER)], OCTOBER, september, carry=True)
    assert october.headline == (3, 3, 0)
    assert of_icb(october, "QMF")["Return"] == "carried forward from September 2024"
    assert [row["Carried from"] for row in rows_of(october, "cases")] == [None, SEPTEMBER, SEPTEMBER]
    source = rows_of(october, "sources")[-1]
    assert (source["File"], source["Status"]) == ("September.xlsx > QMF Whole Sep.xlsx", "carried forward")
    assert (source["Month"], source["Rows read"], source["Rows counted"]) == (SEPTEMBER, 2, 2)
    assert expected(october)["QMF", "Whole"] == "carried forward"
    assert kinds(october) == {"new": 1}, "what September knew of and did not count yet counts by now"
    declared = {row["ICB code"]: row["Declared total"] for row in rows_of(october, "reconciliation")}
    assert declared["QMF"] is None, "September's own count says nothing of October"


def test_what_is_carried_on_keeps_the_month_and_file_of_its_last_return() -> None:
    september = month_of([whole("QMF", OPEN_SAR, month=SEPTEMBER)], SEPTEMBER)
    october = month_of([], OCTOBER, september, carry=True)
    november = month_of([], NOVEMBER, october, carry=True)
    (case,) = rows_of(november, "cases")
    assert (case["Carried from"], case["Source file"]) == (SEPTEMBER, "September.xlsx > QMF Whole Sep.xlsx")
    returned = month_of([whole("QMF", OPEN_SAR, month=NOVEMBER)], NOVEMBER, october, carry=True)
    assert [row["Carried from"] for row in rows_of(returned, "cases")] == [None]


def test_a_missing_successor_is_carried_forward_from_the_icbs_before_it() -> None:
    rows = {icb: {**OPEN_SAR, "Record no.": 1} for icb in ("QMJ", "QRV", "QMF")}
    march = month_of([whole(icb, row, month=MARCH) for icb, row in rows.items()], MARCH)
    april = month_of([whole("QMF", rows["QMF"], month=APRIL)], APRIL, march, carry=True)
    assert of_icb(april, "Z9B2Z")["Total"] == 2
    assert of_icb(april, "Z9B2Z")["Return"] == "carried forward from March 2026"
    assert [row["ICB code"] for row in rows_of(april, "icb_totals")] == ["QMF", "QKK", "QWE", "Z9B2Z"]
    assert kinds(april) == {"ICB changed": 2}
    without = month_of([whole("QMF", rows["QMF"], month=APRIL)], APRIL, march)
    assert kinds(without) == {"no return this month": 2}


def test_a_divided_icb_is_never_carried_forward_by_its_code() -> None:
    march = month_of([whole("QM7", OPEN_SAR, month=MARCH)], MARCH, region="East of England")
    april = month_of([], APRIL, march, carry=True, region="East of England")
    assert april.headline == (0, 0, 0)
    assert kinds(april) == {"no return this month": 1}


# Laws, over months of which any return may be missing

LONDON = [icb.code for icb in icbs_of("London", on=OCTOBER)][:3]
_records = st.dictionaries(
    st.sampled_from([1, 2, 3]),
    st.sampled_from(
        [
            {"status": "Open", "date_added": date(2024, 3, 4)},
            {"status": "Closed", "date_added": date(2024, 3, 4), "date_closed": date(2024, 10, 2)},
            {"status": "Open", "date_added": date(2024, 10, 8)},
        ]
    ),
    max_size=3,
)
_months = st.lists(st.dictionaries(st.sampled_from(LONDON), _records, max_size=3), min_size=2, max_size=3)


def _files(month: date, returns: dict[str, dict[int, Any]]) -> Iterable[Received]:
    for icb, records in returns.items():
        reviews = [CaseReview(record_no=str(number), **fields) for number, fields in records.items()]
        mark = f"{icb} {month}"
        yield Received(
            f"{icb}.xlsx",
            sha256=mark,
            heading=YourIcb(your_icb=icb, reporting_month=month),
            records=tuple(record_of(review, icb=icb) for review in reviews),
            content_mark=mark,
        )


@tried(10)
@given(months=_months, carry=st.booleans())
def test_the_bridge_closes_whoever_is_missing(months: list[dict[str, dict[int, Any]]], carry: bool) -> None:
    before: Consolidation | None = None
    for end, returns in zip((SEPTEMBER, OCTOBER, NOVEMBER), months, strict=False):
        found = month_of(list(_files(end, returns)), end, before, carry=carry)
        if before is not None:
            assert bridged(before, found) == found.headline[0]
            gone = {row["ICB code"] for row in rows_of(found, "changes") if row["Change"] == "disappeared"}
            assert gone <= set(returns), "only an ICB that returned can have lost a record"
            if carry:
                assert kinds(found)["no return this month"] == 0
        assert sum(row["Total"] for row in rows_of(found, "icb_totals")) == found.headline[0]
        for row in rows_of(found, "sources"):
            assert row["Rows read"] == row["Rows counted"] + row["Rows after the month"] + row["Rows set aside"]
        carried = [row for row in rows_of(found, "cases") if row["Carried from"]]
        assert {row["ICB counted"] for row in carried}.isdisjoint(returns)
        before = found


@pytest.mark.parametrize("carry", [True, False])
def test_a_month_without_a_change_of_its_own_has_none(carry: bool) -> None:
    files = [whole(icb, {**OPEN_SAR, "Record no.": 1}, month=SEPTEMBER) for icb in LONDON]
    september = month_of(files, SEPTEMBER)
    later = [whole(icb, {**OPEN_SAR, "Record no.": 1}, month=OCTOBER) for icb in LONDON]
    assert kinds(month_of(later, OCTOBER, september, carry=carry)) == {}


def test_the_parts_that_a_region_lists_are_expected_and_named_where_they_are_missing() -> None:
    """From the day on which they are, and whatever came last month."""
    parts = "icb,part,valid_from,valid_to\nQMF,Adults,,\nQMF,Children,2024-10-01,\nQKK,Adults,,2024-09-30\n"
    files = shipped_files("london") | {"expected_parts.csv": parts}
    returns = [received("a.xlsx", OPEN_SAR, part="Adults")]
    with in_region(read_pack(files)):
        found = consolidated(*returns)
        before = consolidated(*(received("a.xlsx", OPEN_SAR, part="Adults", month=SEPTEMBER),), month=SEPTEMBER)
    rows = [(row["ICB code"], row["Part of return"], row["Return"]) for row in rows_of(found, "returns_expected")]
    assert {row for row in rows if row[0] in ("QMF", "QKK")} == {
        ("QKK", "Whole", "no return"), ("QMF", "Adults", "counted"), ("QMF", "Children", "no return")
    }  # fmt: skip
    assert "QMF" in rows_of(found, "returns_by_month")[-1]["Missing"]
    assert [row["Part of return"] for row in rows_of(before, "returns_expected") if row["ICB code"] == "QMF"] == [
        "Adults"
    ]
    assert found.broken_sums == before.broken_sums == ()
