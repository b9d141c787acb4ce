"""The report on a check: its figures are those of the check, read back by the names of its tables."""

from __future__ import annotations

import dataclasses
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from reports.check_report import CheckedReturn, Source, refused_return
from reports.check_report.build import REPORT_PROPERTY, SHEETS, report_bytes
from tests.reports.check_reports import FAULTY, TODAY, Read, checked, of_icb, places, report
from tests.workbook_templates.reading_workbook import written
from validators.findings import Severity, State
from validators.grouping import grouped
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules
from validators.score import EXPLAINED

CLEAN = checked(of_icb("QKK", "| Record no. |\n| 1 |"))
"""A return without a record: only what is said of the workbook as a whole can be wrong with it."""


@pytest.fixture(scope="module")
def one() -> CheckedReturn:
    return checked(of_icb("QMF"))


@pytest.fixture(scope="module")
def read(one: CheckedReturn) -> Read:
    return report(one)


def states_of(row: dict[str, Any]) -> dict[State, int]:
    return {state: row[state.value.capitalize()] for state in State}


def test_the_sheets_are_in_order_and_it_opens_at_the_top_of_the_overview(read: Read) -> None:
    assert tuple(read.book.sheetnames) == SHEETS
    assert read.book.active.title == "Overview"
    assert read.book["Overview"].sheet_view.selection[0].activeCell == "A1"


def test_the_overview_shows_the_score_and_what_stands_beside_it(one: CheckedReturn, read: Read) -> None:
    score = one.score
    assert read.figure("Score") == pytest.approx(score.workbook.rate, abs=1e-12)
    assert read.figure("Records") == score.records == 3
    clean = score.records_without_error / score.records
    assert read.figure("Share of records with no error") == pytest.approx(clean, abs=1e-12)
    assert [read.figure(label) for label in ("Errors", "Warnings", "Advice")] == [
        one.open_findings[severity] for severity in Severity
    ]
    beside = [read.figure(label) for label in ("Accepted", "Not checked", "Crashed")]
    assert beside == [score.accepted, score.not_checked, score.crashed]
    assert score.not_checked > 0
    assert EXPLAINED in read.texts


def test_a_share_that_is_not_whole_is_never_shown_as_100_percent(read: Read) -> None:
    (score,) = [
        cell for row in read.book["Overview"].iter_rows() for cell in row if cell.value == read.figure("Score")
    ][:1]
    assert score.number_format.startswith('[=1]0%_);[>=0.9995]"<100%"')


def test_every_finding_is_a_row_in_the_order_of_the_check(one: CheckedReturn, read: Read) -> None:
    rows = read.rows("report_findings")
    assert places(rows) == [(finding.row, finding.column, finding.rule) for finding in one.findings]
    for row, finding in zip(rows, one.findings, strict=True):
        assert (row["File"], row["ICB code"], row["Sheet"]) == ("QMF.xlsx", "QMF", finding.sheet)
        assert (row["Severity"], row["Message"], row["Fix"]) == (finding.severity, finding.message, finding.fix)
        assert (row["Suggestion"] or "") == finding.suggestion
        assert row["In the score"] == ("yes" if finding.counts else "no: advice")
        assert row["Record no."] == (None if finding.record is None else int(finding.record))


def test_equal_values_are_told_together(one: CheckedReturn, read: Read) -> None:
    rows = read.rows("report_fixes")
    assert sum(row["Cells"] for row in rows) == len(one.findings)
    assert [row["Cells"] for row in rows] == sorted((row["Cells"] for row in rows), reverse=True)
    assert {row["What"] for row in rows} == {group.what for group in grouped(one.findings)}
    (neglect,) = [row for row in rows if row["Suggestion"] == "Neglect"]
    assert (neglect["Cells"], neglect["Columns"], neglect["Rows"]) == (2, "Theme 1-2", "5-6")
    assert neglect["What"].startswith("2 cells of Theme 1-2: 'Neglct' is not in the list")


def test_records_have_their_counts(one: CheckedReturn, read: Read) -> None:
    rows = read.rows("report_records")
    assert [(row["Row"], row["Record no."], row["Status"], row["Review type"]) for row in rows] == [
        (5, 1, "Open", "SAR Adult"),
        (6, 2, "Open", "SAR Adult"),
        (7, 3, "Open", "Not Stated"),
    ]
    found = Counter((finding.row, finding.severity) for finding in one.findings)
    unchecked = Counter(each.row for each in one.not_checked)
    for row, record in zip(rows, one.records, strict=True):
        assert [row["Errors"], row["Warnings"], row["Advice"]] == [found[row["Row"], each] for each in Severity]
        assert row["Not checked"] == unchecked[row["Row"]]
        assert row["Score"] == pytest.approx(record.share.rate, abs=1e-12)


def test_rules_have_their_five_states(one: CheckedReturn, read: Read) -> None:
    rows = {row["Rule"]: row for row in read.rows("report_rules")}
    book = standard_rules()
    assert list(rows) == [rule.id for rule in book]
    for rule in book:
        row = rows[rule.id]
        assert states_of(row) == one.states[rule.id]
        assert sum(states_of(row).values()) == (1 if rule.is_about_workbook else 3)
        assert (row["What it asks"], row["Severity"], row["Why"]) == (rule.title, rule.severity, rule.why)
        assert row["Source"] == rule.source
        share = one.score.by_rule.get(rule.id)
        assert row["Score"] == (None if share is None or share.rate is None else pytest.approx(share.rate, abs=1e-12))
    (unread,) = [each for each in one.not_checked if each.rule == "F01" and each.row == 7]
    assert unread.columns == ("Review type",)
    assert "Review type (1)" in rows["F01"]["Not checked for want of"]


def test_errors_and_warnings_by_rule_are_a_table_and_a_chart() -> None:
    one = checked(of_icb("QMF", f"{FAULTY.rstrip()}\n| 4 | Closed | DHR Adult | | | |"))
    read = report(one)
    rows = read.rows("report_rules_broken")
    found = Counter((finding.rule, finding.severity) for finding in one.findings)
    told = {rule: (found[rule, Severity.ERROR], found[rule, Severity.WARNING]) for rule, _ in found}
    ranked = sorted((rule for rule, counts in told.items() if any(counts)), key=lambda rule: (-sum(told[rule]), rule))
    assert [(row["Rule"], row["Errors"], row["Warnings"]) for row in rows] == [
        (rule, *told[rule]) for rule in ranked[:15]
    ]
    assert len(ranked) > 15, "the sheet says that it shows the first only"
    assert f"Errors and warnings by rule (the first 15; {len(ranked) - 15} more on the sheet Rules)" in read.texts
    (chart,) = read.book["Overview"]._charts
    errors, warnings = one.open_findings[Severity.ERROR], one.open_findings[Severity.WARNING]
    title = "".join(run.t for part in chart.title.tx.rich.p for run in part.r)
    assert title == f"{errors} errors and {warnings} warnings by rule"
    assert [axis.title is not None for axis in (chart.x_axis, chart.y_axis)] == [True, True]
    assert [series.val.numRef.f.rpartition("!")[0] for series in chart.series] == ["Overview", "Overview"]


def test_the_chart_has_a_text_for_who_cannot_see_it(read: Read) -> None:
    with zipfile.ZipFile(BytesIO(read.content)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    first = read.rows("report_rules_broken")[0]
    errors = "1 error" if first["Errors"] == 1 else f"{first['Errors']} errors"
    assert f"{first['Rule']} {errors}" in drawing
    assert 'descr="Bar chart: ' in drawing


def test_the_worst_columns_come_first(one: CheckedReturn, read: Read) -> None:
    rows = read.rows("report_fields")
    failed = [row["Items failed"] for row in rows]
    assert failed == sorted(failed, reverse=True)
    assert len(rows) == 10
    for row in rows:
        share = one.score.by_field[row["Column"]]
        assert (row["Items passed"], row["Items failed"]) == (share.passed, share.failed)
        assert row["Score"] == pytest.approx(share.rate, abs=1e-12)


def test_a_return_without_faults_says_so() -> None:
    read = report(CLEAN)
    assert read.figure("Records") == 0
    assert read.figure("Share of records with no error") == "nothing checked"
    assert [row["File"] for row in read.rows("report_records")] == [None], "a table without rows has one blank row"


def test_several_workbooks_are_compared_and_added_up(one: CheckedReturn) -> None:
    other = checked(of_icb("QKK", FAULTY.replace("A Person", "CD")), file="QKK.xlsx")
    read = report(one, other)
    rows = {row["ICB code"]: row for row in read.rows("report_icbs")}
    for each in (one, other):
        row = rows[each.icb or ""]
        assert row["Score"] == pytest.approx(each.score.workbook.rate, abs=1e-12)
        assert row["With no error"] == each.score.records_without_error / 3
        assert [row["Errors"], row["Warnings"], row["Advice"]] == [each.open_findings[every] for every in Severity]
        assert (row["File"], row["Not checked"], row["Crashed"]) == (each.file, each.score.not_checked, 0)
        assert row["Month"].date() == date(2024, 10, 31)
    whole = [share.workbook for share in (one.score, other.score)]
    passed, failed = sum(share.passed for share in whole), sum(share.failed for share in whole)
    assert read.figure("Score") == pytest.approx(passed / (passed + failed), abs=1e-12)
    assert read.figure("Records") == 6
    rules = {row["Rule"]: states_of(row) for row in read.rows("report_rules")}
    assert rules["H04"] == {state: one.states["H04"][state] + other.states["H04"][state] for state in State}
    assert Counter(row["ICB code"] for row in read.rows("report_records")) == {"QMF": 3, "QKK": 3}
    assert len(read.rows("report_findings")) == len(one.findings) + len(other.findings)


def test_the_fixes_of_several_workbooks_come_largest_first(one: CheckedReturn) -> None:
    larger = "\n".join(f"| {number} | Open | SAR Adult | Neglct | | AB |" for number in range(4, 20))
    other = checked(of_icb("QKK", f"{FAULTY.rstrip()}\n{larger}"), file="QKK.xlsx")
    rows = report(one, other).rows("report_fixes")
    assert [row["Cells"] for row in rows] == sorted((row["Cells"] for row in rows), reverse=True)
    assert {row["File"] for row in rows} == {"QMF.xlsx", "QKK.xlsx"}
    assert [row["Cells"] for row in rows if row["Suggestion"] == "Neglect"] == [18, 2]


def test_a_refused_file_stands_with_its_reason_and_in_no_figure(one: CheckedReturn) -> None:
    refused = checked(b"nothing", file="notes.docx")
    read = report(one, refused)
    (row,) = read.rows("report_refusals")
    assert (row["File"], row["Why"]) == ("notes.docx", refused.refusal)
    assert read.figure("Records") == 3
    assert [row["File"] for row in read.rows("report_icbs")] == ["QMF.xlsx"]
    assert "Checked on 5 November 2024: 3 records in 1 workbook, 1 file refused." in read.texts


def test_a_crashed_rule_is_named_and_never_a_pass() -> None:
    def broken(*_: object) -> Any:
        raise KeyError("Neglct")

    book = standard_rules()
    rules = RuleBook(rule if rule.id != "A01" else _with(rule, broken) for rule in book)
    crashed = checked(of_icb("QMF"), standard=rules)
    read = report(crashed)
    assert read.figure("Crashed") == 3
    rows = read.rows("report_crashes")
    assert [(row["Rule"], row["Row"], row["Record no."], row["Error"]) for row in rows] == [
        ("A01", row, str(row - 4), "KeyError") for row in (5, 6, 7)
    ]
    (row,) = [row for row in read.rows("report_rules") if row["Rule"] == "A01"]
    assert states_of(row)[State.CRASHED] == 3
    assert row["Score"] is None
    assert [row["Crashed"] for row in read.rows("report_records")] == [1, 1, 1]


def _with(rule: Rule, judged_by: Any) -> Rule:
    return dataclasses.replace(rule, judged_by=judged_by)


def test_equal_checks_give_equal_bytes(one: CheckedReturn) -> None:
    assert report_bytes([one], previous=None, today=TODAY) == report_bytes(
        [checked(of_icb("QMF"))], previous=None, today=TODAY
    )


def test_the_file_says_the_day_of_the_check_and_not_of_its_writing(read: Read) -> None:
    assert read.book.properties.created.date() == TODAY
    assert read.book.properties.modified.date() == TODAY
    assert [(each.name, each.value) for each in read.book.custom_doc_props.props] == [(REPORT_PROPERTY, "2024-11-05")]


def test_the_tables_have_headers_in_sight_filters_and_names_of_their_own(read: Read) -> None:
    listings = {"report_findings": "Findings", "report_fixes": "Fix by value", "report_records": "Records"}
    listings["report_rules"] = "Rules"
    for name, title in listings.items():
        sheet = read.book[title]
        table = sheet.tables[name]
        assert table.autoFilter.ref == table.ref
        top = int("".join(filter(str.isdigit, table.ref.partition(":")[0])))
        assert sheet.freeze_panes == f"A{top + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"
        assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCDEFG")


def test_no_text_of_a_cell_is_anywhere_but_what_a_message_quotes() -> None:
    records = """
        | Record no. | Status | Overview                               | Theme 1 | Link to report       | Comments |
        | 1          | Closed | Seen by the ward sister after the fall | Neglct  | www.example.org/fell | hush     |
        """
    one = checked(written(records))
    texts = "\n".join(report(one).texts)
    assert "'Neglct'" in texts
    assert any(finding.suggestion == "https://www.example.org/fell" for finding in one.findings)
    for secret in ("ward sister", "fell", "example.org", "hush"):
        assert secret not in texts


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    read = report(checked(of_icb("QMF"), file="=1+1.xlsx"), refused_return(Source("=2+2.xlsx"), "No workbook."))
    cells = [cell for row in read.cells("report_findings") for cell in row.values()]
    cells += [cell for row in read.cells("report_refusals") for cell in row.values()]
    assert {cell.value for cell in cells if str(cell.value).startswith("=")} == {"=1+1.xlsx", "=2+2.xlsx"}
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
