"""What keeps Excel from "repairing" the template: Microsoft's validator, and what Excel is strict about besides."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.excel_strictness import strictness_faults
from tests.ooxml import ooxml_errors
from tests.workbook_templates.template_example import FILLED, OCTOBER
from workbook_templates.template import FilledReturn, template_bytes

TEMPLATES: dict[str, dict[str, Any]] = {
    "empty": {},
    "of an ICB": {"icb": "QMF", "reporting_month": OCTOBER},
    "after the succession": {"icb": "Z9B2Z", "reporting_month": date(2026, 4, 30), "ready_rows": 1},
    "of a region without lists": {"icb": "QT6", "reporting_month": OCTOBER, "ready_rows": 3},
    "filled": {"filled": FILLED, "ready_rows": 12},
    "with added columns": {
        "filled": FilledReturn(
            rows=({"Status": "Open", "Ward [A] #1": "x", "Seen": OCTOBER},), added=("Ward [A] #1", "Seen")
        ),
        "ready_rows": 2,
    },
}


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_bytes(**TEMPLATES[kind]))
    assert ooxml_errors(path) == []


@pytest.mark.ooxml
def test_microsofts_validator_does_find_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(changed("xl/workbook.xml", lambda text: text.replace("<sheets>", "<sheets><nonsense/>")))
    assert ooxml_errors(path)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_nothing_that_excel_is_strict_about(kind: str) -> None:
    assert strictness_faults(template_bytes(**TEMPLATES[kind])) == []


@pytest.mark.parametrize("kind", TEMPLATES)
def test_no_formula_needs_a_newer_excel_or_recalculates_without_need(kind: str) -> None:
    package = zipfile.ZipFile(BytesIO(template_bytes(**TEMPLATES[kind])))
    text = "".join(package.read(part).decode() for part in package.namelist() if part.endswith(".xml"))
    formulas = re.findall(r"<(?:f|formula|formula1|calculatedColumnFormula|definedName)\b[^>]*>([^<]*)<", text)
    assert len(formulas) > 100
    for formula in formulas:
        assert not re.search(r"_xlfn|_xlws|\b(?:INDIRECT|OFFSET|NOW|TODAY|RAND|LET|FILTER|XLOOKUP)\(", formula)


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """A small template with one part of its file changed."""
    source = zipfile.ZipFile(BytesIO(template_bytes(ready_rows=2)))
    before = source.read(part).decode()
    assert change(before) != before
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(name, change(before) if name == part else source.read(name))
    return target.getvalue()


CASES = "xl/worksheets/sheet3.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("xl/tables/table1.xml", 'name="Status"', 'name="State"', "stands under another header cell"),
        ("xl/tables/table2.xml", 'displayName="findings"', 'displayName="cases"', "is given to 2 tables"),
        ("xl/tables/table1.xml", 'name="Theme 2"', 'name="theme 1"', "two columns have one name"),
        ("xl/workbook.xml", 'name="check_status"', 'name="QR1"', "is the address of a cell"),
        ("xl/workbook.xml", 'name="check_status"', 'name="own_total"', "is defined 2 times"),
        ("xl/workbook.xml", "Checklist!$B$4<", "Nowhere!$B$4<", "a sheet that does not exist"),
        (CASES, "<formula1>list_stages<", "<formula1>Lists!$A$5:$A$9<", "names another sheet"),
        (CASES, "<formula1>list_stages<", f"<formula1>{'x' * 256}<", "a formula of 256 characters"),
        (CASES, 'promptTitle="Stage"', f'promptTitle="{"x" * 33}"', "promptTitle is longer than 32"),
        (CASES, '." sqref="F5:F2006"', '." sqref="F5:F1048577"', "lies outside the sheet"),
        (CASES, '." sqref="F5:F2006"', '." sqref="G5:G2006"', "two entry rules cover one cell"),
        (CASES, "COUNTIFS(flag_record,", "COUNTIFS(Checklist!$A$8:$A$9,", "names another sheet or a table"),
        (CASES, "<formula>may_be_personal<", "<formula>may_be_lost<", "speaks of may_be_lost, which nothing defines"),
        (CASES, "<formula1>list_stages<", "<formula1>list_steps<", "speaks of list_steps, which nothing defines"),
        ("xl/sharedStrings.xml", ' count="', ' count="1', "shared strings are used"),
        ("xl/worksheets/_rels/sheet3.xml.rels", "tables/table1.xml", "media/lost.png", "which is not in the file"),
    ],
)  # fmt: skip
def test_the_strictness_test_itself_sees_each_fault(part: str, old: str, new: str, fault: str) -> None:
    found = strictness_faults(changed(part, lambda text: text.replace(old, new, 1)))
    assert any(fault in each for each in found), found
