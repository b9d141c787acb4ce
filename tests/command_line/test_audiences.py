"""`scrt consolidate --audience`: what each reader gets, read back and compared with the region's own summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from addin.command_line.audiences import must_be_known
from reports.disclosure import controlled
from reports.disclosure.earlier_release import earlier_release
from reports.disclosure.quantities import PUBLISHABLE
from reports.external_summary import external_summary_bytes
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, read_summary
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.excel_strictness import strictness_faults
from tests.libreoffice import opened
from tests.ooxml import ooxml_errors
from tests.reports.summary_workbook_example import nothing
from tests.reports.what_readers_work_out import determined
from workbook_templates.faults import FileFault
from workbook_templates.template import FilledReturn, template_bytes

OCTOBER, SEPTEMBER = date(2024, 10, 31), date(2024, 9, 30)
STATUSES = ("Total", "Open", "Closed", "Status not stated")
WORDS = {"QMF": "tamarisk", "QMJ": "bergamot", "QKK": "calendula"}
"""A made-up word in the texts of each ICB."""


def rows_of(icb: str, many: int, first: int) -> Iterator[Mapping[str, object]]:
    kinds = ("SAR Adult", "DHR Adult", "Rapid Review", "CSPR Child")
    for place in range(many):
        closed = place % 3 == 0
        yield {
            "Record no.": first + place,
            "ICB": icb,
            "Status": "Closed" if closed else "Open",
            "Review type": kinds[place % len(kinds)],
            "Identifier type 1": "Local",
            "Identifier reference 1": "SHARED-77" if place == 0 else f"{WORDS[icb]}-{place}",
            "Date added": date(2024, 1 + place % 10, 3),
            "Date commissioned": date(2024, 1 + place % 10, 3),
            "Date closed": date(2024, 10, 7) if closed else None,
            "Overview": f"Made up: {WORDS[icb]} was not shared.",
            "Theme 1": "Neglect" if place % 2 else "Suicide",
            "Comments": WORDS[icb],
            f"Local {WORDS[icb]}": "kept",
        }


@dataclass(frozen=True)
class Made:
    """The folder of returns, and the summary for each reader."""

    returns: Path
    internal: Path
    icb: Path
    external: Path

    def summary(self, which: str) -> PublishedSummary:
        """One of the summaries, read back."""
        return read_summary(getattr(self, which).read_bytes())


def consolidate(returns: Path, out: Path, *words: object, month: str = "2024-10") -> Ran:
    return scrt("consolidate", returns, "--month", month, "--out", out, *TODAY, *words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("audiences")
    returns = folder / "returns"
    returns.mkdir()
    for icb, many, first in (("QMF", 23, 70_101), ("QMJ", 31, 80_201), ("QKK", 4, 90_301)):
        heading = {"your_icb": icb, "reporting_month": OCTOBER, "return_part": "Whole", "return_number": 1}
        rows = [dict(row) for row in rows_of(icb, many, first)]
        filled = FilledReturn(your_icb=heading, rows=rows, added=(f"Local {WORDS[icb]}",))
        content = template_bytes(filled=filled, ready_rows=1)
        (returns / f"{WORDS[icb]} of {icb}.xlsx").write_bytes(content)
    outs = {name: folder / f"{name}.xlsx" for name in ("internal", "icb", "external")}
    for name, words in (("internal", ()), ("icb", ("--icb", "QMF")), ("external", ())):
        assert consolidate(returns, outs[name], "--audience", name, *words).status == 0
    return Made(returns, outs["internal"], outs["icb"], outs["external"])


def texts_in(path: Path) -> str:
    """Every part of the file, unpacked."""
    with ZipFile(path) as parts:
        return "\n".join(f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist())


def test_one_icbs_file_holds_nothing_of_the_others(made: Made) -> None:
    held, everything = texts_in(made.icb), texts_in(made.internal)
    for other in ("QMJ", "QKK"):
        assert WORDS[other] in everything
        assert WORDS[other] not in held
    assert WORDS["QMF"] in held
    assert re.findall(r"\b(?:80[2-9]\d\d|903\d\d)\b", everything)
    assert re.findall(r"\b(?:80[2-9]\d\d|903\d\d)\b", held) == []
    assert "a return of another ICB" in held


def test_the_external_file_holds_no_record_at_all(made: Made) -> None:
    held = texts_in(made.external)
    assert [word for word in (*WORDS.values(), "SHARED-77", "Made up") if word in held] == []
    assert re.findall(r"\b(?:701\d\d|80[2-9]\d\d|903\d\d)\b", held) == []
    assert set(made.summary("external").tables) == {*PUBLISHABLE, "contents", "notes"}


def test_one_icbs_figures_are_the_regions(made: Made) -> None:
    region, own = made.summary("internal"), made.summary("icb")
    assert own.audience == "For QMF"
    for name in ("monthly_totals", "review_types", "theme_counts", "icb_totals", "icb_trend", "rapid_outcomes"):
        assert own.tables[name] == region.tables[name]
    for name in ("cases", "findings", "quality", "open_by_icb", "sources", "returns_expected"):
        whose = "ICB counted" if name == "cases" else "ICB code"
        expected = [row for row in region.rows(name) if row[whose] == "QMF"]
        assert len(own.rows(name)) == len(expected) > 0
        if name != "findings":
            assert own.rows(name) == [{key: row[key] for key in own.tables[name].headers} for row in expected]
    assert own.tables["themes_by_icb"].headers == ("Theme", "Total", "QMF")


def test_external_figures_are_the_regions_or_hidden_and_none_is_worked_out(made: Made) -> None:
    region, outside = made.summary("internal"), made.summary("external")
    assert (outside.audience, outside.hidden_up_to, outside.rounded_to) == ("External", 5, 1)
    shown = hidden = 0
    for name in PUBLISHABLE:
        for line, own in zip(outside.rows(name), region.rows(name), strict=True):
            for header, cell in line.items():
                hidden += cell == "[c]"
                shown += cell == own[header]
                assert cell in ("[c]", "[x]") or cell == own[header]
    assert shown > 300
    assert hidden > 50
    tables = {name: outside.tables[name] for name in PUBLISHABLE}
    assert determined(region.tables, tables, month=OCTOBER) == []


def test_the_external_workbook_keeps_the_rules_for_accessible_spreadsheets(made: Made) -> None:
    book = load_workbook(made.external)
    names = book.sheetnames
    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert "Contact: " in str([cell.value for cell in book["Cover"]["A"]])
    assert (book.properties.language, bool(book.properties.title)) == ("en-GB", True)
    for sheet in book:
        tables = list(sheet.tables.values())
        assert len(tables) == (sheet.title != "Cover"), sheet.title
        assert (sheet.sheet_state, sheet.freeze_panes, list(sheet.merged_cells.ranges)) == ("visible", None, [])
        assert not sheet._charts
        assert not sheet._images
        assert all(cell.font.size >= 12 for row in sheet for cell in row if cell.value is not None)
        assert all(cell.fill.fill_type is None for row in sheet for cell in row)
        assert sheet["A1"].value
        if tables:
            cells = sheet[tables[0].ref]
            assert all(cell.value not in (None, "") for row in cells for cell in row), sheet.title
            assert sheet.max_row == cells[-1][0].row
            assert sheet["A2"].value == "This sheet contains one table." or sheet.title == "Contents"
    assert strictness_faults(made.external.read_bytes()) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("which", ["icb", "external"])
def test_libreoffice_opens_it_with_every_figure(made: Made, which: str) -> None:
    path: Path = getattr(made, which)
    shown, book = opened(path), load_workbook(path, data_only=True)
    assert [*shown.values] == book.sheetnames
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int):
                    assert shown.values[sheet.title][cell.coordinate] == cell.value


@pytest.mark.ooxml
@pytest.mark.parametrize("which", ["icb", "external"])
def test_microsofts_validator_finds_nothing(made: Made, which: str) -> None:
    assert ooxml_errors(getattr(made, which)) == []


@pytest.mark.parametrize("words", [("external",), ("icb", "--icb", "QMF")])
def test_the_same_returns_give_the_same_bytes(made: Made, tmp_path: Path, words: tuple[str, ...]) -> None:
    again = tmp_path / "again.xlsx"
    assert consolidate(made.returns, again, "--audience", *words).status == 0
    assert again.read_bytes() == getattr(made, words[0]).read_bytes()


def test_rounding_and_the_release_before(made: Made, tmp_path: Path) -> None:
    september, october = tmp_path / "September.xlsx", tmp_path / "October.xlsx"
    words = ("--audience", "external", *(f"--accept-month={icb}=2024-10" for icb in WORDS))
    assert consolidate(made.returns, september, *words, month="2024-09").status == 0
    last = ("--audience", "external", "--previous-external", september)
    assert consolidate(made.returns, october, *last).status == 0
    before, now = (read_summary(path.read_bytes()) for path in (september, october))
    for name in ("review_types", "icb_totals", "theme_counts"):
        for then, row in zip(before.rows(name), now.rows(name), strict=True):
            for header in {"Total", "Closed"} & set(row):
                if isinstance(then[header], int) and isinstance(row[header], int):
                    assert not 1 <= abs(row[header] - then[header]) <= 5, (name, header)  # type: ignore[operator]
    rounded = tmp_path / "Rounded.xlsx"
    assert consolidate(made.returns, rounded, "--audience", "external", "--round-to", 5, "--threshold", 7).status == 0
    figures = read_summary(rounded.read_bytes())
    assert (figures.hidden_up_to, figures.rounded_to) == (7, 5)
    counts = [cell for name in PUBLISHABLE for row in figures.tables[name].rows for cell in row]
    assert all(cell % 5 == 0 for cell in counts if isinstance(cell, int))
    assert_refused(
        consolidate(made.returns, rounded, "--audience", "external", "--previous-external", october),
        "this release is for October 2024, not for a month before",
    )


def test_deck_and_report_take_the_audience_and_show_no_hidden_number_as_nothing(made: Made, tmp_path: Path) -> None:
    deck, report = tmp_path / "Deck.pptx", tmp_path / "Report.docx"
    assert scrt("deck", made.external, "--out", deck).status == 0
    assert scrt("report", made.external, "--from", "2024-10", "--to", "2024-10", "--out", report).status == 0
    for path in (deck, report):
        assert "External: small numbers are not shown ([c])" in texts_in(path)
        assert [word for word in WORDS.values() if word in texts_in(path)] == []
    charts = {name: text for name, text in _parts(deck) if "/charts/chart" in name}
    hidden = [name for name, text in charts.items() if "[c]" in text]
    assert hidden
    for name in hidden:
        for category, points in _categories(charts[name]):
            if "[c]" in category:
                assert all(point != "0" for point in points), category
    assert scrt("export", made.icb, "--out", tmp_path / "feed", "--audience", "external").status == 2
    own = tmp_path / "QMF.pptx"
    assert scrt("deck", made.icb, "--out", own).status == 0
    assert "For QMF" in texts_in(own)
    assert [WORDS[other] for other in ("QMJ", "QKK") if WORDS[other] in texts_in(own)] == []


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    with ZipFile(path) as parts:
        for name in parts.namelist():
            yield name, parts.read(name).decode("utf-8", "replace")


def _categories(chart: str) -> Iterator[tuple[str, list[str]]]:
    """Each category of a chart with its values in every series; a missing one has none."""
    for series in re.findall(r"<c:ser>.*?</c:ser>", chart, re.DOTALL):
        names = _points(series, "c:cat")
        values = _points(series, "c:val")
        for place, name in names.items():
            yield name, [values[place]] if place in values else []


def _points(series: str, part: str) -> dict[str, str]:
    found = re.search(rf"<{part}>.*?</{part}>", series, re.DOTALL)
    return dict(re.findall(r'<c:pt idx="(\d+)"[^>]*>\s*<c:v>([^<]*)</c:v>', found[0] if found else ""))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--audience", "everybody"),
            "--audience 'everybody': there is no such audience. Please write internal, icb or external",
        ),
        (("--audience", "icb"), "please name the ICB with --icb"),
        (("--icb", "QMF"), "--icb: this is for --audience icb"),
        (("--audience", "icb", "--icb", "QNX"), "--icb 'QNX': the month does not list this ICB"),
        (("--audience", "icb", "--icb", "QMF", "--no-cases"), "an ICB's own summary is made of its records"),
        (("--threshold", "3"), "--threshold: this is for --audience external"),
        (("--audience", "external", "--threshold", "1"), "A threshold is a whole number from 2 to 100"),
        (("--audience", "external", "--round-to", "900"), "Counts can be rounded to a whole number from 1 to 100"),
    ],
)
def test_what_does_not_go_together_is_refused(made: Made, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    out = tmp_path / "never.xlsx"
    assert_refused(consolidate(made.returns, out, *words), said)
    assert not out.exists()


def test_an_internal_summary_is_no_release(made: Made, tmp_path: Path) -> None:
    words = ("--audience", "external", "--previous-external", made.internal)
    assert_refused(consolidate(made.returns, tmp_path / "never.xlsx", *words), "this is no external summary")


def test_what_was_given_away_is_said(made: Made, tmp_path: Path) -> None:
    """A release that hid less, as another program may have made it, cannot be called back."""
    september, out = tmp_path / "September.xlsx", tmp_path / "October.xlsx"
    words = ("--audience", "external", "--threshold", 2, *(f"--accept-month={icb}=2024-10" for icb in WORDS))
    assert consolidate(made.returns, september, *words, month="2024-09").status == 0
    ran = consolidate(made.returns, out, "--audience", "external", "--previous-external", september)
    assert "stand in the earlier release already" in ran.err


def test_a_table_that_cannot_be_protected_is_left_out() -> None:
    """The release before gives all but one of the parts of a total that stays: nothing hides the last."""
    headers = ("ICB code", "ICB", "Month", *STATUSES)
    table = PublishedTable("icb_trend", headers, (("QMF", "x", SEPTEMBER, 12, 8, 4, 0),))
    given = PublishedTable("icb_trend", headers, (("QMF", "x", SEPTEMBER, 12, 8, "[c]", 0),))
    earlier = earlier_release({"icb_trend": given}, month=SEPTEMBER, round_to=1, threshold=5)
    released = controlled({"icb_trend": table}, month=OCTOBER, earlier=earlier)
    assert (released.left_out, released.tables) == (("icb_trend",), {})
    assert "Left out of External.xlsx" in next(must_be_known(released, "External.xlsx"))
    notes = load_workbook(BytesIO(external_summary_bytes(nothing(), released)))["Notes"]
    said = "\n".join(str(cell.value) for row in notes for cell in row)
    subject = "reviews by integrated care board (ICB) at each month's end"
    assert f"Not released, because hiding numbers cannot protect it: {subject}." in said
    assert "[x]" not in said, "no number is unavailable"


@pytest.mark.parametrize(("cell", "said"), [("three", "something else than counts"), (5, "does not fit the other")])
def test_tables_that_somebody_changed_are_refused(cell: object, said: str) -> None:
    header = ("ICB code", "ICB", *STATUSES)
    totals = PublishedTable("icb_totals", header, (("QMF", "x", cell, 5, 0, 0),))
    trend = PublishedTable("icb_trend", (*header[:2], "Month", *STATUSES), (("QMF", "x", OCTOBER, 6, 6, 0, 0),))
    with pytest.raises(FileFault, match=said):
        controlled({"icb_totals": totals, "icb_trend": trend}, month=OCTOBER)
