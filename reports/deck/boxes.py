"""Rectangles on a slide and how they are divided; lengths in EMU, of which a point has 12,700."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EMU_PER_POINT", "Box"]

EMU_PER_POINT = 12_700


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide.

    >>> Box(0, 0, 110, 10).columns(2, gap=10)[1]
    Box(left=60, top=0, width=50, height=10)
    """

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends below."""
        return self.top + self.height

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / EMU_PER_POINT, self.height / EMU_PER_POINT

    def columns(self, number: int, *, gap: int) -> list[Box]:
        """Boxes of one width beside each other."""
        width = (self.width - gap * (number - 1)) // number
        return [Box(self.left + place * (width + gap), self.top, width, self.height) for place in range(number)]

    def rows(self, number: int, *, gap: int) -> list[Box]:
        """Boxes of one height below each other."""
        height = (self.height - gap * (number - 1)) // number
        return [Box(self.left, self.top + place * (height + gap), self.width, height) for place in range(number)]

    def top_part(self, height: int, *, gap: int = 0) -> tuple[Box, Box]:
        """The upper part of a height, and what is left below a gap."""
        rest = Box(self.left, self.top + height + gap, self.width, max(self.height - height - gap, 0))
        return Box(self.left, self.top, self.width, height), rest

    def bottom_part(self, height: int, *, gap: int = 0) -> tuple[Box, Box]:
        """The lower part of a height, and what is left above a gap."""
        rest = Box(self.left, self.top, self.width, max(self.height - height - gap, 0))
        return Box(self.left, self.bottom - height, self.width, height), rest

    def left_part(self, share: float, *, gap: int) -> tuple[Box, Box]:
        """A share of the width to the left, and what is left beside a gap."""
        width = int((self.width - gap) * share)
        beside = Box(self.left + width + gap, self.top, self.width - width - gap, self.height)
        return Box(self.left, self.top, width, self.height), beside
