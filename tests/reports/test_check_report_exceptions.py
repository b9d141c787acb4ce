"""What an ICB accepts, and what the older tracker never asked for, in the report: shown, and outside the score.

The personal detail here is made up: an NHS number of the test range.
"""

from __future__ import annotations

from datetime import date

import pytest

from reports.check_report import CheckedReturn
from tests.reports.check_reports import FAULTY, checked, exception, report, with_accepted
from validators.findings import Finding, Severity
from validators.share import Share

PLAIN = with_accepted(FAULTY)


def finding_at(one: CheckedReturn, row: int, column: str, rule: str) -> Finding:
    (found,) = [each for each in one.findings if (each.row, each.column, each.rule) == (row, column, rule)]
    return found


def test_an_accepted_finding_is_shown_with_its_reason_and_leaves_the_score() -> None:
    before = checked(PLAIN)
    one = checked(with_accepted(FAULTY, exception(PLAIN, 6, "Designated professional", "H04")))
    assert finding_at(one, 6, "Designated professional", "H04").accepted == "agreed by the panel (AB)"
    was, now = before.score, one.score
    assert now.workbook == Share(was.workbook.passed, was.workbook.failed - 1)
    assert (was.accepted, now.accepted) == (0, 1)
    assert one.open_findings[Severity.ERROR] == before.open_findings[Severity.ERROR] - 1

    read = report(one)
    (row,) = [row for row in read.rows("report_findings") if row["Accepted"]]
    assert (row["Row"], row["Rule"], row["Accepted"]) == (6, "H04", "agreed by the panel (AB)")
    assert row["In the score"] == "no: accepted"
    assert read.figure("Accepted") == 1
    assert read.figure("Score") == pytest.approx(now.workbook.rate, abs=1e-12)
    (rule,) = [row for row in read.rows("report_rules") if row["Rule"] == "H04"]
    assert (rule["Failed"], rule["Accepted"], rule["Score"]) == (1, 1, 1)
    assert sum(row["Accepted"] for row in read.rows("report_rules")) == 1
    assert [row["Accepted"] for row in read.rows("report_records")] == [0, 1, 0]
    errors = [row["Errors"] for row in report(before).rows("report_records")]
    assert [row["Errors"] for row in read.rows("report_records")] == [errors[0], errors[1] - 1, errors[2]]
    assert "H04" not in {row["Rule"] for row in read.rows("report_fixes")}
    assert "H04" not in {row["Rule"] for row in read.rows("report_rules_broken")}


def test_it_comes_back_when_the_cell_changes() -> None:
    line = exception(PLAIN, 6, "Designated professional", "H04")
    one = checked(with_accepted(FAULTY.replace("A Person", "B Person"), line))
    assert finding_at(one, 6, "Designated professional", "H04").accepted == ""
    assert one.score.accepted == 0


def test_the_cell_mark_of_the_report_is_what_accepts_a_finding() -> None:
    marked = [row for row in report(checked(PLAIN)).rows("report_findings") if row["Cell mark"]]
    assert marked
    lines = [
        {header: row[header] for header in ("Record no.", "Column", "Rule", "Cell mark")}
        | {"Reason": "agreed by the panel", "Initials": "AB"}
        for row in marked
    ]
    again = checked(with_accepted(FAULTY, *lines))
    assert again.score.accepted == len(marked)
    assert [finding for finding in again.findings if finding.row and not finding.accepted] == []


def test_a_certain_personal_detail_has_no_mark_and_cannot_be_accepted() -> None:
    records = """
        | Record no. | Status | Overview                                         |
        | 1          | Open   | Child A (NHS number 999 000 0018) was found ill. |
        """
    line = exception(with_accepted(records), 5, "Overview", "H01")
    one = checked(with_accepted(records, line))
    assert finding_at(one, 5, "Overview", "H01").accepted == ""
    read = report(one)
    (row,) = [row for row in read.rows("report_findings") if row["Rule"] == "H01"]
    assert (row["Accepted"], row["Cell mark"]) == (None, None)
    assert "999 000 0018" not in "\n".join(read.texts)


def test_a_record_that_has_no_number_has_no_mark() -> None:
    records = "| Record no. | Status | Theme 1 |\n|  | Open | Neglct |\n| somebody | Open | Neglct |"
    rows = report(checked(with_accepted(records))).rows("report_findings")
    assert {row["Row"] for row in rows} >= {5, 6}
    assert {row["Cell mark"] for row in rows} == {None}


def test_personal_detail_in_a_reason_is_withheld() -> None:
    line = exception(PLAIN, 6, "Designated professional", "H04", Reason="as NHS number 999 000 0018 asked")
    read = report(checked(with_accepted(FAULTY, line)))
    (told,) = [row["Accepted"] for row in read.rows("report_findings") if row["Accepted"]]
    assert told == "as NHS number [withheld: NHS number] asked (AB)"


def test_what_the_older_tracker_never_asked_for_is_advice_outside_the_score() -> None:
    records = """
        | Record no. | Status | Review type | Date added | Date closed |
        | 1          | Closed | SAR Adult   | 2023-01-09 | 2023-09-04  |
        """
    asked = checked(with_accepted(records, adopted_on=date(2023, 1, 1)))
    exempt = checked(with_accepted(records, adopted_on=date(2024, 4, 1)))
    assert finding_at(asked, 5, "Date signed off", "D01").severity is Severity.ERROR
    assert finding_at(exempt, 5, "Date signed off", "D01").severity is Severity.ADVICE
    assert exempt.score.workbook.failed < asked.score.workbook.failed

    read = report(exempt)
    rows = {row["Rule"]: row for row in read.rows("report_findings") if row["Row"] == 5}
    assert (rows["D01"]["Severity"], rows["D01"]["In the score"]) == ("advice", "no: closed before the template")
    assert rows["A08"]["In the score"] == "yes"
    number = sum(row["In the score"] == "no: closed before the template" for row in rows.values())
    told = f"{number} of them on what the older tracker never asked for, in records that were closed"
    assert told in read.texts
