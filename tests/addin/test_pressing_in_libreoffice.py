"""The door for people without Excel: a macro from a terminal, on the workbook in front of a listening LibreOffice."""

from __future__ import annotations

import pytest

from addin import macros
from addin.libreoffice.__main__ import press
from addin.libreoffice.office import uno_bridge
from tests.programs import missing
from workbook_templates.faults import OurFault


def test_where_no_libreoffice_listens_it_says_how_to_have_one_listen(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        uno_bridge()
    except OurFault:
        missing("python3-uno for this Python")
    assert press(["check_quality", "--connection", "pipe,name=scrt-nobody"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert 'please start it with soffice --accept="pipe,name=scrt-nobody;urp;"' in said.err


def test_a_macro_that_is_none_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        press(["check"])
    said = capsys.readouterr().err
    assert all(name in said for name in macros.__all__)
