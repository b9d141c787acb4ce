"""Section F, boards, boroughs, rapid reviews and clocks: boundaries and states that the rules' own examples leave open.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.validators.judged_rules import (
    OCTOBER,
    OUTSIDE_LONDON,
    found,
    judge_cells,
    messages,
    only,
    rapid,
    state,
    state_of,
)
from validators.entries import Circumstances
from validators.your_icb import YourIcb


@pytest.mark.parametrize(
    ("review_type", "board", "outcome", "expected"),
    [
        ("SAR Adult - Converted", "Newham Safeguarding Adults Board", "", "passed"),
        ("SAR Adult", "Newham Community Safety Partnership", "", "failed"),
        ("CSPR Child", "Newham Safeguarding Children Partnership", "", "passed"),
        ("CSPR Child", "Other board", "", "passed"),
        ("DHR Child", "Newham Safeguarding Children Partnership", "", "failed"),
        ("Rapid Review", "Newham Safeguarding Adults Board", "", "failed"),
        ("Rapid Review", "Newham Safeguarding Adults Board", "CSPR", "failed"),
        ("Rapid Review", "Newham Safeguarding Adults Board", "SAR", "not applicable"),
        ("Rapid Review", "Newham Community Safety Partnership", "DHR", "not applicable"),
        ("Rapid Review", "Newham Safeguarding Adults Board", "Sometime", "not checked"),
        ("Other statutory review", "Newham Safeguarding Adults Board", "", "not applicable"),
        ("Not Stated", "Newham Safeguarding Adults Board", "", "not applicable"),
        ("", "Newham Safeguarding Adults Board", "", "not checked"),
        ("SAR Adult", "", "", "not checked"),
        ("SAR Adult", "Some Board Nobody Knows", "", "not checked"),
    ],
)
def test_kind_of_board(review_type: str, board: str, outcome: str, expected: str) -> None:
    cells: dict[str, object] = {
        "Review type": review_type,
        "Partnership or board": board,
        "Rapid review outcome": outcome,
    }
    assert state_of(judge_cells("F01", cells), "F01") == expected


def test_the_only_board_of_the_borough_is_suggested() -> None:
    cells: dict[str, object] = {
        "Review type": "SAR Adult",
        "Partnership or board": "Newham Safeguarding Children Partnership",
        "Borough or local authority": "Newham",
    }
    assert only(judge_cells("F01", cells)).suggestion == "Newham Safeguarding Adults Board"


@pytest.mark.parametrize("rule_id", ["F01", "F02"])
def test_boards_of_a_region_without_lists_are_not_checked(rule_id: str) -> None:
    cells: dict[str, object] = {
        "Review type": "SAR Adult",
        "Partnership or board": "A board of their own",
        "Borough or local authority": "A place of their own",
    }
    assert state_of(judge_cells(rule_id, cells, given=OUTSIDE_LONDON), rule_id) == "not checked"


@pytest.mark.parametrize(
    ("icb", "borough", "added", "expected"),
    [
        ("QMF", "Newham", date(2024, 10, 1), "passed"),
        ("QMJ", "Newham", date(2024, 10, 1), "failed"),
        ("QMJ", "Barnet", date(2026, 3, 31), "passed"),
        ("QMJ", "Barnet", date(2026, 4, 1), "passed"),
        ("Z9B2Z", "Barnet", date(2024, 10, 1), "passed"),
        ("Z9B2Z", "Newham", date(2026, 5, 1), "failed"),
        ("QMF", "Newham", date(2019, 5, 1), "passed"),
        ("QOX", "Newham", date(2024, 10, 1), "passed"),
        ("", "Newham", None, "passed"),
        ("", "Barnet", None, "failed"),
        ("QMJ", "Outside our area", None, "passed"),
        ("A place", "Barnet", None, "not checked"),
        ("QMJ", "", None, "not checked"),
    ],
)
def test_borough_and_icb(icb: str, borough: str, added: date | None, expected: str) -> None:
    cells: dict[str, object] = {
        "ICB": icb,
        "Borough or local authority": borough,
        "Date added": added,
        "Partnership or board": "Other board",
    }
    assert state_of(judge_cells("F02", cells), "F02") == expected


def test_both_pairs_of_places_are_found_at_once_and_a_half_known_one_is_not_passed() -> None:
    cells: dict[str, object] = {
        "ICB": "QMJ",
        "Borough or local authority": "Hackney",
        "Partnership or board": "Newham Safeguarding Adults Board",
    }
    assert [finding.column for finding in judge_cells("F02", cells).findings] == [
        "Borough or local authority",
        "Partnership or board",
    ]
    assert [finding.suggestion for finding in judge_cells("F02", {**cells, "ICB": "QMF"}).findings] == [
        "City and Hackney Safeguarding Adults Board"
    ]
    boardless = judge_cells("F02", {"ICB": "QMF", "Borough or local authority": "Hackney"})
    assert boardless.not_checked[0].columns == ("Partnership or board",)
    nowhere = judge_cells("F02", {"Borough or local authority": "Newham"}, given=Circumstances(today=date(2024, 11, 5)))
    assert nowhere.not_checked[0].columns == ("ICB", "Partnership or board")


@pytest.mark.parametrize(
    "overview",
    [
        "Child A, aged 15, was killed at home.",
        "A 15-year-old was found dead.",
        "The fifteen year old was known to services.",
        "Child A died at the age of 14.",
        "Child B (15 yrs old) lived with her brother, aged 17.",
        "Child C was 6 months old.",
        "A boy of 15 years of age.",
        "Aged: 13",
        "Her brother was at home when the police came and found Child A, aged 15.",
    ],
)
def test_an_age_under_sixteen_is_found_and_not_repeated(overview: str) -> None:
    finding = only(judge_cells("F03", {"Review type": "DHR Child", "Overview": overview}))
    assert finding.column == "Review type"
    assert not any(age in finding.message for age in ("15", "14", "13", "6 months"))


@pytest.mark.parametrize(
    "overview",
    [
        "Child A, aged 17, was killed at home.",
        "Child A lived with her brother, aged 9.",
        "The 9-year-old sister was at home.",
        "Child A was known to services since the age of 9.",
        "Child A moved house at the age of 12.",
        "Child A, aged 17, had been in care at age 12; her 3-year-old son lived with her.",
        "Child A, 16 years old, was 15 years old when first seen.",
        "Services for those aged 11-15 were involved.",
        "In 15 years nothing had changed; section 15 applied.",
        "There were 12 reports.",
    ],
)
def test_other_ages_and_numbers_are_no_age_under_sixteen(overview: str) -> None:
    assert judge_cells("F03", {"Review type": "DHR Child", "Overview": overview}).findings == ()


def test_a_count_that_is_no_number_is_not_checked_and_the_other_count_is() -> None:
    result = judge_cells("F04", {"Status": "Closed", "Review type": "DHR Adult", "Health recommendations": "three"})
    assert only(result).column == "Health recommendations verified"
    both = {"Status": "Closed", "Review type": "DHR Adult", "Health recommendations": "three"}
    rest = judge_cells("F04", {**both, "Health recommendations verified": 0.0})
    assert state_of(rest, "F04") == "not checked"


def test_zero_and_placeholders_on_other_reviews_are_advice() -> None:
    example = """
        | Review type  | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | CSPR Child   | 0                      |                                 | n/a         |             |
        | Rapid Review |                        | many                            |             | 2024-10-01  |
        """
    assert found("F05", example) == [
        (5, "Health recommendations", "advice"),
        (5, "Verified by", "advice"),
        (6, "Health recommendations verified", "warning"),
        (6, "Verified on", "warning"),
    ]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"Health recommendations": 2, "Health recommendations verified": 2, "Verified by": "AB"}, ["Verified on"]),
        ({"Health recommendations verified": 1, "Verified by": "Ann Person", "Verified on": 45_500}, ["Verified by"]),
        ({"Health recommendations verified": 1, "Verified by": "TBC", "Verified on": 45_500}, ["Verified by"]),
        ({"Health recommendations verified": 1, "Verified by": "NA", "Verified on": 45_500}, []),
        ({"Health recommendations verified": 0}, []),
        ({"Health recommendations verified": 1, "Health recommendations": 0}, None),
    ],
)
def test_evidence_of_verification(cells: dict[str, object], columns: list[str] | None) -> None:
    result = judge_cells("F06", {"Review type": "DHR Adult", **cells})
    wanted = columns if columns is not None else ["Health recommendations verified", "Verified by", "Verified on"]
    assert [finding.column for finding in result.findings] == wanted


def test_verification_on_another_review_is_left_to_f05() -> None:
    cells: dict[str, object] = {"Health recommendations verified": 4, "Health recommendations": 1}
    assert state_of(judge_cells("F06", {"Review type": "SAR Adult", **cells}), "F06") == "not applicable"
    assert state_of(judge_cells("F06", {"Review type": "Not Stated", **cells}), "F06") == "failed"


@pytest.mark.parametrize(
    ("notified", "days"),
    [
        (date(2024, 10, 10), None),
        (date(2024, 10, 9), "16"),
        (date(2024, 8, 23), "48"),
    ],
)
def test_working_days_of_a_rapid_review_up_to_the_months_end(notified: date, days: str | None) -> None:
    result = judge_cells("F07", rapid(Date_referred_or_notified=notified))
    assert [f"open for {days} working days" in finding.message for finding in result.findings] == (
        [] if days is None else [True]
    )


def test_a_rapid_review_is_counted_to_today_where_the_month_has_not_ended_and_to_its_outcome() -> None:
    month_under_way = Circumstances(today=date(2024, 10, 20), your_icb=OCTOBER.your_icb)
    no_month = Circumstances(today=date(2024, 10, 31), your_icb=YourIcb(your_icb="QMF"))
    record = rapid(Date_referred_or_notified=date(2024, 10, 9))
    assert judge_cells("F07", record, given=month_under_way).findings == ()
    assert len(judge_cells("F07", record, given=no_month).findings) == 1
    assert judge_cells("F07", {**record, "Outcome date": date(2024, 10, 30)}).findings == ()
    assert len(judge_cells("F07", {**record, "Outcome date": date(2024, 10, 31)}).findings) == 1


def test_a_rapid_review_without_its_notification_is_not_checked_and_a_closed_one_is_none_of_f07() -> None:
    assert state_of(judge_cells("F07", rapid()), "F07") == "not checked"
    assert state_of(judge_cells("F07", {**rapid(), "Status": "Closed"}), "F07") == "not applicable"


def test_a_conversion_names_the_rows_of_its_rapid_review_and_a_link_mends_nothing() -> None:
    example = """
        | Record no. | Review type           | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 | Linked record |
        | 1          | SAR Adult - Converted | StEIS             | 2024/1                 | Local             | L-1                    | 2             |
        | 2          | Rapid Review          | Local             | l-1                    | StEIS             | 2024/1                 |               |
        | 3          | SAR Adult             | Local             | L-1                    |                   |                        |               |
        """  # noqa: E501 - a table is read by its columns
    assert found("F08", example) == [(5, "Review type", "warning")]
    assert "stands in row 6." in messages("F08", example)


def test_late_reviews_are_one_line_that_names_twenty_rows() -> None:
    records = [{"Status": "Open", "Review type": "DHR Adult", "Date commissioned": date(2024, 1, 1)} for _ in range(25)]
    finding = only(judge_cells("F09", *records))
    assert (finding.row, finding.record, finding.severity) == (None, None, "advice")
    assert "25 reviews are open" in finding.message
    assert "23, 24 and 5 more)" in finding.message


def test_a_review_is_late_from_the_day_after_the_sixth_month() -> None:
    under_way = Circumstances(today=date(2024, 10, 15), your_icb=OCTOBER.your_icb)
    records = [
        {"Status": "Open", "Review type": "SAR Adult", "Date commissioned": date(2024, 4, day)} for day in (14, 15, 16)
    ]
    assert "(row 5)" in only(judge_cells("F09", *records, given=under_way)).message


def test_only_open_full_reviews_can_be_late() -> None:
    early = date(2023, 1, 1)
    records: list[dict[str, object]] = [
        {"Status": "Closed", "Review type": "DHR Adult", "Date commissioned": early},
        {"Status": "Open", "Review type": "Rapid Review", "Date commissioned": early},
        {"Status": "Open", "Review type": "Other statutory review", "Date commissioned": early},
        {"Status": "Open", "Review type": "DHR Adult", "Date commissioned": None},
    ]
    assert judge_cells("F09", *records).findings == ()


def test_an_outcome_on_a_review_of_unknown_type_is_not_checked() -> None:
    example = """
        | Review type | Rapid review outcome |
        | Not Stated  | SAR                  |
        """
    assert state("F11", example) == "not checked"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Review type": "Rapid Review", "Stage": "Panel under way"}, "passed"),
        ({"Review type": "SAR Adult", "Stage": "Panel under way"}, "failed"),
        ({"Review type": "SAR Adult", "Stage": "Finished", "Date commissioned": date(2024, 1, 1)}, "failed"),
        ({"Review type": "SAR Adult", "Stage": "Referred", "Date commissioned": date(2024, 1, 1)}, "passed"),
        ({"Review type": "SAR Adult", "Stage": "Commissioned", "Date commissioned": "soon"}, "not checked"),
        ({"Review type": "SAR Adult", "Stage": "On the way"}, "not checked"),
    ],
)
def test_stage_and_dates(cells: dict[str, object], expected: str) -> None:
    assert state_of(judge_cells("F12", {"Status": "Open", **cells}), "F12") == expected
