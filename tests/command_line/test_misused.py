"""Typed wrongly: each slip is one line that says what was probably meant."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.command_line.running import PROGRAM, TODAY, assert_refused, scrt, scrt_program
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

MONTH = ("--month", "2024-10", "--out", "s.xlsx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chekc", "a.xlsx"), "'chekc'. Did you mean check? Please see scrt --help."),
        (("Check", "a.xlsx"), "Did you mean check?"),
        (("version",), "Did you mean --version?"),
        (("template", "nwe"), "Did you mean new? Please see scrt template --help."),
        (("check", "a.xlsx", "--ot", "b.xlsx"), "--ot. Did you mean --out? Please see scrt check --help."),
        (("check", "a.xlsx", "-out", "b.xlsx"), "-out. Did you mean --out?"),
        (("check", "a.xlsx", "--Out=b.xlsx"), "--Out. Did you mean --out?"),
        (("check", "a.xlsx", "--month", "2024-10"), "No such option: --month. Please see"),
        (("check", "a.xlsx", "--out"), "Please see scrt check --help."),
        (("template", "new", "--rows"), "Please see scrt template new --help."),
        (("consolidate", "a.xlsx", *MONTH, "--jobs", "many"), "--jobs: please write a whole number from 1 to 64."),
        (("consolidate", "a.xlsx", *MONTH, "--jobs", "0"), "--jobs: please write a whole number from 1 to 64."),
        (("consolidate", "a.xlsx", *MONTH, "--threshold", "x"), "--threshold: please write a whole number. Please"),
        (("browser", "serve", "--port", "0"), "--port: please write a whole number of at least 1."),
        (("consolidate", "a.xlsx", *MONTH, "--audience", "externl"), "Did you mean external?"),
        (("consolidate", "a.xlsx", *MONTH, "--audience", "ICB"), "Did you mean icb?"),
        (("consolidate", "a.xlsx", *MONTH, "--audience", "board"), "no such audience. Please write internal, icb or"),
        (("consolidate", "a.xlsx", *MONTH, "--organisations", "curent"), "Did you mean current?"),
        (("consolidate", "a.xlsx", *MONTH, "--region", "Nort West"), "Did you mean North West?"),
        (("report", "a.xlsx", "--from", "2024/9", "--to", "2024-10", "--out", "r.docx"), "Did you mean 2024-09?"),
        (("report", "a.xlsx", "--from", "10-2024", "--to", "2024-10", "--out", "r.docx"), "Did you mean 2024-10?"),
        (("report", "a.xlsx", "--from", "Oct 2024", "--to", "2024-10", "--out", "r.docx"), "Did you mean 2024-10?"),
        (("deck", "My", "summary.xlsx", "--out", "d.pptx"), "no place for summary.xlsx here. Please put a name with"),
        (("check", "a.xlsx", "\N{EN DASH}out", "b.xlsx"), "long dash. Please write two hyphens: --out."),
        (
            ("check", "\N{LEFT DOUBLE QUOTATION MARK}My", "return.xlsx\N{RIGHT DOUBLE QUOTATION MARK}"),
            "curly quotation",
        ),
        (("check", ""), "After the command stands nothing"),
        (("check", "a.xlsx", "--out", ""), "After --out stands nothing"),
        (("consolidate", "a.xlsx", *MONTH, "--organisations", ""), "After --organisations stands nothing"),
        (("template", "new", "https://example.org/sites/Return.xlsx"), "a web address"),
        (("demo", "--out", "https://example.org/sites"), "a web address"),
        (("check", "a.xlsx", "--Folasade Adeyemi"), "No such option: (not shown)"),  # made up
        (("Folasade Adeyemi",), "No such command '(not shown)'"),
    ],
)
def test_a_slip_is_one_line_with_what_was_meant(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = scrt(*words)
    assert_refused(ran, said)
    assert "Folasade" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("My return.xls", "My return.xlsx"),
        ("MY RETURN.XLSX", "My return.xlsx"),
        ("My", "My return.xlsx"),
        ("My return", "My return.xlsx"),
        ("inside\\Retrun.xlsx", "inside/Return.xlsx"),
        ("inside\\Return.xlsx", "inside/Return.xlsx"),
        ("Quite another thing.xlsx", ""),
        ("nowhere/Return.xlsx", ""),
        ("Folasade.xlsx", ""),
    ],
)
def test_a_file_that_is_not_there_brings_to_mind_one_that_is(
    typed: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inside").mkdir()
    for name in ("My return.xlsx", "inside/Return.xlsx", "Folasade Adeyemi.xlsx"):  # made up
        (tmp_path / name).write_bytes(b"made up")
    ran = scrt("check", typed, *TODAY)
    assert ran.status == 2
    (line,) = ran.faults
    assert ("Did you mean" in line) == bool(meant)
    assert meant in line
    assert "Adeyemi" not in line


def test_help_is_a_word_too() -> None:
    assert scrt("help").out == scrt("--help").out
    assert scrt("help", "template", "new").out == scrt("template", "new", "--help").out


def test_a_folder_without_a_workbook_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_refused(scrt("check", tmp_path / "empty", *TODAY), "no workbook (.xlsx or .xlsm) is in it")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"made up")
    assert_refused(scrt("demo", "--out", tmp_path / "file"), "this is a file. Please name a folder.")


@pytest.mark.skipif(os.name != "posix", reason="names are text on Windows")
def test_a_name_in_other_letters_and_one_with_a_control_character_go_through(tmp_path: Path) -> None:
    """As they come out of an archive that was packed on another system."""
    (tmp_path / "returns").mkdir()
    for number, name in enumerate((b"R\xe9turn.xlsx", b"Re\x1b[2Jturn.xlsx"), start=1):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/returns/" + name)).write_bytes(
            return_bytes(OPEN_SAR, icb=("QMF", "QKK")[number - 1])
        )
    ran = scrt_program("check", "returns", "--out", "Report.xlsx", *TODAY, cwd=tmp_path)
    assert (ran.status, ran.err) == (1, "")
    assert "R\\xe9turn.xlsx" in ran.out
    assert "Re\\x1b[2Jturn.xlsx" in ran.out
    assert "\x1b" not in ran.out
    made = scrt_program("consolidate", "returns", *MONTH, *TODAY, "--json", cwd=tmp_path)
    assert (made.status, made.err) == (0, "")
    assert sorted(one["file"] for one in made.document["files"]) == ["R\\xe9turn.xlsx", "Re\\x1b[2Jturn.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="a shell there closes streams")
def test_without_standard_output_or_with_a_full_one(tmp_path: Path) -> None:
    closed = subprocess.run(["sh", "-c", f"'{PROGRAM}' rules >&-"], capture_output=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"")
    unheard = subprocess.run(["sh", "-c", f"'{PROGRAM}' check none.xlsx 2>&-"], capture_output=True, check=False)
    assert (unheard.returncode, unheard.stdout) == (2, b"")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            ran = subprocess.run([PROGRAM, "rules"], stdout=full, stderr=subprocess.PIPE, check=False)
        assert ran.returncode == 2
        assert ran.stderr.startswith(b"scrt: What it says cannot be printed (")
        assert ran.stderr.count(b"\n") == 1
