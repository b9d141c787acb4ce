"""Section B, the controlled lists: boundaries and states that the rules' own examples leave open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.validators.judged_rules import OCTOBER, columns_found, judge, only, record, rule_of, state
from validators.case_review import COLUMNS
from validators.cells import CellError
from validators.check import check
from validators.entries import RawRow
from validators.rulebook import RuleBook
from validators.rules import succession
from validators.vocabularies import organisations
from validators.vocabularies.organisations import Succession, successions_from


def test_a_near_miss_is_quoted_with_its_term() -> None:
    finding = only(judge("B01", record(Theme_1="Neglct")))
    assert "'Neglct' is not in the list (did you mean Neglect?)" in finding.message
    assert finding.suggestion == "Neglect"


def test_a_word_of_several_terms_lists_them_and_suggests_none() -> None:
    finding = only(judge("B01", record(Review_type="DHR")))
    assert "'DHR' may mean DHR Adult, DHR Child" in finding.message
    assert finding.fix.startswith("Please choose DHR Adult, DHR Child")
    assert finding.suggestion == ""


def test_several_near_terms_are_offered_and_none_is_suggested() -> None:
    finding = only(judge("B01", record(Partnership_or_board="Camden Safeguarding Adults Board")))
    assert "Merton Safeguarding Adults Board" in finding.message
    assert finding.suggestion == ""


def test_a_value_far_from_every_term_is_never_quoted() -> None:
    finding = only(judge("B01", record(Theme_1="Wilhelmina Quux of Elm Grove")))  # made up
    assert "a text of 28 characters is not in the list" in finding.message
    assert "Quux" not in finding.message + finding.fix + finding.suggestion


def test_boards_and_local_authorities_are_warnings_and_free_text_without_a_list() -> None:
    table = record(Borough_or_local_authority="Some Town", Partnership_or_board="Some Board", Theme_1="Some Theme")
    assert columns_found("B01", table) == [
        ("Borough or local authority", "warning"), ("Partnership or board", "warning"), ("Theme 1", "error"),
    ]  # fmt: skip
    assert columns_found("B01", "your_icb: QYG\n\n" + table) == [("Theme 1", "error")]


@pytest.mark.parametrize("number", ["two", "-1", "1.5"])
def test_what_is_no_number_is_told_in_its_own_words(number: str) -> None:
    finding = only(judge("B01", record(Health_recommendations=number)))
    assert "no whole number of 0 or more" in finding.message
    assert finding.severity.value == "error"


def test_an_error_value_and_a_bad_date_are_no_unknown_terms() -> None:
    assert state("B01", record(Theme_1="#N/A", Date_added="soon")) == "passed"


@pytest.mark.parametrize("typed", ["DV", "domestic violence", "Domestic  Violence", "DOMESTIC VIOLENCE"])
def test_another_spelling_is_advice_with_the_term(typed: str) -> None:
    row = RawRow({"Theme 1": typed}, row=5)
    result = check([row], given=OCTOBER, rules=RuleBook([rule_of("B02")]))
    (finding,) = result.findings
    assert (finding.severity.value, finding.suggestion) == ("advice", "Domestic Violence")
    assert state("B02", record(Theme_1=finding.suggestion)) == "passed"


def test_a_number_or_a_date_as_text_is_no_other_spelling() -> None:
    assert state("B02", record(Date_added="12/03/2024", Health_recommendations="3 ")) == "passed"


def new_record(icb: str, added: str = "2026-05-04", heading: str = "") -> str:
    settings_lines = f"reporting_month: 2026-05-31\ntoday: 2026-06-05\n{heading}\n"
    return settings_lines + record(ICB=icb, Date_added=added, Status="Open")


def test_a_new_record_of_a_closed_icb_names_who_took_over() -> None:
    finding = only(judge("B03", new_record("QMJ")))
    assert "QMJ closed on 31 March 2026" in finding.message
    assert "NHS West and North London Integrated Care Board (Z9B2Z) took over" in finding.message
    assert (finding.severity.value, finding.suggestion) == ("error", "Z9B2Z")


@pytest.mark.parametrize(
    ("added", "month", "expected"),
    [
        ("2026-03-31", "2026-03-31", []),
        ("2026-04-01", "2026-03-31", [("ICB", "error")]),
        ("2026-04-01", "2026-04-30", [("ICB", "error")]),
        ("2026-03-31", "2026-04-30", [("ICB", "advice")]),
        ("2024-10-02", "2024-10-31", []),
        ("2019-05-01", "2026-03-31", []),  # before there were ICBs
    ],
)
def test_an_icb_is_judged_as_at_the_day_on_which_the_record_was_added(
    added: str, month: str, expected: list[tuple[str, str]]
) -> None:
    example = f"reporting_month: {month}\ntoday: 2026-06-05\n\n" + record(ICB="QMJ", Date_added=added)
    assert columns_found("B03", example) == expected


def test_a_successor_may_hold_older_records() -> None:
    assert state("B03", new_record("Z9B2Z", added="2024-10-02")) == "passed"


def test_a_divided_icb_asks_which() -> None:
    finding = only(judge("B03", new_record("QNQ")))
    assert "was divided" in finding.message
    assert "choose which of S0E4D, S9B9J or QRL has the record now" in finding.fix
    assert finding.suggestion == ""


def test_an_empty_icb_is_the_one_of_the_heading() -> None:
    finding = only(judge("B03", new_record("", heading="your_icb: QMJ\n")))
    assert "QMJ (from Your ICB) closed" in finding.message
    assert "on the sheet Your ICB" in finding.fix
    assert (finding.column, finding.suggestion) == ("ICB", "Z9B2Z")


@pytest.mark.parametrize(
    ("cells", "severity"),
    [
        ({"Date commissioned": "2026-05-04"}, "error"),
        ({"Date commissioned": "2025-05-04"}, "advice"),
        ({"Date referred or notified": "2025-05-04"}, "advice"),
        ({"Date referred or notified": ""}, "error"),  # the end of the reporting month
        ({"Date commissioned": "2026-05-04", "Date referred or notified": "2025-05-04"}, "error"),
    ],
)
def test_without_date_added_another_date_places_the_record(cells: dict[str, str], severity: str) -> None:
    table = f"| ICB | {' | '.join(cells)} |\n| QMJ | {' | '.join(cells.values())} |"
    assert columns_found("B03", "reporting_month: 2026-05-31\ntoday: 2026-06-05\n\n" + table) == [("ICB", severity)]


def test_without_any_date_or_month_the_day_of_the_check_counts() -> None:
    table = record(ICB="QMJ", Status="Open")
    assert columns_found("B03", "reporting_month: (empty)\ntoday: 2026-04-01\n\n" + table) == [("ICB", "error")]
    assert columns_found("B03", "reporting_month: (empty)\ntoday: 2026-03-31\n\n" + table) == []


def test_an_unreadable_date_added_leaves_the_icb_not_checked() -> None:
    assert state("B03", new_record("QMJ", added="soon")) == "not checked"
    assert state("B03", new_record("QMF", added="soon")) == "passed"


def test_a_successor_that_closed_as_well_gives_way_to_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    closings = {**succession._closings(), "Z9B2Z": date(2027, 3, 31)}
    later = Succession("Z9B2Z", "QKK", "merger", date(2027, 4, 1))
    monkeypatch.setattr(succession, "_closings", lambda: closings)
    monkeypatch.setattr(organisations, "_last_day", closings.get)
    monkeypatch.setattr(
        organisations, "successions_from", lambda code: (later,) if code == "Z9B2Z" else successions_from(code)
    )
    assert only(judge("B03", new_record("QMJ"))).suggestion == "Z9B2Z"
    in_2027 = "reporting_month: 2027-05-31\ntoday: 2027-06-05\n\n" + record(ICB="QMJ", Date_added="2027-05-04")
    assert only(judge("B03", in_2027)).suggestion == "QKK"


def test_boards_and_local_authorities_with_an_end_are_judged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(succession, "_closings", lambda: {"Hackney": date(2024, 3, 31)})
    table = "| Borough or local authority | Date added |\n"
    finding = only(judge("B03", table + "| Hackney | 2024-10-02 |"))
    assert "Hackney closed on 31 March 2024" in finding.message
    assert (finding.column, finding.severity.value) == ("Borough or local authority", "error")
    assert columns_found("B03", table + "| Hackney | 2023-10-02 |") == [("Borough or local authority", "advice")]


def test_every_broken_cell_of_a_row_is_named_with_its_error() -> None:
    broken = {column.header: CellError("#DIV/0!") for column in COLUMNS}
    result = check([RawRow(broken, row=5)], given=OCTOBER, rules=RuleBook([rule_of("B04")]))
    assert [finding.column for finding in result.findings] == [column.header for column in COLUMNS]
    assert all("the cell shows the error #DIV/0!" in finding.message for finding in result.findings)


def test_formulas_are_advice_in_controlled_columns_alone() -> None:
    table = record(Theme_1="=Neglect", Status="=Open", Overview="=A1", Date_added="=2024-10-02")
    assert columns_found("B05", table) == [("Status", "advice"), ("Theme 1", "advice")]
