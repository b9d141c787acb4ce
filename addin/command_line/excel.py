"""`scrt excel`: the add-in with the S-CRT tab, built, installed and taken away again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from addin.command_line.console import FaultSaid, faults_of, said_plainly, say
from addin.command_line.files import ending_line, given_files, read_bytes, save, shown_output
from addin.excel.installing import Places, Step, install, installed_files, places_on, uninstall
from addin.excel.ribbon import ADDIN_FILE, addin_bytes
from validators.messages import command_line as messages

__all__ = ["made_with", "run_build", "run_install", "run_status", "run_uninstall"]

_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}


def run_build(folder: Path, *, signed_vba: Path | None) -> int:
    """Write the add-in into a folder, which is made if it is not there."""
    content = made_with(addin_bytes, signed_vba)
    if folder.exists() and not folder.is_dir():
        raise FaultSaid(messages.NO_FOLDER(file=shown_output(folder)))
    with said_plainly(shown_output(folder), "written"):
        folder.mkdir(parents=True, exist_ok=True)
    out = folder / ADDIN_FILE
    save(out, content)
    say(ending_line("Add-in written", out, then="scrt excel install has Excel load it by itself"))
    return 0


_Made = TypeVar("_Made")


def made_with(make: Callable[[bytes | None], _Made], signed_vba: Path | None) -> _Made:
    """Make something with the signed macros of a file, where one is given.

    Raises:
        FaultSaid: the file cannot be read, or its macros are not signed or not ours.
    """
    if signed_vba is None:
        return make(None)
    (file,) = given_files([signed_vba])
    with faults_of(file.shown):
        return make(read_bytes(file))


def run_install(*, dry_run: bool) -> int:
    """Put the add-in and the settings in their places."""
    places = _places()
    if places is None:
        return _say_what_would_be_done()
    with _plainly():
        steps = install(places, installed_files(places, _interpreter()), dry_run=dry_run)
    if all(step.done == "in place" for step in steps):
        say("The add-in is installed already; nothing was changed.")
    else:
        say(
            *_told(steps, dry_run=dry_run),
            "Nothing was changed." if dry_run else f"Installed. {messages.RESTART_EXCEL()}",
        )
    return 0


def run_uninstall(*, dry_run: bool) -> int:
    """Take away what was installed."""
    places = _places()
    if places is None:
        say("There is no Excel on this system, so nothing was installed and nothing was changed.")
        return 0
    with _plainly():
        steps = uninstall(places, dry_run=dry_run)
    if not steps:
        say("The add-in is not installed; nothing was changed.")
    else:
        say(
            *_told(steps, dry_run=dry_run),
            "Nothing was changed." if dry_run else f"Uninstalled. {messages.RESTART_EXCEL()}",
        )
    return 0


def run_status() -> int:
    """Say what of it is in place; the exit status is 1 where anything is missing or out of date."""
    places = _places()
    if places is None:
        say("There is no Excel on this system, so the add-in cannot be installed here.")
        return 1
    with _plainly():
        files = installed_files(places, _interpreter())
    states = [(path, _state(path, content)) for path, content in files.items()]
    say(*(f"{_shown(path)}: {state}" for path, state in states))
    whole = all(state == "in place" for _, state in states)
    say("The add-in is installed." if whole else "The add-in is not installed as it should be: scrt excel install")
    return int(not whole)


def _state(path: Path, content: bytes) -> str:
    if not path.is_file():
        return "not there"
    with said_plainly(_shown(path), "read"):
        return "in place" if path.read_bytes() == content else "not the one that this S-CRT and its Python need"


def _places() -> Places | None:
    roaming = os.environ.get("APPDATA")
    return places_on(sys.platform, home=Path.home(), roaming=Path(roaming) if roaming else None)


def _interpreter() -> Path:
    """This Python; on Windows the one that opens no window."""
    # The link in an environment of its own is kept as it is: what it points to knows no S-CRT.
    own = Path(sys.executable)
    windowless = own.with_name("pythonw.exe")
    return windowless if windowless.is_file() else own


def _say_what_would_be_done() -> int:
    """On a system without Excel: what installing would do where there is one."""
    say("There is no Excel on this system, so nothing was changed. Where there is one, these files would be written:")
    for system, name in _SYSTEMS.items():
        if places := places_on(system, home=Path.home()):
            say(f"{name}:", *(f"  {_shown(path)}" for path in installed_files(places, _interpreter())))
    return 0


def _told(steps: Sequence[Step], *, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    for step in steps:
        plain = step.done.startswith(("in place", "gone", "kept"))
        yield f"{_shown(step.path)}: {step.done if plain else would + step.done}"


def _shown(path: Path) -> str:
    """A path below the home folder without the user's own name."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


@contextmanager
def _plainly() -> Iterator[None]:
    with faults_of(), said_plainly(ADDIN_FILE, "written or removed"):
        yield
