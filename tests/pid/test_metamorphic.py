"""Changes that leave a person just as easy to identify: what was found before is found after, and clean stays clean.

Each law is a share over the develop part of the corpus, not a list of what is found today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from tests.pid.corpus import Expected, MadeUpText, texts_of
from validators.pid import find_pid

TEXTS = texts_of("develop")
WITH_PID = [made for made in TEXTS if made.spans]
CLEAN = [made.text for made in TEXTS if not made.spans]

# What tells itself, without a label that a quotation mark would part it from.
UNCUED = ("name", "postcode", "phone", "email")

Changed = tuple[str, list[tuple[Expected, Expected]]]
"""A text as it became, and each expected span before and after."""


def recased(change: Callable[[str], str]) -> Callable[[MadeUpText], Changed]:
    """Another letter case, sign by sign where that keeps the length (not so for İ and ß)."""

    def changed(made: MadeUpText) -> Changed:
        text = "".join(new if len(new := change(sign)) == 1 else sign for sign in made.text)
        return text, [(span, span) for span in made.spans]

    return changed


def wrapped(before: str, after: str, *, kinds: tuple[str, ...] = ()) -> Callable[[MadeUpText], Changed]:
    """Signs put before and after each span (of some kinds, or of all)."""

    def changed(made: MadeUpText) -> Changed:
        text, pairs, reached = "", [], 0
        for span in made.spans:
            text += made.text[reached : span.start]
            reached = span.end
            piece = made.text[span.start : span.end]
            around = (before, after) if not kinds or span.kind in kinds else ("", "")
            start = len(text) + len(around[0])
            text += around[0] + piece + around[1]
            if around != ("", ""):
                pairs.append((span, Expected(start, start + len(piece), span.kind, span.listed)))
        return text + made.text[reached:], pairs

    return changed


def found_in(text: str, expected: Expected) -> bool:
    return any(
        str(span.kind) == expected.kind and span.start < expected.end and expected.start < span.end
        for span in find_pid(text)
    )


def kept(change: Callable[[MadeUpText], Changed]) -> Iterator[bool]:
    """Of the spans found before the change: is each found after it?"""
    for made in WITH_PID:
        text, pairs = change(made)
        yield from (found_in(text, after) for before, after in pairs if found_in(made.text, before))


def share(flags: Iterator[bool]) -> float:
    held = list(flags)
    assert len(held) > 50
    return sum(held) / len(held)


# Letter case is evidence for a name, and a quotation mark parts it from its title or relation: some are lost with them.
@pytest.mark.parametrize(
    ("change", "least"),
    [
        pytest.param(recased(str.lower), 0.75, id="lower case"),
        pytest.param(recased(str.upper), 0.75, id="capitals"),
        pytest.param(wrapped("(", ")"), 0.9, id="in brackets"),
        pytest.param(wrapped('"', '"', kinds=UNCUED), 0.75, id="in quotes"),
        pytest.param(wrapped("\u201c", "\u201d,", kinds=UNCUED), 0.75, id="in curly quotes with a comma"),
        pytest.param(wrapped("", ";"), 0.95, id="with a semicolon"),
    ],
)
def test_what_was_found_is_found_after_a_change(change: Callable[[MadeUpText], Changed], least: float) -> None:
    assert share(kept(change)) >= least


def test_two_notes_joined_hold_what_each_held() -> None:
    def kept_beside(glue: str) -> Iterator[bool]:
        for one, other in zip(WITH_PID, reversed(WITH_PID), strict=True):
            shift = len(other.text) + len(glue)
            joined = other.text + glue + one.text
            for span in one.spans:
                moved = Expected(span.start + shift, span.end + shift, span.kind, span.listed)
                if found_in(one.text, span):
                    yield found_in(joined, moved)

    for glue in ("\n", ". ", " // "):
        assert share(kept_beside(glue)) >= 0.98


@pytest.mark.parametrize("change", [str.lower, str.upper, "({})".format, "{} ".format, "\t{}\n".format])
def test_clean_stays_clean(change: Callable[[str], str]) -> None:
    quiet = [text for text in CLEAN if not find_pid(text)]
    assert share(not find_pid(change(text)) for text in quiet) >= 0.97


def test_two_clean_notes_joined_are_clean() -> None:
    quiet = [text for text in CLEAN if not find_pid(text)]
    assert share(not find_pid(f"{one}\n{other}") for one, other in pairwise(quiet)) >= 0.98
