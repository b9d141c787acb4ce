"""The text of the VBA modules: ours beside this file, xlwings' own out of the installed package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from addin.excel.vba_project import Module, module_of
from workbook_templates.faults import OurFault

__all__ = ["CONFIGURATION", "own_module", "xlwings_modules"]

CONFIGURATION = "scrt"
"""Whose settings the buttons read: xlwings looks for NAME.conf, and by its own name would share everybody's."""

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
    runner, before = ("xlwings_custom_addin.bas", "myaddin") if of_active_workbook else ("xlwings.bas", "xlwings")
    constant = 'Public Const PROJECT_NAME As String = "{}"'
    text = _text(folder / runner)
    if text.count(constant.format(before)) != 1:
        raise OurFault("The module of the installed xlwings is not the one that this version knows.")
    named = text.replace(constant.format(before), constant.format(CONFIGURATION))
    return [module_of(named), module_of(_text(folder / "addin" / "Dictionary.cls"))]


def xlwings_folder() -> Path:
    """Where xlwings is installed; found without importing it, which would take a third of a second."""
    found = find_spec("xlwings")
    if found is None or not found.submodule_search_locations:
        raise OurFault("xlwings is not installed beside this program.")
    return Path(found.submodule_search_locations[0])


def _text(path: Path) -> str:
    return path.read_bytes().decode(_CODE_PAGE)
