"""An ICB's own settings of the checklist: the file that was named, or `checklist.toml` beside each workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from addin.command_line.console import FaultSaid
from addin.command_line.files import GivenFile, given_files, read_bytes
from validators.local_settings import SETTINGS_FILE, SettingsFault, read_settings
from validators.messages import command_line as messages
from validators.rules import standard_rules

__all__ = ["settings_files", "settings_texts"]

# What is no TOML at all is told with its line already.
_TELLS_ITS_PLACE = " (at "


def settings_files(files: Sequence[GivenFile], named: Path | None) -> dict[Path, GivenFile]:
    """The settings file of each workbook, by the workbook's path; a workbook without one is left out.

    A settings file whose name may not be shown is told by its place.
    """
    if named is not None:
        (given,) = given_files([named])
        return {file.path: given for file in files}
    beside = {file.path: file.path.parent / SETTINGS_FILE for file in files}
    return {
        file.path: GivenFile(beside[file.path], _shown(file, beside[file.path]))
        for file in files
        if beside[file.path].is_file()
    }


def _shown(workbook: GivenFile, settings: Path) -> str:
    is_withheld = given_files([settings])[0].shown != str(settings)
    return f"{SETTINGS_FILE} beside {workbook.shown}" if is_withheld else str(settings)


def settings_texts(found: dict[Path, GivenFile]) -> dict[Path, str]:
    """The text of each workbook's settings, each file read once and known to be right.

    Raises:
        FaultSaid: a file cannot be read or is wrong; one sentence names the file, the line and what to do.
    """
    texts = {file.path: _right_text(file) for file in found.values()}
    return {workbook: texts[file.path] for workbook, file in found.items()}


def _right_text(file: GivenFile) -> str:
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FaultSaid(messages.NOT_UTF8(file=file.shown)) from None
    try:
        read_settings(text, standard_rules())
    except SettingsFault as fault:
        raise FaultSaid(f"{file.shown}{_line_of(str(fault), text)}: {fault}") from None
    return text


def _line_of(fault: str, text: str) -> str:
    """The line that is at fault: the first one up to which the file says the same thing wrong."""
    if _TELLS_ITS_PLACE in fault:
        return ""
    lines = text.splitlines()
    for number in range(1, len(lines) + 1):
        try:
            read_settings("\n".join(lines[:number]), standard_rules())
        except SettingsFault as same:
            if str(same) == fault:
                return f", line {number}"
    return ""
