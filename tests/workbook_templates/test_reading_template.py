"""What the template's builder writes is what reading finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.workbook_templates.least_template import least_template_bytes
from tests.workbook_templates.template_example import FILLED
from workbook_templates.layout import FIRST_RECORD_ROW, TEMPLATE_VERSION
from workbook_templates.reading import read_return

template = pytest.importorskip("workbook_templates.template")


def test_an_empty_template_is_a_return_without_records() -> None:
    read = read_return(template.template_bytes())
    assert read.rows == ()
    assert read.added_columns == {}
    assert read.heading_problems == ()
    assert read.template_version == TEMPLATE_VERSION
    assert read.accepted == ()


def test_a_filled_template_comes_back_as_it_was_filled() -> None:
    rows = [
        {"Record no.": 1, "Status": "Open", "Date added": date(2024, 10, 1), "Overview": "=not a formula"},
        {"Record no.": 2},
        {"Record no.": 3, "Status": "Closed", "Health recommendations": 0},
    ]
    heading = {"reporting_month": date(2024, 10, 31), "return_number": 2, "own_total": 2}
    read = read_return(
        template.template_bytes(icb="QMF", ready_rows=10, filled=template.FilledReturn(your_icb=heading, rows=rows))
    )
    assert [(row.row, {name: value for name, value in row.cells.items() if value != ""}) for row in read.rows] == [
        (FIRST_RECORD_ROW, rows[0]),
        (FIRST_RECORD_ROW + 2, rows[2]),
    ]
    assert {row.formulas for row in read.rows} == {frozenset()}
    your_icb = read.your_icb
    assert (your_icb.your_icb, your_icb.month, your_icb.return_number) == ("QMF", date(2024, 10, 31), 2)
    assert your_icb.own_total == 2
    assert read.saved.hidden_rows == ()
    assert not read.saved.filtered
    assert read.saved.outside_table == ()


def test_the_least_template_of_the_tests_is_read_as_a_whole_one_but_for_what_stands_on_its_other_sheets() -> None:
    options = {"filled": FILLED, "ready_rows": 12, "made_on": date(2024, 11, 4)}
    whole, least = read_return(template.template_bytes(**options)), read_return(least_template_bytes(**options))
    assert whole.elsewhere.sheets[:3] == ("Guide", *least.elsewhere.sheets)
    assert replace(least, sha256=whole.sha256, elsewhere=whole.elsewhere) == whole
