"""A further rule is one new file: check, `scrt rules`, template, settings and docs know it by themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from validators.rules import standard_rules

ROOT = Path(__file__).parents[2]
PACKAGES = ("validators", "workbook_templates", "reports", "addin")

NEW_RULE = '''"""Section Z: what one region adds."""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.rulebook import Fault, Faults, rule


@rule(
    "Z01",
    title="A comment has at most {characters} characters",
    severity=Severity.WARNING,
    columns=["Comments"],
    why="Long comments are not read.",
    fix="Please either shorten the comment to {characters} characters, or move it to Overview.",
    source="own",
    limits={"characters": 500},
    passes="""
        | Comments      |
        | A short word. |
        """,
    fails="""
        | Comments |
        | LONG     |
        """,
    mended="""
        | Comments      |
        | A short word. |
        """,
)
def comment_is_short(entry: Entry, _: Circumstances, *, characters: int) -> Faults:
    """Spaces count."""
    if len(entry.text("Comments")) > characters:
        yield Fault("Comments", "the comment is long")
'''.replace("LONG", "x" * 501)

ASKED = """
import json
from datetime import date

import validators
from validators.check import check
from validators.entries import Circumstances, RawRow
from validators.examples import judge_example
from validators.local_settings import read_settings
from validators.rule_catalogue import rules_page
from validators.rules import standard_rules
from validators.score import score_of

book, given = standard_rules(), Circumstances(today=date(2024, 11, 5))
rows = [RawRow({"Record no.": 1.0, "Comments": "x" * length}, row=5 + place) for place, length in enumerate((500, 501))]
result = check(rows, given=given)
own = check(rows, given=given, rules=read_settings("[Z01]\\ncharacters = 400", book).applied_to(book))
print(
    json.dumps(
        {
            "where": validators.__file__,
            "ids": [rule.id for rule in book],
            "messages": [finding.message for finding in result.findings if finding.rule == "Z01"],
            "fixes": [finding.fix for finding in result.findings if finding.rule == "Z01"],
            "by_rule": [score_of(result).by_rule["Z01"].passed, score_of(result).by_rule["Z01"].failed],
            "own_rows": [finding.row for finding in own.findings if finding.rule == "Z01"],
            "examples": [len(judge_example(book["Z01"], book["Z01"].__dict__[name]).findings) for name in EXAMPLES],
            "page": rules_page(),
        }
    )
)
""".replace("EXAMPLES", '("passes", "fails", "mended")')

SCRT = "from addin.command_line import main; main()"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages with one file more."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package)
    (copy / "validators" / "rules" / "comments.py").write_text(NEW_RULE, encoding="utf-8")
    return copy


def run(house: Path, program: str, *arguments: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_check_the_settings_the_score_and_the_docs_know_it(house: Path) -> None:
    said = json.loads(run(house, ASKED))
    assert Path(said["where"]).is_relative_to(house)
    assert said["ids"] == [*(rule.id for rule in standard_rules()), "Z01"]
    assert said["messages"] == ["Cases row 6, Comments: the comment is long. A comment has at most 500 characters."]
    assert said["fixes"] == ["Please either shorten the comment to 500 characters, or move it to Overview."]
    assert said["by_rule"] == [1, 1]
    assert said["own_rows"] == [5, 6]
    assert said["examples"] == [0, 1, 0]
    section = said["page"].partition("\n## Z01\n")[2]
    assert section.startswith("\nA comment has at most 500 characters.\n")
    assert "| Settings and their standard | `characters` = 500 |" in section
    assert "| [Z01](#z01) | A comment has at most 500 characters | warning |" in said["page"]


def test_scrt_rules_lists_it(house: Path) -> None:
    listed = {rule["id"]: rule for rule in json.loads(run(house, SCRT, "rules", "--json"))["rules"]}
    assert listed["Z01"]["title"] == "A comment has at most 500 characters"
    assert listed["Z01"]["severity"] == "warning"
    assert listed["Z01"]["columns"] == ["Comments"]
    assert "Z01" in run(house, SCRT, "rules")


def test_a_new_template_lists_it_on_its_checklist(house: Path) -> None:
    run(house, SCRT, "template", "new", str(house / "new.xlsx"))
    sheet = openpyxl.load_workbook(house / "new.xlsx")["Checklist"]
    (row,) = [row for row in sheet.iter_rows(values_only=True) if "Z01" in row]
    after = row[row.index("Z01") :]
    assert after[:3] == ("Z01", "A comment has at most 500 characters", "warning")
    assert "Long comments are not read." in after


def test_a_second_rule_of_its_id_is_refused_by_name(house: Path) -> None:
    second = house / "validators" / "rules" / "more_comments.py"
    second.write_text(NEW_RULE, encoding="utf-8")
    try:
        with pytest.raises(AssertionError, match="Two rules have the id Z01"):
            run(house, "from validators.rules import standard_rules; standard_rules()")
    finally:
        second.unlink()
