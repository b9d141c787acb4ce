"""How to add a field, a rule, a term and a table: the diffs of ARCHITECTURE.md, applied to a copy of the house."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("validators", "workbook_templates", "reports", "addin")

pytestmark = pytest.mark.slow

ASKED = """
import json
from datetime import date
from io import BytesIO

from python_calamine import load_workbook

import validators
from reports.choosing import Choice
from reports.consolidation import consolidate
from reports.receiving import receive
from reports.summary_workbook import summary_bytes
from validators.data_dictionary import dictionary_page
from validators.examples import judge_example
from validators.rules import standard_rules
from validators.vocabularies import vocabulary
from workbook_templates.template import FilledReturn, template_bytes

month = date(2024, 10, 31)
row = {"Status": "Open", "Theme 1": "Online Abuse", "Report author": "AB", "Publication status": "To be published"}
heading = {"your_icb": "QMF", "reporting_month": month}
made = template_bytes(filled=FilledReturn(your_icb=heading, rows=(row,)), ready_rows=1)
received = receive("QMF.xlsx", made, today=date(2024, 11, 5))
summary = consolidate([received], choice=Choice(month, "London"))
workbook = load_workbook(BytesIO(summary_bytes(summary)), load_tables=True)
rule = standard_rules()["Z01"]
cases = summary.tables["cases"]
print(json.dumps({
    "where": validators.__file__,
    "field": [cases.column("Report author"), "Report author" in dictionary_page()],
    "rule": [len(judge_example(rule, example).findings) for example in (rule.passes, rule.fails, rule.mended)],
    "term": [cases.column("Theme 1"), "Online Harm" in vocabulary("themes").codes],
    "table": [line for line in summary.tables["publication"].rows if line[1]],
    "in workbook": "publication" in workbook.table_names,
    "broken sums": len(summary.broken_sums),
}))
"""


def diffs() -> list[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return re.findall(r"^```diff\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the house says of itself with all four in it."""
    house = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(ROOT / room, house / room, ignore=shutil.ignore_patterns("__pycache__", "*.onnx"))
    for diff in diffs():
        subprocess.run(["git", "apply", "-"], cwd=house, input=diff.encode(), check=True)
    answer = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert Path(told["where"]).is_relative_to(house)
    return told


def test_there_is_a_diff_for_each_and_none_is_long() -> None:
    assert [len(diff.splitlines()) < 60 for diff in diffs()] == [True] * 4


def test_a_field_goes_from_the_template_to_the_summary(said: Any) -> None:
    assert said["field"] == [["AB"], True]


def test_a_rule_judges_by_its_examples(said: Any) -> None:
    assert said["rule"] == [0, 1, 0]


def test_a_term_is_understood_by_its_other_name(said: Any) -> None:
    assert said["term"] == [["Online Harm"], True]


def test_a_table_is_counted_and_written_and_every_sum_still_holds(said: Any) -> None:
    assert said["table"] == [["To be published", 1, 1, 0, 0]]
    assert (said["in workbook"], said["broken sums"]) == (True, 0)
