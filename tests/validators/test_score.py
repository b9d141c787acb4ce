"""The score adds up: by record, by rule, by field and for the workbook, and holds nothing that was not judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.validators.made_up_records import CIRCUMSTANCES, CLEAN, LAW, OCTOBER, rows
from validators.case_review import COLUMN_BY_HEADER
from validators.check import CheckResult, check
from validators.entries import Circumstances, Entry, RawRow
from validators.exceptions import cell_mark, read_exceptions
from validators.findings import CASES, Severity, State
from validators.rulebook import Fault, Faults, Rule, RuleBook
from validators.rules import standard_rules
from validators.score import EXPLAINED, Score, score_of
from validators.share import Share

HALF_DONE = {
    **CLEAN,
    "Record no.": 2.0,
    "Identifier reference 1": "2024/102",
    "Incident date": date(2024, 4, 3),
    "Theme 1": "Neglct",
    "Media interest": None,
    "Stage": None,
}


def checked(
    *records: Mapping[str, object], given: Circumstances = OCTOBER, rules: RuleBook | None = None
) -> CheckResult:
    return check([RawRow(cells, row=5 + place) for place, cells in enumerate(records)], given=given, rules=rules)


def scored(*records: Mapping[str, object], rules: RuleBook | None = None) -> Score:
    return score_of(checked(*records, rules=rules))


def book_of(*rule_ids: str) -> RuleBook:
    return RuleBook(standard_rules()[rule_id] for rule_id in rule_ids)


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_records_and_rules_add_up_to_the_workbook(rows: list[RawRow], circumstances: Circumstances) -> None:
    result = check(rows, given=circumstances)
    score = score_of(result)
    of_workbook = [score.by_rule[rule.id] for rule in result.book.about_workbook if rule.counts]
    assert Share.of_all([*score.by_record, *of_workbook]) == score.workbook == Share.of_all(score.by_rule.values())
    assert len(score.by_record) == score.records == len(rows)
    about_records = sum(rule.counts for rule in result.book.about_records)
    for share in score.by_record:
        assert share.passed + share.failed <= about_records
    assert score.workbook.passed + score.workbook.failed <= about_records * len(rows) + len(of_workbook)


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_every_rule_s_states_add_up_and_its_share_holds_only_what_was_judged(
    rows: list[RawRow], circumstances: Circumstances
) -> None:
    result = check(rows, given=circumstances)
    score = score_of(result)
    assert set(score.by_rule) == {rule.id for rule in standard_rules() if rule.severity is not Severity.ADVICE}
    for rule in result.book:
        states = result.states[rule.id]
        assert set(states) == set(State)
        assert min(states.values()) >= 0
        assert sum(states.values()) == (1 if rule.is_about_workbook else len(rows))
    for rule_id, share in score.by_rule.items():
        assert share.passed == result.states[rule_id][State.PASSED]
        failing = {finding.row for finding in result.findings if finding.rule == rule_id and finding.counts}
        assert share.failed == (min(1, len(failing)) if result.book[rule_id].is_about_workbook else len(failing))
    assert score.not_checked == sum(states[State.NOT_CHECKED] for states in result.states.values())
    assert score.crashed == sum(states[State.CRASHED] for states in result.states.values()) == 0


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_each_record_s_share_is_of_its_own_findings(rows: list[RawRow], circumstances: Circumstances) -> None:
    result = check(rows, given=circumstances)
    score = score_of(result)
    about_records = {rule.id for rule in result.book.about_records}
    erring = set()
    for row, share in zip(rows, score.by_record, strict=True):
        own = [finding for finding in result.findings if finding.row == row.row]
        assert share.failed == len(
            {finding.rule for finding in own if finding.counts and finding.rule in about_records}
        )
        assert share.rate in (None, 1.0) or share.failed
        if any(finding.severity is Severity.ERROR for finding in own):
            erring.add(row.row)
    assert score.records_without_error == len(rows) - len(erring)


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_each_field_s_failures_are_the_findings_that_stand_there(
    rows: list[RawRow], circumstances: Circumstances
) -> None:
    result = check(rows, given=circumstances)
    by_field = score_of(result).by_field
    assert list(by_field) == list(COLUMN_BY_HEADER)
    of_workbook = {rule.id for rule in result.book.about_workbook}
    standing = {
        (finding.column, finding.rule, None if finding.rule in of_workbook else finding.row)
        for finding in result.findings
        if finding.counts and finding.sheet == CASES
    }
    for header, share in by_field.items():
        assert share.failed == sum(column == header for column, _, _ in standing), header
        faulting = {rule_id for column, rule_id, _ in standing if column == header}
        its_rules = [rule for rule in result.book if rule.counts and (header in rule.inputs or rule.id in faulting)]
        assert share.passed == sum(result.states[rule.id][State.PASSED] for rule in its_rules), header


def test_a_clean_record_has_the_full_score() -> None:
    result = checked(CLEAN)
    score = score_of(result)
    assert result.findings == ()
    assert score.by_record[0].rate == score.workbook.rate == 1
    assert score.by_record[0].passed > 30
    assert (score.records, score.records_without_error) == (1, 1)


def test_errors_and_warnings_count_and_advice_does_not() -> None:
    result = checked(CLEAN, HALF_DONE)
    assert {(finding.rule, finding.severity.value) for finding in result.findings} == {
        ("A11", "warning"),
        ("B01", "error"),
        ("F12", "advice"),
    }
    score = score_of(result)
    clean, half_done = score.by_record
    # What needs the unreadable theme is not checked.
    unchecked = {one.rule for one in result.not_checked if one.row == 6 and result.book[one.rule].counts}
    assert "A07" in unchecked
    assert half_done == Share(clean.passed - 2 - len(unchecked), 2)
    assert (score.records, score.records_without_error) == (2, 1)
    assert score.by_rule["A11"] == Share(1, 1)
    assert "F12" not in score.by_rule


def test_each_of_several_faults_of_one_rule_counts_once_for_the_record_and_in_each_field() -> None:
    score = scored({"Theme 1": "Neglct", "Theme 2": "Neglct", "Theme 3": "Neglect"}, rules=book_of("B01"))
    assert score.workbook == score.by_record[0] == Share(0, 1)
    assert [score.by_field[header] for header in ("Theme 1", "Theme 2", "Theme 3")] == [
        Share(0, 1),
        Share(0, 1),
        Share(0, 0),
    ]


def test_a_failure_counts_in_the_field_where_it_stands_also_when_the_rule_names_others_as_inputs() -> None:
    late = {"Status": "Open", "Review type": "Rapid Review", "Date referred or notified": "2024-09-02"}
    in_time = {**late, "Date referred or notified": "2024-10-30"}
    by_field = scored(late, in_time, rules=book_of("F07")).by_field
    assert by_field["Status"] == Share(1, 1)
    assert by_field["Date referred or notified"] == Share(1, 0)
    assert by_field["Review type"] == Share(0, 0)


def test_a_workbook_rule_is_one_item_however_many_records_it_names() -> None:
    score = scored(*({"Record no.": "7"} for _ in range(4)), {"Record no.": "8"}, rules=book_of("E01"))
    assert score.workbook == score.by_rule["E01"] == score.by_field["Record no."] == Share(0, 1)
    assert (score.records, score.records_without_error) == (5, 1)


def test_a_finding_on_your_icb_is_no_failure_of_a_field_of_that_name() -> None:
    result = checked(CLEAN, given=Circumstances(today=OCTOBER.today), rules=book_of("I01"))
    assert {(finding.sheet, finding.column) for finding in result.findings} >= {("Your ICB", "ICB")}
    score = score_of(result)
    assert (score.workbook, score.by_field["ICB"], score.records_without_error) == (Share(0, 1), Share(0, 0), 1)


def test_records_that_stand_in_no_row_are_told_apart() -> None:
    rows = [RawRow(CLEAN), RawRow(HALF_DONE), RawRow({**CLEAN, "Theme 2": "Opne"})]
    score = score_of(check(rows, given=OCTOBER, rules=book_of("A11", "B01")))
    assert score.records_without_error == 1
    assert score.by_field["Media interest"].failed == 1


def crashing(rule: Rule) -> Rule:
    def fails_on_purpose(entry: Entry, _: Circumstances) -> Faults:
        yield Fault("Status", "found before the crash")
        raise ZeroDivisionError

    return replace(rule, judged_by=fails_on_purpose)


def test_what_crashed_or_was_not_checked_stands_beside_the_score() -> None:
    book = standard_rules()
    broken = RuleBook(crashing(rule) if rule.id == "A01" else rule for rule in book)
    whole, holed = scored(CLEAN, rules=book), scored(CLEAN, rules=broken)
    assert (whole.crashed, holed.crashed) == (0, 1)
    assert holed.by_rule["A01"] == Share(0, 0)
    assert holed.by_rule["A01"].rate is None
    assert holed.workbook == Share(whole.workbook.passed - 1, 0)
    assert holed.records_without_error == 1
    unread = scored({**CLEAN, "Date added": "31/02/2024"}, rules=book_of("C03"))
    assert (unread.not_checked, unread.workbook) == (1, Share(0, 0))


@pytest.mark.parametrize(
    ("severity", "beyond", "share"),
    [
        (Severity.WARNING, lambda _: iter(()), Share(passed=3, failed=0)),
        (Severity.WARNING, lambda _: iter([Fault("", "found in a note", sheet="Notes")]), Share(passed=2, failed=1)),
        (Severity.WARNING, lambda _: int("no number"), Share(passed=2, failed=0)),
        (Severity.ADVICE, lambda _: iter(()), None),
    ],
    ids=["nothing found", "something found", "our own fault", "advice"],
)
def test_what_a_rule_looks_at_beyond_the_records_is_one_item_more(
    severity: Severity, beyond: Callable[[Circumstances], Faults], share: Share | None
) -> None:
    def none(_: Entry, __: Circumstances) -> Faults:
        yield from ()

    rule = replace(book_of("H06")["H06"], severity=severity, judged_by=none, beyond_records=beyond)
    score = scored({}, {}, rules=RuleBook([rule]))
    assert score.by_rule.get("H06") == share
    assert score.workbook == (share or Share(0, 0))


def test_an_accepted_finding_is_neither_passed_nor_failed() -> None:
    before = checked(CLEAN, HALF_DONE)
    entry = before.entries[1]
    line = {"Record no.": 2.0, "Column": "Media interest", "Rule": "A11", "Reason": "Agreed.", "Initials": "AB"}
    accepted = read_exceptions([{**line, "Cell mark": cell_mark(entry, "Media interest", "A11")}])
    after = check([one.raw for one in before.entries], given=OCTOBER, exceptions=accepted)
    was, now = score_of(before), score_of(after)
    assert now.accepted == 1
    assert now.workbook == Share(was.workbook.passed, was.workbook.failed - 1)
    assert now.by_record[1] == Share(was.by_record[1].passed, was.by_record[1].failed - 1)
    assert now.by_rule["A11"] == Share(1, 0)
    assert now.by_field["Media interest"].failed == 0
    assert after.states["A11"][State.FAILED] == 1


def test_an_accepted_error_no_longer_makes_the_record_an_erring_one() -> None:
    rows = [RawRow({"Record no.": 1.0, "Theme 1": "Neglct"}, row=5)]
    before = check(rows, given=OCTOBER, rules=book_of("B01"))
    line = {"Record no.": 1.0, "Column": "Theme 1", "Rule": "B01", "Reason": "Agreed.", "Initials": "AB"}
    accepted = read_exceptions([{**line, "Cell mark": cell_mark(before.entries[0], "Theme 1", "B01")}])
    after = check(rows, given=OCTOBER, rules=book_of("B01"), exceptions=accepted)
    assert (score_of(before).records_without_error, score_of(after).records_without_error) == (0, 1)


@pytest.mark.parametrize("records", [[], [{}]])
def test_nothing_to_check_is_no_score_of_nought(records: Sequence[dict[str, object]]) -> None:
    score = scored(*records, rules=RuleBook([]))
    assert score.workbook.rate is None
    assert score.records == score.records_without_error == len(records)


def test_the_score_is_explained_in_two_sentences() -> None:
    assert len(re.findall(r"\.(?: |$)", EXPLAINED)) == 2
    assert EXPLAINED.endswith(".")


def test_shares_add_up() -> None:
    assert Share.of_all([Share(1, 2), Share(3, 0), Share()]) == Share(4, 2)
    assert Share.of_all([]) == Share(0, 0)
    assert Share(0, 2).rate == 0
