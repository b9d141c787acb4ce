"""Which region's pack is in force: the one that a run was given, else the one that ships, else none.

A pack belongs to a whole run: what a check understands, a template offers and a summary prints must come from one and
the same lists. So it is set once, round all of them, and not handed from call to call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib import resources
from typing import ParamSpec, TypeVar

from validators.regions.pack import PACK_FILES, RegionPack, read_pack

__all__ = [
    "cached_for_pack",
    "in_region",
    "pack_for",
    "pack_in_use",
    "packs_in_force",
    "settings_of",
    "shipped_files",
    "shipped_packs",
]

_SHIPPED = ("london",)
_MOST_KEPT = 10_000
"""Answers of one function, each about as large as the short text that it was asked about."""
_GIVEN: ContextVar[RegionPack | None] = ContextVar("the region's pack", default=None)

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


@contextmanager
def in_region(pack: RegionPack | None) -> Iterator[None]:
    """Within this block a pack is in force, in the place of a shipped one of its region; None changes nothing."""
    before = _GIVEN.set(pack or _GIVEN.get())
    try:
        yield
    finally:
        _GIVEN.reset(before)


def pack_in_use() -> RegionPack | None:
    """The pack that the run was given, if any."""
    return _GIVEN.get()


def packs_in_force() -> tuple[RegionPack, ...]:
    """The pack that the run was given, and those that ship for other regions."""
    given = _GIVEN.get()
    shipped = shipped_packs()
    return shipped if given is None else (*(pack for pack in shipped if pack.name != given.name), given)


def pack_for(region: str) -> RegionPack | None:
    """The pack of a region; None where nobody has made one.

    >>> pack_for("London").closing, pack_for("Midlands")
    ('and', None)
    """
    return next((pack for pack in packs_in_force() if pack.name == region), None)


def settings_of(region: str) -> RegionPack:
    """A region's pack, or where nobody has made one the usual settings."""
    return pack_for(region) or RegionPack(region)


@cache
def shipped_packs() -> tuple[RegionPack, ...]:
    """The packs that come with the program."""
    return tuple(_shipped(name) for name in _SHIPPED)


def _shipped(name: str) -> RegionPack:
    # The vocabularies read these packs, so that a shipped one cannot be held against them while it is read.
    return read_pack(shipped_files(name))


def shipped_files(name: str) -> dict[str, str]:
    """The files of a pack that comes with the program, name to text."""
    folder = resources.files("validators.regions") / name
    return {file: (folder / file).read_text(encoding="utf-8") for file in PACK_FILES}


def cached_for_pack(work: Callable[_Arguments, _Answer]) -> Callable[_Arguments, _Answer]:
    """Like `functools.cache`, for what depends on the packs in force too; it begins anew when it holds very much."""
    kept: dict[tuple[object, ...], _Answer] = {}

    @wraps(work)
    def answer(*args: _Arguments.args, **named: _Arguments.kwargs) -> _Answer:
        key = (_GIVEN.get(), args, *named.items()) if named else (_GIVEN.get(), args)
        try:
            return kept[key]
        except KeyError:
            # Some are asked about what people typed, of which a program that runs for long sees no end.
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            return kept.setdefault(key, work(*args, **named))

    return answer
