"""Why a spreadsheet is not imported: each refusal one sentence of what, where and what to do."""

from __future__ import annotations

from workbook_templates.faults import FileFault

__all__ = ["empty", "no_rows", "no_sheet", "not_text", "nothing_recognised", "web_page"]


def empty() -> FileFault:
    """A file without content."""
    return FileFault("The file is empty: please save the spreadsheet again and use that copy.")


def not_text() -> FileFault:
    """Neither a workbook nor text."""
    return FileFault(
        "The file is no spreadsheet that can be read: please save it as an Excel workbook (.xlsx) or as CSV and use "
        "that copy."
    )


def web_page() -> FileFault:
    """HTML or XML that calls itself a spreadsheet."""
    return FileFault(
        "The file is a web page or XML and no spreadsheet, whatever its name says: please open it in Excel and save it "
        "as an Excel workbook (.xlsx)."
    )


def open_quote(row: int) -> FileFault:
    """A cell of a text file that begins with a quotation mark and has no end."""
    return FileFault(
        f"A quotation mark that begins a cell in row {row} is never closed, so that the rest of the file would be one "
        "cell: please close or delete it."
    )


def no_rows() -> FileFault:
    """No sheet with two filled rows."""
    return FileFault(
        "The spreadsheet holds no rows beneath a row of headers: please use the file that holds the cases."
    )


def nothing_recognised(rows: int) -> FileFault:
    """No sheet in which any column could be told."""
    return FileFault(
        f"No sheet has a row of headers among its first {rows} rows that reads like case reviews (status, type, "
        "borough, dates, themes): please either name the columns in one row, or name the sheet with --sheet."
    )


def no_sheet(asked: str, offered: str) -> FileFault:
    """A sheet was asked for that does not exist."""
    return FileFault(f"There is no sheet called {asked}: please choose {offered}.")
