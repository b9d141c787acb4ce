"""How cells look: the NHS identity colours, and the few looks that every sheet shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "BLUE",
    "BODY",
    "DARK_BLUE",
    "DARK_GREY",
    "DARK_RED",
    "DATE_FORMAT",
    "FLAG",
    "FONT",
    "GREEN",
    "HEADING",
    "HELP",
    "HINT",
    "INPUT",
    "LABEL",
    "LACKING",
    "LINK",
    "MID_GREY",
    "PALE_GREY",
    "PERSONAL",
    "RESULT",
    "SECTION",
    "STRANGE",
    "TITLE",
    "WARNING",
    "WHITE",
    "Look",
    "Looks",
]

Look = Mapping[str, Any]

# White text stands on the four dark colours only (at least 6.3 to 1), black text on the pale ones (at least 12 to 1).
BLUE = "#005EB8"
DARK_BLUE = "#003087"
DARK_GREY = "#425563"
DARK_RED = "#8A1538"
GREEN = "#006747"
PALE_GREY = "#E8EDEE"
MID_GREY = "#768692"
YELLOW = "#FFB81C"
PALE_YELLOW = "#FFF7E0"
WHITE = "#FFFFFF"

# The NHS identity asks for Arial where its own typeface is not installed.
FONT: Look = {"font_name": "Arial", "font_size": 10}
DATE_FORMAT = "dd/mm/yyyy"

_EDGE: Look = {"border": 1, "border_color": MID_GREY}
_WRAPPED: Look = {"text_wrap": True, "valign": "top"}

TITLE: Look = {"bold": True, "font_size": 16, "font_color": WHITE, "bg_color": BLUE, "valign": "vcenter"}
SECTION: Look = {"bold": True, "font_size": 12, "font_color": WHITE, "bg_color": DARK_BLUE, "valign": "vcenter"}
HEADING: Look = {
    "bold": True, "font_color": WHITE, "bg_color": DARK_BLUE, "text_wrap": True, "valign": "top",
    "border": 1, "border_color": WHITE,
}  # fmt: skip
BODY: Look = {**_WRAPPED, **_EDGE}
HELP: Look = _WRAPPED
HINT: Look = {"valign": "vcenter"}
LABEL: Look = {"bold": True, "valign": "vcenter", "text_wrap": True}
LINK: Look = {"font_color": BLUE, "underline": 1, "bold": True, "valign": "top"}
INPUT: Look = {**_EDGE, "bg_color": PALE_YELLOW, "valign": "vcenter", "align": "left", "locked": False}
RESULT: Look = {**_EDGE, "bg_color": PALE_GREY, "valign": "vcenter", "align": "left"}
WARNING: Look = {"bold": True, "font_color": DARK_RED, "valign": "vcenter"}
# Bold and stripes as well as colour, for a reader who does not tell red from green.
FLAG: Look = {"bold": True, "font_color": DARK_RED, "pattern": 14, "bg_color": PALE_YELLOW, "fg_color": YELLOW}

# A cell that is still to be filled in: dots, and a dashed edge because LibreOffice draws no dots. What is out of place
# is bold, and what may be personal is bold on a dark ground.
LACKING: Look = {"pattern": 17, "bg_color": "#D6E6F5", "fg_color": BLUE, "border": 3, "border_color": BLUE}
STRANGE: Look = {"bold": True, "italic": True, "font_color": DARK_RED, "pattern": 1, "bg_color": "#FBE3E8"}
PERSONAL: Look = {"bold": True, "underline": 1, "font_color": WHITE, "pattern": 1, "bg_color": DARK_RED}


class Looks:
    """Turns looks into a workbook's formats, each distinct one once (Excel allows some 64,000)."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[frozenset[tuple[str, Any]], Any] = {}

    def format(self, look: Look) -> Any:
        """The workbook's format for a look."""
        key = frozenset(look.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(look))
        return self._formats[key]
