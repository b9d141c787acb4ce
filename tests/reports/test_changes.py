"""What changed since last month's summary: each kind of change, how records find each other, none used twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.changes import Change, ChangeKind, changes_since
from reports.matching import CountedRecord, RecordsNow
from reports.previous import PreviousRecord, PreviousSummary
from tests.laws import tried
from tests.reports.made_up_returns import OCTOBER, SEPTEMBER, counted
from validators.case_review import CaseReview
from validators.month_end import Standing

MARCH, IN_OCTOBER = date(2024, 3, 4), date(2024, 10, 7)


def before(
    record_no: str = "1",
    *,
    icb: str = "QMF",
    origin: str | None = None,
    references: tuple[str, ...] = (),
    status: str = "Open",
    review_type: str = "SAR Adult",
) -> PreviousRecord:
    return PreviousRecord(
        icb, record_no, f"{icb}/{record_no}" if origin is None else origin, references, status, review_type
    )


def now(record_no: str | None = "1", *, icb: str = "QMF", **fields: Any) -> CountedRecord:
    fields = {"status": "Open", "review_type": "SAR Adult", "date_added": MARCH, **fields}
    return counted(icb, record_no=record_no, **fields)


def changes(earlier: Sequence[PreviousRecord], later: Sequence[CountedRecord]) -> list[Change]:
    return changes_since(PreviousSummary(SEPTEMBER, tuple(earlier)), RecordsNow(later).pairs(earlier))


def told(earlier: Sequence[PreviousRecord], later: Sequence[CountedRecord]) -> list[tuple[str, ...]]:
    return [(one.icb, one.record_no, one.kind.value, one.before, one.after) for one in changes(earlier, later)]


def test_nothing_changed() -> None:
    assert told([before()], [now()]) == []
    assert told([], []) == []


def test_a_record_added_after_last_month_is_new() -> None:
    assert told([], [now(date_added=date(2024, 10, 1))]) == [("QMF", "1", "new", "", "Open")]


def test_a_record_added_in_a_month_that_was_reported_already_is_added_late() -> None:
    assert told([], [now(date_added=SEPTEMBER)]) == [("QMF", "1", "added late", "", "Open")]
    commissioned = now(date_added=None, date_commissioned=MARCH)
    assert told([], [commissioned]) == [("QMF", "1", "added late", "", "Open")]


def test_a_record_without_any_date_counts_from_this_month_and_is_new() -> None:
    assert told([], [now(date_added=None)]) == [("QMF", "1", "new", "", "Open")]


def test_closed_and_reopened() -> None:
    closed = now(status="Closed", date_closed=IN_OCTOBER)
    assert told([before()], [closed]) == [("QMF", "1", "closed", "Open", "Closed")]
    assert told([before(status="Closed")], [now()]) == [("QMF", "1", "reopened", "Closed", "Open")]


def test_closing_after_the_month_changes_nothing_yet() -> None:
    assert told([before()], [now(status="Closed", date_closed=date(2024, 11, 1))]) == []


def test_a_status_that_was_not_stated_is_not_reopened_when_it_is() -> None:
    assert told([before(status="Not Stated")], [now()]) == []
    assert told([before()], [now(status=None)]) == []
    assert told([before(status="Not Stated")], [now(status="Closed")]) == [
        ("QMF", "1", "closed", "Not Stated", "Closed")
    ]
    assert told([before(status="Closed")], [now(status=None)]) == [("QMF", "1", "reopened", "Closed", "Not Stated")]


def test_a_type_that_changed() -> None:
    converted = now(review_type="SAR Adult - Converted")
    assert told([before()], [converted]) == [("QMF", "1", "type changed", "SAR Adult", "SAR Adult - Converted")]
    untyped = now(review_type=None)
    assert told([before()], [untyped]) == [("QMF", "1", "type changed", "SAR Adult", "Not Stated")]


def test_a_record_that_another_icb_returns_now() -> None:
    moved = now("12", icb="QKK", origin="QMF/1")
    assert told([before()], [moved]) == [("QKK", "12", "ICB changed", "QMF", "QKK")]


def test_a_record_that_is_gone() -> None:
    assert told([before("7", status="Closed")], []) == [("QMF", "7", "disappeared", "Closed", "")]


def test_a_record_that_is_dated_after_the_month_now_has_left_the_total_and_not_its_return() -> None:
    later = now("7", date_added=date(2024, 11, 4))
    pairs = RecordsNow([], [later]).pairs([before("7")])
    (change,) = changes_since(PreviousSummary(SEPTEMBER, (before("7"),)), pairs)
    assert (change.kind.value, change.before, change.after) == ("disappeared", "Open", "after the month")


def test_a_record_that_counts_finds_its_like_before_one_that_is_dated_later() -> None:
    later = now("1", date_added=date(2024, 11, 4), identifier_reference_1="2021/1")
    counts = now("9", origin="QKK/9", identifier_reference_1="2021/1")
    earlier = [before("1", references=("2021/1",))]
    by_place = {pair.place: pair.before for pair in RecordsNow([counts], [later]).pairs(earlier)}
    assert by_place == {0: earlier[0], 1: None}


def test_one_record_can_change_in_several_ways() -> None:
    moved = now(icb="QKK", origin="QMF/1", status="Closed", date_closed=IN_OCTOBER, review_type="DHR Adult")
    kinds = [kind for _, _, kind, _, _ in told([before()], [moved])]
    assert kinds == ["closed", "type changed", "ICB changed"]


def test_matched_by_origin_even_where_the_reference_changed() -> None:
    earlier = [before(references=("2021/1",))]
    assert told(earlier, [now(identifier_reference_1="2021/2")]) == []


def test_matched_by_reference_where_the_origin_is_another() -> None:
    earlier = [before("1", references=("2021/12345",))]
    assert told(earlier, [now("88", identifier_reference_1="2021/12345")]) == []
    assert told(earlier, [now("88", identifier_reference_2=" 2021 / 12345 ")]) == []


def test_matched_by_reference_where_there_is_no_origin() -> None:
    earlier = [before("1", origin="", references=("AB-1",))]
    assert told(earlier, [now(None, identifier_reference_1="ab-1")]) == []


def test_an_empty_origin_matches_no_empty_origin() -> None:
    found = told([before("1", origin="")], [now(None)])
    assert [kind for _, _, kind, _, _ in found] == ["added late", "disappeared"]


def test_a_placeholder_is_no_reference() -> None:
    earlier = [before("1", icb="QKK", references=("TBC", "n/a"))]
    later = [now("2", identifier_reference_1="TBC", identifier_reference_2="N/A")]
    assert told(earlier, later) == [("QKK", "1", "disappeared", "Open", ""), ("QMF", "2", "added late", "", "Open")]


def test_origin_goes_before_reference_whatever_the_order_of_the_records() -> None:
    earlier = [before("1", references=("2021/1",))]
    by_origin = now("1", status="Closed", date_closed=IN_OCTOBER)
    by_reference = now("2", identifier_reference_1="2021/1")
    expected = [("QMF", "1", "closed", "Open", "Closed"), ("QMF", "2", "added late", "", "Open")]
    for later in ([by_origin, by_reference], [by_reference, by_origin]):
        assert sorted(told(earlier, later)) == sorted(expected)


def test_each_previous_record_is_used_once() -> None:
    earlier = [before("1", references=("2021/1",))]
    twins = [now("1", identifier_reference_1="2021/1"), now("9", identifier_reference_1="2021/1")]
    assert told(earlier, twins) == [("QMF", "9", "added late", "", "Open")]
    doubled = [now("1"), now("1")]
    assert told(earlier, doubled) == [("QMF", "1", "added late", "", "Open")]


def test_two_previous_records_of_one_origin_match_two() -> None:
    assert told([before("1"), before("1")], [now("1"), now("1")]) == []
    assert told([before("1"), before("1")], [now("1")]) == [("QMF", "1", "disappeared", "Open", "")]


def test_changes_stand_by_icb_then_kind_then_record_number_as_a_number() -> None:
    earlier = [before("5", icb="QWE"), before("3")]
    later = [now("10"), now("9"), now("2", icb="QKK", date_added=IN_OCTOBER), now("11", date_added=IN_OCTOBER)]
    assert [(icb, number, kind) for icb, number, kind, _, _ in told(earlier, later)] == [
        ("QKK", "2", "new"),
        ("QMF", "11", "new"),
        ("QMF", "9", "added late"),
        ("QMF", "10", "added late"),
        ("QMF", "3", "disappeared"),
        ("QWE", "5", "disappeared"),
    ]


_numbers = st.sampled_from(["1", "2", "3", None])
_references = st.sampled_from([None, "2021/1", "2021/2", "TBC"])
_types = st.sampled_from([None, "SAR Adult", "DHR Adult"])
_days = st.sampled_from([None, MARCH, IN_OCTOBER])
_icbs = st.sampled_from(["QMF", "QKK"])
_later = st.builds(
    now,
    _numbers,
    icb=_icbs,
    status=st.sampled_from([None, "Open", "Closed"]),
    review_type=_types,
    date_added=_days,
    identifier_reference_1=_references,
    identifier_reference_2=_references,
    origin=st.sampled_from([None, "QMF/1"]),
)


def as_previous(record: CountedRecord) -> PreviousRecord:
    """A counted record as the summary of its month shows it."""
    review: CaseReview = record.record.review
    references = tuple(text for text in (review.identifier_reference_1, review.identifier_reference_2) if text)
    return PreviousRecord(record.icb, record.record_no, record.origin, references, record.standing, record.review_type)


@tried(200)
@given(earlier=st.lists(_later, max_size=6), later=st.lists(_later, max_size=6))
def test_every_record_is_accounted_for(earlier: list[CountedRecord], later: list[CountedRecord]) -> None:
    found = changes([as_previous(one) for one in earlier], later)
    kinds = Counter(one.kind for one in found)
    arrived = kinds[ChangeKind.NEW] + kinds[ChangeKind.ADDED_LATE]
    assert len(later) - arrived == len(earlier) - kinds[ChangeKind.DISAPPEARED]

    closed = Standing.CLOSED.value
    came = sum(one.after == closed and not one.before for one in found)
    went = sum(one.before == closed and not one.after for one in found)
    grown = sum(one.standing == closed for one in later) - sum(one.standing == closed for one in earlier)
    assert grown == came - went + kinds[ChangeKind.CLOSED] - kinds[ChangeKind.REOPENED]


@tried(100)
@given(records=st.lists(_later, max_size=8))
def test_a_month_against_itself_has_no_change(records: list[CountedRecord]) -> None:
    known = [one for one in records if one.origin]
    distinct = list({one.origin: one for one in known}.values())
    earlier = tuple(map(as_previous, distinct))
    assert changes_since(PreviousSummary(OCTOBER, earlier), RecordsNow(distinct).pairs(earlier)) == []
