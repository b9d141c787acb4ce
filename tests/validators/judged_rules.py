"""Rules put to small examples, for their tests: what they find, and in which state they end."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow
from validators.examples import judge_example
from validators.findings import Finding
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


def judge_cells(rule_id: str, *records: dict[str, object], given: Circumstances = OCTOBER) -> CheckResult:
    rows = [RawRow(cells, row=5 + position) for position, cells in enumerate(records)]
    result = check(rows, given=given, rules=RuleBook([rule_of(rule_id)]))
    assert result.crashed == ()
    return result


def record(**cells: str) -> str:
    """A table of one record; underscores in a name are blanks."""
    headers = [name.replace("_", " ") for name in cells]
    return f"| {' | '.join(headers)} |\n| {' | '.join(cells.values())} |"


def rapid(**cells: object) -> dict[str, object]:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return {"Status": "Open", "Review type": "Rapid Review", **named}


def found(rule_id: str, example: str) -> list[tuple[int | None, str, str]]:
    """Row, column and severity of each finding."""
    return [(each.row, each.column, each.severity.value) for each in judge(rule_id, example).findings]


def columns_found(rule_id: str, example: str) -> list[tuple[str, str]]:
    """Column and severity of each finding."""
    return [(column, severity) for _, column, severity in found(rule_id, example)]


def messages(rule_id: str, example: str) -> str:
    return "\n".join(each.message + each.fix + each.suggestion for each in judge(rule_id, example).findings)


def only(result: CheckResult) -> Finding:
    (finding,) = result.findings
    return finding


def state_of(result: CheckResult, rule_id: str) -> str:
    """The one state that a rule reaches."""
    (reached,) = [state for state, records in result.states[rule_id].items() if records]
    return reached.value


def state(rule_id: str, example: str) -> str:
    """The one state that a rule reaches in an example."""
    return state_of(judge(rule_id, example), rule_id)
