"""Hostile and broken files cost themselves alone: little time, little memory, one sentence, and no figure of others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.running import TODAY
from tests.hostile.kinds import HEAVY, HOSTILE, READ, REFUSED
from tests.hostile.measuring import MOST_MEGABYTES, MOST_SECONDS, Measured, measured
from tests.hostile.sound import a_return
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="measured as POSIX tells it")]


def ran_soundly(*words: object) -> Measured:
    ran = measured(*words)
    assert "Traceback" not in ran.out + ran.err
    assert "our own fault" not in ran.out + ran.err
    return ran


def checked(folder: Path, kinds: Sequence[str]) -> tuple[list[Any], Measured]:
    """The files as the check tells them, the sound one last."""
    paths = []
    for number, kind in enumerate(kinds):
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(HOSTILE[kind](a_return()))
    paths.append(folder / "sound.xlsx")
    paths[-1].write_bytes(a_return().content)
    ran = ran_soundly("check", *paths, "--json", *TODAY)
    return json.loads(ran.out)["files"], ran


def assert_one_sentence(reason: str) -> None:
    assert reason.endswith(".")
    assert "please " in reason.lower()
    assert "\n" not in reason


LIGHT = [kind for kind in REFUSED if kind not in HEAVY]


def test_the_light_ones_are_refused_each_in_a_sentence_and_all_of_them_at_once(tmp_path: Path) -> None:
    files, ran = checked(tmp_path, LIGHT)
    assert {kind: file["status"] for kind, file in zip(LIGHT, files, strict=False)} == dict.fromkeys(LIGHT, "refused")
    for file in files[:-1]:
        assert_one_sentence(file["reason"])
    assert files[-1]["rows"] == 2
    assert ran.seconds < MOST_SECONDS
    assert ran.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("kind", sorted(HEAVY))
def test_a_heavy_one_takes_little_time_and_memory(kind: str, tmp_path: Path) -> None:
    files, ran = checked(tmp_path, [kind])
    assert ran.seconds < MOST_SECONDS
    assert ran.megabytes < MOST_MEGABYTES
    assert files[-1]["rows"] == 2
    if kind in READ and files[0]["status"] != "refused":
        assert files[0]["rows"] >= 1
    else:
        assert_one_sentence(files[0]["reason"])


def test_figures_of_the_other_files_are_as_if_they_stood_alone(tmp_path: Path) -> None:
    """Every kind that is quick to build, among returns of two other ICBs."""
    folder = tmp_path / "returns"
    folder.mkdir()
    for icb in ("QKK", "QWE"):
        (folder / f"{icb}.xlsx").write_bytes(return_bytes(OPEN_SAR, {**OPEN_SAR, "Theme 1": "Self-neglect"}, icb=icb))
    alone, _ = consolidated(folder, tmp_path / "alone.xlsx")
    for number, kind in enumerate(LIGHT):
        (folder / f"hostile {number}.xlsx").write_bytes(HOSTILE[kind](a_return()))
    among, ran = consolidated(folder, tmp_path / "among.xlsx", "--jobs", 2)
    assert ran.status == 1
    assert len(ran.err.splitlines()) == len(LIGHT)
    assert [among[name] for name in ("total", "open", "closed")] == [
        alone[name] for name in ("total", "open", "closed")
    ]
    ours: Callable[[Any], list[Any]] = lambda told: [one for one in told["files"] if one["status"] == "counted"]  # noqa: E731
    assert ours(among) == ours(alone)


def consolidated(folder: Path, out: Path, *words: object) -> tuple[Any, Measured]:
    ran = ran_soundly("consolidate", folder, "--month", "2024-10", "--out", out, "--json", *TODAY, *words)
    return json.loads(ran.out), ran
