"""The process from which others are begun: a clean one, because this one may have threads by then."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext

__all__ = ["begin_ahead", "context"]

_FORKSERVER = "forkserver"
_STANDARD_ERROR = 2
# The shortest that any system allows (macOS; Linux has 108), its end included, and what Python adds to the folder:
# "/pymp-abcdefgh/listener-abcdefgh".
_LONGEST_SOCKET, _LONGEST_NAME_WITHIN = 104, 40
_IMPORTED_THERE = ["addin.command_line.loaded_ahead"]


def context() -> BaseContext:
    """How processes are begun on this system."""
    if _FORKSERVER not in multiprocessing.get_all_start_methods() or not _sockets_fit():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context(_FORKSERVER)
    found.set_forkserver_preload(_IMPORTED_THERE)
    return found


def _sockets_fit() -> bool:
    """Whether a socket can be named within the folder for temporary files, over which that process is asked."""
    return len(os.fsencode(tempfile.gettempdir())) + _LONGEST_NAME_WITHIN < _LONGEST_SOCKET


def begin_ahead() -> None:
    """Begin it now, where the system has such a process: it imports while this one imports what it needs itself."""
    if context().get_start_method() == _FORKSERVER:
        from multiprocessing.forkserver import ensure_running

        with _silent():
            ensure_running()


@contextmanager
def _silent() -> Iterator[None]:
    """What begins meanwhile says nothing: Ctrl-C reaches it too, and its last words help nobody."""
    kept = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)
