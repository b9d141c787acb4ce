"""Phrases that an ICB has looked at and that identify nobody: they silence a possible finding, never a certain one.

The list may itself hold what identifies somebody, so it is never shown, copied or quoted, and it changes findings
alone: what is withheld from an output stays withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from validators.pid import Confidence, Span

__all__ = ["NO_PHRASES", "HarmlessPhrases", "read_phrases"]

_COMMENT = "#"
_POSSESSIVES = ("'s", "\u2019s", "'", "\u2019")


@dataclass(frozen=True, slots=True)
class HarmlessPhrases:
    """The phrases, as they are compared: letter case, outer punctuation and a possessive play no part."""

    phrases: frozenset[str] = field(default=frozenset(), repr=False)

    def heard(self, text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans of a text that are still told."""
        if not self.phrases:
            return tuple(spans)
        return tuple(span for span in spans if not self._covers(text, span))

    def number_silenced(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> int:
        """How many spans of these texts are silenced."""
        return sum(len(spans) - len(self.heard(text, spans)) for text, spans in texts) if self.phrases else 0

    def _covers(self, text: str, span: Span) -> bool:
        is_possible = span.confidence is Confidence.POSSIBLE
        return is_possible and _compared(text[span.start : span.end]) in self.phrases


NO_PHRASES = HarmlessPhrases()
"""Nothing is silenced."""


def read_phrases(text: str) -> HarmlessPhrases:
    r"""Read a list: a phrase on each line; a line that begins with # is a remark.

    >>> from validators.pid import Kind
    >>> phrases = read_phrases("# wards\nRose")
    >>> phrases.heard("Rose's bed", [Span(0, 4, Kind.NAME, Confidence.POSSIBLE)])
    ()
    >>> phrases.heard("Rose's bed", [Span(0, 4, Kind.NAME, Confidence.CERTAIN)]) == ()
    False
    """
    lines = (line.strip() for line in text.splitlines())
    compared = (_compared(line) for line in lines if line and not line.startswith(_COMMENT))
    return HarmlessPhrases(frozenset(phrase for phrase in compared if phrase))


def _compared(phrase: str) -> str:
    plain = " ".join(phrase.casefold().split()).strip(' .,;:()[]"')
    for ending in _POSSESSIVES:
        if plain.endswith(ending):
            return plain.removesuffix(ending)
    return plain
