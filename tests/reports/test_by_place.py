"""What stands in columns and is made when somebody asks gives at each place what going through it gives."""

from __future__ import annotations

import pytest

from reports import bridge
from reports.figures import review_column as columns
from reports.matching import Whose
from tests.reports.made_up_returns import OCTOBER, SEPTEMBER, counted

RECORDS = [counted(record_no=str(number), row=number) for number in (5, 6, 7, 8)]


def test_whose_a_record_is_and_its_pair_by_dates() -> None:
    whose, pairs = Whose(RECORDS), bridge._PairsByDates(RECORDS, SEPTEMBER, OCTOBER)
    assert [whose[place] for place in range(4)] == [*whose] == [("QMF", one.record) for one in RECORDS]
    assert [pairs[place] for place in range(4)] == [*pairs]


def test_a_column_of_very_many_reviews_has_those_of_any_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "are_too_many", lambda number: number > 3)
    column = columns.review_column(Whose(RECORDS))
    for places in ([0, 1, 2, 3], [0, 2], [3, 1], [1, 1]):
        assert [review.record_no for review in column.iloc[places]] == [str(place + 5) for place in places]
    assert column.iloc[2].record_no == "7"
    assert isinstance(column.array, column.dtype.construct_array_type())
    assert (column.array.nbytes, column.isna().any()) == (16, False)
    with pytest.raises(ValueError, match="never made up"):
        column.array.take([0, -1], allow_fill=True)
