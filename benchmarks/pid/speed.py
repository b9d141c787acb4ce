"""How many texts a second, against presidio: the two lines of the larger comparison that are about speed."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.pid.__main__ import FAST, Finder, finders, judge
from benchmarks.rows import Row

__all__ = ["rows"]

_AIMS = {"mixed": "10,000 texts/s", "clean notes": "50,000 texts/s"}
_COMPARED = (FAST, "presidio")


def rows(*, peers_made_with: str | None) -> Iterator[Row]:
    """Texts a second of the search as it is by default, alone where presidio cannot be had."""
    try:
        compared = finders(peers_made_with)
    except SystemExit as missing:
        compared = finders(None)
        yield Row("pid", "against presidio: not measured", " ".join(str(missing).split()))
    judged = {one.name: judge(Finder(one.name, one.command, one.texts_timed), "report", ()) for one in _of(compared)}
    for kind, aim in _AIMS.items():
        ours = judged[FAST].a_second[kind]
        theirs = judged["presidio"].a_second[kind] if "presidio" in judged else None
        against = f"presidio: {theirs:,.0f} texts/s" if theirs else ""
        yield Row("pid", f"{kind}, one core", f"{ours:,.0f} texts/s", against, ours / theirs if theirs else None, aim)


def _of(compared: list[Finder]) -> Iterator[Finder]:
    return (one for one in compared if one.name in _COMPARED)
