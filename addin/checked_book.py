"""A check of an open workbook: made, written into it, and told in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import xlwings as xw

from addin.findings_table import FindingsTable, findings_table, lines_of
from addin.listed_findings import listed
from addin.open_workbook import OpenReturn, cells_of, local_file, read_open_return
from addin.writing import Changes
from reports.check_report.wording import in_percent, tally
from validators.cells import cell_text
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, is_blank
from validators.exceptions import read_exceptions
from validators.local_settings import SETTINGS_FILE, read_settings
from validators.quoting import day_in_words, how_many
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.score import score_of
from workbook_templates.faults import FileFault
from workbook_templates.layout import CHECK_STATUS, CHECKLIST_SCORE, RECORD_NO

__all__ = [
    "Checked",
    "checked_book",
    "judged",
    "runs_of",
    "said_besides",
    "say_on_checklist",
    "status_of",
    "with_cells",
    "write_findings",
    "write_numbers",
]


@dataclass(frozen=True, slots=True)
class Checked:
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


def checked_book(book: xw.Book) -> Checked:
    """Check the records of an open workbook, those without a number as if they had one."""
    opened, table, today = read_open_return(book), findings_table(book), date.today()
    numbered = dict(_missing_numbers(opened))
    rows = [with_cells(row, {RECORD_NO: numbered.get(row.row or 0)}) for row in opened.read.rows]
    return Checked(opened, table, numbered, rows, judged(book, opened, rows, today), today)


def judged(book: xw.Book, opened: OpenReturn, rows: Sequence[RawRow], today: date) -> CheckResult:
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


def with_cells(row: RawRow, cells: Mapping[str, object]) -> RawRow:
    """A row with some cells filled in; None leaves a cell as it is."""
    filled = {header: value for header, value in cells.items() if value is not None}
    return row._replace(cells={**row.cells, **filled}) if filled else row


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


def write_numbers(checked: Checked, changes: Changes) -> None:
    """Write the record numbers that are missing."""
    for rows in runs_of(sorted(checked.numbered)):
        first = checked.opened.cell(rows[0], RECORD_NO)
        numbers = [[float(checked.numbered[row])] for row in rows]
        changes.write(first.resize(len(rows)), numbers, before=[[None]] * len(rows))


def runs_of(rows: Sequence[int]) -> list[list[int]]:
    """Rows that follow each other, together: each run is one write.

    >>> runs_of([3, 4, 9])
    [[3, 4], [9]]
    """
    together = groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0])
    return [[row for _, row in run] for _, run in together]


def write_findings(book: xw.Book, checked: Checked, changes: Changes) -> None:
    """List what was found, and say it on the sheet Checklist."""
    checked.table.write(lines_of(checked.result), changes)
    say_on_checklist(book, changes, status=status_of(checked), score=_score(checked.result))


def say_on_checklist(book: xw.Book, changes: Changes, *, status: str, score: str) -> None:
    """Write the two sentences of the sheet Checklist."""
    for name, text in ((CHECK_STATUS, status), (CHECKLIST_SCORE, score)):
        # Without the cell the sentence is still said aloud.
        if book.names.contains(name):
            cell = book.names[name].refers_to_range
            before = cells_of(cell)
            if cell_text(before[0][0]) != text:
                changes.write(cell, [[text]], before=before)


def status_of(checked: Checked) -> str:
    """When it was checked, and what was found."""
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


def said_besides(checked: Checked) -> str:
    """What somebody is told once, after a check."""
    shown, found = len(listed(checked.result.findings)), sum(not one.accepted for one in checked.result.findings)
    more = f" The gravest {shown:,} of {found:,} findings are listed." if shown < found else ""
    if checked.numbered:
        more += f" {how_many(len(checked.numbered), 'record')} without a number got one."
    return more
