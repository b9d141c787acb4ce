"""What is handed out works without the checkout: the wheel in an environment of its own, the folder without Python."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYINSTALLER = "pyinstaller==6.22.3"

pytestmark = pytest.mark.slow


def run(*words: object, cwd: Path, alone: bool = False) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    if alone:
        environment["PATH"] = "/nowhere"
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packaging")


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "uv", "build", "--wheel", "--quiet", "--out-dir", folder / "dist", ROOT, cwd=folder)
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(folder: Path, wheel: Path) -> Path:
    run(sys.executable, "-m", "uv", "venv", "--quiet", "--python", sys.executable, folder / "own", cwd=folder)
    python = folder / "own" / "bin" / "python"
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, wheel, cwd=folder)
    return python


def test_the_wheel_carries_all_that_is_not_code(wheel: Path) -> None:
    kept = {
        str(path.relative_to(ROOT))
        for room in ("addin", "reports", "workbook_templates", "validators")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as parts:
        names = set(parts.namelist())
    assert kept - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_does_the_whole_job_in_an_empty_folder(folder: Path, python: Path) -> None:
    empty = folder / "empty"
    empty.mkdir()
    where = run(python, "-c", "import validators; print(validators.__file__)", cwd=empty)
    assert str(ROOT) not in where
    assert "396" in run(python.parent / "scrt", "demo", cwd=empty)
    run(python.parent / "scrt", "excel", "build", "--out", empty, cwd=empty)
    assert (empty / "scrt.xlam").exists()


@pytest.mark.skipif(os.environ.get("SCRT_ONE_FOLDER") != "1", reason="takes minutes: runs with SCRT_ONE_FOLDER=1")
def test_the_folder_without_python_does_the_whole_job(folder: Path, python: Path) -> None:
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, PYINSTALLER, cwd=folder)
    spec = ROOT / "addin" / "one_folder" / "scrt.spec"
    words = ("--noconfirm", "--log-level", "ERROR", "--workpath", folder / "work", "--distpath", folder / "made")
    run(python, "-m", "PyInstaller", *words, spec, cwd=folder)
    alone = folder / "alone"
    alone.mkdir()
    program = folder / "made" / "scrt" / "scrt"
    assert "396" in run(program, "demo", cwd=alone, alone=True)
    assert "A01" in run(program, "rules", cwd=alone, alone=True)
    run(program, "template", "new", "a.xlsm", cwd=alone, alone=True)
    returns = alone / "scrt-demo" / "returns"
    words = ("--month", "2024-10", "--out", "b.xlsx", "--jobs", "2", "--today", "2024-11-05")
    assert "396" in run(program, "consolidate", returns, *words, cwd=alone, alone=True)
