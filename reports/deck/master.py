"""The slides' master: a plain one of our own, or the region's, with its layouts found by their kind."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from reports.deck.boxes import Box
from validators.messages import decks as messages
from workbook_templates.faults import FileFault
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, DARK_RED, GREEN, MID_GREY

__all__ = ["Master", "own_master", "read_master"]

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_TEMPLATE_KIND = b"presentationml.template.main+xml"
_SLIDES_KIND = b"presentationml.presentation.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = "vbaproject.bin"
# What a file says of people and of its own slides, and no slide of ours needs.
_PERSONAL = ("commentAuthors", "custom-properties", "extended-properties", "thumbnail", "printerSettings")
_OWN_SIZE = (Inches(13.333), Inches(7.5))
_KEPT_LAYOUTS = ("title", "obj", "titleOnly")
_DEFAULT_TITLE_SIZE = 44.0
_ACCENTS = (BLUE, DARK_GREY, DARK_BLUE, GREEN, DARK_RED, MID_GREY)


@dataclass(frozen=True, slots=True)
class Master:
    """A presentation without slides and what pages need of it.

    Attributes:
        presentation: of python-pptx, with the master and no slide.
        cover: the layout of the first slide.
        page: the layout of every other slide.
        body: where a page's content goes.
        title_size: of a page's title, in points.
        title: where a page's title stands.
    """

    presentation: Any
    cover: Any
    page: Any
    body: Box
    title: Box
    title_size: float


def own_master() -> Master:
    """A plain widescreen master in the NHS colours, without the logo."""
    presentation = Presentation()
    width, height = _OWN_SIZE
    wider = width / presentation.slide_width
    presentation.slide_width, presentation.slide_height = width, height
    _in_nhs_colours(presentation)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.element.get("type") not in _KEPT_LAYOUTS:
            presentation.slide_layouts.remove(layout)
    for shape in (*master.shapes, *(shape for layout in presentation.slide_layouts for shape in layout.shapes)):
        if shape.element.find(f".//{qn('a:xfrm')}") is not None:
            shape.left, shape.width = int(shape.left * wider), int(shape.width * wider)
    _lay_out_titles(presentation)
    return _found_in(presentation)


def _in_nhs_colours(presentation: Any) -> None:
    """Arial and the NHS colours, so that what people add by hand fits."""
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', r"\g<1>Arial", text)
    for number, colour in enumerate(_ACCENTS, start=1):
        mark = f"accent{number}"
        text = re.sub(rf"(<a:{mark}>).*?(</a:{mark}>)", rf'\g<1><a:srgbClr val="{colour[1:]}"/>\g<2>', text, flags=re.S)
    theme._blob = text.encode("utf-8")


def _lay_out_titles(presentation: Any) -> None:
    """Titles above to the left, content below them, a bar at the top."""
    master = presentation.slide_master
    width, height = presentation.slide_width, presentation.slide_height
    margin = Inches(0.5)
    bar = master.shapes._spTree.add_autoshape(_next_id(master), "Bar", "rect", 0, 0, int(width), int(Inches(0.14)))
    _fill_in(bar, BLUE)
    master.shapes._spTree.remove(bar)
    master.shapes._spTree.insert(2, bar)
    for one in (master, *presentation.slide_layouts):
        for shape in one.placeholders:
            kind = shape.placeholder_format.type
            is_cover = one is not master and one.element.get("type") == "title"
            if kind in _TITLES and not is_cover:
                _place(shape, Box(margin, Inches(0.3), width - 2 * margin, Inches(0.75)))
            elif kind in _BODIES and not is_cover:
                _place(shape, Box(margin, Inches(1.15), width - 2 * margin, height - Inches(1.4)))
            elif is_cover and kind in _TITLES:
                _place(shape, Box(margin, Inches(1.9), width - 2 * margin, Inches(1.3)))
            elif is_cover and kind is PP_PLACEHOLDER.SUBTITLE:
                _place(shape, Box(margin, Inches(3.3), width - 2 * margin, Inches(3.2)))
                _begin_left_in_ink(shape)
            if kind in (*_TITLES, PP_PLACEHOLDER.SUBTITLE):
                _without_insets(shape)
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    for fill in run.findall(qn("a:solidFill")):
        run.remove(fill)
    coloured = run.makeelement(qn("a:solidFill"), {})
    coloured.append(coloured.makeelement(qn("a:srgbClr"), {"val": DARK_BLUE[1:]}))
    run.insert(0, coloured)


def _begin_left_in_ink(subtitle: Any) -> None:
    """Not centred and not grey, as python-pptx's own master has it."""
    for level in subtitle.element.find(f".//{qn('a:lstStyle')}"):
        level.set("algn", "l")
        for fill in level.iter(qn("a:solidFill")):
            fill.clear()
            fill.append(fill.makeelement(qn("a:schemeClr"), {"val": "tx1"}))


def _without_insets(shape: Any) -> None:
    """Titles begin where the content below them begins."""
    body = shape.element.find(f".//{qn('a:bodyPr')}")
    body.set("lIns", "0")
    body.set("rIns", "0")


def _next_id(master: Any) -> int:
    return 1 + max(int(one.get("id")) for one in master.element.iter(qn("p:cNvPr")))


def _fill_in(shape: Any, colour: str) -> None:
    properties = shape.find(qn("p:spPr"))
    fill = properties.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour[1:]}))
    line = properties.makeelement(qn("a:ln"), {})
    line.append(line.makeelement(qn("a:noFill"), {}))
    properties.extend((fill, line))


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.left, box.top, box.width, box.height


def read_master(content: bytes) -> Master:
    """The master of a region's own presentation or template; its slides are left out.

    Raises:
        FileFault: the file is no presentation, or has no layout with a title.
    """
    try:
        presentation = Presentation(BytesIO(_as_presentation(content)))
        _without_slides(presentation)
        # Only here are the parts looked for that the presentation says it has.
        return _found_in(presentation)
    except (
        BadZipFile, LookupError, ValueError, OSError, NotImplementedError, RuntimeError, XMLSyntaxError, zlib.error,
        PackageNotFoundError,
    ):  # fmt: skip
        raise FileFault(messages.NO_PRESENTATION()) from None


_MARKUP = (".xml", ".rels")
_LARGEST_MARKUP = 40 << 20
"""Bytes of one part, which take ten times as much when they are read."""


def _as_presentation(content: bytes) -> bytes:
    """A template (.potx) is a presentation but for one word."""
    with ZipFile(BytesIO(content)) as parts:
        if any(name.lower().endswith(_MACROS) for name in parts.namelist()):
            raise FileFault(messages.MASTER_WITH_MACROS())
        if any(one.file_size > _LARGEST_MARKUP for one in parts.infolist() if one.filename.endswith(_MARKUP)):
            raise FileFault(messages.NO_PRESENTATION())
        kinds = parts.read(_CONTENT_TYPES)
        if _TEMPLATE_KIND not in kinds:
            return content
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as renamed:
            for name in parts.namelist():
                part = parts.read(name)
                renamed.writestr(name, part.replace(_TEMPLATE_KIND, _SLIDES_KIND) if name == _CONTENT_TYPES else part)
        return target.getvalue()


def _without_slides(presentation: Any) -> None:
    """Leave out the slides, what refers to them, and what names people."""
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    root = presentation.part._element
    for name in ("p:extLst", "p:custShowLst"):
        for found in root.findall(qn(name)):
            root.remove(found)
    package = presentation.part.package
    for owner in (package, presentation.part):
        for key, relation in list(owner._rels.items()):
            if any(word in relation.reltype for word in _PERSONAL):
                owner._rels.pop(key)


def _found_in(presentation: Any) -> Master:
    layouts = list(presentation.slide_layouts)
    with_title = [layout for layout in layouts if _first(layout, _TITLES) is not None]
    if not with_title:
        raise FileFault(messages.NO_TITLE_LAYOUT())
    page = _of_kind(with_title, "titleOnly") or min(with_title, key=lambda layout: len(layout.placeholders))
    cover = _of_kind(with_title, "title") or page
    title = _box(_first(page, _TITLES))
    return Master(
        presentation=presentation,
        cover=cover,
        page=page,
        body=_body(presentation, _of_kind(layouts, "obj"), title),
        title=title,
        title_size=_title_size(page, presentation.slide_master),
    )


def _of_kind(layouts: list[Any], kind: str) -> Any:
    return next((layout for layout in layouts if layout.element.get("type") == kind), None)


def _first(layout: Any, kinds: tuple[Any, ...]) -> Any:
    return next((shape for shape in layout.placeholders if shape.placeholder_format.type in kinds), None)


def _box(shape: Any) -> Box:
    return Box(int(shape.left), int(shape.top), int(shape.width), int(shape.height))


def _body(presentation: Any, content_layout: Any, title: Box) -> Box:
    """Where the master's designer put a slide's content; else what is left below the title."""
    width, height = int(presentation.slide_width), int(presentation.slide_height)
    placeholder = _first(content_layout, _BODIES) if content_layout is not None else None
    if placeholder is not None:
        box = _box(placeholder)
        if box.top >= title.bottom - height // 20 and box.height > height // 2 and box.width > width // 2:
            return box
    margin = min(max(title.left, width // 40), width // 10)
    top = title.bottom + height // 60 if title.bottom < height // 2 else height // 8
    return Box(margin, top, width - 2 * margin, height - top - height // 30)


def _title_size(layout: Any, master: Any) -> float:
    """The size that a page's title has, from its layout or else from the master."""
    own = _first(layout, _TITLES).element.find(f".//{qn('a:lstStyle')}//{qn('a:defRPr')}")
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    for found in (own, style):
        if found is not None and found.get("sz"):
            return int(found.get("sz")) / 100
    return _DEFAULT_TITLE_SIZE
