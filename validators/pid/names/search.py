"""Names of people: evidence added up over words that stand together.

A word brings what the lists say of it and how it is written; the words around it bring cues for a person (a title, a
relation, "called", "said") and against one (a head noun as in "Florence Ward", a place preposition). What the allow
layer knows is taken out of the candidates, never out of the text. No single source decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.pid.cues import TITLES
from validators.pid.name_lists import lists
from validators.pid.names.after import weight_after
from validators.pid.names.against import Against
from validators.pid.names.before import cue_before
from validators.pid.names.candidates import Candidates
from validators.pid.names.surroundings import NAMING, NEVER, Surroundings
from validators.pid.names.weight import weight_of
from validators.pid.prepared import PreparedText
from validators.pid.reading import Reading, reader_of_names
from validators.pid.spans import Confidence, Kind, Span
from validators.pid.worded import part

__all__ = ["find_names"]

_ENOUGH = 2.0
_CERTAIN = 5.0
_INITIAL = 1.2
_ANOTHER_WORD = 1.3
_LISTED_TOO = 1.8

# What an outside reader adds, from half sure to sure of a person, and takes away, from doubtful to sure of none. Of
# rare names it knows less than the cues: it is not heard against a strong one, nor of letters that it cannot read.
_HEARD, _HALF_SURE = 3.2, 0.5
_UNHEARD, _DOUBTFUL = -1.5, 0.3
# Within a word; a possessive ending only leaves an "s" more.
_JOINED = re.compile(r"'(?![sS](?![A-Za-z']))[A-Za-z]")
_LISTED = re.compile(
    r"(?: ?[,;/&+] ?(?:and )?| (?:and|or) |,? ?\n *(?:[-*\u2022] ?)?|\s?\([^()]{0,40}\)(?:[,;] | and ))"
    r"(?:baby |child )?"
)


def find_names(prepared: PreparedText) -> Iterator[Span]:
    """Find names of people; titles and possessive endings are not part of the span.

    A reader of names, if one is in force, is asked where the lists and cues leave a doubt; what it says is added to it.
    """
    if _has_no_candidate(prepared):
        return iter(())
    reader = reader_of_names()
    search = _Search(Surroundings(part(prepared.text), lists(), prepared.text))
    if reader is not None and search.is_in_doubt():
        search.heard = reader(prepared.text)
    return search.spans()


def _has_no_candidate(prepared: PreparedText) -> bool:
    """Whether it is seen without parting the text that none of its words can be one, as of most with figures in them.

    The words of a text in plain letters are its runs of letters, unless an apostrophe joins two of them.
    """
    known = lists()
    return (
        prepared.words <= known.harmless
        and prepared.words.isdisjoint(known.common_given)
        and prepared.words.isdisjoint(TITLES)
        and prepared.text.isascii()
        and _JOINED.search(prepared.text) is None
    )


@dataclass(slots=True)
class _Run:
    """Words `first` to `last` that may be one name, and the evidence for it."""

    first: int
    last: int
    weight: float
    certain: bool


class _Search:
    """The search through one text."""

    def __init__(self, at: Surroundings) -> None:
        self.at = at
        self.candidates = Candidates(at)
        self.against = Against(at, allowed=self.candidates.allowed)
        self.heard: Sequence[Reading] = ()

    def is_in_doubt(self) -> bool:
        """Whether any candidate is so near to the line, on either side, that a reader could turn it."""
        least, most = _ENOUGH - _HEARD * (1 - _HALF_SURE), _ENOUGH - _UNHEARD
        return any(least <= self._weighed(first, last, None).weight < most for first, last in self.candidates.runs())

    def spans(self) -> Iterator[Span]:
        found: list[_Run] = []
        doubtful: list[_Run] = []
        for first, last in self.candidates.runs():
            run = self._weighed(first, last, found[-1] if found else None)
            (found if run.weight >= _ENOUGH else doubtful).append(run)
        if found and doubtful:
            found += self._listed_before(found, doubtful)
            found += self._said_again(found, doubtful)
        for run in found:
            start, end = self.at.words.starts[run.first], self.at.words.ends[run.last]
            yield Span(start, end, Kind.NAME, Confidence.CERTAIN if run.certain else Confidence.POSSIBLE)

    def _weighed(self, first: int, last: int, before: _Run | None) -> _Run:
        words = self.at.words
        cue, strong = cue_before(self.at, first)
        parts = [
            weight_of(self.at, index, cued=cue >= NAMING)
            for index in range(first, last + 1)
            if len(words.plain[index]) > 1
        ]
        initials = last - first + 1 - len(parts)
        weight = sum(parts) + _ANOTHER_WORD * (len(parts) - 1) + (_INITIAL if initials else 0)
        against = self.against.weight(first, last)
        if not strong or (against == NEVER and self.against.is_thing(first, last)):
            weight += against
        weight += cue + weight_after(self.at, last)
        if before is not None and self._is_listed_with(before, first):
            weight += _LISTED_TOO
        # A reader's word makes nothing certain.
        certain = strong and last > first and weight >= _CERTAIN
        return _Run(first, last, weight + (self._heard(first, last, strong=strong) if self.heard else 0.0), certain)

    def _heard(self, first: int, last: int, *, strong: bool) -> float:
        """What the reader adds to a run or takes from it: the mean over its words decides."""
        likely = [
            self._likely(self.at.words.starts[index], self.at.words.ends[index]) for index in range(first, last + 1)
        ]
        mean = sum(likely) / len(likely)
        if mean < _DOUBTFUL and not strong and self.at.words.is_ascii(first, last):
            return _UNHEARD * (1 - mean / _DOUBTFUL)
        return _HEARD * max(0.0, mean - _HALF_SURE)

    def _likely(self, start: int, end: int) -> float:
        pieces = [reading.likely for reading in self.heard if reading.start < end and start < reading.end]
        return sum(pieces) / len(pieces) if pieces else 0.0

    def _is_listed_with(self, before: _Run, first: int) -> bool:
        """Whether only "and", a comma, a line break or a bracket stands between a name and this candidate."""
        end, start = self.at.words.ends[before.last], self.at.words.starts[first]
        return _LISTED.fullmatch(self.at.text, end, start) is not None

    def _listed_before(self, found: list[_Run], doubtful: list[_Run]) -> list[_Run]:
        """Candidates that a list puts before a name that is found."""
        following = {run.first: run for run in found}
        listed: list[_Run] = []
        for run in reversed(doubtful):
            after = next(
                (
                    following[at]
                    for at in range(run.last + 1, min(run.last + 9, len(self.at.words.plain)))
                    if at in following
                ),
                None,
            )
            if after and run.weight + _LISTED_TOO >= _ENOUGH and self._is_listed_with(run, after.first):
                listed.append(run)
                following[run.first] = run
        return listed

    def _said_again(self, found: list[_Run], doubtful: list[_Run]) -> Iterator[_Run]:
        """Candidates that repeat a word of a name that is found."""
        words = self.at.words
        told = {
            words.plain[index]
            for run in found
            for index in range(run.first, run.last + 1)
            if len(words.plain[index]) > 2
        }
        begun = {run.first for run in found}
        for run in doubtful:
            if (
                run.first not in begun
                and run.weight > NEVER / 2
                and any(words.plain[index] in told for index in range(run.first, run.last + 1))
            ):
                yield run
