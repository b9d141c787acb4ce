"""Behaviour of the rules of sections A to D beside their own examples: boundaries, quieter severities, states."""

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.cells import CellError
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow
from validators.examples import judge_example
from validators.findings import Finding, State
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules, succession
from validators.vocabularies import organisations
from validators.vocabularies.organisations import Succession, successions_from
from validators.your_icb import YourIcb

SECTIONS = RuleBook(rule for rule in standard_rules() if rule.id[0] in "ABCD")
OCTOBER = Circumstances(today=date(2024, 11, 5), your_icb=YourIcb(your_icb="QMF", reporting_month=date(2024, 10, 31)))


def judge(rule_id: str, example: str) -> CheckResult:
    result = judge_example(SECTIONS[rule_id], dedent(example))
    assert result.crashed == ()
    return result


def found(rule_id: str, example: str) -> list[tuple[str, str]]:
    """Column and severity of each finding."""
    return [(finding.column, finding.severity.value) for finding in judge(rule_id, example).findings]


def only_finding(rule_id: str, example: str) -> Finding:
    (finding,) = judge(rule_id, example).findings
    return finding


def state(rule_id: str, example: str) -> str:
    """The state of a rule for an example of one record."""
    (reached,) = [state for state, records in judge(rule_id, example).states[rule_id].items() if records]
    return reached.value


def record(**cells: str) -> str:
    """A table of one record; underscores in a name are blanks."""
    headers = [name.replace("_", " ") for name in cells]
    return f"| {' | '.join(headers)} |\n| {' | '.join(cells.values())} |"


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in SECTIONS.about_records])
def test_every_row_of_a_failing_example_fails(rule: Rule) -> None:
    result = judge_example(rule, rule.fails)
    assert result.states[rule.id][State.FAILED] == len(result.entries)


# Section A


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
    assert [column for column, _ in found(rule_id, example)] == [header]
    assert "placeholder" in judge(rule_id, example).findings[0].message


@pytest.mark.parametrize("rule_id", [rule.id for rule in SECTIONS if rule.id.startswith("A")])
def test_a_broken_cell_is_not_called_empty(rule_id: str) -> None:
    rule = SECTIONS[rule_id]
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
    assert found("A01", record(Status="Opne")) == [("Status", "error")]
    assert state("A01", record(Status="#REF!")) == "not checked"


def test_another_statutory_review_is_accepted_once_comments_name_it() -> None:
    named = record(Review_type="Other statutory review", Comments="A mental health inquiry")
    assert state("A02", named) == "passed"
    nameless = only_finding("A02", record(Review_type="Other statutory review", Comments="TBC"))
    assert (nameless.column, nameless.severity.value) == ("Comments", "warning")
    assert "name the type of review in Comments" in nameless.fix


def test_a_misspelt_type_is_not_called_empty() -> None:
    assert state("A02", record(Review_type="SAR adlt")) == "not checked"


def test_the_icb_of_the_heading_is_enough() -> None:
    assert state("A03", record(ICB="", Status="Open")) == "passed"
    assert found("A03", "your_icb: (empty)\n\n" + record(ICB="", Status="Open")) == [("ICB", "error")]
    assert state("A03", "your_icb: (empty)\n\n" + record(ICB="QXX", Status="Open")) == "not checked"


def test_one_reference_is_enough_and_a_broken_second_one_may_be_it() -> None:
    both = "| Identifier reference 1 | Identifier reference 2 |\n"
    assert state("A05", both + "| TBC | SAR-07 |") == "passed"
    assert found("A05", both + "| see above | |") == [("Identifier reference 1", "error")]
    assert state("A05", both + "| | #N/A |") == "not checked"


def test_where_boards_are_free_text_a_name_is_needed_all_the_same() -> None:
    elsewhere = "your_icb: QYG\n\n"
    assert state("A06", elsewhere + record(Partnership_or_board="A board of the north")) == "passed"
    assert found("A06", elsewhere + record(Partnership_or_board="TBC")) == [("Partnership or board", "error")]
    assert found("A15", elsewhere + record(Borough_or_local_authority="n/a")) == [
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
    assert found("A07", example) == [("Theme 1", severity)]


def test_a_review_is_as_old_as_its_earliest_date() -> None:
    recent = record(Date_added="2024-11-01", Date_commissioned="2024-11-01", Date_referred_or_notified="2024-10-31")
    assert found("A07", recent) == [("Theme 1", "warning")]
    late = record(Date_added="2024-11-01", Date_commissioned="2024-06-01", Date_referred_or_notified="")
    assert found("A07", late) == [("Theme 1", "error")]


def test_a_theme_that_cannot_be_read_may_be_the_theme() -> None:
    themes = "| Theme 1 | Theme 2 | Theme 3 | Comments |\n"
    assert state("A07", themes + "| | Neglct | | |") == "not checked"
    assert state("A07", themes + "| None of these | Neglct | | |") == "not checked"
    assert state("A07", themes + "| Neglct | Suicide | | |") == "passed"
    assert found("A07", themes + "| TBC | | | |") == [("Theme 1", "error")]


def test_none_of_these_asks_for_comments() -> None:
    themes = "| Theme 1 | Theme 2 | Comments |\n"
    assert found("A07", themes + "| None of these | | |") == [("Comments", "warning")]
    assert found("A07", themes + "| | None of these | none |") == [("Comments", "warning")]
    assert state("A07", themes + "| None of these | Neglect | |") == "passed"


def test_initials_that_look_like_a_placeholder_are_initials() -> None:
    assert state("A09", record(Designated_professional="NA")) == "passed"
    assert found("A09", record(Designated_professional="N/A")) == [("Designated professional", "warning")]


@pytest.mark.parametrize(("rule_id", "header"), [("A13", "Lessons and recommendations"), ("A14", "Learning 1")])
def test_an_embargo_makes_missing_lessons_and_learning_warnings(rule_id: str, header: str) -> None:
    table = f"| Status | {header} | Publication status |\n"
    assert found(rule_id, table + "| Closed | | Published |") == [(header, "error")]
    assert found(rule_id, table + "| Closed | | |") == [(header, "error")]
    assert found(rule_id, table + "| Closed | | Embargoed |") == [(header, "warning")]
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


# Section B


def test_a_near_miss_is_quoted_with_its_term() -> None:
    finding = only_finding("B01", record(Theme_1="Neglct"))
    assert "'Neglct' is not in the list (did you mean Neglect?)" in finding.message
    assert finding.suggestion == "Neglect"


def test_a_word_of_several_terms_lists_them_and_suggests_none() -> None:
    finding = only_finding("B01", record(Review_type="DHR"))
    assert "'DHR' may mean DHR Adult, DHR Child" in finding.message
    assert finding.fix.startswith("Please choose DHR Adult, DHR Child")
    assert finding.suggestion == ""


def test_several_near_terms_are_offered_and_none_is_suggested() -> None:
    finding = only_finding("B01", record(Partnership_or_board="Camden Safeguarding Adults Board"))
    assert "Merton Safeguarding Adults Board" in finding.message
    assert finding.suggestion == ""


def test_a_value_far_from_every_term_is_never_quoted() -> None:
    finding = only_finding("B01", record(Theme_1="Wilhelmina Quux of Elm Grove"))  # made up
    assert "a text of 28 characters is not in the list" in finding.message
    assert "Quux" not in finding.message + finding.fix + finding.suggestion


def test_boards_and_local_authorities_are_warnings_and_free_text_without_a_list() -> None:
    table = record(Borough_or_local_authority="Some Town", Partnership_or_board="Some Board", Theme_1="Some Theme")
    assert found("B01", table) == [
        ("Borough or local authority", "warning"), ("Partnership or board", "warning"), ("Theme 1", "error"),
    ]  # fmt: skip
    assert found("B01", "your_icb: QYG\n\n" + table) == [("Theme 1", "error")]


@pytest.mark.parametrize("number", ["two", "-1", "1.5"])
def test_what_is_no_number_is_told_in_its_own_words(number: str) -> None:
    finding = only_finding("B01", record(Health_recommendations=number))
    assert "no whole number of 0 or more" in finding.message
    assert finding.severity.value == "error"


def test_an_error_value_and_a_bad_date_are_no_unknown_terms() -> None:
    assert state("B01", record(Theme_1="#N/A", Date_added="soon")) == "passed"


@pytest.mark.parametrize("typed", ["DV", "domestic violence", "Domestic  Violence", "DOMESTIC VIOLENCE"])
def test_another_spelling_is_advice_with_the_term(typed: str) -> None:
    row = RawRow({"Theme 1": typed}, row=5)
    result = check([row], given=OCTOBER, rules=RuleBook([SECTIONS["B02"]]))
    (finding,) = result.findings
    assert (finding.severity.value, finding.suggestion) == ("advice", "Domestic Violence")
    assert state("B02", record(Theme_1=finding.suggestion)) == "passed"


def test_a_number_or_a_date_as_text_is_no_other_spelling() -> None:
    assert state("B02", record(Date_added="12/03/2024", Health_recommendations="3 ")) == "passed"


def new_record(icb: str, added: str = "2026-05-04", heading: str = "") -> str:
    settings_lines = f"reporting_month: 2026-05-31\ntoday: 2026-06-05\n{heading}\n"
    return settings_lines + record(ICB=icb, Date_added=added, Status="Open")


def test_a_new_record_of_a_closed_icb_names_who_took_over() -> None:
    finding = only_finding("B03", new_record("QMJ"))
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
    assert found("B03", example) == expected


def test_a_successor_may_hold_older_records() -> None:
    assert state("B03", new_record("Z9B2Z", added="2024-10-02")) == "passed"


def test_a_divided_icb_asks_which() -> None:
    finding = only_finding("B03", new_record("QNQ"))
    assert "was divided" in finding.message
    assert "choose which of S0E4D, S9B9J or QRL has the record now" in finding.fix
    assert finding.suggestion == ""


def test_an_empty_icb_is_the_one_of_the_heading() -> None:
    finding = only_finding("B03", new_record("", heading="your_icb: QMJ\n"))
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
    assert found("B03", "reporting_month: 2026-05-31\ntoday: 2026-06-05\n\n" + table) == [("ICB", severity)]


def test_without_any_date_or_month_the_day_of_the_check_counts() -> None:
    table = record(ICB="QMJ", Status="Open")
    assert found("B03", "reporting_month: (empty)\ntoday: 2026-04-01\n\n" + table) == [("ICB", "error")]
    assert found("B03", "reporting_month: (empty)\ntoday: 2026-03-31\n\n" + table) == []


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
    assert only_finding("B03", new_record("QMJ")).suggestion == "Z9B2Z"
    in_2027 = "reporting_month: 2027-05-31\ntoday: 2027-06-05\n\n" + record(ICB="QMJ", Date_added="2027-05-04")
    assert only_finding("B03", in_2027).suggestion == "QKK"


def test_boards_and_local_authorities_with_an_end_are_judged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(succession, "_closings", lambda: {"Hackney": date(2024, 3, 31)})
    table = "| Borough or local authority | Date added |\n"
    finding = only_finding("B03", table + "| Hackney | 2024-10-02 |")
    assert "Hackney closed on 31 March 2024" in finding.message
    assert (finding.column, finding.severity.value) == ("Borough or local authority", "error")
    assert found("B03", table + "| Hackney | 2023-10-02 |") == [("Borough or local authority", "advice")]


def test_every_broken_cell_of_a_row_is_named_with_its_error() -> None:
    broken = {column.header: CellError("#DIV/0!") for column in COLUMNS}
    result = check([RawRow(broken, row=5)], given=OCTOBER, rules=RuleBook([SECTIONS["B04"]]))
    assert [finding.column for finding in result.findings] == [column.header for column in COLUMNS]
    assert all("the cell shows the error #DIV/0!" in finding.message for finding in result.findings)


def test_formulas_are_advice_in_controlled_columns_alone() -> None:
    table = record(Theme_1="=Neglect", Status="=Open", Overview="=A1", Date_added="=2024-10-02")
    assert found("B05", table) == [("Status", "advice"), ("Theme 1", "advice")]


# Section C


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("12/03/2024", "2024-03-12", "12 March 2024"),
        ("2nd May 2024", "2024-05-02", "2 May 2024"),
        ("1.10.24", "2024-10-01", "1 October 2024"),
    ],
)
def test_a_text_that_reads_as_a_date_is_advice(typed: str, day: str, words: str) -> None:
    finding = only_finding("C01", record(Date_added=typed))
    assert f"a text was understood as {words}" in finding.message
    assert (finding.severity.value, finding.suggestion) == ("advice", day)
    assert state("C01", record(Date_added=finding.suggestion)) == "passed"


def test_a_number_that_excel_counts_as_a_day_is_advice() -> None:
    result = check([RawRow({"Date added": 45567.0}, row=5)], given=OCTOBER, rules=RuleBook([SECTIONS["C01"]]))
    (finding,) = result.findings
    assert "a number was understood as 2 October 2024" in finding.message
    assert (finding.severity.value, finding.suggestion) == ("advice", "2024-10-02")


def test_a_month_alone_is_advice_for_the_incident_and_an_error_elsewhere() -> None:
    incident = only_finding("C01", record(Incident_date="July 2020"))
    assert (incident.severity.value, incident.suggestion) == ("advice", "")
    assert "July 2020" in incident.message
    assert "1 July" not in incident.message
    assert found("C01", record(Date_added="July 2020")) == [("Date added", "error")]


@pytest.mark.parametrize("typed", ["soon", "31/02/2024", "2018", "TBC", "12/03", "Wilhelmina Quux"])
def test_what_is_no_date_is_an_error_and_not_repeated(typed: str) -> None:
    finding = only_finding("C01", record(Date_closed=typed))
    assert finding.severity.value == "error"
    assert typed not in finding.message + finding.fix + finding.suggestion
    assert ("a year alone" in finding.message) == (typed == "2018")


def test_every_date_after_the_day_of_the_check_is_named() -> None:
    table = record(
        Date_added="2024-11-06", Date_closed="2025-01-01", Date_commissioned="2024-11-05", Verified_on="soon"
    )
    assert found("C02", table) == [("Date added", "error"), ("Date closed", "error")]
    assert state("C02", record(Date_added="2024-11-05", Verified_on="soon")) == "not checked"


def test_a_date_after_the_reporting_month_is_no_fault() -> None:
    assert state("C02", "reporting_month: 2024-09-30\n\n" + record(Date_added="2024-11-01")) == "passed"


def test_the_order_of_incident_and_record() -> None:
    table = "| Incident date | Date added |\n"
    assert state("C03", table + "| June 2024 | 2024-06-03 |") == "passed"
    assert found("C03", table + "| July 2024 | 2024-06-30 |") == [("Incident date", "error")]
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
    assert found("C04", example) == expected


def test_one_unreadable_date_does_not_hide_the_order_of_the_others() -> None:
    assert found("C04", order(commissioned="2024-06-04", signed="2024-06-03", closed="soon")) == [
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
    assert found("C07", table + "| Open | tbc |") == [("Progress updated on", "warning")]


def test_without_a_reporting_month_only_an_empty_update_is_judged() -> None:
    table = "reporting_month: (empty)\n\n| Status | Progress updated on |\n"
    result = judge("C07", table + "| Open | 2024-08-01 |")
    assert result.not_checked[0].columns == ("Reporting month",)
    assert state("C07", table + "| Open | |") == "failed"


def test_four_neighbours_with_one_date_make_one_finding_in_the_first() -> None:
    table = "| Date added |\n| 2024-10-01 |" + "\n| 2024-10-02 |" * 5 + "\n| 2024-10-03 |" * 3
    finding = only_finding("C08", table)
    assert (finding.row, finding.column, finding.severity.value) == (6, "Date added", "advice")
    assert "the same date stands in 5 neighbouring rows" in finding.message


def test_four_are_a_run_and_three_are_none() -> None:
    assert found("C08", "| Date added |" + "\n| 2024-10-02 |" * 4) == [("Date added", "advice")]
    assert found("C08", "| Date added |" + "\n| 2024-10-02 |" * 3) == []


def test_a_run_is_broken_by_another_date_an_empty_cell_and_a_month_alone() -> None:
    for between in ("2024-06-04", "", "June 2024"):
        two = "\n| 2024-06-01 | Open |" * 2
        assert found("C08", f"| Incident date | Status |{two}\n| {between} | Open |{two}") == []


def test_new_years_day_is_advice_unless_only_the_month_was_typed() -> None:
    table = "| Incident date | Date closed |\n"
    assert found("C08", table + "| 2020-01-01 | 2021-01-01 |") == [
        ("Incident date", "advice"),
        ("Date closed", "advice"),
    ]
    assert found("C08", table + "| 01/01/2020 | |") == [("Incident date", "advice")]
    assert found("C08", table + "| January 2020 | |") == []


def test_months_alone_in_neighbouring_rows_are_not_meant() -> None:
    assert found("C08", "| Incident date |" + "\n| July 2020 |" * 6) == []


def test_no_records_hold_no_stand_ins() -> None:
    result = check([], given=OCTOBER, rules=RuleBook([SECTIONS["C08"]]))
    assert result.states["C08"][State.PASSED] == 1


# Section D


@pytest.mark.parametrize(
    ("review_type", "signed", "outcome", "expected"),
    [
        ("SAR Adult", "2024-09-03", "", []),
        ("SAR Adult", "", "2024-09-03", [("Date signed off", "error")]),
        ("Rapid Review", "", "2024-09-03", []),
        ("Rapid Review", "2024-09-03", "", [("Outcome date", "error")]),
        ("", "", "", [("Date signed off", "error")]),
        ("Not Stated", "2024-09-03", "", []),
    ],
)
def test_sign_off_of_closed_reviews(
    review_type: str, signed: str, outcome: str, expected: list[tuple[str, str]]
) -> None:
    example = record(Status="Closed", Review_type=review_type, Date_signed_off=signed, Outcome_date=outcome)
    assert found("D01", example) == expected


def test_a_closed_review_of_unknown_type_with_an_outcome_may_be_a_rapid_review() -> None:
    example = record(Status="Closed", Review_type="", Date_signed_off="", Outcome_date="2024-09-03")
    assert state("D01", example) == "not checked"


@pytest.mark.parametrize(
    ("review_type", "publication", "expected"),
    [
        ("SAR Adult", "Not for publication", "passed"),
        ("SAR Adult", "Embargoed", "passed"),
        ("SAR Adult", "Not yet decided", "failed"),
        ("SAR Adult", "", "failed"),
        ("SAR Adult", "Publishd", "not checked"),
        ("Rapid Review", "", "passed"),
        ("Rapid Review", "To be published", "failed"),
        ("", "", "not checked"),
        ("", "To be published", "failed"),
    ],
)
def test_publication_of_closed_reviews(review_type: str, publication: str, expected: str) -> None:
    assert state("D02", record(Status="Closed", Review_type=review_type, Publication_status=publication)) == expected


def test_a_published_report_lacks_each_by_itself() -> None:
    table = "| Publication status | Link to report | Date published |\n"
    assert found("D03", table + "| Published | to follow | soon |") == [("Link to report", "error")]
    assert state("D03", table + "| Published | https://example.org/a | soon |") == "not checked"
    assert found("D03", table + "| Published | https://example.org/a | tbc |") == [("Date published", "error")]
    assert state("D03", table + "| Embargoed | | |") == "not applicable"


@pytest.mark.parametrize(
    "link",
    ["https://www.example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "https://intranet/report", "http://example.org:8080/"],
)
def test_web_addresses(link: str) -> None:
    assert state("D04", record(Link_to_report=link)) == "passed"


@pytest.mark.parametrize(
    ("link", "full"),
    [
        ("www.example.org/reports/b.pdf", "https://www.example.org/reports/b.pdf"),
        ("example.org", "https://example.org"),
        ("Safeguarding.Example.gov.uk/sar?id=7", "https://Safeguarding.Example.gov.uk/sar?id=7"),
    ],
)
def test_an_address_without_its_scheme_is_advice_with_the_full_link(link: str, full: str) -> None:
    finding = only_finding("D04", record(Link_to_report=link))
    assert (finding.severity.value, finding.suggestion) == ("advice", full)
    assert link not in finding.message + finding.fix
    assert state("D04", record(Link_to_report=finding.suggestion)) == "passed"


def test_a_link_that_holds_pid_is_not_offered_back() -> None:
    finding = only_finding("D04", record(Link_to_report="example.org/patient-999-012-3456/nhs-9990000018"))  # made up
    assert finding.severity.value == "advice"
    assert "999" not in finding.message + finding.fix + finding.suggestion


@pytest.mark.parametrize(
    "link",
    [
        "report.pdf", "see the report page", "ftp://example.org/a", "https://", "https:///a", "C:\\reports\\b.docx",
        "\\\\server\\share\\b", "https://example.org/a https://example.org/b", "a.person@example.org", "TBC",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_an_error_and_not_repeated(link: str) -> None:
    finding = only_finding("D04", record(Link_to_report=link))
    assert finding.severity.value == "error"
    assert finding.suggestion == ""
    assert "the cell holds no web address" in finding.message
    assert link == "https://" or link not in finding.message + finding.fix


def test_no_link_is_no_matter_for_the_form_of_links() -> None:
    assert state("D04", record(Link_to_report="", Status="Open")) == "not applicable"
    assert state("D04", record(Link_to_report="#N/A")) == "not checked"


def test_an_open_review_with_dates_of_its_end() -> None:
    table = "| Status | Date closed | Date published |\n"
    assert found("D05", table + "| Open | soon | 2024-09-03 |") == [("Date published", "error")]
    assert state("D05", table + "| Open | soon | |") == "not checked"
    assert state("D05", table + "| Closed | 2024-09-03 | |") == "not applicable"


def test_embargo_and_link() -> None:
    table = "| Publication status | Link to report |\n"
    assert found("D07", table + "| Embargoed | www.example.org |") == [("Link to report", "warning")]
    assert state("D07", table + "| Embargoed | n/a |") == "passed"
    assert state("D07", table + "| Published | www.example.org |") == "not applicable"


def test_an_unreadable_publication_status_leaves_an_open_review_not_checked() -> None:
    assert state("D08", record(Status="Open", Publication_status="Publishd")) == "not checked"


@pytest.mark.parametrize(
    ("signed", "today", "expected"),
    [
        ("2024-05-05", "2024-11-05", "passed"),
        ("2024-05-04", "2024-11-05", "failed"),
        ("2024-08-31", "2025-02-28", "passed"),
        ("2024-08-31", "2025-03-01", "failed"),
        ("", "2024-11-05", "not applicable"),
        ("soon", "2024-11-05", "not checked"),
    ],
)
def test_signed_off_for_more_than_six_months(signed: str, today: str, expected: str) -> None:
    assert state("D09", f"today: {today}\n\n" + record(Status="Open", Date_signed_off=signed)) == expected


@pytest.mark.parametrize(
    "comments",
    [
        "March 2025", "Look again on 1/3/2025.", "until 2025-03-01", "Trial ends 1st of March 2025, then publish",
        "The court sits in January, 2025; ask then", "review March 3rd, 2025", "by 12 Mar 25", "case 12 March 2025",
        "again in 03/2025", "2-Mar-2025", "until 2025, then 2/2026",
    ],
)  # fmt: skip
def test_a_date_to_look_again_at_an_embargo(comments: str) -> None:
    assert state("D10", record(Publication_status="Embargoed", Comments=comments)) == "passed"


@pytest.mark.parametrize(
    "comments", ["", "Until the trial ends", "in 2025", "in spring 2025", "31/02/2025", "Section 47"]
)
def test_comments_without_a_date_leave_an_embargo_without_an_end(comments: str) -> None:
    assert found("D10", record(Publication_status="Embargoed", Comments=comments)) == [("Comments", "advice")]


# Laws over whole records

CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(["TBC", "Open", "Closed", "Rapid Review", "Not Stated", "Embargoed", "Published", "QMJ", "DHR"]),
    st.dates(),
    st.floats(),
    st.booleans(),
    st.sampled_from([CellError("#N/A"), CellError("#REF!")]),
)
ROWS = st.dictionaries(st.sampled_from([column.header for column in COLUMNS]), CELLS, max_size=20)


@tried(200)
@given(st.lists(ROWS, max_size=5), st.dates(), st.none() | st.dates(), st.sampled_from([None, "QMF", "QMJ", "QYG"]))
def test_whatever_the_cells_hold_no_rule_crashes_and_the_states_add_up(
    rows: list[dict[str, object]], today: date, month: date | None, icb: str | None
) -> None:
    circumstances = Circumstances(today=today, your_icb=YourIcb(your_icb=icb, reporting_month=month))
    result = check(
        [RawRow(cells, row=5 + place) for place, cells in enumerate(rows)], given=circumstances, rules=SECTIONS
    )
    assert result.crashed == ()
    for rule in SECTIONS:
        assert sum(result.states[rule.id].values()) == (1 if rule.is_about_workbook else len(rows))


# Three of these letters can be an ICB's code with a slip in it, which a message may quote: eight are close to no term.
@given(
    st.text(alphabet="qxzjkvwy ", min_size=9, max_size=60).filter(
        lambda text: len(text.split()) > 1 and len("".join(text.split())) >= 8
    )
)
def test_no_finding_repeats_the_text_of_a_cell(text: str) -> None:
    row = RawRow({column.header: text for column in COLUMNS if column.header != "Status"} | {"Status": "Closed"}, row=5)
    result = check([row], given=OCTOBER, rules=SECTIONS)
    assert len(result.findings) > len([column for column in COLUMNS if column.vocabulary]) - 2
    for finding in result.findings:
        assert " ".join(text.split()) not in finding.message + finding.fix + finding.suggestion


def test_each_finding_of_a_controlled_column_with_a_suggestion_is_mended_by_it() -> None:
    row = {"Theme 1": "Neglct", "Learning 1": "Comunication", "Status": "open", "ICB": "NEL", "Review type": "sar adlt"}
    result = check([RawRow(row, row=5)], given=OCTOBER, rules=SECTIONS)
    suggested = {finding.column: finding.suggestion for finding in result.findings if finding.suggestion}
    assert suggested == {
        "ICB": "QMF", "Status": "Open", "Review type": "SAR Adult", "Theme 1": "Neglect", "Learning 1": "Communication",
    }  # fmt: skip
    mended = check([RawRow({**row, **suggested}, row=5)], given=OCTOBER, rules=SECTIONS)
    assert not [finding for finding in mended.findings if finding.rule in ("B01", "B02")]


def test_every_rule_of_the_four_sections_is_there_and_reads_columns_of_the_model() -> None:
    counts = {"A": 16, "B": 5, "C": 8, "D": 10}
    expected = [f"{section}{number:02}" for section, last in counts.items() for number in range(1, last + 1)]
    assert [rule.id for rule in SECTIONS] == expected
    assert all(rule.columns and set(rule.columns) <= COLUMN_BY_HEADER.keys() for rule in SECTIONS)
