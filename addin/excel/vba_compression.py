"""Compress the parts of a VBA project ([MS-OVBA] 2.4.1)."""

from __future__ import annotations

import struct

__all__ = ["compressed"]

_CHUNK = 4096
_SHORTEST_COPY = 3
_IS_COMPRESSED, _SIGNATURE = 0x8000, 0x3000
_TRIED_PLACES = 64
"""How many earlier places of the same three bytes are compared: enough for text, and quick."""


def compressed(content: bytes) -> bytes:
    """Compress in chunks of 4,096 bytes, each a row of literal bytes and copies from before.

    >>> compressed(b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa").hex()[:24]
    '012fb0002361616162636465'
    """
    chunks = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    return b"\x01" + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(content: bytes) -> bytes:
    tokens = _tokens(content)
    if len(tokens) > _CHUNK:
        # What does not get smaller is written as it is, filled up to a whole chunk.
        return struct.pack("<H", _SIGNATURE | (_CHUNK - 1)) + content.ljust(_CHUNK, b"\0")
    return struct.pack("<H", _IS_COMPRESSED | _SIGNATURE | (len(tokens) - 1)) + tokens


def _tokens(content: bytes) -> bytes:
    """Groups of eight tokens, each group behind a byte whose bits say which of them are copies."""
    out = bytearray()
    seen: dict[bytes, list[int]] = {}
    at = 0
    while at < len(content):
        flags, group = 0, bytearray()
        for bit in range(8):
            if at >= len(content):
                break
            start, length = _longest_copy(content, at, seen)
            step = length or 1
            if length:
                flags |= 1 << bit
                group += _copy_token(at, at - start, length)
            else:
                group.append(content[at])
            for place in range(at, at + step):
                seen.setdefault(content[place : place + _SHORTEST_COPY], []).append(place)
            at += step
        out.append(flags)
        out += group
    return bytes(out)


def _longest_copy(content: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Where the longest copy of what stands here begins, and its length; (0, 0) for none."""
    _, most = _bits(at)
    most = min(most, len(content) - at)
    best, where = 0, 0
    if most < _SHORTEST_COPY:
        return 0, 0
    for start in reversed(seen.get(content[at : at + _SHORTEST_COPY], [])[-_TRIED_PLACES:]):
        length = _SHORTEST_COPY
        while length < most and content[start + length] == content[at + length]:
            length += 1
        if length > best:
            best, where = length, start
        if best == most:
            break
    return where, best


def _bits(at: int) -> tuple[int, int]:
    """How many bits of a token tell the offset at this place of a chunk, and the longest copy that the rest can tell.

    >>> _bits(1), _bits(16), _bits(17), _bits(4095)
    ((4, 4098), (4, 4098), (5, 2050), (12, 18))
    """
    offset_bits = max(4, (at - 1).bit_length()) if at else 4
    return offset_bits, (0xFFFF >> offset_bits) + _SHORTEST_COPY


def _copy_token(at: int, offset: int, length: int) -> bytes:
    offset_bits, _ = _bits(at)
    return struct.pack("<H", (offset - 1) << (16 - offset_bits) | (length - _SHORTEST_COPY))
