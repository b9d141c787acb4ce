"""The charts of the template: native, small, sorted where order is free, and readable without any colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, MID_GREY, PALE_GREY
from workbook_templates.template.page import Page, fixed, on_sheet

__all__ = ["Cells", "bars", "columns", "lines", "stacked_bars"]

Cells = tuple[int, int, int]
"""First row, column and last row."""

_INK = "#231F20"
_WHITE = "#FFFFFF"
_FONT: Mapping[str, Any] = {"name": "Arial", "size": 8, "color": _INK}
_TITLE: Mapping[str, Any] = {"name": "Arial", "size": 10, "bold": True, "color": DARK_BLUE}
# No label for a zero: an empty template would be strewn with them.
_COUNTS = "0;;"
_SOLID: Mapping[str, Any] = {"fill": {"color": BLUE}, "border": {"color": DARK_BLUE}}
_STRIPED: Mapping[str, Any] = {
    "pattern": {"pattern": "wide_upward_diagonal", "fg_color": DARK_GREY, "bg_color": _WHITE},
    "border": {"color": DARK_GREY},
}
_PLATE: Mapping[str, Any] = {"fill": {"color": _WHITE}}


def lines(page: Page, title: str, months: Cells, series: Mapping[str, Cells]) -> Any:
    """A line for each series over the months, told apart by dashes and marks, its last value at its end."""
    chart = page.new_chart("line")
    looks = (
        ("solid", "diamond", _INK, "above"),
        ("dash", "square", DARK_GREY, "above"),
        ("round_dot", "circle", BLUE, "below"),
    )
    for (name, cells), (dashes, marker, colour, place) in zip(series.items(), looks, strict=True):
        labels = _labels(place)
        labels["custom"] = [*({"delete": True} for _ in range(months[2] - months[0])), None]
        chart.add_series(
            _series(page, name, months, cells)
            | {
                "line": {"color": colour, "width": 2, "dash_type": dashes},
                "marker": {"type": marker, "size": 4, "fill": {"color": colour}, "border": {"color": colour}},
                "data_labels": labels,
            }
        )
    chart.set_x_axis(_axis(num_format="mmm yy", text_axis=True, interval_unit=2))
    chart.set_y_axis(_value_axis())
    return _finished(chart, title, legend=True)


def bars(page: Page, title: str, names: Cells, counts: Cells, *, of: str) -> Any:
    """One bar for each row, the first on top."""
    chart = page.new_chart("bar")
    chart.add_series(_series(page, of, names, counts) | {**_SOLID, "gap": 40, "data_labels": _labels("outside_end")})
    return _finished(_from_the_top(chart), title)


def stacked_bars(page: Page, title: str, names: Cells, series: Mapping[str, Cells]) -> Any:
    """Open and closed beside each other in one bar for each row, the first on top."""
    chart = page.new_chart("bar", "stacked")
    for (name, cells), look in zip(series.items(), (_SOLID, _STRIPED), strict=True):
        labels = _labels("center") | dict(_PLATE)
        chart.add_series(_series(page, name, names, cells) | {**look, "gap": 40, "data_labels": labels})
    return _finished(_from_the_top(chart), title, legend=True)


def columns(
    page: Page, title: str, names: Cells, counts: Cells, *, of: str, number: str = _COUNTS, most: int | None = None
) -> Any:
    """One column for each row, in the rows' own order; `most` ends the axis of the values."""
    chart = page.new_chart("column")
    labels = _labels("outside_end") | {"num_format": number}
    chart.add_series(_series(page, of, names, counts) | {**_SOLID, "gap": 60, "data_labels": labels})
    chart.set_x_axis(_axis())
    chart.set_y_axis(_value_axis() | {"num_format": number.partition(";")[0], "max": most})
    return _finished(chart, title)


def _series(page: Page, name: str, categories: Cells, values: Cells) -> dict[str, Any]:
    where = [on_sheet(page.name, fixed(*cells)) for cells in (categories, values)]
    return {"name": name, "categories": f"={where[0]}", "values": f"={where[1]}"}


def _labels(position: str) -> dict[str, Any]:
    return {"value": True, "position": position, "num_format": _COUNTS, "font": dict(_FONT)}


def _axis(**more: Any) -> dict[str, Any]:
    return {"num_font": dict(_FONT), "line": {"color": MID_GREY}, **more}


def _value_axis() -> dict[str, Any]:
    gridlines = {"visible": True, "line": {"color": PALE_GREY}}
    return _axis(min=0, num_format="0", major_gridlines=gridlines) | {"line": {"none": True}}


def _from_the_top(chart: Any) -> Any:
    chart.set_y_axis(_axis(reverse=True, interval_unit=1))
    # The labels give the values; an axis of values would stand on top of the reversed one.
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    return chart


def _finished(chart: Any, title: str, *, legend: bool = False) -> Any:
    chart.set_title({"name": title, "name_font": dict(_TITLE), "overlay": False})
    chart.set_legend({"position": "bottom", "font": dict(_FONT)} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": MID_GREY}, "fill": {"color": _WHITE}})
    return chart
