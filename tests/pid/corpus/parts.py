"""Which part a template, a name or a filling belongs to: settled by its own text, so that adding one moves no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

__all__ = ["PARTS", "of_part", "part_of", "sections"]

PARTS = ("develop", "report")
_FEW = 6
"""A list shorter than this is shared by both parts."""


def part_of(text: str) -> str:
    """The part that a text belongs to, letter case aside."""
    return PARTS[hashlib.sha256(text.casefold().encode()).digest()[0] % 2]


def of_part(values: Iterable[str], part: str) -> list[str]:
    """The values of one part; all of them if they are few."""
    values = list(values)
    return values if len(values) < _FEW else [value for value in values if part_of(value) == part]


def sections(path: Path) -> dict[str, list[str]]:
    """The lines of a text file under their headings in square brackets; `#` begins a remark."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            heading = line.removeprefix("== ").strip()
            found.setdefault(heading, [])
        else:
            found[heading].append(line.strip())
    return found
