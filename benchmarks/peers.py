"""Environments of their own for the programs that this project is held against: never the project's own versions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["python_with"]

_BUILD = Path(__file__).parents[1] / "build"


def python_with(packages: Sequence[str], *, name: str, made_with: str) -> Path:
    """The Python of an environment with these packages, which is made in `build/` the first time.

    Args:
        packages: each with its exact version.
        name: of its folder.
        made_with: a Python, by version such as "3.12" or by path.

    Raises:
        SystemExit: it cannot be made, for want of uv, of that Python or of a package.
    """
    folder = _BUILD / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / "ready"
    if not ready.exists() or ready.read_text(encoding="utf-8") != "\n".join(packages):
        _uv("venv", "-q", "--clear", "--python", made_with, str(folder))
        _uv("pip", "install", "-q", "--python", str(python), *packages)
        ready.write_text("\n".join(packages), encoding="utf-8")
    return python


def _uv(*arguments: str) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")  # `uv run` tells where it is
    if uv is None:
        raise SystemExit("uv is missing. Please start this with: python -m uv run python -m benchmarks")
    if subprocess.run([uv, *arguments], check=False).returncode:
        raise SystemExit(
            "The peers' environment could not be made. Please either name another Python (version or path) with "
            "--peers-python, or leave the peers out with --without-peers."
        )
