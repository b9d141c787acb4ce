"""The slides one after the other, each with its page's key, under which the lead's words are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from reports.deck.boxes import EMU_PER_POINT, Box
from reports.deck.master import Master
from reports.deck.page import Foot, Page, Table
from reports.deck.text_sizes import room_for, size_that_fits
from reports.office_files import finished
from reports.published_summary import without_certain_pid

__all__ = ["LEADS_WORDS", "Slides", "say_above", "say_in"]

LEADS_WORDS = "Lead's words"
"""The name of every box that holds words of the lead."""

_WORD_SIZES = (14.0, 13.0, 12.0)
_LARGEST_SHARE = 0.3
_SUBTITLES = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
_CONTINUED = "continued"
_TABLE_SIZES = (16.0, 14.0, 13.0, 12.0, 11.0)


class Slides:
    """A deck being written.

    Args:
        master: the presentation and its layouts.
        foot: what stands at the foot of every page.
        words: the lead's paragraphs by the key of their page.
    """

    def __init__(self, master: Master, foot: Foot, words: Mapping[str, Sequence[str]]) -> None:
        self._master = master
        self._foot = foot
        self._words = dict(words)
        self._waiting: tuple[str, list[str]] | None = None
        self._open: Page | None = None

    @property
    def is_wide(self) -> bool:
        """Whether a page is wider than 4:3."""
        presentation = self._master.presentation
        return bool(presentation.slide_width / presentation.slide_height > 1.5)

    def cover(self, title: str, lines: Sequence[str]) -> None:
        """The first slide: its title, and what it is of."""
        slide = self._master.presentation.slides.add_slide(self._master.cover)
        slide.shapes.title.text_frame.text = without_certain_pid(title)
        words = list(self._words.pop("cover", ()))
        subtitle = next((one for one in slide.placeholders if one.placeholder_format.type in _SUBTITLES), None)
        for one in list(slide.placeholders):
            if one not in (slide.shapes.title, subtitle):
                one._element.getparent().remove(one._element)
        if subtitle is None:
            box = self._master.body
            subtitle = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
            subtitle.text_frame.word_wrap = True
        frame = subtitle.text_frame
        texts = [without_certain_pid(text) for text in (*lines, *words)]
        width, height = (length / EMU_PER_POINT for length in (subtitle.width, subtitle.height))
        size = size_that_fits(texts, width - 15, height - 8, sizes=(24, 20, 18, 16, 14, 13, 12, 11), between=0.3) or 11
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = text
            run.font.size = Pt(size)

    def page(self, key: str, title: str) -> Page:
        """A new page, with the lead's words at its foot where they are short, and on a page of their own else."""
        self._finish_page()
        page = self._new_page(title)
        words = list(self._words.pop(key, ()))
        if words:
            self._place_words(page, title, words)
        return page

    def _new_page(self, title: str) -> Page:
        self._open = Page(self._master, self._foot, title)
        return self._open

    def _place_words(self, page: Page, title: str, words: list[str]) -> None:
        width, height = page.body.points
        for size in _WORD_SIZES:
            needs = _height(words, page.scaled(size), width)
            if needs <= height * _LARGEST_SHARE:
                box, page.body = page.body.bottom_part(int(needs * EMU_PER_POINT), gap=page.emu(8))
                page.say(words, box, name=LEADS_WORDS, sizes=(size,))
                return
        self._waiting = (title, words)

    def _finish_page(self) -> None:
        if self._open is not None:
            self._open.finish()
            self._open = None
        if self._waiting is not None:
            title, words = self._waiting
            self._waiting = None
            self._pages_of_words(title, words)

    def _pages_of_words(self, title: str, words: list[str]) -> None:
        """Words that are too long to stand beside a figure, on as many pages as they need."""
        while words:
            page = self._new_page(title)
            taken = len(words)
            while not page.say(words[:taken], page.body, name=LEADS_WORDS, sizes=(16, 14, 13, 12)):
                if taken == 1:
                    words[:1] = _halves(words[0])
                else:
                    taken -= 1
            words = words[taken:]
            page.finish()
            self._open = None

    def words_alone(self, key: str, title: str, words: Sequence[str]) -> None:
        """A page, or more, of nothing but the lead's words."""
        self._finish_page()
        self._words.pop(key, None)
        self._pages_of_words(title, list(words))

    def table_pages(self, key: str, title: str, table: Table, *, lead: Sequence[str] = ()) -> None:
        """A table on as many pages as its rows need, equally full; sentences stand above it on the first."""
        sizes: Sequence[float] = _TABLE_SIZES
        begin, first = 0, True
        while first or begin < len(table.rows):
            page = self.page(key, title if first else f"{title} ({_CONTINUED})")
            box = say_above(page, lead) if lead and first else page.body
            left = replace(table, rows=table.rows[begin:], links=_shifted(table.links, begin, len(table.rows)))
            size, fits = _size_and_rows(page, left, box, sizes)
            page.table(replace(left, rows=left.rows[:fits], links=_shifted(left.links, 0, fits)), box, size=size)
            begin, first, sizes = begin + fits, False, (size,)

    def content(self, *, title: str, made: date) -> bytes:
        """The file; nothing more can be written afterwards."""
        self._finish_page()
        presentation = self._master.presentation
        _describe(presentation.core_properties, title, made)
        content = BytesIO()
        presentation.save(content)
        return finished(content.getvalue(), stamp=f"{made:%Y-%m-%d}T00:00:00Z")


def say_above(page: Page, texts: Sequence[str], *, sizes: Sequence[float] = (14, 13, 12)) -> Box:
    """Write sentences above what comes next on a page, and return what is left below them."""
    return say_in(page, page.body, texts, sizes=sizes)


def say_in(page: Page, box: Box, texts: Sequence[str], *, sizes: Sequence[float] = (13, 12, 11, 10)) -> Box:
    """Write sentences at the top of a box, in letters that leave most of it free, and return what is left below."""
    width, height = box.points
    needs = {size: _height(texts, page.scaled(size), width) for size in sizes}
    size = next((size for size in sizes if needs[size] <= height * _LARGEST_SHARE), sizes[-1])
    upper, rest = box.top_part(int(needs[size] * EMU_PER_POINT), gap=page.emu(4))
    page.say(texts, upper, name=f"Sentences: {texts[0][:40]}", sizes=(size,))
    return rest


def _height(texts: Sequence[str], size: float, width: float) -> float:
    return room_for(texts, size, width - 2, between=0.4) + 1


def _halves(text: str) -> list[str]:
    """A paragraph that is longer than a page, parted between two words."""
    middle = text.rfind(" ", 0, len(text) // 2)
    cut = middle if middle > 0 else len(text) // 2
    return [text[:cut].strip(), text[cut:].strip()]


def _size_and_rows(page: Page, table: Table, box: Box, sizes: Sequence[float]) -> tuple[float, int]:
    """The largest letters that break no word and need no further page, and how many rows stand on this page.

    Two pages of nine rows are made rather than one of seventeen and one of one.
    """
    whole = [size for size in sizes if not page.breaks_a_word(table, box, size=size)] or sizes[-1:]
    fitting = [(size, page.rows_that_fit(table, box, size=size)) for size in whole]
    left = max(len(table.rows), 1)
    fewest = min(-(-left // rows) for _, rows in fitting)
    size, rows = next((size, rows) for size, rows in fitting if -(-left // rows) == fewest)
    return size, min(rows, -(-left // fewest))


def _shifted(links: Mapping[tuple[int, int], str] | None, begin: int, end: int) -> dict[tuple[int, int], str]:
    """The links of some rows, counted from the first of them."""
    return {(row - begin, place): link for (row, place), link in (links or {}).items() if begin <= row < end}


def _describe(properties: Any, title: str, made: date) -> None:
    """What the file says of itself: no person, and the summary's month as its day."""
    properties.title, properties.subject = title, "S-CRT deck"
    for name in ("author", "last_modified_by", "comments", "keywords", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(made, time())
