"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

__all__ = ["save_whole", "umask"]

_PART = ".part"
_LEFT_AFTER = 3600.0
"""Seconds after which nobody writes a part any more."""


def save_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write `content` to a temporary file beside `path`, then rename it: the old file or the new one, never a part.

    Args:
        path: the file.
        content: its bytes, or the pieces of them in order where they are many.

    Raises:
        OSError: the folder cannot be written, the disk is full, or the file is open elsewhere (Windows).
    """
    _clear_away(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_part_of(path), suffix=_PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _clear_away(path: Path) -> None:
    """Remove the parts of this file that a killed program left behind; one that may still be written stays."""
    mine = re.compile(rf"{re.escape(_part_of(path))}[a-z0-9_]{{8}}\{_PART}")
    for left in path.parent.glob(f"*{_PART}"):
        if mine.fullmatch(left.name):
            # Another program may tidy it away at the same moment, or the system may not say how old it is.
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _LEFT_AFTER:
                    left.unlink()


def _part_of(path: Path) -> str:
    return f".{path.stem[:40]}-"


def _settle(folder: Path) -> None:
    """Have the system write down that the file has a new content, so that a power cut brings no old name back."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some shares cannot do it for a folder; the file itself is written.
        return
    finally:
        os.close(handle)


def umask() -> int:
    """The rights a new file gets here: a temporary file is made for its owner alone."""
    current = os.umask(0)
    os.umask(current)
    return current
