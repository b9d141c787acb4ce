"""Section C, dates and their order: boundaries and states that the rules' own examples leave open."""

from __future__ import annotations

import pytest

from tests.validators.judged_rules import OCTOBER, columns_found, judge, only, record, rule_of, state
from validators.check import check
from validators.entries import RawRow
from validators.findings import State
from validators.rulebook import RuleBook


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("12/03/2024", "2024-03-12", "12 March 2024"),
        ("2nd May 2024", "2024-05-02", "2 May 2024"),
        ("1.10.24", "2024-10-01", "1 October 2024"),
    ],
)
def test_a_text_that_reads_as_a_date_is_advice(typed: str, day: str, words: str) -> None:
    finding = only(judge("C01", record(Date_added=typed)))
    assert f"a text was understood as {words}" in finding.message
    assert (finding.severity.value, finding.suggestion) == ("advice", day)
    assert state("C01", record(Date_added=finding.suggestion)) == "passed"


def test_a_number_that_excel_counts_as_a_day_is_advice() -> None:
    result = check([RawRow({"Date added": 45567.0}, row=5)], given=OCTOBER, rules=RuleBook([rule_of("C01")]))
    (finding,) = result.findings
    assert "a number was understood as 2 October 2024" in finding.message
    assert (finding.severity.value, finding.suggestion) == ("advice", "2024-10-02")


def test_a_month_alone_is_advice_for_the_incident_and_an_error_elsewhere() -> None:
    incident = only(judge("C01", record(Incident_date="July 2020")))
    assert (incident.severity.value, incident.suggestion) == ("advice", "")
    assert "July 2020" in incident.message
    assert "1 July" not in incident.message
    assert columns_found("C01", record(Date_added="July 2020")) == [("Date added", "error")]


@pytest.mark.parametrize("typed", ["soon", "31/02/2024", "2018", "TBC", "12/03", "Wilhelmina Quux"])
def test_what_is_no_date_is_an_error_and_not_repeated(typed: str) -> None:
    finding = only(judge("C01", record(Date_closed=typed)))
    assert finding.severity.value == "error"
    assert typed not in finding.message + finding.fix + finding.suggestion
    assert ("a year alone" in finding.message) == (typed == "2018")


def test_every_date_after_the_day_of_the_check_is_named() -> None:
    table = record(
        Date_added="2024-11-06", Date_closed="2025-01-01", Date_commissioned="2024-11-05", Verified_on="soon"
    )
    assert columns_found("C02", table) == [("Date added", "error"), ("Date closed", "error")]
    assert state("C02", record(Date_added="2024-11-05", Verified_on="soon")) == "not checked"


def test_a_date_after_the_reporting_month_is_no_fault() -> None:
    assert state("C02", "reporting_month: 2024-09-30\n\n" + record(Date_added="2024-11-01")) == "passed"


def test_the_order_of_incident_and_record() -> None:
    table = "| Incident date | Date added |\n"
    assert state("C03", table + "| June 2024 | 2024-06-03 |") == "passed"
    assert columns_found("C03", table + "| July 2024 | 2024-06-30 |") == [("Incident date", "error")]
    assert state("C03", table + "| | 2024-06-30 |") == "not checked"
    assert state("C03", table + "| 2024-06-30 | soon |") == "not checked"


def order(added: str = "", commissioned: str = "", signed: str = "", closed: str = "", published: str = "") -> str:
    return record(
        Date_added=added, Date_commissioned=commissioned, Date_signed_off=signed, Date_closed=closed,
        Date_published=published, Status="Closed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (order(commissioned="2024-06-04", signed="2024-06-03"), [("Date signed off", "error")]),
        (order(signed="2024-06-04", closed="2024-06-03"), [("Date closed", "error")]),
        (order(commissioned="2024-06-04", closed="2024-06-03"), [("Date closed", "error")]),
        (order(commissioned="2024-06-04", published="2024-06-03"), [("Date published", "error")]),
        (order(added="2024-06-04", closed="2024-06-03"), [("Date added", "advice")]),
        (order(added="2024-06-04", published="2024-06-03"), []),
        (order(signed="2024-06-04", published="2024-06-03"), []),
        (order("2024-06-03", "2024-06-03", "2024-06-03", "2024-06-03", "2024-06-03"), []),
        (order(), []),
    ],
)
def test_the_order_of_events(example: str, expected: list[tuple[str, str]]) -> None:
    assert columns_found("C04", example) == expected


def test_one_unreadable_date_does_not_hide_the_order_of_the_others() -> None:
    assert columns_found("C04", order(commissioned="2024-06-04", signed="2024-06-03", closed="soon")) == [
        ("Date signed off", "error")
    ]
    assert state("C04", order(commissioned="2024-06-04", closed="soon")) == "not checked"


@pytest.mark.parametrize(
    ("incident", "added", "expected"),
    [
        ("1994-02-28", "2024-02-29", "passed"),
        ("1994-02-27", "2024-02-29", "failed"),
        ("1990-01-01", "", "passed"),
        ("1989-12-31", "", "failed"),
        ("1989-12-31", "1991-01-01", "failed"),
        ("", "2024-02-29", "not checked"),
        ("1994-02-28", "soon", "not checked"),
    ],
)
def test_an_incident_long_ago(incident: str, added: str, expected: str) -> None:
    assert state("C05", record(Incident_date=incident, Date_added=added)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Status": "Closed", "Date commissioned": "2021-04-01", "Date closed": "2021-04-02"}, "passed"),
        ({"Status": "Open", "Date commissioned": "2015-04-01"}, "passed"),
        ({"Status": "Closed", "Date commissioned": "2020-04-01", "Date closed": "2021-04-01"}, "passed"),
        ({"Status": "Closed", "Date commissioned": "2020-04-01", "Date closed": "2021-03-31"}, "failed"),
        ({"Status": "Closed", "Date commissioned": "2020-04-01", "Date signed off": "2021-03-31"}, "failed"),
        ({"Status": "Closed", "Date commissioned": "2020-04-01"}, "not checked"),
        ({"Status": "", "Date commissioned": "2020-04-01"}, "not checked"),
        ({"Status": "Closed", "Date closed": "2020-04-01"}, "not checked"),
        (
            {"Status": "Closed", "Date referred or notified": "2021-04-01", "Date commissioned": "2020-04-01",
             "Date closed": "2021-03-31"},
            "passed",
        ),
    ],
)  # fmt: skip
def test_the_scope_of_the_tracker(cells: dict[str, str], expected: str) -> None:
    assert state("C06", f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |") == expected


def test_how_fresh_progress_is() -> None:
    table = "| Status | Progress updated on |\n"
    assert state("C07", table + "| Open | 2024-08-02 |") == "passed"  # 90 days before 31 October
    assert state("C07", table + "| Open | 2024-08-01 |") == "failed"
    assert state("C07", table + "| Closed | |") == "not applicable"
    assert state("C07", table + "| Open | soon |") == "not checked"
    assert columns_found("C07", table + "| Open | tbc |") == [("Progress updated on", "warning")]


def test_without_a_reporting_month_only_an_empty_update_is_judged() -> None:
    table = "reporting_month: (empty)\n\n| Status | Progress updated on |\n"
    result = judge("C07", table + "| Open | 2024-08-01 |")
    assert result.not_checked[0].columns == ("Reporting month",)
    assert state("C07", table + "| Open | |") == "failed"


def test_four_neighbours_with_one_date_make_one_finding_in_the_first() -> None:
    table = "| Date added |\n| 2024-10-01 |" + "\n| 2024-10-02 |" * 5 + "\n| 2024-10-03 |" * 3
    finding = only(judge("C08", table))
    assert (finding.row, finding.column, finding.severity.value) == (6, "Date added", "advice")
    assert "the same date stands in 5 neighbouring rows" in finding.message


def test_four_are_a_run_and_three_are_none() -> None:
    assert columns_found("C08", "| Date added |" + "\n| 2024-10-02 |" * 4) == [("Date added", "advice")]
    assert columns_found("C08", "| Date added |" + "\n| 2024-10-02 |" * 3) == []


def test_a_run_is_broken_by_another_date_an_empty_cell_and_a_month_alone() -> None:
    for between in ("2024-06-04", "", "June 2024"):
        two = "\n| 2024-06-01 | Open |" * 2
        assert columns_found("C08", f"| Incident date | Status |{two}\n| {between} | Open |{two}") == []


def test_new_years_day_is_advice_unless_only_the_month_was_typed() -> None:
    table = "| Incident date | Date closed |\n"
    assert columns_found("C08", table + "| 2020-01-01 | 2021-01-01 |") == [
        ("Incident date", "advice"),
        ("Date closed", "advice"),
    ]
    assert columns_found("C08", table + "| 01/01/2020 | |") == [("Incident date", "advice")]
    assert columns_found("C08", table + "| January 2020 | |") == []


def test_months_alone_in_neighbouring_rows_are_not_meant() -> None:
    assert columns_found("C08", "| Incident date |" + "\n| July 2020 |" * 6) == []


def test_no_records_hold_no_stand_ins() -> None:
    result = check([], given=OCTOBER, rules=RuleBook([rule_of("C08")]))
    assert result.states["C08"][State.PASSED] == 1
