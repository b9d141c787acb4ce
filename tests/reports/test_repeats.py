"""The same review in two returns is reported in both, named by place alone, and counted as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from reports.repeats import SharedReference, shared_references
from tests.reports.made_up_returns import counted
from validators.findings import Severity


def found(*holders: tuple[str, str, dict[str, Any]]) -> list[SharedReference]:
    """Findings about records given as file, ICB and fields; they stand in rows 5, 6, and so on."""
    return shared_references(
        [(counted(icb, row=row, **fields), file) for row, (file, icb, fields) in enumerate(holders, start=5)]
    )


def places(*holders: tuple[str, str, dict[str, Any]]) -> list[tuple[str, str, int | None, str]]:
    return [(one.file, one.icb, one.finding.row, one.finding.column) for one in found(*holders)]


STEIS = {"identifier_type_1": "StEIS", "identifier_reference_1": "2021/12345"}


def test_one_identifier_in_two_icbs_is_found_in_both() -> None:
    one, other = found(("a.xlsx", "QMF", {**STEIS, "record_no": "7"}), ("b.xlsx", "QKK", {**STEIS, "record_no": "8"}))
    assert (one.file, one.icb, one.finding.row, one.finding.record) == ("a.xlsx", "QMF", 5, "7")
    assert (other.file, other.icb, other.finding.row, other.finding.record) == ("b.xlsx", "QKK", 6, "8")
    assert "b.xlsx, row 6 (QKK)" in one.finding.message
    assert "a.xlsx, row 5 (QMF)" in other.finding.message
    assert one.finding.severity is Severity.WARNING
    assert one.finding.fix.startswith("Please either")
    assert "2021" not in repr((one, other)), "the reference is not repeated"


def test_the_message_does_not_claim_that_the_review_is_counted_once() -> None:
    one, _ = found(("a.xlsx", "QMF", STEIS), ("b.xlsx", "QKK", STEIS))
    assert "Both are counted" in one.finding.message


def test_spaces_and_case_do_not_tell_two_references_apart() -> None:
    one = {"identifier_type_1": "Local", "identifier_reference_1": "ab 12 / 7"}
    other = {"identifier_type_1": "Local", "identifier_reference_1": "AB12/7"}
    assert len(places(("a.xlsx", "QMF", one), ("b.xlsx", "QKK", other))) == 2


def test_either_slot_counts() -> None:
    second = {"identifier_type_2": "StEIS", "identifier_reference_2": "2021/12345"}
    assert places(("a.xlsx", "QMF", STEIS), ("b.xlsx", "QKK", second)) == [
        ("a.xlsx", "QMF", 5, "Identifier reference 1"),
        ("b.xlsx", "QKK", 6, "Identifier reference 2"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"identifier_type_1": "StEIS", "identifier_reference_1": "2021/12346"},
        {"identifier_type_1": "LFPSE", "identifier_reference_1": "2021/12345"},
        {**STEIS, "linked_record": "QMF/7"},
        {},
    ],
)
def test_another_reference_another_type_or_a_link_is_no_repeat(other: dict[str, Any]) -> None:
    assert places(("a.xlsx", "QMF", STEIS), ("b.xlsx", "QKK", other)) == []


@pytest.mark.parametrize("placeholder", ["TBC", "n/a", "Unknown", "-", "xxx"])
def test_a_placeholder_is_no_identifier(placeholder: str) -> None:
    fields = {"identifier_type_1": "StEIS", "identifier_reference_1": placeholder}
    assert places(("a.xlsx", "QMF", fields), ("b.xlsx", "QKK", fields)) == []


def test_within_one_file_the_check_says_it() -> None:
    assert places(("a.xlsx", "QMF", STEIS), ("a.xlsx", "QMF", STEIS)) == []


def test_three_returns_are_each_told_of_another() -> None:
    holders = [("a.xlsx", "QMF", STEIS), ("b.xlsx", "QKK", STEIS), ("c.xlsx", "QWE", STEIS)]
    assert [file for file, _, _, _ in places(*holders)] == ["a.xlsx", "b.xlsx", "c.xlsx"]


def test_two_parts_that_hold_the_same_record_are_reported() -> None:
    assert len(places(("adults.xlsx", "QMF", STEIS), ("children.xlsx", "QMF", STEIS))) == 2


def test_two_parts_that_hold_a_record_of_one_origin_are_reported_without_any_identifier() -> None:
    merged = {"record_no": "31", "origin": "QMF/Adults/12"}
    part = {"record_no": "12", "origin": "QMF/Adults/12"}
    assert places(("whole.xlsx", "QMF", merged), ("adults.xlsx", "QMF", part)) == [
        ("whole.xlsx", "QMF", 5, "Origin"),
        ("adults.xlsx", "QMF", 6, "Origin"),
    ]


def test_records_of_two_icbs_with_one_number_are_no_repeat() -> None:
    assert places(("a.xlsx", "QMF", {"record_no": "12"}), ("b.xlsx", "QKK", {"record_no": "12"})) == []


def test_a_record_number_that_is_none_is_not_shown() -> None:
    one, _ = found(("a.xlsx", "QMF", {**STEIS, "record_no": "somebody"}), ("b.xlsx", "QKK", STEIS))
    assert one.finding.record == "(not shown)"
    assert "somebody" not in repr(one)
