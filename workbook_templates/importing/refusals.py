"""Why a spreadsheet is not imported: each refusal one sentence of what, where and what to do."""

from __future__ import annotations

from validators.messages import importing as messages
from workbook_templates.faults import FileFault

__all__ = ["empty", "no_rows", "no_sheet", "not_text", "nothing_recognised", "web_page"]


def empty() -> FileFault:
    """A file without content."""
    return FileFault(messages.EMPTY())


def not_text() -> FileFault:
    """Neither a workbook nor text."""
    return FileFault(messages.NO_SPREADSHEET())


def web_page() -> FileFault:
    """HTML or XML that calls itself a spreadsheet."""
    return FileFault(messages.WEB_PAGE())


def open_quote(row: int) -> FileFault:
    """A cell of a text file that begins with a quotation mark and has no end."""
    return FileFault(messages.OPEN_QUOTATION(row=row))


def no_rows() -> FileFault:
    """No sheet with two filled rows."""
    return FileFault(messages.NO_ROWS())


def nothing_recognised(rows: int) -> FileFault:
    """No sheet in which any column could be told."""
    return FileFault(messages.NO_HEADERS(rows=rows))


def no_sheet(asked: str, offered: str) -> FileFault:
    """A sheet was asked for that does not exist."""
    return FileFault(messages.NO_SHEET(asked=asked, offered=offered))
