"""Section A, what every record needs: boundaries and states that the rules' own examples leave open."""

from __future__ import annotations

import pytest

from tests.validators.judged_rules import OCTOBER, columns_found, judge, only, record, rule_of, state
from validators.cells import CellError
from validators.check import check
from validators.entries import Circumstances, RawRow
from validators.findings import State
from validators.rulebook import RuleBook
from validators.rules import standard_rules


@pytest.mark.parametrize(
    ("rule_id", "header"),
    [
        ("A01", "Status"), ("A02", "Review type"), ("A04", "Date added"), ("A08", "Overview"),
        ("A09", "Designated professional"), ("A10", "Incident date"), ("A11", "Media interest"),
        ("A15", "Borough or local authority"), ("A06", "Partnership or board"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("placeholder", ["TBC", "as above", "n/a", "-"])
def test_a_placeholder_counts_as_empty_in_a_required_column(rule_id: str, header: str, placeholder: str) -> None:
    example = f"| {header} |\n| {placeholder} |"
    assert [column for column, _ in columns_found(rule_id, example)] == [header]
    assert "placeholder" in judge(rule_id, example).findings[0].message


@pytest.mark.parametrize("rule_id", [rule.id for rule in standard_rules() if rule.id.startswith("A")])
def test_a_broken_cell_is_not_called_empty(rule_id: str) -> None:
    rule = rule_of(rule_id)
    kept = {"Status": "Closed" if rule_id in ("A13", "A14") else "Open", "Review type": "SAR Adult"}
    cells = {header: CellError("#N/A") for header in rule.columns} | {
        header: value for header, value in kept.items() if rule_id not in ("A01", "A02")
    }
    without_icb = Circumstances(today=OCTOBER.today)
    result = check([RawRow(cells, row=5)], given=without_icb, rules=RuleBook([rule]))
    assert result.findings == ()
    assert result.states[rule_id][State.NOT_CHECKED] == 1
    assert set(result.not_checked[0].columns) <= set(rule.columns)


def test_a_status_outside_the_vocabulary_fails_but_an_error_value_is_left_to_its_own_rule() -> None:
    assert columns_found("A01", record(Status="Opne")) == [("Status", "error")]
    assert state("A01", record(Status="#REF!")) == "not checked"


def test_another_statutory_review_is_accepted_once_comments_name_it() -> None:
    named = record(Review_type="Other statutory review", Comments="A mental health inquiry")
    assert state("A02", named) == "passed"
    nameless = only(judge("A02", record(Review_type="Other statutory review", Comments="TBC")))
    assert (nameless.column, nameless.severity.value) == ("Comments", "warning")
    assert "name the type of review in Comments" in nameless.fix


def test_a_misspelt_type_is_not_called_empty() -> None:
    assert state("A02", record(Review_type="SAR adlt")) == "not checked"


def test_the_icb_of_the_heading_is_enough() -> None:
    assert state("A03", record(ICB="", Status="Open")) == "passed"
    assert columns_found("A03", "your_icb: (empty)\n\n" + record(ICB="", Status="Open")) == [("ICB", "error")]
    assert state("A03", "your_icb: (empty)\n\n" + record(ICB="QXX", Status="Open")) == "not checked"


def test_one_reference_is_enough_and_a_broken_second_one_may_be_it() -> None:
    both = "| Identifier reference 1 | Identifier reference 2 |\n"
    assert state("A05", both + "| TBC | SAR-07 |") == "passed"
    assert columns_found("A05", both + "| see above | |") == [("Identifier reference 1", "error")]
    assert state("A05", both + "| | #N/A |") == "not checked"


def test_where_boards_are_free_text_a_name_is_needed_all_the_same() -> None:
    elsewhere = "your_icb: QYG\n\n"
    assert state("A06", elsewhere + record(Partnership_or_board="A board of the north")) == "passed"
    assert columns_found("A06", elsewhere + record(Partnership_or_board="TBC")) == [("Partnership or board", "error")]
    assert columns_found("A15", elsewhere + record(Borough_or_local_authority="n/a")) == [
        ("Borough or local authority", "warning")
    ]


@pytest.mark.parametrize(
    ("added", "today", "severity"),
    [
        ("2024-10-16", "2024-11-05", "warning"),  # 14 working days
        ("2024-10-15", "2024-11-05", "error"),  # 15
        ("2024-12-20", "2025-01-14", "warning"),  # 14, with Christmas and New Year between
        ("2024-12-20", "2025-01-15", "error"),
        ("", "2024-11-05", "error"),
    ],
)
def test_a_missing_theme_is_a_warning_while_the_review_is_young(added: str, today: str, severity: str) -> None:
    example = f"today: {today}\n\n" + record(Date_added=added, Theme_1="", Status="Open")
    assert columns_found("A07", example) == [("Theme 1", severity)]


def test_a_review_is_as_old_as_its_earliest_date() -> None:
    recent = record(Date_added="2024-11-01", Date_commissioned="2024-11-01", Date_referred_or_notified="2024-10-31")
    assert columns_found("A07", recent) == [("Theme 1", "warning")]
    late = record(Date_added="2024-11-01", Date_commissioned="2024-06-01", Date_referred_or_notified="")
    assert columns_found("A07", late) == [("Theme 1", "error")]


def test_a_theme_that_cannot_be_read_may_be_the_theme() -> None:
    themes = "| Theme 1 | Theme 2 | Theme 3 | Comments |\n"
    assert state("A07", themes + "| | Neglct | | |") == "not checked"
    assert state("A07", themes + "| None of these | Neglct | | |") == "not checked"
    assert state("A07", themes + "| Neglct | Suicide | | |") == "passed"
    assert columns_found("A07", themes + "| TBC | | | |") == [("Theme 1", "error")]


def test_none_of_these_asks_for_comments() -> None:
    themes = "| Theme 1 | Theme 2 | Comments |\n"
    assert columns_found("A07", themes + "| None of these | | |") == [("Comments", "warning")]
    assert columns_found("A07", themes + "| | None of these | none |") == [("Comments", "warning")]
    assert state("A07", themes + "| None of these | Neglect | |") == "passed"


def test_initials_that_look_like_a_placeholder_are_initials() -> None:
    assert state("A09", record(Designated_professional="NA")) == "passed"
    assert columns_found("A09", record(Designated_professional="N/A")) == [("Designated professional", "warning")]


@pytest.mark.parametrize(("rule_id", "header"), [("A13", "Lessons and recommendations"), ("A14", "Learning 1")])
def test_an_embargo_makes_missing_lessons_and_learning_warnings(rule_id: str, header: str) -> None:
    table = f"| Status | {header} | Publication status |\n"
    assert columns_found(rule_id, table + "| Closed | | Published |") == [(header, "error")]
    assert columns_found(rule_id, table + "| Closed | | |") == [(header, "error")]
    assert columns_found(rule_id, table + "| Closed | | Embargoed |") == [(header, "warning")]
    assert state(rule_id, table + "| Open | | Published |") == "not applicable"
    assert state(rule_id, table + "| | | Published |") == "not checked"


def test_learning_that_cannot_be_read_may_be_the_learning() -> None:
    learning = "| Status | Learning 1 | Learning 2 |\n"
    assert state("A14", learning + "| Closed | | Comunication |") == "not checked"
    assert state("A14", learning + "| Closed | None of these | |") == "passed"


def test_commissioning_is_asked_of_open_full_reviews_alone() -> None:
    table = "| Status | Review type | Date commissioned |\n"
    assert state("A16", table + "| Open | Rapid Review | |") == "not applicable"
    assert state("A16", table + "| Closed | SAR Adult | |") == "not applicable"
    assert state("A16", table + "| Open | | |") == "not checked"
    assert state("A16", table + "| Open | SAR Adult | soon |") == "not checked"
