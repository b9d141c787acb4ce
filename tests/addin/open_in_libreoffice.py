"""A LibreOffice for the tests of the macros, with a workbook open in it through our engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from addin.libreoffice.engine import connected
from addin.libreoffice.office import own_office, uno_bridge
from tests.programs import missing
from workbook_templates.faults import OurFault

__all__ = ["calc"]


@contextmanager
def calc(folder: Path, *, connection: str | None = None) -> Iterator[xw.App]:
    """LibreOffice as xlwings shows applications; skips where it or its bridge is missing."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        missing("LibreOffice Calc")
    try:
        uno_bridge()
    except OurFault:
        missing("python3-uno for this Python")
    with own_office(folder / "profile", connection=connection) as desktop:
        yield connected(desktop)
