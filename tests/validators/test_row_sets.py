"""Sets of rows hold what the rows of a list would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validators.row_sets import all_rows, coded, how_often, positions, rows_at, rows_where

_PLACES = st.sets(st.integers(0, 400)) | st.sets(st.integers(0, 40), min_size=30)


@tried(100)
@given(_PLACES)
def test_the_rows_at_some_positions_stand_at_these_positions(places: set[int]) -> None:
    assert [*positions(rows_at(places))] == sorted(places)


@tried(100)
@given(_PLACES, _PLACES)
def test_sets_meet_join_and_leave_out_as_sets_do(one: set[int], other: set[int]) -> None:
    first, second = rows_at(one), rows_at(other)
    assert [*positions(first & second)] == sorted(one & other)
    assert [*positions(first | second)] == sorted(one | other)
    assert [*positions(first & ~second)] == sorted(one - other)
    assert [*positions(all_rows(401) ^ first)] == sorted({*range(401)} - one)
    assert how_often([first, second, first], of=401) == [2 * (at in one) + (at in other) for at in range(401)]


@tried(100)
@given(st.lists(st.sampled_from([None, "", "Open", "Closed", 0, 1, -1])))
def test_values_coded_once_answer_every_test_as_each_row_would(values: list[object]) -> None:
    held = coded(values)
    assert held is not None
    for test in (bool, lambda value: value is None, lambda value: value == "Open"):
        assert held.rows(test) == rows_where(bool(test(value)) for value in values)


def test_more_values_than_a_byte_can_tell_apart_are_not_coded() -> None:
    assert coded(range(256)) is not None
    assert coded(range(257)) is None
