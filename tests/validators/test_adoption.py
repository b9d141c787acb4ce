"""Records closed before the ICB adopted the template: what the older tracker never asked for is advice for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.validators.made_up_records import OCTOBER
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow
from validators.examples import read_example
from validators.findings import Severity, State
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.score import score_of
from validators.share import Share

NEVER_ASKED_FOR = ("A13", "A14", "D01", "D02", "D06", "F04", "F06", "F10")
ADOPTED = date(2024, 9, 1)
DAY_BEFORE = date(2024, 8, 31)


def adopted(on: date | None) -> Circumstances:
    return replace(OCTOBER, your_icb=OCTOBER.your_icb.model_copy(update={"adopted_on": on}))


def failing_and_closed(rule_id: str, on: date) -> dict[str, object]:
    """The rule's own failing record, closed on a day; D06 asks for Date closed, so there Date published tells it."""
    (raw, *_), _ = read_example(standard_rules()[rule_id].fails)
    return {**raw.cells, "Status": "Closed", "Date published" if rule_id == "D06" else "Date closed": on}


def judged(cells: dict[str, object], *rule_ids: str, since: date | None = ADOPTED) -> CheckResult:
    book = RuleBook(standard_rules()[rule_id] for rule_id in rule_ids)
    result = check([RawRow(cells, row=5)], given=adopted(since), rules=book)
    assert result.findings
    return result


def is_exempt(result: CheckResult) -> bool:
    """Whether all findings are; they are marked so, are advice and stand outside the score, or nothing of the three."""
    exempt = {finding.is_exempt for finding in result.findings}
    assert len(exempt) == 1
    assert {finding.severity is Severity.ADVICE for finding in result.findings} == exempt
    assert score_of(result).workbook == (Share(0, 0) if True in exempt else Share(0, 1))
    return True in exempt


def test_these_rules_and_no_others_ask_for_what_is_new() -> None:
    assert tuple(rule.id for rule in standard_rules() if rule.new_to_template) == NEVER_ASKED_FOR


@pytest.mark.parametrize("rule_id", NEVER_ASKED_FOR)
def test_a_record_closed_the_day_before_gets_advice_and_one_closed_on_the_day_does_not(rule_id: str) -> None:
    before = judged(failing_and_closed(rule_id, DAY_BEFORE), rule_id)
    assert is_exempt(before)
    assert before.states[rule_id][State.FAILED] == 1
    assert not is_exempt(judged(failing_and_closed(rule_id, ADOPTED), rule_id))
    assert not is_exempt(judged(failing_and_closed(rule_id, ADOPTED + timedelta(days=1)), rule_id))


@pytest.mark.parametrize("rule_id", NEVER_ASKED_FOR)
def test_without_the_day_of_adoption_nothing_changes(rule_id: str) -> None:
    assert not is_exempt(judged(failing_and_closed(rule_id, date(2015, 3, 2)), rule_id, since=None))


def test_what_the_older_tracker_asked_for_stays_as_loud_as_it_is() -> None:
    old = {"Status": "Closed", "Review type": "SAR Adult", "Date closed": DAY_BEFORE, "Date added": "2023-04-03"}
    since, never = (check([RawRow(old, row=5)], given=adopted(on)) for on in (ADOPTED, None))
    assert [finding._replace(is_exempt=False) for finding in since.findings if finding.rule not in NEVER_ASKED_FOR] == [
        finding for finding in never.findings if finding.rule not in NEVER_ASKED_FOR
    ]
    assert not any(finding.is_exempt for finding in since.findings if finding.rule not in NEVER_ASKED_FOR)
    assert {finding.rule for finding in since.findings if finding.is_exempt} == {"A13", "A14", "D01", "D02"}
    assert {rule for rule in NEVER_ASKED_FOR if since.failed_in_score.get(rule)} == set()
    assert since.severities["error"] == never.severities["error"] - 4


@pytest.mark.parametrize(
    ("dates", "exempt"),
    [
        ({"Date published": DAY_BEFORE, "Date added": ADOPTED}, True),
        ({"Date published": ADOPTED, "Date added": DAY_BEFORE}, False),
        ({"Date closed": ADOPTED, "Date published": DAY_BEFORE}, False),
        ({"Date added": DAY_BEFORE}, True),
        ({"Date added": ADOPTED}, False),
        ({"Date commissioned": DAY_BEFORE}, True),
        ({"Date referred or notified": ADOPTED}, False),
        ({}, False),
    ],
)
def test_without_a_day_of_closing_the_day_of_entry_decides(dates: dict[str, object], exempt: bool) -> None:
    assert is_exempt(judged({"Status": "Closed", "Learning 1": "", **dates}, "A14")) is exempt


@pytest.mark.parametrize("status", ["Open", ""])
def test_a_record_that_is_not_closed_is_asked_for_everything(status: str) -> None:
    cells = {**failing_and_closed("F06", DAY_BEFORE), "Status": status, "Date added": DAY_BEFORE}
    assert not is_exempt(judged(cells, "F06"))


def test_a_record_without_error_may_hold_what_is_advice_for_it() -> None:
    score = score_of(judged(failing_and_closed("D01", DAY_BEFORE), "D01"))
    assert (score.records, score.records_without_error) == (1, 1)
