"""The zip file that a workbook is: its parts, unpacked on demand and within limits."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from workbook_templates.reading import refusals
from workbook_templates.reading.file_kinds import fault_of_archive

__all__ = ["Package", "packed", "plain_markup", "refuse_bomb"]

_LARGEST_MEGABYTES = 200
_MEGABYTE = 1 << 20
_MOST_PARTS = 10_000
# Sheets of equal rows shrink to a fiftieth at most; only what is made to fill a memory shrinks further.
_LARGEST_RATIO = 300
_RATIO_COUNTS_FROM = 5 * _MEGABYTE
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = 0x1
# What Python's zip reader raises on bytes that are broken, or that somebody broke on purpose.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, ValueError)
# A way out of the workbook, a drive, or a character that no name has.
_STRANGE_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^[a-z]:|[\x00-\x1f]")
_WHOLE = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_ASIDE = re.compile(rb"<!--.*?-->|<\?(?!xml\s).*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class Package:
    """The parts of one workbook; names are told apart without regard to case, as Excel does."""

    def __init__(self, content: bytes, *, most_megabytes: int = _LARGEST_MEGABYTES) -> None:
        self._zip, self._members = _opened(content)
        if _WORKBOOK not in self._members:
            raise fault_of_archive(frozenset(self._members))
        self._allowance = most_megabytes * _MEGABYTE

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._members)

    def part(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            FileFault: the part is missing, broken or locked, or all parts together unpack to too much.
        """
        info = self._members.get(name.casefold())
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusals.damaged()
        if info.flag_bits & _ENCRYPTED:
            raise refusals.locked()
        self._allowance -= info.file_size
        _refuse_too_much(info, self._allowance)
        try:
            with self._zip.open(info) as member:
                # Never `read()`: a size that lies would be believed only after all of it is unpacked.
                return member.read(info.file_size)
        except _BROKEN:
            raise refusals.damaged() from None


def _opened(content: bytes) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """A zip and its members by their folded names.

    Raises:
        FileFault: it is broken, or its list of members is none that a spreadsheet program writes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise refusals.damaged() from None
    listed = archive.infolist()
    if len(listed) > _MOST_PARTS:
        raise refusals.too_many_parts(_MOST_PARTS)
    members = {info.orig_filename.replace("\\", "/").lstrip("/").casefold(): info for info in listed}
    if len(members) < len(listed) or any(map(_STRANGE_NAME.search, members)):
        raise refusals.strange_parts()
    return archive, members


def _refuse_too_much(info: zipfile.ZipInfo, allowance: int) -> None:
    if allowance < 0:
        raise refusals.too_big(_LARGEST_MEGABYTES)
    if info.file_size > max(_RATIO_COUNTS_FROM, _LARGEST_RATIO * info.compress_size):
        raise refusals.packed_too_tightly(_LARGEST_RATIO)


def refuse_bomb(content: bytes) -> None:
    """Refuse a zip that another reader than ours is to unpack, if it would unpack to too much.

    Raises:
        FileFault: it would, or it is broken.
    """
    allowance = _LARGEST_MEGABYTES * _MEGABYTE
    for info in _opened(content)[1].values():
        allowance -= info.file_size
        _refuse_too_much(info, allowance)


def part_of_archive(content: bytes, name: str) -> bytes:
    """Unpack one part of a zip that need not be a workbook.

    Raises:
        FileFault: the part is missing, broken, or would unpack to too much.
    """
    archive, members = _opened(content)
    info = members.get(name)
    if info is None:
        raise refusals.damaged()
    _refuse_too_much(info, _LARGEST_MEGABYTES * _MEGABYTE - info.file_size)
    try:
        with archive.open(info) as member:
            return member.read(info.file_size)
    except (*_BROKEN, RuntimeError):
        # The last is told of a part that is locked.
        raise refusals.damaged() from None


def plain_markup(part: bytes) -> bytes:
    """A part without comments and instructions to programs, and with CDATA written out.

    All three can hold what only looks like a cell, or part what is one text.

    >>> plain_markup(b"<v><!-- <c/> --><![CDATA[a<b]]><?p?></v>")
    b'<v>a&lt;b</v>'

    Raises:
        FileFault: the part declares a document type, or is broken.
    """
    # The first two signs may be those of the declaration that every part begins with.
    if b"<!" not in part and part.find(b"<?", 2) < 0:
        return part
    # One that never ends would be looked for from each beginning on.
    if any(part.rfind(begins) > part.rfind(ends) for begins, ends in _WHOLE):
        raise refusals.damaged()
    part = _ASIDE.sub(_written_out, part)
    if b"<!" in part:
        raise refusals.declares_entities()
    return part


def _written_out(found: re.Match[bytes]) -> bytes:
    return (found[1] or b"").replace(b"&", b"&amp;").replace(b"<", b"&lt;")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a zip without compressing them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()
