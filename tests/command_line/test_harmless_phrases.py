"""An ICB's list of harmless phrases silences what is possible, never what is certain, and is itself never shown.

Every person here is made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.running import TODAY, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from validators.harmless_phrases import read_phrases
from validators.pid import Confidence, find_pid

POSSIBLE = "The sister Folasade was told."
CERTAIN = "Social worker Folasade Adeyemi was told."


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "QMF.xlsx"
    rows = [{**OPEN_SAR, "Record no.": 1, "Overview": POSSIBLE}, {**OPEN_SAR, "Record no.": 2, "Overview": CERTAIN}]
    path.write_bytes(return_bytes(*rows))
    return path


def found_by_check(path: Path, *words: object) -> tuple[list[tuple[str, int]], int]:
    (file,) = scrt("check", path, "--json", *TODAY, *words).document["files"]
    of_pid = [(one["rule"], one["row"]) for one in file["findings"] if one["rule"] in ("H01", "H02")]
    return of_pid, file["silenced"]


def test_the_examples_are_what_they_say() -> None:
    assert [span.confidence for span in find_pid(POSSIBLE)] == [Confidence.POSSIBLE]
    assert [span.confidence for span in find_pid(CERTAIN)] == [Confidence.CERTAIN]


@pytest.mark.parametrize("phrase", ["Folasade", "folasade", "# remark\r\n\r\n Folasade's \r\n", "\ufeffFOLASADE"])
def test_a_phrase_beside_the_workbook_silences_the_possible_one(workbook: Path, phrase: str) -> None:
    assert found_by_check(workbook) == ([("H02", 5), ("H01", 6)], 0)
    (workbook.parent / "pid-exceptions.txt").write_text(phrase, encoding="utf-8", newline="")
    assert found_by_check(workbook) == ([("H01", 6)], 1)
    ran = scrt("check", workbook, *TODAY)
    assert "1 possible personal detail silenced by your own list of harmless phrases" in ran.out


def test_what_is_certain_is_told_all_the_same(workbook: Path, tmp_path: Path) -> None:
    phrases = tmp_path / "ours.txt"
    phrases.write_text("Folasade Adeyemi", encoding="utf-8")
    assert found_by_check(workbook, "--exceptions", phrases) == ([("H02", 5), ("H01", 6)], 0)


def test_a_scan_silences_it_too_and_counts(workbook: Path) -> None:
    before = scrt("pid", "scan", workbook, "--json").document
    (workbook.parent / "pid-exceptions.txt").write_text("Folasade", encoding="utf-8")
    after = scrt("pid", "scan", workbook, "--json").document
    assert (len(before["findings"]), before["silenced"]) == (len(after["findings"]) + 1, 0)
    assert after["silenced"] == 1
    note = workbook.parent / "note.txt"
    note.write_text(POSSIBLE, encoding="utf-8")
    ran = scrt("pid", "scan", note)
    assert ran.status == 0
    assert "1 possible one silenced by your own list of harmless phrases." in ran.out


def test_the_summary_withholds_what_was_silenced(workbook: Path, tmp_path: Path) -> None:
    import openpyxl

    (workbook.parent / "pid-exceptions.txt").write_text("Folasade", encoding="utf-8")
    out = tmp_path / "Summary.xlsx"
    assert scrt("consolidate", workbook, "--month", "2024-10", "--out", out, *TODAY).status == 0
    texts = [str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet for cell in row]
    assert not [text for text in texts if "Folasade" in text]


def test_a_list_that_is_no_utf_8_text_is_refused_without_a_word_of_it(workbook: Path) -> None:
    (workbook.parent / "pid-exceptions.txt").write_bytes(b"Folasade\xff")
    ran = scrt("check", workbook, *TODAY)
    assert_refused(ran, "pid-exceptions.txt", "this is no UTF-8 text")
    assert "Folasade" not in ran.err


def test_a_list_never_shows_what_it_holds() -> None:
    assert "Folasade" not in repr(read_phrases("Folasade"))
