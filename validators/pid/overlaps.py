"""What holds where two finders claim the same place."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from validators.pid.spans import Confidence, Span

__all__ = ["settle"]


def settle(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Settle spans so that none overlap: certain beats possible, longer beats shorter, then the earlier in `spans`.

    The weaker span is not dropped, because its other end may still identify somebody: it keeps the parts that the
    stronger one leaves, without their outer spaces and punctuation.

    Returns:
        The settled spans in the order of the text.
    """
    settled: list[Span] = []
    for span in sorted(spans, key=_weakness):
        for part in list(_free_parts(span, settled, text)):
            insort(settled, part, key=_start)
    return tuple(settled)


def _weakness(span: Span) -> tuple[bool, int]:
    return span.confidence is not Confidence.CERTAIN, span.start - span.end


def _start(span: Span) -> int:
    return span.start


def _free_parts(span: Span, settled: list[Span], text: str) -> Iterator[Span]:
    after = bisect_left(settled, span.start, key=_start)
    if after and settled[after - 1].end > span.start:
        after -= 1
    start = span.start
    while after < len(settled) and settled[after].start < span.end:
        yield from _trimmed(span, start, settled[after].start, text)
        start = settled[after].end
        after += 1
    if start == span.start:
        yield span
    else:
        yield from _trimmed(span, start, span.end, text)


def _trimmed(span: Span, start: int, end: int, text: str) -> Iterator[Span]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        yield Span(start, end, span.kind, span.confidence)
