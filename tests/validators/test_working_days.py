"""Working days in England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.make_bank_holidays import bank_holidays
from validators.periods import months_after, years_before
from validators.vocabularies.published import read_table
from validators.working_days import working_days_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
SPANS = st.integers(min_value=0, max_value=400)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2024, 11, 4), date(2024, 11, 5), 1),  # Monday to Tuesday
        (date(2024, 11, 1), date(2024, 11, 4), 1),  # Friday to Monday
        (date(2024, 11, 1), date(2024, 11, 3), 0),  # Friday to Sunday
        (date(2024, 11, 2), date(2024, 11, 4), 1),  # from a Saturday
        (date(2024, 11, 5), date(2024, 11, 5), 0),
        (date(2024, 11, 5), date(2024, 11, 1), 0),
        (date(2024, 12, 24), date(2025, 1, 2), 4),  # 27, 30 and 31 December, 2 January
        (date(2024, 3, 28), date(2024, 4, 2), 1),  # Good Friday and Easter Monday
        (date(2021, 12, 24), date(2021, 12, 29), 1),  # Christmas on a weekend: Monday and Tuesday instead
        (date(2022, 5, 31), date(2022, 6, 6), 2),  # two days for the Jubilee
        (date(2022, 9, 16), date(2022, 9, 20), 1),  # the State Funeral
        (date(2024, 11, 29), date(2024, 12, 2), 1),  # St Andrew's Day is Scotland's
        (date(2024, 3, 15), date(2024, 3, 18), 1),  # St Patrick's Day is Northern Ireland's
    ],
)
def test_days_after_the_start_up_to_and_including_the_end(start: date, end: date, days: int) -> None:
    assert working_days_between(start, end) == days


@given(DAYS, SPANS, SPANS)
def test_spans_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert working_days_between(start, middle) + working_days_between(middle, end) == working_days_between(start, end)


def test_the_kept_bank_holidays_are_those_of_the_holidays_package() -> None:
    kept = [row["day"] for row in read_table("bank_holidays")]
    assert kept == bank_holidays(), "run tests/facts/make_bank_holidays.py"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 5, 5), 6, date(2024, 11, 5)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 31), -1, date.min),
    ],
)
def test_months_keep_the_day_where_the_month_has_it(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(min_value=0, max_value=100))
def test_years_before_keep_day_and_month(day: date, years: int) -> None:
    earlier = years_before(day, years)
    assert earlier.year == day.year - years
    assert (earlier.month, earlier.day) in {(day.month, day.day), (2, 28)}


def test_the_calendar_has_a_first_and_a_last_day() -> None:
    assert months_after(date(1, 3, 31), -2) == date(1, 1, 31)
    assert months_after(date(1, 3, 31), -3) == date.min
    assert months_after(date(9999, 10, 31), 2) == date(9999, 12, 31)
    assert months_after(date(9999, 10, 31), 3) == date.max
    assert years_before(date(2, 2, 28), 1) == date(1, 2, 28)
    assert years_before(date(2, 2, 28), 2) == date.min
