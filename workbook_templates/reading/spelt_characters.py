"""Characters that a workbook spells out, `_x200B_` for a blank of no width: Excel shows the character."""

from __future__ import annotations

import re

__all__ = ["in_cells", "in_text"]

_PATTERN = r"_x005[Ff]_(?=x)|_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_"
_IN_CELLS = re.compile(_PATTERN.encode())
_IN_TEXT = re.compile(_PATTERN)
_READ_BY_CALAMINE = 0xFF
# Half a character, and what is none.
_NONE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_STANDS_FOR_NONE = "\N{REPLACEMENT CHARACTER}"


def in_cells(part: bytes) -> bytes:
    """A sheet's or the shared texts' XML with those characters written out that calamine leaves spelt out.

    >>> in_cells(b"<t>9_x200B_9 _x0041_ _x005F_x200B_</t>").decode()
    '<t>9\u200b9 _x0041_ _x005F_x200B_</t>'
    """
    # Nearly no workbook spells any out, and this is asked of megabytes.
    return _IN_CELLS.sub(_for_calamine, part) if b"_x" in part else part


def _for_calamine(found: re.Match[bytes]) -> bytes:
    high, low, alone = (code.decode() if code else None for code in found.groups())
    character = _character(high, low, alone)
    return found[0] if ord(character) <= _READ_BY_CALAMINE else character.encode()


def in_text(text: str) -> str:
    """A text with every such character written out.

    >>> in_text("9_x200B_9 _x0041_ _x005F_x0041_ _xD83D__xDE00_") == "9\u200b9 A _x0041_ \U0001f600"
    True
    """
    return _IN_TEXT.sub(lambda found: _character(*found.groups()), text) if "_x" in text else text


def _character(high: str | None, low: str | None, alone: str | None) -> str:
    if high and low:
        return bytes.fromhex(high + low).decode("utf-16-be")
    return _NONE.sub(_STANDS_FOR_NONE, chr(int(alone, 16))) if alone else "_"
