"""What an outside reader, such as a named-entity model, may tell the search for names: evidence, never a verdict.

The reader belongs to a whole run: what a check finds and what an output withholds must come from one and the same
search. So it is set once, round all of them, and not handed from call to call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["NameReader", "Reading", "names_read_by", "reader_of_names"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely (0 to 1) a piece of a text, `start` to `end` (exclusive) in code points, is part of a name."""

    start: int
    end: int
    likely: float


NameReader = Callable[[str], Sequence[Reading]]
"""Reads one text. It is asked only where the word lists leave a doubt, and need not cover the whole text."""

_READER: ContextVar[NameReader | None] = ContextVar("reader of names", default=None)


@contextmanager
def names_read_by(reader: NameReader) -> Iterator[None]:
    """Within this block every search for PID also asks `reader` where the word lists leave a doubt.

    >>> from validators.pid import find_pid
    >>> find_pid("We left Quobbe at home.")
    ()
    >>> with names_read_by(lambda text: [Reading(8, 14, 0.99)]):  # made up
    ...     [str(span.confidence) for span in find_pid("We left Quobbe at home.")]
    ['possible']
    """
    before = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(before)


def reader_of_names() -> NameReader | None:
    """The reader in force, if any."""
    return _READER.get()
