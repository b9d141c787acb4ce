"""What a column of a published table holds, and so how its cells look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from validators.case_review import COLUMN_BY_HEADER
from workbook_templates.template.looks import DATE_FORMAT, HEADING, MID_GREY, Look

__all__ = ["UNDERLINE", "ColumnKind", "kind_of", "plain", "ruled", "ruled_head"]

UNDERLINE: Look = {"bottom": 1, "bottom_color": MID_GREY}
_NUMBERED = frozenset({"Record no.", "Row", "Source row", "Return number"})
_MONTHS = frozenset({"Month", "Carried from"})
_COUNTED = ("Declared ", "Counted ")
_MEASURED = ("Shortest ", "Longest ")
_A_MONTH = re.compile(r"\d{4}-\d{2}")
_WRAPPED: Look = {"text_wrap": True, "valign": "top"}


class ColumnKind(Enum):
    """The kinds, each with its number format."""

    COUNT = "#,##0"
    NUMBER = "0"
    # A sign and an arrow beside the colour that a conditional format adds.
    DIFFERENCE = '"▲ +"#,##0;"▼ -"#,##0;0'
    DATE = DATE_FORMAT
    MONTH = "mmmm yyyy"
    MEDIAN = "#,##0.0"
    SHARE = "0.0%"
    TEXT = "General"


def kind_of(header: str, values: Iterable[object]) -> ColumnKind:
    """Tell a column's kind from its header, and where that says nothing from its first value.

    >>> kind_of("Difference open", ()), kind_of("Open", (None, 3))
    (<ColumnKind.DIFFERENCE: '"▲ +"#,##0;"▼ -"#,##0;0'>, <ColumnKind.COUNT: '#,##0'>)
    """
    column = COLUMN_BY_HEADER.get(header)
    if header in _MONTHS:
        return ColumnKind.MONTH
    if header.startswith("Difference"):
        return ColumnKind.DIFFERENCE
    if header in _NUMBERED:
        return ColumnKind.NUMBER
    if header.endswith(" rate") or header == "Score":
        return ColumnKind.SHARE
    if header.startswith("Median "):
        return ColumnKind.MEDIAN
    if header.startswith((*_COUNTED, *_MEASURED)):
        return ColumnKind.COUNT
    if column is not None:
        return {"date": ColumnKind.DATE, "number": ColumnKind.COUNT}.get(column.kind, ColumnKind.TEXT)
    first = next((value for value in values if value is not None), 0 if _A_MONTH.fullmatch(header) else "")
    if isinstance(first, date):
        return ColumnKind.DATE
    if isinstance(first, float):
        # What is counted is whole; a median has its own header.
        return ColumnKind.SHARE
    return ColumnKind.COUNT if isinstance(first, int | float) else ColumnKind.TEXT


def ruled(kind: ColumnKind) -> Look:
    """How a cell of a short table looks: a line below, numbers to the right."""
    return {
        **UNDERLINE,
        **_side(kind),
        "num_format": kind.value,
        "text_wrap": kind is ColumnKind.TEXT,
        "valign": "vcenter",
    }


def ruled_head(kind: ColumnKind) -> Look:
    """How a header of a short table looks: above its numbers, to the right."""
    return {**HEADING, **_side(kind), "valign": "vcenter"}


def plain(kind: ColumnKind) -> Look:
    """How a cell of a long list looks; such a look can be a column's own, above and below the list too."""
    return {**_WRAPPED, "num_format": kind.value, "align": "left"}


def _side(kind: ColumnKind) -> Look:
    # LibreOffice does not always keep an indent on the right.
    is_text = kind in (ColumnKind.MONTH, ColumnKind.TEXT)
    return {"align": "left", "indent": 1} if is_text else {"align": "right"}
