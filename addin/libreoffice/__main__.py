"""Press a button in LibreOffice: `python -m addin.libreoffice check_quality` works on the workbook in front."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from addin import macros
from addin.libreoffice.engine import connected
from addin.libreoffice.office import desktop_at
from workbook_templates.faults import OurFault

__all__ = ["press"]

_CONNECTION = "pipe,name=scrt"


def press(arguments: Sequence[str] | None = None) -> int:
    """Run a macro in the LibreOffice that listens, print what it says, and return the exit status."""
    asked = argparse.ArgumentParser(prog="python -m addin.libreoffice", description=__doc__)
    asked.add_argument("macro", choices=macros.__all__, help="what to do in the workbook in front")
    asked.add_argument("--connection", default=_CONNECTION, help=f"how LibreOffice listens (default: {_CONNECTION})")
    given = asked.parse_args(arguments)
    try:
        app = connected(desktop_at(given.connection))
    except OurFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    book = app.books.active if len(app.books) else None
    sys.stdout.write(f"{getattr(macros, given.macro)(book)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(press())
