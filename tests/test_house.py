"""The house holds: floors, light imports, clean code, a README whose commands are the ones that are run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("validators", "workbook_templates", "reports", "addin")
"""From the ground up: each may import only from those before it."""

# The check runs anywhere Python runs: these need compiled code, a spreadsheet application, or time to import.
HEAVY = frozenset({"pandas", "numpy", "xlsxwriter", "openpyxl", "xlwings", "typer", "rich", "lxml", "holidays"})


def modules_of(floor: str) -> list[Path]:
    return sorted((ROOT / floor).rglob("*.py"))


def imported_by(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            names.add(str(node.module).partition(".")[0])
    return names


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_run_down_the_floors(floor: str) -> None:
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    modules = modules_of(floor)
    assert modules
    assert {str(module): found for module in modules if (found := imported_by(module) & above)} == {}


def test_pandas_lives_in_reports_alone() -> None:
    elsewhere = [module for floor in FLOORS if floor != "reports" for module in modules_of(floor)]
    assert [module for module in elsewhere if "pandas" in imported_by(module)] == []


def test_validators_know_no_spreadsheet_clock_or_process() -> None:
    forbidden = HEAVY | {"python_calamine", "subprocess", "multiprocessing", "threading", "concurrent", "socket", "os"}
    assert {str(m): found for m in modules_of("validators") if (found := imported_by(m) & forbidden)} == {}
    clock = ("date.today", "datetime.now", "time.time", "utcnow")
    read = {m: name for m in modules_of("validators") for name in clock if name in m.read_text(encoding="utf-8")}
    assert read == {}


@pytest.mark.parametrize(
    "modules",
    ["validators.check, workbook_templates.reading", "workbook_templates.importing.mapping_file"],
    ids=["checking a return", "understanding a spreadsheet"],
)
def test_what_runs_in_a_web_page_too_imports_nothing_heavy(modules: str) -> None:
    asked = f"import sys; import {modules};print(sorted(set({sorted(HEAVY)!r}) & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_every_private_name_of_a_module_is_used_in_it() -> None:
    found = [f"{name}: {each}" for name, tree in parsed() for each in sorted(private_names(tree) - read_in(tree))]
    assert found == []


def private_names(tree: ast.Module) -> set[str]:
    """What the statements of a module name for itself alone."""
    names = {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            names |= {one.id for one in ast.walk(statement) if isinstance(one, ast.Name) and not is_read(one)}
    return {name for name in names if name.startswith("_") and not name.endswith("_")}


def read_in(tree: ast.Module) -> set[str]:
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and is_read(one)}


def is_read(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Load)


# Every message stands in the catalogue

FAULTS = ("FileFault", "FaultSaid", "PackFault", "SettingsFault", "NotInstalled", "_BadLine", "Lost")
"""What carries a message to the user."""

BESIDES = {
    "validators/rules": "the rules, whose sentences stand with them and in docs/rules.md",
    "validators/messages": "the catalogue",
    "validators/rulebook.py": "what the rule book says to whoever writes a rule",
    "validators/placeholders.py": "words that people type in place of an answer",
    "workbook_templates/importing/targets.py": "words that people write in headers",
    "workbook_templates/template/cases.py": "the sheet's own line of explanation",
    "workbook_templates/template/guide.py": "the guide's own text",
    "workbook_templates/template/summary.py": "the sheet's own text",
    "reports/summary_workbook/sheet.py": "the sheet's own input message",
    "reports/check_report/overview.py": "the sheet's own heading",
    "reports/deck/words.py": "the comment in the file that the lead fills in",
    "addin/libreoffice/__main__.py": "argparse's own refusal",
}
"""Where a text may say "please" outside the catalogue, and why."""


@cache
def parsed() -> list[tuple[str, ast.Module]]:
    paths = [path for floor in FLOORS for path in modules_of(floor)]
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each text of a module with its line: what is fixed in it, without docstrings."""
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_no_sentence_asks_for_anything_outside_the_catalogue() -> None:
    found = [
        f"{name} line {line}: {text}"
        for name, tree in parsed()
        if not name.startswith(tuple(BESIDES))
        for line, text in texts(tree)
        if re.search(r"\bplease\b", text, re.IGNORECASE)
    ]
    assert found == []


def test_no_fault_is_raised_with_words_of_its_own() -> None:
    found = [
        f"{name} line {line}: {text}"
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in FAULTS
        for given in node.args
        if not isinstance(given, ast.Call)
        for line, text in texts(given)
        if re.search(r"[a-z]{3} +[a-z]", text)
    ]
    assert found == []


def test_what_no_test_has_to_reach_says_why() -> None:
    """Coverage leaves such a line out, whatever follows; whoever reads it wants the reason."""
    marked = [
        f"{path.relative_to(ROOT).as_posix()} line {number}: {line.strip()}"
        for floor in FLOORS
        for path in modules_of(floor)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "pragma" in line
    ]
    assert marked
    assert [line for line in marked if not re.search(r"# pragma: no (cover|branch) - [a-z].{20,}$", line)] == []


def test_the_build_machine_runs_the_readme_s_test_command() -> None:
    command = "python -m pip install -q uv && python -m uv run pytest"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_the_code_is_clean(command: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout
