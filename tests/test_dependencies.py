"""Every package that is asked for is fixed to one version, and docs say what it is for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
    *PROJECT["dependency-groups"]["dev"],
]


def test_every_version_is_fixed() -> None:
    asked = [*DIRECT, *PROJECT["tool"]["uv"]["constraint-dependencies"]]
    assert [one for one in asked if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", one)] == []


def test_docs_say_what_each_is_for() -> None:
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [one for one in DIRECT if not re.search(rf"\b{re.escape(one.partition('==')[0])}\b", said)] == []
