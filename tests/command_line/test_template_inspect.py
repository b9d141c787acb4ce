"""`scrt template inspect`: calm lines with what to do, one document, an exit status that tells drift."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, scrt
from tests.workbook_templates.drifting import changed, pasted_over, untouched
from workbook_templates.layout import TEMPLATE_VERSION

PRIVATE = "NHS no. 999 000 0018"  # made up


COUNTY_LINES = "V6"
"""The second of the themes on the sheet of lists."""


def spoil(book: Any) -> None:
    pasted_over(book, "E", 7, 8)
    for letters in ("W", "X", "Y"):
        pasted_over(book, letters, 9)
    cases = book["Cases"]
    cases["AR4"], cases["AS4"] = "Ward", PRIVATE
    book.create_sheet(PRIVATE)
    book["Summary"].sheet_state = "hidden"
    book["Lists"][COUNTY_LINES] = PRIVATE


@pytest.fixture
def drifted(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(spoil))
    return path


def test_an_untouched_workbook_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(untouched())
    ran = scrt("template", "inspect", path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{path}: an S-CRT template, version {TEMPLATE_VERSION}, lists 2026.1",
        "  Nothing has drifted: 42 columns, every dropdown, format and list.",
    ]
    again = scrt("template", "inspect", path, "--json")
    assert (again.status, again.document["status"], faults(again.document, "inspect")) == (0, "ok", [])


def test_what_drifted_is_told_with_its_cells_and_what_to_do(drifted: Path) -> None:
    before = drifted.read_bytes()
    ran = scrt("template", "inspect", drifted)
    assert (ran.status, ran.err) == (1, "")
    assert "Status: dropdown lost in E7:E8. Please" in ran.out
    assert "Theme 1, Theme 2 and Theme 3: dropdowns lost in row 9. Please" in ran.out
    words = f"words of its own in {COUNTY_LINES}."
    assert f"The list list_themes was changed by hand: 'County Lines' no longer offered; {words}" in ran.out
    assert "The sheet Summary is hidden. Please" in ran.out
    assert "number 10 (name withheld) is added" in ran.out
    assert "Column AR, 'Ward', is your own" in ran.out
    assert "Column AS, with its header withheld, is your own" in ran.out
    assert drifted.read_bytes() == before


def test_the_document_is_as_its_schema_says_and_holds_no_pid(drifted: Path) -> None:
    ran = scrt("template", "inspect", drifted, "--json")
    assert (ran.status, faults(ran.document, "inspect")) == (1, [])
    assert [(one["column"], one["cells"]) for one in ran.document["rules"]] == [
        ("Status", ["E7:E8"]), ("Theme 1", ["W9"]), ("Theme 2", ["X9"]), ("Theme 3", ["Y9"]),
    ]  # fmt: skip
    both = ran.out + scrt("template", "inspect", drifted).out
    assert "999" not in both


def test_a_check_names_the_drifted_columns_under_i03(drifted: Path) -> None:
    found = scrt("check", drifted, "--json", *TODAY).document["files"][0]["findings"]
    assert [one["column"] for one in found if one["rule"] == "I03"] == ["Status", "Theme 1", "Theme 2", "Theme 3"]


@pytest.mark.parametrize("content", [b"", b"a,b,c"])
def test_what_cannot_be_read_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    ran = scrt("template", "inspect", path)
    assert (ran.status, ran.out, len(ran.faults)) == (2, "", 1)
    again = scrt("template", "inspect", path, "--json")
    assert (again.status, again.document["status"], faults(again.document, "inspect")) == (2, "refused", [])


def test_a_workbook_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    def forget(book: Any) -> None:
        del book.defined_names["template_version"]
        del book.custom_doc_props["S-CRT template version"]

    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(forget))
    ran = scrt("template", "inspect", path)
    assert ran.status == 2
    assert "not made from the S-CRT template" in ran.err
