"""`scrt pid redact`: plain text, each personal detail replaced by its kind; whole or not at all.

Every personal detail here is made up: NHS numbers of the test range 999, phone numbers that Ofcom keeps for drama.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.running import assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

TEXT = "Child A (NHS no. 999 000 0018)\r\nrang 07700 900123.\n\nSeen at the café.\n"
REDACTED = "Child A (NHS no. [nhs_number])\r\nrang [phone].\n\nSeen at the café.\n"


def test_each_personal_detail_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "new.txt"
    note.write_bytes(TEXT.encode())
    ran = scrt("pid", "redact", note, "--out", out)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"2 personal details replaced.\nWritten: {out}. Next: read it before you send it")
    assert out.read_bytes().decode() == REDACTED
    assert note.read_bytes().decode() == TEXT
    assert scrt("pid", "scan", out).status == 0


def test_from_standard_input_to_standard_output_nothing_else_is_said(tmp_path: Path) -> None:
    ran = scrt("pid", "redact", "-", "--out", "-", stdin=TEXT.encode())
    assert (ran.status, ran.out, ran.err) == (0, REDACTED, "")
    assert scrt("pid", "redact", "-", "--out", "-", stdin=b"").out == ""


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_the_output_is_utf_8(encoding: str, tmp_path: Path) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "new.txt"
    note.write_bytes(TEXT.encode(encoding))
    scrt("pid", "redact", note, "--out", out)
    assert out.read_bytes().decode("utf-8") == REDACTED


def test_a_source_is_never_written_over(tmp_path: Path) -> None:
    note, link = tmp_path / "note.txt", tmp_path / "link.txt"
    note.write_bytes(TEXT.encode())
    link.symlink_to(note)
    for out in (note, tmp_path / "." / "note.txt", link):
        assert_refused(scrt("pid", "redact", note, "--out", out), "one of the files to read")
    assert note.read_bytes().decode() == TEXT


def test_a_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(return_bytes(OPEN_SAR))
    assert_refused(scrt("pid", "redact", tmp_path / "a.xlsx", "--out", tmp_path / "b.txt"), "only plain text")
    assert not (tmp_path / "b.txt").exists()


def test_without_a_text_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "new.txt"
    assert_refused(scrt("pid", "redact", tmp_path / "none.txt", "--out", out), "no such file")
    (tmp_path / "binary").write_bytes(b"a\0b")
    assert_refused(scrt("pid", "redact", tmp_path / "binary", "--out", out), "neither plain text")
    assert not out.exists()
    (tmp_path / "note.txt").write_bytes(TEXT.encode())
    assert_refused(scrt("pid", "redact", tmp_path / "note.txt", "--out", tmp_path / "no" / "new.txt"), "does not exist")
