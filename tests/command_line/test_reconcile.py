"""`scrt reconcile` at the door: exit status, report workbook, which returns count, and what is asked of a bad input."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line.running import TODAY, assert_refused, scrt
from tests.excel_strictness import strictness_faults
from tests.ooxml import ooxml_errors
from tests.reports.made_up_returns import SEPTEMBER, return_bytes

FULL: dict[str, Any] = {
    "Status": "Open",
    "Review type": "SAR Adult",
    "Identifier type 1": "StEIS",
    "Identifier reference 1": "2024/12345",
    "Incident date": date(2024, 2, 1),
    "Date added": date(2024, 3, 4),
    "Overview": "A made-up story that is nobody's.",
}
OTHER = {**FULL, "Identifier reference 1": "2024/777", "Incident date": date(2023, 5, 6), "Status": "Closed"}
THIRD = {**FULL, "Identifier reference 1": "2024/888", "Incident date": date(2023, 7, 8)}


def extract(path: Path, *rows: dict[str, Any], headers: dict[str, str] | None = None) -> Path:
    """An extract in a layout of its own."""
    named = headers or {
        "Org": "ICB", "Case status": "Status", "Review": "Review type", "StEIS no": "Identifier reference 1",
        "Date of incident": "Incident date", "Added on": "Date added", "Overview": "Overview",
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(named))
    for row in rows:
        sheet.append([row.get(header) for header in named.values()])
    content = BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "QMF.xlsx").write_bytes(return_bytes(FULL, OTHER))
    return tmp_path


def test_everything_agrees(folder: Path) -> None:
    tracker = extract(folder / "tracker.xlsx", FULL, OTHER)
    ran = scrt("reconcile", tracker, folder / "returns", *TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()[1:7]] == [
        ["Only", "in", "tracker", "0"], ["Only", "local", "0"], ["Status", "differs", "0"], ["Type", "differs", "0"],
        ["Dates", "differ", "0"], ["Matched", "2"],
    ]  # fmt: skip


def test_each_difference_is_in_its_list_and_the_report_leads_to_the_row(folder: Path) -> None:
    later = {**FULL, "Status": "Closed", "Incident date": date(2024, 2, 11)}
    tracker = extract(folder / "tracker.xlsx", later, THIRD)
    out = folder / "report.xlsx"
    ran = scrt("reconcile", tracker, folder / "returns", "--out", out, "--json", *TODAY)
    assert ran.status == 1
    found = ran.document
    assert [(one["extract_row"], one["reference"]) for one in found["only_in_tracker"]] == [(3, "2024/888")]
    assert [(one["return"], one["return_row"], one["record_no"]) for one in found["only_local"]] == [
        ("QMF.xlsx", 6, "2")
    ]
    (status,) = found["status_differs"]
    assert (status["tracker_says"], status["return_says"]) == ("Closed", "Open")
    (day,) = found["dates_differ"]
    assert (day["date"], day["tracker_says"], day["days_later_in_the_return"]) == ("Incident date", "2024-02-11", -10)
    assert "story" not in ran.out
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [
        "Reconciliation", "Only in tracker", "Only local", "Status differs", "Type differs", "Dates differ", "Matched",
    ]  # fmt: skip
    tables = {name for sheet in book for name in sheet.tables}
    assert tables == {
        "reconciled", "returns", "only_in_tracker", "only_local", "status_differs", "type_differs", "dates_differ",
        "matched",
    }  # fmt: skip
    links = [cell.hyperlink for row in book["Only local"].iter_rows() for cell in row if cell.hyperlink]
    assert [(link.target, link.location) for link in links] == [("returns\\QMF.xlsx", "Cases!A6")]
    front = [cell.hyperlink.location for row in book["Reconciliation"].iter_rows() for cell in row if cell.hyperlink]
    assert front == [f"'{sheet}'!A1" for sheet in book.sheetnames[1:]]
    assert strictness_faults(out.read_bytes()) == []


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    tracker = extract(folder / "tracker.xlsx", FULL, THIRD)
    for name in ("a.xlsx", "b.xlsx"):
        scrt("reconcile", tracker, folder / "returns", "--out", folder / name, *TODAY)
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_of_several_returns_of_one_icb_the_newest_is_held_against_the_extract(folder: Path) -> None:
    (folder / "returns" / "old.xlsx").write_bytes(return_bytes(FULL, OTHER, THIRD, month=SEPTEMBER))
    tracker = extract(folder / "tracker.xlsx", FULL, OTHER)
    ran = scrt("reconcile", tracker, folder / "returns", *TODAY)
    assert ran.status == 0
    assert ran.faults == ["scrt: old.xlsx: left out. QMF.xlsx is newer, or the same."]


def test_records_of_an_icb_without_a_return_are_counted_and_not_compared(folder: Path) -> None:
    tracker = extract(folder / "tracker.xlsx", {**FULL, "ICB": "QMF"}, OTHER, {**THIRD, "ICB": "QKK"})
    ran = scrt("reconcile", tracker, folder / "returns", "--out", folder / "report.xlsx", "--json", *TODAY)
    assert (ran.status, ran.document["not_compared"], ran.document["only_in_tracker"]) == (0, 1, [])
    front = openpyxl.load_workbook(folder / "report.xlsx")["Reconciliation"]
    assert "1 record of ICBs without a return here: not compared." in {cell.value for row in front for cell in row}


def test_a_mapping_file_settles_what_the_extract_calls_things(folder: Path) -> None:
    headers = {"Kind": "Review type", "StEIS no": "Identifier reference 1", "Case status": "Status"}
    tracker = extract(
        folder / "tracker.xlsx", {**FULL, "Review type": "SAR"}, {**OTHER, "Review type": "SAR"}, headers=headers
    )
    unsure = scrt("reconcile", tracker, folder / "returns", *TODAY)
    assert "could not be understood and was not compared" in unsure.out
    mapping = folder / "map.toml"
    mapping.write_text('[values."Review type"]\n"SAR" = "SAR Adult"\n', encoding="utf-8")
    sure = scrt("reconcile", tracker, folder / "returns", "--mapping", mapping, *TODAY)
    assert "could not be understood" not in sure.out
    assert sure.status == 0


def test_a_return_that_cannot_be_read_is_named_and_the_others_go_on(folder: Path) -> None:
    (folder / "returns" / "none.xlsx").write_bytes(b"nothing")
    tracker = extract(folder / "tracker.xlsx", FULL, OTHER)
    ran = scrt("reconcile", tracker, folder / "returns", *TODAY)
    assert ran.status == 1
    assert ran.faults[0].startswith("scrt: none.xlsx: left out. ")
    assert "Matched          2" in ran.out


def test_bad_usage(folder: Path) -> None:
    tracker = extract(folder / "tracker.xlsx", FULL)
    nothing = folder / "nothing.xlsx"
    nothing.write_bytes(b"nothing")
    returns = folder / "returns"
    assert_refused(scrt("reconcile", tracker, returns, "--out", folder / "report.txt", *TODAY), "ends in .xlsx")
    assert_refused(scrt("reconcile", tracker, nothing, *TODAY), "Not one of the returns can be read", "nothing.xlsx")
    assert_refused(scrt("reconcile", nothing, returns, *TODAY), "nothing.xlsx")
    assert_refused(scrt("reconcile", folder / "gone.xlsx", returns, *TODAY), "gone.xlsx", "no such file")
    assert_refused(scrt("reconcile", tracker, returns, "--out", tracker, *TODAY), "one of the files to read")
    (folder / "empty").mkdir()
    assert_refused(scrt("reconcile", tracker, folder / "empty", *TODAY), "no workbook")


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing_in_the_report(folder: Path) -> None:
    out = folder / "report.xlsx"
    scrt("reconcile", extract(folder / "tracker.xlsx", FULL, THIRD), folder / "returns", "--out", out, *TODAY)
    assert ooxml_errors(out) == []
