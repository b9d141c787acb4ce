"""How the report looks: paper, type, colours, and the styles that its paragraphs are written in."""

from __future__ import annotations

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY

__all__ = ["BODY", "CONTENTS_LEVELS", "TITLE", "dress"]

TITLE, BODY = "Title", "Normal"
CONTENTS_LEVELS = 2
_HEADING_SIZES = {1: 16, 2: 13, 3: 11}
_TABLE_POINTS = 9


def dress(document: Any) -> None:
    """A4, Arial, the NHS colours, British English, and the styles that python-docx's own template lacks."""
    _lay_out(document)
    _style_text(document.styles)
    _add_styles(document.styles)


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _in_arial(theme.blob)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if "thumbnail" in relation.reltype or "extended-properties" in relation.reltype:
            package.rels.pop(key)


def _style_text(styles: Any) -> None:
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    styles[BODY].font.size = Pt(10.5)
    styles[BODY].paragraph_format.space_after = Pt(6)
    styles[TITLE].font.size = Pt(24)
    for name in (TITLE, "TOC Heading"):
        _in_colour(styles[name], DARK_BLUE)
    for level, size in _HEADING_SIZES.items():
        style = styles[f"Heading {level}"]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(size)
        style.paragraph_format.space_after = Pt(4)
        _in_colour(style, DARK_BLUE)


def _add_styles(styles: Any) -> None:
    for level in range(1, CONTENTS_LEVELS + 1):
        style = styles.add_style(f"TOC {level}", 1)
        style.base_style = styles[BODY]
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
    table_text = styles.add_style("Table Text", 1)
    table_text.base_style = styles[BODY]
    table_text.font.size = Pt(_TABLE_POINTS)
    table_text.paragraph_format.space_after = table_text.paragraph_format.space_before = Pt(1.5)
    table_text.paragraph_format.line_spacing = 1.0
    hyperlink = styles.add_style("Hyperlink", 2)
    hyperlink.font.underline = True
    _in_colour(hyperlink, BLUE)
    asking = styles.add_style("Placeholder Text", 2)
    asking.font.italic = True
    _in_colour(asking, DARK_GREY)


def _in_arial(theme: bytes) -> bytes:
    return re.sub(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rb"\g<1>Arial", theme)


def _in_colour(style: Any, colour: str) -> None:
    style.font.color.rgb = RGBColor.from_string(colour[1:])
