"""Section E, one review in several records: boundaries and states that the rules' own examples leave open.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.validators.judged_rules import found, judge_cells, messages, only, state_of
from validators.entries import Circumstances
from validators.likeness import near_twins
from validators.your_icb import YourIcb


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
