"""Which earlier return a return is compared with."""

from __future__ import annotations

from datetime import date

import pytest

from validators.earlier_returns import EarlierReturn, EarlierReturns
from validators.your_icb import YourIcb

SEPTEMBER, OCTOBER = date(2024, 9, 30), date(2024, 10, 31)
NOVEMBER, DECEMBER = date(2024, 11, 30), date(2024, 12, 31)
OCTOBERS = EarlierReturn("QMF", "Adults", OCTOBER, "october's")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(EarlierReturn("QMF", "Adults", SEPTEMBER, "another"), id="an earlier month"),
        pytest.param(EarlierReturn("QMF", "Adults", NOVEMBER, "another"), id="the same month"),
        pytest.param(EarlierReturn("QMF", "Adults", DECEMBER, "another"), id="a later month"),
        pytest.param(EarlierReturn("QKK", "Adults", date(2024, 11, 1), "another"), id="another ICB"),
        pytest.param(EarlierReturn("QMF", "Children", date(2024, 11, 1), "another"), id="a part later in the alphabet"),
        pytest.param(EarlierReturn("QMF", "A part", date(2024, 11, 1), "another"), id="a part earlier in the alphabet"),
        pytest.param(EarlierReturn("QMF", "Adults", date(2024, 11, 1), ""), id="one without a mark"),
    ],
)
def test_it_is_the_newest_before_of_the_same_icb_and_part(other: EarlierReturn) -> None:
    heading = YourIcb(your_icb="QMF", return_part="ADULTS", reporting_month=NOVEMBER)
    for returns in ([OCTOBERS, other], [other, OCTOBERS]):
        assert EarlierReturns.of(returns).mark_before(heading) == "october's"


def test_without_a_month_or_an_earlier_return_there_is_none() -> None:
    assert EarlierReturns.of([OCTOBERS]).mark_before(YourIcb(your_icb="QMF", return_part="Adults")) is None
    assert EarlierReturns().mark_before(YourIcb(your_icb="QMF", reporting_month=NOVEMBER)) is None
