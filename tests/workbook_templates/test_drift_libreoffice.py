"""LibreOffice rewrites all that it saves: a workbook that was only saved there, or worked on, has not drifted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import libreoffice
from tests.workbook_templates.drifting import changed, pasted_over, untouched
from workbook_templates.reading import read_return
from workbook_templates.reading.drift.inspection import inspect_workbook
from workbook_templates.reading.drift.spans import cells_of

pytestmark = pytest.mark.libreoffice


def saved_again(content: bytes, folder: Path) -> bytes:
    source = folder / "return.xlsx"
    source.write_bytes(content)
    (folder / "saved").mkdir()
    return libreoffice.convert(source, "xlsx:Calc MS Excel 2007 XML", out_dir=folder / "saved").read_bytes()


@pytest.mark.parametrize("ready_rows", [15, 500])
def test_a_workbook_that_was_only_saved_has_not_drifted(ready_rows: int, tmp_path: Path) -> None:
    content = saved_again(untouched(ready_rows=ready_rows), tmp_path)
    found = inspect_workbook(content)
    assert not found.has_drifted, found
    assert read_return(content).saved.drift == ()


def test_cells_pasted_over_are_the_same_cells_after_saving(tmp_path: Path) -> None:
    def paste(book: object) -> None:
        pasted_over(book, "E", 7, 8, 9)
        pasted_over(book, "U", 6)

    found = inspect_workbook(saved_again(changed(paste), tmp_path))
    assert [(one.column, cells_of(one.letters, one.rows)) for _, one in found.guards] == [
        ("Status", ("E7:E9",)),
        ("Designated professional", ("U6",)),
    ]
