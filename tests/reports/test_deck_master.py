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
from pptx.util import Inches

from reports.deck.build import month_deck
from reports.deck.master import read_master
from reports.published_summary import PublishedSummary, read_summary
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


MASTERS: dict[str, Callable[[], Any]] = {
    "4:3": standard,
    "16:9 of 10 inches": lambda: scaled(10, 5.625),
    "16:9 of 13 inches": lambda: scaled(13.333, 7.5),
    "16:10": lambda: scaled(12, 7.5),
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
