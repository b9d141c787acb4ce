"""The three lines by which a VBA project says that it is not protected ([MS-OVBA] 2.4.3, data encryption)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["encrypted", "protection_lines"]

_VERSION = 2
_NOT_PROTECTED = bytes(4)
_NO_PASSWORD = b"\x00"
_VISIBLE = b"\xff"
_WITHOUT_MEANING = b"\x07"
"""Excel draws these bytes at random; one value makes equal bytes of equal input, and is the specification's example."""


def protection_lines(project_id: str) -> list[str]:
    """CMG, DPB and GC: not protected, no password, visible.

    >>> protection_lines("{917DED54-440B-4FD1-A5C1-74ACF261E600}")[1]  # the specification's own example
    'DPB="0E0CD1ECDFF4E7F5E7F5E7"'
    """
    return [
        f'CMG="{encrypted(_NOT_PROTECTED, project_id=project_id, seed=0x07)}"',
        f'DPB="{encrypted(_NO_PASSWORD, project_id=project_id, seed=0x0E)}"',
        f'GC="{encrypted(_VISIBLE, project_id=project_id, seed=0x15)}"',
    ]


def encrypted(data: bytes, *, project_id: str, seed: int) -> str:
    r"""Write data in the form that hides it from a casual eye, as hexadecimal digits.

    Args:
        data: what is to be told.
        project_id: the project's GUID in braces; the sum of its characters is the key.
        seed: any byte; bits 1 and 2 say how many bytes without meaning follow.

    >>> encrypted(b"\xff", project_id="{00000000-0000-0000-0000-000000000000}", seed=0x15)[:6]
    '1517B9'
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    return bytes(_bytes(data, key, seed)).hex().upper()


def _bytes(data: bytes, key: int, seed: int) -> Iterator[int]:
    yield seed
    one_before, two_before = seed ^ key, seed ^ _VERSION
    yield two_before
    yield one_before
    plain = key
    for byte in _WITHOUT_MEANING * ((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        hidden = byte ^ ((two_before + plain) & 0xFF)
        yield hidden
        one_before, two_before, plain = hidden, one_before, byte
