"""Tell the records beneath the headers from headings, totals, repeated headers and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from validators.cells import cell_text
from validators.entries import is_blank
from workbook_templates.importing.contents import STEIS_NUMBER
from workbook_templates.importing.days import read_any_day
from workbook_templates.importing.headings import told_by
from workbook_templates.importing.tables import FoundTable
from workbook_templates.importing.targets import header_words

__all__ = ["Line", "LineKind", "lines_of"]

_TOTAL = re.compile(
    r"^\W*(?:(?:sub[ -]?|grand |overall )?totals?|count|(?:no\.?|number) of (?:\w+ )?(?:cases|reviews|records))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d\s,.%£()-]+")
_LONGEST_HEADING = 60
_FEW = 4


class LineKind(Enum):
    """What a row beneath the headers is."""

    RECORD = auto()
    HEADER_AGAIN = auto()
    HEADING = auto()
    TOTAL = auto()
    NOTE = auto()
    NUMBER_ONLY = auto()
    FORMULA_ONLY = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds something: its number, what it is, and the columns that are filled."""

    row: int
    kind: LineKind
    filled: tuple[int, ...]


def lines_of(table: FoundTable) -> list[Line]:
    """Every filled row beneath the headers, in order."""
    lines = [
        Line(row, _kind(table, row, filled), filled)
        for row in range(table.first_row, len(table.grid.rows) + 1)
        if (filled := _filled(table.grid.rows[row - 1]))
    ]
    return list(_notes_at_the_end(table, lines))


def _filled(values: Sequence[object]) -> tuple[int, ...]:
    return tuple(column for column, value in enumerate(values, start=1) if not is_blank(value))


def _kind(table: FoundTable, row: int, filled: tuple[int, ...]) -> LineKind:
    values = table.grid.rows[row - 1]
    texts = {column: cell_text(values[column - 1]) for column in filled}
    if _repeats_headers(table, texts):
        return LineKind.HEADER_AGAIN
    if _is_total(list(texts.values())):
        return LineKind.TOTAL
    numbered = {match.column for match in table.matches if match.target and match.target.kind == "record"}
    if set(filled) <= numbered and texts[filled[0]].isdecimal():
        return LineKind.NUMBER_ONLY
    if table.grid.formulas and all((row, column) in table.grid.formulas or column in numbered for column in filled):
        return LineKind.FORMULA_ONLY
    if len(filled) == 1 and _is_heading(table, filled[0], texts[filled[0]]):
        return LineKind.HEADING
    return LineKind.RECORD


def _repeats_headers(table: FoundTable, texts: dict[int, str]) -> bool:
    """Whether most cells say what the header above them says."""
    if not table.header_rows or len(texts) < 2:
        return False
    again = 0
    for column, text in texts.items():
        words = header_words(text)
        again += any(way and header_words(way) == words for way in table.headers.get(column, ()))
        for header_row in table.header_rows[:-1]:
            again += text == cell_text(table.grid.value(header_row, column))
    return again * 10 >= len(texts) * 6 and again >= 2


def _is_total(texts: list[str]) -> bool:
    labels = [text for text in texts if not _FIGURE.fullmatch(text)]
    if not labels or not all(len(label) <= _LONGEST_HEADING for label in labels):
        return False
    if _TOTAL.match(labels[0]):
        return len(labels) == 1 or all(_TOTAL.match(label) for label in labels)
    # A small summary beneath the records: a status or a type, and how many.
    figures = [text for text in texts if text.isdecimal() and len(text) <= _FEW]
    return len(texts) == 2 and len(labels) == len(figures) == 1 and told_by(labels[0]).is_whole


def _is_heading(table: FoundTable, column: int, text: str) -> bool:
    """Whether a single filled cell is a heading: short, on the left, and no value that its own column expects."""
    if len(text) > _LONGEST_HEADING or "\n" in text or table.grid.width < 3:
        return False
    first = min((match.column for match in table.matches), default=1)
    if column > first + 1:
        return False
    match = next((match for match in table.matches if match.column == column), None)
    kind = match.target.kind if match and match.target else ""
    if kind in ("identifier", "reference", "record") and any(sign.isdigit() for sign in text):
        return STEIS_NUMBER.search(text) is None and not re.fullmatch(r"\S*\d\S*", text)
    if kind == "date":
        return read_any_day(text) is None
    return kind != "text"


def _notes_at_the_end(table: FoundTable, lines: Sequence[Line]) -> Iterator[Line]:
    """A heading beneath the last record heads nothing: it is a note."""
    last = max((line.row for line in lines if line.kind is LineKind.RECORD), default=0)
    for line in lines:
        if line.kind is LineKind.HEADING and line.row > last:
            yield Line(line.row, LineKind.NOTE, line.filled)
        else:
            yield line
