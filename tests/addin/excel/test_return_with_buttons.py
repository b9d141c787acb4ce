"""The template with buttons: Excel's rules, three readers of its macros, and each button pressed for real."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import xlwings as xw

from addin import macros
from addin.excel.buttons import BUTTONS, return_macros
from addin.excel.sources import own_module, xlwings_modules
from addin.excel.vba_project import Module, sheet_module, workbook_module
from tests.addin.excel.reading_vba import java_hash, modules_by_poi, sources_by_olevba
from tests.addin.faulty_return import FAULTY, command_line_says, table_says
from tests.addin.open_in_libreoffice import calc
from tests.excel_strictness import strictness_faults
from tests.libreoffice import buttons_pressed
from tests.ooxml import ooxml_errors
from tests.workbook_templates.template_example import FILLED
from workbook_templates.layout import ALL_SHEETS
from workbook_templates.template import FilledReturn, template_bytes


@cache
def content() -> bytes:
    return template_bytes(icb="QMF", ready_rows=3, macros=return_macros())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workbook = tmp_path / "return.xlsm"
    workbook.write_bytes(content())
    return workbook


def modules() -> list[Module]:
    """What the macros of a return are, said here once more."""
    sheets = [sheet_module(f"Sheet{number}") for number, _ in enumerate(ALL_SHEETS, start=1)]
    own = [own_module(name) for name in ("ScrtButtons", "ScrtAsking", "ScrtPython")]
    return [workbook_module(), *sheets, *own, *xlwings_modules(of_active_workbook=False)]


def test_nothing_that_excel_is_strict_about() -> None:
    assert strictness_faults(content()) == []


def test_equal_input_makes_equal_bytes() -> None:
    assert template_bytes(icb="QMF", ready_rows=3, macros=return_macros()) == content()


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(path: Path) -> None:
    assert ooxml_errors(path) == []


def test_every_document_has_the_code_name_that_its_module_has() -> None:
    package = zipfile.ZipFile(BytesIO(content()))
    assert 'codeName="ThisWorkbook"' in package.read("xl/workbook.xml").decode()
    for number, _ in enumerate(ALL_SHEETS, start=1):
        assert f'codeName="Sheet{number}"' in package.read(f"xl/worksheets/sheet{number}.xml").decode()
    types = package.read("[Content_Types].xml").decode()
    assert "application/vnd.ms-excel.sheet.macroEnabled.main+xml" in types


def test_every_button_presses_a_macro_that_is_there() -> None:
    source = own_module("ScrtButtons").source
    assert [button for button in BUTTONS if f"Public Sub {button.macro}()\r\n" not in source] == []
    assert source.count("Public Sub ") == len(BUTTONS)


def test_every_macro_presses_one_that_python_has() -> None:
    sources = [own_module(name).source for name in ("ScrtButtons", "ScrtAsking")]
    pressed = [macro for source in sources for macro in re.findall(r'RunMacro "(\w+)"', source)]
    assert sorted(pressed) == sorted(macros.__all__)


def test_olevba_reads_each_module_as_it_was_written(path: Path) -> None:
    assert sources_by_olevba(path) == {module.name: module.source for module in modules()}


def test_apache_poi_reads_each_module_as_it_was_written(path: Path, tmp_path: Path) -> None:
    expected = {module.name: (module.kind.name.replace("PROCEDURES", "MODULE"), module.source) for module in modules()}
    assert modules_by_poi(path, tmp_path) == {
        name: (kind.capitalize(), java_hash(source)) for name, (kind, source) in expected.items()
    }


RUN_PYTHON = """Option VBASupport 1
Public Function RunPython(PythonCommand As String)
    ThisWorkbook.Worksheets("Checklist").Range("B4").Value = PythonCommand
End Function
"""
"""In the place of xlwings' two modules, which LibreOffice cannot compile: it writes down what Python was asked for."""
ANSWERED = """
Private Function AskedFolder() As String
    AskedFolder = "/returns of October"
End Function

Private Function AskedMonth() As String
    AskedMonth = "2024-10"
End Function

Private Function Answered(question, buttons, title) As Long
    Answered = vbYes
End Function

Public Function Slip() As String
    Dim made As Workbook, called As Variant
    Set made = Workbooks.Add
    FillSlip made, "/returns of October", "2024-10"
    For Each called In Array("asked_folder", "asked_month", "asked_status")
        Slip = Slip & made.Names(called).RefersTo & "|"
    Next
    With made.Worksheets(1)
        Slip = Slip & .Range("B1").Value & "|" & .Range("B2").Value & "|" & .Range("B3").Value
    End With
    made.Close False
End Function
"""
"""In the place of the three dialogs, which nobody answers in a test, with a look at the slip that answers make."""


def asking(answers: str) -> str:
    """The module that asks, with answers for its questions."""
    source = own_module("ScrtAsking").source.replace("\r\n", "\n").replace("If MsgBox(", "If Answered(")
    # LibreOffice's imitation of Excel has no such property.
    source = source.replace(" And Not book.ReadOnly", "")
    for asked in ("AskedFolder", "AskedMonth"):
        source = re.sub(rf"Private Function {asked}\(\).*?End Function\n", "", source, flags=re.DOTALL)
    return f"Option VBASupport 1\n{source}{answers}"


REPLACED = {"xlwings": RUN_PYTHON, "Dictionary": "Option VBASupport 1\n", "ScrtAsking": asking(ANSWERED)}


ASKED = "import xlwings; from addin import macros; macros.{}(xlwings.Book.caller())"


@pytest.mark.libreoffice
def test_libreoffice_keeps_the_macros_and_each_button_asks_python_for_its_own(path: Path) -> None:
    opened = buttons_pressed(
        path, library="ScrtReturn", replaced=REPLACED, writes_to=("Checklist", "B4"), called=["ScrtAsking.Slip"]
    )
    slip = "=Sheet1!$B$1|=Sheet1!$B$2|=Sheet1!$B$3|/returns of October|2024-10|Starting ..."
    assert opened.called == {"ScrtAsking.Slip": slip}
    assert {name: code_of(text) for name, text in opened.modules.items()} == {
        module.name: code_of(module.source) for module in modules()
    }
    assert opened.pressed == {
        "Check quality": ASKED.format("check_quality"),
        "Next finding": ASKED.format("go_to_next_finding"),
        "Accept suggestions": ASKED.format("accept_suggestions"),
        "Clear findings": ASKED.format("clear_findings"),
        "New record": ASKED.format("new_record"),
        "Make summary": ASKED.format("make_summary"),
        "Consolidate folder": ASKED.format("consolidate_folder"),
    }


@pytest.mark.libreoffice
def test_what_a_button_asks_of_python_checks_the_open_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faulty.xlsm"
    filled = FilledReturn(your_icb=FILLED.your_icb, rows=FAULTY)
    path.write_bytes(template_bytes(ready_rows=30, filled=filled, macros=return_macros()))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "log"))
    with calc(tmp_path) as app:
        book = app.books.open(str(path))
        monkeypatch.setattr(xw.Book, "caller", lambda: book)
        exec(ASKED.format("check_quality"), {})  # noqa: S102 - the very line that the button hands to Python
        headers, *rows = book.sheets["Checklist"].tables["findings"].range.value
        book.close()
    listed = table_says([dict(zip(headers, row, strict=True)) for row in rows])
    assert len(listed) > 40
    assert listed == command_line_says(path)


def code_of(text: str) -> list[str]:
    """A module without its attributes and the lines that LibreOffice puts before them."""
    before = ("Attribute ", "Rem Attribute VBA_ModuleType=", "Option VBASupport ", "Option ClassModule")
    lines = [line for line in text.splitlines() if not line.startswith(before)]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
