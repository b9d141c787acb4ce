"""How well spans that were found fit the PID that was put in: recall, precision, and what was flagged in vain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.pid.corpus.texts import Expected, MadeUpText

__all__ = ["Found", "Score", "ShareOf", "score", "share_flagged"]

Found = tuple[int, int, str, str]
"""A span that was found: start, end, kind, confidence."""


@dataclass(frozen=True, slots=True)
class ShareOf:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        """Between 0 and 1; nothing of nothing is 1."""
        return self.part / self.whole if self.whole else 1.0

    def __str__(self) -> str:
        return f"{self.share:.3f}" if self.whole else "-"


@dataclass(frozen=True, slots=True)
class Score:
    """What a finder reached on texts: by kind ("structured" is all but names), and by text."""

    recall: dict[str, ShareOf]
    precision: dict[str, ShareOf]
    texts_found: ShareOf
    clean_flagged: ShareOf
    clean_flagged_certain: ShareOf

    def f1(self, kind: str) -> float:
        """The harmonic mean of recall and precision."""
        both = self.recall[kind].share, self.precision[kind].share
        return 2 * both[0] * both[1] / sum(both) if sum(both) else 0.0


def _meets(expected: Expected, found: Found) -> bool:
    return expected.kind == found[2] and expected.start < found[1] and found[0] < expected.end


def _groups(kind: str, listed: bool | None = None) -> list[str]:
    """The lines of the table that a span counts in."""
    if kind != "name":
        return [kind, "structured"]
    return ["name"] if listed is None else ["name", "name, in the lists" if listed else "name, outside the lists"]


def score(texts: Sequence[MadeUpText], found: Sequence[Sequence[Found]]) -> Score:
    """Compare what was found in each text with what was put in. A span counts when one of its kind overlaps it.

    Precision counts all texts, clean ones too: a span is right if it overlaps PID of its kind.
    """
    recall: dict[str, list[bool]] = {}
    precision: dict[str, list[bool]] = {}
    for made, spans in zip(texts, found, strict=True):
        for expected in made.spans:
            hit = any(_meets(expected, span) for span in spans)
            for group in _groups(expected.kind, expected.listed):
                recall.setdefault(group, []).append(hit)
        for span in spans:
            right = any(_meets(expected, span) for expected in made.spans)
            for group in _groups(span[2]):
                precision.setdefault(group, []).append(right)
    pairs = list(zip(texts, found, strict=True))
    return Score(
        {group: _share(hits) for group, hits in recall.items()},
        {group: _share(precision.get(group, ())) for group in recall},
        _share(bool(spans) for made, spans in pairs if made.spans),
        _share(bool(spans) for made, spans in pairs if not made.spans),
        _share(any(span[3] == "certain" for span in spans) for made, spans in pairs if not made.spans),
    )


def share_flagged(found: Iterable[Sequence[Found]]) -> ShareOf:
    """How many of the texts have a span at all."""
    return _share(bool(spans) for spans in found)


def _share(flags: Iterable[bool]) -> ShareOf:
    held = list(flags)
    return ShareOf(sum(held), len(held))
