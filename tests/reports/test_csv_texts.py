"""Lines of a CSV file are those that Python's own writer makes of the same cells."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import csv_texts
from reports.csv_texts import csv_lines, plain_value

_TEXTS = st.text(st.sampled_from('a ",\r\n\t=\ud800\u202eé'), max_size=70)
_CELLS = st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.floats(-2, 2), st.dates(), _TEXTS)


def by_csv(rows: list[tuple[object, ...]]) -> str:
    lines = StringIO(newline="")
    csv.writer(lines).writerows(map(plain_value, row) for row in rows)
    return lines.getvalue()


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=8))
def test_lines_are_those_of_the_csv_writer(rows: list[tuple[object, ...]]) -> None:
    assert "".join(csv_lines(rows, columns=2)) == by_csv(rows)


def test_equal_values_of_two_types_stay_apart_and_columns_know_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_texts, "_MOST_KNOWN", 2)
    rows = [(value, value) for value in (1, True, 1.0, "1", date(2024, 10, 31), "a", "b", None, "c", 1, 0, -0.0)] * 2
    assert "".join(csv_lines(rows, columns=2)) == by_csv(rows)
