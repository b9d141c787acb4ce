"""The bridge closes whatever the months hold, each step is what it says, and any month can be bridged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.bridge import Basis, Bridge, Step, bridge_between
from reports.bridge_tables import bridge_tables, parts_of
from reports.compared import compare, compared_tables
from reports.matching import CountedRecord, RecordsNow
from reports.previous import PreviousSummary, read_previous
from reports.published import PublishedTable
from reports.summary_workbook import summary_bytes
from tests.laws import tried
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, consolidated, counted, received, rows_of
from validators.month_end import Standing, standing_at
from validators.vocabularies.organisations import icbs_of

JUNE, AUGUST = date(2024, 6, 30), date(2024, 8, 31)
MARCH, IN_OCTOBER, IN_NOVEMBER = date(2024, 3, 4), date(2024, 10, 7), date(2024, 11, 7)
FIGURES = ("Total", "Open", "Closed", "Status not stated")


def record(record_no: str | None = "1", *, icb: str = "QMF", **fields: Any) -> CountedRecord:
    return counted(
        icb, **{"record_no": record_no, "status": "Open", "review_type": "SAR Adult", "date_added": MARCH} | fields
    )


def split(records: Sequence[CountedRecord]) -> RecordsNow:
    there = [one for one in records if one.standing != Standing.LATER]
    return RecordsNow(there, [one for one in records if one.standing == Standing.LATER])


def published(records: Sequence[CountedRecord], month: date = SEPTEMBER) -> PreviousSummary:
    """A month's summary as the next run reads it."""
    return PreviousSummary(
        month, tuple(one.as_published for one in split(records).records if one.standing != "after the month")
    )


def bridged(before: Sequence[CountedRecord], now: Sequence[CountedRecord], *, month: date = OCTOBER) -> Bridge:
    return bridge_between(split(now), month=month, since=SEPTEMBER, previous=published(before))[0]


def tables_of(bridge: Bridge) -> dict[str, PublishedTable]:
    return {table.name: table for table in bridge_tables(bridge, parts_of(bridge), icbs_of("London", on=bridge.month))}


def steps(bridge: Bridge) -> dict[str, tuple[int, ...]]:
    """Records and the four figures of each step that concerns any."""
    rows = tables_of(bridge)["bridge"].rows[1:-1]
    return {str(row[0]): tuple(int(str(cell)) for cell in row[2:]) for row in rows if row[2]}


@pytest.mark.parametrize(
    ("before", "now", "step", "moved"),
    [
        ([], [record(date_added=IN_OCTOBER)], Step.NEW, (1, 1, 1, 0, 0)),
        ([], [record(status="Closed", date_closed=MARCH)], Step.ADDED_LATE, (1, 1, 0, 1, 0)),
        ([record()], [], Step.DISAPPEARED, (1, -1, -1, 0, 0)),
        ([record()], [record(date_added=IN_NOVEMBER)], Step.AFTER_MONTH, (1, -1, -1, 0, 0)),
        ([record()], [record(status="Closed", date_closed=IN_OCTOBER)], Step.CLOSED, (1, 0, -1, 1, 0)),
        ([record(status="Closed", date_closed=MARCH)], [record()], Step.REOPENED, (1, 0, 1, -1, 0)),
        ([record(status="Closed", date_closed=MARCH)], [record(status=None)], Step.REOPENED, (1, 0, 0, -1, 1)),
        ([record(status=None)], [record()], Step.STATED, (1, 0, 1, 0, -1)),
        ([record()], [record(status=None)], Step.NOT_STATED, (1, 0, -1, 0, 1)),
        ([record(review_type="Rapid Review")], [record(review_type="CSPR Child")], Step.CONVERTED, (1, 0, 0, 0, 0)),
        ([record(review_type="Rapid Review")], [record(review_type=None)], Step.TYPE, (1, 0, 0, 0, 0)),
        ([record()], [record(review_type="SAR Adult - Converted")], Step.TYPE, (1, 0, 0, 0, 0)),
        ([record()], [record(icb="QKK", origin="QMF/1")], Step.ICB, (1, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_each_step(before: list[CountedRecord], now: list[CountedRecord], step: Step, moved: tuple[int, ...]) -> None:
    assert steps(bridged(before, now)) == {step.value: moved}


def test_a_record_whose_icb_was_taken_over_moved_by_a_merger() -> None:
    merged = record(icb="Z9B2Z", origin="QMJ/1")
    bridge = bridged([record(icb="QMJ")], [merged], month=date(2026, 4, 30))
    assert steps(bridge) == {"Moved by an ICB merger": (1, 0, 0, 0, 0)}
    by_icb = {row[0]: row[2:] for row in tables_of(bridge)["bridge_by_icb"].rows}
    assert by_icb["Z9B2Z"] == (0, 0, 0, 0, 0, 0, 0, 1, 0, 1)
    assert by_icb["QMJ"] == (1, 0, 0, 0, 0, 0, 0, 0, -1, 0)


def test_a_converted_rapid_review_leaves_its_type_and_comes_to_another() -> None:
    bridge = bridged([record(review_type="Rapid Review")], [record(review_type="Other statutory review")])
    by_type = {row[0]: row[1:] for row in tables_of(bridge)["bridge_by_type"].rows}
    assert by_type["Rapid Review"] == (1, 0, 0, 0, 0, 0, 0, 0, -1, 0)
    assert by_type["Not Stated"] == (0, 0, 0, 0, 0, 0, 0, 1, 0, 1)


# Which month it starts from


def test_without_an_earlier_summary_the_dates_tell_the_month_before() -> None:
    closed = {"Status": "Closed", "Date closed": IN_OCTOBER}
    rows: list[dict[str, Any]] = [{**OPEN_SAR}, {**OPEN_SAR, "Date added": IN_OCTOBER}, {**OPEN_SAR, **closed}]
    found = consolidated(received("a.xlsx", *rows))
    assert (found.compared.bridge.since, found.compared.bridge.basis) == (SEPTEMBER, Basis.DATES)
    told = {row["Step"]: tuple(row[name] for name in FIGURES) for row in rows_of(found, "bridge")}
    assert told["September 2024"] == (2, 2, 0, 0)
    assert (told["New"], told["Closed"]) == ((1, 1, 0, 0), (0, -1, 1, 0))
    assert told["October 2024"] == (3, 2, 1, 0)
    assert found.tables["changes"].rows == ()


def chain() -> PreviousSummary:
    """September's summary, made from August's."""
    august = consolidated(received("a.xlsx", numbered(1), numbered(2), numbered(3), month=AUGUST), month=AUGUST)
    in_september = {"Date added": date(2024, 9, 2)}
    september = consolidated(
        received("a.xlsx", numbered(1, **CLOSED), numbered(3), numbered(4, **in_september), month=SEPTEMBER),
        month=SEPTEMBER,
        previous=read_previous(summary_bytes(august)),
    )
    return read_previous(summary_bytes(september))


CLOSED = {"Status": "Closed", "Date closed": date(2024, 8, 20)}


def numbered(number: int, **cells: Any) -> dict[str, Any]:
    return {**OPEN_SAR, "Record no.": number, **cells}


def test_an_earlier_month_is_had_back_as_it_was_published() -> None:
    now = RecordsNow(
        [record("1"), record("3"), record("4", date_added=date(2024, 9, 2)), record("5", date_added=IN_OCTOBER)]
    )
    bridge, earlier = bridge_between(now, month=OCTOBER, since=AUGUST, previous=chain())
    assert bridge.basis is Basis.PUBLISHED
    assert sorted((one.record_no, one.status) for one in earlier.records) == [
        ("1", "Open"),
        ("2", "Open"),
        ("3", "Open"),
    ]
    # Closed in September and reopened in October: from August on nothing happened to it.
    assert steps(bridge) == {"New": (2, 2, 2, 0, 0), "Disappeared": (1, -1, -1, 0, 0)}


def test_a_month_that_no_summary_knows_is_taken_from_the_dates() -> None:
    july = date(2024, 7, 31)
    now = RecordsNow([record("1"), record("4", date_added=date(2024, 8, 2))])
    bridge, _ = bridge_between(now, month=OCTOBER, since=july, previous=chain())
    assert bridge.basis is Basis.DATES
    assert steps(bridge) == {"New": (1, 1, 1, 0, 0)}


# What was published, and what the records say now


def test_what_was_published_is_carried_forward_and_explained() -> None:
    now = [
        record("1"),
        record("3", status="Closed", date_closed=date(2024, 9, 3)),
        record("4", date_added=date(2024, 10, 2)),
        record("6"),
    ]
    found = compare(RecordsNow(now), chain(), month=OCTOBER)
    tables = {table.name: table for table in compared_tables(found, icbs_of("London", on=OCTOBER))}
    assert [row[:9] for row in tables["as_published"].rows] == [
        (AUGUST, 3, 3, 0, 0, 3, 3, 0, 0),
        (SEPTEMBER, 3, 2, 1, 0, 3, 2, 1, 0),
        (OCTOBER, 4, 3, 1, 0, 4, 3, 1, 0),
    ]
    assert [(f"{row[0]:%b}", *row[1:]) for row in tables["restated"].rows] == [
        ("Aug", "As published", 3, 3, 3, 0, 0),
        ("Aug", "Entered late", 1, 1, 1, 0, 0),
        ("Aug", "Removed", 1, -1, -1, 0, 0),
        ("Aug", "As the records say now", 3, 3, 3, 0, 0),
        ("Sep", "As published", 3, 3, 2, 1, 0),
        ("Sep", "Entered late", 1, 1, 1, 0, 0),
        ("Sep", "Dated after that month now", 1, -1, -1, 0, 0),
        ("Sep", "Closed by then, entered late", 1, 0, -1, 1, 0),
        ("Sep", "Reopened", 1, 0, 1, -1, 0),
        ("Sep", "As the records say now", 3, 3, 2, 1, 0),
    ]  # fmt: skip


def test_a_summary_that_was_written_before_there_was_a_history_is_where_it_begins() -> None:
    old = replace(chain(), published=(), history=())
    found = compare(RecordsNow([record("1")]), old, month=OCTOBER)
    assert [one.published.month for one in found.restated] == [SEPTEMBER]
    assert found.restated[0].published.figures == (3, 2, 1, 0)


# Laws

_records = st.lists(
    st.builds(
        record,
        st.sampled_from(["1", "2", "3", None]),
        icb=st.sampled_from(["QMF", "QKK"]),
        status=st.sampled_from([None, "Open", "Closed"]),
        review_type=st.sampled_from([None, "SAR Adult", "Rapid Review", "Other statutory review"]),
        date_added=st.sampled_from([None, MARCH, date(2024, 9, 2), IN_OCTOBER, IN_NOVEMBER]),
        date_closed=st.sampled_from([None, date(2024, 8, 2), date(2024, 9, 9), IN_OCTOBER]),
        identifier_reference_1=st.sampled_from([None, "2021/1", "2021/2"]),
        origin=st.sampled_from([None, "QMF/1"]),
    ),
    max_size=7,
)


def in_month(records: Sequence[CountedRecord], month: date) -> RecordsNow:
    """The same records as they stand in another reporting month."""
    return split([one._replace(standing=standing(one, month)) for one in records])


def standing(one: CountedRecord, month: date) -> str:
    return standing_at(one.record.review, end=month, reporting_month=month).value


def all_months(august: list[CountedRecord], september: list[CountedRecord]) -> PreviousSummary:
    """September's summary, with what it carries of August's."""
    first = in_month(august, AUGUST)
    then = PreviousSummary(AUGUST, tuple(one.as_published for one in first.records[: first.counted]))
    second = in_month(september, SEPTEMBER)
    found = compare(second, then, month=SEPTEMBER)
    records = tuple(one.as_published for one in second.records[: second.counted])
    known = (*(one.published for one in found.restated), found.this_month)
    return PreviousSummary(SEPTEMBER, records, published=known, history=found.history)


@tried(60)
@given(
    august=_records, september=_records, october=_records, since=st.sampled_from([AUGUST, SEPTEMBER, date(2024, 6, 30)])
)
def test_the_bridge_closes_from_any_month_in_every_figure(
    august: list[CountedRecord], september: list[CountedRecord], october: list[CountedRecord], since: date
) -> None:
    now = split(october)
    bridge, _ = bridge_between(now, month=OCTOBER, since=since, previous=all_months(august, september))
    tables = tables_of(bridge)
    first, *between, last = [tuple(int(str(cell)) for cell in row[3:]) for row in tables["bridge"].rows]
    assert tuple(map(sum, zip(first, *between, strict=True))) == last
    assert last[0] == now.counted
    for name in ("bridge_by_icb", "bridge_by_type"):
        rows = [[int(str(cell)) for cell in row if isinstance(cell, int)] for row in tables[name].rows]
        assert all(sum(row[:-1]) == row[-1] for row in rows)
        assert (sum(row[0] for row in rows), sum(row[-1] for row in rows)) == (first[0], last[0])


@tried(60)
@given(august=_records, september=_records, october=_records)
def test_every_published_month_is_explained_to_the_last_record(
    august: list[CountedRecord], september: list[CountedRecord], october: list[CountedRecord]
) -> None:
    previous = all_months(august, september)
    found = compare(split(october), previous, month=OCTOBER)
    assert [one.published.month for one in found.restated] == [AUGUST, SEPTEMBER]
    for one in found.restated:
        assert one.records == one.published.figures
        explained = [step for records in one.reasons.values() for _, step in records]
        assert tuple(map(sum, zip(one.published.figures, *explained, strict=True))) == one.now


@tried(60)
@given(august=_records, september=_records)
def test_the_history_gives_back_the_month_before(august: list[CountedRecord], september: list[CountedRecord]) -> None:
    first = in_month(august, AUGUST)
    previous = all_months(august, september)
    _, earlier = bridge_between(RecordsNow([]), month=OCTOBER, since=AUGUST, previous=previous)
    assert sorted(map(repr, earlier.records)) == sorted(
        repr(one.as_published) for one in first.records[: first.counted]
    )
