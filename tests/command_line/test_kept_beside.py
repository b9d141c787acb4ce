"""Long tables stand in CSV files beside the summary, or nowhere, and every figure stays what it is."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports import kept_beside
from reports.kept_records import kept_return
from reports.receiving import receive
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.reports.made_up_returns import TODAY as DAY
from validators.case_review import COLUMNS

_ROWS = [{**OPEN_SAR, "Overview": f"=made up {number}", "Link to report": "https://example.org"} for number in range(7)]


_SHORT = [column.field for column in COLUMNS if column.kind not in ("text", "link")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "a.xlsx").write_bytes(return_bytes(*_ROWS))
    (tmp_path / "returns" / "b.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    return tmp_path


def consolidate(folder: Path, out: Path, *words: object) -> Ran:
    return scrt("consolidate", folder / "returns", "--month", "2024-10", "--out", out, *TODAY, *words)


def tables(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    return {
        name: [[cell.value for cell in row] for row in sheet[area]]
        for sheet in book.worksheets
        for name, area in sheet.tables.items()
    }


def said_on(path: Path, sheet: str) -> str:
    book = openpyxl.load_workbook(path)
    return " ".join(str(row[0].value) for row in book[sheet].iter_rows(max_row=4))


def test_long_tables_stand_in_files_beside_the_summary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = folder / "whole.xlsx"
    consolidate(folder, whole)
    monkeypatch.setattr(kept_beside, "MOST_ROWS", 5)
    monkeypatch.setattr(kept_beside, "_ROWS_AT_ONCE", 3)
    ran = consolidate(folder, folder / "out.xlsx", "--json")
    assert ran.document["beside"] == [str(folder / f"out {name}.csv") for name in ("cases", "findings", "drill")]
    expected, found = tables(whole), tables(folder / "out.xlsx")
    assert {name for name in expected if expected[name] != found[name]} == {"cases", "findings", "drill"}
    with (folder / "out cases.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    headers, *rows = expected["cases"]
    assert [line["Record no."] for line in lines] == [str(row[0]) for row in rows]
    # What a spreadsheet would take for a formula is kept a text.
    assert lines[3]["Overview"] == "'=made up 3"
    assert set(found["cases"][1]) == {None}
    assert found["cases"][0] == headers
    assert "8 rows are too many for a sheet: they stand in the file out cases.csv" in said_on(
        folder / "out.xlsx", "Cases"
    )


def test_without_cases_the_figures_are_the_same(folder: Path) -> None:
    consolidate(folder, folder / "whole.xlsx")
    ran = consolidate(folder, folder / "out.xlsx", "--no-cases", "--json")
    assert (ran.status, ran.document["beside"]) == (0, [])
    expected, found = tables(folder / "whole.xlsx"), tables(folder / "out.xlsx")
    assert {name for name in expected if expected[name] != found[name]} == {"cases"}
    assert "The records were left out of this summary" in said_on(folder / "out.xlsx", "Cases")
    assert "made up 3" not in str(found)


def test_what_has_no_cases_is_no_month_to_compare_with(folder: Path) -> None:
    consolidate(folder, folder / "october.xlsx", "--no-cases")
    words = ("--month", "2024-11", "--previous", folder / "october.xlsx", "--out", folder / "november.xlsx", *TODAY)
    assert_refused(scrt("consolidate", folder / "returns", *words), "does not hold its records", "Please either")
    assert_refused(
        consolidate(folder, folder / "b.xlsx", "--no-cases", "--carry-forward"), "Please leave one of them out"
    )


def test_a_file_beside_cannot_be_protected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_beside, "MOST_ROWS", 5)
    known = folder / "passwords.toml"
    known.write_text("'*' = 'made up'", encoding="utf-8")
    known.chmod(0o600)
    ran = consolidate(folder, folder / "out.xlsx", "--protect", "--password-file", known)
    assert_refused(ran, "a file beside it cannot be protected", "--no-cases")
    assert not list(folder.glob("*.csv"))


def test_a_return_without_texts_keeps_all_that_is_counted() -> None:
    whole = receive("a.xlsx", return_bytes(*_ROWS), today=DAY)
    bare = kept_return(whole, texts=False)
    assert len(bare.records) == len(whole.records)
    for one, other in zip(bare.records, whole.records, strict=True):
        assert [getattr(one.review, name) for name in _SHORT] == [getattr(other.review, name) for name in _SHORT]
        expected = [
            None if column.kind in ("text", "link") else cell for column, cell in zip(COLUMNS, other.cells, strict=True)
        ]
        assert list(one.cells) == expected
        assert (one.row, dict(one.added)) == (other.row, {})
