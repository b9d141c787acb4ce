"""What a button is: it never raises, and says in one plain sentence what came of it."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable

import xlwings as xw

from addin.failure_log import log_failure
from addin.patience import NotAnswering, patiently
from validators.messages import buttons as messages
from workbook_templates.faults import FileFault

__all__ = ["Macro", "macro_that"]

_TITLE = "S-CRT"
_FROM_EXCEL = frozenset({"com_error", "CommandError", "ExcelBusyError"})
"""What reaching Excel raises on Windows and macOS, by name: those modules are only there."""

Macro = Callable[[xw.Book | None], str]


def macro_that(*, speaks: bool) -> Callable[[Callable[[xw.Book], str]], Macro]:
    """Make a macro of what is to be done: it never raises, and says in one sentence what came of it.

    Args:
        speaks: whether it also says so where all went well; a macro that only moves the cursor need not.
    """

    def made(work: Callable[[xw.Book], str]) -> Macro:
        @functools.wraps(work)
        def macro(book: xw.Book | None) -> str:
            app = xw.apps.active if book is None else book.app
            try:
                if book is None:
                    said, kind = messages.NO_WORKBOOK(), "critical"
                else:
                    said, kind = patiently(functools.partial(work, book), book.app), "info"
            except NotAnswering as silence:
                # It could not show it either.
                sys.stderr.write(f"{silence}\n")
                return str(silence)
            except FileFault as fault:
                said, kind = str(fault), "critical"
                if fault.__cause__ is not None:
                    log_failure(work.__name__, fault)
            except Exception as failure:
                said, kind = _own_fault(work.__name__, failure), "critical"
            if app is not None and (speaks or kind != "info"):
                app.alert(said, title=_TITLE, mode=kind)
            return said

        return macro

    return made


def _own_fault(macro: str, failure: Exception) -> str:
    log = log_failure(macro, failure)
    if type(failure).__name__ in _FROM_EXCEL:
        return messages.NOT_ANSWERING()
    where = "No log could be written." if log is None else f"It is noted in {log.name}, without any cell's text."
    return messages.OUR_FAULT(kind=type(failure).__name__, place=where)
