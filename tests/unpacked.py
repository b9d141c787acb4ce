"""Everything that a file holds, Office files unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

__all__ = ["whole"]

_ZIP = b"PK\x03\x04"


def whole(path: Path) -> Iterator[bytes]:
    """Every byte of a file, and of each part of an Office file unpacked, with their names."""
    yield from _unpacked(path.name, path.read_bytes())


def _unpacked(name: str, content: bytes) -> Iterator[bytes]:
    yield name.encode() + b"\n" + content
    if content.startswith(_ZIP):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            for part in parts.namelist():
                yield from _unpacked(part, parts.read(part))
