"""What the buttons do: each macro takes an open workbook, changes values only, and ends with one plain sentence.

They use no more of xlwings than desktop Excel, Excel on the web and LibreOffice have in common.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import xlwings as xw

from addin.asked_cells import asked_in
from addin.checked_book import (
    Checked,
    checked_book,
    judged,
    runs_of,
    said_besides,
    say_on_checklist,
    status_of,
    with_cells,
    write_findings,
    write_numbers,
)
from addin.findings_table import Line, findings_table, key_of
from addin.open_workbook import OpenReturn, local_file, read_open_return
from addin.patience import stop_if_given_up
from addin.pressed import macro_that
from addin.writing import Changes
from validators.case_review import COLUMN_BY_HEADER
from validators.cells import cell_text
from validators.check import CheckResult
from validators.entries import is_blank
from validators.findings import CASES, Finding
from validators.messages import buttons as messages
from validators.quoting import how_many
from validators.your_icb import YourIcb
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, NO_SCORE, NOT_CHECKED, RECORD_NO, Tables

__all__ = [
    "accept_suggestions",
    "check_quality",
    "clear_findings",
    "consolidate_folder",
    "go_to_next_finding",
    "make_summary",
    "new_record",
]


# Checking


@macro_that(speaks=True)
def check_quality(book: xw.Book) -> str:
    """Number the records that have no number, check all, and list what was found."""
    checked = checked_book(book)
    with Changes(book) as changes:
        write_numbers(checked, changes)
        write_findings(book, checked, changes)
    return f"{status_of(checked)}{said_besides(checked)}"


@macro_that(speaks=False)
def clear_findings(book: xw.Book) -> str:
    """Empty the table of findings; the flags on Cases go with them, and every cell looks as it did."""
    table = findings_table(book)
    with Changes(book) as changes:
        table.write([], changes)
        say_on_checklist(book, changes, status=NOT_CHECKED, score=NO_SCORE)
    return "The findings are cleared."


# Accepting


@macro_that(speaks=True)
def accept_suggestions(book: xw.Book) -> str:
    """Write each suggestion that is ticked under Accept into its cell, and check again.

    Only what the workbook still calls for is written: a finding that has gone since, or whose record number stands
    twice, is left to people.
    """
    checked = checked_book(book)
    ticked = [line for line in checked.table.ticked() if not is_blank(line["Suggestion"])]
    if not ticked:
        raise FileFault(messages.TICK_FIRST())
    accepted = dict(_accepted(ticked, checked.result))
    rows = [with_cells(row, accepted.get(row.row or 0, {})) for row in checked.rows]
    after = replace(checked, rows=rows, result=judged(book, checked.opened, rows, checked.today))
    with Changes(book) as changes:
        write_numbers(checked, changes)
        _write_accepted(checked, accepted, changes)
        write_findings(book, after, changes)
    written = sum(map(len, accepted.values()))
    left = len(ticked) - written
    told = f" {how_many(left, 'ticked line')} did not fit a record any more and was left." if left else ""
    return f"{how_many(written, 'suggestion')} written into {CASES}.{told} {status_of(after)}"


def _accepted(ticked: Iterable[Line], result: CheckResult) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Row to header to the value that was accepted for it; the first of several for one cell counts."""
    places: dict[tuple[str, ...], list[Finding]] = {}
    for finding in result.findings:
        if finding.suggestion and finding.row and finding.column in COLUMN_BY_HEADER:
            key = (finding.record or "", finding.column, finding.rule, finding.suggestion)
            places.setdefault(key, []).append(finding)
    found: dict[int, dict[str, object]] = {}
    for line in ticked:
        meant = places.get(key_of(line), [])
        if len(meant) == 1 and meant[0].row:
            found.setdefault(meant[0].row, {}).setdefault(meant[0].column, _entered(meant[0]))
    yield from found.items()


def _entered(finding: Finding) -> object:
    """A suggestion as somebody would enter it: a day as a date."""
    is_day = COLUMN_BY_HEADER[finding.column].kind == "date"
    return date.fromisoformat(finding.suggestion) if is_day else finding.suggestion


def _write_accepted(checked: Checked, accepted: Mapping[int, Mapping[str, object]], changes: Changes) -> None:
    before = {row.row: row.cells for row in checked.rows}
    for header in HEADERS:
        for rows in runs_of(sorted(row for row, cells in accepted.items() if header in cells)):
            changes.write(
                checked.opened.cell(rows[0], header).resize(len(rows)),
                [[accepted[row][header]] for row in rows],
                before=[[before[row][header]] for row in rows],
            )


# Finding one's way


@macro_that(speaks=False)
def go_to_next_finding(book: xw.Book) -> str:
    """Select the cell of the next finding, in the order of the table, and say what is to be done there."""
    table, opened = findings_table(book), read_open_return(book)
    if not table.places:
        raise FileFault(messages.PRESS_CHECK())
    places = [_place(line, opened, book) or table.table.parent.range((row, 1)) for line, row in table.places]
    at = _next_place(places, book.selection)
    line, place = table.lines[at], places[at]
    stop_if_given_up()
    place.sheet.activate()
    place.select()
    said = f"{cell_text(line['Message'])} {cell_text(line['Fix'])}"
    # Excel on the web has no status bar to write in; elsewhere the next macro that writes gives it back.
    with suppress(NotImplementedError):
        book.app.status_bar = said
    return said


def _place(line: Line, opened: OpenReturn, book: xw.Book) -> xw.Range | None:
    """The cell of a finding; None where it stands in no cell, or its record has gone: then its own line is gone to."""
    record, header = cell_text(line[RECORD_NO]), cell_text(line["Column"])
    if not record:
        name = next((name for name, field in YourIcb.model_fields.items() if field.title == header), "")
        return book.names[name].refers_to_range if name and book.names.contains(name) else None
    row = next((row.row for row in opened.read.rows if cell_text(row.cells[RECORD_NO]) == record), None)
    return opened.cell(row, header) if row and header in opened.read.headers.columns else None


def _next_place(places: Sequence[xw.Range], selection: xw.Range | None) -> int:
    """The first finding behind the one that is selected; where none is, the first at all."""
    if selection is None:
        return 0
    here = _spot(selection)
    same = [at for at, place in enumerate(places) if _spot(place) == here]
    return (same[-1] + 1) % len(places) if same else 0


def _spot(area: xw.Range) -> tuple[str, int, int]:
    return area.sheet.name, area.row, area.column


@macro_that(speaks=False)
def new_record(book: xw.Book) -> str:
    """Go to the first row that is ready below the records, number it if it has none, and select its first cell.

    Where every row of the table is in use, the table grows by one.
    """
    opened = read_open_return(book)
    headers, cases = opened.read.headers, opened.read.cases
    last = max((row.row or 0 for row in opened.read.rows), default=headers.row)
    row, number = last + 1, cases.value(last + 1, headers.columns[RECORD_NO])
    table = next(table for table in opened.sheet.tables if table.name.casefold() == Tables().cases)
    with Changes(book) as changes:
        # Its row of totals is part of a table, and no place for a record.
        if row >= table.range.row + table.range.shape[0] - bool(table.show_totals):
            if table.show_totals:
                raise FileFault(messages.TABLE_FULL(name=Tables().cases))
            changes.resize(table, table.range.resize(row - table.range.row + 1))
        if is_blank(number):
            number = float(opened.next_number)
            changes.write(opened.cell(row, RECORD_NO), [[number]], before=[[None]])
    stop_if_given_up()
    opened.sheet.activate()
    opened.cell(row, HEADERS[1]).select()
    return f"Record {cell_text(number)} is ready in row {row} of {CASES}."


# Summaries


@macro_that(speaks=True)
def make_summary(book: xw.Book) -> str:
    """Write the summary of this one return for its reporting month beside it, and open it."""
    opened, file = read_open_return(book), local_file(book)
    heading = opened.read.your_icb
    if heading.month is None:
        raise FileFault(messages.NO_MONTH())
    if file is None:
        raise FileFault(messages.NO_FILE())
    # What counts and writes is imported only here, so that a check stays light.
    from addin.summaries import return_summary, summary_of_return

    _refuse_open(book, return_summary(file, heading.month))
    stop_if_given_up()
    summary = summary_of_return(file, heading, opened.read.rows, today=date.today())
    book.app.books.open(str(summary.path))
    return summary.said


@macro_that(speaks=True)
def consolidate_folder(book: xw.Book) -> str:
    """Make one summary of the returns in the folder that was asked for, for the month, next to them, and open it."""
    asked = asked_in(book)
    from addin.summaries import summary_of_folder

    try:
        summary = summary_of_folder(
            asked.folder,
            asked.month,
            today=date.today(),
            tell=asked.tell,
            refuse=functools.partial(_refuse_open, book),
        )
    finally:
        asked.done()
    book.app.books.open(str(summary.path))
    return summary.said


def _refuse_open(book: xw.Book, path: Path) -> None:
    """A summary that somebody looks at cannot be written anew."""
    from addin.command_line.files import shown_output

    if any(local_file(each) == path for each in book.app.books):
        raise FileFault(messages.SUMMARY_OPEN(file=shown_output(path)))
