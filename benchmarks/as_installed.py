"""Programs run as they are once installed: with their bytecode, whatever this machine's settings are.

`pip install` compiles what it installs. Where Python is told to write no bytecode, each start would compile hundreds of
modules, and that would be all that is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["COMMAND", "environment", "measured", "warmed"]

COMMAND = (sys.executable, "-c", "import sys; from addin.command_line import main; sys.exit(main())")
"""`scrt` in a process of its own."""

_ROOT = Path(__file__).parents[1]
_BYTECODE = _ROOT / "build" / "bytecode"


def environment(*paths: Path) -> Mapping[str, str]:
    """The environment for such a program; folders that come before all others on its path."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = os.pathsep.join(map(str, (*paths, _ROOT)))
    return kept | {"PYTHONPYCACHEPREFIX": str(_BYTECODE), "PYTHONPATH": found}


def warmed(command: Sequence[str], *paths: Path) -> None:
    """Run a program once for its bytecode."""
    subprocess.run(command, env=environment(*paths), capture_output=True, check=False)


def measured(name: str, program: Path, *words: str, paths: Sequence[Path] = ()) -> dict[str, float]:
    """Run a program that prints what it measured as JSON on its last line; one that does not run ends the benchmark."""
    answer = subprocess.run(
        [sys.executable, str(program), *words], env=environment(*paths), capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise SystemExit(f"{name} did not run:\n{answer.stderr[-2000:]}")
    return dict(json.loads(answer.stdout.splitlines()[-1]))
