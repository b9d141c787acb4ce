"""Text as Windows programs save it: other ends of lines, a mark at the beginning, UTF-16; it means the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.command_line.passwords import passwords_from
from addin.command_line.region_packs import region_asked
from tests.command_line.running import scrt
from validators.regions import PACK_FILES

TABLE = "Ref,Review type,Status\n1,SAR Adult,Open\n2,DHR Adult,Closed\n"
MARK = b"\xef\xbb\xbf"


def as_windows(text: str) -> bytes:
    return MARK + text.replace("\n", "\r\n").encode()


def test_a_table_is_the_same_whatever_ends_its_lines_and_however_it_is_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    forms = [TABLE.encode(), as_windows(TABLE), TABLE.replace("\n", "\r").encode()]
    forms += [TABLE.replace("\n", "\r\n").replace(",", sign).encode("utf-16") for sign in ",\t;"]
    told = []
    for number, content in enumerate(forms):
        Path("old.csv").write_bytes(content)
        ran = scrt("import", "old.csv", "--out", f"{number}.xlsx", "--json")
        assert ran.err == ""
        told.append({key: ran.document[key] for key in ("records", "columns", "cells")})
    assert told[0]["records"] == 2
    assert told == told[:1] * len(forms)


def test_a_mapping_file_that_notepad_saved_decides_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.csv").write_bytes(as_windows(TABLE))
    first = scrt("import", "old.csv", "--out", "new.xlsx", "--json").document
    mapping = Path(first["mapping"])
    mapping.write_bytes(as_windows(mapping.read_text(encoding="utf-8")))
    again = scrt("import", "old.csv", "--out", "new.xlsx", "--mapping", mapping, "--json")
    assert (again.status, again.err) == (0, "")
    became = [[one["becomes"] for one in told["columns"]] for told in (first, again.document)]
    assert became[0] == became[1]


def test_a_region_s_pack_that_notepad_saved_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert scrt("region", "new", "London", "--out", "pack").status == 0
    before = region_asked("pack")
    assert before[1] is not None
    for name in PACK_FILES:
        file = Path("pack", name)
        if file.exists():
            file.write_bytes(as_windows(file.read_bytes().decode().replace("\r\n", "\n")))
    assert region_asked("pack") == before


def test_a_password_file_that_notepad_saved_opens_the_same_workbooks(tmp_path: Path) -> None:
    file = tmp_path / "passwords.toml"
    file.write_bytes(as_windows("'QMF*.xlsx' = 'made up'\n'*' = 'another'\n"))
    file.chmod(0o600)
    known = passwords_from(file)
    assert [known.for_file(name) for name in ("QMF 2024-10.xlsx", "QKK.xlsx")] == ["made up", "another"]
