"""The origin of a record names its first ICB, its part unless that is the whole, and its number; never a person."""

from __future__ import annotations

import pytest

from validators.entries import RawRow, showable_record, understand
from validators.origins import derived_origin
from validators.your_icb import YourIcb


@pytest.mark.parametrize(
    ("cells", "heading", "origin"),
    [
        ({"Record no.": 12.0}, {"your_icb": "QMF"}, "QMF/12"),
        ({"Record no.": 12.0}, {"your_icb": "QMF", "return_part": "whole"}, "QMF/12"),
        ({"Record no.": "12a"}, {"your_icb": "QMF", "return_part": "Adults"}, "QMF/Adults/12a"),
        ({"Record no.": 12.0, "ICB": "QKK"}, {"your_icb": "QMF"}, "QKK/12"),
        ({"Record no.": 12.0, "ICB": "QKK"}, {}, "QKK/12"),
        ({"Record no.": 12.0}, {}, None),
        ({"Comments": "No number"}, {"your_icb": "QMF"}, None),
        ({}, {}, None),
        ({"Record no.": "999 000 0018"}, {"your_icb": "QMF"}, None),
    ],
)
def test_the_origin_that_a_record_has(cells: dict[str, object], heading: dict[str, str], origin: str | None) -> None:
    assert derived_origin(understand(RawRow(cells, row=5)), YourIcb(**heading)) == origin


def test_a_part_that_names_a_person_is_withheld() -> None:
    entry = understand(RawRow({"Record no.": 12.0}, row=5))
    origin = derived_origin(entry, YourIcb(your_icb="QMF", return_part="Mrs Jane Smith"))
    assert origin is not None
    assert (origin.startswith("QMF/"), origin.endswith("/12"), "Smith" in origin) == (True, True, False)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, None),
        ("7", "7"),
        ("1234567", "1234567"),
        ("1234567a", "1234567a"),
        ("QMF/1234567", "QMF/1234567"),
        ("Z9B2Z/Children/12", "Z9B2Z/Children/12"),
        ("12345678", "(not shown)"),
        ("QMF/12345678", "(not shown)"),
        ("12ab", "(not shown)"),
        ("qmf/12", "(not shown)"),
        ("QM/12", "(not shown)"),
        ("QMF/Jane Smith/12", "(not shown)"),
        ("", "(not shown)"),
        ("\u0661\u0662", "(not shown)"),
    ],
)
def test_a_record_number_is_shown_where_it_looks_like_one(number: str | None, shown: str | None) -> None:
    assert showable_record(number) == shown
