"""A return that holds what last month's held: said by the check and by the consolidation, from marks and not texts.

The personal detail here is made up: NHS numbers of the test range.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line.running import TODAY, scrt
from tests.reports.check_reports import exception, of_icb, with_accepted
from tests.reports.made_up_returns import OCTOBER, SEPTEMBER
from tests.table_reading import table
from validators.entries import RawRow, records_fingerprint, understand

RECORDS = "| Record no. | Status | Review type |\n| 1 | Open | SAR Adult |\n| 2 | Closed | DHR Adult |"
OTHER_ORDER = "| Record no. | Status | Review type |\n| 2 | Closed | DHR Adult |\n| 1 | Open | SAR Adult |"
CHANGED = "| Record no. | Status | Review type |\n| 1 | Closed | SAR Adult |\n| 2 | Closed | DHR Adult |"

CASES = [
    (RECORDS, {}, "found"),
    (OTHER_ORDER, {}, "found"),
    (CHANGED, {}, "passed"),
    (RECORDS, {"your_icb": "QKK"}, "not checked"),
    (RECORDS, {"return_part": "Adults"}, "not checked"),
    (RECORDS, {"reporting_month": SEPTEMBER}, "not checked"),
]
"""This month's records and heading beside last month's RECORDS of QMF, and how I07 ends."""


def written(folder: Path, records: str, **heading: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "Return.xlsx"
    path.write_bytes(of_icb(None, records, **{"your_icb": "QMF", "reporting_month": OCTOBER, **heading}))
    return path


def checked(path: Path, *words: object) -> Any:
    return scrt("check", path, "--json", *TODAY, *words).document["files"][0]


def end_of_i07(file: Mapping[str, Any]) -> str:
    if any(finding["rule"] == "I07" for finding in file["findings"]):
        return "found"
    return "not checked" if any(each["rule"] == "I07" for each in file["not_checked"]) else "passed"


@pytest.mark.parametrize(("records", "heading", "ends"), CASES)
def test_a_check_compares_with_the_report_of_an_earlier_month(
    tmp_path: Path, records: str, heading: dict[str, object], ends: str
) -> None:
    report = tmp_path / "September.xlsx"
    last_month = written(tmp_path / "september", RECORDS, reporting_month=SEPTEMBER)
    assert end_of_i07(checked(last_month, "--out", report)) == "not checked"
    this_month = written(tmp_path / "october", records, **heading)
    assert end_of_i07(checked(this_month, "--previous", report)) == ends


@pytest.mark.parametrize(("records", "heading", "ends"), [case for case in CASES if "reporting_month" not in case[1]])
def test_a_consolidation_compares_with_the_summary_of_the_month_before(
    tmp_path: Path, records: str, heading: dict[str, object], ends: str
) -> None:
    summary, last = tmp_path / "October.xlsx", tmp_path / "September.xlsx"
    consolidate(written(tmp_path / "september", RECORDS, reporting_month=SEPTEMBER), "2024-09", last)
    consolidate(written(tmp_path / "october", records, **heading), "2024-10", summary, "--previous", last)
    rules = {row["Rule"] for row in table(summary, "findings")}
    assert ("I07" in rules) is (ends == "found")


def consolidate(path: Path, month: str, out: Path, *words: object) -> None:
    assert scrt("consolidate", path, "--month", month, "--out", out, *TODAY, *words).status == 0


def test_a_summary_that_has_no_marks_yet_says_nothing_of_last_month(tmp_path: Path) -> None:
    last = tmp_path / "September.xlsx"
    consolidate(written(tmp_path / "september", RECORDS, reporting_month=SEPTEMBER), "2024-09", last)
    book = openpyxl.load_workbook(last)
    sheet = next(sheet for sheet in book if "sources" in sheet.tables)
    del sheet.tables["sources"]
    book.save(last)
    out = tmp_path / "October.xlsx"
    consolidate(written(tmp_path / "october", RECORDS), "2024-10", out, "--previous", last)
    assert "I07" not in {row["Rule"] for row in table(out, "findings")}


def test_no_number_can_be_tried_out_against_a_mark() -> None:
    one, other = (
        [understand(RawRow({"Record no.": 1, "Overview": f"The NHS number is {number}."}))]
        for number in ("999 000 0018", "999 000 0026")
    )
    assert records_fingerprint(one) == records_fingerprint(other)
    assert records_fingerprint(one) != records_fingerprint([understand(RawRow({"Record no.": 1}))])


def test_what_an_icb_accepted_is_shown_as_accepted_by_the_region(tmp_path: Path) -> None:
    faulty = "| Record no. | Status | Designated professional |\n| 1 | Open | A Person |\n| 2 | Open | A Person |"
    path = tmp_path / "Return.xlsx"
    line = exception(with_accepted(faulty), 5, "Designated professional", "H04")
    path.write_bytes(with_accepted(faulty, line, reporting_month=date(2024, 10, 31)))
    out = tmp_path / "Summary.xlsx"
    consolidate(path, "2024-10", out)
    told = {row["Row"]: row["Accepted"] for row in table(out, "findings") if row["Rule"] == "H04"}
    assert told == {5: "agreed by the panel (AB)", 6: None}
    texts = [cell.value for row in openpyxl.load_workbook(out)["Findings"] for cell in row]
    assert "1 further finding that an ICB lets stand, with the reason in the column Accepted." in texts
