"""Put the add-in where Excel loads it, tell xlwings which Python to start, and undo both.

A receipt beside the settings says which files and folders were made, so that undoing takes those away and no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from addin.excel.ribbon import ADDIN_FILE, addin_bytes
from addin.excel.sources import CONFIGURATION, xlwings_folder
from validators.messages import excel as messages
from workbook_templates.faults import FileFault
from workbook_templates.saving import save_whole

__all__ = ["Places", "Step", "install", "installed_files", "places_on", "uninstall"]

_RECEIPT = f"{CONFIGURATION}-installed.json"
_WINDOWS, _MAC = "win32", "darwin"


@dataclass(frozen=True, slots=True)
class Places:
    """Where Excel and xlwings look on one system.

    Attributes:
        start: the folder whose add-ins Excel loads when it starts.
        settings: the folder of xlwings' settings.
        scripts: on a Mac, the folder of scripts that Excel may run.
        encoding: in which VBA reads the settings.
    """

    start: Path
    settings: Path
    scripts: Path | None
    encoding: str

    @property
    def receipt(self) -> Path:
        """What was installed."""
        return self.settings / _RECEIPT


@dataclass(frozen=True, slots=True)
class Step:
    """A file and what was, or would be, done with it."""

    path: Path
    done: str


def places_on(system: str, *, home: Path, roaming: Path | None = None) -> Places | None:
    """Where Excel looks on a system; None where there is no Excel.

    Args:
        system: as `sys.platform` names it.
        home: the user's home folder.
        roaming: on Windows, the folder APPDATA; below the home folder if left out.

    >>> places_on("win32", home=Path("H")).settings.as_posix()
    'H/.scrt'
    >>> places_on("linux", home=Path("H"))
    """
    if system == _WINDOWS:
        start = (roaming or home / "AppData" / "Roaming") / "Microsoft" / "Excel" / "XLSTART"
        return Places(start, home / f".{CONFIGURATION}", None, "cp1252")
    if system == _MAC:
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office"
        return Places(
            office / "User Content.localized" / "Startup.localized" / "Excel",
            library / "Containers" / "com.microsoft.Excel" / "Data",
            library / "Application Scripts" / "com.microsoft.Excel",
            "mac_roman",
        )
    return None


def installed_files(places: Places, interpreter: Path) -> dict[Path, bytes]:
    """The files that make the buttons work, with their content.

    Raises:
        FileFault: VBA cannot read the interpreter's path.
    """
    files = {
        places.start / ADDIN_FILE: addin_bytes(),
        places.settings / f"{CONFIGURATION}.conf": _settings(places, interpreter),
    }
    if places.scripts is not None:
        script = next(iter(sorted(xlwings_folder().glob("xlwings-*.applescript"))))
        files[places.scripts / script.name] = script.read_bytes()
    return files


def _settings(places: Places, interpreter: Path) -> bytes:
    key = "INTERPRETER_WIN" if places.scripts is None else "INTERPRETER_MAC"
    # A module that lies beside somebody's workbook is never taken for one of ours.
    lines = {key: str(interpreter), "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
    text = "".join(f'"{name}","{value}"\r\n' for name, value in lines.items())
    try:
        return text.encode(places.encoding)
    except UnicodeEncodeError:
        raise FileFault(messages.PATH_OF_PYTHON()) from None


# Doing and undoing


def install(places: Places, files: Mapping[Path, bytes], *, dry_run: bool = False) -> list[Step]:
    """Write the files; what stood there before and is not ours is never replaced.

    Raises:
        FileFault: a file of that name is there that this program did not write.
        OSError: a folder cannot be written, or the add-in is open in Excel.
    """
    before = _receipt(places)
    steps = [Step(path, _needed(path, content, before.files)) for path, content in files.items()]
    foreign = [step.path for step in steps if step.done == _FOREIGN]
    if foreign:
        raise FileFault(messages.ADDIN_THERE(file=foreign[0].name, folder=foreign[0].parent.name))
    if dry_run:
        return steps
    changed = [step.path for step in steps if step.done in (_WRITTEN, _REPLACED)]
    folders = [*before.folders, *(folder for path in [*changed, places.receipt] for folder in _missing(path.parent))]
    ours = before.files | {path: sha256(files[path]).hexdigest() for path in changed}
    for folder in dict.fromkeys(folders):
        folder.mkdir(exist_ok=True)
    # The receipt comes first: whatever is interrupted afterwards can be undone.
    _write_receipt(places, _Receipt(ours, tuple(dict.fromkeys(folders))))
    for path in changed:
        save_whole(path, files[path])
    return steps


_WRITTEN, _REPLACED, _SAME, _FOREIGN = "written", "replaced", "in place", "there already, and not ours"


def _needed(path: Path, content: bytes, ours: Mapping[Path, str]) -> str:
    if not path.exists():
        return _WRITTEN
    there = path.read_bytes()
    if there == content:
        return _SAME
    return _REPLACED if ours.get(path) == sha256(there).hexdigest() else _FOREIGN


def _missing(folder: Path) -> Iterator[Path]:
    """The folders that are to be made for this one, the outermost first."""
    if not folder.exists():
        yield from _missing(folder.parent)
        yield folder


def uninstall(places: Places, *, dry_run: bool = False) -> list[Step]:
    """Take away what was installed; a file that was changed since stays, and is named.

    Raises:
        OSError: a file cannot be removed, for example because the add-in is open in Excel.
    """
    receipt = _receipt(places)
    steps = [Step(path, _leaving(path, digest)) for path, digest in receipt.files.items()]
    if dry_run or not places.receipt.exists():
        return steps
    for step in steps:
        if step.done == _REMOVED:
            step.path.unlink()
    places.receipt.unlink()
    for folder in reversed(receipt.folders):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return steps


_REMOVED, _GONE, _KEPT = "removed", "gone already", "kept: it was changed after it was installed"


def _leaving(path: Path, digest: str) -> str:
    if not path.exists():
        return _GONE
    return _REMOVED if sha256(path.read_bytes()).hexdigest() == digest else _KEPT


# The receipt


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What was made: files with the SHA-256 of their content, and folders, the outermost first."""

    files: dict[Path, str]
    folders: tuple[Path, ...]


def _receipt(places: Places) -> _Receipt:
    if not places.receipt.exists():
        return _Receipt({}, ())
    try:
        told = json.loads(places.receipt.read_text(encoding="utf-8"))
        files = {Path(path): str(digest) for path, digest in told["files"].items()}
        return _Receipt(files, tuple(Path(folder) for folder in told["folders"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise FileFault(messages.RECEIPT(file=_RECEIPT, addin=ADDIN_FILE)) from None


def _write_receipt(places: Places, receipt: _Receipt) -> None:
    told = {
        "files": {str(path): digest for path, digest in receipt.files.items()},
        "folders": [str(folder) for folder in receipt.folders],
    }
    save_whole(places.receipt, json.dumps(told, indent=1).encode("ascii"))
