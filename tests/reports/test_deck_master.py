"""The region's own master: layouts are found by their kind, whatever its size, and nothing of its slides is kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from reports.deck.build import month_deck
from reports.deck.master import read_master
from reports.published_summary import PublishedSummary, read_summary
from tests.hostile.kinds import HOSTILE
from tests.hostile.sound import a_deck
from tests.libreoffice import render
from tests.ooxml import ooxml_errors
from tests.reports.deck_reading import faults_of_layout, pages_of, presentation_of
from tests.reports.summary_workbook_example import london_summary
from workbook_templates.faults import FileFault


@cache
def summary() -> PublishedSummary:
    return read_summary(london_summary())


def saved(presentation: Any) -> bytes:
    content = BytesIO()
    presentation.save(content)
    return content.getvalue()


def standard() -> Any:
    """4:3, a centred title of 44 points, with slides and an author."""
    presentation = Presentation()
    presentation.core_properties.author = "Zebedee Quillfeather"  # made up
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text_frame.text = "An old slide"
    return presentation


def scaled(width: float, height: float) -> Any:
    """The same master at another size."""
    presentation = standard()
    across, down = Inches(width) / presentation.slide_width, Inches(height) / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
    for part in (presentation.slide_master, *presentation.slide_layouts):
        # A placeholder without a place of its own has the master's.
        for shape in (one for one in part.placeholders if one.element.spPr.xfrm is not None):
            left, top, wide, high = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = int(left * across), int(wide * across)
            shape.top, shape.height = int(top * down), int(high * down)
    return presentation


def without_content_layout() -> Any:
    """Only layouts with a title and nothing below it."""
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name not in ("Title Only", "Blank"):
            presentation.slide_layouts.remove(layout)
    return presentation


def a_designer_s() -> Any:
    """16:10 with sections, a custom show, pictures on its layouts, a small place for content and no size of titles."""
    presentation = scaled(12, 7.5)
    root = presentation.part._element
    root.append(
        parse_xml(f'<p:custShowLst {_NAMES}><p:custShow name="Made up" id="0"><p:sldLst/></p:custShow></p:custShowLst>')
    )
    root.append(parse_xml(f'<p:extLst {_NAMES}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"/></p:extLst>'))
    for layout in presentation.slide_layouts:
        if layout.name in ("Title Slide", "Title Only"):
            layout.shapes._spTree.append(parse_xml(_PICTURE))
        if layout.name == "Title and Content":
            content = next(one for one in layout.placeholders if one.placeholder_format.idx == 1)
            content.left, content.top, content.width, content.height = (Inches(side) for side in (1, 2, 3, 3))
    del presentation.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}").attrib[
        "sz"
    ]
    return presentation


_NAMES = nsdecls("p", "a", "r")
_PICTURE = (
    f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="40" name="Picture"/><p:cNvSpPr/>'
    '<p:nvPr><p:ph type="pic" idx="40"/></p:nvPr></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr>'
    "<p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
)

MASTERS: dict[str, Callable[[], Any]] = {
    "4:3": standard,
    "16:9 of 10 inches": lambda: scaled(10, 5.625),
    "16:9 of 13 inches": lambda: scaled(13.333, 7.5),
    "a designer's": a_designer_s,
    "a title alone": without_content_layout,
}


@cache
def deck_on(kind: str) -> bytes:
    words = {"tiles": ["Rising since July, mostly by late entries."], "months": ["A long comment. " * 150]}
    return month_deck(summary(), words=words, master=read_master(saved(MASTERS[kind]())))


@pytest.mark.parametrize("kind", MASTERS)
def test_pages_fit_the_master(kind: str) -> None:
    master = MASTERS[kind]()
    deck = presentation_of(deck_on(kind))
    assert (deck.slide_width, deck.slide_height) == (master.slide_width, master.slide_height)
    assert list(faults_of_layout(deck_on(kind))) == []
    assert {layout.name for layout in deck.slide_layouts} == {layout.name for layout in master.slide_layouts}


def test_what_names_slides_that_are_left_out_is_left_out_too() -> None:
    deck = presentation_of(deck_on("a designer's"))
    tags = {one.tag for one in deck.part._element}
    assert not {qn("p:extLst"), qn("p:custShowLst")} & tags
    left = [one.placeholder_format.type for slide in deck.slides for one in slide.placeholders]
    assert PP_PLACEHOLDER.PICTURE not in left


def test_nothing_of_the_master_s_slides_or_author_is_kept() -> None:
    with zipfile.ZipFile(BytesIO(deck_on("4:3"))) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
        names = parts.namelist()
    assert b"An old slide" not in everything
    assert b"Quillfeather" not in everything
    assert len([name for name in names if name.startswith("ppt/slides/slide")]) == len(pages_of(deck_on("4:3")))


def test_a_template_of_powerpoint_is_a_master_too() -> None:
    content = BytesIO(saved(standard()))
    target = BytesIO()
    with zipfile.ZipFile(content) as parts, zipfile.ZipFile(target, "w") as template:
        for name in parts.namelist():
            part = parts.read(name)
            template.writestr(name, part.replace(b"presentation.main+xml", b"template.main+xml"))
    assert pages_of(month_deck(summary(), master=read_master(target.getvalue())))


def test_what_is_no_master_is_said_in_a_sentence() -> None:
    no_title = Presentation()
    for layout in list(no_title.slide_layouts):
        if layout.name != "Blank":
            no_title.slide_layouts.remove(layout)
    with_macros = BytesIO(saved(standard()))
    with zipfile.ZipFile(with_macros, "a") as parts:
        parts.writestr("ppt/vbaProject.bin", b"macros")
    for content, said in (
        (b"", "not a PowerPoint presentation"),
        (london_summary(), "not a PowerPoint presentation"),
        (saved(standard())[:5000], "not a PowerPoint presentation"),
        (saved(no_title), "no layout with a title"),
        (with_macros.getvalue(), "has macros"),
        (HOSTILE["a sheet outside"](a_deck()), "not a PowerPoint presentation"),
        (HOSTILE["a bomb of one part"](a_deck()), "not a PowerPoint presentation"),
    ):
        with pytest.raises(FileFault, match=said):
            read_master(content)


@pytest.mark.parametrize("kind", ["4:3", "16:9 of 10 inches"])
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_on(kind))
    assert ooxml_errors(path) == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_impress_shows_every_page(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_on("4:3"))
    assert len(render(path, tmp_path / "pictures", dots_per_inch=30)) == len(pages_of(deck_on("4:3")))
