"""Charts of the summary: native, titled, in the NHS colours, and readable without any colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.summary_workbook.sheet import PlacedTable
from reports.summary_workbook.wording import figures
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, MID_GREY, PALE_GREY

__all__ = [
    "Size",
    "Titles",
    "added_and_closed",
    "bars_of_counts",
    "height_of_bars",
    "open_and_closed_bars",
    "open_and_closed_by_month",
    "totals_over_time",
    "waterfall",
    "within_and_past_bars",
]

_INK = "#231F20"
_WHITE = "#FFFFFF"
_FONT: Mapping[str, Any] = {"name": "Arial", "size": 9, "color": _INK}
_TITLE_FONT: Mapping[str, Any] = {"name": "Arial", "size": 12, "bold": True, "color": DARK_BLUE}
_AXIS_TITLE_FONT: Mapping[str, Any] = {"name": "Arial", "size": 9, "bold": True, "color": _INK}
_MONTHS = "mmm yyyy"
_COUNTS = "#,##0"

# Solid against striped tells the two apart in grey print and for every eye.
_SOLID: Mapping[str, Any] = {"fill": {"color": BLUE}, "border": {"color": DARK_BLUE}}
_STRIPED: Mapping[str, Any] = {
    "pattern": {"pattern": "wide_upward_diagonal", "fg_color": DARK_GREY, "bg_color": _WHITE},
    "border": {"color": DARK_GREY},
}
_DOTTED: Mapping[str, Any] = {
    "pattern": {"pattern": "percent_20", "fg_color": _INK, "bg_color": _WHITE},
    "border": {"color": _INK},
}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Titles:
    """What a chart says of itself: its title, and what its categories and its values are."""

    chart: str
    categories: str
    values: str = "Number of reviews"


def open_and_closed_by_month(workbook: Any, totals: PlacedTable, titles: Titles, size: Size) -> Any:
    """Stacked columns of open and closed reviews by month, the total above each."""
    chart = workbook.add_chart({"type": "column", "subtype": "stacked"})
    for header, look in _standings(totals):
        chart.add_series(_series(totals, "Month", header, {**look, "gap": 60, "data_labels": _on_plate("center")}))
    above = workbook.add_chart({"type": "line"})
    mark = {"type": "diamond", "size": 7, "fill": {"color": _INK}, "border": {"color": _INK}}
    dressed = {"line": {"none": True}, "marker": mark, "data_labels": _plain_labels("above", bold=True)}
    above.add_series(_series(totals, "Month", "Total", dressed))
    chart.combine(above)
    chart.set_x_axis(_category_axis(titles, num_format=_MONTHS, text_axis=True))
    chart.set_y_axis(_value_axis(titles))
    return _finished(chart, titles, size)


def totals_over_time(workbook: Any, totals: PlacedTable, titles: Titles, size: Size, *, is_last_joined: bool) -> Any:
    """Lines for total, open and closed, each with its own dashes and markers and its name at the end.

    Where a return is missing in the last month, no line joins its points: it is not comparable with those before.
    """
    chart = workbook.add_chart({"type": "line"})
    looks = (
        ("Total", _INK, "solid", "diamond", "above"),
        ("Closed", DARK_GREY, "dash", "square", "above"),
        ("Open", BLUE, "round_dot", "circle", "below"),
    )
    last = max(len(totals.table.rows), 1) - 1
    for header, colour, dashes, marker, place in looks:
        labels = {**_plain_labels(place, bold=True), "series_name": True, "separator": " "}
        labels["custom"] = [*({"delete": True} for _ in range(last)), None]
        line = {"color": colour, "width": 2.25, "dash_type": dashes}
        dressed = {
            "line": line if is_last_joined else {"none": True},
            "marker": {"type": marker, "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
            "data_labels": labels,
        }
        chart.add_series(_series(totals, "Month", header, dressed))
    chart.set_x_axis(_category_axis(titles, num_format=_MONTHS, text_axis=True))
    chart.set_y_axis(_value_axis(titles))
    chart = _finished(chart, titles, size)
    if not is_last_joined:
        _join_all_but_the_last(chart, totals, looks)
    return chart


def _join_all_but_the_last(chart: Any, totals: PlacedTable, looks: Sequence[tuple[str, ...]]) -> None:
    """Draw the lines as series of their own, which the legend leaves out."""
    for header, colour, dashes, *_ in looks:
        line = {"line": {"color": colour, "width": 2.25, "dash_type": dashes}, "marker": {"type": "none"}}
        series = _series(totals, "Month", header, line)
        for cells in ("categories", "values"):
            sheet, first_row, first_column, last_row, last_column = series[cells]
            series[cells] = [sheet, first_row, first_column, max(last_row - 1, first_row), last_column]
        chart.add_series(series)
    number = len(looks)
    chart.set_legend({"position": "bottom", "font": dict(_FONT), "delete_series": [*range(number, 2 * number)]})


def added_and_closed(workbook: Any, flow: PlacedTable, titles: Titles, size: Size) -> Any:
    """Columns side by side: added and closed in each month."""
    chart = workbook.add_chart({"type": "column"})
    for header, look in (("Added", _SOLID), ("Closed in the month", _STRIPED)):
        dressed = {**look, "gap": 80, "data_labels": _plain_labels("outside_end")}
        chart.add_series(_series(flow, "Month", header, dressed))
    chart.set_x_axis(_category_axis(titles, num_format=_MONTHS, text_axis=True))
    chart.set_y_axis(_value_axis(titles))
    return _finished(chart, titles, size)


def waterfall(workbook: Any, steps: PlacedTable, titles: Titles, size: Size, *, lowest: int) -> Any:
    """Columns that stand on one another: both months' totals, and what each step adds or takes away between them.

    Args:
        workbook: xlsxwriter's.
        steps: Step, Base, Total, Added, Removed; the base is not drawn and carries what stands on it.
        titles: of the chart.
        size: in pixels.
        lowest: where the values' axis begins, so that small steps beside large totals can be seen.
    """
    chart = workbook.add_chart({"type": "column", "subtype": "stacked"})
    unseen = {"fill": {"none": True}, "border": {"none": True}, "gap": 40}
    chart.add_series(_series(steps, "Step", "Base", unseen))
    for header, look in (("Total", _DOTTED), ("Added", _SOLID), ("Removed", _STRIPED)):
        # A step is in one series only: the zeros of the others are not written beside it.
        labels = {**_on_plate("inside_end" if header == "Total" else "center"), "num_format": "#,##0;;"}
        chart.add_series(_series(steps, "Step", header, {**look, "data_labels": labels}))
    chart.set_x_axis(_category_axis(titles))
    chart.set_y_axis({**_value_axis(titles), "min": lowest})
    chart = _finished(chart, titles, size)
    chart.set_legend({"position": "bottom", "font": dict(_FONT), "delete_series": [0]})
    return chart


def open_and_closed_bars(workbook: Any, table: PlacedTable, titles: Titles, size: Size) -> Any:
    """Bars of open and closed reviews for each row of a table, in the table's order from the top."""
    chart = workbook.add_chart({"type": "bar"})
    for header, look in _standings(table):
        dressed = {**look, "gap": 50, "data_labels": _plain_labels("outside_end")}
        chart.add_series(_series(table, titles.categories, header, dressed))
    return _finished(_from_the_top(chart, titles), titles, size)


def within_and_past_bars(workbook: Any, table: PlacedTable, titles: Titles, size: Size) -> Any:
    """Stacked bars for each row of a table of open reviews: within what is expected, past it, not judged."""
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for header, look in (("Within expected", _SOLID), ("Past expected", _STRIPED), ("Not judged", _DOTTED)):
        labels = {**_on_plate("center"), "num_format": "#,##0;;"}
        chart.add_series(_series(table, titles.categories, header, {**look, "gap": 50, "data_labels": labels}))
    return _finished(_from_the_top(chart, titles), titles, size)


def bars_of_counts(workbook: Any, table: PlacedTable, titles: Titles, size: Size) -> Any:
    """One bar for each row of a table of two columns, in the table's order from the top."""
    chart = workbook.add_chart({"type": "bar"})
    dressed = {**_SOLID, "gap": 40, "data_labels": _plain_labels("outside_end")}
    chart.add_series(_series(table, table.headers[0], table.headers[1], dressed))
    chart = _from_the_top(chart, titles)
    return _finished(chart, titles, size, legend=False)


def _standings(table: PlacedTable) -> list[tuple[str, Mapping[str, Any]]]:
    """Open and closed, and what is neither where there is any."""
    neither = [("Status not stated", _DOTTED)] if any(figures(table.table, "Status not stated")) else []
    return [("Open", _SOLID), ("Closed", _STRIPED), *neither]


def _series(table: PlacedTable, categories: str, values: str, dressed: Mapping[str, Any]) -> dict[str, Any]:
    cells = {"name": table.head(values), "categories": table.cells(categories), "values": table.cells(values)}
    return {**cells, **dressed}


def _plain_labels(position: str, *, bold: bool = False) -> dict[str, Any]:
    return {"value": True, "position": position, "num_format": _COUNTS, "font": {**_FONT, "bold": bold}}


def _on_plate(position: str) -> dict[str, Any]:
    """Labels on a white plate, readable on stripes."""
    return {**_plain_labels(position), "fill": {"color": _WHITE}}


def _category_axis(titles: Titles, **more: Any) -> dict[str, Any]:
    return {
        "name": titles.categories, "name_font": dict(_AXIS_TITLE_FONT), "num_font": dict(_FONT),
        "line": {"color": MID_GREY}, **more,
    }  # fmt: skip


def _value_axis(titles: Titles) -> dict[str, Any]:
    return {
        "name": titles.values, "name_font": dict(_AXIS_TITLE_FONT), "num_font": dict(_FONT), "num_format": _COUNTS,
        "min": 0, "major_gridlines": {"visible": True, "line": {"color": PALE_GREY}}, "line": {"none": True},
    }  # fmt: skip


def _from_the_top(chart: Any, titles: Titles) -> Any:
    """The first category on top, as in the table, and the values' axis still below."""
    chart.set_y_axis(_category_axis(titles, reverse=True, crossing="max", interval_unit=1))
    chart.set_x_axis(_value_axis(titles))
    return chart


def _finished(chart: Any, titles: Titles, size: Size, *, legend: bool = True) -> Any:
    chart.set_title({"name": titles.chart, "name_font": dict(_TITLE_FONT), "overlay": False})
    chart.set_legend({"position": "bottom", "font": dict(_FONT)} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": MID_GREY}, "fill": {"color": _WHITE}})
    chart.set_size({"width": size.width, "height": size.height})
    return chart


def height_of_bars(rows: int) -> int:
    """Height in pixels that a chart of open and closed bars needs for so many rows of a table."""
    return 110 + 36 * rows
