"""How a report shows and finds the files that it is about."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from addin.command_line.files import GivenFile, holds_pid, real
from reports.check_report import Source

__all__ = ["sources_of", "way_to"]


def sources_of(files: Sequence[GivenFile], out: Path | None) -> list[Source]:
    """How a report shows and finds each file: by its name, or as it was given where two have the same."""
    names = Counter(file.path.name for file in files)
    return [
        Source(
            file=file.path.name if _is_shown(file) and names[file.path.name] == 1 else file.shown,
            path=way_to(file, out) if out is not None and _is_shown(file) else "",
        )
        for file in files
    ]


def _is_shown(file: GivenFile) -> bool:
    return file.shown == str(file.path)


def way_to(file: GivenFile, out: Path) -> str:
    """The way from the report to a file, or empty where a folder's name on the way may hold PID."""
    target = real(file.path)
    try:
        way = Path(os.path.relpath(target, out.parent.resolve())).as_posix()
    except ValueError:
        # Windows: on another drive there is no way but the whole one.
        way = target.as_posix()
    return "" if holds_pid(way) else way
