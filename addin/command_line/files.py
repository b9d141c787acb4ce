"""Files that a command is given: found, read and named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG
from unicodedata import category

from addin.command_line.console import SAVED, FaultSaid, is_web_address, said_plainly
from validators.messages import command_line as messages
from validators.pid import find_pid_in_identifier
from validators.pid_elsewhere import find_pid_in_file_name

__all__ = [
    "GivenFile",
    "ending_line",
    "given_files",
    "given_returns",
    "holds_pid",
    "protecting",
    "read_bytes",
    "real",
    "reason_alone",
    "refuse_overwriting",
    "returns_under",
    "save",
    "shown_output",
]

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_LARGEST_MEGABYTES = 200
# Of Windows: offline, recall on open, recall on data access. Of macOS: SF_DATALESS.
_ONLY_ONLINE = 0x1000 | 0x40000 | 0x400000
_DATALESS = 0x40000000
# With its folder, in characters, where long paths are not switched on.
_LONGEST_ON_WINDOWS = 259
# Excel's own mark of a workbook that somebody has open; it holds no return.
_LOCK = "~$"
_OFFICE_FILES = (".xlsx", ".xlsm", ".docx", ".pptx")
_LOCKS = (f"{_LOCK}{{}}", ".~lock.{}#")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file and the name that it is shown by; a name that holds PID is withheld."""

    path: Path
    shown: str


_PROTECTED: ContextVar[tuple[GivenFile, ...]] = ContextVar("what nothing is written over", default=())


def given_files(paths: Sequence[Path]) -> list[GivenFile]:
    """Name files as they were given."""
    return [GivenFile(path, _shown(str(path), number)) for number, path in enumerate(paths, start=1)]


def given_returns(paths: Sequence[Path]) -> list[GivenFile]:
    """Name files as they were given, and the workbooks in a folder by their path in it.

    Raises:
        FaultSaid: a folder cannot be listed.
    """
    found: list[Path] = []
    for number, path in enumerate(paths, start=1):
        with said_plainly(_shown(str(path), number), "read"):
            # A folder without any is told as one, and not passed over.
            found += (path.is_dir() and _workbooks_in(path)) or [path]
    return given_files(found)


def returns_under(paths: Iterable[Path], *, leave_out: Iterable[Path]) -> list[GivenFile]:
    """Gather the workbooks among files and folders, each once, named relative to the folder that was given.

    Args:
        paths: files, taken whatever their name, and folders, searched to any depth.
        leave_out: files that are no returns, such as the summary to be written.

    Raises:
        FaultSaid: a path does not exist, or a folder cannot be listed.
    """
    others = {real(path) for path in leave_out}
    found: dict[Path, str] = {}
    for number, path in enumerate(paths, start=1):
        with said_plainly(_shown(str(path), number), "read"):
            if not path.exists():
                raise FileNotFoundError
            inside = _workbooks_in(path) if path.is_dir() else []
        for file in inside:
            found.setdefault(real(file), file.relative_to(path).as_posix())
        if not path.is_dir():
            found.setdefault(real(path), path.name)
    kept = {file: name for file, name in found.items() if file not in others}
    names = list(kept.values())
    return [
        GivenFile(file, _shown(name if names.count(name) == 1 else file.as_posix(), number))
        for number, (file, name) in enumerate(kept.items(), start=1)
    ]


def _workbooks_in(folder: Path) -> list[Path]:
    """Every workbook below a folder, in order of their paths."""
    return [
        file
        for file in sorted(_files_under(folder))
        if file.suffix.lower() in _WORKBOOKS and not file.name.startswith(_LOCK) and file.is_file()
    ]


def _files_under(folder: Path) -> Iterator[Path]:
    """Every file below a folder; a folder that cannot be listed is an error, else its returns would be lost unseen."""

    def refuse(error: OSError) -> None:
        raise error

    for parent, _, names in os.walk(folder, onerror=refuse):
        yield from (Path(parent, name) for name in names)


def _shown(name: str, number: int) -> str:
    return f"file {number} (name withheld)" if holds_pid(name) else _printable(name)


def _printable(name: str) -> str:
    r"""A name as text that a workbook can hold and a terminal can show: what is no character is spelt out.

    >>> _printable("R\udce9turn.xlsx"), _printable("Re\x1b[2Jturn.xlsx"), _printable("Réturn.xlsx")
    ('R\\xe9turn.xlsx', 'Re\\x1b[2Jturn.xlsx', 'Réturn.xlsx')
    """
    if name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() or category(one) == "Zs" else ascii(one)[1:-1] for one in text)


def holds_pid(name: str) -> bool:
    """Whether a name with its folders holds PID; whose the folders above one's own are is no matter.

    >>> holds_pid("/returns/of 07700 900123/a.xlsx"), holds_pid(str(Path.home() / "a.xlsx"))  # made up
    (True, False)
    """
    return bool(find_pid_in_identifier(name)) or any(any(find_pid_in_file_name(part)) for part in _own_parts(name))


def _own_parts(name: str) -> tuple[str, ...]:
    """The parts of a path below where the user stands or is at home; all of them where it lies elsewhere."""
    path = PurePath(name)
    for above in (Path.cwd, Path.home) if path.is_absolute() else ():
        # A folder that was taken away, and a user without a home, are above nothing.
        with suppress(OSError, RuntimeError):
            if path.is_relative_to(above()):
                return path.relative_to(above()).parts
    return path.parts


def shown_output(path: Path) -> str:
    """A file or folder to write to, as it may be named.

    >>> shown_output(Path("Summary.xlsx")), shown_output(Path("of 07700 900123.xlsx"))  # made up
    ('Summary.xlsx', 'the output (name withheld)')
    """
    return "the output (name withheld)" if holds_pid(str(path)) else _printable(str(path))


def ending_line(what: str, out: Path, *, then: str) -> str:
    """The line that a command ends with: what was written where, and what to do with it next.

    >>> ending_line("Report", Path("Report.xlsx"), then="open it")
    'Report: Report.xlsx. Next: open it.'
    """
    return f"{what}: {shown_output(out)}. Next: {then}."


def reason_alone(fault: Exception, file: GivenFile) -> str:
    """Why a file cannot be used, as a sentence that stands behind something else than its name.

    >>> reason_alone(FaultSaid("a.xlsx: it cannot be read."), GivenFile(Path("a.xlsx"), "a.xlsx"))
    'It cannot be read.'
    """
    reason = str(fault).removeprefix(f"{file.shown}: ")
    return reason[:1].upper() + reason[1:]


def read_bytes(file: GivenFile) -> bytes:
    """Read a file whole.

    Raises:
        FaultSaid: it cannot be read, or is larger than any return; one sentence says why.
    """
    with said_plainly(file.shown, "read"):
        found = file.path.stat()
        if S_ISDIR(found.st_mode) and not _workbooks_in(file.path):
            raise FaultSaid(messages.EMPTY_FOLDER(file=file.shown))
        if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
            # A pipe that nobody writes into and a device without an end would hold everything up.
            raise FaultSaid(messages.NO_ORDINARY_FILE(file=file.shown))
        if found.st_size > _LARGEST_MEGABYTES << 20:
            raise FaultSaid(messages.TOO_LARGE(file=file.shown, megabytes=_LARGEST_MEGABYTES))
        is_elsewhere = _is_kept_elsewhere(found)
        try:
            content = file.path.read_bytes()
        except OSError:
            if not is_elsewhere:
                raise
            content = b""
    if not content and is_elsewhere:
        raise FaultSaid(messages.IN_ONEDRIVE(file=file.shown))
    return content


def _is_kept_elsewhere(found: os.stat_result) -> bool:
    """Whether a file is only a place held for one in OneDrive or another cloud store, as Windows and macOS tell it."""
    windows, macos = getattr(found, "st_file_attributes", 0), getattr(found, "st_flags", 0)
    return bool(windows & _ONLY_ONLINE or macos & _DATALESS)


def refuse_overwriting(out: Path, sources: Iterable[GivenFile]) -> None:
    """An output never takes the place of a source.

    Raises:
        FaultSaid: it would.
    """
    shown = shown_output(out)
    with said_plainly(shown, "written"):
        is_source = any(_is_same(out, source.path) for source in sources)
    if is_source:
        raise FaultSaid(messages.OUTPUT_IS_READ(file=shown))


def _locks_of(out: Path) -> list[str]:
    """The names of the marks that Office and LibreOffice leave beside a file that somebody has open."""
    locks = [lock.format(out.name) for lock in _LOCKS]
    # Word's takes the place of the first letters of all but a short name.
    return locks + [f"{_LOCK}{out.name[cut:]}" for cut in (1, 2) if out.suffix.lower() == ".docx"]


@contextmanager
def protecting(*files: GivenFile) -> Iterator[None]:
    """Within this block nothing is written over these files, whatever command it is that writes."""
    token = _PROTECTED.set((*_PROTECTED.get(), *files))
    try:
        yield
    finally:
        _PROTECTED.reset(token)


def real(path: Path) -> Path:
    """Where a path leads, links followed; one whose links lead in a circle is left as it is."""
    return Path(os.path.realpath(path))


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by another name of it or in other letters where these make no difference."""
    if real(one) == real(other):
        return True
    return one.exists() and other.exists() and one.samefile(other)


def save(out: Path, content: bytes | Iterable[bytes]) -> None:
    """Write an output whole, or say in one sentence why not; an Office file gets the label that is in force.

    Raises:
        FaultSaid: the folder does not exist or cannot be written, or somebody has the file open.
    """
    from reports.sensitivity_labels import with_label
    from workbook_templates.saving import save_whole

    shown = shown_output(out)
    if is_web_address(out):
        raise FaultSaid(messages.WEB_OUTPUT())
    if not out.parent.is_dir():
        folder = shown_output(out.parent)
        raise FaultSaid(messages.NO_OUTPUT_FOLDER(file=shown, folder=folder))
    if out.is_dir():
        raise FaultSaid(messages.A_FOLDER(file=shown))
    if os.name == "nt" and len(str(out.resolve())) > _LONGEST_ON_WINDOWS:
        raise FaultSaid(messages.PATH_TOO_LONG(file=shown, longest=_LONGEST_ON_WINDOWS))
    if out.exists() and any(out.with_name(lock).exists() for lock in _locks_of(out)):
        raise FaultSaid(messages.OPEN_ELSEWHERE(file=shown))
    refuse_overwriting(out, _PROTECTED.get())
    if isinstance(content, bytes) and out.suffix.lower() in _OFFICE_FILES:
        content = with_label(content)
    with said_plainly(shown, "written"):
        save_whole(out, content)
    SAVED.append(shown)
