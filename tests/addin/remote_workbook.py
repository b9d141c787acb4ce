"""A workbook as Excel on the web hands it to xlwings' remote engine, and how it looks after a macro's actions."""

from __future__ import annotations

import copy
import io
from datetime import date, datetime
from functools import cache
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.utils import range_boundaries

__all__ = ["RemoteWorkbook"]


class RemoteWorkbook:
    """An open workbook on the web: a macro reads a snapshot of it, and its actions are carried out afterwards.

    Attributes:
        alerts: what was said, in order.
        actions: names of the actions of the last macro.
    """

    def __init__(self, content: bytes) -> None:
        self._sheets, self._names = copy.deepcopy(_payload(content))
        self._selection = "A1"
        self._active = 0
        self.alerts: list[str] = []
        self.actions: list[str] = []

    def run(self, macro: Any) -> str:
        """Run a macro and carry out its actions."""
        book = self._snapshot()
        said: str = macro(book)
        done = book.json()["actions"]
        self.actions = [action["func"] for action in done]
        for action in done:
            self._carry_out(action)
        return said

    def _snapshot(self) -> xw.Book:
        return xw.Book(json=self.payload())

    def payload(self) -> dict[str, Any]:
        """The workbook as Excel hands it over."""
        return {
            "client": "Office.js",
            "version": xw.__version__,
            "book": {
                "name": "return.xlsx",
                "active_sheet_index": self._active,
                "selection": self._selection,
                "calculation": "Automatic",
            },
            "names": [dict(name) for name in self._names],
            "sheets": [
                {
                    "name": sheet["name"],
                    "values": [list(row) for row in sheet["values"]],
                    "pictures": [],
                    "tables": [dict(table) for table in sheet["tables"]],
                }
                for sheet in self._sheets
            ],
        }

    def _carry_out(self, action: dict[str, Any]) -> None:
        kind, args = action["func"], action["args"]
        if kind == "setValues":
            for down, row in enumerate(action["values"]):
                for right, value in enumerate(row):
                    place = action["start_row"] + 1 + down, action["start_column"] + 1 + right
                    self.put(self._sheets[action["sheet_position"]]["name"], *place, value)
        elif kind == "resizeTable":
            _lay(self._sheets[action["sheet_position"]]["tables"][args[0]], args[1].replace("$", ""))
        elif kind == "alert":
            self.alerts.append(args[0])
        elif kind == "activateSheet":
            self._active = args[0]
        elif kind == "rangeSelect":
            row, column = action["start_row"] + 1, action["start_column"] + 1
            self._selection = f"{openpyxl.utils.get_column_letter(column)}{row}"
        else:
            assert kind in {"setScreenUpdating", "setCalculation"}, kind

    # What a user sees and does

    def sheet(self, name: str) -> dict[str, Any]:
        """A sheet with its values and tables."""
        return next(sheet for sheet in self._sheets if sheet["name"] == name)

    def value(self, sheet: str, row: int, column: int) -> Any:
        """What stands in a cell, counted from 1."""
        values = self.sheet(sheet)["values"]
        return values[row - 1][column - 1] if row <= len(values) and column <= len(values[row - 1]) else ""

    def put(self, sheet: str, row: int, column: int, value: Any) -> None:
        """Type a value into a cell."""
        values = self.sheet(sheet)["values"]
        while len(values) < row:
            values.append([""] * len(values[0]))
        for line in values:
            line += [""] * (column - len(line))
        values[row - 1][column - 1] = "" if value is None else value

    def table(self, name: str) -> dict[str, Any]:
        """A table by its name."""
        return next(table for sheet in self._sheets for table in sheet["tables"] if table["name"] == name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table as header to value."""
        sheet = next(sheet for sheet in self._sheets if any(table["name"] == name for table in sheet["tables"]))
        left, top, right, bottom = range_boundaries(self.table(name)["range_address"])
        cells = [[self.value(sheet["name"], row, c) for c in range(left, right + 1)] for row in range(top, bottom + 1)]
        return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]

    def named(self, name: str) -> Any:
        """What stands in the cell of a defined name."""
        found = next(each for each in self._names if each["name"] == name)
        left, top, _, _ = range_boundaries(found["address"])
        return self.value(self._sheets[found["sheet_index"]]["name"], top, left)

    def remove_table(self, name: str) -> None:
        """Delete a table, or convert it to a range."""
        for sheet in self._sheets:
            sheet["tables"] = [table for table in sheet["tables"] if table["name"] != name]

    def remove_name(self, name: str) -> None:
        """Delete a defined name."""
        self._names = [each for each in self._names if each["name"] != name]

    @property
    def selected(self) -> tuple[str, str]:
        """Sheet and cell on which the cursor stands."""
        return self._sheets[self._active]["name"], self._selection

    def everything(self) -> Any:
        """All that a macro may change, for comparing."""
        return [[sheet["values"], sheet["tables"]] for sheet in self._sheets]


@cache
def _payload(content: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return [_sheet_payload(sheet, values[sheet.title]) for sheet in book.worksheets], list(_names(book))


def _sheet_payload(sheet: Any, values: Any) -> dict[str, Any]:
    tables = []
    for table in sheet.tables.values():
        payload = {"name": table.name, "show_totals": bool(table.totalsRowCount), "show_headers": True}
        _lay(payload, table.ref)
        tables.append(payload)
    rows = [[_cell(cell.value) for cell in row] for row in values.iter_rows()] or [[""]]
    return {"name": sheet.title, "values": rows, "tables": tables}


def _lay(table: dict[str, Any], address: str) -> None:
    left, top, right, bottom = range_boundaries(address)
    letters = [openpyxl.utils.get_column_letter(column) for column in (left, right)]
    table["range_address"] = address
    table["header_row_range_address"] = f"{letters[0]}{top}:{letters[1]}{top}"
    table["data_body_range_address"] = f"{letters[0]}{top + 1}:{letters[1]}{bottom}"
    table["total_row_range_address"] = ""
    table["row_count"] = bottom - top + 1


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00.000Z"
    return value


def _names(book: Any) -> Any:
    titles = [sheet.title for sheet in book.worksheets]
    for name, defined in book.defined_names.items():
        sheet, _, address = defined.attr_text.rpartition("!")
        address = address.replace("$", "")
        title = sheet.strip("'")
        is_area = title in titles and address.replace(":", "").isalnum()
        yield {
            "name": name,
            "sheet_index": titles.index(title) if is_area else None,
            "address": address if is_area else None,
            "refers_to": f"={defined.attr_text}",
            "book_scope": True,
            "scope_sheet_name": None,
            "scope_sheet_index": None,
        }
