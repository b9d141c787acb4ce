"""Write into an open workbook so that a write that fails leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Self

import xlwings as xw
from xlwings.main import Table

from addin.open_workbook import local_file
from addin.patience import is_given_up, stop_if_given_up
from validators.messages import buttons as messages
from workbook_templates.faults import FileFault

__all__ = ["Changes"]


class Changes:
    """Writes that belong together: when one fails, those before it are taken back.

    While they go on the application neither draws nor calculates; afterwards it is as it was. Where nothing is to be
    written nothing is touched. Writes that nobody waits for any more are taken back too.
    """

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._undo: list[Callable[[], None]] = []
        self._quiet = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for undo in reversed(self._undo if kind or is_given_up() else ()):
            # What cannot be taken back was most likely never written; the fault itself is what matters.
            with suppress(Exception):
                undo()
        self._quiet.close()

    def write(self, area: xw.Range, values: Sequence[Sequence[object]], *, before: Sequence[Sequence[object]]) -> None:
        """Write rows of cells at once.

        Args:
            area: where they go.
            values: what is written; None clears a cell.
            before: what stands there now.
        """
        self._do(lambda: _put(area, values), undo=lambda: _put(area, before))

    def resize(self, table: Table, area: xw.Range) -> None:
        """Let a table take another area; its headers stay where they are."""
        was = table.range
        self._do(lambda: table.resize(area), undo=lambda: table.resize(was))

    def _do(self, change: Callable[[], None], *, undo: Callable[[], None]) -> None:
        stop_if_given_up()
        if not self._undo:
            _refuse_read_only(self._book)
            self._quiet.enter_context(_quiet(self._book.app))
        # A change that stops half-way is taken back too.
        self._undo.append(undo)
        try:
            change()
        except Exception as refused:
            # Each application refuses in exceptions of its own.
            raise FileFault(messages.CANNOT_WRITE()) from refused


def _put(area: xw.Range, values: Sequence[Sequence[object]]) -> None:
    area.value = [list(row) for row in values]


def _refuse_read_only(book: xw.Book) -> None:
    """A file that cannot be written: what a check wrote would be lost on closing. In Excel on the web there is none."""
    file = local_file(book)
    if file is not None:
        try:
            file.open("r+b").close()
        except PermissionError:
            # Excel itself keeps an open workbook from being opened; its attribute tells.
            if not file.stat().st_mode & 0o200:
                raise FileFault(messages.CANNOT_WRITE()) from None
        except OSError:
            return


@contextmanager
def _quiet(app: xw.App) -> Iterator[None]:
    """Keep the application from drawing and calculating after each write, and leave it as it was."""
    kept: list[tuple[str, object]] = []
    try:
        for setting, meanwhile in (("screen_updating", False), ("calculation", "manual")):
            # Excel on the web has no such setting to read.
            with suppress(NotImplementedError):
                before = getattr(app, setting)
                setattr(app, setting, meanwhile)
                kept.append((setting, before))
        # What the last macro said there is no longer news.
        with suppress(NotImplementedError):
            app.status_bar = False
        yield
    finally:
        for setting, before in reversed(kept):
            setattr(app, setting, before)
