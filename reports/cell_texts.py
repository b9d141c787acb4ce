"""Texts that a cell of a workbook cannot take as they are, made so that it can."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["LONGEST_TEXT", "begins_a_formula", "fitting", "in_reading_order", "is_plain", "looks_rich", "sound_headers"]

LONGEST_TEXT = 32_767
"""Excel counts in UTF-16 units: most characters are one, emoji are two."""

_LONGEST_HEADER = 255
_UTF_16 = "utf-16-le"
_UNIT = 2
_BEGINS_A_FORMULA = ("=", "+", "-", "@")
# Characters that nobody sees and that turn what stands beside them to read from right to left: "2 of 31" as "31 of 2".
# The first three only mark a direction and go; the others turn whole passages, and are shown.
_DIRECTION_MARKS = (0x200E, 0x200F, 0x061C)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_TURNING = {**dict.fromkeys(_DIRECTION_MARKS), **dict.fromkeys(_DIRECTIONS, "[hidden mark]")}
# xlsxwriter takes a text between these for rich text of its own making and writes it into the file as it stands.
_RICH = ("<r>", "</r>")


def is_plain(text: str) -> bool:
    """Whether a text that is not empty can be written without another look, as nearly every one can."""
    return text.isascii() and text[0] not in "=+-@<" and len(text) <= LONGEST_TEXT


def begins_a_formula(text: str) -> bool:
    """Whether Excel would take the text for a formula if somebody typed it.

    >>> begins_a_formula("=1+1"), begins_a_formula("Adult B")
    (True, False)
    """
    return text.startswith(_BEGINS_A_FORMULA)


def looks_rich(text: str) -> bool:
    """Whether xlsxwriter would write the text into the file unescaped."""
    return text.startswith(_RICH[0]) and text.endswith(_RICH[1])


def in_reading_order(text: str) -> str:
    r"""A text that reads as it is written: what would turn its direction unseen is shown, or left out if it only marks.

    >>> in_reading_order("stage \u202e12\u202c"), in_reading_order("12\u200e March"), in_reading_order("caf\u00e9")
    ('stage [hidden mark]12[hidden mark]', '12 March', 'café')
    """
    return text if text.isascii() else text.translate(_TURNING)


def fitting(text: str) -> str:
    """A text cut to what a cell holds, with a mark that says so, in reading order; half a letter becomes another mark.

    >>> fitting("short")
    'short'
    >>> fitting("long " * 9000)[-41:]
    'ong long  [cut here: 12,265 more letters]'
    """
    text = in_reading_order(text)
    if len(_units(text)) <= LONGEST_TEXT * _UNIT:
        return _units(text).decode(_UTF_16, "replace")
    kept = _cut(text, LONGEST_TEXT - len(_cut_mark(len(text))))
    return kept + _cut_mark(len(text) - len(kept))


def _cut_mark(number: int) -> str:
    return f" [cut here: {number:,} more letters]"


def _units(text: str) -> bytes:
    return text.encode(_UTF_16, "surrogatepass")


def _cut(text: str, most: int) -> str:
    return _units(text)[: most * _UNIT].decode(_UTF_16, "ignore")


def sound_headers(headers: Iterable[str]) -> tuple[str, ...]:
    r"""Headers that Excel takes for a table's columns: not empty, on one line, at most 255 letters, no two alike.

    >>> sound_headers(["Ward", "", "Two\nlines", "ward"])
    ('Ward', 'Column 2', 'Two lines', 'ward (2)')
    """
    taken: set[str] = set()
    sound = []
    for place, header in enumerate(headers, start=1):
        name = whole = _on_one_line(header) or f"Column {place}"
        number = 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = _cut(whole, _LONGEST_HEADER - len(ending)) + ending
        taken.add(name.casefold())
        sound.append(name)
    return tuple(sound)


def _on_one_line(header: str) -> str:
    if not header.isprintable():
        header = " ".join("".join(letter if letter.isprintable() else " " for letter in header).split())
    if looks_rich(header):
        header = header.removesuffix(">")
    return _cut(header, _LONGEST_HEADER)
