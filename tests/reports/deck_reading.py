"""A deck read back from its file: texts, tables and charts by the title of their page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation

Figure = float | str | None


@dataclass(frozen=True)
class ReadChart:
    """A chart: its categories, and each series' values by its name."""

    name: str
    categories: list[str]
    series: dict[str, list[float | None]]


@dataclass(frozen=True)
class ReadPage:
    """A page: its title, its texts by shape, its tables as rows of texts, its charts."""

    title: str
    texts: dict[str, str]
    tables: list[list[list[str]]]
    charts: list[ReadChart]

    @property
    def everything(self) -> str:
        """All text on the page."""
        cells = [cell for table in self.tables for row in table for cell in row]
        return "\n".join([self.title, *self.texts.values(), *cells])


def presentation_of(content: bytes) -> Any:
    """The deck in python-pptx."""
    return Presentation(BytesIO(content))


def pages_of(content: bytes) -> list[ReadPage]:
    """Every page in order."""
    return [_page(slide) for slide in presentation_of(content).slides]


def _page(slide: Any) -> ReadPage:
    texts, tables, charts = {}, [], []
    for shape in slide.shapes:
        if shape.has_chart:
            charts.append(_chart(shape))
        elif shape.has_table:
            tables.append([[cell.text_frame.text for cell in row.cells] for row in shape.table.rows])
        elif shape.has_text_frame:
            texts[shape.name] = shape.text_frame.text
    return ReadPage(slide.shapes.title.text_frame.text, texts, tables, charts)


def _chart(shape: Any) -> ReadChart:
    plot = shape.chart.plots[0]
    return ReadChart(shape.name, list(plot.categories), {one.name: list(one.values) for one in plot.series})


def titled(pages: list[ReadPage], title: str) -> list[ReadPage]:
    """The pages of a title, those that continue it too."""
    return [page for page in pages if page.title in (title, f"{title} (continued)")]


def table_of(pages: list[ReadPage], title: str) -> list[list[str]]:
    """One table that lies on several pages, its header once."""
    tables = [page.tables[0] for page in titled(pages, title)]
    assert tables, title
    assert all(table[0] == tables[0][0] for table in tables)
    return [tables[0][0], *(row for table in tables for row in table[1:])]


def bars_of(pages: list[ReadPage], title: str, series: str) -> dict[str, float | None]:
    """Category to value over all charts of a page."""
    charts = [chart for page in titled(pages, title) for chart in page.charts if series in chart.series]
    return {name: value for chart in charts for name, value in zip(chart.categories, chart.series[series], strict=True)}


def faults_of_layout(content: bytes) -> Iterator[str]:
    """Boxes that leave their slide or lie over each other, and pictures, charts or tables without words."""
    deck = presentation_of(content)
    for number, slide in enumerate(deck.slides, start=1):
        shapes = list(slide.shapes)
        for place, one in enumerate(shapes):
            if one.left < 0 or one.top < 0 or one.left + one.width > deck.slide_width:
                yield f"page {number}: {one.name} leaves the slide sideways"
            if one.top + one.height > deck.slide_height:
                yield f"page {number}: {one.name} leaves the slide below"
            if (one.has_chart or one.has_table) and not one._element.nvGraphicFramePr.cNvPr.get("descr"):
                yield f"page {number}: {one.name} has no alt text"
            yield from (
                f"page {number}: {one.name} lies over {other.name}"
                for other in shapes[place + 1 :]
                if _overlap(one, other)
            )


def _overlap(one: Any, other: Any) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    # A hair's breadth is rounding.
    return across > 2000 and down > 2000
