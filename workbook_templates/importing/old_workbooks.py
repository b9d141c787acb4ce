"""What an Excel 97 workbook would be when laid out, before calamine does it: it believes any address of a cell.

Only what is needed for that: the stream with the workbook in its compound file ([MS-CFB]), the sheets that it lists,
and the addresses of their cells ([MS-XLS]).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_templates.reading import refusals

__all__ = ["cells_laid_out"]

_NONE = 0xFFFFFFFA
"""From here on, numbers of sectors that are none."""
_STREAM_NAMES = ("Workbook", "Book")
_ENTRY, _STREAM, _ROOT = 128, 2, 5
_SMALL_SECTOR = 64
_IN_HEADER = 109
_SHEET, _ENDS, _MANY_NUMBERS, _MANY_BLANKS = 0x0085, 0x000A, 0x00BD, 0x00BE
_CELLS = frozenset({0x0006, 0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x00D6, _MANY_NUMBERS, _MANY_BLANKS})


def cells_laid_out(content: bytes) -> int:
    """How many cells all sheets have together, each as the rectangle from A1 to its last row and column.

    Raises:
        FileFault: the file is broken.
    """
    try:
        stream = _workbook_stream(content)
        return sum(_area(stream, place) for place in _places_of_sheets(stream))
    except (struct.error, IndexError):
        raise refusals.damaged() from None


def _places_of_sheets(stream: bytes) -> Iterator[int]:
    for kind, place, length in _records(stream, 0):
        if kind == _SHEET and length >= 4:
            yield int(struct.unpack_from("<I", stream, place)[0])


def _area(stream: bytes, start: int) -> int:
    last_row = last_column = -1
    for kind, place, length in _records(stream, start):
        if kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, place)
            if kind in (_MANY_NUMBERS, _MANY_BLANKS):
                # The last column stands at its end.
                (column,) = struct.unpack_from("<H", stream, place + length - 2)
            last_row, last_column = max(last_row, row), max(last_column, column)
    return (last_row + 1) * (last_column + 1)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of its part."""
    place, end = start, len(stream) - 4
    while place <= end:
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _ENDS:
            return
        yield kind, place + 4, length
        place += 4 + length


def _workbook_stream(content: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise refusals.damaged()
    table = _table(content, size)
    first_entry, _, smallest, first_small = struct.unpack_from("<IIII", content, 48)
    directory = b"".join(_sectors(content, size, table, first_entry))
    entries = [directory[place : place + _ENTRY] for place in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    found = [entry for entry in entries if entry[66] == _STREAM and _name(entry) in _STREAM_NAMES]
    if not found:
        raise refusals.damaged()
    start, length = struct.unpack_from("<II", found[0], 116)
    if length >= smallest:
        return b"".join(_sectors(content, size, table, start))[:length]
    (root,) = [entry for entry in entries if entry[66] == _ROOT][:1]
    small = b"".join(_sectors(content, size, table, struct.unpack_from("<I", root, 116)[0]))
    of_small = _numbers(b"".join(_sectors(content, size, table, first_small)))
    return b"".join(small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in _chain(of_small, start))[:length]


def _name(entry: bytes) -> str:
    return entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")


def _table(content: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if following >= _NONE:
            break
        *more, following = _numbers(_sector(content, size, following))
        listed += more
    return _numbers(b"".join(_sector(content, size, one) for one in listed if one < _NONE))


def _sectors(content: bytes, size: int, table: tuple[int, ...], start: int) -> Iterator[bytes]:
    return (_sector(content, size, one) for one in _chain(table, start))


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    for _ in range(len(table)):
        if start >= _NONE:
            return
        yield start
        start = table[start]


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _numbers(part: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])
