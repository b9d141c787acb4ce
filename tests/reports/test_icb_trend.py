"""The trend by ICB across a merger, on either basis; each month adds up to its total."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reports.figures.icb_trend import icb_at, icb_trend
from reports.matching import CountedRecord
from tests.laws import tried
from tests.reports.made_up_returns import counted
from validators.month_end import Standing, standing_at

MARCH, APRIL, MAY = date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)
TODAY = date(2026, 11, 28)
OLD = date(2024, 3, 4)


def totals(
    *records: CountedRecord, current_on: date | None = None, region: str = "London"
) -> dict[date, dict[str, int]]:
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for code, _, month, total, *_ in icb_trend(records, [MARCH, APRIL, MAY], region=region, current_on=current_on):
        found[month][str(code)] = total
    return found


def of_successor(origin: str | None, **fields: object) -> CountedRecord:
    return counted("Z9B2Z", month=MAY, status="Open", date_added=OLD, origin=origin, **fields)


def test_as_at_each_month_five_icbs_become_four_and_records_go_back_to_where_they_came_from() -> None:
    found = totals(of_successor("QMJ/1"), of_successor("QRV/Adults/1"), counted("QMF", month=MAY, date_added=OLD))
    assert found[MARCH] == {"QMJ": 1, "QMF": 1, "QRV": 1, "QKK": 0, "QWE": 0}
    assert found[APRIL] == found[MAY] == {"QMF": 1, "QKK": 0, "QWE": 0, "Z9B2Z": 2}


def test_on_the_current_basis_every_month_has_today_s_icbs() -> None:
    records = of_successor("QMJ/1"), of_successor("QRV/1")
    found = totals(*records, current_on=TODAY)
    assert found[MARCH] == found[APRIL] == found[MAY] == {"QMF": 0, "QKK": 0, "QWE": 0, "Z9B2Z": 2}
    march = icb_trend([counted("QMJ", month=MARCH, date_added=OLD)], [MARCH], region="London", current_on=TODAY)
    assert [row[0] for row in march if row[3]] == ["Z9B2Z"]


def test_without_an_origin_the_borough_tells_and_else_nobody_does() -> None:
    assert icb_at(of_successor("Z9B2Z/1", local_authority="Barnet"), MARCH) == "QMJ"
    assert icb_at(of_successor("Z9B2Z/1", local_authority="Brent"), MARCH) == "QRV"
    assert icb_at(of_successor("Z9B2Z/1"), MARCH) == "Z9B2Z"
    assert totals(of_successor("Z9B2Z/1"))[MARCH]["Z9B2Z"] == 1, "it is shown, and not lost"


def test_a_divided_icb_is_moved_by_no_code_alone() -> None:
    record = counted("QNQ", month=MARCH, date_added=OLD)
    rows = icb_trend([record], [MARCH], region="South East", current_on=TODAY)
    assert [row[0] for row in rows if row[3]] == ["QNQ"]
    taken = counted("S0E4D", month=MAY, date_added=OLD, origin="QNQ/4")
    assert icb_at(taken, MARCH) == "QNQ"


def test_a_record_of_an_icb_that_took_a_part_over_is_where_its_origin_says() -> None:
    """QRL stood before it took over a part of QNQ: two ICBs in one line."""
    for origin, icb in (("QNQ/4", "QNQ"), ("QRL/4", "QRL"), (None, "QRL")):
        assert icb_at(counted("QRL", month=MAY, date_added=OLD, origin=origin), MARCH) == icb


def test_in_the_reporting_month_a_record_is_with_the_icb_that_returned_it() -> None:
    """Also where that did not stand yet, so that the trend ends with the month's own totals."""
    early = counted("Z9B2Z", month=MARCH, date_added=OLD, origin="QMJ/1")
    rows = icb_trend([early], [date(2026, 2, 28), MARCH], region="London")
    assert [(row[0], row[2]) for row in rows if row[3]] == [("QMJ", date(2026, 2, 28)), ("Z9B2Z", MARCH)]


_records = st.builds(
    counted,
    st.sampled_from(["QMF", "Z9B2Z", "QMJ", "QRV"]),
    month=st.just(MAY),
    record_no=st.sampled_from(["1", "2"]),
    status=st.sampled_from([None, "Open", "Closed"]),
    date_added=st.sampled_from([None, OLD, date(2026, 4, 9)]),
    date_closed=st.sampled_from([None, date(2026, 4, 20)]),
    origin=st.sampled_from([None, "QMJ/1", "QRV/1", "QKK/1"]),
    local_authority=st.sampled_from([None, "Barnet", "Brent", "Hackney"]),
)


@tried(60)
@given(st.lists(_records, max_size=8), st.sampled_from([None, TODAY]))
def test_each_month_adds_up_to_its_total_on_either_basis(records: list[CountedRecord], day: date | None) -> None:
    found = totals(*records, current_on=day)
    for end in (MARCH, APRIL, MAY):
        standings = [standing_at(one.record.review, end=end, reporting_month=MAY) for one in records]
        assert sum(found[end].values()) == sum(standing is not Standing.LATER for standing in standings)
    if day is None:
        assert all(found[MAY].get(code, 0) == sum(one.icb == code for one in records) for code in ("QMF", "QMJ", "QRV"))
