"""`scrt browser`: what it refuses, and what it is built from; the page itself is tested in tests/browser."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from addin.browser import gathering
from addin.browser.gathering import gather, pinned_parts
from addin.browser.own_wheel import own_wheel
from tests.command_line.running import assert_refused, scrt
from workbook_templates.faults import FileFault

ROOT = Path(__file__).parents[2]
FRONT = ROOT / "addin" / "browser" / "front"


def test_a_page_that_was_not_built_is_not_served(tmp_path: Path) -> None:
    assert_refused(scrt("browser", "serve", "--folder", tmp_path), "scrt browser build --out FOLDER")


def test_a_file_is_no_folder_to_build_into(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("")
    assert_refused(scrt("browser", "build", "--out", tmp_path / "page"), "this is a file")


def test_without_npm_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_refused(scrt("browser", "build", "--out", tmp_path / "page"), "npm is not installed", "Node.js")
    assert not (tmp_path / "page").exists()


def test_a_part_that_is_not_the_pinned_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = pinned_parts()[0][0].file

    def brings_another(*_: object, folder: Path) -> None:
        part = folder / "node_modules" / name
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"another")

    monkeypatch.setattr(gathering, "_npm", lambda: "npm")
    monkeypatch.setattr(gathering, "_run", lambda *given, folder: brings_another(*given, folder=folder))
    with pytest.raises(FileFault, match=r"not the one that was pinned"):
        gather(tmp_path)


def test_each_wheel_has_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    said = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["tool"]["uv"]["constraint-dependencies"],
    ]
    versions = dict(requirement.lower().replace("-", "_").split("==") for requirement in said)
    wheels = [wheel.requirement.lower().split("==") for wheel in pinned_parts()[1]]
    assert {name: version for name, version in wheels if versions[name] != version} == {}
    assert "pydantic_core" in dict(wheels)


def test_everything_from_npm_is_at_one_version() -> None:
    told = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))
    assert "devDependencies" not in told
    assert [v for v in told["dependencies"].values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
    assert {part.file.partition("/")[0] for part in pinned_parts()[0]} <= set(told["dependencies"])


def test_the_wheel_of_this_package_is_what_is_installed() -> None:
    name, content = own_wheel()
    assert own_wheel() == (name, content)
    assert re.fullmatch(r"scrt-[\d.]+-py3-none-any\.whl", name)
    with zipfile.ZipFile(BytesIO(content)) as wheel:
        names = wheel.namelist()
        for module in ("validators/check.py", "validators/pid/data/names.txt.gz", "addin/browser/questions.py"):
            assert wheel.read(module) == (ROOT / module).read_bytes()
    assert [
        each for each in names if "__pycache__" in each or each.startswith(("addin/thorough/model", "tests/"))
    ] == []
