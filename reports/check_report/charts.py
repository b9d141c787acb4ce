"""The report's chart: native, titled, in the NHS colours, and readable without any colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.check_report.sheet import PlacedTable
from workbook_templates.template.looks import DARK_BLUE, DARK_GREY, DARK_RED, MID_GREY, PALE_GREY

__all__ = ["Size", "bars_by_severity", "height_of_bars"]

_INK = "#231F20"
_WHITE = "#FFFFFF"
_FONT: Mapping[str, Any] = {"name": "Arial", "size": 9, "color": _INK}
_AXIS_TITLE_FONT: Mapping[str, Any] = {**_FONT, "bold": True}
_TITLE_FONT: Mapping[str, Any] = {"name": "Arial", "size": 12, "bold": True, "color": DARK_BLUE}
# Dark with white figures against pale with black ones tells the two apart in grey print and for every eye.
_LOOKS: Mapping[str, tuple[str, str]] = {"Errors": (DARK_RED, _WHITE), "Warnings": (PALE_GREY, _INK)}
# A bar of nothing has no label.
_LABEL_FORMAT = "#,##0;;"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


def bars_by_severity(workbook: Any, table: PlacedTable, *, categories: str, title: str, size: Size) -> Any:
    """Stacked bars of errors and warnings for each row of a table, in the table's order from the top.

    Args:
        workbook: makes the chart.
        table: has the columns Errors and Warnings.
        categories: header of the column whose cells name the bars.
        title: of the chart.
        size: of the chart.
    """
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for header, (fill, ink) in _LOOKS.items():
        font = {**_FONT, "color": ink, "bold": True}
        labels = {"value": True, "position": "center", "num_format": _LABEL_FORMAT, "font": font}
        look = {"fill": {"color": fill}, "border": {"color": DARK_GREY}, "gap": 40, "data_labels": labels}
        cells = {"name": table.head(header), "categories": table.cells(categories), "values": table.cells(header)}
        chart.add_series({**cells, **look})
    axis = {"num_font": dict(_FONT), "name_font": dict(_AXIS_TITLE_FONT)}
    # The first row on top, as in the table, and the values' axis still below.
    chart.set_y_axis(
        {
            **axis,
            "name": categories,
            "line": {"color": MID_GREY},
            "reverse": True,
            "crossing": "max",
            "interval_unit": 1,
        }
    )
    gridlines = {"visible": True, "line": {"color": PALE_GREY}}
    chart.set_x_axis(
        {
            **axis,
            "name": "Findings",
            "num_format": "#,##0",
            "min": 0,
            "major_gridlines": gridlines,
            "line": {"none": True},
        }
    )
    chart.set_title({"name": title, "name_font": dict(_TITLE_FONT), "overlay": False})
    chart.set_legend({"position": "bottom", "font": dict(_FONT)})
    chart.set_chartarea({"border": {"color": MID_GREY}, "fill": {"color": _WHITE}})
    chart.set_size({"width": size.width, "height": size.height})
    return chart


def height_of_bars(bars: int) -> int:
    """Height in pixels that a chart needs for so many bars, with its titles and its legend."""
    return 130 + 22 * bars
