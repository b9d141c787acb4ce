"""Packed columns are the columns that they were made of, from their beginning and by place."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.packed import packed, with_shared
from reports.shelf import Joined
from tests.laws import tried

_texts = st.one_of(st.none(), st.text(max_size=5))
_columns = st.one_of(
    st.lists(_texts, min_size=1),
    st.lists(st.integers(), min_size=1),
    st.builds(lambda first, number: list(range(first, first + number)), st.integers(), st.integers(1, 9)),
    st.lists(st.one_of(st.none(), st.dates()), min_size=1),
    st.lists(st.tuples(_texts), min_size=1),
    st.lists(st.sampled_from(["Open", "Closed", None]), min_size=1),
)


@tried(200)
@given(column=_columns)
def test_a_packed_column_is_the_column(column: list[Any]) -> None:
    for found in (packed(column), with_shared(packed(column), {}), pickle.loads(pickle.dumps(packed(column)))):  # noqa: S301
        assert list(found) == column
        assert [found[place] for place in range(-len(column), len(column))] == column * 2
        with pytest.raises(IndexError):
            _ = found[len(column)]


@pytest.mark.parametrize("number", [255, 256, 257, 70_000])
def test_it_is_so_with_many_different_values(number: int) -> None:
    column = [date.fromordinal(each % number + 1) for each in range(2 * number)]
    assert list(packed(column)) == column


def test_a_value_of_several_columns_is_kept_once() -> None:
    known: dict[object, object] = {}
    first, second = (with_shared(packed(["".join(("Op", "en")), None] * 3), known) for _ in range(2))
    assert first[0] is second[0]
    assert with_shared(packed([1, 1]), known)[0] is not with_shared(packed([True, True]), known)[0]


def test_what_cannot_be_told_apart_by_a_key_is_kept_as_it_is() -> None:
    assert packed([{"made": "up"}, {}]) == ({"made": "up"}, {})


def test_sequences_one_behind_the_other_are_one() -> None:
    joined = Joined([(1, 2), (), [3], range(4, 6)])
    assert (len(joined), list(joined), joined[0], joined[-1], joined[1:4]) == (5, [1, 2, 3, 4, 5], 1, 5, [2, 3, 4])
    assert [joined.find(place) for place in (0, 2, 4)] == [(0, 0), (1, 0), (2, 1)]
    assert len(Joined([])) == 0
