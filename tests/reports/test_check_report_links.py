"""Links of the report: each leads to the finding's own cell, and none holds personal detail.

The personal detail here is made up: an NHS number of the test range.
"""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter

from reports.check_report import CheckedReturn
from reports.check_report.sheet import CellLink
from tests.reports.check_reports import FAULTY, Read, checked, of_icb, report
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, TO_COMPLETE

NHS_NUMBER = "999 000 0018"


def targets(read: Read) -> dict[tuple[int | None, str, str], tuple[str, str]]:
    """Row, column and rule of each finding to the file and the place that its link leads to."""
    return {
        (row["Row"].value, row["Column"].value, row["Rule"].value): (link.target or "", link.location or "")
        for row in read.cells("report_findings")
        if (link := row["Link"].hyperlink)
    }


def test_each_link_leads_to_the_cell_of_its_finding() -> None:
    one = checked(of_icb("QMF"))
    found = targets(report(one))
    about_cells = [finding for finding in one.findings if finding.row]
    assert about_cells
    for finding in about_cells:
        letters = get_column_letter(HEADERS.index(finding.column) + 1)
        link = found[finding.row, finding.column, finding.rule]
        assert link == ("QMF.xlsx", f"'Cases'!{letters}{finding.row}")


def test_the_link_s_text_names_the_cell() -> None:
    (row,) = [row for row in report(checked(of_icb("QMF"))).rows("report_findings") if row["Rule"] == "H04"]
    assert row["Link"] == f"Cases {get_column_letter(HEADERS.index('Designated professional') + 1)}6"


def test_a_column_that_somebody_moved_is_found_where_it_stands() -> None:
    headers = [*reversed(HEADERS), TO_COMPLETE]
    moved = written(FAULTY, headers=headers, first_column=3, header_row=9)
    found = targets(report(checked(moved)))
    letters = get_column_letter(headers.index("Theme 1") + 3)
    assert found[10, "Theme 1", "B01"] == ("QMF.xlsx", f"'Cases'!{letters}10")


def test_a_renamed_sheet_is_linked_by_its_own_name() -> None:
    found = targets(report(checked(written(FAULTY, sheet="Ours, not the board's"))))
    assert found[5, "Theme 1", "B01"][1].startswith("'Ours, not the board''s'!")


def test_a_sheet_whose_name_holds_personal_detail_has_no_links() -> None:
    one = checked(written(FAULTY, sheet=f"Cases {NHS_NUMBER}"))
    read = report(one)
    assert {place for place in targets(read) if place[0]} == set()
    assert NHS_NUMBER not in "\n".join(read.texts)
    assert len(read.rows("report_findings")) == len(one.findings)


def test_a_column_that_the_icb_added_is_linked() -> None:
    headers = [*HEADERS, TO_COMPLETE, "Ward"]

    def spoil(book: object, cases: object) -> None:
        write_cell(book, cases, 4, len(headers) - 1, f"NHS number {NHS_NUMBER}")

    found = targets(report(checked(written(FAULTY, headers=headers, spoil=spoil))))
    letters = get_column_letter(len(headers))
    assert found[5, f"added column {letters}", "H01"] == ("QMF.xlsx", f"'Cases'!{letters}5")


def test_a_finding_about_your_icb_leads_to_its_defined_name() -> None:
    found = targets(report(checked(of_icb("QMF", own_total=99))))
    assert found[None, "Your own count: total", "I02"] == ("QMF.xlsx", "own_total")


def test_a_name_that_is_gone_has_no_link() -> None:
    heading = {name: value for name, value in HEADING.items() if name != "reporting_month"}
    one = checked(written(FAULTY, heading=heading))
    assert "I01" in {finding.rule for finding in one.findings}
    assert not [place for place in targets(report(one)) if place[2] == "I01"]


def test_a_file_without_a_way_to_it_has_no_links() -> None:
    read = report(checked(of_icb("QMF"), file="file 1 (name withheld)", path=""))
    assert targets(read) == {}
    assert {row["Link"] for row in read.rows("report_findings")} == {None}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("../returns/October 2024/a.xlsx", "..\\returns\\October%202024\\a.xlsx"),
        ("50% of #2 [final] é.xlsx", "50%25%20of%20%232%20%5bfinal%5d%20é.xlsx"),
        ("a%20b.xlsx", "a%2520b.xlsx"),
    ],
)
def test_names_of_every_kind_are_escaped_once(path: str, target: str) -> None:
    found = targets(report(checked(of_icb("QMF"), path=path)))
    assert {link[0] for link in found.values()} == {target}


def test_a_way_that_is_too_long_for_excel_leaves_the_cell_named_and_unlinked() -> None:
    read = report(checked(of_icb("QMF"), path="x" * 2_100))
    assert targets(read) == {}
    assert "Cases E7" not in {row["Link"] for row in read.rows("report_findings")}
    assert all(row["Link"] for row in read.rows("report_findings"))


def test_beyond_excel_s_most_links_the_cells_are_named_and_the_sheet_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.check_report.findings.MOST_LINKS", 3)
    one: CheckedReturn = checked(of_icb("QMF"))
    read = report(one)
    rows = read.cells("report_findings")
    assert [bool(row["Link"].hyperlink) for row in rows] == [True] * 3 + [False] * (len(rows) - 3)
    assert all(row["Link"].value for row in rows)
    assert "Excel holds 3 links on a sheet: the findings after them name their cell without a link." in read.texts


def test_more_findings_than_a_sheet_has_rows_are_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.check_report.sheet.LAST_ROW", 20)
    one: CheckedReturn = checked(of_icb("QMF", FAULTY + FAULTY.split("|\n", 1)[1] * 4))
    with pytest.raises(FileFault, match=r"ends at row 20\. Please either give fewer files at once, or use --json"):
        report(one)


def test_a_link_s_url_is_made_of_way_and_place() -> None:
    assert CellLink("Cases E12", "a b.xlsx", "'Cases'!E12").url == "external:a%20b.xlsx#'Cases'!E12"
