"""The guides and README as they are followed: each command as written, in an empty folder; pictures that are true."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.pictures.make_guides import HERE, MADE_FROM, SHOWN, made_from
from tests.command_line.running import Ran, scrt

ROOT = Path(__file__).parents[1]
PAGES = ("docs/guide-designates.md", "docs/guide-quality-leads.md", "docs/guide-regional-leads.md", "README.md")
_IN_THE_CLONE = "python -m pip install -q uv && python -m uv run "
_BLOCK = re.compile(r"^```(text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(page: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks of a page in order: `run` with commands, or `text` with what they print."""
    for kind, block in _BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line]
        commands = [line.removeprefix(_IN_THE_CLONE) for line in lines]
        if kind or commands[0].startswith(("scrt ", "mkdir ")):
            yield kind or "run", commands


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Ran]]:
    """`scrt demo`, with which every guide begins, done once: its folder, and what it said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("demo"))
        yield Path.cwd() / "scrt-demo", scrt("demo")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_each_step_works_as_written(
    page: str, demo: tuple[Path, Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed, ran = "", 0
    for kind, lines in steps(page):
        if kind == "text":
            assert [line for line in lines if line not in printed] == []
            continue
        printed = ""
        for line in lines:
            program, *words = shlex.split(line)
            if program == "mkdir":
                Path(*words).mkdir()
                continue
            if words == ["demo"]:
                shutil.copytree(demo[0], "scrt-demo")
            done = demo[1] if words == ["demo"] else scrt(*words)
            # A check that finds faults ends with 1.
            assert done.status <= (words[0] == "check"), f"{line}: {done.err}"
            assert not done.err or "carried forward" in done.err
            printed += done.out
            ran += 1
    assert ran


@pytest.mark.parametrize("page", PAGES)
def test_each_guide_is_one_page_with_pictures(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 100
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", text)
    assert pictures
    for said, path in pictures:
        assert len(said) > 20
        assert (ROOT / page).parent.joinpath(path).is_file()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_shows_what_the_program_writes(name: str) -> None:
    """Otherwise: python -m docs.pictures.make_guides, and look at what came."""
    assert (HERE / f"{name}.png").is_file()
    assert json.loads(MADE_FROM.read_text(encoding="utf-8"))[name] == made_from(SHOWN[name])
