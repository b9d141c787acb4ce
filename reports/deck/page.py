"""One slide: its title, what stands at its foot, and texts, tiles, tables and charts in their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.deck.boxes import EMU_PER_POINT, Box
from reports.deck.charts import INK, Drawing, dress
from reports.deck.master import Master
from reports.deck.text_sizes import LINE, lines_of, size_that_fits, width_of
from reports.published_summary import without_certain_pid
from workbook_templates.template.looks import BLUE, DARK_BLUE, PALE_GREY, WHITE

__all__ = ["Cell", "Foot", "Page", "Table", "Tile"]

_TALL = 540.0
"""Points of the slide's height for which sizes are given: 7.5 inches; other slides scale."""

_FOOT_SIZE = 11.0
_SMALLEST_TITLE = 16.0
_CELL_SIDE, _CELL_ABOVE = 5.0, 2.5
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own "No Style, No Grid": cells bring their own look."""

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of every page: the day up to which is counted and for whom, then what must be known."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name below it and, smaller, what it is made of."""

    number: str
    label: str
    parts: str = ""
    colour: str = BLUE


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header row, its rows, each column's share of the width, and what it shows in words.

    A column whose cells are all numbers stands to the right; `links` gives a cell (row, column) its web address.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    alt_text: str
    links: dict[tuple[int, int], str] | None = None


class Page:
    """A slide being written.

    Args:
        master: the presentation and its layouts.
        foot: what stands at the foot.
        title: of the page.
        number: of the page, for its foot.
    """

    def __init__(self, master: Master, foot: Foot, title: str) -> None:
        self._scale: float = master.presentation.slide_height / EMU_PER_POINT / _TALL
        self.slide = master.presentation.slides.add_slide(master.page)
        for shape in list(self.slide.placeholders):
            if shape != self.slide.shapes.title:
                shape._element.getparent().remove(shape._element)
        self._write_title(title, master)
        self._foot_at, self.body = self._foot_box(master.body, foot)
        self._foot = foot

    def scaled(self, points: float) -> float:
        """A size that is given for a slide of 7.5 inches, for this slide."""
        return round(points * self._scale, 1)

    def emu(self, points: float) -> int:
        """A length in EMU, of points on a slide of 7.5 inches."""
        return int(points * self._scale * EMU_PER_POINT)

    def finish(self) -> None:
        """Write the foot, last in reading order."""
        box = self._box_for_text(self._foot_at, "Foot")
        for place, line in enumerate(self._foot.lines):
            paragraph = box.paragraphs[0] if place == 0 else box.add_paragraph()
            run = paragraph.add_run()
            run.text = line if place else f"{line} · page "
            run.font.size = Pt(self.scaled(_FOOT_SIZE))
            if place == 0:
                self._number_page(paragraph)

    def _number_page(self, paragraph: Any) -> None:
        field = paragraph._p.makeelement(
            qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
        )
        properties = field.makeelement(qn("a:rPr"), {"lang": "en-GB", "sz": str(int(self.scaled(_FOOT_SIZE) * 100))})
        text = field.makeelement(qn("a:t"), {})
        text.text = str(len(self.slide.part.package.presentation_part.presentation.slides))
        field.extend((properties, text))
        paragraph._p.append(field)

    def _foot_box(self, body: Box, foot: Foot) -> tuple[Box, Box]:
        size = self.scaled(_FOOT_SIZE)
        lines = sum(lines_of(line, size, body.points[0] - 2) for line in foot.lines)
        return body.bottom_part(int(lines * size * LINE * EMU_PER_POINT), gap=self.emu(6))

    def _write_title(self, title: str, master: Master) -> None:
        shape = self.slide.shapes.title
        shape.text_frame.text = without_certain_pid(title)
        width, height = master.title.points
        sizes = [float(size) for size in range(int(master.title_size), int(self.scaled(_SMALLEST_TITLE)) - 1, -2)]
        fitting = size_that_fits([title], width - 15, height - 7, sizes=sizes or [master.title_size], bold=True)
        chosen = fitting or (sizes or [master.title_size])[-1]
        if chosen != master.title_size:
            shape.text_frame.paragraphs[0].runs[0].font.size = Pt(chosen)

    def say(
        self,
        texts: Sequence[str],
        box: Box,
        *,
        name: str,
        sizes: Sequence[float] = (16, 14, 13, 12, 11),
        bold_first: bool = False,
    ) -> bool:
        """Write paragraphs in the largest of some sizes in which they fit.

        Returns:
            Whether they fit; where they do not, nothing is written.
        """
        width, height = box.points
        own = [self.scaled(size) for size in sizes]
        size = size_that_fits(texts, width - 2, height, sizes=own, between=0.4, bold=bold_first)
        if size is None:
            return False
        frame = self._box_for_text(box, name)
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.4)
            run = paragraph.add_run()
            run.text = without_certain_pid(text)
            run.font.size = Pt(size)
            run.font.bold = bold_first and place == 0
        return True

    def headed(self, box: Box, heading: str) -> Box:
        """Write a heading at the top of a box, and return what is left below it."""
        upper, below = box.top_part(self.emu(19))
        self.say([heading], upper, name=f"{heading}, heading", sizes=(13, 12, 11, 10), bold_first=True)
        return below

    def _box_for_text(self, box: Box, name: str) -> Any:
        shape = self.slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def tiles(self, tiles: Sequence[Tile], box: Box, *, columns: int) -> None:
        """Write tiles in rows."""
        gap = self.emu(8)
        lines = box.rows(-(-len(tiles) // columns), gap=gap)
        places = [place for line in lines for place in line.columns(columns, gap=gap)]
        for tile, place in zip(tiles, places, strict=False):
            self._tile(tile, place)

    def _tile(self, tile: Tile, box: Box) -> None:
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, box.top, box.width, box.height)
        shape.name = f"Tile: {without_certain_pid(tile.label)}"
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(tile.colour)
        shape.line.fill.background()
        shape.shadow.inherit = False
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_top = frame.margin_bottom = self.emu(2)
        frame.margin_left = frame.margin_right = self.emu(4)
        width, height = box.points
        room = width - 2 * self.scaled(5)
        largest = min(height * 0.36, self.scaled(44))
        label = size_that_fits(
            [tile.label], room, height * 0.34, sizes=[self.scaled(size) for size in (16, 14, 13, 12, 11, 10)], bold=True
        )
        small = size_that_fits([tile.parts], room, height * 0.2, sizes=[self.scaled(size) for size in (13, 12, 11, 10)])
        texts = [(tile.number, largest, True), (tile.label, label or self.scaled(10), True)]
        texts += [(tile.parts, small or self.scaled(10), False)] if tile.parts else []
        for place, (text, size, bold) in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            run = paragraph.add_run()
            run.text = without_certain_pid(text)
            run.font.size = Pt(int(size))
            run.font.bold = bold
            run.font.color.rgb = _rgb(WHITE)

    def chart(self, drawing: Drawing, box: Box, *, size: float = 12, name: str = "Chart") -> None:
        """Draw a chart."""
        frame = self.slide.shapes.add_chart(drawing.kind.value, box.left, box.top, box.width, box.height, drawing.data)
        frame.name = name
        _describe(frame, drawing.alt_text)
        dress(frame.chart, drawing, size=self.scaled(size))

    def table(self, table: Table, box: Box, *, size: float = 12, name: str = "Table") -> None:
        """Write a table whose rows are known to fit."""
        widths = [int(box.width * share / sum(table.shares)) for share in table.shares]
        heights = [self._row_height(row, table, widths, size) for row in (table.headers, *table.rows)]
        frame = self.slide.shapes.add_table(
            len(heights), len(widths), box.left, box.top, sum(widths), int(sum(heights) * EMU_PER_POINT)
        )
        frame.name = name
        _describe(frame, table.alt_text)
        grid = frame.table
        grid._tbl.tblPr.find(qn("a:tableStyleId")).text = _TABLE_STYLE
        grid.first_row, grid.horz_banding = True, False
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        for line, height in zip(grid.rows, heights, strict=True):
            line.height = int(height * EMU_PER_POINT)
        to_the_right = [_is_numeric(table, place) for place in range(len(widths))]
        for number, row in enumerate((table.headers, *table.rows)):
            for place, value in enumerate(row):
                link = (table.links or {}).get((number - 1, place), "") if number else ""
                self._cell(grid.cell(number, place), value, size, number, to_the_right[place], link)

    def _cell(self, cell: Any, value: Cell, size: float, row: int, to_the_right: bool, link: str) -> None:
        cell.margin_left = cell.margin_right = self.emu(_CELL_SIDE)
        cell.margin_top = cell.margin_bottom = self.emu(_CELL_ABOVE)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(DARK_BLUE if row == 0 else PALE_GREY if row % 2 == 0 else WHITE)
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if to_the_right else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = _shown(value)
        run.font.size = Pt(self.scaled(size))
        run.font.bold = row == 0
        if link:
            # The colour of a link is the theme's own.
            run.hyperlink.address = link
        else:
            run.font.color.rgb = _rgb(WHITE if row == 0 else INK)

    def _row_height(self, row: Sequence[Cell], table: Table, widths: Sequence[int], size: float) -> float:
        """In points; a row's cells wrap."""
        letters = self.scaled(size)
        is_head = row is table.headers
        lines = max(
            lines_of(_shown(value), letters, width / EMU_PER_POINT - 2 * self.scaled(_CELL_SIDE) - 2, bold=is_head)
            for value, width in zip(row, widths, strict=True)
        )
        return lines * letters * LINE + 2 * self.scaled(_CELL_ABOVE)

    def breaks_a_word(self, table: Table, box: Box, *, size: float) -> bool:
        """Whether a column is too narrow for one of its words."""
        letters, margins = self.scaled(size), 2 * self.scaled(_CELL_SIDE) + 2
        for place, share in enumerate(table.shares):
            room = box.points[0] * share / sum(table.shares) - margins
            cells = [(table.headers[place], True), *((_shown(row[place]), False) for row in table.rows)]
            if any(width_of(word, letters, bold=bold) > room for text, bold in cells for word in text.split()):
                return True
        return False

    def rows_that_fit(self, table: Table, box: Box, *, size: float, begin: int = 0) -> int:
        """How many of a table's rows, from one on, fit below its header; at least one."""
        widths = [int(box.width * share / sum(table.shares)) for share in table.shares]
        left = box.points[1] - self._row_height(table.headers, table, widths, size)
        number = 0
        for row in table.rows[begin:]:
            left -= self._row_height(row, table, widths, size)
            if left < 0:
                break
            number += 1
        return max(number, 1)


def _is_numeric(table: Table, place: int) -> bool:
    values = [row[place] for row in table.rows if row[place] is not None]
    return any(isinstance(value, int) or str(value).endswith("%") for value in values) and all(
        isinstance(value, int) or str(value).startswith(("[", "+", "-")) or str(value).endswith("%") for value in values
    )


def _shown(value: Cell) -> str:
    """A cell as it is read: a count with its thousands, an empty one as a dash."""
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else without_certain_pid(value)


def _describe(frame: Any, alt_text: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", without_certain_pid(alt_text))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
