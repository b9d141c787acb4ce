"""The last page of a deck for readers outside the NHS: what its marks mean, and what it leaves out."""

from __future__ import annotations

from reports.deck.edition import DeckEdition
from reports.deck.slides import Slides
from reports.disclosure.rounding import Control

__all__ = ["write_small_numbers"]


def write_small_numbers(slides: Slides, edition: DeckEdition) -> None:
    """Write the sentences."""
    summary = edition.summary
    control = Control(threshold=summary.hidden_up_to, round_to=summary.rounded_to)
    page = slides.page("small_numbers", "Small numbers are not shown")
    sentences = [*control.in_words(), "No case review and no text of one is in these pages."]
    page.say(sentences, page.body, name="Small numbers", sizes=(16, 14, 13, 12, 11, 10))
