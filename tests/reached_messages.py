"""Which messages of the catalogue a run of the tests reaches: a run of all tests fails if one of them is never said."""

from __future__ import annotations

from collections.abc import Iterable

from validators.message_catalogue import CATALOGUE
from validators.messages.message import Message

_NAMES = {id(message): name for name, message in CATALOGUE.items()}
_reached: set[str] = set()


def watch() -> None:
    """Note from here on, in this process, which messages are said."""
    said = Message.__call__

    def noted(message: Message, **parts: object) -> str:
        _reached.add(_NAMES.get(id(message), ""))
        return said(message, **parts)

    Message.__call__ = noted  # type: ignore[method-assign]


def reached() -> list[str]:
    """The names of those said so far, in this process or in one that was taken in."""
    return sorted(_reached)


def take_in(names: Iterable[str]) -> None:
    """What another process of the same run reached."""
    _reached.update(names)


def never_reached() -> list[str]:
    """The names of those that no input led to."""
    return sorted(CATALOGUE.keys() - _reached)
