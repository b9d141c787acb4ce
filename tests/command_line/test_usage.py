"""The door itself: help, wrong options, streams, and what happens when everything else fails."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import time
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest

from addin.command_line import catalogue, demo
from addin.command_line.commands import COMMANDS as FIRST_WORDS
from addin.command_line.commands import what_follows
from addin.command_line.completed import audiences as completed_audiences
from addin.command_line.files import save
from tests.command_line.running import PROGRAM, TODAY, assert_refused, scrt, scrt_program
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

COMMANDS = [
    ("demo",),
    ("template", "new"),
    ("template", "inspect"),
    ("template", "upgrade"),
    ("import",),
    ("merge",),
    ("check",),
    ("pid", "scan"),
    ("pid", "redact"),
    ("consolidate",),
    ("deck",),
    ("report",),
    ("export",),
    ("reconcile",),
    ("verify-figures",),
    ("region", "new"),
    ("excel", "build"),
    ("excel", "install"),
    ("excel", "uninstall"),
    ("excel", "status"),
    ("browser", "build"),
    ("browser", "serve"),
    ("rules",),
    ("vocabulary",),
]


def test_too_little_memory_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise MemoryError

    (tmp_path / "a.xlsx").write_bytes(return_bytes(OPEN_SAR))
    monkeypatch.setattr("reports.consolidation.consolidate", too_much)
    ran = scrt("consolidate", tmp_path, "--month", "2024-10", "--out", tmp_path / "out.xlsx", *TODAY)
    assert_refused(ran, "not enough memory", "--no-cases")


@pytest.mark.parametrize("words", [("-h",), ("--help",)])
def test_help_names_every_command(words: tuple[str, ...]) -> None:
    ran = scrt(*words)
    names = ["demo", "template", "import", "check", "pid", "consolidate", "verify-figures", "excel", "browser", "rules"]
    for name in (*names, "deck", "report", "export", "merge", "reconcile", "region", "vocabulary"):
        assert f"  {name} " in ran.out


def test_the_bare_command_shows_what_people_do_and_each_example_is_a_real_command() -> None:
    ran = scrt()
    assert (ran.status, ran.err) == (0, "")
    examples = [shlex.split(line[line.index("scrt ") :]) for line in ran.out.splitlines() if line.startswith("  ")]
    assert len(examples) == 5
    for _, *words in examples:
        names = tuple(word for word in words[:2] if word.isalpha())
        command = next(known for known in COMMANDS if known == names[: len(known)])
        options = {word for word in words if word.startswith("--")}
        assert options <= set(re.findall(r"--[a-z-]+", scrt(*command, "--help").out))


def test_the_version_is_that_of_the_package() -> None:
    assert scrt("--version").out == f"scrt {version('scrt')}\n"


SHELLS = ["bash", "zsh", "fish", "powershell"]


def completed(words: str, shell: str) -> str:
    """What a shell is given for the last word when somebody presses TAB behind it."""
    last = words.rpartition(" ")[2]
    asked = {
        "bash": {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))},
        "zsh": {"_TYPER_COMPLETE_ARGS": words},
        "fish": {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_WORD_TO_COMPLETE": last},
    }[shell]
    environment = {**os.environ, **asked, "_SCRT_COMPLETE": f"complete_{shell}"}
    return subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_words_are_completed_in_the_shell(shell: str) -> None:
    told = completed("scrt con", shell)
    assert "consolidate" in told
    assert "check" not in told.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_values_are_completed_with_what_they_mean(shell: str) -> None:
    told = completed("scrt template new a.xlsx --icb QM", shell)
    assert "QMF" in told
    assert "QKK" not in told
    assert ("North East London" in told) is (shell != "bash")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("scrt consolidate a.xlsx --month 20", f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"),
        ("scrt report a.xlsx --from 20", f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"),
        ("scrt consolidate a.xlsx --region Lon", "London"),
        ("scrt consolidate a.xlsx --region North\\ E", ""),
        ("scrt consolidate a.xlsx --region Ea", "East\\ of\\ England"),
        ("scrt consolidate a.xlsx --organisations c", "current"),
        ("scrt export a.xlsx --audience ", "internal\nicb\nexternal"),
        ("scrt region new Mid", "Midlands"),
        ("scrt vocabulary them", "themes"),
    ],
)
def test_every_option_with_a_choice_offers_it(words: str, offered: str) -> None:
    assert completed(words, "bash").split("\n")[: offered.count("\n") + 1] == offered.split("\n")


@pytest.mark.parametrize(
    "words",
    [("consolidate", "none.xlsx", "--month", "2024-10", "--out", "b.xlsx"), ("export", "none.xlsx", "--out", "b")],
)
def test_what_is_offered_for_an_audience_is_understood(words: tuple[str, ...]) -> None:
    for kind, _ in completed_audiences():
        ran = scrt(*words, "--audience", kind, *(("--icb", "QMF") if kind == "icb" else ()))
        assert_refused(ran, "there is no such file")


def test_open_shows_what_was_written_and_nothing_where_nothing_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("typer.launch", lambda path: shown.append(path) or 0)
    made = tmp_path / "a b\N{LATIN SMALL LETTER E WITH ACUTE}.xlsx"
    assert scrt("template", "new", str(made), "--rows", "5").status == 0
    assert shown == []
    assert scrt("template", "new", str(tmp_path / "c.xlsx"), "--rows", "5", "--open").status == 0
    assert shown == [str(tmp_path / "c.xlsx")]
    assert_refused(scrt("check", str(made), "--open"), "--out REPORT.xlsx")
    assert_refused(scrt("consolidate", "none.xlsx", "--month", "2024-10", "--out", str(made), "--open"), "none.xlsx")
    assert shown == [str(tmp_path / "c.xlsx")]


def test_where_nothing_opens_files_the_command_says_so_and_keeps_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.launch", lambda _path: 1)
    ran = scrt("template", "new", str(tmp_path / "c.xlsx"), "--rows", "5", "--open")
    assert ran.status == 0
    assert ran.err.endswith("no program opened it. Please open it yourself.\n")


@pytest.mark.parametrize("words", [("check",), ("template", "inspect"), ("pid", "scan")])
def test_an_address_in_the_cloud_is_told_from_a_missing_file(words: tuple[str, ...]) -> None:
    address = "https://example.sharepoint.com/sites/made-up/Return.xlsx"
    ran = scrt(*words, address)
    assert ran.status == 2
    assert "sync or download" in ran.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    ran = scrt(*command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: scrt {' '.join(command)} [OPTIONS]")


def test_no_command_is_untested() -> None:
    named = {
        (word, one.name) if door.registered_callback else (word,)
        for word, door in ((word, what_follows(word)) for word in FIRST_WORDS)
        for one in door.registered_commands
    }
    assert named == set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek", "a.xlsx"), "'chek'"),
        (("check",), "FILE..."),
        (("check", "a.xlsx", "--jsn"), "--jsn"),
        (("check", "a.xlsx", "--today", "yesterday"), "YYYY-MM-DD"),
        (("check", "a.xlsx", "--today", "2024-02-30"), "2024-02-30"),
        (("check", "a.xlsx", "--today"), "--today"),
        (("consolidate",), "PATH..."),
        (("consolidate", "a.xlsx"), "--month"),
        (("consolidate", "a.xlsx", "--month", "2024-10"), "--out"),
        (("consolidate", "a.xlsx", "--month", "October", "--out", "b.xlsx"), "YYYY-MM"),
        (("consolidate", "a.xlsx", "--month", "2024-13", "--out", "b.xlsx"), "2024-13"),
        (("consolidate", "a.xlsx", "--month", "2024-10-31", "--out", "b.xlsx"), "YYYY-MM"),
        (("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.xlsx", "--region", "Londn"), "London"),
        (("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.xlsx", "--accept-month", "QMF"), "CODE=YYYY-MM"),
        (("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.xlsx", "--accept-month", "QMF=9"), "YYYY-MM"),
        (("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.xlsx", "--accept-month", "QZZ=2024-09"), "QZZ"),
        (("consolidate", "a.xlsx", "--month", "2024-10", "--out", "b.csv"), ".xlsx"),
        (("deck", "a.xlsx"), "--out"),
        (("deck", "a.xlsx", "--out", "b.pdf"), ".pptx"),
        (("deck", "a.xlsx", "--out", "b.pptx"), "there is no such file"),
        (("report", "a.xlsx", "--from", "2024-05", "--to", "2024-10"), "--out"),
        (("report", "a.xlsx", "--from", "May", "--to", "2024-10", "--out", "b.docx"), "YYYY-MM"),
        (("report", "a.xlsx", "--from", "2024-05", "--to", "2024-10", "--out", "b.doc"), ".docx"),
        (("report", "a.xlsx", "--from", "2024-05", "--to", "2024-10", "--out", "b.docx"), "there is no such file"),
        (("import", "a.xlsx"), "--out"),
        (("import", "a.xlsx", "--out", "b.csv"), ".xlsx"),
        (("import", "a.xlsx", "--out", "b.xlsx"), "there is no such file"),
        (("import", "a.xlsx", "--out", "b.xlsx", "--icb", "QZZ"), "QZZ"),
        (("import", "a.xlsx", "--out", "b.xlsx", "--month", "October"), "YYYY-MM"),
        (("template", "nwe"), "nwe"),
        (("template", "new"), "OUT.xlsx"),
        (("template", "new", "a.xlsx", "--rows", "0"), "--rows"),
        (("template", "new", "a.xlsx", "--rows", "many"), "--rows"),
        (("pid", "sacn"), "sacn"),
        (("pid", "scan", "a.txt", "b.txt"), "b.txt"),
        (("pid", "redact", "a.txt"), "--out"),
        (("pid", "redact", "--out", "b.txt"), "FILE|-"),
        (("excel", "build"), "--out"),
        (("excel", "instal"), "instal"),
        (("rules", "A01"), "A01"),
        (("vocabulary", "thems"), "Did you mean themes?"),
        (("vocabulary", "themes", "learning"), "learning"),
        (("demo", "here"), "here"),
    ],
)
def test_what_is_asked_wrongly_is_one_line_and_status_2(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(scrt(*words), said)
    assert list(tmp_path.iterdir()) == []


def test_the_program_keeps_its_streams_apart(tmp_path: Path) -> None:
    ran = scrt_program("check", "none.xlsx", "--json", cwd=tmp_path)
    assert ran.status == 2
    assert ran.document["files"][0]["status"] == "refused"
    assert ran.faults == ["scrt: none.xlsx: there is no such file or folder. Please check the path."]
    assert_refused(scrt_program("check", cwd=tmp_path), "FILE...")


def test_a_crash_of_our_own_is_one_line_without_the_text_that_it_carries(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*, as_json: bool) -> int:
        raise ValueError("999 000 0018")  # made up

    monkeypatch.setattr(catalogue, "run_rules", crash)
    ran = scrt("rules")
    assert_refused(ran, "our own fault", "ValueError", "test_usage.py line")
    assert "999" not in ran.err


def test_stopping_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*, as_json: bool) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(catalogue, "run_rules", stop)
    ran = scrt("rules")
    assert (ran.status, ran.out) == (130, "")
    assert ran.faults == ["scrt: Stopped. No half-written file was left behind."]


def test_stopping_names_what_is_written_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(out: Path) -> int:
        save(out / "Template.xlsx", b"made up")
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "run", stop)
    ran = scrt("demo", "--out", tmp_path)
    written = tmp_path / "Template.xlsx"
    assert ran.faults == [f"scrt: Stopped. No half-written file was left behind. Written and whole: {written}."]
    assert [path.name for path in tmp_path.iterdir()] == ["Template.xlsx"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C goes to a whole group of processes there")
@pytest.mark.parametrize("seconds", [0.05, 0.6, 1.8])
def test_ctrl_c_at_any_moment_is_one_line_and_leaves_no_part(seconds: float, tmp_path: Path) -> None:
    (tmp_path / "returns").mkdir()
    for icb in ("QMF", "QKK"):
        (tmp_path / "returns" / f"{icb}.xlsx").write_bytes(return_bytes(OPEN_SAR, icb=icb))
    words = ("consolidate", "returns", "--month", "2024-10", "--out", "Summary.xlsx", "--jobs", "2", *TODAY)
    started = subprocess.Popen(
        [PROGRAM, *words], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=60)
    # Before its first line runs, Python itself has the word.
    if started.returncode == 130:
        assert said.decode().startswith("scrt: Stopped. No")
        assert said.count(b"\n") == 1
    assert {path.name for path in tmp_path.iterdir()} <= {"returns", "Summary.xlsx"}


def test_json_is_plain_ascii_whatever_the_pipe_takes(tmp_path: Path) -> None:
    (tmp_path / "Kélé’s return.xlsx").write_bytes(return_bytes(OPEN_SAR))
    ran = scrt_program("check", "Kélé’s return.xlsx", "--json", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert ran.err == ""
    assert ran.out.isascii()
    assert ran.document["files"][0]["file"] == "Kélé’s return.xlsx"


def test_a_name_that_the_pipe_cannot_show_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "Kélé.xlsx").write_bytes(return_bytes(OPEN_SAR))
    ran = scrt_program("check", "Kélé.xlsx", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert ran.err == ""
    assert "K\\xe9l\\xe9.xlsx: 1 record" in ran.out


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a pipe otherwise")
@pytest.mark.parametrize("words", [("rules",), ("rules", "--json"), ("vocabulary", "statuses")])
def test_a_reader_that_stops_reading_sees_no_traceback(words: tuple[str, ...]) -> None:
    with subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_two_spellings_of_help_are_one() -> None:
    assert scrt("-h").out == scrt("--help").out


@pytest.mark.parametrize("words", [("rules", "--json"), ("vocabulary", "--json"), ("vocabulary", "themes", "--json")])
def test_json_is_one_document_and_carries_its_version(words: tuple[str, ...]) -> None:
    ran = scrt_program(*words)
    assert (ran.status, ran.err) == (0, "")
    _, end = json.JSONDecoder().raw_decode(ran.out)
    assert ran.out[end:] == "\n"
    assert ran.document["version"] == 1


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [
        ("QMF 2024-10.xlsx", True),
        ("North East London, October 2024 (final).xlsx", True),
        ("Adult B and Child Q.xlsx", True),
        ("Folasade Adeyemi.xlsx", False),
        ("case_of_Folasade_Adeyemi.xlsx", False),
        ("Folasade Adeyemi/Return.xlsx", False),
    ],
)
def test_a_file_whose_name_names_a_person_is_never_named(tmp_path: Path, name: str, is_shown: bool) -> None:
    """The name is made up."""
    file = tmp_path / "returns" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no workbook")
    ran = scrt("consolidate", tmp_path / "returns", "--month", "2024-10", "--out", tmp_path / "Summary.xlsx", *TODAY)
    assert ran.status == 2
    assert (name in ran.err) is is_shown
    assert ("file 1 (name withheld)" in ran.err) is not is_shown
    assert "Folasade" not in ran.out + ran.err
