"""The engine: LibreOffice Calc as an application behind xlwings' own interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlwings as xw
from xlwings import base_classes

from addin.libreoffice.books import Book, Books
from addin.libreoffice.office import uno_bridge
from addin.libreoffice.ranges import Range, range_of
from addin.libreoffice.sheets import Sheet

__all__ = ["CalcEngine", "connected"]

_NAME = "libreoffice"
_NOTHING = 0
_FITS_HEIGHTS = "IsAdjustHeightEnabled"
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def connected(desktop: Any) -> xw.App:
    """Make the application at the other end of a bridge the one that xlwings works with.

    Args:
        desktop: LibreOffice's desktop, from `office.own_office`, `office.desktop_at` or its own Python.
    """
    engine = xw.Engine(impl=CalcEngine(desktop))
    xw.engines.add(engine)
    engine.activate()
    return engine.apps[0]


class CalcEngine:
    """LibreOffice Calc for `xw.engines.add(xw.Engine(impl=CalcEngine(desktop)))`."""

    name = _NAME
    type = "desktop"

    def __init__(self, desktop: Any) -> None:
        self.apps = Apps(App(self, desktop))

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]], datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """Turn what was read into what was asked for."""

        def cleaned(value: Any) -> Any:
            if value is None or (not err_to_str and isinstance(value, str) and value in _ERRORS):
                return empty_as
            if isinstance(value, datetime) and datetime_builder is not datetime:
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            return value

        return [[cleaned(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        """Values are turned into Calc's own when they are written."""
        return value


class Apps(base_classes.Apps):
    """The one LibreOffice at the other end."""

    def __init__(self, app: App) -> None:
        self._apps = [app]

    def keys(self) -> list[int]:
        return [app.pid for app in self._apps]

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return self._apps[0] if pid == 0 else next(app for app in self._apps if app.pid == pid)


@dataclass(slots=True)
class _Said:
    """What an application keeps, whichever of its documents it is spoken to through."""

    unseen: list[str] = field(default_factory=list)
    status: str | bool = False
    indicator: Any = None
    heights_due: list[Any] = field(default_factory=list)


class App(base_classes.App):
    """LibreOffice with its Calc documents.

    Excel calculates and draws as one application, Calc each document by itself: settings are those of the document
    through which it was reached, or of the one in front.
    """

    pid = 1
    display_alerts = True

    def __init__(self, engine: CalcEngine, desktop: Any, document: Any = None, said: _Said | None = None) -> None:
        self.engine = engine
        self.desktop = desktop
        self._reached_through = document
        self._said = said or _Said()

    def through(self, document: Any) -> App:
        """The same application, reached through a document."""
        return App(self.engine, self.desktop, document, self._said)

    @property
    def unseen(self) -> list[str]:
        """What was to be said while no window was there to say it in."""
        return self._said.unseen

    @property
    def api(self) -> Any:
        return self.desktop

    def is_there(self) -> None:
        """Come back when LibreOffice answers; unlike Excel it may be asked from any thread."""
        self.desktop.getFrames().getCount()

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def _document(self) -> Any:
        return self._reached_through or self.books.active.document

    @property
    def selection(self) -> Range | None:
        document = self._document
        selected = document.CurrentController.getSelection()
        if selected is None or not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return range_of(Sheet(Book(self, document), selected.getSpreadsheet()), selected)

    @property
    def visible(self) -> bool:
        return bool(self._window.isVisible())

    @visible.setter
    def visible(self, value: bool) -> None:
        self._window.setVisible(value)

    @property
    def _window(self) -> Any:
        return self._document.CurrentController.Frame.getContainerWindow()

    def activate(self, steal_focus: bool = False) -> None:
        if steal_focus:
            self._window.setFocus()

    @property
    def screen_updating(self) -> bool:
        return not self._document.hasControllersLocked()

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        document = self._document
        if not value:
            document.lockControllers()
            _fit_heights(document, meanwhile=False)
        elif document.hasControllersLocked():
            _fit_heights(document, meanwhile=True)
            while self._said.heights_due:
                # Clearing nothing fits the rows, but for those whose height somebody set.
                self._said.heights_due.pop().clearContents(_NOTHING)
            document.unlockControllers()

    def wrote(self, area: Any) -> None:
        """Note an area whose rows are to be fitted to what was written, when the screen is drawn again."""
        if self._document.hasControllersLocked():
            self._said.heights_due.append(area)

    @property
    def calculation(self) -> str:
        return "automatic" if self._document.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        # What was written meanwhile is worked out with it.
        self._document.enableAutomaticCalculation(value != "manual")

    def calculate(self) -> None:
        self._document.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._said.status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        if self._said.indicator is not None:
            self._said.indicator.end()
            self._said.indicator = None
        if isinstance(value, str):
            self._said.indicator = self._document.CurrentController.Frame.createStatusIndicator()
            self._said.indicator.start(value, 0)
        self._said.status = value

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Any) -> str:
        """Show a box with one button; without a window nobody could press it, and the words are kept."""
        # Where no workbook is open there may be no window at all.
        is_anything_open = self._reached_through or len(self.books)
        window = self._window if is_anything_open else None
        if window is None or not window.isVisible():
            self._said.unseen.append(prompt)
            return "ok"
        if buttons != "ok":
            raise NotImplementedError("LibreOffice's alerts have one button here.")
        kind = uno_bridge().Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX" if mode == "critical" else "INFOBOX")
        window.getToolkit().createMessageBox(window, kind, 1, title or "", prompt).execute()
        return "ok"

    def quit(self) -> None:
        self.desktop.terminate()


def _fit_heights(document: Any, *, meanwhile: bool) -> None:
    """Whether Calc fits rows to their texts after each write, which costs far more than the writing itself."""
    # Older releases know no such property.
    if document.getPropertySetInfo().hasPropertyByName(_FITS_HEIGHTS):
        document.setPropertyValue(_FITS_HEIGHTS, meanwhile)
