"""What is a file by its name alone: pipes, devices, links in a circle, and a closed standard input."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.command_line.running import PROGRAM, TODAY, assert_refused, scrt, scrt_program
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has none of these")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A return among a pipe, a link to a device, one in a circle and one to nowhere."""
    monkeypatch.chdir(tmp_path)
    Path("QMF.xlsx").write_bytes(return_bytes(OPEN_SAR))
    os.mkfifo("pipe.xlsx")
    Path("device.xlsx").symlink_to("/dev/zero")
    Path("circle.xlsx").symlink_to("circle.xlsx")
    Path("nowhere.xlsx").symlink_to("there is none.xlsx")
    return tmp_path


@pytest.mark.parametrize("name", ["pipe.xlsx", "device.xlsx", "circle.xlsx", "nowhere.xlsx"])
@pytest.mark.parametrize(
    "words",
    [
        "check {} --out r.xlsx",
        "template inspect {}",
        "import {} --out i.xlsx",
        "verify-figures {}",
        "deck {} --out d.pptx",
    ],
)
def test_each_is_one_sentence_and_nothing_waits(folder: Path, name: str, words: str) -> None:
    ran = scrt(*words.format(name).split(), *(TODAY if words.startswith("check") else ()))
    assert_refused(ran, name, "Please ")
    assert "Did you mean" not in ran.err


def test_the_other_files_go_on(folder: Path) -> None:
    ran = scrt_program("check", "pipe.xlsx", "circle.xlsx", "QMF.xlsx", "--out", "r.xlsx", *TODAY, cwd=folder)
    assert len(ran.faults) == 2
    assert "QMF.xlsx: 1 record" in ran.out
    Path("r.xlsx").unlink()
    made = scrt_program("consolidate", ".", "--month", "2024-10", "--out", "s.xlsx", *TODAY, "--json", cwd=folder)
    assert (made.status, made.document["total"]) == (0, 1)


def test_a_text_that_a_shell_hands_over_is_searched_and_a_pipe_is_not(folder: Path) -> None:
    assert_refused(scrt("pid", "scan", "pipe.xlsx"), "pipe.xlsx: this is no ordinary file")
    asked = ["bash", "-c", f"'{PROGRAM}' pid scan <(echo Nobody is named.)"]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
    closed = subprocess.run(["sh", "-c", f"'{PROGRAM}' pid scan <&-"], capture_output=True, check=False)
    assert closed.returncode == 2
    assert b"standard input, which was closed" in closed.stderr


def test_an_output_that_is_a_link_to_a_source_is_refused(folder: Path) -> None:
    Path("out.xlsx").symlink_to("QMF.xlsx")
    before = Path("QMF.xlsx").read_bytes()
    assert_refused(scrt("check", "QMF.xlsx", "--out", "out.xlsx", *TODAY), "one of the files to read")
    assert Path("QMF.xlsx").read_bytes() == before
