"""What each ICB hears back: every figure as the summary has it, every return told, and nothing of another ICB."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.consolidation import Consolidation
from reports.feedback.build import SHEETS, feedback_bytes
from reports.feedback.email import email_text
from reports.feedback.told import Feedback, feedback_by_icb
from reports.previous import read_previous
from reports.receiving import receive
from reports.summary_workbook import summary_bytes
from tests.excel_strictness import strictness_faults
from tests.libreoffice import opened
from tests.ooxml import ooxml_errors
from tests.reports.made_up_returns import (
    OCTOBER,
    OPEN_SAR,
    SEPTEMBER,
    TODAY,
    consolidated,
    received,
    return_bytes,
    rows_of,
)
from tests.reports.summary_workbook_example import london
from validators.case_review import COLUMN_BY_FIELD

FAULTY = {"Record no.": 7, "Status": "Perhaps", "Date added": date(2024, 3, 4), "Review type": "SAR Adult"}
REFERENCE = {"Identifier type 1": "Local", "Identifier reference 1": "SAR-2024-0017"}


def read(feedback: Feedback) -> Any:
    return openpyxl.load_workbook(BytesIO(feedback_bytes(feedback)))


def table(book: Any, name: str) -> list[dict[str, Any]]:
    """A table's rows by header; blank ones left out, none where the table is not there."""
    for sheet in book:
        if name in sheet.tables:
            headers, *rows = [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
            return [dict(zip(headers, row, strict=True)) for row in rows if any(row)]
    return []


def texts(feedback: Feedback) -> str:
    """Every text that the ICB gets."""
    cells = [str(cell.value) for sheet in read(feedback) for row in sheet for cell in row if cell.value is not None]
    return "\n".join([*cells, email_text(feedback)])


@cache
def two_months() -> Consolidation:
    """October after September: one return as it should be, one of each other fate, two parts of which one came."""
    before = consolidated(
        received("QMF.xlsx", OPEN_SAR, FAULTY, month=SEPTEMBER),
        received("QKK.xlsx", OPEN_SAR, icb="QKK", month=SEPTEMBER),
        received("QRV adults.xlsx", OPEN_SAR, month=SEPTEMBER, icb="QRV", part="Adults"),
        received("QRV children.xlsx", OPEN_SAR, month=SEPTEMBER, icb="QRV", part="Children"),
        month=SEPTEMBER,
    )
    return consolidated(
        received("QMF.xlsx", {**OPEN_SAR, **REFERENCE}, FAULTY, {**OPEN_SAR, "Date added": date(2024, 11, 2)},
                 own_total=4, own_open=1, number=2),
        received("QMF old.xlsx", OPEN_SAR),
        received("QKK.xlsx", FAULTY, icb="QKK", month=SEPTEMBER),
        received("QRV adults.xlsx", {**OPEN_SAR, **REFERENCE}, icb="QRV", part="Adults"),
        received("QWE a.xlsx", OPEN_SAR, icb="QWE"),
        received("QWE b.xlsx", OPEN_SAR, OPEN_SAR, icb="QWE"),
        received("elsewhere.xlsx", OPEN_SAR, icb="QHL"),
        receive("broken.xlsx", b"nothing", today=TODAY),
        previous=read_previous(summary_bytes(before)),
    )  # fmt: skip


def of(code: str) -> Feedback:
    return next(one for one in feedback_by_icb(two_months()) if one.code == code)


def test_everybody_who_was_expected_or_sent_something_hears_and_each_once() -> None:
    codes = [one.code for one in feedback_by_icb(two_months())]
    assert sorted(codes) == ["QHL", "QKK", "QMF", "QMJ", "QRV", "QWE"]


@pytest.mark.parametrize(
    ("code", "outcome", "fates"),
    [
        ("QMF", "accepted", {"QMF.xlsx": "accepted", "QMF old.xlsx": "superseded"}),
        ("QKK", "set aside", {"QKK.xlsx": "set aside"}),
        ("QRV", "not received in part", {"QRV adults.xlsx": "accepted", "": "not received"}),
        ("QWE", "set aside", {"QWE a.xlsx": "set aside", "QWE b.xlsx": "set aside"}),
        ("QHL", "set aside", {"elsewhere.xlsx": "set aside"}),
        ("QMJ", "not received", {"": "not received"}),
    ],
)
def test_what_became_of_each_return_is_told(code: str, outcome: str, fates: dict[str, str]) -> None:
    one = of(code)
    assert one.outcome == outcome
    assert {each.file: each.outcome for each in one.returns} == fates
    shown = table(read(one), "feedback_returns")
    assert [row["Outcome"] for row in shown] == list(fates.values())
    for each in one.returns:
        if each.outcome != "accepted":
            assert each.why in texts(one)
            assert f"{each.file}: {each.outcome}. {each.why}" in email_text(one) or not each.file


def test_no_reason_tells_an_icb_of_options_that_only_the_region_has() -> None:
    for one in feedback_by_icb(two_months()):
        assert "--" not in texts(one)
    assert "Please either send the one for October 2024, or correct the month" in texts(of("QKK"))
    assert "Please send the return to your own region" in texts(of("QHL"))


def test_every_row_is_accounted_for_as_the_summary_has_it() -> None:
    headers = {"Rows read": "Rows read", "Counted": "Rows counted", "After the month": "Rows after the month"}
    headers["Set aside"] = "Rows set aside"
    sources = {row["File"]: row for row in rows_of(two_months(), "sources")}
    for one in feedback_by_icb(two_months()):
        for row in table(read(one), "feedback_returns"):
            if row["Outcome"] != "not received":
                assert {ours: row[ours] for ours in headers} == {
                    ours: sources[row["Return"]][theirs] for ours, theirs in headers.items()
                }
    assert of("QMF").rows == (3, 2, 1, 0)
    assert "3 records read: 2 counted, 1 added after the month, 0 set aside." in email_text(of("QMF"))


def test_the_gap_is_the_summary_s_and_what_was_not_declared_is_no_gap() -> None:
    (row,) = (row for row in rows_of(two_months(), "reconciliation") if row["ICB code"] == "QMF")
    shown = {line["Reviews at the month's end"]: line for line in table(read(of("QMF")), "feedback_counts")}
    for what, declared, counted, gap in (
        ("All reviews", "Declared total", "Counted total", "Difference"),
        ("Open", "Declared open", "Counted open", "Difference open"),
        ("Closed", "Declared closed", "Counted closed", "Difference closed"),
    ):
        cells = [shown[what][header] for header in ("You declared", "Counted", "Difference")]
        assert cells == [row[declared], row[counted], row[gap]]
    assert "all reviews: you declared 2 more than your records show (4 declared, 2 counted)." in email_text(of("QMF"))
    assert table(read(of("QMJ")), "feedback_counts") == []


def test_the_score_is_told_against_last_month_s() -> None:
    (row,) = (row for row in rows_of(two_months(), "quality_scores") if row["ICB code"] == "QMF")
    shown = {f"{line['Month']:%Y-%m}": line["Score"] for line in table(read(of("QMF")), "feedback_scores")}
    assert shown == {month: score for month, score in row.items() if isinstance(score, float)}
    assert list(shown) == ["2024-10", "2024-09"]
    points = 100 * (shown["2024-10"] - shown["2024-09"])
    moved = f"{'up' if points > 0 else 'down'} {abs(points):.1f} points" if round(points, 1) else "unchanged"
    assert f"(September 2024: {shown['2024-09']:.1%}, {moved})" in email_text(of("QMF"))
    assert of("QKK").score is None
    assert "Quality score" not in email_text(of("QKK"))


def test_findings_are_those_of_the_summary_record_by_record_with_what_to_do_and_where() -> None:
    listed = [row for row in rows_of(two_months(), "findings") if row["ICB code"] == "QMF" and not row["Accepted"]]
    shown = table(read(of("QMF")), "feedback_findings")
    places = [(row["Rule"], row["Row"] or 0, row["Column"], row["What to do"]) for row in shown if row["Rule"] != "E02"]
    assert sorted(places) == sorted(
        (row["Rule"], row["Row"] or 0, row["Column"], row["Fix"]) for row in listed if row["Rule"] != "E02"
    )
    assert len(shown) == len(listed)
    assert [row["Row"] or 0 for row in shown] == sorted(row["Row"] or 0 for row in shown)
    assert all(row["What is wrong"] and row["What to do"] and row["Severity"] for row in shown)
    status = next(row for row in shown if row["Column"] == "Status")
    assert (status["Record no."], status["Row"], status["Return"]) == (7, 6, "QMF.xlsx")


def test_a_link_leads_to_the_cell_of_the_icb_s_own_return() -> None:
    sheet = read(of("QMF"))["Findings"]
    found = next(row for row in sheet.iter_rows() if row[2].value == "Status" and row[1].value == 6)
    link = found[7].hyperlink
    letter = "E"
    assert list(COLUMN_BY_FIELD).index("status") == ord(letter) - ord("A")
    assert (found[7].value, link.target, link.location) == ("Cases E6", "QMF.xlsx", "'Cases'!E6")


def test_after_as_many_links_as_a_sheet_holds_a_finding_names_its_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> tuple[list[object], int]:
        cells = [row[7] for row in read(of("QMF"))["Findings"].iter_rows()]
        return [cell.value for cell in cells], sum(cell.hyperlink is not None for cell in cells)

    named, links = shown()
    assert links > 1
    monkeypatch.setattr("reports.feedback.findings.MOST_LINKS", 1)
    assert shown() == (named, 1)


def test_a_return_that_was_set_aside_is_told_what_to_put_right_and_one_that_was_superseded_is_not() -> None:
    assert {row["Return"] for row in table(read(of("QKK")), "feedback_findings")} == {"QKK.xlsx"}
    assert {row["Return"] for row in table(read(of("QMF")), "feedback_findings")} == {"QMF.xlsx"}


def test_an_identifier_in_another_icb_s_return_is_told_without_naming_it() -> None:
    shared = [row for row in rows_of(two_months(), "findings") if row["Rule"] == "E02"]
    assert {row["ICB code"] for row in shared} == {"QMF", "QRV"}
    assert "QRV" in next(row["Message"] for row in shared if row["ICB code"] == "QMF")
    assert "stands in a return of another ICB" in texts(of("QMF"))


def test_nothing_of_another_icb_is_in_anything_that_an_icb_gets() -> None:
    everybody = feedback_by_icb(two_months())
    for one in everybody:
        said = texts(one)
        for other in everybody:
            if other.code != one.code:
                assert other.code not in said
                assert other.icb not in said
                assert not [each.file for each in other.returns if each.file and each.file in said]


def test_london_s_feedback_holds_every_figure_of_its_summary() -> None:
    for one in feedback_by_icb(london()):
        (quality,) = (row for row in rows_of(london(), "quality") if row["ICB code"] == one.code)
        found = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
        assert {header: one.tally[severity] for severity, header in found.items()} == {
            header: quality[header] for header in found.values()
        }
        assert one.score == quality["Score"]


def test_the_same_month_gives_the_same_bytes() -> None:
    first, second = (feedback_by_icb(two_months()) for _ in range(2))
    for one, other in zip(first, second, strict=True):
        assert feedback_bytes(one) == feedback_bytes(other)
        assert email_text(one) == email_text(other)


def test_nothing_that_excel_is_strict_about() -> None:
    for one in feedback_by_icb(two_months()):
        assert strictness_faults(feedback_bytes(one)) == []


@pytest.mark.ooxml
@pytest.mark.parametrize("code", ["QMF", "QMJ"])
def test_microsofts_validator_finds_nothing(code: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(feedback_bytes(of(code)))
    assert ooxml_errors(tmp_path / "a.xlsx") == []


@pytest.mark.libreoffice
def test_libreoffice_shows_every_sheet_and_opens_on_the_first(tmp_path: Path) -> None:
    path = tmp_path / "feedback.xlsx"
    path.write_bytes(feedback_bytes(of("QMF")))
    shown = opened(path)
    assert tuple(shown.values) == SHEETS
    assert shown.cursor == ("Feedback", "A1")


def test_a_return_without_a_record_is_told_too() -> None:
    empty = consolidated(receive("QMF.xlsx", return_bytes(), today=TODAY), month=OCTOBER)
    one = next(each for each in feedback_by_icb(empty) if each.code == "QMF")
    assert (one.outcome, one.rows) == ("accepted", (0, 0, 0, 0))
    assert strictness_faults(feedback_bytes(one)) == []


def test_records_that_nobody_touched_since_last_month_are_told() -> None:
    before = consolidated(received("QMF.xlsx", OPEN_SAR, month=SEPTEMBER), month=SEPTEMBER)
    own = {"own_total": 1, "own_open": 1, "own_closed": 0}
    after = consolidated(received("QMF.xlsx", OPEN_SAR, **own), previous=read_previous(summary_bytes(before)))
    one = next(one for one in feedback_by_icb(after) if one.code == "QMF")
    overview = [str(cell.value) for row in read(one)["Feedback"] for cell in row]
    assert any("the same as last month's" in said for said in overview)
    assert "the same as last month's" in email_text(one)
    assert "- Your own count and your records agree." in email_text(one)
    assert "the same as last month's" not in email_text(of("QMF"))
