"""A folder that is written whole or not at all, and that takes the place of an earlier feed alone."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from addin.command_line.console import FaultSaid, said_plainly
from addin.command_line.files import save, shown_output
from reports.feed.package import DESCRIPTOR, MARK
from validators.messages import command_line as files_messages
from validators.messages import feed as messages
from workbook_templates.saving import umask

__all__ = ["refuse_other_folder", "write_folder"]


def refuse_other_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier feed, before the work begins.

    Raises:
        FaultSaid: it does, it is a file, or the folder above it does not exist.
    """
    shown = shown_output(folder)
    if not folder.parent.is_dir():
        raise FaultSaid(messages.NO_FOLDER_ABOVE(folder=shown, above=shown_output(folder.parent)))
    if folder.exists() and not folder.is_dir():
        raise FaultSaid(files_messages.NO_FOLDER(file=shown))
    with said_plainly(shown, "read"):
        if folder.is_dir() and any(folder.iterdir()) and not _is_feed(folder):
            raise FaultSaid(messages.NO_FEED(folder=shown))


def _is_feed(folder: Path) -> bool:
    """Whether a folder holds a feed of ours and no file besides."""
    try:
        described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        listed = {str(one["path"]) for one in described["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return MARK in described and {path.name for path in folder.iterdir()} <= {DESCRIPTOR, *listed}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder beside, then give it the name: the old folder stays until the new one is whole.

    Raises:
        FaultSaid: it cannot be written; what was there is there still.
    """
    shown = shown_output(folder)
    with said_plainly(shown, "written"):
        staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}-", suffix=".part"))
    try:
        for name, content in files.items():
            save(staged / name, content)
        with said_plainly(shown, "written"):
            staged.chmod(0o777 & ~umask())
            _take_place(staged, folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _take_place(staged: Path, folder: Path) -> None:
    """Rename, the earlier folder aside first; it comes back when that fails."""
    if not folder.exists():
        staged.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}-", suffix=".old"))
    earlier = aside / "earlier"
    folder.rename(earlier)
    try:
        staged.rename(folder)
    except BaseException:
        earlier.rename(folder)
        aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)
