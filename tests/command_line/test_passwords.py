"""Locked returns: opened with a password that nothing ever shows, or set aside with a sentence; and locked outputs."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import msoffcrypto
import openpyxl
import pytest

from addin.command_line import passwords as passwords_module
from addin.command_line.files import given_files
from addin.command_line.locked_files import locked, unlocked
from addin.command_line.passwords import Passwords, ask_for_missing, opening_with, read_unlocked
from addin.summaries import summary_of_folder
from tests import libreoffice
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from workbook_templates.faults import FileFault
from workbook_templates.reading.file_kinds import is_locked

# Made up; nothing may show it.
OPENS = "correct-horse-é"
OTHER = "battery-staple"


@cache
def locked_once(content: bytes) -> bytes:
    """Locked as every test wants it; what makes guessing dear makes each locking dear."""
    return locked(content, OPENS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "QMF.xlsx").write_bytes(locked_once(return_bytes(OPEN_SAR)))
    (tmp_path / "returns" / "QKK.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    return tmp_path


def password_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "passwords.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def consolidate(folder: Path, *words: object) -> Ran:
    return scrt(
        "consolidate", folder / "returns", "--month", "2024-10", "--out", folder / "Summary.xlsx", *TODAY, *words
    )


def shows_no_password(*ran: Ran) -> bool:
    return not any(word in one.out + one.err for one in ran for word in (OPENS, OTHER, "horse", "staple"))


def test_a_locked_return_is_counted_with_its_password(folder: Path) -> None:
    known = password_file(folder, f"'QMF*.xlsx' = '{OPENS}'\n'*.xlsx' = '{OTHER}'")
    ran = consolidate(folder, "--password-file", known, "--json")
    assert (ran.status, ran.document["total"]) == (0, 2)
    file = next(one for one in ran.document["files"] if one["file"] == "QMF.xlsx")
    on_disk = (folder / "returns" / "QMF.xlsx").read_bytes()
    assert file["sha256"] == hashlib.sha256(on_disk).hexdigest()
    assert shows_no_password(ran)
    assert {path.name for path in folder.iterdir()} == {"returns", "passwords.toml", "Summary.xlsx"}


@pytest.mark.parametrize(
    ("text", "said"),
    [(f"'QMF*.xlsx' = '{OTHER}'", "the one that is known for it does not open it"), ("", "none is known for it")],
)
def test_a_wrong_or_missing_password_sets_that_file_aside(text: str, said: str, folder: Path) -> None:
    ran = consolidate(folder, "--password-file", password_file(folder, text))
    assert ran.status == 1
    (line,) = ran.faults
    assert line.startswith("scrt: QMF.xlsx: set aside. The workbook is locked with a password, and ")
    assert said in line
    assert "please" in line
    assert shows_no_password(ran)


def test_a_check_takes_passwords_too(folder: Path) -> None:
    path = folder / "returns" / "QMF.xlsx"
    known = password_file(folder, f"'QMF*.xlsx' = '{OPENS}'")
    ran = scrt("check", path, "--password-file", known, "--json", *TODAY)
    assert ran.document["files"][0]["rows"] == 1
    without = scrt("check", path, *TODAY)
    assert without.status == 2
    assert "none is known for it" in without.err
    assert shows_no_password(ran, without)


def test_a_password_that_was_left_out_is_not_asked_for_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(passwords_module, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(passwords_module, "getpass", lambda prompt, **_: asked.append(prompt) or "")
    ran = scrt("merge", folder / "returns" / "QMF.xlsx", folder / "returns" / "QKK.xlsx", "--out", folder / "New.xlsx")
    assert_refused(ran, "QMF.xlsx", "locked with a password")
    assert len(asked) == 1


def test_behind_a_button_no_option_of_the_command_line_is_named(folder: Path) -> None:
    made = summary_of_folder(
        folder / "returns", "2024-10", today=date(2024, 11, 5), tell=lambda _: None, refuse=lambda _: None
    )
    sources = openpyxl.load_workbook(made.path)["Sources"]
    (reason,) = [cell.value for row in sources.iter_rows() for cell in row if "password" in str(cell.value)]
    assert "please open it in Excel, take the password off" in reason
    assert "--" not in reason


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602])
def test_a_password_file_that_others_can_read_is_refused(mode: int, folder: Path) -> None:
    known = password_file(folder, f"'*' = '{OPENS}'", mode)
    assert_refused(consolidate(folder, "--password-file", known), "others can read this password file", "chmod 600")


@pytest.mark.parametrize("text", [f"'*' = {OPENS}", f"'*' = ['{OPENS}']", f"'' = '{OPENS}'", "'*' = ''", OPENS])
def test_a_password_file_that_is_none_is_refused_without_a_word_of_it(text: str, folder: Path) -> None:
    ran = consolidate(folder, "--password-file", password_file(folder, text))
    assert_refused(ran, "passwords.toml", "Please write a line for each pattern")
    assert shows_no_password(ran)


def test_passwords_are_shown_by_nothing() -> None:
    known = Passwords((("*", OPENS),))
    for shown in (repr(known), str(known), f"{known!r:>40}", str([known]), str({"a": known})):
        assert OPENS not in shown
    assert pickle.loads(pickle.dumps(known)).for_file("a.xlsx") == OPENS  # noqa: S301 - made here


def test_the_first_pattern_that_matches_holds() -> None:
    known = Passwords((("adults/*.xlsx", "a"), ("Q*.xlsx", "b"), ("*", "c")))
    assert [known.for_file(name) for name in ("x/adults/Q.xlsx", "x/Q.xlsx", "x/z.xlsx")] == ["a", "b", "c"]
    assert Passwords((("a[[]1].xlsx", "d"),)).for_file("/x/a[1].xlsx") == "d"


def test_somebody_at_a_terminal_is_asked_once_for_each_locked_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(passwords_module, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(passwords_module, "getpass", lambda prompt, **_: asked.append(prompt) or OPENS)
    files = given_files(sorted((folder / "returns").iterdir()))
    with opening_with(None):
        ask_for_missing(files)
        ask_for_missing(files)
        assert len(asked) == 1
        assert asked[0].endswith("QMF.xlsx (Enter to leave it out): ")
        assert all(read_unlocked(file).startswith(b"PK") for file in files)
    assert is_locked(read_unlocked(files[1]))


def test_the_keyring_is_asked_where_it_is_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KeyringError(Exception):
        pass

    def get_password(service: str, user: str) -> str | None:
        if user == "QKK.xlsx":
            raise KeyringError(OPENS)
        return OPENS if (service, user) == ("scrt", "QMF.xlsx") else None

    stand_in: Any = ModuleType("keyring")
    stand_in.get_password = get_password
    monkeypatch.setitem(sys.modules, "keyring", stand_in)
    monkeypatch.setitem(sys.modules, "keyring.errors", SimpleNamespace(KeyringError=KeyringError))
    (folder / "returns" / "QKK.xlsx").write_bytes(locked(return_bytes(OPEN_SAR, icb="QKK"), OTHER))
    ran = consolidate(folder, "--json")
    assert {one["file"]: one["status"] for one in ran.document["files"]} == {
        "QKK.xlsx": "set aside",
        "QMF.xlsx": "counted",
    }
    assert shows_no_password(ran)


def test_a_summary_is_protected_and_read_again_next_month(folder: Path) -> None:
    known = password_file(folder, f"'QMF*.xlsx' = '{OPENS}'\n'Summary*.xlsx' = '{OTHER}'")
    words = ("--password-file", known, "--protect")
    assert consolidate(folder, *words).status == 0
    out = folder / "Summary.xlsx"
    with pytest.raises(FileFault):
        unlocked(out.read_bytes(), None)
    book = openpyxl.load_workbook(BytesIO(unlocked(out.read_bytes(), OTHER)))
    assert "Summary" in book.sheetnames
    # A protected summary among the returns is known for what it is, and written anew.
    again = scrt("consolidate", folder / "returns", out, "--month", "2024-10", "--out", out, *TODAY, *words)
    assert (again.status, again.err) == (0, "")
    november = [folder / "november.xlsx"]
    november[0].write_bytes(return_bytes(OPEN_SAR, month=date(2024, 11, 30)))
    ran = scrt(
        "consolidate", *november, "--month", "2024-11", "--previous", out, "--release", out,
        "--out", folder / "Summary 2.xlsx", *TODAY, *words,
    )  # fmt: skip
    assert ran.status == 0
    assert shows_no_password(again, ran)


def test_what_is_to_be_protected_needs_a_password(folder: Path) -> None:
    ran = consolidate(folder, "--protect")
    assert_refused(ran, "Summary.xlsx", "there is no password to protect it with", "Please")
    assert not (folder / "Summary.xlsx").exists()


@pytest.mark.parametrize("turns", [b'spinCount="99999999"', b"<!DOCTYPE a>"])
def test_how_a_file_is_locked_keeps_nobody_busy(turns: bytes, folder: Path) -> None:
    content = (folder / "returns" / "QMF.xlsx").read_bytes()
    assert content.count(b'spinCount="100000"') == 1
    spoilt = content.replace(b'spinCount="100000"', turns.ljust(18))
    with pytest.raises(FileFault, match="damaged"):
        unlocked(spoilt, OPENS)


def test_a_locked_file_that_is_broken_is_damaged(folder: Path) -> None:
    content = (folder / "returns" / "QMF.xlsx").read_bytes()
    for end in (600, 2_000, len(content) // 2):
        with pytest.raises(FileFault):
            unlocked(content[:end] + b"EncryptedPackage".decode().encode("utf-16-le"), OPENS)


def test_it_is_locked_as_office_locks_it() -> None:
    file = msoffcrypto.OfficeFile(BytesIO(locked(return_bytes(OPEN_SAR), OPENS)))
    assert file.type == "agile"
    assert file.info["passwordHashAlgorithm"] == "SHA512"
    assert (file.info["passwordKeyBits"], file.info["spinValue"]) == (256, 100_000)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_protected_summary_opens_in_libreoffice_with_its_password(folder: Path) -> None:
    known = password_file(folder, f"'QMF*.xlsx' = '{OPENS}'\n'Summary.xlsx' = '{OTHER}'")
    consolidate(folder, "--password-file", known, "--protect")
    values = libreoffice.opened(folder / "Summary.xlsx", password=OTHER).values
    assert any("2 reviews" in str(cell) or cell == 2 for cell in values["Summary"].values())


@pytest.mark.parametrize(
    "command",
    [
        ("template", "inspect", "QMF.xlsx"),
        ("template", "upgrade", "QMF.xlsx", "--out", "New.xlsx"),
        ("merge", "QMF.xlsx", "Other.xlsx", "--out", "New.xlsx"),
        ("import", "QMF.xlsx", "--out", "New.xlsx"),
        ("reconcile", "QMF.xlsx", "Other.xlsx"),
        ("pid", "scan", "QMF.xlsx"),
        ("verify-figures", "QMF.xlsx"),
        ("deck", "QMF.xlsx", "--out", "New.pptx"),
        ("report", "QMF.xlsx", "--from", "2024-10", "--to", "2024-10", "--out", "New.docx"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_command_that_reads_a_workbook_opens_a_locked_one(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    right, wrong = password_file(tmp_path, f"'*' = '{OPENS}'"), tmp_path / "wrong.toml"
    wrong.write_text(f"'*' = '{OTHER}'", encoding="utf-8")
    wrong.chmod(0o600)
    parts = {"QMF.xlsx": return_bytes(OPEN_SAR), "Other.xlsx": return_bytes(OPEN_SAR, part="Adults")}
    for name, content in parts.items():
        Path(name).write_bytes(content)
    day = () if command[0] in ("import", "pid", "verify-figures", "report") or "inspect" in command else TODAY

    def ran(*more: object) -> Ran:
        for old in tmp_path.glob("New*"):
            old.unlink()
        return scrt(*command, *more, *day)

    open_to_all = ran()
    for name, content in parts.items():
        Path(name).write_bytes(locked_once(content))
    with_password, refused, unknown = ran("--password-file", right), ran("--password-file", wrong), ran()
    assert (with_password.status, with_password.out, with_password.err) == (
        open_to_all.status, open_to_all.out, open_to_all.err,
    )  # fmt: skip
    assert refused.status == 2
    assert "does not open it" in refused.err
    assert "QMF.xlsx" in refused.err
    assert "password" in unknown.err
    assert shows_no_password(with_password, refused, unknown)


def test_a_deck_and_a_report_are_locked_and_the_words_in_a_locked_report_are_kept(folder: Path) -> None:
    known, summary = password_file(folder, f"'*' = '{OPENS}'"), folder / "Summary.xlsx"
    assert consolidate(folder, "--password-file", known, "--protect").status == 0
    deck, report = folder / "Deck.pptx", folder / "Report.docx"
    period = ("--from", "2024-10", "--to", "2024-10")
    for words in (("deck", summary, "--out", deck, *TODAY), ("report", summary, *period, "--out", report)) * 2:
        ran = scrt(*words, "--password-file", known, "--protect")
        assert (ran.status, shows_no_password(ran)) == (0, True)
    for path in (deck, report):
        assert unlocked(path.read_bytes(), OPENS).startswith(b"PK")
        assert not path.read_bytes().startswith(b"PK")
