"""The region reviews what may be a personal detail: the list holds places and no text, and lets through what it says.

Every person and number here is made up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.table_reading import table

POSSIBLE = "Folasade"
CERTAIN = "folasade.adeyemi@example.org"
OVERVIEW = f"The sister {POSSIBLE} was told. Write to {CERTAIN}."
ROW = {**OPEN_SAR, "Record no.": 7, "Overview": OVERVIEW}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "QMF.xlsx").write_bytes(return_bytes(ROW))
    return tmp_path


def consolidate(folder: Path, out: str, *words: object) -> Ran:
    return scrt("consolidate", folder / "returns", "--month", "2024-10", "--out", folder / out, *TODAY, *words)


def answered(path: Path, change: Callable[[dict[str, Any]], None], to: Path) -> Path:
    """The list with its answers, as the sheet saved as CSV."""
    rows = table(path, "release")
    for row in rows:
        change(row)
    target = io.StringIO()
    writer = csv.DictWriter(target, fieldnames=list(rows[0]), delimiter=";" if "semicolon" in to.name else ",")
    writer.writeheader()
    writer.writerows(rows)
    above = "Safeguarding case reviews: London\r\n\r\n"
    to.write_text(above + target.getvalue(), encoding="cp1252" if "semicolon" in to.name else "utf-8-sig", newline="")
    return to


def yes(row: dict[str, Any]) -> None:
    row["Release"] = "Yes"


def overview(folder: Path, out: str) -> str:
    (case,) = table(folder / out, "cases")
    return str(case["Overview"])


def withheld(folder: Path, out: str) -> dict[str, Any]:
    (line,) = [line for line in table(folder / out, "withheld") if line["ICB code"] == "QMF"]
    return line


def test_the_list_names_each_possible_place_and_never_its_text(folder: Path) -> None:
    assert consolidate(folder, "a.xlsx").status == 0
    (line,) = table(folder / "a.xlsx", "release")
    start = OVERVIEW.index(POSSIBLE) + 1
    shown = {key: line[key] for key in ("File", "ICB code", "Record no.", "Row", "Column", "Kind", "Start", "Length")}
    assert shown == {
        "File": "QMF.xlsx", "ICB code": "QMF", "Record no.": 7, "Row": 5, "Column": "Overview", "Kind": "name",
        "Start": start, "Length": len(POSSIBLE),
    }  # fmt: skip
    assert line["Release"] == "no"
    assert POSSIBLE not in str(line)
    assert overview(folder, "a.xlsx") == (
        "The sister [withheld: possible name] was told. Write to [withheld: e-mail address]."
    )
    counts = withheld(folder, "a.xlsx")
    assert [counts[key] for key in ("Certain withheld", "Possible withheld", "Possible released")] == [1, 1, 0]


@pytest.mark.parametrize("name", ["list.csv", "list semicolon.csv"])
def test_what_is_released_is_let_through_and_nothing_else(folder: Path, name: str) -> None:
    consolidate(folder, "a.xlsx")
    ran = consolidate(folder, "b.xlsx", "--release", answered(folder / "a.xlsx", yes, folder / name))
    assert (ran.status, ran.err) == (0, "")
    assert overview(folder, "b.xlsx") == f"The sister {POSSIBLE} was told. Write to [withheld: e-mail address]."
    counts = withheld(folder, "b.xlsx")
    assert [counts[key] for key in ("Certain withheld", "Possible withheld", "Possible released")] == [1, 0, 1]
    assert [line["Release"] for line in table(folder / "b.xlsx", "release")] == ["yes"]


def test_the_answered_summary_itself_is_the_list(folder: Path) -> None:
    consolidate(folder, "a.xlsx")
    book = openpyxl.load_workbook(folder / "a.xlsx")
    sheet = book["Release"]
    last = sheet.tables["release"].ref.partition(":")[2]
    assert sheet[last].value == "no"
    sheet[last].value = "yes"
    book.save(folder / "a.xlsx")
    assert consolidate(folder, "b.xlsx", "--release", folder / "a.xlsx").status == 0
    assert POSSIBLE in overview(folder, "b.xlsx")
    consolidate(folder, "c.xlsx", "--release", folder / "b.xlsx")
    assert (folder / "c.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_a_decision_holds_for_the_very_bytes_of_the_return(folder: Path) -> None:
    consolidate(folder, "a.xlsx")
    reviewed = answered(folder / "a.xlsx", yes, folder / "list.csv")
    (folder / "returns" / "QMF.xlsx").write_bytes(return_bytes({**ROW, "Comments": "One word more."}))
    ran = consolidate(folder, "b.xlsx", "--release", reviewed)
    assert ran.status == 0
    assert "list.csv: 1 released place of the list let nothing through" in ran.err
    assert POSSIBLE not in overview(folder, "b.xlsx")


def test_what_is_certain_is_never_released(folder: Path) -> None:
    consolidate(folder, "a.xlsx")

    def point_at_the_address(row: dict[str, Any]) -> None:
        row |= {"Release": "yes", "Kind": "email", "Start": OVERVIEW.index(CERTAIN) + 1, "Length": len(CERTAIN)}

    reviewed = answered(folder / "a.xlsx", point_at_the_address, folder / "list.csv")
    ran = consolidate(folder, "b.xlsx", "--release", reviewed)
    assert "let nothing through" in ran.err
    assert CERTAIN not in overview(folder, "b.xlsx")


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        ("Release", "perhaps", "Line 4 of the list: the column Release says neither yes nor no."),
        ("Start", "x", "Line 4 of the list is not as S-CRT wrote it."),
        ("SHA-256", "00", "Line 4 of the list is not as S-CRT wrote it."),
        ("Kind", f"of {POSSIBLE}", "Line 4 of the list is not as S-CRT wrote it."),
    ],
)
def test_a_spoiled_list_is_refused_by_its_line(folder: Path, header: str, value: str, said: str) -> None:
    consolidate(folder, "a.xlsx")

    def spoil(row: dict[str, Any]) -> None:
        row[header] = value

    reviewed = answered(folder / "a.xlsx", spoil, folder / "list.csv")
    ran = consolidate(folder, "b.xlsx", "--release", reviewed)
    assert_refused(ran, "list.csv", said)
    assert POSSIBLE not in ran.err
    assert not (folder / "b.xlsx").exists()


HEADERS = "SHA-256,Row,Column,Kind,Start,Length,Release"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"nothing", b"\xff\xfe\x00", b"\x81\x8d", b"PK\x03\x04", b"a;b\r\n1;2\r\n",
        f'{HEADERS}\r\n"a"b\r\n'.encode(), HEADERS.replace(",", " ").encode(),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(folder: Path, content: bytes) -> None:
    (folder / "list.csv").write_bytes(content)
    assert_refused(consolidate(folder, "b.xlsx", "--release", folder / "list.csv"), "is no list of possible")


def test_one_place_answered_yes_and_no_is_refused_by_its_lines(folder: Path) -> None:
    consolidate(folder, "a.xlsx")
    reviewed = answered(folder / "a.xlsx", yes, folder / "list.csv")
    *_, line = reviewed.read_text(encoding="utf-8-sig").splitlines()
    with reviewed.open("a", encoding="utf-8-sig") as more:
        more.write(line.replace("Yes", "no") + "\r\n")
    ran = consolidate(folder, "b.xlsx", "--release", reviewed)
    assert_refused(ran, "Lines 4 and 5 of the list are one and the same place, answered yes and no.")
    assert not (folder / "b.xlsx").exists()


def test_the_summary_is_never_written_over_the_list(folder: Path) -> None:
    consolidate(folder, "a.xlsx")
    before = (folder / "a.xlsx").read_bytes()
    assert consolidate(folder, "a.xlsx", "--release", folder / "a.xlsx").status == 2
    assert (folder / "a.xlsx").read_bytes() == before
