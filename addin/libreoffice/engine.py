"""The engine: applications, workbooks, sheets, ranges, tables and names of Calc behind xlwings' own interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes, utils

from addin.libreoffice.cells import calc_formula, read_formulas, read_values, write_values
from addin.libreoffice.office import uno_bridge
from workbook_templates.reading.addresses import column_letters, parse_area

__all__ = ["CalcEngine", "connected"]

_NAME = "libreoffice"
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_CONTENTS = 1 | 2 | 4 | 16
"""com.sun.star.sheet.CellFlags: values, dates, texts, formulas."""
_NOTHING = 0
_FITS_HEIGHTS = "IsAdjustHeightEnabled"
_NO_COLOUR = -1
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
        return _range_of(Sheet(Book(self, document), selected.getSpreadsheet()), selected)

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


class Sheets(base_classes.Sheets):
    """The sheets of a document."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._sheets = book.document.getSheets()

    @property
    def api(self) -> Any:
        return self._sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.getActiveSheet())

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self.book, self._sheets.getByIndex(name_or_index - 1))
        wanted = name_or_index.casefold()
        found = next((name for name in self._sheets.getElementNames() if name.casefold() == wanted), None)
        if found is None:
            raise xw.NoSuchObjectError("There is no sheet of that name.")
        return Sheet(self.book, self._sheets.getByName(found))

    def __len__(self) -> int:
        return int(self._sheets.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        # One look at the document for all of them: each question takes its time, and only while they are gone through
        # is it sure that nobody changes anything.
        survey = _Survey(self.book.document)
        for index, name in enumerate(self._sheets.getElementNames()):
            sheet = Sheet(self.book, self._sheets.getByIndex(index))
            sheet.seen = survey.of(index, name)
            try:
                yield sheet
            finally:
                sheet.seen = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at the document told of one sheet.

    Attributes:
        name: its name.
        tables: each of its tables: name, Calc's database range, and the area that it covers.
    """

    name: str
    tables: list[tuple[str, Any, Any]]


class _Survey:
    """One look at the sheets and tables of a document."""

    def __init__(self, document: Any) -> None:
        self._ranges = document.DatabaseRanges
        self._tables: dict[int, list[tuple[str, Any, Any]]] | None = None

    def of(self, index: int, name: str) -> _Seen:
        if self._tables is None:
            self._tables = {}
            for table in self._ranges.getElementNames():
                named = self._ranges.getByName(table)
                area = named.getDataArea()
                self._tables.setdefault(area.Sheet, []).append((table, named, area))
        return _Seen(name, self._tables.get(index, []))


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self.calc = sheet
        self.seen: _Seen | None = None

    @property
    def api(self) -> Any:
        return self.calc

    @property
    def book(self) -> Book:
        return self._book

    @property  # type: ignore[misc]
    def name(self) -> str:
        return self.seen.name if self.seen else str(self.calc.getName())

    @property
    def index(self) -> int:
        return int(self.calc.getRangeAddress().Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.calc.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.calc.IsVisible = value

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            return self._called(first)
        row, column, *more = _corner(first)
        rows, columns = more or (1, 1)
        if last is None:
            return self._area(row, column, row + rows - 1, column + columns - 1)
        end_row, end_column = _corner(last)[:2]
        return self._area(min(row, end_row), min(column, end_column), max(row, end_row), max(column, end_column))

    def _called(self, name: str) -> Range:
        area = parse_area(name)
        if area is not None:
            return self._area(area.first_row, area.first_column, area.last_row, area.last_column)
        return Names(self.book)(name).refers_to_range

    def _area(self, row: int, column: int, last_row: int, last_column: int) -> Range:
        return Range(self, (row, column, last_row, last_column))

    @property
    def used_range(self) -> Range:
        cursor = self.calc.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.getRangeAddress()
        return self._area(1, 1, last.EndRow + 1, last.EndColumn + 1)

    @property
    def cells(self) -> Range:
        return _range_of(self, self.calc)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.calc)

    def select(self) -> None:
        self.activate()


def _corner(place: Any) -> tuple[int, ...]:
    """Row and column of a cell that is given by numbers or as a range, and how many of each where that is said."""
    place = getattr(place, "impl", place)
    return (place.row, place.column) if isinstance(place, Range) else tuple(place)


def _range_of(sheet: Sheet, area: Any) -> Range:
    """A range of Calc's as one of ours."""
    place = area.getRangeAddress()
    return Range(sheet, (place.StartRow + 1, place.StartColumn + 1, place.EndRow + 1, place.EndColumn + 1), area)


class Range(base_classes.Range):
    """A rectangle of cells: its first row and column, and its last, counted from 1.

    Calc is asked for its cells only when something is done with them: most ranges are a step to another one.
    """

    def __init__(self, sheet: Sheet, place: tuple[int, int, int, int], area: Any = None) -> None:
        self.sheet = sheet
        self._place = place
        self._area = area
        self.options: dict[str, Any] | None = None

    @property
    def area(self) -> Any:
        """Calc's own range."""
        if self._area is None:
            row, column, last_row, last_column = self._place
            self._area = self.sheet.calc.getCellRangeByPosition(column - 1, row - 1, last_column - 1, last_row - 1)
        return self._area

    @property
    def api(self) -> Any:
        return self.area

    @property
    def row(self) -> int:
        return self._place[0]

    @property
    def column(self) -> int:
        return self._place[1]

    @property
    def shape(self) -> tuple[int, int]:
        row, column, last_row, last_column = self._place
        return last_row - row + 1, last_column - column + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    def __call__(self, row: int, column: int | None = None) -> Range:
        """A cell counted from the range's own first cell; it may lie outside."""
        if column is None:
            # Counted along the rows.
            down, right = divmod(row - 1, self.shape[1])
            row, column = down + 1, right + 1
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        def cell(row: int, column: int) -> str:
            return f"{'$' * column_absolute}{column_letters(column)}{'$' * row_absolute}{row}"

        rows, columns = self.shape
        first, last = cell(self.row, self.column), cell(self.row + rows - 1, self.column + columns - 1)
        address = first if first == last else f"{first}:{last}"
        return f"{_quoted(f'[{self.sheet.book.name}]{self.sheet.name}')}!{address}" if external else address

    @property
    def raw_value(self) -> list[list[Any]]:
        return read_values(self.area, self.sheet.book.document)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._refuse_locked()
        write_values(self.area, self._filling(value), self.sheet.book.document)
        self.sheet.book.app.wrote(self.area)

    def _filling(self, value: Any) -> list[list[Any]]:
        if isinstance(value, list | tuple):
            return [list(row) for row in value]
        rows, columns = self.shape
        return [[value] * columns for _ in range(rows)]

    def _refuse_locked(self) -> None:
        """Calc lets a bridge write where a user could not."""
        locked = self.area.CellProtection
        if self.sheet.book.document.isReadonly():
            raise xw.XlwingsError("The workbook is read-only.")
        if self.sheet.calc.isProtected() and (locked is None or locked.IsLocked):
            raise xw.XlwingsError("The sheet is protected.")

    @property
    def formula(self) -> Any:
        formulas = read_formulas(self.area)
        return formulas[0][0] if self.shape == (1, 1) else tuple(map(tuple, formulas))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def clear_contents(self) -> None:
        self._refuse_locked()
        self.area.clearContents(_CONTENTS)

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = self.area.CellBackColor
        return None if colour == _NO_COLOUR else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, value: Any) -> None:
        self._refuse_locked()
        if isinstance(value, str):
            value = utils.hex_to_rgb(value)  # type: ignore[no-untyped-call]
        elif isinstance(value, int):
            value = utils.int_to_rgb(value)  # type: ignore[no-untyped-call]
        self.area.CellBackColor = _NO_COLOUR if value is None else value[0] << 16 | value[1] << 8 | value[2]

    @property
    def hyperlink(self) -> str:
        fields = self.area.getCellByPosition(0, 0).getTextFields()
        if not fields.getCount():
            raise ValueError("The cell has no hyperlink.")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        self._refuse_locked()
        link = self.sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        link.URL, link.Representation = address, text_to_display or address
        cell = self.area.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.area)


# What nearly every name refers to: to understand it saves asking Calc for the cells behind it.
_FIXED_PLACE = re.compile(
    r"\$(?P<sheet>'(?:[^']|'')+'|\w+)\.(?P<area>\$[A-Z]{1,3}\$[0-9]{1,7}(?::\$[A-Z]{1,3}\$[0-9]{1,7})?)"
)


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _quoted(sheet: str) -> str:
    plain = sheet.replace("_", "").isalnum()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


class Tables(base_classes.Tables):
    """The tables of a sheet, which are database ranges in Calc."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self._ranges

    @property
    def _ranges(self) -> Any:
        return self.sheet.book.document.DatabaseRanges

    def _names(self) -> list[str]:
        here, ranges = self.sheet.index - 1, self._ranges
        return [name for name in ranges.getElementNames() if ranges.getByName(name).getDataArea().Sheet == here]

    def __call__(self, name_or_index: str | int) -> Table:
        names = self._names()
        if isinstance(name_or_index, int):
            return Table(self.sheet, self._ranges.getByName(names[name_or_index - 1]))
        found = next((name for name in names if name.casefold() == name_or_index.casefold()), None)
        if found is None:
            raise KeyError(name_or_index)
        return Table(self.sheet, self._ranges.getByName(found))

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator[Table]:
        if self.sheet.seen is None:
            return (Table(self.sheet, self._ranges.getByName(name)) for name in self._names())
        return (Table(self.sheet, named, name, area) for name, named, area in self.sheet.seen.tables)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in (each.casefold() for each in self._names())


class Table(base_classes.Table):
    """A database range with a row of headers."""

    def __init__(self, sheet: Sheet, database_range: Any, name: str = "", area: Any = None) -> None:
        self._sheet = sheet
        self._range = database_range
        # As the look at the document told them that `sheet` comes from; nothing of it holds once that is over.
        self._name_seen, self._area_seen = name, area

    @property
    def api(self) -> Any:
        return self._range

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return self._name_seen if self._name_seen and self._sheet.seen else str(self._range.getName())

    @name.setter
    def name(self, value: str) -> None:
        self._range.setName(value)
        self._name_seen = ""

    @property  # type: ignore[misc]
    def show_headers(self) -> bool:
        return bool(self._range.ContainsHeader)

    @property  # type: ignore[misc]
    def show_totals(self) -> bool:
        return bool(self._range.TotalsRow)

    @property
    def range(self) -> Range:
        place = self._area_seen if self._area_seen and self._sheet.seen else self._range.getDataArea()
        return self._sheet.range((place.StartRow + 1, place.StartColumn + 1), (place.EndRow + 1, place.EndColumn + 1))

    @property
    def header_row_range(self) -> Range:
        area = self.range
        return self._sheet.range((area.row, area.column, 1, area.shape[1]))

    @property
    def data_body_range(self) -> Range | None:
        area = self.range
        rows = area.shape[0] - 1 - self.show_totals
        return self._sheet.range((area.row + 1, area.column, rows, area.shape[1])) if rows > 0 else None

    def resize(self, area: Any) -> None:
        self._range.setDataArea(_corners(area))
        self._area_seen = None


def _corners(area: Any) -> Any:
    return getattr(area, "impl", area).area.getRangeAddress()


class Names(base_classes.Names):
    """The defined names of a document."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._names = book.document.NamedRanges

    @property
    def api(self) -> Any:
        return self._names

    def _found(self, name: str) -> str | None:
        if self._names.hasByName(name):
            return name
        return next((each for each in self._names.getElementNames() if each.casefold() == name.casefold()), None)

    def __call__(self, name_or_index: str | int) -> Name:
        if isinstance(name_or_index, int):
            return Name(self.book, self._names.getByIndex(name_or_index - 1))
        found = self._found(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return Name(self.book, self._names.getByName(found))

    def contains(self, name_or_index: str | int) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._found(name_or_index) is not None

    def __len__(self) -> int:
        return int(self._names.getCount())

    def add(self, name: str, refers_to: str) -> Name:
        nowhere = uno_bridge().createUnoStruct("com.sun.star.table.CellAddress")
        self._names.addNewByName(name, calc_formula(refers_to).removeprefix("="), nowhere, 0)
        return self(name)


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, named: Any) -> None:
        self.book = book
        self._named = named

    @property
    def api(self) -> Any:
        return self._named

    @property  # type: ignore[misc]
    def name(self) -> str:
        return str(self._named.getName())

    def delete(self) -> None:
        self.book.document.NamedRanges.removeByName(self.name)

    @property  # type: ignore[misc]
    def refers_to(self) -> str:
        content = str(self._named.getContent())
        fixed = _FIXED_PLACE.fullmatch(content)
        if fixed:
            return f"={_quoted(_unquoted(fixed['sheet']))}!{fixed['area']}"
        cells = self._named.getReferredCells()
        if cells is None:
            return f"={content}"
        area = _range_of(Sheet(self.book, cells.getSpreadsheet()), cells)
        return f"={_quoted(area.sheet.name)}!{area.address}"

    @property
    def refers_to_range(self) -> Range:
        cells = self._named.getReferredCells()
        if cells is None:
            raise ValueError("The name does not refer to cells.")
        return _range_of(Sheet(self.book, cells.getSpreadsheet()), cells)
