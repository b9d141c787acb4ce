"""Build a deck: the pages of its kind in their order, the same bytes from the same summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reports.deck.edition import DeckEdition
from reports.deck.master import Master, own_master
from reports.deck.pages.briefing import write_briefing
from reports.deck.pages.changes import write_changes
from reports.deck.pages.committee import write_committee
from reports.deck.pages.infographic import write_infographic
from reports.deck.pages.mentions import write_learning, write_themes
from reports.deck.pages.months import write_months
from reports.deck.pages.quality import write_quality
from reports.deck.pages.review_types import write_review_types
from reports.deck.pages.small_numbers import write_small_numbers
from reports.deck.pages.tiles import write_tiles
from reports.deck.slides import Slides
from reports.months import in_words
from reports.published_summary import PublishedSummary

__all__ = ["NO_WORDS", "briefing_deck", "icb_deck", "month_deck"]

NO_WORDS: Mapping[str, Sequence[str]] = {}

_PageWriter = Callable[[Slides, DeckEdition], None]
_MONTH: tuple[_PageWriter, ...] = (
    write_tiles, write_months, write_review_types, write_themes, write_learning, write_quality, write_changes,
)  # fmt: skip
_OUTSIDE: tuple[_PageWriter, ...] = (
    write_tiles, write_months, write_review_types, write_themes, write_learning, write_small_numbers,
)  # fmt: skip
"""What a summary for readers outside the NHS has."""


def month_deck(
    summary: PublishedSummary, *, words: Mapping[str, Sequence[str]] = NO_WORDS, master: Master | None = None
) -> bytes:
    """The region's month: the published deck's pages in its order.

    Args:
        summary: the month's summary.
        words: the lead's paragraphs by the key of their page.
        master: the region's own master; a plain one if left out.

    Returns:
        A pptx file; equal input gives equal bytes.
    """
    pages = _OUTSIDE if summary.is_external else _MONTH
    return _deck(DeckEdition(summary, summary.region), pages, words, master)


def icb_deck(
    summary: PublishedSummary, *, words: Mapping[str, Sequence[str]] = NO_WORDS, master: Master | None = None
) -> bytes:
    """One ICB's month: its infographic and the page for its quality committee, then the month's pages.

    Args:
        summary: the ICB's own, see `reports.one_icb`.
        words: as for `month_deck`.
        master: as for `month_deck`.
    """
    edition = DeckEdition(summary, summary.region, subtitle="Infographic and quality committee")
    return _deck(edition, (write_infographic, write_committee, *_MONTH), words, master)


def briefing_deck(
    summary: PublishedSummary,
    *,
    since: date,
    words: Mapping[str, Sequence[str]] = NO_WORDS,
    master: Master | None = None,
) -> bytes:
    """What happened since the last meeting.

    Args:
        summary: the region's month, or one ICB's.
        since: last day of the month whose data the meeting saw.
        words: as for `month_deck`.
        master: as for `month_deck`.

    Raises:
        FileFault: the summary holds no records, or is not for a later month.
    """
    edition = DeckEdition(summary, summary.region, subtitle=f"Since {in_words(since)}", since=since)
    return _deck(edition, (write_briefing,), words, master)


def _deck(
    edition: DeckEdition, pages: Sequence[_PageWriter], words: Mapping[str, Sequence[str]], master: Master | None
) -> bytes:
    slides = Slides(master or own_master(), edition.foot, words)
    summary = edition.summary
    lines = [f"{edition.subject}: data up to {summary.up_to}", edition.subtitle, summary.for_whom, *summary.note[:1]]
    slides.cover("Safeguarding case reviews", [line for line in lines if line])
    for write in pages:
        write(slides, edition)
    if steps := words.get("next_steps"):
        slides.words_alone("next_steps", "Next steps", steps)
    return slides.content(title=edition.title, made=summary.month)
