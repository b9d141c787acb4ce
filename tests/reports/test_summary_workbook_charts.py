"""Charts of the summary workbook: told in words, readable without colour, and in nobody's way."""

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from reports.consolidation import Consolidation
from reports.summary_workbook import SHEETS, summary_bytes
from tests.reports.summary_workbook_example import london, london_summary, nothing, with_rows

CHARTS = {"Summary": 2, "Themes": 1, "Learning": 1, "Month trend": 2, "ICBs": 1, "Bridge": 1, "Timeliness": 1}
LEAST_CONTRAST = 3.0


class Placed(NamedTuple):
    """A chart of a sheet: its alt text, the cells it covers (from 0), and its XML."""

    sheet: str
    alt_text: str
    left: int
    top: int
    right: int
    bottom: int
    xml: ElementTree.Element


@cache
def charts(content: bytes) -> tuple[Placed, ...]:
    return tuple(_charts(zipfile.ZipFile(BytesIO(content))))


def _charts(package: zipfile.ZipFile) -> Iterator[Placed]:
    for number, sheet in enumerate(SHEETS, start=1):
        drawing = _target(package, f"xl/worksheets/_rels/sheet{number}.xml.rels", "drawings/")
        if drawing is None:
            continue
        targets = _targets(package, f"xl/drawings/_rels/{drawing.rpartition('/')[2]}.rels")
        for anchor in _xml(package, f"xl/drawings/{drawing.rpartition('/')[2]}").iter("twoCellAnchor"):
            corners = [int(corner.findtext(side, "")) for corner in (anchor.find("from"), anchor.find("to")) if corner
                       is not None for side in ("col", "row")]  # fmt: skip
            frame = next(anchor.iter("cNvPr"))
            chart = next(anchor.iter("chart"))
            part = targets[next(value for key, value in chart.attrib.items() if key.endswith("}id"))]
            xml = _xml(package, f"xl/charts/{part.rpartition('/')[2]}")
            yield Placed(sheet, frame.get("descr", ""), *corners, xml)


def _xml(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    root = ElementTree.fromstring(package.read(part))  # noqa: S314 - a file that this project wrote
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    if part not in package.namelist():
        return {}
    return {each.attrib["Id"]: each.attrib["Target"] for each in _xml(package, part).iter("Relationship")}


def _target(package: zipfile.ZipFile, part: str, kind: str) -> str | None:
    return next((target for target in _targets(package, part).values() if kind in target), None)


def alt_texts(consolidation: Consolidation, sheet: str) -> list[str]:
    return [chart.alt_text for chart in charts(summary_bytes(consolidation)) if chart.sheet == sheet]


def series_of(chart: Placed) -> list[ElementTree.Element]:
    return list(chart.xml.iter("ser"))


def drawn(chart: Placed) -> list[ElementTree.Element]:
    """The series that are seen: the one on which the steps of a waterfall stand is not."""
    return [series for series in series_of(chart) if series.find("spPr/noFill") is None]


@pytest.fixture(scope="module")
def summary() -> bytes:
    return london_summary()


def test_each_published_sheet_has_its_charts(summary: bytes) -> None:
    sheets = [chart.sheet for chart in charts(summary)]
    assert {sheet: sheets.count(sheet) for sheet in sheets} == CHARTS


def test_alt_texts_are_made_from_the_numbers(summary: bytes) -> None:
    said = {chart.alt_text for chart in charts(summary)}
    assert (
        "Total reviews rose from 335 to 396 between May 2024 and October 2024; "
        "open reviews rose from 157 to 178 and closed reviews rose from 178 to 218."
    ) in said
    every = " ".join(said)
    assert "DHR Child 1 open and 0 closed" in every
    assert "Most often mentioned: Mental Health 101, Neglect 75 and Domestic Abuse 69." in every
    assert "Never mentioned: DOLS, FGM and Honour Based Violence." in every
    assert "most in July 2024 (33)" in every
    assert "NHS North East London Integrated Care Board: 96 reviews, 41 open and 55 closed." in every


def test_other_numbers_make_other_alt_texts() -> None:
    rows = london().tables["monthly_totals"].rows
    fewer = with_rows(london(), {"monthly_totals": [*rows[:-1], (rows[-1][0], 300, 100, 200, 0)]})
    assert "Total reviews fell from 335 to 300" in alt_texts(fewer, "Summary")[0]
    assert alt_texts(nothing(), "Summary")[1] == "No review is counted."
    assert all(alt_texts(nothing(), sheet) for sheet in CHARTS)


def test_each_chart_has_a_title_and_titles_on_both_axes(summary: bytes) -> None:
    for chart in charts(summary):
        own = chart.xml.find("chart/title")
        axes = [axis for kind in ("catAx", "valAx", "dateAx") for axis in chart.xml.iter(kind)]
        assert own is not None
        assert len(axes) == 2
        titles = ["".join(text.text or "" for text in part.iter("t")) for part in (own, *axes)]
        assert all(titles), titles


def test_kinds_of_chart(summary: bytes) -> None:
    kinds = {part.tag for chart in charts(summary) for part in chart.xml.find("chart/plotArea") or ()}
    assert kinds <= {"barChart", "lineChart", "catAx", "valAx", "layout", "spPr"}
    assert not any(chart.xml.find(".//view3D") is not None for chart in charts(summary))


def test_every_series_follows_cells_and_holds_their_values(summary: bytes) -> None:
    workbook = load_workbook(BytesIO(summary), data_only=True)
    for chart in charts(summary):
        for series in series_of(chart):
            for part in ("tx/strRef", "cat", "val"):
                reference = series.findtext(f"{part}//f" if part != "tx/strRef" else f"{part}/f", "")
                sheet, _, area = reference.rpartition("!")
                cells = workbook[sheet.strip("'")][area]
                assert cells is not None
            values = [
                float(point.findtext("v", ""))
                for point in series.find("val/numRef/numCache") or ()
                if point.tag == "pt"
            ]
            assert values == [float(cell.value) for (cell,) in cells]


def test_series_of_a_chart_differ_without_their_colour(summary: bytes) -> None:
    for chart in charts(summary):
        looks = [_without_colour(series) for series in drawn(chart)]
        assert len(set(looks)) == len(looks), chart.alt_text
        assert all(series.find("dLbls/showVal") is not None for series in drawn(chart))


def _without_colour(series: ElementTree.Element) -> tuple[str, str, str]:
    pattern, dash, marker = series.find("spPr/pattFill"), series.find("spPr/ln/prstDash"), series.find("marker/symbol")
    return tuple("" if part is None else part.get("prst", part.get("val", "")) for part in (pattern, dash, marker))  # type: ignore[return-value]


def test_reviews_without_a_status_are_drawn_where_there_are_any() -> None:
    totals = [(*row[:-1], 3) for row in london().tables["monthly_totals"].rows]
    with_neither, without = summary_bytes(with_rows(london(), {"monthly_totals": totals})), london_summary()
    assert len(series_of(charts(with_neither)[0])) == len(series_of(charts(without)[0])) + 1


def test_the_steps_of_the_waterfall_stand_on_one_another(summary: bytes) -> None:
    (chart,) = (one for one in charts(summary) if one.sheet == "Bridge")
    unseen = [series.findtext("tx/strRef/strCache/pt/v") for series in series_of(chart) if series not in drawn(chart)]
    assert unseen == ["Base"]
    assert chart.alt_text == "September 2024: 393 reviews; new +3; October 2024: 396."
    hidden = chart.xml.find("chart/legend/legendEntry")
    assert hidden is not None
    assert [part.get("val") for part in hidden] == ["0", "1"]


def test_colours_stand_out_from_white(summary: bytes) -> None:
    for chart in charts(summary):
        for series in drawn(chart):
            shape = series.find("spPr")
            assert shape is not None
            strongest = max(_contrast(colour.get("val", "")) for colour in (*shape.iter("srgbClr"), *_marker(series)))
            assert strongest >= LEAST_CONTRAST


def _marker(series: ElementTree.Element) -> list[ElementTree.Element]:
    marker = series.find("marker")
    return [] if marker is None else list(marker.iter("srgbClr"))


def _contrast(colour: str) -> float:
    """The contrast of a colour against white, by WCAG's formula."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("region", ["London", "England"])
def test_no_chart_covers_a_cell_that_is_written_or_another_chart(region: str) -> None:
    content = london_summary() if region == "London" else summary_bytes(nothing(region))
    workbook = load_workbook(BytesIO(content))
    for chart in charts(content):
        page = workbook[chart.sheet]
        under = page.iter_rows(chart.top + 1, chart.bottom + 1, chart.left + 1, chart.right + 1)
        assert [cell.coordinate for row in under for cell in row if cell.value is not None] == []
    for one, other in pairwise(charts(content)):
        apart = one.sheet != other.sheet or one.bottom <= other.top or one.right <= other.left
        assert apart, (one.sheet, one.alt_text, other.alt_text)


def test_sentences_do_not_run_under_a_chart(summary: bytes) -> None:
    """Words that run over neighbouring cells stand in rows that no chart reaches."""
    workbook = load_workbook(BytesIO(summary))
    for chart in charts(summary):
        page = workbook[chart.sheet]
        tables = {cell.coordinate for table in page.tables.values() for row in page[table.ref] for cell in row}
        for row in page.iter_rows(chart.top + 1, chart.bottom + 1, 1, max(chart.left, 1)):
            texts = [cell.value for cell in row if isinstance(cell.value, str) and cell.coordinate not in tables]
            assert all(len(re.sub(r"^=.*", "", text)) <= 70 for text in texts), texts
