"""The files of the feedback: a workbook and a text for each ICB, named by its code, all made before any is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.console import FaultSaid, said_plainly, watched
from addin.command_line.files import save, shown_output
from addin.command_line.passwords import locked_as_named
from validators.messages import feedback as messages

if TYPE_CHECKING:
    from reports.consolidation import Consolidation

__all__ = ["earlier_feedback", "feedback_files", "refuse_folder", "write_feedback"]

_NAMED = "{code} feedback {month:%Y-%m}"


def earlier_feedback(folder: Path | None) -> list[Path]:
    """What lies in the folder under a name that feedback has: it may be written anew, if it is feedback."""
    return sorted(folder.glob("* feedback ????-??.xlsx")) if folder and folder.is_dir() else []


def refuse_folder(folder: Path) -> None:
    """Say before the work begins that a folder cannot be written into.

    Raises:
        FaultSaid: it is a file, or the folder in which it is to be made does not exist.
    """
    if folder.exists() and not folder.is_dir():
        raise FaultSaid(messages.FOLDER_IS_A_FILE(folder=shown_output(folder)))
    if not folder.parent.is_dir():
        raise FaultSaid(messages.NO_FOLDER_ABOVE(above=shown_output(folder.parent)))


def feedback_files(consolidation: Consolidation, folder: Path) -> dict[Path, bytes]:
    """Every file by its path, in the order of the ICBs; each workbook locked with the password for its own name.

    Raises:
        FaultSaid: outputs are to be locked, and there is no password for one.
    """
    from reports.feedback.build import feedback_bytes
    from reports.feedback.email import email_text
    from reports.feedback.told import feedback_by_icb

    files = {}
    told = [*feedback_by_icb(consolidation)]
    for one in watched(told, doing="Making the feedback", total=len(told)):
        name = _NAMED.format(code=one.code, month=one.month)
        workbook = folder / f"{name}.xlsx"
        files[workbook] = locked_as_named(workbook, feedback_bytes(one))
        files[folder / f"{name}.txt"] = email_text(one).encode()
    return files


def write_feedback(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write the files, each whole.

    Raises:
        FaultSaid: the folder cannot be made, or a file cannot be written.
    """
    with said_plainly(shown_output(folder), "made"):
        folder.mkdir(exist_ok=True)
    for path, content in files.items():
        save(path, content)
