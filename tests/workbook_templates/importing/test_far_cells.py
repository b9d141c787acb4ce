"""Spreadsheets that say of a few cells that they stand everywhere are refused before they are laid out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests import libreoffice
from tests.hostile.kinds import number_at, old_workbook, open_document, rows, value
from workbook_templates.faults import FileFault
from workbook_templates.importing.grids import read_source
from workbook_templates.importing.old_workbooks import cells_laid_out
from workbook_templates.importing.open_documents import cells_repeated

_EMPTY = "<table:table-cell/>"


def test_an_old_workbook_is_measured_as_it_is_laid_out() -> None:
    content = old_workbook(cells=[number_at(0, 0), number_at(9, 3)])
    assert cells_laid_out(content) == 40
    (grid,) = read_source(content).grids
    assert (len(grid.rows), grid.value(1, 1), grid.value(10, 4)) == (10, 1.0, 1.0)
    with pytest.raises(FileFault, match="more than 200 MB"):
        read_source(old_workbook(cells=[number_at(0, 0), number_at(65_535, 255)]))


@pytest.mark.parametrize("keep", [8, 100, 512, 1_000, 2_000, 5_000])
def test_an_old_workbook_that_is_cut_is_refused(keep: int) -> None:
    content = old_workbook(cells=[number_at(0, 0)])
    with pytest.raises(FileFault, match="lease"):
        read_source(content[:keep])


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (rows(value() + value("y", 3)) + rows(value(), 2), 12),
        (rows(value()) + rows(_EMPTY, 60_000), 1),
        (rows(value()) + rows(_EMPTY, 99) + rows(value()), 101),
        (rows(value() + '<table:table-cell table:number-columns-repeated="16000"/>'), 1),
        (rows('<table:table-cell table:number-columns-repeated="9"/>' + value()), 10),
        (rows('<table:table-cell a=">" table:number-columns-repeated="7" office:value="1"/>'), 7),
        (f"<!-- {rows(value(), 900)} -->{rows(value())}", 1),
    ],
)
def test_an_open_document_is_measured_as_it_is_laid_out(table: str, cells: int) -> None:
    content = open_document(table)
    assert cells_repeated(content) == cells
    (grid,) = read_source(content).grids
    assert len(grid.rows) * max(1, grid.width) == cells


def test_an_open_document_of_a_few_bytes_and_fifty_million_cells_is_refused() -> None:
    for table in (rows(value(repeated=500), 100_000), rows(value(repeated=100), 40_000) * 20):
        content = open_document(table)
        assert len(content) < 1_000
        with pytest.raises(FileFault, match="more than 200 MB"):
            read_source(content)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("to", "measured"), [("xls", cells_laid_out), ("ods", cells_repeated)])
def test_what_libreoffice_writes_is_measured_as_it_stands(to: str, measured: object, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 301):
        sheet.append([row, row / 3, f"made up {row}", None, row % 2 == 0])
    content = BytesIO()
    book.save(content)
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    converted = libreoffice.convert(tmp_path / "a.xlsx", to, out_dir=tmp_path).read_bytes()
    assert callable(measured)
    assert measured(converted) == 300 * 5
