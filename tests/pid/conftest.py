"""Made-up numbers for the tests: nobody has an NHS number in the range 999."""

from collections.abc import Callable

import pytest

from validators.pid.name_lists import lists

NhsNumbers = Callable[[int], str]


def _made_up_nhs_number(serial: int) -> str:
    """The NHS number of the test range with the first serial, from the given one on, that has a check digit."""
    while True:
        nine = f"999{serial % 1_000_000:06d}"
        check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)
        serial += 1


@pytest.fixture(scope="session")
def made_up() -> NhsNumbers:
    return _made_up_nhs_number


@pytest.fixture(scope="session", autouse=True)
def _lists_are_read() -> None:
    """Reading the lists is no part of what a test of one text may take."""
    lists()
