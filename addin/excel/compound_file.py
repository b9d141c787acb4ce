"""Write a compound file, the small file system in which a VBA project lies ([MS-CFB], version 3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_templates.faults import OurFault

__all__ = ["compound_file"]

_SECTOR, _SMALL_SECTOR, _SMALL_LIMIT = 512, 64, 4096
_PER_SECTOR = _SECTOR // 4
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_TABLES_IN_HEADER = 109
_LONGEST_NAME = 31

Folder = Mapping[str, "bytes | Folder"]


def compound_file(content: Folder) -> bytes:
    """Write streams, and storages that hold streams, as one compound file; equal input makes equal bytes.

    Args:
        content: name to a stream's bytes, or to a storage's own content.

    Raises:
        OurFault: a name that is too long, or more than the header's own list of sectors can hold (about 7 MB).

    >>> compound_file({"PROJECT": b"x", "VBA": {"dir": b"y"}})[:8].hex()
    'd0cf11e0a1b11ae1'
    """
    entries = [_Entry("Root Entry", _ROOT, colour=_BLACK)]
    entries[0].child = _grow(entries, content)
    sectors = _Sectors(_SECTOR)
    small = _Sectors(_SMALL_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            where = small if len(entry.content) < _SMALL_LIMIT else sectors
            entry.start = where.add(entry.content)
    entries[0].content = small.content
    entries[0].start = sectors.add(small.content)
    small_table = sectors.add(_numbers(small.next, _PER_SECTOR))
    directory = sectors.add(_directory(entries))
    table_first, tables = len(sectors.next), _tables_for(len(sectors.next))
    if tables > _TABLES_IN_HEADER:
        raise OurFault("The VBA project is larger than a small compound file can hold.")
    table = _numbers([*sectors.next, *[_TABLE] * tables], _PER_SECTOR)
    header = _header(
        directory=directory,
        small_table=small_table,
        small_tables=-(-len(small.next) // _PER_SECTOR),
        tables=range(table_first, table_first + tables),
    )
    return header + sectors.content + table


@dataclass(slots=True)
class _Entry:
    """A line of the directory; left, right and child are places in it."""

    name: str
    kind: int
    content: bytes = b""
    colour: int = _RED
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END


class _Sectors:
    """Content cut into sectors of one size, and for each sector the one that follows it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._parts: list[bytes] = []
        self.next: list[int] = []

    def add(self, content: bytes) -> int:
        """Append a chain of sectors and return its first; an empty content has none."""
        if not content:
            return _END
        first, count = len(self.next), -(-len(content) // self._size)
        self._parts.append(content.ljust(count * self._size, b"\0"))
        self.next += [*range(first + 1, first + count), _END]
        return first

    @property
    def content(self) -> bytes:
        return b"".join(self._parts)


def _grow(entries: list[_Entry], content: Folder) -> int:
    """Add what a storage holds to the directory, as a red-black tree, and return its top."""
    placed: list[tuple[str, int]] = []
    for name, held in content.items():
        if len(name) > _LONGEST_NAME:
            raise OurFault(f"A part of the VBA project has a name of {len(name)} characters, and {_LONGEST_NAME} fit.")
        entry = _Entry(name, _STREAM, held) if isinstance(held, bytes) else _Entry(name, _STORAGE)
        placed.append((name, len(entries)))
        entries.append(entry)
        if not isinstance(held, bytes):
            entry.child = _grow(entries, held)
    # Names compare by length first, then as capitals.
    ordered = [place for name, place in sorted(placed, key=lambda one: (len(one[0]), one[0].upper()))]
    return _tree(entries, ordered, level=0, red_level=len(ordered).bit_length() - 1)


def _tree(entries: list[_Entry], ordered: Sequence[int], *, level: int, red_level: int) -> int:
    """Balance: all levels are full and black but the last, which is red, so every way down has as many black ones."""
    if not ordered:
        return _NONE
    middle = len(ordered) // 2
    top = entries[ordered[middle]]
    top.colour = _RED if 0 < level == red_level else _BLACK
    top.left = _tree(entries, ordered[:middle], level=level + 1, red_level=red_level)
    top.right = _tree(entries, ordered[middle + 1 :], level=level + 1, red_level=red_level)
    return ordered[middle]


def _directory(entries: Sequence[_Entry]) -> bytes:
    lines = b"".join(_directory_line(entry) for entry in entries)
    unused = struct.pack("<64sHBBIII36sIQ", b"", 0, 0, 0, _NONE, _NONE, _NONE, b"", 0, 0)
    return lines + unused * (-len(entries) % 4)


def _directory_line(entry: _Entry) -> bytes:
    name = f"{entry.name}\0".encode("utf-16-le")
    sides = (entry.left, entry.right, entry.child)
    # A storage has no sectors of its own: its start is zero, as its class, state and times are.
    start = 0 if entry.kind == _STORAGE else entry.start
    return struct.pack(
        "<64sHBBIII36sIQ", name, len(name), entry.kind, entry.colour, *sides, b"", start, len(entry.content)
    )


def _tables_for(sectors: int) -> int:
    """How many sectors the table of sectors takes, which lists itself as well."""
    tables = 1
    while tables * _PER_SECTOR < sectors + tables:
        tables += 1
    return tables


def _numbers(numbers: Sequence[int], multiple: int) -> bytes:
    padded = [*numbers, *[_FREE] * (-len(numbers) % multiple)]
    return struct.pack(f"<{len(padded)}I", *padded)


def _header(*, directory: int, small_table: int, small_tables: int, tables: Sequence[int]) -> bytes:
    return b"".join(
        _header_parts(directory=directory, small_table=small_table, small_tables=small_tables, tables=tables)
    )


def _header_parts(*, directory: int, small_table: int, small_tables: int, tables: Sequence[int]) -> Iterator[bytes]:
    yield bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    # Minor and major version, byte order, sizes of sectors as powers of two, then six reserved bytes.
    yield struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    # Sectors of the directory (not counted in version 3), of the table; the directory; transactions; the limit.
    yield struct.pack("<IIIII", 0, len(tables), directory, 0, _SMALL_LIMIT)
    # The small sectors' table, then the further list of tables' sectors, of which there is none.
    yield struct.pack("<IIII", small_table, small_tables, _END, 0)
    yield _numbers(tables, _TABLES_IN_HEADER)
