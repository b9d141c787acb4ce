"""The macros and buttons of a return that carries its own (.xlsm)."""

from __future__ import annotations

from addin.excel.signing import signed_project
from addin.excel.sources import own_module, xlwings_modules
from addin.excel.vba_project import sheet_module, vba_project, workbook_module
from workbook_templates.layout import ALL_SHEETS
from workbook_templates.template import Button, Macros

__all__ = ["BUTTONS", "return_macros"]

_PROJECT = "ScrtReturn"
_OWN = ("ScrtButtons", "ScrtAsking", "ScrtPython")

BUTTONS = (
    Button("Check quality", "CheckQuality", "Check every record and list what is missing or wrong"),
    Button("Next finding", "NextFinding", "Go to the cell of the next finding"),
    Button("Accept suggestions", "AcceptSuggestions", "Write each suggestion that is ticked under Accept"),
    Button("Clear findings", "ClearFindings", "Empty the list of findings; the records stay as they are"),
    Button("New record", "NewRecord", "Begin a new record in the next free row"),
    Button("Make summary", "MakeSummary", "Write the summary of this return beside it, and open it"),
    Button("Consolidate folder", "ConsolidateFolder", "Make one summary of all the returns in a folder, and open it"),
)


def return_macros(signed: bytes | None = None) -> Macros:
    """Compile the macros of the template workbook, with the buttons that press them.

    Args:
        signed: a template with buttons whose macros were signed in Excel since; its macros are taken as they stand.

    Raises:
        FileFault: its macros are not signed, or not these; one sentence.
    """
    if signed is not None:
        taken = signed_project(signed, module=_OWN[0])
        return Macros(taken.project, BUTTONS, taken.signature)
    documents = [workbook_module(), *(sheet_module(f"Sheet{number}") for number in range(1, len(ALL_SHEETS) + 1))]
    own = [own_module(name) for name in _OWN]
    return Macros(vba_project(_PROJECT, [*documents, *own, *xlwings_modules(of_active_workbook=False)]), BUTTONS)
