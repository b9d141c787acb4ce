"""How much room a text takes in Arial, told from the widths of its letters: no font need be installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

__all__ = ["LINE", "lines_of", "room_for", "size_that_fits", "width_of"]

LINE = 1.2
"""Height of a line as a multiple of the letters' size."""

# Thousandths of the letters' size, from Adobe's published metrics of Helvetica, with which Arial's agree.
_NARROW = {
    **dict.fromkeys("ijl'", 222), **dict.fromkeys(" !,./:;I[]\\ft|", 278), **dict.fromkeys("()-r`{}", 333),
    **dict.fromkeys('"*^', 389), **dict.fromkeys("Jckvxysz", 500),
}  # fmt: skip
_WIDE = {
    **dict.fromkeys("+<=>~", 584), **dict.fromkeys("FTZ", 611), **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), **dict.fromkeys("Mm", 833), "%": 889, "W": 944,
    "@": 1015, "—": 1000, "…": 1000, "·": 278, "–": 556, "’": 222, "‘": 222,
}  # fmt: skip
_WIDTHS = {**_NARROW, **_WIDE}
_OTHER_ASCII = 556
_OTHER = 1000
# Another typeface of a region's own master, bold letters and rounding.
_RESERVE = 1.08
_BOLD = 1.07


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in points.

    >>> round(width_of("Neglect", 12))
    44
    """
    thousandths = sum(_WIDTHS.get(letter, _OTHER_ASCII if letter.isascii() else _OTHER) for letter in text)
    return thousandths * size / 1000 * _RESERVE * (_BOLD if bold else 1)


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a width, in points; a word that is wider is broken.

    >>> lines_of("Sharing Information", 12, 200), lines_of("Sharing Information", 12, 80)
    (1, 2)
    """
    return sum(_lines_of_paragraph(paragraph, size, width, bold) for paragraph in text.split("\n"))


def _lines_of_paragraph(text: str, size: float, width: float, bold: bool) -> int:
    room = max(width, size)
    space = width_of(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in text.split():
        needs = width_of(word, size, bold=bold)
        if used and used + space + needs > room:
            lines, used = lines + 1, 0.0
        used += needs + (space if used else 0.0)
        if used > room:
            broken = int(used // room)
            lines, used = lines + broken, used - broken * room
    return lines


def room_for(texts: Iterable[str], size: float, width: float, *, between: float = 0.0, bold: bool = False) -> float:
    """The height of paragraphs below each other, in points.

    Args:
        texts: the paragraphs.
        size: of the letters.
        width: of the room, in points.
        between: space after each, as a share of the letters' size.
        bold: whether the letters are bold.
    """
    return sum((lines_of(text, size, width, bold=bold) * LINE + between) * size for text in texts)


def size_that_fits(
    texts: Sequence[str],
    width: float,
    height: float,
    *,
    sizes: Sequence[float],
    between: float = 0.0,
    bold: bool = False,
) -> float | None:
    """The first of some sizes in which the paragraphs fit; None when even the last is too large."""
    fits = (size for size in sizes if room_for(texts, size, width, between=between, bold=bold) <= height)
    return next(fits, None)
