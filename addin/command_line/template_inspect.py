"""`scrt template inspect`: whether a workbook is still the template."""

from __future__ import annotations

from pathlib import Path

from addin.command_line.console import FaultSaid, print_json, say
from addin.command_line.files import given_files
from addin.command_line.inspection_told import inspection_document, inspection_lines
from addin.command_line.passwords import read_workbook
from workbook_templates.faults import FileFault
from workbook_templates.reading.drift.inspection import inspect_workbook

__all__ = ["run"]


def run(path: Path, *, as_json: bool) -> int:
    """Say what became of the template; the exit status is 1 when anything has drifted, 2 for what cannot be read."""
    file = given_files([path])[0]
    content = read_workbook(file)
    try:
        found = inspect_workbook(content)
    except FileFault as fault:
        if as_json:
            print_json({"file": file.shown, "status": "refused", "reason": str(fault)})
        raise FaultSaid(f"{file.shown}: {fault}") from None
    if as_json:
        print_json({"file": file.shown, **inspection_document(found)})
    else:
        say(*inspection_lines(file.shown, found))
    return int(found.has_drifted)
