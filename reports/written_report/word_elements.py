"""The elements of WordprocessingML that python-docx makes none of: runs, fields, bookmarks, the look of a table."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from reports.published_summary import without_certain_pid
from workbook_templates.template.looks import MID_GREY

__all__ = ["bookmark", "field", "field_begin", "field_mark", "run_of", "table_properties", "valued"]


def table_properties(about: str) -> Any:
    """How a table looks, and its alternative text."""
    properties = OxmlElement("w:tblPr")
    properties.append(valued("w:tblW", "0", name="w:w"))
    properties[0].set(qn("w:type"), "auto")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = valued(f"w:{side}", "single")
        for name, value in (("sz", "4"), ("space", "0"), ("color", MID_GREY[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    properties.append(valued("w:tblLayout", "fixed", name="w:type"))
    look = valued("w:tblLook", "0420")
    properties.append(look)
    properties.append(valued("w:tblDescription", without_certain_pid(about)))
    return properties


def run_of(text: str, *, bold: bool = False, colour: str = "", style: str = "") -> Any:
    """A stretch of text in one look."""
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if style:
        properties.append(valued("w:rStyle", style))
    if bold:
        properties.append(OxmlElement("w:b"))
    if colour:
        properties.append(valued("w:color", colour))
    if len(properties):
        run.append(properties)
    shown = OxmlElement("w:t")
    shown.text = _sound(text)
    shown.set(qn("xml:space"), "preserve")
    run.append(shown)
    return run


def _sound(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(letter if letter >= " " or letter in "\t\n" else " " for letter in text)


def valued(tag: str, value: str, *, name: str = "w:val") -> Any:
    """An element with one attribute."""
    element = OxmlElement(tag)
    element.set(qn(name), value)
    return element


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Mark a paragraph as what a link leads to."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    paragraph.insert(1, begin)
    paragraph.append(end)


def field(code: str, shown: str) -> Any:
    """A field that Word works out, with what it shows until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(run_of(shown))
    return field


def field_begin(code: str) -> tuple[Any, Any, Any]:
    """What begins a field that goes on over several paragraphs."""
    says = OxmlElement("w:r")
    text = OxmlElement("w:instrText")
    text.text = code
    text.set(qn("xml:space"), "preserve")
    says.append(text)
    return field_mark("begin"), says, field_mark("separate")


def field_mark(kind: str) -> Any:
    """A mark of where a field begins, shows its result or ends."""
    run = OxmlElement("w:r")
    run.append(valued("w:fldChar", kind, name="w:fldCharType"))
    return run
