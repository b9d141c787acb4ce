"""How long a macro waits for an application that does not answer, and what becomes then of what it had begun.

A cell that is being edited or an open dialog keeps an application from answering. LibreOffice lets its caller wait for
ever, so the work goes on beside the one who waits; xlwings repeats for ever what Excel on Windows rejects, and is given
an end; Excel on a Mac gives up by itself.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import ContextVar, copy_context
from typing import Any, TypeVar

import xlwings as xw

from validators.messages import buttons as messages
from workbook_templates.faults import FileFault

__all__ = ["NotAnswering", "is_given_up", "patiently", "stop_if_given_up"]


_LONGEST_SILENCE = 30.0
"""Seconds. A large workbook may calculate for some, and answers nobody meanwhile."""
_LOOK_EVERY, _TRY_AGAIN_AFTER = 2.0, 0.05

_Answer = TypeVar("_Answer")
_given_up: ContextVar[threading.Event | None] = ContextVar("_given_up", default=None)


class NotAnswering(FileFault):
    """The application did not answer in time."""

    def __init__(self) -> None:
        super().__init__(messages.NOT_ANSWERING())


def patiently(work: Callable[[], _Answer], app: xw.App) -> _Answer:
    """Do what needs an application, for as long as it answers.

    Work that is given up stops at the next change that it would make, and takes back those that it made, whenever the
    application answers again (`stop_if_given_up`, `is_given_up`).

    Raises:
        NotAnswering: it was silent for too long.
    """
    _end_repeating()
    # Only an engine that may be called from any thread can be asked whether it is still there.
    ask = getattr(app.impl, "is_there", None)
    if ask is None:
        return work()
    given_up = threading.Event()
    context = copy_context()
    context.run(_given_up.set, given_up)
    worker = ThreadPoolExecutor(1, thread_name_prefix="macro")
    try:
        future = worker.submit(context.run, work)
        while not wait([future], timeout=_LOOK_EVERY).done:
            if not _answers(ask, meanwhile=future):
                given_up.set()
                raise NotAnswering
        return future.result()
    finally:
        # Python ends when the work does: what it began is still taken back.
        worker.shutdown(wait=False)


def _answers(ask: Callable[[], object], *, meanwhile: Future[Any]) -> bool:
    """Whether the application says anything before the time is over, or the work is done meanwhile."""
    said = threading.Event()

    def asking() -> None:
        # An application that has gone away says so to the work itself.
        with suppress(Exception):
            ask()
        said.set()

    threading.Thread(target=asking, daemon=True).start()
    until = time.monotonic() + _LONGEST_SILENCE
    while not said.wait(_TRY_AGAIN_AFTER) and not meanwhile.done():
        if time.monotonic() > until:
            return False
    return True


def is_given_up() -> bool:
    """Whether nobody waits for this work any more."""
    given_up = _given_up.get()
    return given_up is not None and given_up.is_set()


def stop_if_given_up() -> None:
    """Stop work that nobody waits for, before it changes anything more.

    Raises:
        NotAnswering: it was given up.
    """
    if is_given_up():
        raise NotAnswering


def _end_repeating() -> None:
    """Have xlwings repeat a call that Excel rejects until the time is over, and not for ever."""
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        windows.N_COM_ATTEMPTS = _Attempts(_MANY)  # type: ignore[attr-defined]


_MANY = 1_000_000


class _Attempts(int):
    """A number of attempts that is measured in time: xlwings asks `attempt < N_COM_ATTEMPTS` after each failure.

    >>> 2 < _Attempts(_MANY)
    True
    """

    _since = 0.0

    def __gt__(self, attempt: int) -> bool:
        if attempt == 1 or not self._since:
            self._since = time.monotonic()
        time.sleep(_TRY_AGAIN_AFTER)
        return time.monotonic() - self._since < _LONGEST_SILENCE
