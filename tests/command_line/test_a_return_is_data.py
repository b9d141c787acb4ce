"""A return is data: what it holds besides values is told, and reaches no output."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.command_line.running import TODAY, Ran, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.active_workbooks import with_everything
from tests.workbook_templates.reading_workbook import edited

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?>([^<]*)</")
_RECORD = {
    **OPEN_SAR,
    "Overview": "=WEBSERVICE(A1) and @SUM(A1) | cmd",
    "Comments": "+1",
    "Link to report": "file:///made-up",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "a.xlsx").write_bytes(with_everything(return_bytes(_RECORD)))
    (tmp_path / "returns" / "b.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    return tmp_path


def consolidate(folder: Path, out: Path, *words: object) -> Ran:
    return scrt("consolidate", folder / "returns", "--month", "2024-10", "--out", out, *TODAY, *words)


def inside(path: Path) -> tuple[list[str], set[bytes]]:
    """The names of a workbook's parts and all its formulas."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return sorted(parts), {formula for part in parts.values() for formula in _FORMULA.findall(part)}


def test_nothing_of_it_reaches_the_summary(folder: Path, tmp_path: Path) -> None:
    consolidate(folder, tmp_path / "active.xlsx")
    (folder / "returns" / "a.xlsx").write_bytes(return_bytes(_RECORD))
    consolidate(folder, tmp_path / "plain.xlsx")
    assert inside(tmp_path / "active.xlsx") == inside(tmp_path / "plain.xlsx")


def test_a_text_that_looks_like_a_formula_stays_text(folder: Path, tmp_path: Path) -> None:
    consolidate(folder, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for row in book["Cases"].iter_rows() for cell in row if cell.value == _RECORD["Overview"]]
    assert [cell.data_type for cell in cells] == ["s"]


def test_sources_tell_it_in_plain_words(folder: Path, tmp_path: Path) -> None:
    found = consolidate(folder, tmp_path / "out.xlsx", "--json").document["files"]
    assert found[0]["active_content"][:2] == ["macros", "Excel 4 macros"]
    assert found[1]["active_content"] == []
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Sources"]
    rows = [[cell.value for cell in row] for row in sheet[sheet.tables["sources"].ref]]
    told = [dict(zip(rows[0], row, strict=True))["Active content"] for row in rows[1:]]
    assert "macros, Excel 4 macros, 2 links to other workbooks, 1 DDE link" in told[0]
    assert told[1] is None


def test_a_check_tells_it(folder: Path, tmp_path: Path) -> None:
    files = [folder / "returns" / "a.xlsx", folder / "returns" / "b.xlsx"]
    ran = scrt("check", *files, *TODAY, "--out", tmp_path / "report.xlsx")
    (line,) = [line for line in ran.out.splitlines() if "active content" in line]
    assert line.startswith("  active content, never run and never followed: macros, Excel 4 macros, ")
    assert all(formula.startswith(b"Overview!$") for formula in inside(tmp_path / "report.xlsx")[1])
    found = scrt("check", *files, *TODAY, "--json").document["files"]
    assert [bool(one["active_content"]) for one in found] == [True, False]


def test_an_upgrade_carries_none_of_it(folder: Path, tmp_path: Path) -> None:
    """The new workbook is the template with the old one's values."""
    scrt("template", "upgrade", folder / "returns" / "a.xlsx", "--out", tmp_path / "active.xlsx", *TODAY)
    (folder / "returns" / "a.xlsx").write_bytes(return_bytes(_RECORD))
    scrt("template", "upgrade", folder / "returns" / "a.xlsx", "--out", tmp_path / "plain.xlsx", *TODAY)
    assert inside(tmp_path / "active.xlsx") == inside(tmp_path / "plain.xlsx")


INVISIBLE = {
    "zero width": "99\u200b9 0\u200d00 \u206000\ufeff18",
    "right to left": "\u202e999\u202c \u2066000\u2069 0018\u200f",
    "full width": "９９９ ０００ ００１８",
    "soft hyphen": "99\u00ad9 00\u00ad0 0018",
}


@pytest.mark.parametrize("kind", INVISIBLE)
def test_characters_that_nobody_sees_hide_no_personal_detail(kind: str, tmp_path: Path) -> None:
    """An NHS number of the test range, made up, from the cell to the summary."""
    (tmp_path / "returns").mkdir()
    said = f"Seen; NHS no {INVISIBLE[kind]} as told."
    (tmp_path / "returns" / "a.xlsx").write_bytes(return_bytes({**OPEN_SAR, "Overview": said}))
    consolidate(tmp_path, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    (overview,) = [text for row in book["Cases"].values for text in row if str(text).startswith("Seen")]
    assert "[withheld: NHS number]" in overview
    assert not any(character.isdigit() for character in overview)


@pytest.mark.parametrize("escape", ["_xD800_", "_x0000_", "_x0007_", "_xFFFF_", "&#x202E;"])
def test_damaged_characters_neither_stop_the_work_nor_hide_anything(escape: str, tmp_path: Path) -> None:
    """Lone surrogates, control characters and the like, written as a workbook writes them."""
    (tmp_path / "returns").mkdir()
    plain = return_bytes({**OPEN_SAR, "Overview": "MARK 999 000 0018 end"})  # made up
    content = edited(
        plain,
        "xl/sharedStrings.xml",
        lambda xml: xml.replace("MARK 999", f"A{escape}B 99{escape if escape[0] == '&' else ''}9"),
    )
    (tmp_path / "returns" / "a.xlsx").write_bytes(content)
    ran = consolidate(tmp_path, tmp_path / "out.xlsx")
    assert (ran.status, ran.err) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    texts = " ".join(str(cell.value) for row in book["Cases"].iter_rows() for cell in row)
    assert "[withheld: NHS number] end" in texts
    assert "000 0018" not in texts
