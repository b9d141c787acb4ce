"""Read text that divides its cells by commas, semicolons, tabs or the like, in whichever encoding it was saved."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter

from workbook_templates.importing import refusals

__all__ = ["read_delimited"]

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "^": "carets", "~": "tildes"}
_SEPARATOR_LINE = re.compile(r"""\A"?sep=(.)"?\r?\n""", re.IGNORECASE)
_END = "end of the text"
_LONGEST_CELL = 20_000_000
_LOOKED_AT = 400
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|head|body|meta)\b", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def read_delimited(content: bytes) -> tuple[list[list[object]], str]:
    r"""Read the bytes of a text file.

    Returns:
        The rows, blank ones among them, and how the file was read.

    >>> read_delimited("Stato\tWert\nO\t1,5\n".encode("utf-16"))
    ([['Stato', 'Wert'], ['O', '1,5']], 'UTF-16, divided by tabs')

    Raises:
        FileFault: it is no text, a web page, or a quotation mark is never closed.
    """
    text, encoding = _decoded(content)
    if _MARKUP.match(text):
        raise refusals.web_page()
    if _CONTROLS.search(text.rstrip("\x1a")):
        raise refusals.not_text()
    delimiter, text = _delimiter(text)
    line_end = "" if text.endswith(("\n", "\r")) else "\n"
    rows = _parsed(f"{text}{line_end}{_END}", delimiter)
    if rows.pop() != [_END]:
        # What follows a quotation mark that is never closed would all be one cell.
        raise refusals.open_quote(len(rows) + 1)
    return [list(row) for row in rows], f"{encoding}, divided by {_named(delimiter)}"


def _named(delimiter: str) -> str:
    return _DELIMITERS.get(delimiter, f"{delimiter!r}")


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding), name
    # UTF-16 without its mark: every second byte of plain letters is zero.
    start = content[:_LOOKED_AT]
    if start[1::2].count(0) > len(start) // 4:
        return _decode(content, "utf-16-le"), "UTF-16"
    if start[0::2].count(0) > len(start) // 4:
        return _decode(content, "utf-16-be"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252: the file is damaged there, and Latin-1 loses no byte.
        return content.decode("latin-1"), "Latin-1"


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refusals.not_text() from None


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without the line by which Excel names it."""
    if named := _SEPARATOR_LINE.match(text):
        return named[1], text[named.end() :]
    return max(_DELIMITERS, key=lambda each: _evenness(text, each)), text


def _evenness(text: str, delimiter: str) -> float:
    """How well a delimiter divides: most rows have the same number of cells, and more than one."""
    widths = Counter(len(row) for row in _parsed(text, delimiter, most=_LOOKED_AT) if row)
    divided = Counter({width: rows for width, rows in widths.items() if width > 1})
    if not divided:
        return 0
    width, rows = max(divided.items(), key=lambda one: one[1] * math.log2(one[0]))
    return rows / widths.total() * math.log2(width)


def _parsed(text: str, delimiter: str, *, most: int | None = None) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True):
            rows.append(row)
            if most is not None and len(rows) >= most:
                break
    except csv.Error:
        raise refusals.not_text() from None
    return rows
