"""The London example: its planted faults are found exactly, and no others of severity error, in the real workbooks."""

from __future__ import annotations

import pytest

from reports.check_report import CheckedReturn
from reports.london_example import INVENTED, LondonReturn, london_returns
from tests.reports.check_reports import checked, places, report
from validators.findings import Severity
from validators.rules import standard_rules
from workbook_templates.layout import CASES_HEADER_ROW
from workbook_templates.template import FilledReturn, template_bytes

QUIETER = frozenset({"C01", "D04"})
"""What can be read all the same is quieter than its rule: a date typed as text, an address without https://."""
RETURNS = {one.icb_code: one for one in london_returns()}


def workbook(one: LondonReturn) -> bytes:
    """A return as its ICB would send it."""
    return template_bytes(filled=FilledReturn(your_icb=one.heading, rows=one.rows, note=INVENTED))


@pytest.fixture(scope="module")
def london() -> dict[str, CheckedReturn]:
    return {icb: checked(workbook(one), file=f"{icb}.xlsx", path=f"{icb}.xlsx") for icb, one in RETURNS.items()}


def planted(icb: str) -> set[tuple[int | None, str, str]]:
    """Row, column and rule of each planted fault about a record."""
    faults = [fault for fault in RETURNS[icb].planted if fault.record_no is not None]
    return {(CASES_HEADER_ROW + (fault.record_no or 0), fault.column, fault.rule) for fault in faults}


@pytest.mark.parametrize("icb", RETURNS)
def test_every_planted_fault_is_found_in_its_cell(icb: str, london: dict[str, CheckedReturn]) -> None:
    found = {(each.row, each.column, each.rule) for each in london[icb].findings}
    assert planted(icb) - found == set()
    about_the_return = {fault.rule for fault in RETURNS[icb].planted if fault.record_no is None}
    assert about_the_return <= {rule for row, _, rule in found if row is None}
    assert len(planted(icb)) + len(about_the_return) == len(RETURNS[icb].planted)


@pytest.mark.parametrize("icb", RETURNS)
def test_every_error_is_a_planted_fault(icb: str, london: dict[str, CheckedReturn]) -> None:
    errors = [each for each in london[icb].findings if each.severity is Severity.ERROR]
    assert sorted((each.row or 0, each.column, each.rule) for each in errors) == sorted(
        (row or 0, column, rule)
        for row, column, rule in planted(icb)
        if standard_rules()[rule].severity is Severity.ERROR and rule not in QUIETER
    )


def test_the_report_on_all_five_lists_them(london: dict[str, CheckedReturn]) -> None:
    read = report(*london.values())
    rows = read.rows("report_findings")
    for icb in RETURNS:
        of_icb = [row for row in rows if row["ICB code"] == icb]
        assert planted(icb) <= set(places(of_icb))
    assert read.figure("Records") == 396
    assert [row["ICB code"] for row in read.rows("report_icbs")] == list(RETURNS)
    assert read.figure("Crashed") == 0
