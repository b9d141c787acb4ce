"""Build `scrt.xlam`: an add-in that gives Excel's ribbon a tab whose buttons work on the return in front."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from addin.excel.signing import signed_project
from addin.excel.sources import own_module, xlwings_modules
from addin.excel.vba_project import sheet_module, vba_project, workbook_module
from workbook_templates.faults import OurFault

__all__ = ["ADDIN_FILE", "addin_bytes"]

ADDIN_FILE = "scrt.xlam"
_PROJECT = "ScrtAddin"
_OWN = ("ScrtRibbon", "ScrtAsking", "ScrtPython")
_RIBBON = Path(__file__).with_name("ribbon.xml")
_PART = "customUI/customUI14.xml"
_SOME_DAY = datetime(2024, 1, 1)
"""The day of making: a constant, so that equal input makes equal bytes."""
_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RELATION = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_PART}"/></Relationships>'
)


def addin_bytes(signed: bytes | None = None) -> bytes:
    """Build the add-in and return the content of its file; the same bytes each time.

    Args:
        signed: the add-in whose macros were signed in Excel since; its macros are taken as they stand.

    Raises:
        FileFault: its macros are not signed, or not these; one sentence.

    >>> addin_bytes()[:2]
    b'PK'
    """
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    workbook.add_worksheet("S-CRT").write_string(0, 0, "The S-CRT tab of the ribbon works on the return in front.")
    if signed is None:
        workbook.add_vba_project(BytesIO(_project()), is_stream=True)
    else:
        taken = signed_project(signed, module=_OWN[0])
        workbook.add_signed_vba_project(BytesIO(taken.project), BytesIO(taken.signature), True, True)
    workbook.set_properties(
        {"title": "S-CRT", "comments": "Checks safeguarding case reviews in Excel.", "created": _SOME_DAY}
    )
    workbook.close()
    return _with_ribbon(content.getvalue())


def _project() -> bytes:
    documents = [workbook_module(), sheet_module("Sheet1")]
    own = [own_module(name) for name in _OWN]
    return vba_project(_PROJECT, [*documents, *own, *xlwings_modules(of_active_workbook=True)])


def _with_ribbon(workbook: bytes) -> bytes:
    """Make the workbook an add-in, and put the ribbon's part beside it."""
    changes: Mapping[str, Callable[[str], str]] = {
        "[Content_Types].xml": lambda text: _replaced(text, _WORKBOOK_TYPE, _ADDIN_TYPE),
        "_rels/.rels": lambda text: _replaced(text, "</Relationships>", _RELATION),
    }
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            text = source.read(part)
            if part.filename in changes:
                text = changes[part.filename](text.decode("utf-8")).encode("utf-8")
            target.writestr(part, text, zipfile.ZIP_DEFLATED)
        target.writestr(zipfile.ZipInfo(_PART), _RIBBON.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _replaced(text: str, before: str, after: str) -> str:
    if text.count(before) != 1:
        raise OurFault("The add-in could not be made of the workbook that was written for it.")
    return text.replace(before, after)
