"""The figures' laws hold for any mix of records: what is counted adds up, in every table and every month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures.cases import REVIEW_GROUPS, cases_frame
from reports.figures.mentions import mention_counts, mention_ranks
from reports.figures.totals import icb_totals, monthly_flow, monthly_totals, reconciliation, review_types
from reports.months import month_ends
from tests.laws import tried
from tests.reports.any_reviews import CODES, LONDON, Counted, days, records_of, terms
from tests.reports.made_up_returns import OCTOBER, record_of
from validators.case_review import CaseReview
from validators.month_end import Standing, standing_at
from validators.vocabularies import vocabulary
from validators.your_icb import YourIcb

MONTHS = month_ends(OCTOBER, number=6)
COUNTS = ["Total", "Open", "Closed", "Status not stated"]


# Every field may be empty; days crowd around the ends of the months shown, and reach beyond them on both sides.
_edges = [end + timedelta(days=days) for end in month_ends(date(2024, 12, 31), number=10) for days in (-1, 0, 1)]
_days = days(edges=_edges, since=date(2023, 1, 1))


reviews = st.builds(
    CaseReview,
    status=terms("status"),
    review_type=terms("review_type"),
    date_added=_days,
    date_commissioned=_days,
    date_referred=_days,
    date_closed=_days,
    date_published=_days,
    date_signed_off=_days,
    **{field: terms(field) for field in ("theme_1", "theme_2", "theme_3", "learning_1", "learning_2", "learning_3")},
)
counted_records = records_of(reviews)
any_mix = tried(30)


def framed(records: Counted) -> pd.DataFrame:
    """The frame of those that the month counts, as the consolidation makes it."""
    there = [
        (icb, record_of(review, icb=icb))
        for icb, review in records
        if standing_at(review, end=OCTOBER, reporting_month=OCTOBER) is not Standing.LATER
    ]
    return cases_frame(there, reporting_month=OCTOBER)


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.to_dict("records")


def added_up(table: pd.DataFrame) -> list[int]:
    return [int(table[column].sum()) for column in COUNTS]


def plain_count(reviews: Iterable[CaseReview], end: date) -> list[int]:
    """Total, open, closed, status not stated at a month's end, counted one by one."""
    found = Counter(standing_at(review, end=end, reporting_month=OCTOBER) for review in reviews)
    three = [found[Standing.OPEN], found[Standing.CLOSED], found[Standing.NOT_STATED]]
    return [sum(three), *three]


def of_one(**fields: Any) -> list[list[int]]:
    """Total, open, closed, status not stated of one review at each month's end, May to October."""
    table = monthly_totals(framed([("QMF", CaseReview(**fields))]), MONTHS)
    return table[COUNTS].to_numpy().tolist()


ABSENT, IS_OPEN, IS_CLOSED, NO_STATUS = [0, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1]


# Laws


@any_mix
@given(counted_records)
def test_each_month_is_a_plain_count_as_at_its_own_end(records: Counted) -> None:
    table = monthly_totals(framed(records), MONTHS)
    assert list(table.columns) == ["Month", *COUNTS]
    assert table["Month"].tolist() == MONTHS
    for row in rows(table):
        expected = plain_count((review for _, review in records), row["Month"])
        assert [row[column] for column in COUNTS] == expected


@any_mix
@given(counted_records)
def test_every_table_adds_to_the_month_s_total(records: Counted) -> None:
    frame = framed(records)
    month = rows(monthly_totals(frame, MONTHS))[-1]
    headline = [month[column] for column in COUNTS]
    types, icbs = review_types(frame), icb_totals(frame, LONDON, dict.fromkeys(CODES, "counted"))
    assert added_up(types) == added_up(icbs) == headline
    for row in [*rows(types), *rows(icbs), *rows(monthly_totals(frame, MONTHS))]:
        assert row["Total"] == row["Open"] + row["Closed"] + row["Status not stated"]


@any_mix
@given(counted_records)
def test_the_flow_explains_how_totals_and_closed_reviews_moved(records: Counted) -> None:
    frame = framed(records)
    stock, flow = rows(monthly_totals(frame, MONTHS)), rows(monthly_flow(frame, MONTHS))
    assert [row["Month"] for row in flow] == MONTHS
    for earlier, later, moved in zip(stock, stock[1:], flow[1:], strict=False):
        assert later["Total"] - earlier["Total"] == moved["Added"]
        assert later["Closed"] - earlier["Closed"] == moved["Closed in the month"]


@any_mix
@given(counted_records)
def test_review_types_are_counted_one_by_one(records: Counted) -> None:
    found = Counter(
        (NOT_STATED if review.review_type in (None, "Other statutory review") else review.review_type, standing.value)
        for _, review in records
        if (standing := standing_at(review, end=OCTOBER, reporting_month=OCTOBER)) is not Standing.LATER
    )
    for row in rows(review_types(framed(records))):
        assert (row["Open"], row["Closed"], row["Status not stated"]) == tuple(
            found[row["Review type"], standing] for standing in ("Open", "Closed", "Not Stated")
        )


NOT_STATED = "Not Stated"
BOTH_KINDS = pytest.mark.parametrize(
    ("name", "header", "stem"), [("themes", "Theme", "theme"), ("learning", "Learning", "learning")]
)


@BOTH_KINDS
@any_mix
@given(records=counted_records)
def test_mentions_by_group_add_to_the_total_and_are_counted_one_by_one(
    name: str, header: str, stem: str, records: Counted
) -> None:
    table = mention_counts(framed(records), name, header)
    assert list(table.columns) == [header, "Total", *REVIEW_GROUPS]
    assert table[header].tolist() == [term.code for term in vocabulary(name).counted]
    types = vocabulary("review_types")
    found = Counter(
        (getattr(review, f"{stem}_{place}"), types[review.review_type or NOT_STATED].details["review_group"])
        for _, review in records
        if standing_at(review, end=OCTOBER, reporting_month=OCTOBER) is not Standing.LATER
        for place in (1, 2, 3)
    )
    for row in rows(table):
        by_group = [row[group] for group in REVIEW_GROUPS]
        assert by_group == [found[row[header], group] for group in REVIEW_GROUPS]
        assert row["Total"] == sum(by_group)


@BOTH_KINDS
@any_mix
@given(records=counted_records)
def test_ranks_are_dense_descending_and_hold_every_term_that_is_mentioned(
    name: str, header: str, stem: str, records: Counted
) -> None:
    counts = mention_counts(framed(records), name, header)
    ranks = mention_ranks(counts, header)
    assert list(ranks.columns) == ["Reviews", "Rank", header, "Mentions"]
    order = counts[header].tolist()
    groups = ["Overall", *REVIEW_GROUPS]
    assert [group for group in groups if group in set(ranks["Reviews"])] == list(dict.fromkeys(ranks["Reviews"]))
    for group in groups:
        column = counts["Total" if group == "Overall" else group]
        mentioned = {term: int(count) for term, count in zip(order, column, strict=True) if count}
        ranked = [row for row in rows(ranks) if row["Reviews"] == group]
        assert [row["Rank"] for row in ranked] == list(range(1, len(ranked) + 1))
        assert [row["Mentions"] for row in ranked] == sorted(set(mentioned.values()), reverse=True)
        for row in ranked:
            tied = [term for term in order if mentioned.get(term) == row["Mentions"]]
            assert row[header] == " / ".join(tied)


@any_mix
@given(
    records=counted_records,
    declared=st.lists(st.tuples(st.sampled_from(CODES), *[st.none() | st.integers(0, 9)] * 3), max_size=8),
)
def test_a_difference_is_declared_minus_counted_and_blank_where_a_part_declares_nothing(
    records: Counted, declared: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    headings: dict[str, list[YourIcb]] = {}
    for code, total, opened, closed in declared:
        headings.setdefault(code, []).append(YourIcb(own_total=total, own_open=opened, own_closed=closed))
    totals = icb_totals(framed(records), LONDON, dict.fromkeys(headings, "counted"))
    counted = {row["ICB code"]: row for row in rows(totals)}
    for row in rows(reconciliation(totals, headings)):
        for name, field in (("total", "own_total"), ("open", "own_open"), ("closed", "own_closed")):
            own = [getattr(heading, field) for heading in headings.get(row["ICB code"], [])]
            expected = None if not own or None in own else sum(own)
            difference = row["Difference" if name == "total" else f"Difference {name}"]
            assert row[f"Declared {name}"] == expected
            assert row[f"Counted {name}"] == counted[row["ICB code"]][name.title()]
            assert difference == (None if expected is None else expected - row[f"Counted {name}"])


# No records at all


def test_no_records_make_tables_of_zeros() -> None:
    frame = cases_frame([], reporting_month=OCTOBER)
    assert monthly_totals(frame, MONTHS)[COUNTS].to_numpy().tolist() == [ABSENT] * 6
    assert monthly_flow(frame, MONTHS)[["Added", "Closed in the month"]].to_numpy().tolist() == [[0, 0]] * 6
    assert added_up(review_types(frame)) == ABSENT
    assert added_up(icb_totals(frame, LONDON, {})) == ABSENT
    for name in ("themes", "learning"):
        counts = mention_counts(frame, name, "Term")
        assert len(counts) == len(vocabulary(name).counted)
        assert int(counts["Total"].sum()) == 0
        assert mention_ranks(counts, "Term").empty


# The month is a cut-off


def test_a_review_is_there_from_the_month_in_which_it_was_added() -> None:
    assert of_one(status="Open", date_added=date(2024, 7, 31)) == [ABSENT, ABSENT, IS_OPEN, IS_OPEN, IS_OPEN, IS_OPEN]
    assert of_one(status="Open", date_added=date(2024, 8, 1)) == [ABSENT, ABSENT, ABSENT, IS_OPEN, IS_OPEN, IS_OPEN]


def test_a_review_is_closed_from_the_month_in_which_it_was_closed() -> None:
    closed = {"status": "Closed", "date_added": date(2024, 1, 1)}
    assert of_one(**closed, date_closed=date(2024, 8, 31)) == [IS_OPEN] * 3 + [IS_CLOSED] * 3
    assert of_one(**closed, date_closed=date(2024, 9, 1)) == [IS_OPEN] * 4 + [IS_CLOSED] * 2
    assert of_one(**closed, date_closed=date(2024, 11, 1)) == [IS_OPEN] * 6


def test_date_commissioned_then_date_referred_stand_in_for_a_missing_date_added() -> None:
    days = {"date_commissioned": date(2024, 7, 1), "date_referred": date(2024, 9, 1)}
    assert of_one(status="Open", **days) == [ABSENT] * 2 + [IS_OPEN] * 4
    assert of_one(status="Open", date_referred=date(2024, 9, 1)) == [ABSENT] * 4 + [IS_OPEN] * 2
    assert of_one(status="Open", date_added=date(2024, 10, 1), **days) == [ABSENT] * 5 + [IS_OPEN]


def test_a_review_without_any_such_date_counts_in_the_reporting_month_alone() -> None:
    assert of_one(status="Open", incident_date=date(2020, 1, 1)) == [ABSENT] * 5 + [IS_OPEN]


def test_date_published_then_date_signed_off_stand_in_for_a_missing_date_closed() -> None:
    closed = {"status": "Closed", "date_added": date(2024, 1, 1)}
    days = {"date_published": date(2024, 7, 1), "date_signed_off": date(2024, 9, 1)}
    assert of_one(**closed, **days) == [IS_OPEN] * 2 + [IS_CLOSED] * 4
    assert of_one(**closed, date_signed_off=date(2024, 9, 1)) == [IS_OPEN] * 4 + [IS_CLOSED] * 2
    assert of_one(**closed) == [IS_OPEN] * 5 + [IS_CLOSED]


def test_a_review_is_closed_only_while_it_is_in_the_total() -> None:
    entered_late = {"date_added": date(2024, 9, 1), "date_closed": date(2024, 6, 1)}
    assert of_one(status="Closed", **entered_late) == [ABSENT] * 4 + [IS_CLOSED] * 2


def test_status_decides_and_an_open_review_with_a_date_closed_is_open() -> None:
    assert of_one(status="Open", date_added=date(2024, 1, 1), date_closed=date(2024, 6, 1)) == [IS_OPEN] * 6


def test_a_status_that_is_neither_counts_in_the_total_alone() -> None:
    assert of_one(date_added=date(2024, 1, 1), date_closed=date(2024, 6, 1)) == [NO_STATUS] * 6


# Types, themes, ranks


def test_review_types_stand_in_their_published_order_with_zeros_and_without_a_total() -> None:
    table = review_types(framed([("QMF", CaseReview(status="Open", review_type="Rapid Review"))]))
    assert table["Review type"].tolist() == [
        "DHR Adult", "DHR Child", "CSPR Child", "SAR Adult", "DHR Adult - Converted", "DHR Child - Converted",
        "CSPR Child - Converted", "SAR Adult - Converted", "Rapid Review", "Not Stated",
    ]  # fmt: skip
    assert table["Total"].tolist() == [0] * 8 + [1, 0]


def test_another_statutory_review_and_a_missing_type_are_reported_as_not_stated() -> None:
    table = review_types(framed([("QMF", CaseReview(review_type="Other statutory review")), ("QMF", CaseReview())]))
    assert table.set_index("Review type").loc["Not Stated", COUNTS].tolist() == [2, 0, 0, 2]


def test_converted_reviews_belong_with_their_kind() -> None:
    kinds = {"SAR Adult - Converted": "SAR", "CSPR Child - Converted": "CSPR", "DHR Child - Converted": "DHR"}
    frame = framed([("QMF", CaseReview(review_type=kind, theme_1="Neglect")) for kind in kinds])
    table = mention_counts(frame, "themes", "Theme").set_index("Theme")
    assert table.loc["Neglect"].to_dict() == {
        "Total": 3,
        "CSPR": 1,
        "SAR": 1,
        "DHR": 1,
        "Rapid Review": 0,
        "Not Stated": 0,
    }


def test_none_of_these_is_an_answer_and_no_theme() -> None:
    (answer,) = {term.code for term in vocabulary("themes") if term.is_answer}
    table = mention_counts(framed([("QMF", CaseReview(theme_1=answer, theme_2="Neglect"))]), "themes", "Theme")
    assert answer not in table["Theme"].tolist()
    assert int(table["Total"].sum()) == 1


def test_equal_counts_share_a_rank_in_the_vocabulary_s_order() -> None:
    themes = ["Suicide", "Neglect", "Neglect", "Hunger", "ACEs", "ACEs"]
    frame = framed([("QMF", CaseReview(review_type="SAR Adult", theme_1=theme)) for theme in themes])
    ranks = mention_ranks(mention_counts(frame, "themes", "Theme"), "Theme")
    order = list(vocabulary("themes").codes)
    twice, once = (sorted(names, key=order.index) for names in (["Neglect", "ACEs"], ["Suicide", "Hunger"]))
    assert ranks.to_numpy().tolist() == [
        [group, rank, " / ".join(names), mentions]
        for group in ("Overall", "SAR")
        for rank, names, mentions in ((1, twice, 2), (2, once, 1))
    ]


def test_icbs_that_have_not_returned_are_listed_with_zeros() -> None:
    table = icb_totals(framed([("QKK", CaseReview(status="Open"))]), LONDON, dict.fromkeys(("QKK", "QWE"), "counted"))
    assert table["ICB code"].tolist() == CODES
    assert dict(zip(table["ICB code"], table["Return"], strict=True)) == {
        "QMJ": "no return counted", "QMF": "no return counted", "QRV": "no return counted",
        "QKK": "counted", "QWE": "counted",
    }  # fmt: skip
    assert table.set_index("ICB code")["Total"].to_dict() == {"QMJ": 0, "QMF": 0, "QRV": 0, "QKK": 1, "QWE": 0}
