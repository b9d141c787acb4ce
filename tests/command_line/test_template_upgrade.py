"""`scrt template upgrade`: a new workbook, a report of what changed, and no cell's text but a known spelling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, scrt
from workbook_templates.reading import read_return
from workbook_templates.template import FilledReturn, template_bytes

PRIVATE = "Jordan Smith, 999 000 0018"  # made up
MAY = date(2026, 5, 31)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    rows = (
        {"Status": "closed", "Theme 1": "DV", "Overview": PRIVATE, "Date closed": PRIVATE, "Ward": "A"},
        {"Status": PRIVATE, "Theme 1": "Neglct", "ICB": "QMJ"},
    )
    path = tmp_path / "old.xlsx"
    filled = FilledReturn({"your_icb": "QMJ", "reporting_month": MAY}, rows, added=("Ward",))
    path.write_bytes(template_bytes(ready_rows=5, filled=filled))
    return path


def test_the_report_says_what_changed_and_what_is_left_to_mend(old: Path, tmp_path: Path) -> None:
    before, out = old.read_bytes(), tmp_path / "new.xlsx"
    ran = scrt("template", "upgrade", old, "--out", out, *TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert old.read_bytes() == before
    assert read_return(out.read_bytes()).your_icb.your_icb == "Z9B2Z"
    for line in (
        "2 records before and after; 10 filled cells before, 12 after (2 Origin more).",
        "ICB: QMJ is now Z9B2Z.",
        "'DV' in 1 cell of Theme 1 is now Domestic Violence.",
        "Cases row 5, Date closed: a text that holds personal details is no date. It is kept as it is.",
        "Cases row 6, Theme 1: 'Neglct' is not in the list. It is kept as it is. Did you mean Neglect?",
        "1 column of your own, kept right of ours: Ward.",
        "The old workbook is untouched.",
    ):
        assert f"  {line}" in ran.out
    assert "Jordan" not in ran.out
    assert "999" not in ran.out


def test_the_document_is_as_its_schema_says(old: Path, tmp_path: Path) -> None:
    ran = scrt("template", "upgrade", old, "--out", tmp_path / "new.xlsx", "--json", *TODAY)
    assert (ran.status, faults(ran.document, "upgrade")) == (0, [])
    cells = ran.document["cells"]
    assert cells["after"] == cells["before"] + ran.document["origins_written"] + ran.document["numbers_given"]
    assert "Jordan" not in ran.out


def test_a_divided_icb_is_asked_for(tmp_path: Path) -> None:
    path, out = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    filled = FilledReturn({"your_icb": "QNQ", "reporting_month": MAY}, ({"Status": "Open"},))
    path.write_bytes(template_bytes(ready_rows=2, filled=filled))
    ran = scrt("template", "upgrade", path, "--out", out, *TODAY)
    assert (ran.status, len(ran.faults), out.exists()) == (2, 1, False)
    assert "QNQ was divided" in ran.err
    assert "--icb CODE" in ran.err
    again = scrt("template", "upgrade", path, "--out", out, "--json", *TODAY)
    assert (again.document["status"], faults(again.document, "upgrade")) == ("refused", [])
    assert scrt("template", "upgrade", path, "--out", out, "--icb", "S0E4D", *TODAY).status == 0
    assert read_return(out.read_bytes()).your_icb.your_icb == "S0E4D"


def test_nothing_is_ever_written_over(old: Path, tmp_path: Path) -> None:
    other = tmp_path / "there.xlsx"
    other.write_bytes(b"mine")
    for out in (old, other, tmp_path / "new.txt"):
        ran = scrt("template", "upgrade", old, "--out", out, *TODAY)
        assert (ran.status, len(ran.faults)) == (2, 1)
    assert other.read_bytes() == b"mine"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    path.write_bytes(b"text")
    ran = scrt("template", "upgrade", path, "--out", out, *TODAY)
    assert (ran.status, len(ran.faults), out.exists()) == (2, 1, False)
