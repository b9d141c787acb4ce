"""The text of the VBA modules: ours beside this file, xlwings' own out of the installed package."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from addin.excel.vba_project import Module, module_of
from workbook_templates.faults import OurFault

__all__ = ["CONFIGURATION", "own_module", "xlwings_modules"]

CONFIGURATION = "scrt"
"""Whose settings the buttons read: xlwings looks for NAME.conf, and by its own name would share everybody's."""

_PROJECT_NAME = re.compile(r'(Public Const PROJECT_NAME As String = )"\w+"')
_SETTINGS_OF_A_WORKBOOK = re.compile(
    r'If (?:SheetExists\(\w+, PROJECT_NAME & "\.conf"\)|FileExists\(GetDirectoryConfigFilePath\(\)\)) = True Then'
)
"""Where xlwings lets a sheet of a workbook, or a file beside it, say which program is started: a return that somebody
sends could start any. Only the settings in the user's own folder count here."""

_OWN = Path(__file__).with_name("vba")
_CODE_PAGE = "cp1252"


def own_module(name: str) -> Module:
    """One of the modules in `addin/excel/vba/`."""
    return module_of((_OWN / f"{name}.bas").read_text(encoding="ascii"))


def xlwings_modules(*, of_active_workbook: bool) -> list[Module]:
    """The module of xlwings with RunPython, and the dictionary that it needs on a Mac.

    Args:
        of_active_workbook: whether RunPython is to work on the workbook in front (an add-in) or on its own.
    """
    folder = xlwings_folder()
    runner = _text(folder / ("xlwings_custom_addin.bas" if of_active_workbook else "xlwings.bas"))
    named, constants = _PROJECT_NAME.subn(rf'\1"{CONFIGURATION}"', runner)
    closed, lookups = _SETTINGS_OF_A_WORKBOOK.subn("If False Then", named)
    if (constants, lookups) != (1, 3):
        raise OurFault("The module of the installed xlwings is not the one that this version knows.")
    return [module_of(closed), module_of(_text(folder / "addin" / "Dictionary.cls"))]


def xlwings_folder() -> Path:
    """Where xlwings is installed; found without importing it, which would take a third of a second."""
    found = find_spec("xlwings")
    if found is None or not found.submodule_search_locations:
        raise OurFault("xlwings is not installed beside this program.")
    return Path(found.submodule_search_locations[0])


def _text(path: Path) -> str:
    return path.read_bytes().decode(_CODE_PAGE)
