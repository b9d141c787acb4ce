"""Rows in stretches from first to last: joined, taken away, and told as cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["Span", "cells_of", "joined", "overlap", "without"]

Span = tuple[int, int]
"""First and last row."""


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches in order, those that touch made one.

    >>> joined([(9, 9), (5, 6), (7, 8)])
    ((5, 9),)
    """
    whole: list[Span] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1] + 1:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of stretches without others.

    >>> without([(5, 20)], [(7, 7), (18, 30)])
    ((5, 6), (8, 17))
    """
    taken = joined(taken)
    return tuple(piece for span in joined(spans) for piece in _pieces(span, taken))


def _pieces(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    first, last = span
    for start, end in taken:
        if end < first or start > last:
            continue
        if start > first:
            yield first, start - 1
        first = end + 1
    if first <= last:
        yield first, last


def overlap(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """The rows that both have.

    >>> overlap([(5, 20)], [(1, 6), (18, 30)])
    ((5, 6), (18, 20))
    """
    spans = joined(spans)
    return without(spans, without(spans, others))


def cells_of(letters: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The cells of a column.

    >>> cells_of("E", [(5, 5), (7, 9)])
    ('E5', 'E7:E9')
    """
    return tuple(f"{letters}{a}" if a == b else f"{letters}{a}:{letters}{b}" for a, b in spans)
