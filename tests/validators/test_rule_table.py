"""The rule book holds the quality checklist: every rule of the table, at its severity."""

import csv
from pathlib import Path

import pytest

from validators.rules import standard_rules

TABLE = list(csv.DictReader((Path(__file__).parents[1] / "facts" / "checklist_rules.csv").open(encoding="utf-8")))


def test_the_table_is_the_whole_checklist() -> None:
    assert len({row["rule"] for row in TABLE}) == len(TABLE) == 77


@pytest.mark.parametrize("row", [pytest.param(row, id=row["rule"]) for row in TABLE])
def test_every_rule_of_the_table_is_in_the_book_at_its_severity(row: dict[str, str]) -> None:
    rules = {rule.id: rule.severity.value for rule in standard_rules()}
    assert rules.get(row["rule"]) == row["severity"]


def test_the_rules_of_the_workbook_are_those_that_need_all_its_records() -> None:
    about_workbook = {rule.id for rule in standard_rules().about_workbook}
    assert {row["rule"] for row in TABLE if row["applies_to"] == "the workbook"} <= about_workbook
