"""`scrt export`: for whom, into which folder, and what it never writes over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addin.command_line import feed_folder
from addin.command_line.console import FaultSaid
from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, assert_refused, scrt
from tests.programs import missing
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, return_bytes

EXAMPLE = Path(__file__).parents[2] / "docs" / "layouts" / "nhs-siddd-unconfirmed.toml"
_TIME_LIMIT = 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("summary")
    (folder / "a.xlsx").write_bytes(return_bytes(OPEN_SAR, {"Status": "Open", "Comments": "-made up"}, own_total=2))
    (folder / "b.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    words = ("--month", "2024-10", "--out", folder / "Summary.xlsx", *TODAY)
    assert scrt("consolidate", folder / "a.xlsx", folder / "b.xlsx", *words).status == 0
    return folder / "Summary.xlsx"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_feed_is_written_and_written_again_with_the_same_bytes(made: Path, tmp_path: Path) -> None:
    ran = scrt("export", made, "--out", tmp_path / "feed", "--audience", "internal")
    assert (ran.status, ran.err) == (0, "")
    counted, ending = ran.out.splitlines()
    assert counted == "Feed (internal), data up to 31 October 2024: 46 files"
    assert ending.startswith(
        f"Folder: {tmp_path / 'feed'}. Next: point the dashboard at it; datapackage.json in it says"
    )
    first = files(tmp_path / "feed")
    assert len(first) == 47
    assert scrt("export", made, "--out", tmp_path / "feed", "--audience", "internal").status == 0
    assert files(tmp_path / "feed") == first
    assert [path.name for path in tmp_path.iterdir()] == ["feed"]
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_json_says_what_was_written(made: Path, tmp_path: Path) -> None:
    found = scrt("export", made, "--out", tmp_path / "feed", "--audience", "internal", "--json").document
    assert faults(found, "export") == []
    assert {one["file"] for one in found["files"]} == {
        name for name in files(tmp_path / "feed") if name.endswith("csv")
    }


def test_a_feed_is_external_unless_said_otherwise(made: Path, tmp_path: Path) -> None:
    ran = scrt("export", made, "--out", tmp_path / "feed")
    assert (ran.status, ran.err) == (0, "")
    assert not files(tmp_path / "feed").keys() & {"cases.csv", "findings.csv", "sources.csv", "changes.csv"}
    # Three reviews in all are too few to say so.
    totals = (tmp_path / "feed" / "monthly_totals.csv").read_text(encoding="utf-8")
    assert "2024-10-31,[c]," in totals


def test_an_external_feed_takes_the_options_of_an_external_summary(made: Path, tmp_path: Path) -> None:
    returns = (made.parent / "a.xlsx", made.parent / "b.xlsx")
    asked, outside = ("--month", "2024-10", *TODAY), tmp_path / "External.xlsx"
    for control in (("--threshold", "2"), ("--threshold", "2", "--round-to", "5")):
        assert scrt("consolidate", *returns, *asked, "--out", outside, "--audience", "external", *control).status == 0
        assert scrt("export", outside, "--out", tmp_path / "of it").status == 0
        assert scrt("export", made, "--out", tmp_path / "feed", *control).status == 0
        assert files(tmp_path / "feed")["monthly_totals.csv"] == files(tmp_path / "of it")["monthly_totals.csv"]
    assert b"2024-10-31,5," in files(tmp_path / "feed")["monthly_totals.csv"]
    asked_twice = scrt("export", outside, "--out", tmp_path / "of it", "--round-to", "5")
    assert_refused(asked_twice, "--round-to: this summary was made for outside the NHS already")


def test_a_feed_holds_its_figures_against_the_release_before(made: Path, tmp_path: Path) -> None:
    earlier, rows = tmp_path / "September.xlsx", [OPEN_SAR] * 8
    (tmp_path / "s.xlsx").write_bytes(return_bytes(*rows, month=SEPTEMBER))
    (tmp_path / "o.xlsx").write_bytes(return_bytes(*rows, {**OPEN_SAR, "Date added": date(2024, 10, 8)}))
    month = ("--month", "2024-09", "--audience", "external", "--out", earlier, *TODAY)
    assert scrt("consolidate", tmp_path / "s.xlsx", *month).status == 0
    summary = tmp_path / "October.xlsx"
    assert scrt("consolidate", tmp_path / "o.xlsx", "--month", "2024-10", "--out", summary, *TODAY).status == 0
    feeds = {}
    for name, words in (("alone", ()), ("after", ("--previous-external", earlier))):
        assert scrt("export", summary, "--out", tmp_path / name, *words).status == 0
        text = (tmp_path / name / "monthly_totals.csv").read_text(encoding="utf-8")
        feeds[name] = next(line for line in text.splitlines() if line.startswith("2024-10-31"))
    # Eight, then nine: a reader who has both has the one review that came between.
    assert "2024-10-31,9," in feeds["alone"]
    assert "2024-10-31,[c]," in feeds["after"]
    assert_refused(
        scrt("export", summary, "--out", tmp_path / "none", "--previous-external", summary), "no external summary"
    )


def test_one_icb_s_feed_is_of_that_icb_alone(made: Path, tmp_path: Path) -> None:
    assert scrt("export", made, "--out", tmp_path / "feed", "--audience", "icb", "--icb", "QKK").status == 0
    cases = (tmp_path / "feed" / "cases.csv").read_text(encoding="utf-8").splitlines()
    assert len(cases) == 2
    assert "QMF" not in "".join(cases)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--audience", "everybody"), "Please write internal, icb or external"),
        (("--audience", "icb"), "please name the ICB with --icb"),
        (("--icb", "QMF"), "--icb: this is for --audience icb"),
        (("--audience", "icb", "--icb", "QHL"), "does not list the ICB QHL"),
    ],
)
def test_what_is_asked_wrongly_is_told(made: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert_refused(scrt("export", made, "--out", tmp_path / "feed", *words), said)
    assert not list(tmp_path.iterdir())


def test_a_folder_with_anything_else_in_it_is_refused_and_left_alone(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    words = ("export", made, "--out", folder, "--audience", "internal")
    folder.mkdir()
    (folder / "mine.txt").write_text("made up", encoding="utf-8")
    assert_refused(scrt(*words), "there are files in it that are no earlier feed")
    (folder / "mine.txt").unlink()
    assert scrt(*words).status == 0
    (folder / "mine.txt").write_text("made up", encoding="utf-8")
    before = files(folder)
    assert_refused(scrt(*words), "there are files in it that are no earlier feed")
    assert files(folder) == before
    (folder / "mine.txt").unlink()
    (folder / "datapackage.json").write_text(json.dumps({"resources": []}), encoding="utf-8")
    assert_refused(scrt(*words), "there are files in it that are no earlier feed")
    assert_refused(scrt("export", made, "--out", made, "--audience", "internal"), "this is a file")
    assert_refused(scrt("export", made, "--out", tmp_path / "no" / "feed", "--audience", "internal"), "does not exist")


def test_a_feed_that_cannot_be_finished_leaves_the_earlier_one_as_it_was(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "feed"
    words = ("export", made, "--out", folder, "--audience", "internal")
    scrt(*words)
    before = files(folder)
    written = 0

    def full(*_: object) -> None:
        nonlocal written
        written += 1
        if written > 3:
            raise FaultSaid("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(feed_folder, "save", full)
        assert scrt(*words).status == 2
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise PermissionError
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", held)
        assert_refused(scrt(*words), "it cannot be written")
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["feed"]


def test_the_example_of_a_layout_works_and_says_that_it_is_unconfirmed(made: Path, tmp_path: Path) -> None:
    ran = scrt("export", made, "--out", tmp_path / "feed", "--audience", "internal", "--layout", EXAMPLE)
    assert ran.status == 0
    assert "The layout is not confirmed" in ran.out
    assert set(files(tmp_path / "feed")) == {"case_reviews.csv", "case_review_types.csv", "datapackage.json"}
    lines = (tmp_path / "feed" / "case_reviews.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Period_End,Org_Code,Org_Name,Measure_ID,Value,Source_System"
    assert "31/10/2024,QMF,NHS North East London Integrated Care Board,SCR_ALL,2,S-CRT" in lines
    (tmp_path / "bad.toml").write_bytes(b"title = '\xff'")
    words = ("export", made, "--out", tmp_path / "feed", "--audience", "internal")
    assert_refused(scrt(*words, "--layout", tmp_path / "bad.toml"), "bad.toml: this is no UTF-8 text")
    assert_refused(
        scrt("export", tmp_path / "bad.toml", "--out", tmp_path / "feed", "--audience", "internal"), "bad.toml"
    )


@pytest.fixture(scope="module")
def frictionless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frictionless in an environment of its own, because it brings a package `validators` of its own."""
    given = os.environ.get("SCRT_FRICTIONLESS")
    if given:
        return Path(given)
    home = tmp_path_factory.mktemp("frictionless")
    subprocess.run([sys.executable, "-m", "venv", home], check=True, timeout=_TIME_LIMIT)
    asked = [home / "bin" / "python", "-m", "pip", "install", "-q", "frictionless==5.21.0"]
    if subprocess.run(asked, check=False, timeout=_TIME_LIMIT, capture_output=True).returncode:
        missing("frictionless")
    return home / "bin" / "frictionless"


@pytest.mark.slow
def test_frictionless_finds_nothing_but_what_was_changed(made: Path, tmp_path: Path, frictionless: Path) -> None:
    asked = {"all": ("internal",), "own": ("internal", "--layout", str(EXAMPLE))}
    for name, words in asked.items():
        assert scrt("export", made, "--out", tmp_path / name, "--audience", *words).status == 0
        found = judged(tmp_path / name, frictionless)
        assert [error for task in found["tasks"] for error in task["errors"]] == []
        assert found["valid"]
    (tmp_path / "own" / "case_reviews.csv").write_text("changed\r\n", encoding="utf-8")
    assert not judged(tmp_path / "own", frictionless)["valid"]


def judged(folder: Path, frictionless: Path) -> Any:
    """What Frictionless says of a package."""
    asked = [frictionless, "validate", "datapackage.json", "--json"]
    ran = subprocess.run(asked, cwd=folder, capture_output=True, text=True, timeout=_TIME_LIMIT, check=False)
    return json.loads(ran.stdout)
