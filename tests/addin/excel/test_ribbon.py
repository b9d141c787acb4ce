"""The add-in: Excel's rules, its macros as others read them, and a ribbon whose buttons lead somewhere."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from xlsxwriter import Workbook

from addin import macros
from addin.excel.ribbon import addin_bytes
from addin.excel.sources import own_module, xlwings_modules
from addin.excel.vba_project import module_of, sheet_module, vba_project, workbook_module
from tests.addin.excel.reading_vba import java_hash, modules_by_poi, sources_by_olevba
from tests.excel_strictness import strictness_faults
from tests.libreoffice import buttons_pressed
from tests.ooxml import ooxml_errors
from workbook_templates.template import template_bytes

# Buttons of Excel in Microsoft's list of control names, of Office 2016 and of Microsoft 365 alike (on GitHub:
# OfficeDev/office-fluent-ui-command-identifiers, excelcontrols.xlsx): each has an icon of its name.
PUBLISHED_ICONS = {
    "AutoSum", "Consolidate", "DataFormExcel", "DataValidation", "DataValidationCircleInvalid", "PivotTableInsert",
    "ReviewDeleteComment", "ReviewNextComment", "Spelling", "TableRowsInsertAboveExcel",
}  # fmt: skip

_RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    addin = tmp_path / "scrt.xlam"
    addin.write_bytes(addin_bytes())
    return addin


def buttons() -> list[dict[str, str]]:
    ribbon = zipfile.ZipFile(BytesIO(addin_bytes())).read("customUI/customUI14.xml")
    root = ElementTree.fromstring(ribbon)  # noqa: S314 - a file of this project
    return [dict(button.attrib) for button in root.iter(f"{_RIBBON}button")]


def sources() -> dict[str, str]:
    own = [own_module(name) for name in ("ScrtRibbon", "ScrtAsking", "ScrtPython")]
    return {
        module.name: module.source
        for module in [workbook_module(), sheet_module("Sheet1"), *own, *xlwings_modules(of_active_workbook=True)]
    }


def test_it_is_an_add_in_with_a_ribbon() -> None:
    package = zipfile.ZipFile(BytesIO(addin_bytes()))
    types = package.read("[Content_Types].xml").decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert ".sheet.macroEnabled." not in types
    related = ElementTree.fromstring(package.read("_rels/.rels"))  # noqa: S314 - a file of this project
    targets = {each.attrib["Type"].rpartition("/")[2]: each.attrib["Target"] for each in related}
    assert targets["extensibility"] == "customUI/customUI14.xml"
    assert len({each.attrib["Id"] for each in related}) == len(related)


def test_equal_builds_are_equal_bytes() -> None:
    assert addin_bytes() == addin_bytes()


def test_nothing_that_excel_is_strict_about() -> None:
    assert strictness_faults(addin_bytes()) == []


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(path: Path) -> None:
    assert ooxml_errors(path) == []


def test_every_button_has_an_icon_a_key_and_two_tips_of_its_own() -> None:
    told = buttons()
    assert [button["tag"] for button in told] == [
        "check_quality", "go_to_next_finding", "accept_suggestions", "clear_findings", "new_record", "make_summary",
        "consolidate_folder",
    ]  # fmt: skip
    for each in ("id", "label", "imageMso", "keytip", "screentip", "supertip"):
        assert len({button[each] for button in told}) == len(told)
    assert {button["tag"] for button in told} == set(macros.__all__)
    assert {button["imageMso"] for button in told} <= PUBLISHED_ICONS
    assert {button["onAction"] for button in told} == {"PressRibbon"}
    assert "Public Sub PressRibbon(ByVal control As IRibbonControl)\r\n" in own_module("ScrtRibbon").source


def test_the_macros_know_a_return_by_a_name_that_the_template_has() -> None:
    (name,) = re.findall(r'book\.Names\("(\w+)"\)', own_module("ScrtRibbon").source)
    template = zipfile.ZipFile(BytesIO(template_bytes(ready_rows=1)))
    assert f'<definedName name="{name}"' in template.read("xl/workbook.xml").decode()


def test_olevba_reads_each_module_as_it_was_written(path: Path) -> None:
    assert sources_by_olevba(path) == sources()


def test_apache_poi_reads_each_module_as_it_was_written(path: Path, tmp_path: Path) -> None:
    read = {name: hashed for name, (_, hashed) in modules_by_poi(path, tmp_path).items()}
    assert read == {name: java_hash(source) for name, source in sources().items()}


# The macros themselves, run by LibreOffice, which knows no ribbon: what the ribbon hands over is a class here

STAND_INS = (
    """Attribute VB_Name = "xlwings"
Public Asked As String
Public Sub RunPython(PythonCommand As String)
    Asked = PythonCommand
End Sub
""",
    """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "RibbonButton"
Attribute VB_Exposed = False
Public Tag As String
""",
    """Attribute VB_Name = "Asking"
Public Function IsOurs() As Boolean
    IsOurs = IsReturn(ActiveWorkbook)
End Function

Public Function Pressed() As String
    Dim button As New RibbonButton
    button.Tag = "check_quality"
    PressRibbon button
    Pressed = Asked
End Function
""",
)


@pytest.mark.libreoffice
def test_the_ribbon_works_on_a_return_and_knows_one(tmp_path: Path) -> None:
    ours, other = workbook_with_ribbon_macros(tmp_path, ours=True), workbook_with_ribbon_macros(tmp_path, ours=False)
    asked = buttons_pressed(ours, library="Trial", writes_to=("S", "A1"), called=["Asking.IsOurs", "Asking.Pressed"])
    assert asked.called == {
        "Asking.IsOurs": True,
        "Asking.Pressed": "import xlwings; from addin import macros; macros.check_quality(xlwings.Book.caller())",
    }
    asked = buttons_pressed(other, library="Trial", writes_to=("S", "A1"), called=["Asking.IsOurs"])
    assert asked.called == {"Asking.IsOurs": False}


def workbook_with_ribbon_macros(folder: Path, *, ours: bool) -> Path:
    own = own_module("ScrtRibbon").source
    modules = [
        workbook_module(),
        sheet_module("Sheet1"),
        module_of(own.replace("IRibbonControl", "Object")),
        own_module("ScrtAsking"),
        own_module("ScrtPython"),
        *(module_of(text) for text in STAND_INS),
    ]
    path = folder / f"{ours}.xlsm"
    workbook = Workbook(path)
    workbook.add_worksheet("S")
    workbook.add_vba_project(BytesIO(vba_project("Trial", modules)), is_stream=True)
    if ours:
        workbook.define_name("template_version", '="1.1"')
    workbook.close()
    return path
