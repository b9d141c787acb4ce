"""An ICB's list of harmless phrases: the file that was named, or `pid-exceptions.txt` beside each workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from addin.command_line.console import FaultSaid
from addin.command_line.files import GivenFile, given_files, read_bytes
from validators.harmless_phrases import NO_PHRASES, HarmlessPhrases, read_phrases
from validators.messages import command_line as messages

__all__ = ["PHRASES_FILE", "phrases_beside", "phrases_for"]

PHRASES_FILE = "pid-exceptions.txt"


def phrases_for(files: Sequence[GivenFile], named: Path | None) -> dict[Path, HarmlessPhrases]:
    """The phrases of each workbook, by the workbook's path; each list is read once.

    Raises:
        FaultSaid: a list cannot be read; nothing of it is repeated.
    """
    if named is not None:
        phrases = _read(given_files([named])[0])
        return {file.path: phrases for file in files}
    folders = {file.path.parent: phrases_beside(file.path) for file in files}
    return {file.path: folders[file.path.parent] for file in files}


def phrases_beside(path: Path) -> HarmlessPhrases:
    """The phrases of the list beside a file, if there is one.

    Raises:
        FaultSaid: the list cannot be read.
    """
    beside = path.parent / PHRASES_FILE
    return _read(given_files([beside])[0]) if beside.is_file() else NO_PHRASES


def _read(file: GivenFile) -> HarmlessPhrases:
    content = read_bytes(file)
    try:
        return read_phrases(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FaultSaid(messages.PHRASES_NOT_UTF8(file=file.shown)) from None
