"""Spoil real workbooks, byte by byte and part by part, the same ones again for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence

__all__ = ["Mutation", "spoilt"]

Mutation = tuple[int, str, bytes]
"""Its number, what was done, and the spoilt workbook."""

# What readers stumble over: numbers at the edge, signs of markup, addresses far away, characters that are none.
_TOKENS = (
    b"<", b">", b"&", b'"', b"'", b"/", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<!DOCTYPE a>", b"<v>", b"</v>", b"<f>",
    b"<is>", b"</c>", b"</row>", b'<c r="A1">', b'r="XFD1048576"', b'r="A0"', b'r=""', b't="e"', b't="s"', b't="b"',
    b't="str"', b't="d"', b's="99999"', b"-1", b"0", b"1e999", b"NaN", b"99999999999", b"2958466", b"_xD800_", b"\x00",
    b"\xff", b"\xed\xa0\x80", b"&#0;", b"&#xD800;", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"..", b"xmlns:x='y'", b"x:",
    b'hidden="1"', b"#N/A", b"#SPILL!", b"1900-02-29", b" " * 300,
)  # fmt: skip


def spoilt(workbooks: Sequence[bytes], *, number: int, seed: int) -> Iterator[Mutation]:
    """So many spoilt workbooks.

    Args:
        workbooks: sound ones to begin with.
        number: how many.
        seed: the same one gives the same workbooks.
    """
    opened = [_parts(content) for content in workbooks]
    for turn in range(number):
        # A generator of its own for each, so that one can be made again without those before it.
        chance = random.Random(f"{seed}/{turn}")  # noqa: S311 - accidents, not secrets
        place = chance.randrange(len(workbooks))
        name = chance.choice(list(_WAYS))
        yield turn, name, _WAYS[name](chance, workbooks[place], opened[place])


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _bytes_changed(chance: random.Random, content: bytes, _: dict[str, bytes]) -> bytes:
    spoilt_bytes = bytearray(content)
    for _turn in range(chance.choice((1, 1, 2, 5, 20))):
        spoilt_bytes[chance.randrange(len(spoilt_bytes))] = chance.randrange(256)
    return bytes(spoilt_bytes)


def _cut(chance: random.Random, content: bytes, _: dict[str, bytes]) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 10, 1_000, len(content))) :]


def _in_a_part(
    change: Callable[[random.Random, bytes], bytes],
) -> Callable[[random.Random, bytes, dict[str, bytes]], bytes]:
    def spoil(chance: random.Random, _: bytes, parts: dict[str, bytes]) -> bytes:
        name = chance.choice(sorted(parts))
        return _zipped({**parts, name: change(chance, parts[name])})

    return spoil


def _put(chance: random.Random, part: bytes) -> bytes:
    for _turn in range(chance.choice((1, 1, 3, 10))):
        place = chance.randrange(len(part) + 1)
        part = part[:place] + chance.choice(_TOKENS) + part[place + chance.choice((0, 0, 1, 4)) :]
    return part


def _value_changed(chance: random.Random, part: bytes) -> bytes:
    """Another value between two tags or two quotation marks: the markup stays sound."""
    opens, closes = chance.choice(((b">", b"<"), (b'"', b'"')))
    start = part.find(opens, chance.randrange(len(part) + 1))
    end = part.find(closes, start + 1) if start >= 0 else -1
    return part if end < 0 else part[: start + 1] + chance.choice(_TOKENS).strip(b"<>&\"'") + part[end:]


def _piece_again(chance: random.Random, part: bytes) -> bytes:
    """A piece of markup again, or moved: rows, cells and relations twice or out of order."""
    marks = [place for place in range(len(part)) if part[place : place + 1] == b"<"][:5_000] or [0]
    start, end = sorted(chance.choices(marks, k=2))
    place = chance.choice(marks)
    return part[:place] + part[start:end] + part[place:]


def _part_gone(chance: random.Random, _: bytes, parts: dict[str, bytes]) -> bytes:
    gone = chance.choice(sorted(parts))
    return _zipped({name: part for name, part in parts.items() if name != gone})


def _parts_exchanged(chance: random.Random, _: bytes, parts: dict[str, bytes]) -> bytes:
    one, other = chance.choices(sorted(parts), k=2)
    return _zipped({**parts, one: parts[other], other: parts[one]})


_WAYS: dict[str, Callable[[random.Random, bytes, dict[str, bytes]], bytes]] = {
    "bytes changed": _bytes_changed,
    "cut": _cut,
    "signs put in": _in_a_part(_put),
    "a value changed": _in_a_part(_value_changed),
    "a value changed again": _in_a_part(_value_changed),
    "a piece again": _in_a_part(_piece_again),
    "a part gone": _part_gone,
    "parts exchanged": _parts_exchanged,
}
