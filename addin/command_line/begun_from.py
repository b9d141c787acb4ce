"""The process from which others are begun: a clean one, because this one may have threads by then."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

__all__ = ["begin_ahead", "context"]

_FORKSERVER = "forkserver"
_IMPORTED_THERE = ["addin.command_line.receiving_files", "addin.command_line.checking_files"]


def context() -> BaseContext:
    """How processes are begun on this system."""
    if _FORKSERVER not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context(_FORKSERVER)
    found.set_forkserver_preload(_IMPORTED_THERE)
    return found


def begin_ahead() -> None:
    """Begin it now, where the system has such a process: it imports while this one imports what it needs itself."""
    if context().get_start_method() == _FORKSERVER:
        from multiprocessing.forkserver import ensure_running

        ensure_running()
