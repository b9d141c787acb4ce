"""The deck: every figure on it is the summary's, on pages that hold together whatever the month brings."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from reports.consolidation import Consolidation
from reports.deck.build import month_deck
from reports.months import month_ends
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, read_summary
from reports.summary_workbook import summary_bytes
from reports.summary_workbook.wording import month_name
from tests.libreoffice import render
from tests.ooxml import ooxml_errors
from tests.reports.deck_reading import (
    bars_of,
    faults_of_layout,
    pages_of,
    presentation_of,
    table_of,
    titled,
)
from tests.reports.summary_workbook_example import NOTE, OCTOBER, london, london_summary, nothing, with_rows
from validators.vocabularies import vocabulary

SUBJECTS = [("Themes", "theme", "Theme"), ("Learning", "learning", "Learning")]
GROUPS = ("CSPR", "SAR", "DHR", "Rapid Review", "Not Stated")


def odd() -> Consolidation:
    """Three years, no status, long changes, everything in one type."""
    months = [(end, 900 + place, 500, 399, place + 1) for place, end in enumerate(month_ends(OCTOBER, number=36))]
    flow = [(end, place * 30, 7) for place, end in enumerate(month_ends(OCTOBER, number=36))]
    changes = [
        ("QMF", number, "type changed", "DHR / DARDR Child - Converted", "Other statutory review " * 4)
        for number in range(1, 90)
    ]
    rows: dict[str, Sequence[Sequence[object]]] = {"monthly_totals": months, "monthly_flow": flow, "changes": changes}
    return with_rows(london(), rows)


KINDS = ("London", "odd", "empty London", "empty England")


@cache
def content_of(kind: str) -> bytes:
    if kind == "London":
        return london_summary()
    return summary_bytes(odd(), note=NOTE) if kind == "odd" else summary_bytes(nothing(kind.removeprefix("empty ")))


@cache
def summary_of(kind: str) -> PublishedSummary:
    return read_summary(content_of(kind))


@cache
def deck_of(kind: str) -> bytes:
    return month_deck(summary_of(kind))


def rows_of(kind: str, table: str, *headers: str) -> list[tuple[object, ...]]:
    return [tuple(row[header] for header in headers) for row in summary_of(kind).rows(table, *headers)]


def figure(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("kind", KINDS)
def test_the_tiles_are_the_types_and_the_last_month(kind: str) -> None:
    (page,) = titled(pages_of(deck_of(kind)), "Reviews by type, open and closed")
    tiles = {name.removeprefix("Tile: "): text for name, text in page.texts.items() if name.startswith("Tile: ")}
    written = {
        name: [figure(number) for number in re.findall(r"[\d,]+", text.replace(name, ""))]
        for name, text in tiles.items()
    }
    types = {str(name): list(counts) for name, *counts in rows_of(kind, "review_types", *TYPES)}
    ((opened, closed),) = rows_of(kind, "monthly_totals", "Open", "Closed")[-1:]
    assert len(tiles) == 12
    assert written == types | {"Total open": [opened], "Total closed": [closed]}


TYPES = ("Review type", "Total", "Open", "Closed")


@pytest.mark.parametrize("kind", KINDS)
def test_the_months_are_the_summary_s(kind: str) -> None:
    pages = pages_of(deck_of(kind))
    months = rows_of(kind, "monthly_totals", "Month", "Total", "Open", "Closed")
    where = "Reviews at each month's end"
    shown = table_of(pages, where if len(months) <= 12 else f"{where}: the figures")
    assert [(row[0], *map(figure, row[1:4])) for row in shown[1:]] == [
        (month_name(end), *counts) for end, *counts in months
    ]
    for place, series in ((2, "Open"), (3, "Closed")):
        assert list(bars_of(pages, where, series).values()) == [row[place] for row in months]
    flow = rows_of(kind, "monthly_flow", "Added", "Closed in the month")[-12:]
    drawn = [list(bars_of(pages, "What changed", name).values()) for name in ("Added", "Closed in the month")]
    assert list(zip(*drawn, strict=True)) == flow


@pytest.mark.parametrize("kind", KINDS)
def test_the_review_types_are_drawn_by_size(kind: str) -> None:
    pages = pages_of(deck_of(kind))
    opened, closed = (bars_of(pages, "Review types, open and closed", name) for name in ("Open", "Closed"))
    counted = {name: (one, other) for name, _, one, other in rows_of(kind, "review_types", *TYPES)}
    assert {name: (opened[name], closed[name]) for name in opened} == counted
    totals = dict(rows_of(kind, "review_types", "Review type", "Total"))
    sizes = [int(str(totals[name])) for name in opened]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("sheet", "stem", "header"), [("Themes", "theme", "Theme"), ("Learning", "learning", "Learning")]
)
def test_every_mention_is_drawn_and_written(kind: str, sheet: str, stem: str, header: str) -> None:
    pages = pages_of(deck_of(kind))
    totals = dict(rows_of(kind, f"{stem}_counts", header, "Total"))
    drawn = bars_of(pages, f"{sheet}: how often each is mentioned", "Mentions")
    assert drawn == totals
    assert list(drawn.values()) == sorted(drawn.values(), key=lambda count: -(count or 0))
    _, *written = table_of(pages, f"{sheet} by review type: the figures")
    figures = {row[0]: tuple(map(figure, row[1:])) for row in written}
    assert figures == {
        name: tuple(counts) for name, *counts in rows_of(kind, f"{stem}_counts", header, "Total", *GROUPS)
    }
    for chart in (chart for page in titled(pages, f"{sheet} by review type") for chart in page.charts):
        group = chart.name.removesuffix(", chart")
        counted = dict(rows_of(kind, f"{stem}_counts", header, group))
        shown = dict(zip(chart.categories, chart.series["Mentions"], strict=True))
        assert shown == {name: counted[name] for name in shown}
        left_out = [int(str(count)) for name, count in counted.items() if name not in shown]
        assert max(left_out) < min(shown.values())


@pytest.mark.parametrize(
    ("sheet", "stem", "header"), [("Themes", "theme", "Theme"), ("Learning", "learning", "Learning")]
)
def test_the_first_four_ranks_are_the_summary_s(sheet: str, stem: str, header: str) -> None:
    heads, *rows = table_of(pages_of(deck_of("London")), f"{sheet}: the first four ranks")
    ranks = rows_of("London", f"{stem}_ranks", "Reviews", "Rank", header, "Mentions")
    labels = {"Overall": "Overall"} | {term.code: term.label for term in vocabulary("review_groups")}
    for group in ("Overall", *GROUPS):
        place = heads.index(labels[group])
        for rank, row in enumerate(rows, start=1):
            found = [(str(terms), mentions) for reviews, at, terms, mentions in ranks if (reviews, at) == (group, rank)]
            if not found:
                assert row[place] == "–"
                continue
            ((terms, mentions),) = found
            names, number = row[place].rstrip(")").removesuffix(" each").rsplit(" (", 1)
            assert figure(number) == mentions
            tied = terms.split(" / ")
            assert names == terms or (
                len(tied) > 3 and names.split()[0].lower() in (NUMBERS[len(tied)], str(len(tied)))
            )


NUMBERS = dict(enumerate(["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])) | {
    number: str(number) for number in range(10, 40)
}


def test_the_quality_by_icb_is_the_reconciliation_and_the_findings() -> None:
    _, *rows = table_of(pages_of(deck_of("London")), "Data quality by ICB")
    findings = summary_of("London").rows("findings")
    for row, told in zip(rows, summary_of("London").rows("reconciliation"), strict=True):
        assert row[0].endswith(f"({told['ICB code']})")
        differences = [told[header] for header in ("Difference", "Difference open", "Difference closed")]
        assert [int(text) for text in row[1:6]] == [told["Declared total"], told["Counted total"], *differences]
        found = [one for one in findings if one["ICB code"] == told["ICB code"] and not one["Accepted"]]
        by = [sum(one["Severity"] == severity for one in found) for severity in ("error", "warning")]
        assert [int(text) for text in row[6:8]] == by
        score = next(
            one["Score"] for one in summary_of("London").rows("quality") if one["ICB code"] == told["ICB code"]
        )
        assert isinstance(score, float)
        assert row[8:] == [f"{score:.1%}"]


def test_what_the_quality_page_says_and_draws_is_counted_from_the_summary() -> None:
    (page,) = titled(pages_of(deck_of("odd")), "Data quality")
    summary = summary_of("odd")
    found = [row for row in summary.rows("findings") if not row["Accepted"]]
    for series, severity in (("Errors", "error"), ("Warnings", "warning")):
        by = Counter(str(row["Column"] or "The workbook") for row in found if row["Severity"] == severity)
        drawn = bars_of([page], "Data quality", series)
        assert drawn == {column: by[column] for column in drawn}
    both = Counter(str(row["Column"] or "The workbook") for row in found if row["Severity"] != "advice")
    assert [both[column] for column in drawn] == sorted(both.values(), reverse=True)[:10]
    errors = [row for row in found if row["Severity"] == "error"]
    records = {(row["ICB code"], row["Record no."]) for row in errors}
    warnings = sum(row["Severity"] == "warning" for row in found)
    latest = summary.rows("monthly_totals")[-1]
    not_stated = next(row["Total"] for row in summary.rows("review_types") if row["Review type"] == "Not Stated")
    for said in (
        f"The check finds {len(errors)} errors in {len(records)} records and {warnings} warnings.",
        f"{latest['Status not stated']} of {latest['Total']} reviews have no status",
        f"{not_stated} of {latest['Total']} reviews have no type",
    ):
        assert said in page.everything


@pytest.mark.parametrize("kind", ["London", "odd"])
def test_sentences_beside_the_charts_say_the_same_figures(kind: str) -> None:
    pages, months = pages_of(deck_of(kind)), summary_of(kind).rows("monthly_totals")
    moved = [f"{header} {_moved(months, header)}" for header in ("total", "open", "closed")]
    assert ", ".join(moved) in titled(pages, "Reviews at each month's end")[0].everything
    for sheet, stem, _ in SUBJECTS:
        counted = summary_of(kind).table(f"{stem}_counts")
        assert counted is not None
        total = sum(int(str(count)) for count in counted.column("Total"))
        assert f"{total:,} mentions in all" in titled(pages, f"{sheet}: how often each is mentioned")[0].everything
        headings = titled(pages, f"{sheet} by review type")[0].everything
        for group in GROUPS:
            label = vocabulary("review_groups")[group].label
            assert f"{label}: {sum(int(str(count)) for count in counted.column(group))} mentions" in headings
    flow = summary_of(kind).rows("monthly_flow")[-1]
    said = f"{flow['Added']:,} reviews were added and {flow['Closed in the month']:,} were closed"
    assert said in titled(pages, "What changed")[0].everything


def _moved(months: Sequence[Mapping[str, object]], header: str) -> str:
    first, last = (int(str(months[place][header.capitalize()])) for place in (0, -1))
    if first == last:
        return f"stayed at {last}"
    return f"{'rose' if last > first else 'fell'} from {first} to {last}"


# Each chart and table of the month's deck, with the test above that compares its figures with the summary.
COMPARED = {
    "Months, chart": "test_the_months_are_the_summary_s",
    "Added and closed, chart": "test_the_months_are_the_summary_s",
    "Review types, chart": "test_the_review_types_are_drawn_by_size",
    **{
        f"{sheet}, chart {place}": "test_every_mention_is_drawn_and_written"
        for sheet, *_ in SUBJECTS
        for place in (1, 2)
    },
    **{f"{group}, chart": "test_every_mention_is_drawn_and_written" for group in GROUPS},
    "Findings by column, chart": "test_what_the_quality_page_says_and_draws_is_counted_from_the_summary",
    "Reviews at each month's end": "test_the_months_are_the_summary_s",
    "Reviews at each month's end: the figures": "test_the_months_are_the_summary_s",
    **{f"{sheet}: the first four ranks": "test_the_first_four_ranks_are_the_summary_s" for sheet, *_ in SUBJECTS},
    **{f"{sheet} by review type: the figures": "test_every_mention_is_drawn_and_written" for sheet, *_ in SUBJECTS},
    "Data quality by ICB": "test_the_quality_by_icb_is_the_reconciliation_and_the_findings",
    "What changed, record by record": "test_the_changes_are_the_summary_s_up_to_what_a_meeting_reads",
}


def test_no_chart_and_no_table_is_left_that_nothing_compares() -> None:
    pages = [page for kind in ("London", "odd") for page in pages_of(deck_of(kind))]
    charts = {chart.name for page in pages for chart in page.charts}
    tables = {page.title.removesuffix(" (continued)") for page in pages if page.tables}
    assert charts | tables == set(COMPARED)
    assert set(COMPARED.values()) <= set(globals())


def test_the_changes_are_the_summary_s_up_to_what_a_meeting_reads() -> None:
    pages = pages_of(deck_of("odd"))
    _, *rows = table_of(pages, "What changed, record by record")
    told = rows_of("odd", "changes", "ICB code", "Record no.", "Change", "From", "To")
    assert [tuple(row) for row in rows] == [tuple(map(str, one)) for one in told[:60]]
    assert "The first 60 of 89 changes" in titled(pages, "What changed, record by record")[0].everything
    assert "89 changes: 89 type changed" in titled(pages, "What changed")[0].everything


def test_what_a_summary_does_not_hold_has_no_page_and_no_chart() -> None:
    """Somebody took sheets out, or an earlier version of ours did not write them."""
    tables = summary_of("London").tables
    kept = {name: tables[name] for name in ("monthly_totals", "review_types", "icb_totals")}
    first, *others = kept["icb_totals"].rows
    carried = (*first[:-1], "carried forward from September 2024")
    kept["icb_totals"] = replace(kept["icb_totals"], rows=[carried, *others])
    pages = pages_of(month_deck(replace(summary_of("London"), tables=kept)))
    titles = {page.title for page in pages}
    assert {"Reviews at each month's end", "Data quality", "What changed"} <= titles
    assert not any(title.startswith(("Themes", "Learning", "Data quality by")) for title in titles)
    (changes,) = titled(pages, "What changed")
    (quality,) = titled(pages, "Data quality")
    assert "Returns are counted from four of five ICBs. QMJ: carried forward from September 2024." in quality.everything
    assert changes.charts == []
    assert "The summary lists no change" in changes.everything


def test_terms_that_all_tie_are_not_cut_and_a_list_without_terms_says_so() -> None:
    tables = summary_of("London").tables
    counts, learning = tables["theme_counts"], tables["learning_counts"]
    tied = PublishedTable(counts.name, counts.headers, [(row[0], *(1 for _ in row[1:])) for row in counts.rows])
    none = PublishedTable(learning.name, learning.headers, [])
    held = {"monthly_totals": tables["monthly_totals"], "review_types": tables["review_types"]}
    held |= {"theme_counts": tied, "learning_counts": none}
    pages = pages_of(month_deck(replace(summary_of("London"), tables=held)))
    (by_type,) = titled(pages, "Themes by review type")
    assert by_type.charts == []
    assert by_type.everything.count("No theme stands out.") == len(GROUPS)
    (often,) = titled(pages, "Learning: how often each is mentioned")
    assert often.charts == []
    assert "0 mentions in all" in often.everything


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_up_to_when_and_for_whom(kind: str) -> None:
    for page in pages_of(deck_of(kind)):
        assert "ata up to 31 October 2024" in page.everything
        assert "Internal" in page.everything


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overlaps_or_leaves_its_slide(kind: str) -> None:
    assert list(faults_of_layout(deck_of(kind))) == []


def test_a_made_up_example_says_so_on_every_page() -> None:
    deck = month_deck(read_summary(london_summary()))
    assert all("made-up" in page.everything.lower() for page in pages_of(deck))


def test_the_same_summary_gives_the_same_bytes_with_its_month_as_day() -> None:
    again = month_deck(summary_of("London"))
    assert again == deck_of("London")
    with zipfile.ZipFile(BytesIO(again)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            if name.startswith("ppt/charts/chart"):
                ids = re.findall(rb'<c:(?:axId|crossAx) val="(-?\d+)"', parts.read(name))
                assert ids
                assert all(int(one) > 0 for one in ids)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(parts.read(name))) as sheet:
                    assert b"2024-10-31T00:00:00Z" in sheet.read("docProps/core.xml")
    properties = presentation_of(again).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.date() == date(2024, 10, 31)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_of(kind))
    assert ooxml_errors(path) == []


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing_in_a_sheet_behind_a_chart(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(deck_of("London"))) as parts:
        sheet = next(name for name in parts.namelist() if name.endswith(".xlsx"))
        (tmp_path / "sheet.xlsx").write_bytes(parts.read(sheet))
    assert ooxml_errors(tmp_path / "sheet.xlsx") == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_impress_shows_every_page(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_of("London"))
    assert len(render(path, tmp_path / "pictures", dots_per_inch=30)) == len(pages_of(deck_of("London")))
