"""The lead's own words: a TOML file with a text for each page, read with care and never written over."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from validators.messages import decks as messages
from validators.pid import find_pid
from validators.quoting import did_you_mean, one_of
from validators.toml_texts import read_toml
from workbook_templates.faults import FileFault

__all__ = ["PAGES", "empty_words", "read_words"]

PAGES: Mapping[str, str] = {
    "cover": "First page, below the title",
    "tiles": "Reviews by type, open and closed",
    "months": "Reviews at each month's end",
    "review_types": "Review types",
    "themes": "Themes: how often each is mentioned",
    "theme_ranks": "Themes: the first four ranks",
    "theme_by_type": "Themes by review type",
    "learning": "Learning: how often each term is mentioned",
    "learning_ranks": "Learning: the first four ranks",
    "learning_by_type": "Learning by review type",
    "data_quality": "Data quality",
    "small_numbers": "Small numbers are not shown",
    "changes": "What changed",
    "briefing": "Since the last meeting (short briefing)",
    "new_reviews": "New reviews (short briefing)",
    "closed_reviews": "Closed reviews (short briefing)",
    "published_reports": "Published reports (short briefing)",
    "infographic": "At a glance (one ICB)",
    "committee": "Quality committee (one ICB)",
    "next_steps": "Next steps: a last page, only where there are words for it",
}
"""Key of each page that takes the lead's words, and what the page is."""


def read_words(text: str) -> dict[str, list[str]]:
    r"""The paragraphs for each page; a page without words is left out.

    >>> read_words('months = "Rising since July."\ntiles = ""')
    {'months': ['Rising since July.']}

    Raises:
        FileFault: the text is not TOML, names a page that there is not, or may hold a personal detail.
    """
    try:
        found = read_toml(text)
    except tomllib.TOMLDecodeError as fault:
        where = str(fault).rpartition("(")[2].rstrip(")")
        raise FileFault(messages.WORDS_NO_TOML(place=where)) from None
    words: dict[str, list[str]] = {}
    for key, value in found.items():
        if key not in PAGES:
            raise FileFault(_unknown(key))
        if not isinstance(value, str):
            raise FileFault(messages.WORDS_NO_TEXT(key=key))
        if spans := find_pid(value):
            raise FileFault(messages.WORDS_WITH_PID(key=key, kind=spans[0].kind, number=len(spans)))
        paragraphs = [" ".join(line.split()) for line in value.splitlines()]
        if any(paragraphs):
            words[key] = [line for line in paragraphs if line]
    return words


def _unknown(key: str) -> str:
    named = "a page" if find_pid(key) else repr(key)
    return messages.WORDS_FOR_NO_PAGE(named=named, hint=did_you_mean(key, PAGES), choice=one_of(list(PAGES)))


def empty_words() -> str:
    """A file to begin with: every page without words."""
    lines = [
        '# The lead\'s words for the deck, a text for each page: months = "Rising since July."',
        '# Longer texts stand between """ and """; each line is a paragraph. A page without words stays as it is.',
        "# Please write no personal details: no names, no dates of birth, no addresses.",
        "",
    ]
    for key, page in PAGES.items():
        lines += [f"# {page}", f'{key} = ""', ""]
    return "\n".join(lines)
