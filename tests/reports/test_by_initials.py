"""Reviews by initials: an ICB's own report shows them where it is asked to, and nothing else ever does."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.check_report.build import SHEETS, report_bytes
from reports.check_report.initials import BY_INITIALS_SHEET
from tests.command_line.running import TODAY as AS_AT
from tests.command_line.running import assert_refused, scrt
from tests.excel_strictness import strictness_faults
from tests.reports.check_reports import TODAY, Read, checked, of_icb
from workbook_templates.faults import FileFault

RECORDS = """
    | Record no. | Status | Review type | Designated professional | Theme 1 |
    | 1          | Open   | SAR Adult   | qzx                     | Neglect |
    | 2          | Closed | SAR Adult   | QZX/WVU                 | Neglect |
    | 3          | Open   | SAR Adult   | W.V.U.                  | Neglct  |
    | 4          | Open   | SAR Adult   |                         | Neglect |
    | 5          |        | SAR Adult   | A Person                | Neglect |
    """


def test_each_professional_has_a_row_most_reviews_first_and_no_name_is_shown() -> None:
    one = checked(of_icb("QMF", RECORDS))
    content = report_bytes([one], previous=None, today=TODAY, by_initials=True)
    headers = ("Initials", "Reviews", "Open", "Closed", "Not Stated")
    shown = Read(content).rows("report_initials")
    rows = [[row[header] for header in headers] for row in shown]
    assert rows == [
        ["QZX", 2, 1, 1, 0],
        ["WVU", 2, 1, 1, 0],
        ["none given", 1, 1, 0, 0],
        ["not initials", 1, 0, 0, 1],
    ]
    records = {row["Record no."]: row["Errors"] for row in Read(content).rows("report_records")}
    # Record 2 has two professionals.
    assert sum(row["Errors"] for row in shown) == sum(records.values()) + records[2]
    assert strictness_faults(content) == []


def test_it_is_off_unless_asked_for() -> None:
    one = checked(of_icb("QMF", RECORDS))
    plain = Read(report_bytes([one], previous=None, today=TODAY)).book
    assert tuple(plain.sheetnames) == SHEETS
    said = {str(cell.value) for sheet in plain for row in sheet for cell in row}
    assert not [text for text in said if "QZX" in text.upper() or "WVU" in text.upper()]
    assert BY_INITIALS_SHEET in Read(report_bytes([one], previous=None, today=TODAY, by_initials=True)).book.sheetnames


def test_it_is_refused_for_the_returns_of_several_icbs() -> None:
    both = [checked(of_icb("QMF")), checked(of_icb("QKK"))]
    with pytest.raises(FileFault, match="not all of one ICB"):
        report_bytes(both, previous=None, today=TODAY, by_initials=True)


def test_the_command_asks_for_a_report_of_one_icb(tmp_path: Path) -> None:
    for code in ("QMF", "QKK"):
        (tmp_path / f"{code}.xlsx").write_bytes(of_icb(code, RECORDS))
    words = ("--by-initials", *AS_AT)
    assert_refused(scrt("check", tmp_path / "QMF.xlsx", *words), "--out REPORT.xlsx")
    out = tmp_path / "Report.xlsx"
    assert_refused(scrt("check", tmp_path / "QMF.xlsx", tmp_path / "QKK.xlsx", "--out", out, *words), "one ICB")
    assert not out.exists()
    assert scrt("check", tmp_path / "QMF.xlsx", "--out", out, *words).status == 1
    assert BY_INITIALS_SHEET in Read(out.read_bytes()).book.sheetnames
