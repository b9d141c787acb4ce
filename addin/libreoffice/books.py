"""The Calc documents that are open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlwings as xw
from xlwings import base_classes

from addin.libreoffice.names import Names
from addin.libreoffice.office import uno_bridge
from addin.libreoffice.sheets import Sheets

if TYPE_CHECKING:
    from addin.libreoffice.engine import App

__all__ = ["Book", "Books"]

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}


class Books(base_classes.Books):
    """The Calc documents that are open."""

    def __init__(self, app: App) -> None:
        self.app = app

    def _all(self) -> list[Book]:
        components = self.app.desktop.getComponents().createEnumeration()
        found = []
        while components.hasMoreElements():
            document = components.nextElement()
            services = getattr(document, "supportsService", None)
            if services and services("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(Book(self.app, document))
        return found

    @property
    def active(self) -> Book:
        current = self.app.desktop.getCurrentComponent()
        services = getattr(current, "supportsService", None)
        if services and services("com.sun.star.sheet.SpreadsheetDocument"):
            return Book(self.app, current)
        books = self._all()
        if not books:
            raise xw.XlwingsError("No workbook is open.")
        return books[0]

    def __call__(self, name_or_index: str | int) -> Book:
        books = self._all()
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        found = [book for book in books if name_or_index in (book.name, book.fullname)]
        if not found:
            raise KeyError(name_or_index)
        return found[0]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def open(self, fullname: str, update_links: Any = None, read_only: bool | None = None, *_: Any, **__: Any) -> Book:
        url = Path(fullname).absolute().as_uri()
        # Update links never, run no macros: 0 is com.sun.star.document.MacroExecMode.NEVER_EXECUTE.
        settings = {"Hidden": self._unseen, "ReadOnly": bool(read_only), "UpdateDocMode": 0, "MacroExecutionMode": 0}
        document = self.app.desktop.loadComponentFromURL(url, "_blank", 0, _settings(settings))
        if document is None:
            raise xw.XlwingsError("LibreOffice cannot open this file.")
        return Book(self.app, document)

    def add(self) -> Book:
        hidden = _settings({"Hidden": self._unseen})
        return Book(self.app, self.app.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, hidden))

    @property
    def _unseen(self) -> bool:
        """Whether nobody sees this LibreOffice: it runs without windows, or has none open."""
        frames = self.app.desktop.getFrames()
        windows = (frames.getByIndex(at).getContainerWindow() for at in range(frames.getCount()))
        return not any(window.isVisible() for window in windows)


def _settings(values: dict[str, Any]) -> tuple[Any, ...]:
    made = []
    for name, value in values.items():
        setting = uno_bridge().createUnoStruct("com.sun.star.beans.PropertyValue")
        setting.Name, setting.Value = name, value
        made.append(setting)
    return tuple(made)


class Book(base_classes.Book):
    """A Calc document."""

    def __init__(self, app: App, document: Any) -> None:
        self._app = app.through(document)
        self.document = document

    @property
    def api(self) -> Any:
        return self.document

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        url = self.document.getURL()
        return str(uno_bridge().fileUrlToSystemPath(url)) if url else str(self.document.getTitle())

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.document.CurrentController.Frame.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password is not None:
            raise NotImplementedError("A password cannot be set through this engine.")
        if path is None:
            self.document.store()
            return
        suffix = Path(path).suffix.lower()
        if suffix not in _FILTERS:
            raise xw.XlwingsError(f"A workbook can be saved as {', '.join(sorted(_FILTERS))}.")
        where = Path(path).absolute().as_uri()
        self.document.storeAsURL(where, _settings({"FilterName": _FILTERS[suffix], "Overwrite": True}))

    def close(self) -> None:
        self.document.close(True)
