"""What the buttons do: each macro takes an open workbook, changes values only, and ends with one plain sentence.

They use no more of xlwings than desktop Excel, Excel on the web and LibreOffice have in common.
"""

from __future__ import annotations

import functools
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

import xlwings as xw

from addin.asked_cells import asked_in
from addin.failure_log import log_failure
from addin.findings_table import FindingsTable, Line, findings_table, key_of, lines_of
from addin.listed_findings import listed
from addin.open_workbook import OpenReturn, cells_of, local_file, read_open_return
from addin.patience import NotAnswering, patiently, stop_if_given_up
from addin.writing import Changes
from reports.check_report.wording import in_percent, tally
from validators.case_review import COLUMN_BY_HEADER
from validators.cells import cell_text
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, is_blank
from validators.exceptions import read_exceptions
from validators.findings import CASES, Finding
from validators.local_settings import SETTINGS_FILE, read_settings
from validators.messages import buttons as messages
from validators.quoting import day_in_words, how_many
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.score import score_of
from validators.your_icb import YourIcb
from workbook_templates.faults import FileFault
from workbook_templates.layout import CHECK_STATUS, CHECKLIST_SCORE, HEADERS, NO_SCORE, NOT_CHECKED, RECORD_NO, Tables

__all__ = [
    "accept_suggestions",
    "check_quality",
    "clear_findings",
    "consolidate_folder",
    "go_to_next_finding",
    "make_summary",
    "new_record",
]

_TITLE = "S-CRT"
_FROM_EXCEL = frozenset({"com_error", "CommandError", "ExcelBusyError"})
"""What reaching Excel raises on Windows and macOS, by name: those modules are only there."""

Macro = Callable[[xw.Book | None], str]


def _macro(*, speaks: bool) -> Callable[[Callable[[xw.Book], str]], Macro]:
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


# Checking


@dataclass(frozen=True, slots=True)
class _Checked:
    """A check of the open workbook, written nowhere yet.

    Attributes:
        opened: the workbook as it stands.
        table: its table of findings as it stands.
        numbered: row to the record number that it lacks.
        rows: the records, with these numbers.
        result: what the check found.
        today: the day of the check.
    """

    opened: OpenReturn
    table: FindingsTable
    numbered: Mapping[int, int]
    rows: Sequence[RawRow]
    result: CheckResult
    today: date


@_macro(speaks=True)
def check_quality(book: xw.Book) -> str:
    """Number the records that have no number, check all, and list what was found."""
    checked = _checked(book)
    with Changes(book) as changes:
        _write_numbers(checked, changes)
        _write_findings(book, checked, changes)
    return f"{_status(checked)}{_more(checked)}"


def _checked(book: xw.Book) -> _Checked:
    opened, table, today = read_open_return(book), findings_table(book), date.today()
    numbered = dict(_missing_numbers(opened))
    rows = [_with_cells(row, {RECORD_NO: numbered.get(row.row or 0)}) for row in opened.read.rows]
    return _Checked(opened, table, numbered, rows, _judged(book, opened, rows, today), today)


def _judged(book: xw.Book, opened: OpenReturn, rows: Sequence[RawRow], today: date) -> CheckResult:
    """The check itself. What only the saved file shows is left out, and so not checked."""
    return check(
        rows,
        given=Circumstances(today, opened.read.your_icb),
        rules=_rules(book),
        exceptions=read_exceptions(opened.read.accepted),
    )


def _missing_numbers(opened: OpenReturn) -> Iterator[tuple[int, int]]:
    """Every row that is a record and has no number, with the one that it is given; ready rows are none."""
    number = opened.next_number
    for row in opened.read.rows:
        if row.row is not None and is_blank(row.cells[RECORD_NO]):
            yield row.row, number
            number += 1


def _with_cells(row: RawRow, cells: Mapping[str, object]) -> RawRow:
    """A row with some cells filled in; None leaves a cell as it is."""
    filled = {header: value for header, value in cells.items() if value is not None}
    return replace(row, cells={**row.cells, **filled}) if filled else row


def _rules(book: xw.Book) -> RuleBook:
    """The checklist, with the ICB's own settings where they lie beside the workbook, as on the command line."""
    standard = standard_rules()
    file = local_file(book)
    if file is None or not (file.parent / SETTINGS_FILE).is_file():
        return standard
    from addin.command_line.checklist_settings import settings_files, settings_texts
    from addin.command_line.console import FaultSaid
    from addin.command_line.files import given_files

    files = given_files([file])
    try:
        (text,) = settings_texts(settings_files(files, None)).values()
    except FaultSaid as fault:
        raise FileFault(str(fault)) from None
    return read_settings(text, standard).applied_to(standard)


def _write_numbers(checked: _Checked, changes: Changes) -> None:
    for rows in _runs(sorted(checked.numbered)):
        first = checked.opened.cell(rows[0], RECORD_NO)
        numbers = [[float(checked.numbered[row])] for row in rows]
        changes.write(first.resize(len(rows)), numbers, before=[[None]] * len(rows))


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Rows that follow each other, together: each run is one write.

    >>> _runs([3, 4, 9])
    [[3, 4], [9]]
    """
    together = groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0])
    return [[row for _, row in run] for _, run in together]


def _write_findings(book: xw.Book, checked: _Checked, changes: Changes) -> None:
    checked.table.write(lines_of(checked.result), changes)
    _say_on_checklist(book, changes, status=_status(checked), score=_score(checked.result))


def _say_on_checklist(book: xw.Book, changes: Changes, *, status: str, score: str) -> None:
    for name, text in ((CHECK_STATUS, status), (CHECKLIST_SCORE, score)):
        # Without the cell the sentence is still said aloud.
        if book.names.contains(name):
            cell = book.names[name].refers_to_range
            before = cells_of(cell)
            if cell_text(before[0][0]) != text:
                changes.write(cell, [[text]], before=before)


def _status(checked: _Checked) -> str:
    result = checked.result
    found = tally(Counter(finding.severity for finding in result.findings if not finding.accepted))
    crashed = f"; {how_many(len(result.crashed), 'item')} not judged by our own fault" if result.crashed else ""
    return f"Checked on {day_in_words(checked.today)}: {how_many(len(result.entries), 'record')}; {found}{crashed}."


def _score(result: CheckResult) -> str:
    score = score_of(result)
    share = score.workbook
    return (
        f"{in_percent(share.rate)}: {share.passed:,} of {share.passed + share.failed:,} checked items passed. "
        f"Beside the score: {how_many(score.not_checked, 'item')} not checked, "
        f"{how_many(score.accepted, 'finding')} accepted."
    )


def _more(checked: _Checked) -> str:
    shown, found = len(listed(checked.result.findings)), sum(not one.accepted for one in checked.result.findings)
    more = f" The gravest {shown:,} of {found:,} findings are listed." if shown < found else ""
    if checked.numbered:
        more += f" {how_many(len(checked.numbered), 'record')} without a number got one."
    return more


@_macro(speaks=False)
def clear_findings(book: xw.Book) -> str:
    """Empty the table of findings; the flags on Cases go with them, and every cell looks as it did."""
    table = findings_table(book)
    with Changes(book) as changes:
        table.write([], changes)
        _say_on_checklist(book, changes, status=NOT_CHECKED, score=NO_SCORE)
    return "The findings are cleared."


# Accepting


@_macro(speaks=True)
def accept_suggestions(book: xw.Book) -> str:
    """Write each suggestion that is ticked under Accept into its cell, and check again.

    Only what the workbook still calls for is written: a finding that has gone since, or whose record number stands
    twice, is left to people.
    """
    checked = _checked(book)
    ticked = [line for line in checked.table.ticked() if not is_blank(line["Suggestion"])]
    if not ticked:
        raise FileFault(messages.TICK_FIRST())
    accepted = dict(_accepted(ticked, checked.result))
    rows = [_with_cells(row, accepted.get(row.row or 0, {})) for row in checked.rows]
    after = replace(checked, rows=rows, result=_judged(book, checked.opened, rows, checked.today))
    with Changes(book) as changes:
        _write_numbers(checked, changes)
        _write_accepted(checked, accepted, changes)
        _write_findings(book, after, changes)
    written = sum(map(len, accepted.values()))
    left = len(ticked) - written
    told = f" {how_many(left, 'ticked line')} did not fit a record any more and was left." if left else ""
    return f"{how_many(written, 'suggestion')} written into {CASES}.{told} {_status(after)}"


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


def _write_accepted(checked: _Checked, accepted: Mapping[int, Mapping[str, object]], changes: Changes) -> None:
    before = {row.row: row.cells for row in checked.rows}
    for header in HEADERS:
        for rows in _runs(sorted(row for row, cells in accepted.items() if header in cells)):
            changes.write(
                checked.opened.cell(rows[0], header).resize(len(rows)),
                [[accepted[row][header]] for row in rows],
                before=[[before[row][header]] for row in rows],
            )


# Finding one's way


@_macro(speaks=False)
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


@_macro(speaks=False)
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


@_macro(speaks=True)
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


@_macro(speaks=True)
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
