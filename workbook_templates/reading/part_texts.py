"""The texts of a workbook that stand in no sheet's cells: notes, drawings, charts, names, properties, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from validators.pid_elsewhere import WORKBOOK, Nature, PlacedText, find_pid_elsewhere
from workbook_templates.reading.small_parts import Element, elements

__all__ = ["CHART_LABEL", "COLUMN_NAME", "texts_of_part", "texts_of_workbook_part"]

CHART_LABEL, COLUMN_NAME = "label of a chart", "column name of a table"
"""Copies of what stands in cells, as a rule."""

PartTexts = Callable[[Sequence[Element], str], Iterator[PlacedText]]

_PROPERTIES = {
    "title": ("Title", Nature.FREE),
    "subject": ("Subject", Nature.FREE),
    "creator": ("Author", Nature.PERSON),
    "keywords": ("Tags", Nature.FREE),
    "description": ("Comments", Nature.FREE),
    "lastModifiedBy": ("Last modified by", Nature.PERSON),
    "category": ("Category", Nature.FREE),
    "contentStatus": ("Status", Nature.FREE),
    "Manager": ("Manager", Nature.PERSON),
    "Company": ("Company", Nature.FREE),
    "HyperlinkBase": ("Hyperlink base", Nature.REFERENCE),
}
# Sensitivity labels write the e-mail address of whoever chose them.
_OWNER = "_owner"
_TEXT_ATTRIBUTES = ("name", "caption", "displayName", "description", "descr", "title", "tooltip", "v", "val")
_TAG = re.compile(r"<[^>]*>")


def _notes(part: Sequence[Element], sheet: str) -> Iterator[PlacedText]:
    """Legacy notes. Excel begins each with its author's name, which is no part of what somebody wrote."""
    authors = [one.text for one in part if one.name == "author"]
    for name in dict.fromkeys(authors):
        yield PlacedText(sheet, "author of a note", name, Nature.PERSON)
    for begun, inside in _grouped(part, "comment"):
        text = "".join(one.text for one in inside if one.name == "t")
        author = _item(authors, begun.attributes.get("authorId", ""))
        if author and text.startswith(f"{author}:"):
            text = " " * len(author) + text[len(author) :]
        yield PlacedText(sheet, f"note on cell {begun.attributes.get('ref', '')}", text)


def _item(items: Sequence[str], number: str) -> str:
    return items[int(number)] if number.isdecimal() and int(number) < len(items) else ""


def _threads(part: Sequence[Element], sheet: str) -> Iterator[PlacedText]:
    for begun, inside in _grouped(part, "threadedComment"):
        text = "".join(one.text for one in inside if one.name == "text")
        yield PlacedText(sheet, f"comment on cell {begun.attributes.get('ref', '')}", text)


def _people(part: Sequence[Element], _sheet: str) -> Iterator[PlacedText]:
    for one in part:
        for attribute in ("displayName", "userId"):
            if text := one.attributes.get(attribute):
                yield PlacedText(WORKBOOK, "list of people who commented", text, Nature.PERSON)


def _drawing(part: Sequence[Element], sheet: str) -> Iterator[PlacedText]:
    """Text boxes and shapes, paragraph by paragraph, and the alternative texts of pictures."""
    for _, inside in _grouped(part, "p"):
        yield PlacedText(sheet, "text box or shape", "".join(one.text for one in inside if one.name == "t"))
    for one in part:
        if one.name == "cNvPr":
            for attribute in ("descr", "title", "name"):
                if text := one.attributes.get(attribute):
                    yield PlacedText(sheet, "alternative text of a picture or shape", text)


def _chart(part: Sequence[Element], sheet: str) -> Iterator[PlacedText]:
    for _, inside in _grouped(part, "p"):
        yield PlacedText(sheet, "text of a chart", "".join(one.text for one in inside if one.name == "t"))
    for one in part:
        if one.name == "v":
            yield PlacedText(sheet, CHART_LABEL, one.text)


def _table(part: Sequence[Element], sheet: str) -> Iterator[PlacedText]:
    for one in part:
        if one.name == "tableColumn":
            yield PlacedText(sheet, COLUMN_NAME, one.attributes.get("name", ""))
            yield PlacedText(sheet, "totals row of a table", one.attributes.get("totalsRowLabel", ""))


def _properties(part: Sequence[Element], _sheet: str) -> Iterator[PlacedText]:
    for one in part:
        if one.name in _PROPERTIES:
            what, nature = _PROPERTIES[one.name]
            yield PlacedText(WORKBOOK, f"document property {what}", one.text, nature)


def _own_properties(part: Sequence[Element], _sheet: str) -> Iterator[PlacedText]:
    """Properties that somebody added: their names may hold anything, so they are counted and not named."""
    number, nature = 0, Nature.FREE
    for one in part:
        if one.name == "property":
            number += 1
            name = one.attributes.get("name", "")
            nature = Nature.PERSON if name.casefold().endswith(_OWNER) else Nature.FREE
            yield PlacedText(WORKBOOK, f"name of custom document property {number}", name, Nature.LABEL)
        elif one.text.strip():
            yield PlacedText(WORKBOOK, f"custom document property {number}", one.text, nature)


def _anything(what: str) -> PartTexts:
    """Whatever else a part holds, in its texts and in the attributes that carry texts."""

    def texts(part: Sequence[Element], _sheet: str) -> Iterator[PlacedText]:
        for one in part:
            for text in (one.text, *map(one.attributes.get, _TEXT_ATTRIBUTES)):
                if text:
                    yield PlacedText(WORKBOOK, what, text)

    return texts


_KINDS: Mapping[str, PartTexts] = {
    "xl/comments": _notes,
    "xl/threadedcomments/": _threads,
    "xl/persons/": _people,
    "xl/drawings/": _drawing,
    "xl/charts/": _chart,
    "xl/chartex/": _chart,
    "xl/tables/": _table,
    "xl/diagrams/": _drawing,
    "docprops/core.xml": _properties,
    "docprops/app.xml": _properties,
    "docprops/custom.xml": _own_properties,
    "xl/pivotcache/": _anything("stored copy of a pivot table's data"),
    "xl/pivottables/": _anything("pivot table"),
    "xl/slicer": _anything("slicer"),
    "xl/externallinks/": _anything("stored copy of another workbook's cells"),
    "xl/connections.xml": _anything("data connection"),
    "xl/querytables/": _anything("data connection"),
    "customxml/": _anything("custom XML"),
    "docmetadata/": _anything("sensitivity label"),
}
"""How a part's name begins, in lower case, to what is read of it; formats, themes and binary parts hold no texts."""


def texts_of_part(name: str, part: Callable[[], bytes], sheet: str) -> Iterator[PlacedText]:
    """The texts of one part; none for a part that holds no texts of people's.

    Args:
        name: the part's name, in lower case.
        part: unpacks it.
        sheet: the sheet that it belongs to, as it may be shown.

    Raises:
        FileFault: the part is broken.
    """
    kind = next((kind for begin, kind in _KINDS.items() if name.startswith(begin)), None)
    if kind is None or "/_rels/" in name:
        return
    if name.endswith(".xml"):
        yield from kind(elements(part()), sheet)
    elif name.endswith(".vml"):
        # Excel's oldest way of drawing is often no sound XML.
        text = _TAG.sub("\n", part().decode("utf-8", "replace"))
        for line in filter(None, map(str.strip, text.splitlines())):
            yield PlacedText(sheet, "form control or old drawing", line)


def texts_of_workbook_part(part: bytes) -> Iterator[PlacedText]:
    """Defined names and their constants, and who last shared or saved the workbook where.

    Raises:
        FileFault: the part is broken.
    """
    number = 0
    for one in elements(part):
        if one.name == "definedName":
            number += 1
            yield from _texts_of_name(one, number)
        elif one.name == "fileSharing":
            yield PlacedText(WORKBOOK, "who reserved the file", one.attributes.get("userName", ""), Nature.PERSON)
        elif one.name == "absPath":
            yield PlacedText(WORKBOOK, "folder where it was saved", one.attributes.get("url", ""), Nature.PERSON)


def _texts_of_name(one: Element, number: int) -> Iterator[PlacedText]:
    """A defined name is told by its place in the list where it holds what may not be shown."""
    name = one.attributes.get("name", "")
    label = PlacedText(WORKBOOK, f"defined name {number}", name, Nature.LABEL)
    shown = label.where if any(find_pid_elsewhere([label])) else f"defined name {name}"
    if not name.startswith("_xlnm."):
        yield label
    if '"' in one.text:
        yield PlacedText(WORKBOOK, f"constant of {shown}", one.text)
    yield PlacedText(WORKBOOK, f"comment of {shown}", one.attributes.get("comment", ""))


def _grouped(part: Sequence[Element], name: str) -> Iterator[tuple[Element, list[Element]]]:
    """Each element of a name with what follows it up to the next one."""
    begun: Element | None = None
    inside: list[Element] = []
    for one in part:
        if one.name == name:
            if begun is not None:
                yield begun, inside
            begun, inside = one, []
        elif begun is not None:
            inside.append(one)
    if begun is not None:
        yield begun, inside
