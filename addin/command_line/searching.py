"""How closely a run searches for names: by word lists alone, or with the model of the thorough mode besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TypeVar

from addin.command_line.console import FaultSaid
from validators.pid import NameReader, names_read_by
from validators.pid.reading import reader_of_names

__all__ = ["is_thorough", "searching", "searching_alike", "thoroughly"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


@contextmanager
def searching(*, thorough: bool) -> Iterator[None]:
    """Within this block every search for PID is of the kind asked for.

    Raises:
        FaultSaid: the thorough mode is asked for, and is not installed.
    """
    if not thorough:
        yield
        return
    with names_read_by(_model()):
        yield


def is_thorough() -> bool:
    """Whether the run searches thoroughly."""
    return reader_of_names() is not None


def searching_alike(work: Callable[[_Item], _Answer]) -> Callable[[_Item], _Answer]:
    """The work as another process must be given it, because it knows nothing of how this one searches."""
    return partial(thoroughly, work) if is_thorough() else work


def thoroughly(work: Callable[[_Item], _Answer], item: _Item) -> _Answer:
    """Do `work` on an item, thoroughly, in whichever process this is."""
    with searching(thorough=True):
        return work(item)


@cache
def _model() -> NameReader:
    """The model, loaded once in a process."""
    from addin.thorough import NotInstalled, load_name_model

    try:
        return load_name_model()
    except NotInstalled as fault:
        raise FaultSaid(str(fault)) from None
