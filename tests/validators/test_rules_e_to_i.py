"""Behaviour of the rules of sections E to I beside their own examples: boundaries, quieter severities, states.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from validators import pid_in_cells
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, SavedFile, records_fingerprint
from validators.examples import judge_example
from validators.findings import Finding
from validators.likeness import near_twins
from validators.pid import Confidence, Kind, Span
from validators.pid_elsewhere import WORKBOOK, PidElsewhere
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules
from validators.your_icb import YourIcb

OCTOBER = Circumstances(today=date(2024, 11, 5), your_icb=YourIcb(your_icb="QMF", reporting_month=date(2024, 10, 31)))
OUTSIDE_LONDON = Circumstances(today=date(2024, 11, 5), your_icb=YourIcb(your_icb="QOX"))


def rule_of(rule_id: str) -> Rule:
    return standard_rules()[rule_id]


def judge(rule_id: str, example: str) -> CheckResult:
    result = judge_example(rule_of(rule_id), dedent(example))
    assert result.crashed == ()
    return result


def found(rule_id: str, example: str) -> list[tuple[int | None, str, str]]:
    """Row, column and severity of each finding."""
    return [(each.row, each.column, each.severity.value) for each in judge(rule_id, example).findings]


def messages(rule_id: str, example: str) -> str:
    return "\n".join(each.message + each.fix + each.suggestion for each in judge(rule_id, example).findings)


def state_of(result: CheckResult, rule_id: str) -> str:
    (reached,) = [state for state, records in result.states[rule_id].items() if records]
    return reached.value


def state(rule_id: str, example: str) -> str:
    """The one state that a rule reaches in an example."""
    return state_of(judge(rule_id, example), rule_id)


def judge_cells(rule_id: str, *records: dict[str, object], given: Circumstances = OCTOBER) -> CheckResult:
    rows = [RawRow(cells, row=5 + position) for position, cells in enumerate(records)]
    result = check(rows, given=given, rules=RuleBook([rule_of(rule_id)]))
    assert result.crashed == ()
    return result


def only(result: CheckResult) -> Finding:
    (finding,) = result.findings
    return finding


# Section E


def test_same_number_is_found_in_every_record_that_bears_it_however_it_was_typed() -> None:
    result = judge_cells("E01", *({"Record no.": number} for number in (7.0, "7", " 7 ", "8", None, None)))
    assert [finding.row for finding in result.findings] == [5, 6, 7]
    assert "stands in rows 6 and 7." in result.findings[0].message


def test_a_number_in_many_rows_names_a_few_of_them() -> None:
    result = judge_cells("E01", *({"Record no.": "7"} for _ in range(3000)))
    assert len(result.findings) == 3000
    assert "stands in rows 5, 6, 7 and 2,996 more." in result.findings[-1].message


def test_the_same_reference_in_the_other_slot_counts_and_is_never_shown() -> None:
    example = """
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        | StEIS             | 2024/777               |                   |                        |
        | Local             | L-17                   | StEIS             | 2024 / 777             |
        | Local             | 2024/777               |                   |                        |
        """
    assert found("E02", example) == [
        (5, "Identifier reference 1", "warning"),
        (6, "Identifier reference 2", "warning"),
    ]
    assert "777" not in messages("E02", example)


def test_the_same_reference_twice_in_one_record_or_without_its_type_is_none_of_e02() -> None:
    example = """
        | Identifier type 1 | Identifier reference 1 | Identifier type 2 | Identifier reference 2 |
        | StEIS             | 2024/777               | StEIS             | 2024/777               |
        |                   | L-17                   |                   |                        |
        |                   | L-17                   |                   |                        |
        | Local             | TBC                    |                   |                        |
        | Local             | TBC                    |                   |                        |
        """
    assert found("E02", example) == []


@pytest.mark.parametrize(
    ("links", "rows"),
    [
        (("", "1", "2"), []),
        (("", "1", "1"), []),
        (("", "QMF/1", "QMF/Whole/1"), []),
        (("", "1", ""), [5, 6, 7]),
        (("QKK/2", "", ""), [5, 6, 7]),
        (("9", "", ""), [5, 6, 7]),
    ],
)
def test_a_chain_of_links_joins_its_records(links: tuple[str, ...], rows: list[int]) -> None:
    records = [
        {
            "Record no.": str(number),
            "Linked record": link,
            "Identifier type 1": "StEIS",
            "Identifier reference 1": "2024/1",
        }
        for number, link in enumerate(links, start=1)
    ]
    assert [finding.row for finding in judge_cells("E02", *records).findings] == rows


def test_a_message_names_the_unlinked_records_and_no_linked_one() -> None:
    records = [
        {
            "Record no.": str(number),
            "Linked record": link,
            "Identifier type 1": "StEIS",
            "Identifier reference 1": "2024/1",
        }
        for number, link in enumerate(("", "1", ""), start=1)
    ]
    assert [finding.message.split(": ")[1] for finding in judge_cells("E02", *records).findings] == [
        "the same reference stands in row 7 without a link. Two records with the same reference are linked.",
        "the same reference stands in row 7 without a link. Two records with the same reference are linked.",
        "the same reference stands in rows 5 and 6 without a link. Two records with the same reference are linked.",
    ]


@pytest.mark.parametrize("reference", ["2021/12345", "2021/1", "1999/123456", "2021 / 12345"])
def test_steis_references_of_the_form_pass(reference: str) -> None:
    cells = {"Identifier type 2": "StEIS", "Identifier reference 2": reference}
    assert state_of(judge_cells("E03", cells), "E03") == "passed"


@pytest.mark.parametrize("reference", ["77777", "19/77777", "2019-77777", "2019/", "2019/7777777", "StEIS 2019/77777"])
def test_other_forms_of_steis_references_are_found(reference: str) -> None:
    finding = only(judge_cells("E03", {"Identifier type 2": "StEIS", "Identifier reference 2": reference}))
    assert finding.column == "Identifier reference 2"
    assert reference not in finding.message + finding.fix


def test_a_record_without_a_steis_reference_is_none_of_e03() -> None:
    assert state_of(judge_cells("E03", {"Identifier type 1": "Local", "Identifier reference 1": "x"}), "E03") == (
        "not applicable"
    )


def test_an_unreadable_type_is_there_all_the_same() -> None:
    result = judge_cells("E04", {"Identifier type 1": "Neither", "Identifier reference 1": "L-17"})
    assert state_of(result, "E04") == "not checked"
    assert result.not_checked[0].columns == ("Identifier type 1",)


@pytest.mark.parametrize(
    ("link", "is_known"),
    [
        ("1", True),
        ("3", False),
        ("2", False),
        ("QKK/12", True),
        ("qkk / Adults / 12", True),
        ("Z9B2Z/12", True),
        ("XYZ/12", False),
        ("QKK", False),
        ("QKK/", False),
        ("QKK/Adults", False),
        ("QMF/1", True),
        ("QMF/Whole/1", True),
        ("QMF/99", False),
        ("QMF/Adults/99", True),
        ("QMJ/Adults/5", True),
        ("see record 1", False),
    ],
)
def test_linked_record(link: str, is_known: bool) -> None:
    records: list[dict[str, object]] = [
        {"Record no.": 1.0, "Origin": "QMJ/Adults/5"},
        {"Record no.": 2.0, "Linked record": link},
    ]
    result = judge_cells("E05", *records)
    assert (result.findings == ()) is is_known
    assert all(finding.row == 6 and link not in finding.message for finding in result.findings if len(link) > 1)


def test_a_number_of_the_own_icb_may_stand_in_another_part_of_the_return() -> None:
    adults = Circumstances(today=date(2024, 11, 5), your_icb=YourIcb(your_icb="QMF", return_part="Adults"))
    record: dict[str, object] = {"Record no.": "1", "Linked record": "QMF/99"}
    assert judge_cells("E05", record, given=adults).findings == ()
    assert len(judge_cells("E05", {**record, "Linked record": "QMF/Adults/99"}, given=adults).findings) == 1


STORY = "A young person was found unwell at home after a fall in the kitchen"


@pytest.mark.parametrize(
    ("other", "dates", "is_twin"),
    [
        (STORY.upper() + "!", ("2024-05-02", "2024-05-02"), True),
        (STORY.replace("kitchen", "garden"), ("2024-05-02", "2024-05-02"), True),
        (STORY.replace("kitchen", "garden"), ("2024-05-02", "2024-05-03"), False),
        (STORY.replace("kitchen", "garden"), ("", ""), False),
        ("An older man was admitted with dehydration and a wound", ("2024-05-02", "2024-05-02"), False),
    ],
)
def test_like_stories_of_one_day(other: str, dates: tuple[str, str], is_twin: bool) -> None:
    records = [
        {"Incident date": date.fromisoformat(day) if day else None, "Overview": text}
        for day, text in zip(dates, (STORY, other), strict=True)
    ]
    assert [finding.row for finding in judge_cells("E06", *records).findings] == ([5, 6] if is_twin else [])


def test_placeholders_are_no_like_stories() -> None:
    records = [
        {"Incident date": date(2024, 5, 2), "Overview": text} for text in ("TBC", "TBC", "see report", None, None)
    ]
    assert judge_cells("E06", *records).findings == ()


def test_short_stories_are_alike_only_when_they_are_equal() -> None:
    records = [
        {"Incident date": date(2024, 5, 2), "Overview": text} for text in ("Fall at home", "Fall at home.", "Fall")
    ]
    assert [finding.row for finding in judge_cells("E06", *records).findings] == [5, 6]


def test_a_few_shared_words_in_another_order_are_no_like_story() -> None:
    assert near_twins(["fall at home now", "now home at fall"]) == {}
    assert near_twins(["fall at home right now", "right now home at fall"]) == {0: 1, 1: 0}


def test_near_twins_are_found_among_thousands_of_texts() -> None:
    common = "the child was found at home and seen by the doctor of the practice"
    texts = [f"{common} {' '.join(f'w{position * 31 % 97}x{word}' for word in range(9))}" for position in range(97)]
    texts = [f"{text} {' '.join(f'v{number}y{word}' for word in range(12))}" for number, text in enumerate(texts * 20)]
    texts[1900] = texts[3].replace("v", "V", 1) + " more"
    assert near_twins(texts) == {3: 1900, 1900: 3}


def test_comparing_stays_bounded_when_thousands_share_their_words() -> None:
    texts = [f"the same {position} words of a common text stand here {position + 1}" for position in range(5000)]
    asked = 0

    def never(one: int, other: int) -> bool:
        nonlocal asked
        asked += 1
        return False

    assert near_twins(texts, apart=never) == {}
    assert asked < 5000 * 1000


def test_of_many_that_share_all_their_words_the_nearest_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validators.likeness.MOST_WORDS_COMPARED", 110)
    words = ["the", "child", "was", "seen", "at", "home", "and", "then", "at", "school"]
    texts = [" ".join((*words[turn % 10 :], *words[: turn % 10], f"end{turn}")) for turn in range(40)]
    found = near_twins(texts)
    assert set(found) == set(range(40))
    assert all(abs(one - other) <= 8 for one, other in found.items())


# Section F


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


def rapid(**cells: object) -> dict[str, object]:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return {"Status": "Open", "Review type": "Rapid Review", **named}


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


# Section G


def test_a_theme_repeated_by_its_alias_is_found_and_an_answer_repeated_is_advice() -> None:
    example = """
        | Theme 1           | Theme 2       | Theme 3       |
        | Domestic Violence | DV            | Neglct        |
        | None of these     | None of these |               |
        | Neglect           | Neglect       | Neglect       |
        """
    assert found("G01", example) == [
        (5, "Theme 2", "error"),
        (6, "Theme 2", "advice"),
        (7, "Theme 2", "error"),
        (7, "Theme 3", "error"),
    ]


def test_an_unreadable_theme_is_not_checked_for_repetition_and_counts_as_filled_in() -> None:
    cells: dict[str, object] = {"Theme 1": "Neglct", "Theme 2": "Neglect"}
    assert state_of(judge_cells("G01", cells), "G01") == "not checked"
    assert state_of(judge_cells("G03", cells), "G03") == "passed"


@pytest.mark.parametrize(
    ("themes", "column"),
    [
        (("", "Neglect", ""), "Theme 1"),
        (("", "", "Neglect"), "Theme 1"),
        (("Neglect", "", "FGM"), "Theme 2"),
        (("", "Neglct", ""), "Theme 1"),
        (("", "", ""), None),
        (("Neglect", "", ""), None),
    ],
)
def test_order_of_themes(themes: tuple[str, ...], column: str | None) -> None:
    cells: dict[str, object] = {f"Theme {slot}": theme for slot, theme in enumerate(themes, start=1)}
    assert [finding.column for finding in judge_cells("G03", cells).findings] == ([column] if column else [])


def test_the_theme_that_stands_too_late_is_named() -> None:
    for themes, named in ((("", "Neglect", "FGM"), "Theme 2"), (("Neglect", "", "FGM"), "Theme 3")):
        cells: dict[str, object] = {f"Theme {slot}": theme for slot, theme in enumerate(themes, start=1)}
        assert f"is empty while {named} is filled in" in only(judge_cells("G03", cells)).message


def test_three_themes_of_one_group_are_two_findings_and_a_repeated_theme_is_none() -> None:
    example = """
        | Theme 1     | Theme 2 | Theme 3        |
        | Neglect     | Hunger  | Pressure Ulcer |
        | Neglect     | Neglect | Suicide        |
        | Neglect     | Suicide | Hunger         |
        """
    assert [(row, column) for row, column, _ in found("G04", example)] == [
        (5, "Theme 2"),
        (5, "Theme 3"),
        (7, "Theme 3"),
    ]


@pytest.mark.parametrize("theme", ["CSA", "CSE", "LAC", "UASC", "NAI", "Death by NAI"])
@pytest.mark.parametrize("review_type", ["SAR Adult", "SAR Adult - Converted", "DHR Adult", "DHR Adult - Converted"])
def test_themes_of_children_beside_adults(theme: str, review_type: str) -> None:
    assert only(judge_cells("G05", {"Review type": review_type, "Theme 3": theme})).column == "Theme 3"
    assert judge_cells("G05", {"Review type": "CSPR Child", "Theme 3": theme}).findings == ()


@pytest.mark.parametrize("theme", ["Sexual Exploitation Adults", "Pressure Ulcer", "DOLS"])
def test_themes_of_adults_beside_children(theme: str) -> None:
    for review_type in ("CSPR Child", "DHR Child", "DHR Child - Converted", "Rapid Review"):
        assert only(judge_cells("G06", {"Review type": review_type, "Theme 2": theme})).column == "Theme 2"
    for outcome, expected in (
        ("SAR", "not applicable"),
        ("DHR", "not applicable"),
        ("CSPR", "failed"),
        ("?", "not checked"),
    ):
        result = judge_cells("G06", rapid(Theme_2=theme, Rapid_review_outcome=outcome))
        assert state_of(result, "G06") == expected


# Section H


MADE_UP_NUMBER = "999 000 0018"


def test_an_nhs_number_is_told_by_kind_and_place_only_and_what_to_say_instead() -> None:
    text = f"Child A, NHS number {MADE_UP_NUMBER}, was seen; again NHS number {MADE_UP_NUMBER}."
    finding = only(judge_cells("H01", {"Overview": text}))
    first = text.index("999") + 1
    second = text.rindex("999") + 1
    assert f"2 certain NHS numbers (characters {first}-{first + 11}, {second}-{second + 11})" in finding.message
    assert finding.fix.startswith("Please leave the NHS number out")
    assert "999" not in finding.message + finding.fix + finding.suggestion


@pytest.mark.parametrize(
    "header",
    [
        "Record no.",
        "Theme 1",
        "Status",
        "Incident date",
        "Health recommendations",
        "Designated professional",
        "Identifier reference 1",
        "Linked record",
        "Partnership or board",
        "Borough or local authority",
        "Link to report",
        "Comments",
        "Origin",
    ],
)
def test_every_column_is_searched(header: str) -> None:
    finding = only(judge_cells("H01", {header: "a.person@example.org"}))
    assert (finding.column, finding.row) == (header, 5)
    assert finding.message.startswith(f"Cases row 5, {header}: 1 certain e-mail address (characters 1-20).")


def test_columns_that_the_icb_added_are_searched_and_named_by_their_letters() -> None:
    row = RawRow({"Status": "Open"}, row=5, added={"AR": "a.person@example.org", "AS": None, "AT": 3.0})
    result = check([row], given=OCTOBER, rules=RuleBook([rule_of("H01")]))
    assert only(result).column == "added column AR"


def test_free_text_boards_of_a_region_without_lists_are_searched() -> None:
    cells: dict[str, object] = {"Partnership or board": "Board of a.person@example.org"}
    assert only(judge_cells("H01", cells, given=OUTSIDE_LONDON)).column == "Partnership or board"


@pytest.mark.parametrize("header", ["Overview", "Health recommendations", "Identifier reference 1", "Incident date"])
def test_an_nhs_number_typed_as_a_number_is_found(header: str) -> None:
    given = [judge_cells(rule_id, {header: 9990000018.0}) for rule_id in ("H01", "H02")]
    (finding,) = [finding for result in given for finding in result.findings]
    assert finding.column == header
    assert "NHS number (characters 1-10)" in finding.message
    assert "9990000018" not in finding.message + finding.fix


def test_understood_values_hold_no_personal_detail() -> None:
    cells: dict[str, object] = {
        "Status": "open",
        "Theme 1": "DV",
        "Date added": "12/03/2009",
        "Incident date": date(2009, 3, 12),
        "Health recommendations": "2",
        "ICB": "NEL",
    }
    assert state_of(judge_cells("H01", cells), "H01") == "passed"
    assert state_of(judge_cells("H02", cells), "H02") == "passed"


def test_kinds_and_confidences_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = (
        *(Span(at, at + 2, Kind.NAME, Confidence.POSSIBLE) for at in range(0, 14, 2)),
        Span(20, 25, Kind.POSTCODE, Confidence.CERTAIN),
        Span(30, 40, Kind.VEHICLE, Confidence.POSSIBLE),
    )
    monkeypatch.setattr(pid_in_cells, "find_pid", lambda text: spans)
    cells: dict[str, object] = {"Overview": "a made-up text for kinds and confidences of forty characters and more"}
    assert "1 certain postcode (characters 21-25)" in only(judge_cells("H01", cells)).message
    names, vehicle = judge_cells("H02", cells).findings
    assert "7 possible names (characters 1-2, 3-4, 5-6, 7-8, 9-10 and 2 more)" in names.message
    assert names.fix.startswith("Please either use the agreed pseudonym")
    assert names.fix.endswith(", or leave it if it names nobody.")
    assert "1 possible vehicle registration" in vehicle.message


def test_a_name_among_initials_is_asked_for_as_initials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pid_in_cells, "find_pid", lambda text: (Span(0, 8, Kind.NAME, Confidence.POSSIBLE),))
    finding = only(judge_cells("H02", {"Verified by": "a made-up name of one who verified"}))
    assert finding.fix == "Please either write initials only, for example AB, or leave it if it names nobody."


@pytest.mark.parametrize(
    "text",
    [
        "Child A, aged 14, died on 2 May 2024.",
        "Child A died on 02/05/2024. She was 14 years old.",
        "Child A (14yo) died on the 2nd of May 2024.",
        "2024-05-02: a fifteen-year-old was found.",
        "Died 2.5.24 aged 14",
    ],
)
def test_an_exact_date_beside_an_age_is_found_without_being_repeated(text: str) -> None:
    for header in ("Overview", "Progress update", "Lessons and recommendations"):
        finding = only(judge_cells("H03", {header: text}))
        assert finding.column == header
        assert not any(part in finding.message for part in ("May", "2024", "02/05", "2.5"))


@pytest.mark.parametrize(
    "text",
    [
        "Child A, aged 14, died in May 2024.",
        "The panel met on 2 May 2024.",
        f"Child A was aged 14. {'A long story follows. ' * 5} The panel met on 2 May 2024.",
        "StEIS 2021/12345, aged 14, section 2.1",
        "Child A is 14 years old.",
        "Child A, aged 14, form 123/05/2024",
    ],
)
def test_month_and_year_or_distance_is_fine(text: str) -> None:
    assert judge_cells("H03", {"Overview": text}).findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AB", "passed"),
        ("abcd", "passed"),
        ("AB/CD", "passed"),
        ("AB / CDE", "passed"),
        ("ÉÖ", "passed"),
        ("", "not applicable"),
        ("to be confirmed", "not applicable"),
        ("A", "failed"),
        ("ABCDE", "failed"),
        ("AB/CD/EF", "failed"),
        ("A1", "failed"),
        ("Ann Person", "failed"),
    ],
)
def test_initials(text: str, expected: str) -> None:
    result = judge_cells("H04", {"Designated professional": text})
    assert state_of(result, "H04") == expected
    assert all(text not in finding.message for finding in result.findings if len(text) > 1)


def test_initials_with_full_stops_are_advice() -> None:
    assert only(judge_cells("H04", {"Designated professional": "A. B."})).severity == "advice"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one two three four five", None),
        ("one two three four", "only 4 words"),
        ("word", "only 1 word."),
        ("TBC", None),
        ("word " * 800, None),
        ("w" * 4000, "only 1 word."),
        ("ww" + " w" * 1999, None),
        ("w " * 2001, "4,001 characters"),
    ],
)
def test_length_of_a_text(text: str, message: str | None) -> None:
    result = judge_cells("H05", {"Lessons and recommendations": text})
    assert [message in finding.message for finding in result.findings if message] == ([True] if message else [])
    assert bool(result.findings) is (message is not None)


def test_placeholders_are_found_in_all_four_texts_and_nowhere_else() -> None:
    headers = ("Overview", "Progress update", "Lessons and recommendations", "Comments", "Designated professional")
    result = judge_cells("H06", dict.fromkeys(headers, "TBC"))
    assert [finding.column for finding in result.findings] == list(headers[:4])


# Section I


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (YourIcb(your_icb="QMF"), ["Reporting month"]),
        (YourIcb(reporting_month=date(2024, 10, 3)), ["ICB"]),
        (YourIcb(your_icb="QMF", reporting_month=date(2024, 10, 3)), []),
    ],
)
def test_heading(heading: YourIcb, columns: list[str]) -> None:
    result = judge_cells("I01", {"Status": "Open"}, given=Circumstances(today=date(2024, 11, 5), your_icb=heading))
    assert [(finding.sheet, finding.column) for finding in result.findings] == [("Your ICB", name) for name in columns]


def own(**counts: object) -> Circumstances:
    heading = {"your_icb": "QMF", "reporting_month": date(2024, 10, 31), **counts}
    return Circumstances(today=date(2024, 11, 5), your_icb=YourIcb.model_validate(heading))


def test_own_counts_are_compared_one_by_one_as_at_the_months_end() -> None:
    records: list[dict[str, object]] = [
        {"Status": "Open", "Date added": date(2024, 10, 1)},
        {"Status": "Closed", "Date added": date(2024, 10, 1), "Date closed": date(2024, 11, 1)},
        {"Status": "Closed", "Date added": date(2024, 9, 1), "Date closed": date(2024, 10, 31)},
        {"Status": "", "Date added": date(2024, 9, 1)},
        {"Status": "Open", "Date added": date(2024, 11, 1)},
    ]
    assert judge_cells("I02", *records, given=own(own_total=4, own_open=2, own_closed=1)).findings == ()
    wrong = judge_cells("I02", *records, given=own(own_total=5, own_closed=2))
    assert [(finding.sheet, finding.column) for finding in wrong.findings] == [
        ("Your ICB", "Your own count: total"),
        ("Your ICB", "Your own count: closed"),
    ]
    assert "the cell says 5 and the records are 4." in wrong.findings[0].message


def test_blank_own_counts_and_a_blank_month_are_not_checked() -> None:
    assert len(judge_cells("I02", {"Status": "Open"}).not_checked[0].columns) == 3
    monthless = own(own_total=1, reporting_month=None)
    assert judge_cells("I02", {"Status": "Open"}, given=monthless).not_checked[0].columns == ("Reporting month",)


@pytest.mark.parametrize("rule_id", ["I03", "I04", "I05"])
def test_what_only_the_saved_file_shows_is_not_checked_without_it(rule_id: str) -> None:
    result = judge_cells(rule_id, {"Status": "Open"})
    assert state_of(result, rule_id) == "not checked"
    assert result.not_checked[0].columns == ("the saved file",)


def test_drift_is_not_checked_until_somebody_has_looked() -> None:
    example = """
        saved: no

        | Status |
        | Open   |
        """
    assert state("I03", example) == "not checked"
    assert found("I03", example.replace("saved: no", "drift: Status, Cases")) == [
        (None, "Cases", "warning"),
        (None, "Status", "warning"),
    ]


def test_hidden_rows_are_one_finding_and_a_filter_is_advice() -> None:
    example = """
        hidden_rows: 5, 6
        outside_table: 9
        filtered: yes

        | Status |
        | Open   |
        """
    assert [severity for _, _, severity in found("I04", example)] == ["warning", "warning", "advice"]
    assert "rows 5 and 6 with a record hidden by hand" in messages("I04", example)


def test_a_row_of_another_icb_is_found_and_one_of_a_predecessor_is_not() -> None:
    successor = Circumstances(today=date(2026, 6, 5), your_icb=YourIcb(your_icb="Z9B2Z"))
    records: list[dict[str, object]] = [{"ICB": icb} for icb in ("QMJ", "QRV", "QMF", "", "nowhere")]
    finding = only(judge_cells("I06", *records, given=successor))
    assert (finding.row, finding.column, finding.suggestion) == (7, "ICB", "Z9B2Z")
    predecessor = Circumstances(today=date(2026, 6, 5), your_icb=YourIcb(your_icb="QMJ"))
    assert len(judge_cells("I06", {"ICB": "Z9B2Z"}, given=predecessor).findings) == 1
    unplaced = Circumstances(today=date(2026, 6, 5))
    assert judge_cells("I06", {"ICB": "QMF"}, given=unplaced).not_checked[0].columns == ("ICB",)


def test_last_months_return_is_recognised_in_any_order_and_only_then() -> None:
    example = """
        | Record no. | Status | Overview         |
        | 2          | Open   | Another was ill. |
        | 1          | open   | Child A was ill. |

        last month's records:

        | Record no. | Status | Overview         |
        | 1          | Open   | Child A was ill. |
        | 2          | Open   | Another was ill. |
        """
    assert found("I07", example) == [(None, "Reporting month", "advice")]
    assert found("I07", example.replace("Another was ill", "Another is ill", 1)) == []
    assert state("I07", example.partition("last month")[0]) == "not checked"


def test_a_return_differs_by_an_unreadable_cell_too() -> None:
    example = """
        | Record no. | Theme 1 |
        | 1          | Neglct  |

        last month's records:

        | Record no. | Theme 1 |
        | 1          | Hungar  |
        """
    assert found("I07", example) == []


def test_an_empty_return_has_nothing_to_update() -> None:
    again = Circumstances(today=date(2024, 11, 5), previous_fingerprint=records_fingerprint([]))
    assert judge_cells("I07", given=again).findings == ()


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("Child A, aged 14, died on May 2, 2024.", True),
        ("On September 2nd, 2024 Child A, aged 14, died.", True),
        ("Child A, aged 14, was seen on 2 of 12, 2024 being the year.", False),
        ("Child A, aged 14, died in May 2024.", False),
    ],
)
def test_a_date_with_the_month_first_is_exact_as_well(text: str, fails: bool) -> None:
    assert state_of(judge_cells("H03", {"Record no.": "1", "Overview": text}), "H03") == (
        "failed" if fails else "passed"
    )


def test_who_made_a_file_is_advice_however_certain_it_is_and_a_note_is_an_error() -> None:
    certain = (Span(0, 10, Kind.NHS_NUMBER, Confidence.CERTAIN),)
    note, person = (
        PidElsewhere("Cases", "note on D5", certain),
        PidElsewhere(WORKBOOK, "author", certain, is_person=True),
    )
    for elsewhere, severities in (((note,), {"H01": ["error"]}), ((person,), {"H02": ["advice"]})):
        given = replace(OCTOBER, saved=SavedFile(elsewhere=elsewhere))
        for rule_id in ("H01", "H02"):
            findings = judge_cells(rule_id, {"Record no.": "1"}, given=given).findings
            assert [each.severity.value for each in findings] == severities.get(rule_id, [])


def test_findings_stand_in_the_order_of_rows_and_columns_and_those_of_no_column_of_ours_before() -> None:
    cells = {"Record no.": "a.person@example.org", "Status": "Opne"}
    row = RawRow(cells, row=5, added={"AR": "a.person@example.org"})
    rules = RuleBook([rule_of("H01"), rule_of("B01")])
    found = check([replace(row, row=6), row], given=OCTOBER, rules=rules).findings
    columns = ("added column AR", "Record no.", "Status")
    assert [(each.row, each.column) for each in found] == [(number, column) for number in (5, 6) for column in columns]
