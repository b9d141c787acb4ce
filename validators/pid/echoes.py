"""The same PID said twice: what a label or a check proved once is PID wherever the text repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validators.pid.spans import Confidence, Span

__all__ = ["find_echoes"]

# Shorter ones can be part of anything, as "1.2.09" of a list of measures.
_SHORTEST = 8


def find_echoes(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Find where else the text of a certain span stands, not as a part of a longer word or number."""
    told = {text[span.start : span.end]: span for span in spans if span.confidence is Confidence.CERTAIN}
    for said, span in told.items():
        if len(said) >= _SHORTEST and text.count(said) > 1:
            for start in _places(said, text):
                yield Span(start, start + len(said), span.kind, span.confidence)


def _places(said: str, text: str) -> Iterator[int]:
    start = text.find(said)
    while start >= 0:
        end = start + len(said)
        if not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
        start = text.find(said, end)
