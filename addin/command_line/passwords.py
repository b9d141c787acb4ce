"""Passwords for locked workbooks: from a file that only its owner can read, the system's keyring, or a prompt."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from getpass import getpass
from pathlib import Path, PurePath
from typing import TypeVar

from addin.command_line.console import FaultSaid, faults_of, said_plainly
from addin.command_line.files import GivenFile, given_files, protecting, read_bytes, save, shown_output
from addin.command_line.locked_files import locked, unlocked
from validators.messages import command_line as messages
from validators.toml_texts import read_toml
from workbook_templates.reading.file_kinds import is_locked

__all__ = [
    "Passwords",
    "ask_for_missing",
    "is_protecting",
    "locked_as_named",
    "opened_as_known",
    "opened_workbook",
    "opening_alike",
    "opening_with",
    "passwords_from",
    "read_unlocked",
    "read_workbook",
    "save_protected",
]

_SERVICE = "scrt"
"""Under which name the keyring holds passwords; the user there is the file's name."""

_LARGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True, repr=False)
class Passwords:
    """Patterns of file names with their passwords; nothing here ever shows one.

    Attributes:
        by_pattern: pattern and password, the first that matches holds.
    """

    by_pattern: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def for_file(self, name: str) -> str | None:
        """The password for a file, by its name or its path below the folder that was given; None when none is known.

        >>> known = Passwords((("QMF*.xlsx", "made up"), ("*", "another")))
        >>> known.for_file("returns/QMF 2024-10.xlsx") == "made up", known
        (True, Passwords(2 patterns))
        """
        for pattern, password in self.by_pattern:
            if PurePath(name).match(pattern):
                return password
        return _from_keyring(PurePath(name).name)

    def __repr__(self) -> str:
        return f"Passwords({len(self.by_pattern)} patterns)"


_NONE_KNOWN = Passwords()


def _from_keyring(name: str) -> str | None:
    """The password that the system's credential store holds for a file, where the package keyring is installed."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(_SERVICE, name)
    except KeyringError:
        # No store is unlocked here: that is as if it held nothing.
        return None
    return found


def passwords_from(path: Path | None) -> Passwords:
    """Read a password file: TOML, a pattern of file names and its password on each line.

    Raises:
        FaultSaid: it cannot be read, others can read it, or it is not of that form.
    """
    if path is None:
        return _NONE_KNOWN
    (file,) = given_files([path])
    with said_plainly(file.shown, "read"):
        found = path.stat()
    if os.name == "posix" and found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise FaultSaid(messages.PASSWORDS_SHARED(file=file.shown))
    if found.st_size > _LARGEST_FILE:
        raise FaultSaid(messages.PASSWORD_FILE_TOO_LARGE(file=file.shown, form=messages.PASSWORD_FILE_FORM()))
    try:
        lines = read_toml(read_bytes(file).decode("utf-8-sig"))
    except ValueError:
        # The error would quote the line.
        raise FaultSaid(messages.NO_PASSWORD_FILE(file=file.shown, form=messages.PASSWORD_FILE_FORM())) from None
    if not all(pattern and isinstance(password, str) and password for pattern, password in lines.items()):
        raise FaultSaid(messages.NO_PASSWORD_TEXT(file=file.shown, form=messages.PASSWORD_FILE_FORM()))
    return Passwords(tuple(lines.items()))


_OPENS: ContextVar[Passwords | None] = ContextVar("what opens the locked workbooks of a command", default=None)
_LOCKS: ContextVar[str | None] = ContextVar("what locks the output of a command", default=None)

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


@contextmanager
def opening_with(path: Path | None, *, protect: Path | None = None) -> Iterator[None]:
    """Within this block locked workbooks are opened with passwords of this file, the keyring or a person.

    Args:
        path: the password file.
        protect: the output, if it is to be locked; its password is found, or asked for, before any work is done.

    Raises:
        FaultSaid: the password file cannot be used, or there is no password for the output.
    """
    with (
        _with(_OPENS, passwords_from(path)),
        _with(_LOCKS, _password_for_output(protect) if protect else None),
        protecting(*given_files([path] if path else [])),
    ):
        yield


def opening_alike(work: Callable[[_Item], _Answer]) -> Callable[[_Item], _Answer]:
    """The work as another process must be given it, because it knows nothing of this one's passwords."""
    known = _OPENS.get()
    return work if known is None else partial(_opening, known, work)


def _opening(known: Passwords, work: Callable[[_Item], _Answer], item: _Item) -> _Answer:
    with _with(_OPENS, known):
        return work(item)


@contextmanager
def _with(variable: ContextVar[_Item], value: _Item) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


# Reading


def read_unlocked(file: GivenFile) -> bytes:
    """Read a file whole; a locked workbook as the password in force opens it, in memory alone. Nobody is asked.

    Raises:
        FaultSaid: it cannot be read.
        FileFault: its password is missing or wrong.
    """
    return opened_as_known(read_bytes(file), file)


def opened_as_known(content: bytes, file: GivenFile) -> bytes:
    """These bytes of a file, opened where they are locked. Nobody is asked.

    Where nobody could name a password, as behind a button, one that none is known for comes back locked, and whoever
    reads it says what to do in Excel.

    Raises:
        FileFault: its password is missing or wrong.
    """
    password = _known_for(file) if is_locked(content) else None
    return content if password is None and _OPENS.get() is None else unlocked(content, password)


def read_workbook(file: GivenFile) -> bytes:
    """Read a workbook whole, opened in memory alone where a password that is known or asked for opens it.

    One without a password comes back locked: each command says in its own words that it cannot read it.

    Raises:
        FaultSaid: it cannot be read, or its password is wrong.
    """
    return opened_workbook(read_bytes(file), file)


def opened_workbook(content: bytes, file: GivenFile) -> bytes:
    """These bytes of a file, opened where a password that is known or asked for opens them; else as they are.

    Raises:
        FaultSaid: the password is wrong.
    """
    if not is_locked(content):
        return content
    _ask([file])
    if not _known_for(file):
        return content
    with faults_of(file.shown):
        return opened_as_known(content, file)


def _known_for(file: GivenFile) -> str | None:
    return _in_force().for_file(str(file.path))


def _in_force() -> Passwords:
    return _OPENS.get() or _NONE_KNOWN


def ask_for_missing(files: Sequence[GivenFile]) -> None:
    """Ask on the terminal for the passwords of locked files that none is known for; Enter leaves one out.

    What is answered is in force as long as `opening_with` is. Where nobody sits at a terminal nothing is asked, and
    such a file is set aside later with a sentence.
    """
    if _somebody_is_there():
        _ask([file for file in files if _is_locked(file)])


def _ask(files: Sequence[GivenFile]) -> None:
    known, asked = _in_force(), []
    for file in files if _somebody_is_there() else ():
        if _known_for(file) is None:
            given = getpass(f"Password for {file.shown} (Enter to leave it out): ", stream=sys.stderr)
            # One that was left out is kept too, so that nobody is asked for it twice.
            asked.append((_escaped(str(file.path)), given))
    if asked:
        _OPENS.set(Passwords((*asked, *known.by_pattern)))


def _escaped(name: str) -> str:
    """A name as a pattern that matches it alone."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _is_locked(file: GivenFile) -> bool:
    try:
        return is_locked(read_bytes(file))
    except FaultSaid:
        # Why it cannot be read is said when it is its turn.
        return False


def _somebody_is_there() -> bool:
    # A stream that was closed is none.
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


# Writing


def save_protected(out: Path, content: bytes) -> None:
    """Write an Office file, locked where that was asked for.

    Raises:
        FaultSaid: it cannot be written.
    """
    key = _LOCKS.get()
    save(out, locked(content, key) if key else content)


def is_protecting() -> bool:
    """Whether the output is to be locked."""
    return _LOCKS.get() is not None


def locked_as_named(path: Path, content: bytes) -> bytes:
    """An Office file beside the output, locked with the password for its own name where that was asked for.

    Raises:
        FaultSaid: there is no password for it.
    """
    return locked(content, _password_for_output(path)) if is_protecting() else content


def _password_for_output(out: Path) -> str:
    """The password that an output is to be protected with, asked for twice where none is known.

    Raises:
        FaultSaid: none is known and nobody can be asked, or the two differ.
    """
    password = _in_force().for_file(out.name)
    if password:
        return password
    shown = shown_output(out)
    if not _somebody_is_there():
        raise FaultSaid(messages.NO_PASSWORD_TO_PROTECT(file=shown))
    given = getpass(f"Password to protect {shown} with: ", stream=sys.stderr)
    if not given or getpass("The same password again: ", stream=sys.stderr) != given:
        raise FaultSaid(messages.PASSWORDS_DIFFER(file=shown))
    return given
