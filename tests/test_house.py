"""The house holds: floors, light imports, clean code, a README whose commands are the ones that are run."""

from __future__ import annotations

import ast
import subprocess
import sys
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
