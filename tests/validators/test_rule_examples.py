"""Every rule is shown by its own examples: one that passes, one that fails, and the failing one mended."""

from dataclasses import replace

import pytest

from validators.examples import judge_example
from validators.findings import State, place
from validators.rulebook import Rule
from validators.rules import standard_rules

RULES = [pytest.param(rule, id=rule.id) for rule in standard_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_the_passing_example_passes(rule: Rule) -> None:
    for asked in (rule, replace(rule, passing=None)):
        result = judge_example(asked, rule.passes)
        assert result.findings == ()
        assert result.states[rule.id][State.PASSED] >= 1
        assert result.crashed == ()


@pytest.mark.parametrize("rule", RULES)
def test_the_failing_example_fails_with_place_what_rule_and_what_to_do(rule: Rule) -> None:
    result = judge_example(rule, rule.fails)
    assert result.states[rule.id][State.FAILED] >= 1
    for finding in result.findings:
        assert finding.rule == rule.id
        where = place(finding.sheet, finding.row, finding.record, finding.column)
        assert finding.message.startswith(f"{where}: ")
        assert finding.message.endswith(f". {rule.title}.")
        assert finding.fix.startswith("Please ")
        assert finding.fix.endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_following_the_advice_mends_the_failing_example(rule: Rule) -> None:
    assert rule.mended, f"{rule.id} has no mended example"
    result = judge_example(rule, rule.mended)
    assert result.findings == ()
    assert result.crashed == ()
