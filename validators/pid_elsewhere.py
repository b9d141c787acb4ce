"""PID that stands outside the records: in other sheets, notes, names, properties, and in the file's own name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from validators.pid import Span, find_pid, find_pid_in_identifier

__all__ = ["WORKBOOK", "Nature", "PidElsewhere", "PlacedText", "find_pid_elsewhere", "find_pid_in_file_name"]

WORKBOOK = "Workbook"
"""Stands for the sheet where a text belongs to none."""

_JOINED = re.compile(r"[_\-.+]")


class Nature(Enum):
    """What a text is, and so how it is searched."""

    FREE = "free text"
    # A name that somebody gave to a thing, its words often joined: Adult_B_notes.
    LABEL = "label"
    # A reference, link or path: structured kinds only.
    REFERENCE = "reference"
    # Who made or changed something: advice at most, because a program writes it.
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text of a workbook and where it stands.

    Attributes:
        sheet: the sheet as it may be shown, or `WORKBOOK`.
        where: the place on it, for example "cell B7" or "note on cell F12".
        text: the text itself, which nothing may show.
        nature: what it is.
    """

    sheet: str
    where: str
    text: str = field(repr=False)
    nature: Nature = Nature.FREE


@dataclass(frozen=True, slots=True)
class PidElsewhere:
    """Where PID was found outside the records, and what.

    Attributes:
        sheet, where: as of the text.
        spans: what was found in it.
        is_person: whether it is who made or changed something.
    """

    sheet: str
    where: str
    spans: tuple[Span, ...]
    is_person: bool = False


def find_pid_elsewhere(
    texts: Iterable[PlacedText], find: Callable[[str], Sequence[Span]] = find_pid
) -> Iterator[PidElsewhere]:
    """Search texts; equal ones are searched once.

    Args:
        texts: the texts with their places.
        find: what finds PID in a free text.
    """
    known: dict[tuple[str, Nature], tuple[Span, ...]] = {}
    for placed in texts:
        key = (placed.text, placed.nature)
        spans = known.get(key)
        if spans is None:
            spans = known[key] = tuple(_spans(placed, find))
        if spans:
            yield PidElsewhere(placed.sheet, placed.where, spans, placed.nature is Nature.PERSON)


def _spans(placed: PlacedText, find: Callable[[str], Sequence[Span]]) -> Sequence[Span]:
    if placed.nature is Nature.REFERENCE:
        return find_pid_in_identifier(placed.text)
    if placed.nature is Nature.LABEL:
        # The structured kinds are looked for as it stands, because their own dots and dashes are part of them.
        return find_pid_in_identifier(placed.text) or find(_JOINED.sub(" ", placed.text))
    return find(placed.text)


def find_pid_in_file_name(name: str) -> Iterator[PidElsewhere]:
    """Search the name of a file, without its folder.

    >>> [found.where for found in find_pid_in_file_name("of 07700 900123.xlsx")]  # made up
    ['file name']
    """
    yield from find_pid_elsewhere([PlacedText(WORKBOOK, "file name", name, Nature.LABEL)])
