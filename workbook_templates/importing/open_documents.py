"""What an OpenDocument spreadsheet would be when laid out, before calamine does it: a cell can repeat without end."""

from __future__ import annotations

import re

from workbook_templates.reading.package import part_of_archive, plain_markup

__all__ = ["cells_repeated"]

# A sign that ends a tag may stand inside quotation marks.
_TAG = re.compile(rb"""<table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*\+?0*([0-9]+)""")
_NEVER_MORE = 10
"""Figures of a number; whatever has more is too much."""


def cells_repeated(content: bytes) -> int:
    """How many cells all sheets have together, each as the rectangle from A1 to its last row and column with content.

    Raises:
        FileFault: the file is broken, or would unpack to too much.
    """
    part = plain_markup(part_of_archive(content, "content.xml"))
    area = width = height = row = column = 0
    for found in _TAG.finditer(part):
        kind, attributes = found[1], found[2]
        if kind == b"table":
            area, width, height, row = area + width * height, 0, 0, 0
            continue
        times = _times(attributes)
        if kind == b"table-row":
            row, column = row + times, 0
            continue
        column += times
        if not attributes.endswith(b"/") or b"value" in attributes:
            width, height = max(width, column), max(height, row)
    return area + width * height


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1][:_NEVER_MORE]) if found else 1
