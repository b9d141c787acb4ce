"""The page of rules is written from the rules, holds all about each of them, and the one in docs is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from validators.case_review import COLUMNS
from validators.examples import judge_example
from validators.rule_catalogue import rules_page
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules

ROOT = Path(__file__).parents[2]
RULES = [pytest.param(rule, id=rule.id) for rule in standard_rules()]
SECTIONS = {text.partition("\n")[0]: text for text in rules_page().split("\n## ")[1:]}


def test_the_page_in_docs_is_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    is_current = written == rules_page()
    assert is_current, "docs/rules.md has drifted: please run python -m validators.rule_catalogue > docs/rules.md"


def test_the_command_that_refreshes_it_prints_the_page() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "validators.rule_catalogue"], cwd=ROOT, capture_output=True, check=True
    )
    assert printed.stdout.decode("utf-8") == rules_page()
    assert printed.stderr == b""


def test_there_is_one_section_for_each_rule_in_order_and_the_overview_leads_to_it() -> None:
    ids = [rule.id for rule in standard_rules()]
    assert list(SECTIONS) == ids
    assert re.findall(r"^\| \[(\w+)\]\(#(\w+)\) \|", rules_page(), re.MULTILINE) == [(one, one.lower()) for one in ids]


@pytest.mark.parametrize("rule", RULES)
def test_a_section_holds_all_about_its_rule(rule: Rule) -> None:
    section = SECTIONS[rule.id]
    facts = dict(re.findall(r"^\| ([A-Z][\w ]*) \| (.+) \|$", section.partition("\nPasses:")[0], re.MULTILINE))
    assert f"\n\n{rule.title}.\n\n" in section
    assert facts.pop("Severity") == rule.severity.value
    assert facts.pop("Applies to") == ("the workbook" if rule.is_about_workbook else rule.when.label)
    assert facts.pop("Why") == rule.why
    assert facts.pop("What to do") == rule.fix
    assert facts.pop("Source") == rule.source
    columns = facts.pop("Columns", "")
    named = (
        {column.header for column in COLUMNS} if columns == "every column" else set(filter(None, columns.split(", ")))
    )
    assert named == rule.inputs
    settings = dict(re.findall(r"`(\w+)` = (\d+)", facts.pop("Settings and their standard", "")))
    assert settings == {name: str(number) for name, number in rule.limits.items()}
    assert ("Older records" in facts) is rule.new_to_template
    assert rule.decisions in section


@pytest.mark.parametrize("rule", RULES)
def test_the_examples_on_the_page_are_those_that_are_tested(rule: Rule) -> None:
    _, passes, fails, mended = re.split(r"\n(?:Passes|Fails|Mended):\n", SECTIONS[rule.id])
    for shown, example in ((passes, rule.passes), (fails, rule.fails), (mended, rule.mended)):
        read_back = re.sub("`([^`]+)`(?:, )?", r"\1\n", shown)
        assert judge_example(rule, read_back).findings == judge_example(rule, example).findings
        assert len(judge_example(rule, read_back).entries) == len(judge_example(rule, example).entries)


def test_every_table_is_one_for_markdown() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", rules_page(), re.MULTILINE)
    assert len(tables) > 4 * len(standard_rules())
    for table in tables:
        header, ruler, *body = table.splitlines()
        assert re.fullmatch(r"\|(?:---\|)+", ruler), table
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in (header, *body)} == {ruler.count("|")}, table
        assert all(set(line) - set("|- ") or "-" not in line for line in body), table


def test_nothing_empty_stands_on_the_page() -> None:
    assert "\n\n\n" not in rules_page()
    assert rules_page().endswith("|\n")
    assert not re.search(r"\|\s*Columns\s*\|\s*\|", rules_page())


def test_another_book_has_a_page_too() -> None:
    page = rules_page(RuleBook([standard_rules()["A01"]]))
    assert page.count("\n## ") == 1
    assert "A02" not in page


def test_a_stroke_in_a_rule_s_words_does_not_break_its_table() -> None:
    page = rules_page(RuleBook([replace(standard_rules()["A01"], why="Either | or.")]))
    assert "| Why | Either \\| or. |" in page


def test_an_example_that_is_ruled_already_is_ruled_once() -> None:
    passes = "| Status |\n|:---|\n| Open |"
    page = rules_page(RuleBook([replace(standard_rules()["A01"], passes=passes)]))
    assert "Passes:\n\n| Status |\n|---|\n| Open |\n\n" in page
