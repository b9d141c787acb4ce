"""The summary workbook in other programs: Microsoft's validator, Excel's own strictness, and LibreOffice."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.consolidation import Consolidation
from reports.summary_workbook import SHEETS, summary_bytes
from tests.excel_strictness import strictness_faults
from tests.libreoffice import Opened, opened, render
from tests.ooxml import ooxml_errors
from tests.reports.summary_workbook_example import (
    NOTE,
    OCTOBER,
    london,
    london_summary,
    nothing,
    with_columns,
    with_rows,
)


def odd() -> Consolidation:
    """A month with everything that seldom occurs: no status, no own count, long and odd texts, added columns."""
    totals = [(*row[:-1], 3) for row in london().tables["monthly_totals"].rows]
    rows = {
        "monthly_totals": totals,
        "reconciliation": [("QMJ", "NHS North Central London", None, 64, None, 30, 29, 1, 20, 35, -15)],
        "changes": [
            ("QMF", "12a", "new", text, date(1024, 1, 1)) for text in ("=1+1", "<r>rich</r>", "x" * 40_000, "\x07")
        ],
    }
    return with_columns(with_rows(london(), rows), "cases", ["=Team", "two\nlines", "", "y" * 300])


def content_of(kind: str) -> bytes:
    if kind == "London":
        return london_summary()
    return summary_bytes(odd(), note=NOTE) if kind == "odd" else summary_bytes(nothing(kind.removeprefix("empty ")))


KINDS = ("London", "odd", "empty London", "empty England")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "summary.xlsx"
    path.write_bytes(content_of(kind))
    assert ooxml_errors(path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_excel_is_strict_about(kind: str) -> None:
    assert strictness_faults(content_of(kind)) == []


def test_no_formula_needs_a_newer_excel(tmp_path: Path) -> None:
    package = zipfile.ZipFile(BytesIO(london_summary()))
    text = "".join(package.read(part).decode() for part in package.namelist() if part.startswith("xl/worksheets/sheet"))
    formulas = re.findall(r"<f>([^<]*)</f>", text)
    assert len(formulas) == 5
    for formula in formulas:
        assert not re.search(r"_xlfn|_xlws|\b(?:INDIRECT|OFFSET|NOW|TODAY|LET|FILTER|XLOOKUP|TEXTJOIN)\(", formula)


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("summary") / "summary.xlsx"
    path.write_bytes(london_summary())
    return opened(path)


@pytest.mark.libreoffice
def test_calc_works_out_the_headline_that_is_written(calc: Opened) -> None:
    formulas, shown = load_workbook(BytesIO(london_summary())), load_workbook(BytesIO(london_summary()), data_only=True)
    compared = {}
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            compared[cell.coordinate] = shown[sheet.title][cell.coordinate].value
            assert calc.values[sheet.title][cell.coordinate] == compared[cell.coordinate]
    assert sorted(map(str, compared.values())) == ["0", "178", "218", "396", "five of five ICBs"]


@pytest.mark.libreoffice
def test_the_headline_follows_the_tables(tmp_path: Path) -> None:
    """A return that is missing and a file that is set aside are seen as soon as the tables say so."""
    path = tmp_path / "summary.xlsx"
    path.write_bytes(london_summary())
    book = load_workbook(path)
    where = {"icb_totals": "ICBs", "sources": "Sources", "monthly_totals": "Summary"}
    first = {name: book[sheet].tables[name].ref.partition(":")[0] for name, sheet in where.items()}
    typed: dict[tuple[str, str], str | float] = {
        ("ICBs", book["ICBs"][first["icb_totals"]].offset(2, 6).coordinate): "no return counted",
        ("Sources", book["Sources"][first["sources"]].offset(3, 2).coordinate): "set aside",
        ("Summary", book["Summary"][first["monthly_totals"]].offset(6, 1).coordinate): 400,
    }
    values = opened(path, typed=typed).values["Summary"]
    labels = {values.get(f"A{row}"): values.get(f"B{row}") for row in range(1, 15)}
    assert labels["Returns counted from"] == "four of five ICBs"
    assert labels["Files set aside"] == 1
    assert labels["Total reviews"] == 400
    assert labels["Open"] == 178


@pytest.mark.libreoffice
def test_calc_shows_no_error_and_opens_on_the_summary(calc: Opened) -> None:
    assert calc.cursor == ("Summary", "A1")
    assert set(calc.values) == set(SHEETS)
    errors = [
        value for sheet in calc.values.values() for value in sheet.values() if str(value).startswith(("#", "Err:"))
    ]
    assert errors == []


@pytest.mark.libreoffice
def test_calc_has_the_months_as_dates(calc: Opened) -> None:
    page = load_workbook(BytesIO(london_summary()))["Summary"]
    head = page[page.tables["monthly_totals"].ref.partition(":")[0]]
    assert calc.values["Summary"][head.offset(6, 0).coordinate] == (OCTOBER - date(1899, 12, 30)).days


@pytest.mark.libreoffice
def test_every_sheet_can_be_rendered(tmp_path: Path) -> None:
    path = tmp_path / "summary.xlsx"
    path.write_bytes(summary_bytes(nothing()))
    pictures = render(path, tmp_path / "pictures")
    assert len(pictures) >= len(SHEETS)
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
