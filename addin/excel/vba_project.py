"""Compile the text of VBA modules into `vbaProject.bin`: source only, so that Excel compiles it on opening ([MS-OVBA]).

What Excel has compiled before (the performance cache) is left out, which the specification asks of all other writers:
the version of `_VBA_PROJECT` is 0xFFFF, and each module's stream begins with its source.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import NAMESPACE_URL, uuid5

from addin.excel.compound_file import compound_file
from addin.excel.vba_compression import compressed
from addin.excel.vba_protection import protection_lines
from workbook_templates.faults import OurFault

__all__ = ["Kind", "Module", "module_of", "sheet_module", "vba_project", "workbook_module"]

_CODE_PAGE = "cp1252"
_CODE_PAGE_NUMBER = 1252
_ENGLISH = 0x0409
_WIN32 = 1
_NO_CACHE = bytes.fromhex("CC61FFFF000000")
_VISUAL_BASIC = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_NAME_LINE = re.compile(r'Attribute VB_Name = "([^"]*)"\r?\n')
_CLASS_HEADER = re.compile(r"VERSION 1\.0 CLASS\r?\nBEGIN\r?\n.*?\r?\nEND\r?\n", re.DOTALL)
_EXPOSED_LINE = re.compile(r"Attribute VB_Exposed = \w+\r\n")

_CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
_SHEET = "0{00020820-0000-0000-C000-000000000046}"
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": (
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared\OFFICE16"
        r"\MSO.DLL#Microsoft Office 16.0 Object Library"
    ),
}
"""What every Excel project refers to beside VBA and Excel; found by its GUID, wherever it lies."""


class Kind(Enum):
    """What a module is: its word in the stream `PROJECT`."""

    PROCEDURES = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True, slots=True)
class Module:
    """A module of a project.

    Attributes:
        source: its text as Excel stores it, with its attributes and CRLF line ends.
    """

    name: str
    kind: Kind
    source: str


def module_of(text: str) -> Module:
    r"""Understand the text of an exported `.bas` or `.cls` file.

    Raises:
        OurFault: it does not say its name, or has a character that the code page lacks.

    >>> module_of('Attribute VB_Name = "Greeting"\nSub Hello()\nEnd Sub\n').kind
    <Kind.PROCEDURES: 'Module'>
    """
    body = _CLASS_HEADER.sub("", text, count=1)
    kind = Kind.PROCEDURES if body == text else Kind.CLASS
    named = _NAME_LINE.match(body)
    if named is None:
        raise OurFault("A VBA module does not begin with its name.")
    source = "".join(f"{line}\r\n" for line in body.splitlines())
    return _checked(Module(named[1], kind, _as_stored(source) if kind is Kind.CLASS else source))


def _as_stored(source: str) -> str:
    """A class with the attributes that an exported file leaves out and the stored text has."""
    first, rest = source.split("\r\n", maxsplit=1)
    more = "Attribute VB_TemplateDerived = False\r\nAttribute VB_Customizable = False\r\n"
    told, count = _EXPOSED_LINE.subn(lambda line: line[0] + more, rest, count=1)
    if not count:
        raise OurFault("A VBA class does not say whether it is exposed.")
    return f'{first}\r\nAttribute VB_Base = "{_CLASS}"\r\n{told}'


def workbook_module(name: str = "ThisWorkbook") -> Module:
    """The empty module behind the workbook itself, which every project has."""
    return _document(name, _WORKBOOK)


def sheet_module(name: str) -> Module:
    """The empty module behind a sheet of this code name, which every sheet has."""
    return _document(name, _SHEET)


def _document(name: str, base: str) -> Module:
    attributes = {
        "Name": f'"{name}"',
        "Base": f'"{base}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    source = "".join(f"Attribute VB_{attribute} = {value}\r\n" for attribute, value in attributes.items())
    return _checked(Module(name, Kind.DOCUMENT, source))


def _checked(module: Module) -> Module:
    if not _NAME.fullmatch(module.name):
        raise OurFault(f"{module.name!r} is no name for a VBA module.")
    try:
        module.source.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        raise OurFault(f"The VBA module {module.name} has a character that its code page lacks.") from None
    return module


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """Compile a project; equal input makes equal bytes.

    Args:
        name: the project's name, which no module may have.
        modules: its modules, the documents' among them.

    Raises:
        OurFault: two names are one to Excel, or the project is too large.
    """
    names = [name.casefold(), *(module.name.casefold() for module in modules)]
    if len(set(names)) < len(names) or not _NAME.fullmatch(name):
        raise OurFault(f"The VBA project {name!r} has two names that are one to Excel, or one that is none.")
    streams = {module.name: compressed(module.source.encode(_CODE_PAGE)) for module in modules}
    return compound_file(
        {
            "VBA": {"dir": compressed(_directory(name, modules)), "_VBA_PROJECT": _NO_CACHE, **streams},
            "PROJECT": _project_text(name, modules).encode(_CODE_PAGE),
            "PROJECTwm": _names_twice(modules),
        }
    )


# The stream PROJECT and its companion


def _project_text(name: str, modules: Sequence[Module]) -> str:
    project_id = f"{{{str(uuid5(NAMESPACE_URL, f'vba:{name}')).upper()}}}"
    lines = [
        f'ID="{project_id}"',
        *(_project_item(module) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *protection_lines(project_id),
        "",
        "[Host Extender Info]",
        _VISUAL_BASIC,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _project_item(module: Module) -> str:
    library = "/&H00000000" if module.kind is Kind.DOCUMENT else ""
    return f"{module.kind.value}={module.name}{library}"


def _names_twice(modules: Sequence[Module]) -> bytes:
    """Each module's name in the code page and in Unicode."""
    pairs = (f"{module.name}\0".encode(_CODE_PAGE) + f"{module.name}\0".encode("utf-16-le") for module in modules)
    return b"".join(pairs) + b"\0\0"


# The stream dir: records of an id, a length and a content


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    records = (*_information(name), *_references(), *_modules(modules), _record(0x10, b""))
    return b"".join(records)


def _information(name: str) -> Iterator[bytes]:
    yield _record(0x01, struct.pack("<I", _WIN32))
    yield _record(0x02, struct.pack("<I", _ENGLISH))
    yield _record(0x14, struct.pack("<I", _ENGLISH))
    yield _record(0x03, struct.pack("<H", _CODE_PAGE_NUMBER))
    yield _record(0x04, name.encode(_CODE_PAGE))
    yield from _twice(0x05, 0x40, "")  # description
    yield _record(0x06, b"") + _record(0x3D, b"")  # help file, told twice
    yield _record(0x07, bytes(4))  # help context
    yield _record(0x08, bytes(4))  # library flags
    # The version's length counts the major version alone, by specification; Excel checks neither part.
    yield struct.pack("<HIIH", 0x09, 4, 1, 0)
    yield from _twice(0x0C, 0x3C, "")  # constants


def _references() -> Iterator[bytes]:
    for name, library in _REFERENCES.items():
        yield from _twice(0x16, 0x3E, name)
        told = library.encode(_CODE_PAGE)
        yield _record(0x0D, struct.pack("<I", len(told)) + told + bytes(6))


def _modules(modules: Sequence[Module]) -> Iterator[bytes]:
    yield _record(0x0F, struct.pack("<H", len(modules)))
    yield _record(0x13, b"\xff\xff")  # cookie: without meaning outside Excel
    for module in modules:
        yield from _twice(0x19, 0x47, module.name)
        yield from _twice(0x1A, 0x32, module.name)  # its stream
        yield from _twice(0x1C, 0x48, "")  # description
        yield _record(0x31, bytes(4))  # where its source begins: no cache stands before it
        yield _record(0x1E, bytes(4))  # help context
        yield _record(0x2C, b"\xff\xff")  # cookie
        yield _record(0x21 if module.kind is Kind.PROCEDURES else 0x22, b"")
        yield _record(0x2B, b"")


def _twice(one: int, two: int, text: str) -> Iterator[bytes]:
    """A text in the code page, and again in Unicode."""
    yield _record(one, text.encode(_CODE_PAGE))
    yield _record(two, text.encode("utf-16-le"))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content
