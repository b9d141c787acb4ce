"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

__all__ = ["save_whole", "umask"]


def save_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write `content` to a temporary file beside `path`, then rename it: the old file or the new one, never a part.

    Args:
        path: the file.
        content: its bytes, or the pieces of them in order where they are many.

    Raises:
        OSError: the folder cannot be written, the disk is full, or the file is open elsewhere (Windows).
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
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
