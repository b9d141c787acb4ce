"""The VBA project: what others read in it is what was put in, and its records are the specification's."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from addin.excel.sources import own_module, xlwings_folder, xlwings_modules
from addin.excel.vba_compression import compressed
from addin.excel.vba_project import Kind, Module, module_of, sheet_module, vba_project, workbook_module
from addin.excel.vba_protection import protection_lines
from tests.addin.excel.reading_vba import sources_by_olevba, streams_of
from workbook_templates.faults import OurFault

HELLO = module_of('Attribute VB_Name = "Greeting"\nSub Hello()\n    MsgBox "Hello"\nEnd Sub')
CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Thing"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Public Size As Long
"""


# Compression and protection


@given(st.text("ab \r\nSub", max_size=9000).map(str.encode))
def test_what_is_compressed_is_decompressed_by_another_program(content: bytes) -> None:
    assert content == b"" or bytes(decompress_stream(bytearray(compressed(content)))) == content


def test_what_does_not_get_smaller_is_stored_as_it_is() -> None:
    content = b"".join(sha256(bytes([number])).digest() for number in range(128))
    packed = compressed(content)
    assert bytes(decompress_stream(bytearray(packed))) == content
    assert packed == b"\x01\xff\x3f" + content


def test_repeated_text_becomes_one_copy_as_in_the_specification() -> None:
    assert compressed(b"a" * 73).hex() == "0103b002614500"


def test_the_protection_lines_are_those_of_the_specification_s_example() -> None:
    assert protection_lines("{917DED54-440B-4FD1-A5C1-74ACF261E600}") == [
        'CMG="0705D8E3D8EDDBF1DBF1DBF1DBF1"', 'DPB="0E0CD1ECDFF4E7F5E7F5E7"', 'GC="1517CAF1D6F9D7F9D706"',
    ]  # fmt: skip


# Modules


def test_a_module_ends_its_lines_as_excel_does() -> None:
    source = 'Attribute VB_Name = "Greeting"\r\nSub Hello()\r\n    MsgBox "Hello"\r\nEnd Sub\r\n'
    assert Module("Greeting", Kind.PROCEDURES, source) == HELLO


def test_a_class_gets_the_attributes_that_its_file_leaves_out() -> None:
    module = module_of(CLASS)
    assert (module.name, module.kind) == ("Thing", Kind.CLASS)
    assert module.source.splitlines() == [
        'Attribute VB_Name = "Thing"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
        "Public Size As Long",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sub Hello()\nEnd Sub",
        'Attribute VB_Name = "two words"\n',
        'Attribute VB_Name = "A23456789012345678901234567890123"\n',
        'Attribute VB_Name = "Arrow"\n\' \u2192\n',
        CLASS.replace("Attribute VB_Exposed = True\n", ""),
    ],
)
def test_a_text_that_excel_could_not_store_is_our_fault(text: str) -> None:
    with pytest.raises(OurFault):
        module_of(text)


@pytest.mark.parametrize("names", [("Scrt", "scrt"), ("Scrt", "One", "ONE"), ("a project", "One")])
def test_two_names_that_are_one_to_excel_are_our_fault(names: tuple[str, ...]) -> None:
    with pytest.raises(OurFault):
        vba_project(names[0], [sheet_module(name) for name in names[1:]])


# The project


def test_its_streams_are_those_of_the_specification() -> None:
    modules = [workbook_module(), sheet_module("Sheet1"), HELLO, module_of(CLASS)]
    content = vba_project("Trial", modules)
    assert vba_project("Trial", modules) == content
    streams = streams_of(content)
    names = [module.name for module in modules]
    assert set(streams) == {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{name}" for name in names)}
    assert streams["VBA/_VBA_PROJECT"].hex() == "cc61ffff000000"
    told = streams["PROJECT"].decode("ascii").split("\r\n")
    assert told[0].startswith('ID="{')
    assert told[1:6] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
        "Module=Greeting",
        "Class=Thing",
        'Name="Trial"',
    ]
    assert told[told.index("[Host Extender Info]") + 1].endswith(";VBE;&H00000000")
    assert streams["PROJECTwm"].startswith(b"ThisWorkbook\0" + "ThisWorkbook\0".encode("utf-16-le"))
    assert streams["PROJECTwm"].endswith("Thing\0".encode("utf-16-le") + b"\0\0")


def test_its_records_come_in_the_order_of_the_specification() -> None:
    directory = bytes(
        decompress_stream(bytearray(streams_of(vba_project("Trial", [workbook_module(), HELLO]))["VBA/dir"]))
    )
    numbers = []
    at = 0
    while at < len(directory):
        number, length = int.from_bytes(directory[at : at + 2], "little"), directory[at + 2 : at + 6]
        numbers.append(number)
        # The version's record alone is two bytes longer than it says.
        at += 6 + int.from_bytes(length, "little") + (2 if number == 0x09 else 0)
    information = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
    references = [0x16, 0x3E, 0x0D] * 2
    module = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    assert numbers == [
        *information, *references, 0x0F, 0x13, *module, 0x22, 0x2B, *module, 0x21, 0x2B, 0x10,
    ]  # fmt: skip


@pytest.mark.parametrize("of_active_workbook", [False, True])
def test_olevba_reads_each_module_as_it_was_written(of_active_workbook: bool, tmp_path: Path) -> None:
    modules = [
        workbook_module(),
        sheet_module("Sheet1"),
        own_module("ScrtPython"),
        *xlwings_modules(of_active_workbook=of_active_workbook),
    ]
    path = tmp_path / "vbaProject.bin"
    path.write_bytes(vba_project("Trial", modules))
    assert sources_by_olevba(path) == {module.name: module.source for module in modules}


@pytest.mark.parametrize(
    ("of_active_workbook", "file", "name", "books"),
    [
        (False, "xlwings.bas", "xlwings", ["ThisWorkbook", "ThisWorkbook"]),
        (True, "xlwings_custom_addin.bas", "myaddin", ["ActiveWorkbook", "ThisWorkbook"]),
    ],
)
def test_xlwings_module_is_its_own_but_for_whose_settings_it_reads(
    of_active_workbook: bool, file: str, name: str, books: list[str]
) -> None:
    runner, dictionary = xlwings_modules(of_active_workbook=of_active_workbook)
    own = (xlwings_folder() / file).read_bytes().decode("cp1252").splitlines()
    compared = list(zip(own, runner.source.splitlines(), strict=True))
    # No sheet of a workbook and no file beside it says which program is started.
    assert [(before.strip(), after.strip()) for before, after in compared if before != after] == [
        (f'Public Const PROJECT_NAME As String = "{name}"', 'Public Const PROJECT_NAME As String = "scrt"'),
        *((f'If SheetExists({book}, PROJECT_NAME & ".conf") = True Then', "If False Then") for book in books),
        ("If FileExists(GetDirectoryConfigFilePath()) = True Then", "If False Then"),
    ]
    assert (dictionary.name, dictionary.kind) == ("Dictionary", Kind.CLASS)
