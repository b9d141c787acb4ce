"""The examples that stand with each rule: Markdown tables read as rows of the `cases` table.

An example may begin with lines such as `today: 2024-11-05`, which set the circumstances. In a table's cells `#N/A` and
its like are error values, a leading `=` is a formula, `2024-10-31` is a true date and digits in a number column are
a number; everything else is text. A second table below the line `last month's records:` holds the return of the month
before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

from validators.case_review import COLUMN_BY_HEADER
from validators.cells import CellError
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, SavedFile, records_fingerprint, understand
from validators.rulebook import Rule, RuleBook
from validators.your_icb import YourIcb

__all__ = ["judge_example", "read_example", "read_markdown_rows"]

FIRST_ROW = 5
"""The row of the first record of an example, as in the template."""

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ERROR_VALUE = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_RULED_LINE = re.compile(r":?-{3,}:?")
_SETTING = re.compile(r"([a-z_]+): (.+)")
_LAST_MONTH = "last month's records:"


def read_markdown_rows(table: str) -> list[RawRow]:
    r"""Read a Markdown table with headers of the `cases` table.

    >>> rows = read_markdown_rows("| Status | Date added |\n| Open | 2024-10-01 |")
    >>> rows[0].row, rows[0].cells["Date added"]
    (5, datetime.date(2024, 10, 1))
    """
    lines = [line.strip() for line in dedent(table).splitlines() if line.strip().startswith("|")]
    headers, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    records = [cells for cells in body if not all(_RULED_LINE.fullmatch(cell) for cell in cells)]
    return [_row(headers, cells, FIRST_ROW + position) for position, cells in enumerate(records)]


def _row(headers: list[str], cells: list[str], row: int) -> RawRow:
    values = {header: _value(header, text) for header, text in zip(headers, cells, strict=True)}
    formulas = frozenset(header for header, text in zip(headers, cells, strict=True) if text.startswith("="))
    return RawRow(values, row=row, formulas=formulas)


def _value(header: str, text: str) -> object:
    kind = COLUMN_BY_HEADER[header].kind
    if _ERROR_VALUE.fullmatch(text):
        return CellError(text)
    if text.startswith("="):
        return text[1:]
    if kind == "date" and _ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    if kind in ("number", "record") and text.isdigit():
        return float(text)
    return text


def read_example(example: str) -> tuple[list[RawRow], Circumstances]:
    """Read an example with its circumstances; by default a return of QMF for October 2024, checked on 5 November."""
    heading: dict[str, object] = {"your_icb": "QMF", "reporting_month": date(2024, 10, 31)}
    saved: SavedFile | None = SavedFile(drift=())
    today = date(2024, 11, 5)
    this_month, _, last_month = example.partition(_LAST_MONTH)
    for line in dedent(this_month).splitlines():
        setting = _SETTING.fullmatch(line.strip())
        if setting is None:
            continue
        name, text = setting[1], setting[2]
        if name == "today":
            today = date.fromisoformat(text)
        elif name == "saved":
            saved = None
        elif name in _OF_SAVED_FILE:
            saved = replace(saved or SavedFile(), **{name: _OF_SAVED_FILE[name](text)})
        else:
            heading[name] = None if text == "(empty)" else _heading_value(text)
    previous = records_fingerprint(map(understand, read_markdown_rows(last_month))) if last_month else None
    your_icb = YourIcb.model_validate(heading)
    given = Circumstances(today=today, your_icb=your_icb, saved=saved, previous_fingerprint=previous)
    return read_markdown_rows(this_month), given


def _row_numbers(text: str) -> tuple[int, ...]:
    return tuple(int(row) for row in text.split(","))


def _headers(text: str) -> tuple[str, ...]:
    return () if text == "(none)" else tuple(header.strip() for header in text.split(","))


_OF_SAVED_FILE: dict[str, Callable[[str], Any]] = {
    "filtered": lambda text: text == "yes",
    "hidden_rows": _row_numbers,
    "outside_table": _row_numbers,
    "drift": _headers,
    "missing_columns": _headers,
}


def _heading_value(text: str) -> object:
    if _ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    return float(text) if text.isdigit() else text


def judge_example(rule: Rule, example: str) -> CheckResult:
    """Check an example by one rule alone."""
    rows, given = read_example(example)
    return check(rows, given=given, rules=RuleBook([rule]))
