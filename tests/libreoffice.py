"""LibreOffice Calc as a second opinion: open a workbook, type into it, recalculate, read it back, render it.

Every call starts a LibreOffice of its own with a profile of its own, and ends only that one.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.programs import missing

CellContent = str | float | None
Place = tuple[str, str]
"""Sheet and cell, for example ("Cases", "E5")."""

_TIME_LIMIT = 180
_SCRIPT = Path(__file__).with_name("libreoffice_calc.py")
_DOTS_PER_INCH = 70


@dataclass(frozen=True)
class Opened:
    """A workbook as LibreOffice shows it after a recalculation.

    Attributes:
        values: sheet to cell to value; dates are serial numbers, errors are texts such as #N/A.
        lists: what the dropdown of each asked cell offers.
        answers: the value of each asked formula.
        asked: the value of each formula that was asked in a cell.
        cursor: the sheet on which the workbook opens, and the selected cell.
    """

    values: Mapping[str, Mapping[str, CellContent]]
    lists: Mapping[Place, list[str]]
    answers: Mapping[str, CellContent]
    asked: list[CellContent]
    cursor: Place


def opened(
    path: Path,
    *,
    typed: Mapping[Place, str | float] | None = None,
    dropdowns: Iterable[Place] = (),
    formulas: Iterable[str] = (),
    sorted_by: Iterable[tuple[str, str, int]] = (),
    asked: Iterable[tuple[str, str, str]] = (),
    password: str = "",
) -> Opened:
    """Load a workbook hidden, type values into it, recalculate everything, and read it back.

    Args:
        path: the workbook; it is not changed.
        typed: values to enter first; a text is entered as a text.
        dropdowns: cells whose dropdown is to be read as LibreOffice resolves it.
        formulas: formulas to work out beside the workbook's own, as in a cell of a new sheet.
        sorted_by: sheet, area and place of the column (from 0) by which its rows are sorted after typing, the greatest
            first.
        asked: sheet (`worked_out` for one of its own), cell and the formula to work out in that cell.
        password: what opens the workbook, where it is locked.
    """
    question = {
        "path": path.resolve().as_uri(),
        "typed": [[*place, value] for place, value in (typed or {}).items()],
        "dropdowns": [list(place) for place in dropdowns],
        "formulas": list(formulas),
        "sorted": [list(one) for one in sorted_by],
        "asked": [list(one) for one in asked],
        "password": password,
        "office": _office(),
        "profile": _profile().as_uri(),
    }
    answer = _ask(question)
    return Opened(
        values=answer["values"],
        lists={(sheet, cell): offered for sheet, cell, offered in answer["lists"]},
        answers=dict(zip(question["formulas"], answer["answers"], strict=True)),
        asked=answer["asked"],
        cursor=tuple(answer["cursor"]),
    )


def opened_each(
    path: Path,
    typed: Sequence[Mapping[Place, str | float]],
    *,
    sheets: Sequence[str],
    moved: Sequence[tuple[str, str, int]] = (),
) -> list[Mapping[str, Mapping[str, CellContent]]]:
    """One workbook with each of several sets of values typed into it, in one LibreOffice.

    Args:
        path: the workbook; it is not changed.
        typed: the sets of values.
        sheets: the sheets to read.
        moved: sheet, "insert" or "delete", and the row at which this is done after typing, in this order.

    Returns:
        For each set: sheet to cell to value, of the asked sheets, after a full recalculation.
    """
    question = {
        "path": path.resolve().as_uri(),
        "each": [[[*place, value] for place, value in one.items()] for one in typed],
        "sheets": list(sheets),
        "moved": [list(one) for one in moved],
        "office": _office(),
        "profile": _profile().as_uri(),
    }
    return list(_ask(question))


@dataclass(frozen=True)
class Timed:
    """Seconds that LibreOffice took to open a workbook, and to show what follows from each edit."""

    opened: float
    edits: list[float]


def timed(path: Path, edits: Mapping[Place, str | float], *, watched: Sequence[str], rounds: int = 1) -> Timed:
    """Open a workbook and make edits, each until its sheet and the watched ones show it: the best of some rounds.

    For benchmarks; no test times anything.
    """
    question = {
        "path": path.resolve().as_uri(),
        "edits": [[*place, value] for place, value in edits.items()],
        "watched": list(watched),
        "rounds": rounds,
        "office": _office(),
        "profile": _profile().as_uri(),
    }
    return Timed(**_ask(question))


@dataclass(frozen=True)
class Pressed:
    """A workbook with macros as LibreOffice has it.

    Attributes:
        modules: module name to its text.
        pressed: a button's caption to what its macro wrote.
        called: a function to what it answered.
    """

    modules: Mapping[str, str]
    pressed: Mapping[str, str]
    called: Mapping[str, CellContent | bool]


def buttons_pressed(
    path: Path,
    *,
    library: str,
    writes_to: Place,
    replaced: Mapping[str, str] | None = None,
    called: Sequence[str] = (),
) -> Pressed:
    """Open a workbook with its macros allowed, run the macro of each button, then functions by name.

    Args:
        path: the workbook; it is not changed.
        library: the name of its VBA project.
        writes_to: the cell in which the macros leave their mark.
        replaced: module to the text that takes its place before a button is pressed.
        called: functions of its modules, such as "Module.Function".
    """
    question = {
        "path": path.resolve().as_uri(),
        "macros": library,
        "replaced": dict(replaced or {}),
        "called": list(called),
        "writes_to": list(writes_to),
        "office": _office(),
        "profile": _profile().as_uri(),
    }
    return Pressed(**_ask(question))


def recalculated(
    path: Path, *, typed: Mapping[Place, str | float] | None = None
) -> Mapping[str, Mapping[str, CellContent]]:
    """Sheet to cell to value after typing and a full recalculation."""
    return opened(path, typed=typed).values


def convert(path: Path, to: str = "pdf", *, out_dir: Path | None = None) -> Path:
    """Convert a file by LibreOffice and return where the result lies."""
    folder = out_dir or Path(tempfile.mkdtemp(dir=_scratch()))
    before = [_office(), f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore"]
    _run([*before, "--convert-to", to, "--outdir", str(folder), str(path)])
    made = folder / f"{path.stem}.{to.partition(':')[0]}"
    if not made.is_file():
        raise RuntimeError(f"LibreOffice made no {to} of {path.name}.")
    return made


def render(path: Path, out_dir: Path, *, dots_per_inch: int = _DOTS_PER_INCH) -> list[Path]:
    """Render every printed page of a workbook to a PNG picture."""
    program = shutil.which("pdftoppm") or missing("pdftoppm (poppler-utils)")
    out_dir.mkdir(parents=True, exist_ok=True)
    pdf = convert(path, "pdf", out_dir=out_dir)
    _run([program, "-png", "-r", str(dots_per_inch), str(pdf), str(out_dir / path.stem)])
    return sorted(out_dir.glob(f"{path.stem}-*.png"))


def _ask(question: Mapping[str, Any]) -> Any:
    folder = Path(tempfile.mkdtemp(dir=_scratch()))
    asked, answered = folder / "question.json", folder / "answer.json"
    asked.write_text(json.dumps(question), encoding="utf-8")
    said = _run([_python_with_uno(), str(_SCRIPT), str(asked), str(answered)])
    if not answered.is_file():
        raise RuntimeError(f"LibreOffice did not answer: {said[-2000:]}")
    return json.loads(answered.read_text(encoding="utf-8"))


def _run(command: list[str]) -> str:
    """Run a program in a process group of its own; afterwards that group is ended, and nothing else."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace", dir=_scratch()) as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            process.wait(timeout=_TIME_LIMIT)
        finally:
            _end(process)
        output.seek(0)
        return output.read()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a program and of those that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


@cache
def _scratch() -> Path:
    """A folder for this test process, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="scrt-libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _profile() -> Path:
    """A user profile for this test process: two LibreOffices never share one."""
    return _scratch() / "profile"


@cache
def _office() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or missing("LibreOffice Calc")


@cache
def _python_with_uno() -> str:
    """LibreOffice's bridge is a module of the system's Python, not of the project's environment."""
    for python in ("/usr/bin/python3", shutil.which("python3") or "python3"):
        found = (
            subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if Path(python).exists()
            else None
        )
        if found and found.returncode == 0:
            return python
    return missing("python3-uno")
