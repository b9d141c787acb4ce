"""The door for people without Excel: a macro from a terminal, on the workbook in front of a listening LibreOffice."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from addin import macros
from addin.libreoffice.__main__ import press
from addin.libreoffice.office import uno_bridge
from tests.addin.open_in_libreoffice import calc
from tests.programs import missing
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from workbook_templates.faults import OurFault
from workbook_templates.layout import CHECK_STATUS


def test_where_no_libreoffice_listens_it_says_how_to_have_one_listen(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        uno_bridge()
    except OurFault:
        missing("python3-uno for this Python")
    assert press(["check_quality", "--connection", "pipe,name=scrt-nobody"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert 'please start it with soffice --accept="pipe,name=scrt-nobody;urp;"' in said.err


def test_consolidating_asks_for_folder_and_month(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        press(["consolidate_folder", "--month", "2024-10"])
    assert "please say which folder and month" in capsys.readouterr().err


@pytest.mark.libreoffice
def test_macros_are_pressed_from_a_terminal_on_the_workbook_in_front(tmp_path: Path) -> None:
    connection = f"pipe,name=scrt-{uuid.uuid4().hex}"
    returns = tmp_path / "returns"
    returns.mkdir()
    path = returns / "QMF.xlsx"
    path.write_bytes(return_bytes(OPEN_SAR, whole=True))
    with calc(tmp_path, connection=connection) as app:
        nobody = pressed("check_quality", connection)
        book = app.books.open(str(path))
        checked = pressed("check_quality", connection)
        status = book.names[CHECK_STATUS].refers_to_range.value
        made = pressed("consolidate_folder", connection, "--folder", returns, "--month", "2024-10")
        opened = [each.name for each in app.books]
        app.books[made_name].close()
        book.close()
    assert nobody.startswith("No workbook is open")
    assert checked.strip() == status
    assert "1 review" in made
    assert sorted(opened) == ["QMF.xlsx", made_name]


made_name = "S-CRT summary 2024-10.xlsx"


def pressed(macro: str, connection: str, *more: object) -> str:
    """What a terminal shows; another process, as for a person."""
    words = [sys.executable, "-m", "addin.libreoffice", macro, "--connection", connection, *map(str, more)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_macro_that_is_none_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        press(["check"])
    said = capsys.readouterr().err
    assert all(name in said for name in macros.__all__)
