"""Charts of the slides: native, so that they can be edited, with a label at each value and readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.published_summary import without_certain_pid
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, MID_GREY, WHITE

__all__ = ["INK", "Drawing", "Kind", "Look", "Series", "dress"]

INK = "#231F20"
_COUNTS = "#,##0"
_MOST_MONTHS = 12
_BEFORE_SKIPS = ("c:lblOffset", "c:lblAlgn", "c:auto", "c:crosses")


class Kind(Enum):
    """What is drawn; the value is python-pptx's kind of chart."""

    BARS = XL_CHART_TYPE.BAR_CLUSTERED
    STACKED_COLUMNS = XL_CHART_TYPE.COLUMN_STACKED
    COLUMNS = XL_CHART_TYPE.COLUMN_CLUSTERED
    LINES = XL_CHART_TYPE.LINE_MARKERS


class Look(Enum):
    """Solid against striped tells two series apart in grey print and for every eye."""

    SOLID = "solid"
    STRIPED = "striped"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values; None is no value, and a mark such as [c] stands with its category."""

    name: str
    values: tuple[float | None, ...]
    look: Look = Look.SOLID


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is placed.

    Attributes:
        kind: what is drawn.
        categories: the names of the values, the first on top or to the left.
        series: one or more.
        alt_text: what the chart shows, in words.
        largest: the value that the longest bar could have, where several charts share a scale.
        number_format: of the values and of their labels.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt_text: str
    largest: int | None = None
    number_format: str = _COUNTS

    @property
    def data(self) -> Any:
        """The sheet behind the chart."""
        sheet = CategoryChartData(number_format=self.number_format)
        sheet.categories = map(without_certain_pid, self.categories)
        for one in self.series:
            sheet.add_series(one.name, one.values)
        return sheet


def dress(chart: Any, drawing: Drawing, *, size: float) -> None:
    """Give a chart its look.

    Args:
        chart: of python-pptx.
        drawing: what it shows.
        size: of its letters, in points.
    """
    chart.has_title = False
    chart.font.size = Pt(size)
    chart.font.color.rgb = _rgb(INK)
    _on_white(chart)
    chart.has_legend = len(drawing.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(size)
    _dress_axes(chart, drawing, size)
    if drawing.kind is Kind.LINES:
        _dress_lines(chart, drawing, size)
        return
    plot = chart.plots[0]
    plot.gap_width = 40 if len(drawing.series) == 1 else 60
    plot.overlap = 100 if drawing.kind is Kind.STACKED_COLUMNS else 0
    plot.vary_by_categories = False
    for one, series in zip(drawing.series, plot.series, strict=True):
        _fill(series.format, one.look)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = drawing.number_format, False
        labels.font.size = Pt(size)
        labels.font.color.rgb = _rgb(INK)
        if drawing.kind is Kind.STACKED_COLUMNS:
            labels.position = XL_LABEL_POSITION.CENTER
            _plate(labels)
        else:
            labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _dress_axes(chart: Any, drawing: Drawing, size: float) -> None:
    """The names of the values, and no scale: each value stands beside its bar."""
    names, values = chart.category_axis, chart.value_axis
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    if drawing.largest:
        # Room for the label at the longest bar.
        values.maximum_scale = drawing.largest * 1.15
    names.format.line.color.rgb = _rgb(MID_GREY)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(size)
    names.has_major_gridlines = False
    if drawing.kind is Kind.BARS:
        names.reverse_order = True
    _name_every(names, -(-len(drawing.categories) // _MOST_MONTHS) if drawing.kind is Kind.LINES else 1)


def _dress_lines(chart: Any, drawing: Drawing, size: float) -> None:
    """Lines told apart by dashes; only the last value of each is labelled, with the line's name."""
    looks = ((INK, MSO_LINE.SOLID), (DARK_GREY, MSO_LINE.DASH), (BLUE, MSO_LINE.ROUND_DOT))
    for (colour, dashes), one, series in zip(looks, drawing.series, chart.plots[0].series, strict=False):
        series.smooth = False
        series.format.line.color.rgb = _rgb(colour)
        series.format.line.width = Pt(2.25)
        series.format.line.dash_style = dashes
        series.marker.size = 5
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _rgb(colour)
        series.marker.format.line.color.rgb = _rgb(colour)
        for place in {0, len(one.values) - 1}:
            label = series.points[place].data_label
            label.position = XL_LABEL_POSITION.ABOVE
            label.font.size = Pt(size)
            label.font.bold = True
            label.font.color.rgb = _rgb(colour)
            _only_value(label)


def _only_value(label: Any) -> None:
    element = label._get_or_add_dLbl()
    for name, shown in (("c:showVal", "1"), ("c:showSerName", "0"), ("c:showCatName", "0"), ("c:showLegendKey", "0")):
        element.find(qn(name)).set("val", shown)


def _name_every(axis: Any, number: int) -> None:
    """Name every so manieth category: left to itself, a program leaves out what it finds no room for."""
    after = next(found for name in _BEFORE_SKIPS if (found := axis._element.find(qn(name))) is not None)
    for name in ("c:tickMarkSkip", "c:tickLblSkip"):
        after.addnext(after.makeelement(qn(name), {"val": str(number)}))


def _fill(form: Any, look: Look) -> None:
    if look is Look.SOLID:
        form.fill.solid()
        form.fill.fore_color.rgb = _rgb(BLUE)
        form.line.color.rgb = _rgb(DARK_BLUE)
        return
    form.fill.patterned()
    form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if look is Look.STRIPED else MSO_PATTERN.PERCENT_20
    form.fill.fore_color.rgb = _rgb(DARK_GREY if look is Look.STRIPED else INK)
    form.fill.back_color.rgb = _rgb(WHITE)
    form.line.color.rgb = _rgb(DARK_GREY if look is Look.STRIPED else INK)


def _plate(labels: Any) -> None:
    """A white plate behind the labels, which keeps them readable on stripes."""
    element = labels._element
    properties = element.makeelement(qn("c:spPr"), {})
    properties.append(_solid(properties, WHITE))
    element.find(qn("c:txPr")).addprevious(properties)


def _on_white(chart: Any) -> None:
    """A white ground, on which the letters are readable whatever the master's own."""
    space = chart._chartSpace
    properties = space.makeelement(qn("c:spPr"), {})
    properties.append(_solid(properties, WHITE))
    line = properties.makeelement(qn("a:ln"), {})
    line.append(line.makeelement(qn("a:noFill"), {}))
    properties.append(line)
    space.find(qn("c:chart")).addnext(properties)


def _solid(parent: Any, colour: str) -> Any:
    fill = parent.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour[1:]}))
    return fill


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
