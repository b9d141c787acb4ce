"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["save_whole"]


def save_whole(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path`, then rename it: the old file or the new one, never a part.

    Raises:
        OSError: the folder cannot be written, the disk is full, or the file is open elsewhere (Windows).
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The rights a new file gets here: a temporary file is made for its owner alone."""
    current = os.umask(0)
    os.umask(current)
    return current
