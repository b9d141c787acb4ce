"""The page for an ICB's quality committee: quality, time, recommendations, media interest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reports.deck.boxes import Box
from reports.deck.charts import Drawing, Kind, Series
from reports.deck.edition import DeckEdition
from reports.deck.page import Page
from reports.deck.pages.months import short_month
from reports.deck.pages.quality import found_by_severity
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides, say_in
from reports.months import parse_month
from reports.published_summary import PublishedSummary
from validators.quoting import how_many

__all__ = ["scores_by_month", "write_committee"]

_MONTH = re.compile(r"\d{4}-\d{2}")
_PER_CENT = '0.0"%"'


def write_committee(slides: Slides, edition: DeckEdition) -> None:
    """Four panels, each a sentence above a small chart."""
    page = slides.page("committee", f"{edition.subject}: quality committee")
    gap = page.emu(16)
    panels = [panel for row in page.body.rows(2, gap=page.emu(8)) for panel in row.columns(2, gap=gap)]
    for write, panel in zip((_quality, _time, _recommendations, _media), panels, strict=True):
        write(page, edition.summary, panel)


def _panel(page: Page, box: Box, heading: str, sentences: Sequence[str], drawing: Drawing | None) -> None:
    below = page.headed(box, heading)
    if drawing is None:
        page.say(sentences, below, name=f"{heading}, sentences", sizes=(13, 12, 11, 10))
        return
    page.chart(drawing, say_in(page, below, sentences), size=10.5, name=f"{heading}, chart")


def _quality(page: Page, summary: PublishedSummary, box: Box) -> None:
    """The scores of the months that are known; where none is, the open findings."""
    found = found_by_severity(summary)
    cases = summary.table("cases")
    records = len(cases.rows) if cases else 0
    erring = {row["Record no."] for row in summary.rows("findings") if _is_open_error(row) and row["Record no."]}
    sentence = f"{records - len(erring):,} of {how_many(records, 'record')} have no error."
    scores = scores_by_month(summary)
    if scores:
        months, values = tuple(scores), tuple(scores.values())
        said = ", ".join(f"{month} {value:.1f}%" for month, value in scores.items())
        about = f"Score of the return by month: {said}."
        drawing = Drawing(Kind.COLUMNS, months, (Series("Score", values),), about, number_format=_PER_CENT)
        last = f"Score {values[-1]:.1f}%: the share of what was checked that is right."
        _panel(page, box, "Data quality", [f"{last} {sentence}"], drawing)
        return
    drawing = Drawing(
        Kind.BARS,
        tuple(name.capitalize() for name in found),
        (Series("Findings", tuple(found.values())),),
        f"Open findings of the check: {', '.join(f'{number} {name}' for name, number in found.items())}.",
    )
    _panel(page, box, "Data quality", [sentence], drawing if any(found.values()) else None)


def scores_by_month(summary: PublishedSummary) -> dict[str, float]:
    """The score in per cent of each month that an ICB's own summary knows, the earliest first; only all is 100."""
    (row,) = summary.rows("quality_scores", "ICB code") or [{}]
    known = {header: value for header, value in row.items() if _MONTH.fullmatch(header)}
    return {
        short_month(parse_month(header)): 100.0 if value == 1 else min(round(100 * value, 1), 99.9)
        for header, value in known.items()
        if isinstance(value, int | float)
    }


def _is_open_error(row: Mapping[str, object]) -> bool:
    return row["Severity"] == "error" and not row.get("Accepted")


def _time(page: Page, summary: PublishedSummary, box: Box) -> None:
    rows = [row for row in summary.rows("open_by_type", "Review type", "Open", "Past expected") if row["Open"]]
    heading = "Open reviews past their expected time"
    if not rows:
        _panel(page, box, heading, [_none(summary, "open_by_type", "No review is open.")], None)
        return
    opened, past = (sum(int(str(row[header] or 0)) for row in rows) for header in ("Open", "Past expected"))
    unjudged = sum(int(str(row.get("Not judged") or 0)) for row in rows)
    also = f" {unjudged:,} cannot be judged." if unjudged else ""
    sentence = f"{past:,} of {how_many(opened, 'open review')} took longer than is expected, which is no fault.{also}"
    late = sorted((row for row in rows if row["Past expected"]), key=lambda row: -int(str(row["Past expected"])))
    names = tuple(f"{row['Review type']}, of {row['Open']} open" for row in late)
    series = (Series("Past expected", tuple(_whole(row["Past expected"]) for row in late)),)
    said = "; ".join(f"{row['Review type']} {row['Past expected']} of {row['Open']}" for row in late)
    drawing = Drawing(Kind.BARS, names, series, f"Past expected, by type: {said}.") if late else None
    _panel(page, box, heading, [sentence], drawing)


def _recommendations(page: Page, summary: PublishedSummary, box: Box) -> None:
    heading = "Health recommendations of DHRs"
    rows = summary.rows("health_recommendations", "DHR", "Made", "Verified", "Outstanding")
    made, verified, outstanding, reviews = (
        sum(int(str(row[header] or 0)) for row in rows) for header in ("Made", "Verified", "Outstanding", "DHR")
    )
    if not made and not verified:
        nothing = f"None is filled in for {how_many(reviews, 'DHR')}." if rows else ""
        _panel(page, box, heading, [_none(summary, "health_recommendations", nothing)], None)
        return
    sentence = f"{verified:,} of {made:,} are verified as done; {outstanding:,} are outstanding."
    series = (Series("Recommendations", (made, verified, outstanding)),)
    drawing = Drawing(Kind.BARS, ("Made", "Verified", "Outstanding"), series, f"Health recommendations: {sentence}")
    _panel(page, box, heading, [sentence], drawing)


def _media(page: Page, summary: PublishedSummary, box: Box) -> None:
    heading = "Media interest in open reviews"
    rows = summary.rows("media_interest", "Media interest", "Open")
    counts = {str(row["Media interest"]): _whole(row["Open"]) for row in rows}
    if not any(counts.values()):
        _panel(page, box, heading, [_none(summary, "media_interest", "No review is open.")], None)
        return
    said = ", ".join(f"{name} {shown(count)}" for name, count in counts.items())
    expected = sum(counts.get(name) or 0 for name in ("Likely", "Already reported"))
    verb = "is" if expected == 1 else "are"
    sentence = f"{how_many(expected, 'open review')} {verb} likely to be reported, or {verb} reported already."
    drawing = Drawing(
        Kind.BARS, tuple(counts), (Series("Open reviews", tuple(counts.values())),), f"Open reviews: {said}."
    )
    _panel(page, box, heading, [sentence], drawing)


def _none(summary: PublishedSummary, table: str, nothing: str) -> str:
    """Why a panel is empty."""
    return nothing if table in summary.tables else "This summary was made by a version that did not count it."


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
