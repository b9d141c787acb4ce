"""A month is read as it is asked for, YYYY-MM, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from reports.months import in_words, month_ends, parse_month


@pytest.mark.parametrize(
    ("text", "end"),
    [("2024-10", date(2024, 10, 31)), (" 2024-02 ", date(2024, 2, 29)), ("2000-01", date(2000, 1, 31))],
)
def test_a_month_is_its_last_day(text: str, end: date) -> None:
    assert parse_month(text) == end


@pytest.mark.parametrize(
    "text", ["", "202410", "2024/10", "24-10", "2024-1", "02024-10", "2024-010", "2O24-10", "2024-1O", "2024-10-31"]
)
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        parse_month(text)


def test_a_month_before_there_were_any_is_refused_and_one_that_no_year_has() -> None:
    with pytest.raises(ValueError, match="too long ago"):
        parse_month("1999-12")
    for text in ("2024-00", "2024-13"):
        with pytest.raises(ValueError, match="month"):
            parse_month(text)


def test_months_in_a_row_cross_the_year() -> None:
    assert month_ends(date(2024, 1, 31), number=2) == [date(2023, 12, 31), date(2024, 1, 31)]
    assert month_ends(date(2024, 1, 31), number=1) == [date(2024, 1, 31)]
    assert in_words(date(2024, 1, 31)) == "31 January 2024"
