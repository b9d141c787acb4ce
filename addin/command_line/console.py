"""What people see on the terminal: plain lines, errors on standard error, progress only where someone watches."""

from __future__ import annotations

import errno
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from validators.messages import command_line as messages
from workbook_templates.faults import FileFault

__all__ = [
    "SAVED",
    "FaultSaid",
    "faults_of",
    "is_web_address",
    "json_text",
    "measured",
    "own_fault",
    "print_json",
    "say",
    "say_error",
    "watched",
    "working",
]

JSON_VERSION = 1
"""Of every JSON document that the command line prints."""

SAVED: list[str] = []
"""The outputs that this run has written whole, by the names they are shown by."""

_WEB_ADDRESS = re.compile(r"https?:[/\\]", re.IGNORECASE)
"""What a path makes of an address: of two slashes one is left, and on Windows it is the other one."""

_Item = TypeVar("_Item")


class FaultSaid(Exception):
    """The command cannot go on; the message is the one line that the user gets."""


def say(*lines: str) -> None:
    """Print lines on standard output."""
    _write("".join(f"{line}\n" for line in lines))


def say_error(line: str) -> None:
    """Print one line on standard error."""
    # A program without a window and one whose streams were closed have none.
    if sys.stderr is not None:
        sys.stderr.write(f"scrt: {line}\n")


def print_json(document: dict[str, object]) -> None:
    """Print one JSON document on standard output and nothing else; plain ASCII, whatever the pipe's encoding."""
    _write(json_text(document))


def json_text(document: dict[str, object]) -> str:
    """A JSON document as it is printed."""
    return json.dumps({"version": JSON_VERSION, **document}, indent=1, default=str) + "\n"


def own_fault(crash: Exception) -> str:
    """What a crash is told by: its kind and place, never its message."""
    where = extract_tb(crash.__traceback__)[-1]
    return messages.OUR_FAULT(kind=type(crash).__name__, module=Path(where.filename).name, line=where.lineno)


def _write(text: str) -> None:
    if sys.stdout is None:
        return
    encoding = sys.stdout.encoding or "utf-8"
    # A file's name may hold what the terminal or pipe cannot show: it is spelt out there, and nothing stops.
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        sys.stdout.write(shown)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has read enough.
        raise
    except OSError as refused:
        raise FaultSaid(messages.CANNOT_PRINT(why=refused.strerror)) from None


def watched(items: Iterable[_Item], *, doing: str, total: int) -> Iterator[_Item]:
    """Go through items, showing progress on a terminal and nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty() or total < 2:
        yield from items
        return
    # Only a terminal pays for importing it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=doing)


def is_web_address(path: object) -> bool:
    """Whether an address of the web was given in place of a file.

    >>> is_web_address(Path("https://example.org/Return.xlsx")), is_web_address(Path("Return.xlsx"))
    (True, False)
    """
    return bool(_WEB_ADDRESS.match(str(path)))


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Within this block a terminal shows what is being done and since when; a pipe gets nothing.

    Args:
        doing: such as "Writing the summary"; what is done item by item is `watched` instead.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(doing, total=None)
        yield


@contextmanager
def measured(doing: str) -> Iterator[Callable[[int, int], object] | None]:
    """Like `working`, for what tells how far it has come: a terminal shows how much time is left from then on.

    Yields what is to be told how much of how much is done; None where nobody watches.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    said = (SpinnerColumn(), TextColumn("{task.description}"))
    times = (TimeElapsedColumn(), TimeRemainingColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*said, *times, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None, left="")
        yield lambda done, total: progress.update(task, completed=done, total=total, left="left")


@contextmanager
def said_plainly(path: object, doing: str) -> Iterator[None]:
    """Turn an operating system's refusal into one sentence that names the file and what to do."""
    try:
        yield
    except FileNotFoundError:
        if is_web_address(path):
            raise FaultSaid(messages.WEB_ADDRESS()) from None
        # It looks round in the folder, which only a wrong name pays for.
        from addin.command_line.near_files import meant_file

        raise FaultSaid(messages.NO_SUCH_FILE(file=path, hint=meant_file(str(path)))) from None
    except IsADirectoryError:
        raise FaultSaid(messages.A_FOLDER(file=path)) from None
    except PermissionError:
        raise FaultSaid(messages.NOT_ALLOWED(file=path, doing=doing)) from None
    except OSError as refused:
        raise FaultSaid(f"{path}: {_why_not(refused, doing)}") from None


@contextmanager
def faults_of(file: str = "") -> Iterator[None]:
    """Within this block a fault of a file ends the command with its sentence.

    Args:
        file: the name that it is shown by; empty where the sentence names what is meant.
    """
    try:
        yield
    except FileFault as fault:
        raise FaultSaid(f"{file}: {fault}" if file else str(fault)) from None


def _why_not(refused: OSError, doing: str) -> str:
    if refused.errno in (errno.ENOSPC, errno.EDQUOT):
        return messages.DISK_FULL()
    if refused.errno == errno.EROFS:
        return messages.READ_ONLY()
    if refused.errno == errno.ENAMETOOLONG:
        return messages.NAME_TOO_LONG()
    return messages.CANNOT_BE_DONE(doing=doing, why=refused.strerror)


def aligned(rows: Sequence[Sequence[object]]) -> list[str]:
    """Rows as lines with their columns one below the other; numbers stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            text.rjust(width) if isinstance(value, int) else text.ljust(width)
            for value, text, width in zip(row, texts, widths, strict=True)
        ).rstrip()
        for row, texts in zip(rows, cells, strict=True)
    ]
