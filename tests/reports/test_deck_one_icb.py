"""One ICB's deck and the short briefing: only its own records, and every figure counted as the region counts it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reports.deck.build import briefing_deck, icb_deck
from reports.one_icb import return_as_summary, summary_of_icb
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, read_summary
from reports.summary_workbook import summary_bytes
from tests.ooxml import ooxml_errors
from tests.reports.deck_reading import bars_of, faults_of_layout, pages_of, presentation_of, table_of, titled
from tests.reports.made_up_returns import OCTOBER, consolidated, received
from tests.reports.summary_workbook_example import london, london_files, london_summary, nothing, with_rows
from workbook_templates.faults import FileFault

AUGUST = date(2024, 8, 31)
OWN_TABLES = ("monthly_totals", "monthly_flow", "review_types", "theme_counts", "learning_counts", "open_by_type")


@cache
def summary() -> PublishedSummary:
    return read_summary(london_summary())


@cache
def own(code: str = "QMF") -> PublishedSummary:
    return summary_of_icb(summary(), code)


@cache
def own_deck() -> bytes:
    return icb_deck(own())


@cache
def briefing() -> bytes:
    return briefing_deck(summary(), since=AUGUST)


def test_a_return_and_the_region_s_summary_say_the_same_of_an_icb() -> None:
    file = next(one for one in london_files() if one.heading.your_icb == "QMF")
    alone = return_as_summary(file)
    for name in OWN_TABLES:
        assert alone.tables[name].rows == own().tables[name].rows, name
    assert alone.region == own().region == "NHS North East London Integrated Care Board"


def test_the_icbs_add_up_to_the_region() -> None:
    codes = [str(row["ICB code"]) for row in summary().rows("icb_totals")]
    for name, key in (("monthly_totals", "Month"), ("review_types", "Review type"), ("theme_counts", "Theme")):
        for place, row in enumerate(summary().rows(name)):
            for header, value in row.items():
                if header != key:
                    assert sum(int(str(own(code).rows(name)[place][header])) for code in codes) == value


def test_every_figure_at_a_glance_and_for_the_committee() -> None:
    pages = pages_of(own_deck())
    glance = f"{own().region}: at a glance"
    latest = own().rows("monthly_totals")[-1]
    (page,) = titled(pages, glance)
    tiles = {name: text for name, text in page.texts.items() if name.startswith("Tile: ")}
    assert tiles == {
        "Tile: Reviews": f"{latest['Total']}\nReviews",
        "Tile: Open": f"{latest['Open']}\nOpen",
        "Tile: Closed": f"{latest['Closed']}\nClosed",
    }
    charts = {chart.name: chart for chart in page.charts}
    for series in ("Open", "Closed"):
        assert charts["Months, chart"].series[series] == [row[series] for row in own().rows("monthly_totals")]
    types = {str(row["Review type"]): row["Total"] for row in own().rows("review_types") if row["Total"]}
    assert dict(zip(charts["Types, chart"].categories, charts["Types, chart"].series["Reviews"], strict=True)) == types
    for sheet, header in (("Themes", "Theme"), ("Learning", "Learning")):
        counts = {row[header]: row["Total"] for row in own().rows(f"{header.lower()}_counts")}
        drawn = charts[f"{sheet}, chart"]
        assert [counts[name] for name in drawn.categories] == drawn.series["Mentions"]

    committee = f"{own().region}: quality committee"
    (scores,) = own().rows("quality_scores")
    share = float(str(scores["2024-10"]))
    assert bars_of(pages, committee, "Score") == {"Oct 2024": round(100 * share, 1)}
    (page,) = titled(pages, committee)
    assert f"Score {share:.1%}" in page.everything
    erring = {row["Record no."] for row in own().rows("findings") if row["Severity"] == "error" and not row["Accepted"]}
    records = len(own().rows("cases"))
    assert f"{records - len(erring - {None})} of {records} records have no error." in page.everything
    past = {
        f"{row['Review type']}, of {row['Open']} open": row["Past expected"]
        for row in own().rows("open_by_type")
        if row["Past expected"]
    }
    assert bars_of(pages, committee, "Past expected") == past
    (made,) = own().rows("health_recommendations")
    headers = ("Made", "Verified", "Outstanding")
    assert bars_of(pages, committee, "Recommendations") == {header: made[header] for header in headers}
    media = {row["Media interest"]: row["Open"] for row in own().rows("media_interest")}
    assert bars_of(pages, committee, "Open reviews") == media


def test_the_quality_trend_has_the_months_that_are_known_and_else_the_findings() -> None:
    row = {"ICB code": "QMF", "ICB": "NHS North East London", "2024-07": None, "2024-08": 0.871, "2024-09": 1}
    trend = PublishedTable("quality_scores", tuple(row), (tuple(row.values()),))
    one = replace(own(), tables={**own().tables, "quality_scores": trend})
    assert bars_of(pages_of(icb_deck(one)), COMMITTEE, "Score") == {"Aug 2024": 87.1, "Sep 2024": 100}
    nearly = PublishedTable("quality_scores", tuple(row), (("QMF", "NHS North East London", None, 0.9996, 0.99999),))
    one = replace(own(), tables={**own().tables, "quality_scores": nearly})
    assert bars_of(pages_of(icb_deck(one)), COMMITTEE, "Score") == {"Aug 2024": 99.9, "Sep 2024": 99.9}
    older = {name: table for name, table in own().tables.items() if not name.startswith("quality")}
    pages = pages_of(icb_deck(replace(own(), tables=older)))
    found = [row for row in own().rows("findings") if not row["Accepted"]]
    by = {name: sum(row["Severity"] == severity for row in found) for name, severity in SEVERITIES.items()}
    assert bars_of(pages, COMMITTEE, "Findings") == by


SEVERITIES = {"Errors": "error", "Warnings": "warning", "Advice": "advice"}
COMMITTEE = "NHS North East London Integrated Care Board: quality committee"


def test_no_other_icb_is_in_an_icb_s_deck() -> None:
    everything = "\n".join(page.everything for page in pages_of(own_deck()))
    others = [row for row in summary().rows("icb_totals") if row["ICB code"] != "QMF"]
    assert len(others) == 4
    for row in others:
        assert str(row["ICB code"]) not in everything
        assert str(row["ICB"]).removeprefix("NHS ").removesuffix(" Integrated Care Board") not in everything


def test_a_briefing_lists_what_happened_since_and_nothing_else() -> None:
    pages = pages_of(briefing())
    flow = [row for row in summary().rows("monthly_flow") if date.fromisoformat(str(row["Month"])) > AUGUST]
    cases = summary().rows("cases")
    published = [
        row
        for row in cases
        if row["Publication status"] == "Published" and isinstance(row["Date published"], date)
        and row["Date published"] > AUGUST
    ]  # fmt: skip
    numbers = {
        "New reviews": sum(int(str(row["Added"])) for row in flow),
        "Closed reviews": sum(int(str(row["Closed in the month"])) for row in flow),
        "Published reports": len(published),
    }
    (front,) = titled(pages, "Since 31 August 2024")
    for title, number in numbers.items():
        assert front.texts[f"Tile: {title}"] == f"{number}\n{title}"
        assert len(table_of(pages, title)) == number + 1
    shown = {row[0]: row[3] for row in table_of(pages, "Published reports")[1:]}
    assert shown == {f"{row['ICB counted']}/{row['Record no.']}": row["Link to report"] for row in published}
    assert len(pages) < 10


def test_links_of_a_briefing_lead_to_the_reports() -> None:
    slides = presentation_of(briefing()).slides
    links = [relation.target_ref for slide in slides for relation in slide.part.rels.values() if relation.is_external]
    assert links == [row[3] for row in table_of(pages_of(briefing()), "Published reports")[1:]]
    assert links


def test_what_is_no_address_is_no_link_and_after_a_meeting_long_ago_the_totals_are_told_alone() -> None:
    row = {"Publication status": "Published", "Status": "Closed", "Date published": date(2024, 9, 3)}
    links = ("javascript:alert(1)", "see the website", "https://reviews.example.org/a b", "https://example.org/x")
    month = consolidated(received("a.xlsx", *({**row, "Link to report": link} for link in links)))
    deck = briefing_deck(read_summary(summary_bytes(month)), since=date(2024, 3, 31))
    assert any("4 reviews are counted: 0 open, 4 closed." in page.everything for page in pages_of(deck))
    shown = {row[0]: row[3] for row in table_of(pages_of(deck), "Published reports")[1:]}
    assert shown == {"QMF/1": "", "QMF/2": "", "QMF/3": "", "QMF/4": "https://example.org/x"}


@pytest.mark.parametrize("kind", ["own", "briefing", "briefing of one"])
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    contents = {"own": own_deck, "briefing": briefing, "briefing of one": lambda: briefing_deck(own(), since=AUGUST)}
    content = contents[kind]()
    (tmp_path / "deck.pptx").write_bytes(content)
    assert ooxml_errors(tmp_path / "deck.pptx") == []


def test_nothing_overlaps_or_leaves_its_slide() -> None:
    empty = summary_of_icb(read_summary(summary_bytes(nothing())), "QMF")
    for content in (own_deck(), briefing(), icb_deck(empty), briefing_deck(empty, since=AUGUST)):
        assert list(faults_of_layout(content)) == []


def test_an_empty_icb_says_so() -> None:
    empty = summary_of_icb(read_summary(summary_bytes(nothing())), "QMF")
    said = "\n".join(page.everything for page in pages_of(icb_deck(empty)))
    for sentence in ("No review is open.", "None is mentioned.", "No review is held."):
        assert sentence in said


def test_what_cannot_be_told_of_an_icb_is_one_sentence() -> None:
    with pytest.raises(FileFault, match=re.escape("does not list the ICB QR1. It lists QMJ, QMF")):
        summary_of_icb(summary(), "QR1")
    typed = replace(summary(), tables={**summary().tables, "icb_totals": PublishedTable(
        "icb_totals", ("ICB code", "Total", "Open", "Closed"), (("typed over", 1, 1, 0), ("QKK", 1, 1, 0))
    )})  # fmt: skip
    with pytest.raises(FileFault, match=re.escape("It lists QKK.")):
        summary_of_icb(typed, "QMF")
    totals = [(code, name, total + 1, *rest) for code, name, total, *rest in london().tables["icb_totals"].rows]
    changed = with_rows(london(), {"icb_totals": totals})
    with pytest.raises(FileFault, match="do not add up"):
        summary_of_icb(read_summary(summary_bytes(changed)), "QMF")
    without = PublishedSummary(
        OCTOBER, "London", "Internal", (), {"monthly_totals": summary().tables["monthly_totals"]}
    )
    with pytest.raises(FileFault, match="holds no records"):
        summary_of_icb(without, "QMF")
    for since in (OCTOBER, date(2024, 11, 30)):
        with pytest.raises(FileFault, match="must be earlier"):
            briefing_deck(summary(), since=since)


def test_a_return_that_does_not_say_whose_it_is(tmp_path: Path) -> None:
    for heading, said in (({"icb": None}, "for which ICB"), ({"month": None}, "for which reporting month")):
        with pytest.raises(FileFault, match=said):
            return_as_summary(received("a.xlsx", {"Status": "Open"}, **heading))
    with pytest.raises(FileFault, match="is of QMF, not of QKK"):
        return_as_summary(received("a.xlsx", {"Status": "Open"}), asked="QKK")
