"""The lead's words: on the page they belong to, whole, and refused where they cannot be used."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reports.deck.build import month_deck
from reports.deck.slides import LEADS_WORDS
from reports.deck.words import PAGES, empty_words, read_words
from reports.published_summary import PublishedSummary, read_summary
from tests.reports.deck_reading import faults_of_layout, pages_of
from tests.reports.summary_workbook_example import london_summary
from workbook_templates.faults import FileFault


@cache
def summary() -> PublishedSummary:
    return read_summary(london_summary())


def test_words_stand_on_their_page() -> None:
    words = read_words('months = "Rising since July."\nnext_steps = """\nMeet.\n\nDecide."""\ncover = "For the board"')
    pages = pages_of(month_deck(summary(), words=words))
    by_title = {page.title: page.texts.get(LEADS_WORDS) for page in pages}
    assert by_title["Reviews at each month's end"] == "Rising since July."
    assert by_title["Next steps"] == "Meet.\nDecide."
    assert pages[-1].title == "Next steps"
    assert "For the board" in pages[0].everything
    assert sum(text is not None for text in by_title.values()) == 2


@pytest.mark.parametrize("length", [40, 400, 4000, 40_000])
def test_no_word_is_lost_however_many_there_are(length: int) -> None:
    text = " ".join(f"word{number}" for number in range(length // 9))
    deck = month_deck(summary(), words={"tiles": [text, "An end."]})
    said = " ".join(page.texts.get(LEADS_WORDS, "") for page in pages_of(deck))
    assert re.findall(r"word\d+", said) == text.split()
    assert said.rstrip().endswith("An end.")
    assert list(faults_of_layout(deck)) == []


def test_a_word_without_an_end_is_parted() -> None:
    deck = month_deck(summary(), words={"tiles": ["x" * 9000]})
    assert sum(page.texts.get(LEADS_WORDS, "").count("x") for page in pages_of(deck)) == 9000


def test_a_file_to_begin_with_has_a_place_for_each_page_and_says_nothing() -> None:
    text = empty_words()
    assert read_words(text) == {}
    filled = {key: [f"Words for {key}"] for key in PAGES}
    assert read_words(re.sub(r'^(\w+) = ""$', r'\1 = "Words for \1"', text, flags=re.MULTILINE)) == filled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("months: rising", "not TOML (at line 1"),
        ('month = "Rising."', "Did you mean months?"),
        ("months = 3", "are no text"),
        ('[pages]\nmonths = "Rising."', "no words for 'pages'"),
        ('months = "Ask zq.quillfeather@example.org"', "personal detail (email, 1 in all)"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(FileFault, match=re.escape(said)) as refused:
        read_words(text)
    assert "quillfeather" not in str(refused.value)
