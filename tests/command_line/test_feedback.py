"""`scrt consolidate --feedback FOLDER`: which files it writes, under which names, and what it never does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msoffcrypto
import pytest

from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

CODES = ("QKK", "QMF", "QMJ", "QRV", "QWE")
NAMES = sorted(f"{code} feedback 2024-10.{ending}" for code in CODES for ending in ("txt", "xlsx"))


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(return_bytes(OPEN_SAR, {"Status": "Perhaps"}))
    (folder / "b.xlsx").write_bytes(b"nothing")
    return folder


def consolidate(returns: Path, folder: Path, *words: object) -> Ran:
    out = returns.parent / "Summary.xlsx"
    return scrt("consolidate", returns, "--month", "2024-10", "--out", out, "--feedback", folder, *TODAY, *words)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_icb_gets_a_workbook_and_a_text(returns: Path) -> None:
    folder = returns.parent / "feedback"
    ran = consolidate(returns, folder)
    assert ran.status == 1
    assert ran.out.splitlines()[-2] == f"Feedback for 5 ICBs: {folder}"
    assert names(folder) == NAMES
    text = (folder / "QMF feedback 2024-10.txt").read_bytes().decode()
    assert text.startswith("Subject: Safeguarding case reviews, October 2024: feedback for QMF\r\n")
    assert "We have not received your return" in (folder / "QWE feedback 2024-10.txt").read_text()


def test_json_names_what_was_written(returns: Path) -> None:
    folder = returns.parent / "feedback"
    found: Any = consolidate(returns, folder, "--json").document
    assert faults(found, "consolidate") == []
    assert sorted(Path(path).name for path in found["feedback"]) == NAMES
    assert scrt("consolidate", returns, "--month", "2024-10", "--out", returns.parent / "b.xlsx", "--json", *TODAY) \
        .document["feedback"] == []  # fmt: skip


def test_two_runs_write_the_same_bytes_also_where_the_feedback_lies_among_the_returns(returns: Path) -> None:
    consolidate(returns, returns)
    first = {path.name: path.read_bytes() for path in returns.iterdir()}
    ran = consolidate(returns, returns)
    assert [line.partition(":")[0] for line in ran.faults] == ["scrt"]
    assert {path.name: path.read_bytes() for path in returns.iterdir()} == first
    assert len(first) == len(NAMES) + 2


def test_a_return_under_the_name_of_feedback_is_read_and_never_written_over(returns: Path) -> None:
    own = returns / "QMF feedback 2024-10.xlsx"
    (returns / "a.xlsx").rename(own)
    before = own.read_bytes()
    assert_refused(consolidate(returns, returns), own.name, "one of the files to read")
    assert own.read_bytes() == before
    assert names(returns) == ["QMF feedback 2024-10.xlsx", "b.xlsx"]
    assert not (returns.parent / "Summary.xlsx").exists()


def test_a_folder_that_cannot_be_one_is_said_before_anything_is_done(returns: Path) -> None:
    assert_refused(consolidate(returns, returns / "a.xlsx"), "this is a file")
    assert_refused(consolidate(returns, returns / "none" / "feedback"), "does not exist")
    assert not (returns.parent / "Summary.xlsx").exists()


def test_where_nothing_can_be_read_nothing_is_written(returns: Path) -> None:
    (returns / "a.xlsx").unlink()
    folder = returns.parent / "feedback"
    assert consolidate(returns, folder).status == 2
    assert not folder.exists()


def test_protected_feedback_opens_with_the_password_for_its_own_name(returns: Path) -> None:
    folder, passwords = returns.parent / "feedback", returns.parent / "passwords.toml"
    words = ("--protect", "--password-file", passwords)
    passwords.write_text("'Summary.xlsx' = 'made up'\n'QMF*' = 'another'\n", encoding="utf-8")
    passwords.chmod(0o600)
    assert_refused(consolidate(returns, folder, *words), "there is no password to protect it with")
    assert not folder.exists()
    assert not (returns.parent / "Summary.xlsx").exists()
    with passwords.open("a", encoding="utf-8") as lines:
        lines.write("'*' = 'a third'\n")
    assert consolidate(returns, folder, *words).status == 1
    for name, password in (("QMF feedback 2024-10.xlsx", "another"), ("QWE feedback 2024-10.xlsx", "a third")):
        with (folder / name).open("rb") as file:
            office = msoffcrypto.OfficeFile(file)
            office.load_key(password=password, verify_password=True)
