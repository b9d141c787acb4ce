"""The short briefing: what is new, what was closed and what was published since the last meeting, with links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.counted_reviews import CountedReview, counted_reviews
from reports.deck.edition import DeckEdition
from reports.deck.page import Cell, Table, Tile
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides, say_above
from reports.months import in_words
from reports.published_summary import PublishedSummary, without_certain_pid
from reports.summary_workbook.wording import moved
from validators.messages import decks as messages
from validators.month_end import Standing, closed_from, counted_from
from validators.quoting import how_many
from workbook_templates.faults import FileFault
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY

__all__ = ["web_address", "write_briefing"]

_MOST_LISTED = 120
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_PUBLISHED = "Published"


def write_briefing(slides: Slides, edition: DeckEdition) -> None:
    """Three numbers, then the reviews behind each.

    Raises:
        FileFault: the summary holds no records, or is not for a month after the meeting's.
    """
    summary, since = edition.summary, edition.since
    if since is None or since >= summary.month:
        raise FileFault(messages.SINCE_NOT_EARLIER(month=summary.month))
    if summary.table("cases") is None:
        raise FileFault(messages.NO_RECORDS_TO_BRIEF())
    reviews = counted_reviews(summary)
    kinds = (_new(reviews, since, summary.month), _closed(reviews, since, summary.month), _published(reviews, since))
    page = slides.page("briefing", f"Since {in_words(since)}")
    box = say_above(page, [_moved(summary, since)], sizes=(18, 16, 14))
    tiles = [Tile(shown(len(kind.rows)), kind.label, colour=kind.colour) for kind in kinds]
    top, _ = box.top_part(int(box.height * 0.6))
    page.tiles(tiles, top, columns=len(tiles))
    for kind in kinds:
        _list(slides, kind, since)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The reviews to which one thing happened, the latest first."""

    key: str
    label: str
    colour: str
    headers: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: tuple[str, ...] = ()


def _moved(summary: PublishedSummary, since: date) -> str:
    """How the totals moved, where the summary still shows the month of the meeting."""
    rows = summary.rows("monthly_totals")
    then = next((row for row in rows if row["Month"] == since), None)
    now = rows[-1]
    if then is None:
        return f"{shown(now['Total'])} reviews are counted: {shown(now['Open'])} open, {shown(now['Closed'])} closed."
    said = [
        f"{header.lower()} {moved(before, after)}"
        for header in ("Total", "Open", "Closed")
        if isinstance(before := then[header], int) and isinstance(after := now[header], int)
    ]
    return f"Reviews counted: {', '.join(said)}."


def _latest_first(
    reviews: Sequence[CountedReview], day_of: Callable[[CountedReview], date | None], since: date, until: date
) -> list[tuple[date, CountedReview]]:
    dated = [(day, one) for one in reviews if (day := day_of(one)) is not None and since < day <= until]
    return sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].icb, str(pair[1].record_no)))


def _new(reviews: Sequence[CountedReview], since: date, month: date) -> _Kind:
    """As in `monthly_flow`: a review without a date counts from the reporting month."""
    found = _latest_first(reviews, lambda one: counted_from(one.review) or month, since, month)
    rows = tuple(
        (one.named, one.shown_type, one.review.board or "", ", ".join(one.themes), in_words(day)) for day, one in found
    )
    headers = ("Record", "Type", "Partnership or board", "Themes", "Added")
    return _Kind("new_reviews", "New reviews", BLUE, headers, (1.0, 1.5, 2.7, 2.7, 1.9), rows)


def _closed(reviews: Sequence[CountedReview], since: date, month: date) -> _Kind:
    def day_of(one: CountedReview) -> date | None:
        if one.standing != Standing.CLOSED.value:
            return None
        # What was added after it was closed is closed from the day on which it counts.
        return max(closed_from(one.review) or month, counted_from(one.review) or month)

    found = _latest_first(reviews, day_of, since, month)
    rows = tuple(
        (one.named, one.shown_type, one.review.board or "", one.review.publication_status or "", in_words(day))
        for day, one in found
    )
    headers = ("Record", "Type", "Partnership or board", "Publication", "Closed")
    return _Kind("closed_reviews", "Closed reviews", DARK_GREY, headers, (1.0, 1.5, 2.7, 1.9, 1.9), rows)


def _published(reviews: Sequence[CountedReview], since: date) -> _Kind:
    published = [one for one in reviews if one.review.publication_status == _PUBLISHED]
    found = _latest_first(published, lambda one: one.review.date_published, since, date.max)
    rows = tuple((one.named, one.shown_type, in_words(day), web_address(one) or "") for day, one in found)
    headers = ("Record", "Type", "Published", "Report")
    links = tuple(web_address(one) for _, one in found)
    return _Kind("published_reports", "Published reports", DARK_BLUE, headers, (1.1, 1.6, 1.9, 4.6), rows, links)


def web_address(one: CountedReview) -> str:
    """The web address of the report; empty where the cell holds none."""
    link = (one.review.link_to_report or "").strip()
    return link if _ADDRESS.fullmatch(link) and without_certain_pid(link) == link else ""


def _list(slides: Slides, kind: _Kind, since: date) -> None:
    if not kind.rows:
        page = slides.page(kind.key, kind.label)
        page.say([f"None since {in_words(since)}."], page.body, name=kind.label)
        return
    last = len(kind.headers) - 1
    links = {(place, last): link for place, link in enumerate(kind.links[:_MOST_LISTED]) if link}
    table = Table(
        headers=kind.headers,
        rows=kind.rows[:_MOST_LISTED],
        shares=kind.shares,
        alt_text=f"{kind.label} since {in_words(since)}: {how_many(len(kind.rows), 'review')}, the latest first.",
        links=links,
    )
    beyond = f"The latest {_MOST_LISTED} of {len(kind.rows):,} are listed; all stand in the summary's table cases."
    slides.table_pages(kind.key, kind.label, table, lead=[beyond] if len(kind.rows) > _MOST_LISTED else [])
