"""The marks of earlier months' returns, read back from a summary or a check report of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from validators.cells import cell_text
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturn, EarlierReturns

__all__ = ["day_of", "read_earlier_returns"]

_HEADERS = ("ICB code", "Part of return", "Month", "Records mark")
_STATUS = "Status"
_COUNTED = frozenset({"counted", "carried forward"})


def read_earlier_returns(workbook: CalamineWorkbook, table: str) -> EarlierReturns:
    """Read the returns that a table lists, and no others than those whose records it counts where it says so.

    A table that was written before returns had marks gives none.
    """
    try:
        return EarlierReturns.of(_returns(workbook, table))
    except (CalamineError, ValueError):
        return NO_EARLIER_RETURNS


def _returns(workbook: CalamineWorkbook, name: str) -> Iterator[EarlierReturn]:
    table = workbook.get_table_by_name(name)
    places = [table.columns.index(header) for header in _HEADERS]
    status = table.columns.index(_STATUS) if _STATUS in table.columns else None
    for row in table.to_python():
        icb, part, month, mark = (row[place] for place in places)
        if isinstance(month, date) and (status is None or row[status] in _COUNTED):
            yield EarlierReturn(cell_text(icb), cell_text(part), day_of(month), cell_text(mark))


def day_of(cell: date) -> date:
    """The day that a cell holds: a spreadsheet program may have saved it with a time.

    >>> day_of(datetime(2024, 10, 31, 12))
    datetime.date(2024, 10, 31)
    """
    return cell.date() if isinstance(cell, datetime) else cell
