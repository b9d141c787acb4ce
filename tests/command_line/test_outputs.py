"""What stands in the way of an output, or of a file to read, is one sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from addin.command_line import files as files_module
from addin.command_line.console import FaultSaid
from addin.command_line.files import GivenFile, read_bytes, refuse_overwriting, save
from addin.command_line.locked_files import locked
from tests.command_line.running import TODAY, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(return_bytes(OPEN_SAR))
    return path


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full, and nothing was written"),
        (errno.EDQUOT, "the disk is full, and nothing was written"),
        (errno.EROFS, "the folder can only be read"),
        (errno.EACCES, "it cannot be written. Please close it if it is open in Excel"),
        (errno.EIO, "it cannot be written (Input/output error)"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    number: int, said: str, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    out = given.with_name("Report.xlsx")
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    assert_refused(scrt("check", given, "--out", out, *TODAY), "Report.xlsx: ", said, "Please")
    assert out.read_bytes() == b"old"
    assert {path.name for path in given.parent.iterdir()} == {"a.xlsx", "Report.xlsx"}


def test_a_name_that_is_too_long_is_said(given: Path) -> None:
    out = given.with_name(f"{'long ' * 60}.xlsx")
    assert_refused(scrt("check", given, "--out", out, *TODAY), "the name is too long", "Please choose a shorter one")


def test_a_name_that_windows_does_not_take_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / f"{'x' * 230}.xlsx"
    monkeypatch.setattr(files_module, "os", SimpleNamespace(name="nt"))
    with pytest.raises(FaultSaid, match="longer than the 259 characters that Windows takes"):
        save(out, b"new")


@pytest.mark.parametrize("lock", ["~$Report.xlsx", ".~lock.Report.xlsx#"])
def test_an_output_that_somebody_has_open_is_not_replaced(lock: str, given: Path) -> None:
    out = given.with_name("Report.xlsx")
    given.with_name(lock).write_bytes(b"somebody")
    # The mark of a workbook that is gone says nothing.
    assert scrt("check", given, "--out", out, *TODAY).status in (0, 1)
    before = out.read_bytes()
    assert_refused(
        scrt("check", given, "--out", out, *TODAY), "Report.xlsx: somebody has it open in Excel", "Please close"
    )
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "lock"), [("Report.docx", "~$eport.docx"), ("October report.docx", "~$tober report.docx")]
)
def test_word_leaves_the_first_letters_out_of_its_mark(name: str, lock: str, tmp_path: Path) -> None:
    out = tmp_path / name
    out.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"somebody")
    with pytest.raises(FaultSaid, match="somebody has it open"):
        save(out, b"new")
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize("link", ["hard", "symbolic"])
def test_another_name_of_a_source_is_a_source(link: str, given: Path) -> None:
    other = given.with_name("b.xlsx")
    other.hardlink_to(given) if link == "hard" else other.symlink_to(given)
    before = given.read_bytes()
    assert_refused(scrt("check", given, "--out", other, *TODAY), "this is one of the files to read")
    assert given.read_bytes() == before
    with pytest.raises(FaultSaid):
        refuse_overwriting(other, [GivenFile(given, "a.xlsx")])


@pytest.mark.parametrize(
    "words",
    [
        ("check", "a.xlsx", "--out", "a.xlsx"),
        ("consolidate", "a.xlsx", "--month", "2024-10", "--out", "a.xlsx"),
        ("template", "upgrade", "a.xlsx", "--out", "a.xlsx"),
        ("template", "new", "a.xlsx"),
        ("import", "a.xlsx", "--out", "a.xlsx"),
        ("pid", "redact", "a.xlsx", "--out", "a.xlsx"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_no_command_writes_over_what_it_reads(
    words: tuple[str, ...], given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(given.parent)
    before = given.read_bytes()
    assert_refused(scrt(*words), "Please")
    assert given.read_bytes() == before


def test_a_return_with_a_password_is_not_replaced_by_an_empty_template(given: Path) -> None:
    content = locked(given.read_bytes(), "made up")
    given.write_bytes(content)
    assert_refused(scrt("template", "new", given), "this is a workbook with a password")
    assert given.read_bytes() == content


@pytest.mark.parametrize("told", [{"st_file_attributes": 0x400000}, {"st_flags": 0x40000000}])
@pytest.mark.parametrize("way", ["refused", "empty"])
def test_a_file_that_is_not_on_this_computer_is_said(
    told: dict[str, int], way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise OSError(errno.EIO, "The cloud file provider is not running")

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    monkeypatch.setattr(Path, "stat", lambda _: SimpleNamespace(st_size=0, st_mode=stat.S_IFREG, **told))
    if way == "refused":
        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FaultSaid, match=r"a\.xlsx: the file lies in OneDrive, .* Please open it once"):
        read_bytes(GivenFile(path, "a.xlsx"))


def test_a_file_that_is_larger_than_any_return_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(201 << 20)
    with pytest.raises(FaultSaid, match="larger than 200 MB"):
        read_bytes(GivenFile(path, "a.xlsx"))
