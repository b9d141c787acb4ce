"""The page `docs/vocabularies.md`, made from the controlled lists: `python -m validators.vocabulary_page`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from validators.vocabularies import VOCABULARY_NAMES, VOCABULARY_VERSION, Term, vocabulary

__all__ = ["vocabulary_page"]

_INTRODUCTION = f"""\
# Controlled lists

Version {VOCABULARY_VERSION}. What a cell with a list may hold, what else is understood as the same, and what it means,
in the order in which everything is counted. Where no public source gives a list or a meaning it is ours, and the list's
own file in `validators/vocabularies/data/` says so. The same in a terminal: `scrt vocabulary NAME`. Authorities and
boards are those of the regions that ship with S-CRT; [a region brings its own](region.md)."""

_TITLES = {
    "statuses": "Status",
    "stages": "Stage",
    "review_types": "Review type",
    "review_groups": "Review groups",
    "themes": "Themes",
    "learning": "Organisational learning",
    "identifier_types": "Identifier type",
    "publication_statuses": "Publication status",
    "media_interest": "Media interest",
    "rapid_review_outcomes": "Rapid review outcome",
    "icbs": "Integrated care boards",
    "local_authorities": "Boroughs and local authorities",
    "boards": "Partnerships and boards",
}


def vocabulary_page() -> str:
    """Write the page, in Markdown.

    >>> vocabulary_page().splitlines()[0]
    '# Controlled lists'
    """
    return "\n".join((_INTRODUCTION, *(line for name in VOCABULARY_NAMES for line in _section(name)))) + "\n"


def _section(name: str) -> Iterator[str]:
    terms = tuple(vocabulary(name))
    shown = [_shown(term) for term in terms]
    # A column in which no term says anything is left out.
    kept = [place for place in range(len(_HEADERS)) if place == 0 or any(row[place] for row in shown)]
    yield f"\n## {_TITLES[name]}\n"
    yield f"`scrt vocabulary {name}`\n"
    yield _row([_HEADERS[place] for place in kept])
    yield _row(["---"] * len(kept))
    yield from (_row([row[place] for place in kept]) for row in shown)


_HEADERS = ("Term", "Written", "Also understood", "Meaning", "From", "To")


def _shown(term: Term) -> tuple[str, ...]:
    label = "" if term.label == term.code else term.label
    days = (day.isoformat() if day else "" for day in (term.valid_from, term.valid_to))
    return (term.code, label, "; ".join(term.aliases), term.meaning, *days)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    # Bytes, so that the file is the same on every machine.
    sys.stdout.buffer.write(vocabulary_page().encode())
