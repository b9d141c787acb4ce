"""An Office file as this project leaves it: the same bytes from the same input, and no axis id that is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["finished", "packed_anew"]

_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_AXIS = re.compile(rb'(<c:(?:axId|crossAx) val=")(-?\d+)(")')
_CHART = re.compile(r"/charts/[^/]+\.xml$")
_FIRST_AXIS = 1001
_END_OF_CORE = b"</cp:coreProperties>"


def finished(content: bytes, *, stamp: str, language: str = "") -> bytes:
    """Pack an Office file anew.

    Args:
        content: a pptx, docx or xlsx file.
        stamp: the moment that it says it was made, such as 2024-10-31T00:00:00Z; workbooks behind its charts too.
        language: that it says it is written in, such as en-GB; nothing is said if left out.

    Returns:
        The same parts with fixed times. Axis ids of charts are numbered anew: python-pptx writes negative numbers,
        which Microsoft's validator refuses.
    """
    with ZipFile(BytesIO(content)) as parts:
        return packed_anew((name, _mended(name, parts.read(name), stamp, language)) for name in parts.namelist())


def packed_anew(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Parts by their names as an Office file, which says nothing of when it was packed."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name, part in parts:
            info = ZipInfo(name, _DOS_EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, part)
    return packed.getvalue()


def _mended(name: str, part: bytes, stamp: str, language: str) -> bytes:
    if name == "docProps/core.xml":
        said = f"<dc:language>{language}</dc:language>".encode() if language else b""
        stamped = _STAMP.sub(rb"\g<1>" + stamp.encode() + rb"\g<2>", part)
        return stamped.replace(_END_OF_CORE, said + _END_OF_CORE)
    if name.endswith(".xlsx"):
        return finished(part, stamp=stamp)
    return _numbered_axes(part) if _CHART.search(name) else part


def _numbered_axes(chart: bytes) -> bytes:
    numbers: dict[bytes, int] = {}

    def number(found: re.Match[bytes]) -> bytes:
        given = numbers.setdefault(found[2], _FIRST_AXIS + len(numbers))
        return found[1] + str(given).encode() + found[3]

    return _AXIS.sub(number, chart)
