"""Press a button in LibreOffice: `python -m addin.libreoffice check_quality` works on the workbook in front."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from addin.libreoffice.press_imports import imported_for_a_press

with imported_for_a_press():
    import xlwings as xw

    from addin import macros
    from addin.asked_cells import write_slip
    from addin.libreoffice.engine import connected
    from addin.libreoffice.office import desktop_at
    from workbook_templates.faults import OurFault

__all__ = ["press"]

_CONNECTION = "pipe,name=scrt"
_ASKS = macros.consolidate_folder.__name__
"""The macro that needs to be told something."""


def press(arguments: Sequence[str] | None = None) -> int:
    """Run a macro in the LibreOffice that listens, print what it says, and return the exit status."""
    asked = argparse.ArgumentParser(prog="python -m addin.libreoffice", description=__doc__)
    asked.add_argument("macro", choices=macros.__all__, help="what to do in the workbook in front")
    asked.add_argument("--connection", default=_CONNECTION, help=f"how LibreOffice listens (default: {_CONNECTION})")
    asked.add_argument("--folder", type=Path, help="consolidate_folder: the folder of returns")
    asked.add_argument("--month", metavar="YYYY-MM", help="consolidate_folder: the reporting month")
    given = asked.parse_args(arguments)
    if given.macro == _ASKS and not (given.folder and given.month):
        asked.error("please say which folder and month: --folder FOLDER --month YYYY-MM")
    try:
        app = connected(desktop_at(given.connection))
    except OurFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    if given.macro == _ASKS:
        said = _consolidated(app, given.folder.absolute(), given.month)
    else:
        said = getattr(macros, given.macro)(app.books.active if len(app.books) else None)
    sys.stdout.write(f"{said}\n")
    return 0


def _consolidated(app: xw.App, folder: Path, month: str) -> str:
    slip = write_slip(app, folder=folder, month=month)
    try:
        return macros.consolidate_folder(slip)
    finally:
        slip.close()


if __name__ == "__main__":
    sys.exit(press())
