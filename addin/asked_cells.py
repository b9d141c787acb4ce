"""What a consolidation is asked for: a folder and a month, in two named cells, because xlwings can ask nobody.

They stand in a slip: a workbook of their own, made by whoever asks and thrown away afterwards, so that no return ever
carries somebody's folders.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlwings as xw

from addin.open_workbook import cells_of
from addin.patience import stop_if_given_up
from validators.cells import cell_text
from validators.messages import buttons as messages
from workbook_templates.faults import FileFault

__all__ = ["ASKED_FOLDER", "ASKED_MONTH", "ASKED_STATUS", "Asked", "asked_in", "write_slip"]

ASKED_FOLDER, ASKED_MONTH, ASKED_STATUS = "asked_folder", "asked_month", "asked_status"
"""Defined names of the cells of a slip; a slip's sheet may look as it likes."""

_LABELS = {ASKED_FOLDER: "Folder of returns", ASKED_MONTH: "Month", ASKED_STATUS: "Status"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A slip as it stands.

    Attributes:
        slip: the workbook.
        folder: where the returns lie.
        month: as YYYY-MM, or whatever else was entered.
    """

    slip: xw.Book
    folder: Path
    month: str

    def tell(self, progress: str) -> None:
        """Show how far it has come, in the status cell and in the status bar where there is one."""
        stop_if_given_up()
        if self.slip.names.contains(ASKED_STATUS):
            self.slip.names[ASKED_STATUS].refers_to_range.value = progress
        with suppress(NotImplementedError):
            self.slip.app.status_bar = progress

    def done(self) -> None:
        """Give the status bar back."""
        with suppress(NotImplementedError):
            self.slip.app.status_bar = False


def asked_in(book: xw.Book) -> Asked:
    """Read the slip: the workbook in front, or one that is open beside it.

    Raises:
        FileFault: there is none, or a cell of it is empty.
    """
    # Excel on the web shows a macro its own workbook alone.
    beside = list(book.app.books) if book.app.engine.type == "desktop" else []
    for slip in (book, *beside):
        if slip.names.contains(ASKED_FOLDER) and slip.names.contains(ASKED_MONTH):
            folder, month = (_entered(slip, name) for name in (ASKED_FOLDER, ASKED_MONTH))
            if folder and month:
                return Asked(slip, Path(folder), month)
    raise FileFault(messages.NOTHING_ASKED())


def _entered(slip: xw.Book, name: str) -> str:
    ((value,),) = cells_of(slip.names[name].refers_to_range)
    # Excel makes a date of a month that somebody types.
    return f"{value:%Y-%m}" if isinstance(value, date) else cell_text(value).strip()


def write_slip(app: xw.App, *, folder: Path, month: str) -> xw.Book:
    """Make a slip where no macro of Excel's does."""
    slip = app.books.add()
    sheet = slip.sheets[0]
    for row, (name, value) in enumerate({ASKED_FOLDER: str(folder), ASKED_MONTH: month, ASKED_STATUS: ""}.items(), 1):
        # The apostrophe keeps it a text.
        sheet.range((row, 1)).value = [[_LABELS[name], f"'{value}"]]
        slip.names.add(name, f"='{sheet.name}'!$B${row}")
    return slip
