"""The report in the programs that open it: what Excel is strict about, Microsoft's validator, LibreOffice Calc."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.check_report.build import SHEETS, report_bytes
from tests.excel_strictness import strictness_faults
from tests.libreoffice import opened
from tests.ooxml import ooxml_errors
from tests.reports.check_reports import (
    FAULTY,
    TODAY,
    as_previous,
    checked,
    exception,
    of_icb,
    with_accepted,
)

PLAIN = with_accepted(FAULTY)
ACCEPTED = with_accepted(FAULTY, exception(PLAIN, 6, "Designated professional", "H04"))


def of_one() -> bytes:
    """The report on one return."""
    return report_bytes([checked(of_icb("QMF"))], previous=None, today=TODAY)


def of_nothing() -> bytes:
    """The report on a return without a record."""
    return report_bytes([checked(of_icb("QMF", ""))], previous=None, today=TODAY)


def of_all() -> bytes:
    """The report on several returns with every table that there is."""
    returns = [
        checked(ACCEPTED, path="../October 2024/QMF.xlsx"),
        checked(of_icb("QKK"), file="QKK.xlsx", path="QKK #2 50%.xlsx", settings="[C07]\ndays = 60"),
        checked(b"nothing", file="notes.docx"),
    ]
    return report_bytes(returns, previous=as_previous(checked(PLAIN)), today=TODAY)


REPORTS = {"of one return": of_one, "of nothing": of_nothing, "of all that there is": of_all}


@pytest.mark.parametrize("kind", REPORTS)
def test_nothing_that_excel_is_strict_about(kind: str) -> None:
    assert strictness_faults(REPORTS[kind]()) == []


@pytest.mark.ooxml
@pytest.mark.parametrize("kind", REPORTS)
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(REPORTS[kind]())
    assert ooxml_errors(path) == []


@pytest.mark.libreoffice
def test_libreoffice_shows_every_sheet_and_cell_and_opens_on_the_overview(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(of_all())
    shown = opened(path)
    assert tuple(shown.values) == (*SHEETS, "Since last report")
    assert shown.cursor == ("Overview", "A1")
    one = checked(of_icb("QMF"))
    path.write_bytes(of_one())
    overview = opened(path).values["Overview"]
    assert overview["B4"] == pytest.approx(one.score.workbook.rate, abs=1e-12)
    assert overview["B5"] == one.score.records
