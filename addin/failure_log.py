"""The log of what failed by our own fault: the kind of error and the places in our code, and no cell's text."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

__all__ = ["log_failure", "log_file"]

_LARGEST = 200_000
"""Bytes; a log that has grown beyond begins anew."""


def log_file() -> Path:
    """Where the log lies: the folder that each system keeps for such files."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Logs"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return folder / "S-CRT" / "macros.log"


def log_failure(doing: str, failure: BaseException) -> Path | None:
    """Add a failure to the log.

    The error's own message is left out: what a spreadsheet application or a library says may hold what a cell holds.

    Args:
        doing: what was being done.
        failure: what stopped it.

    Returns:
        The log, or None when it could not be written.
    """
    lines = [f"{datetime.now().isoformat(sep=' ', timespec='seconds')} {doing} stopped"]
    at: BaseException | None = failure
    while at is not None:
        lines.append(f"  {type(at).__module__}.{type(at).__qualname__}")
        for frame in traceback.extract_tb(at.__traceback__):
            lines.append(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        at = at.__cause__ or at.__context__
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        begin_anew = file.is_file() and file.stat().st_size > _LARGEST
        with file.open("w" if begin_anew else "a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return file
