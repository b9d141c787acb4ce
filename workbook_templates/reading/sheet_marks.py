"""What calamine does not tell of a sheet: error values, formulas, hidden rows, filters, and where it ends.

A sheet of forty thousand formatted rows is tens of megabytes of XML, so its bytes are searched and not parsed:
everything costs by what is found, and formatting behind the last content is cut off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from validators.cells import CellError
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters, column_number
from workbook_templates.reading.fetching import fetching_functions
from workbook_templates.reading.package import plain_markup

__all__ = ["ERROR_VALUES", "Place", "SheetMarks", "read_marks"]

Place = tuple[int, int]
"""Row and column of a cell, counted from 1."""

_LAST_ROW = 60_000
_LAST_COLUMN = 1_000
_LARGEST_AREA = 8_000_000
_MOST_FILLED = 2_000_000
# A sheet with so many filled cells is large by itself: no cell of it is far away from everything else.
_LARGE = 50_000

_STAND_IN = b"#N/A"
_PLAIN_ERRORS = frozenset({b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A"})
# calamine gives up a whole sheet for an error that it does not know: it gets the stand-in.
_NEWER_ERRORS = frozenset(
    b"#GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! #EXTERNAL! #PYTHON!".split()
)
_UNKNOWN_ERROR = "#ERROR!"
ERROR_VALUES = frozenset(code.decode() for code in _PLAIN_ERRORS | _NEWER_ERRORS)
"""The spreadsheet errors that a cell can show."""

# What a cell with content holds: a value, an inline text or a formula, with any namespace prefix or none.
_CONTENT = (b"<v", b"<is", b"<f", b":v", b":is", b":f")
_BODY = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*)?(?<!/)>")
_ROW_END = re.compile(rb"</(?:[\w.-]+:)?row\s*>")
_FILTER_MODE = re.compile(rb"""filterMode\s*=\s*["'](?:1|true)["']""")
_FILTER_SET = re.compile(rb"""<(?:[\w.-]+:)?filterColumn\s[^<>]*[^/<>]>\s*<[^/]""")
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*["']([^"'<]*)["']""")
_ERROR = re.compile(rb"""t\s*=\s*["']e["']""")
_ADDRESS = re.compile(rb"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
# A number that is no day, whatever its format says: below 0, or of eight figures and more before the point.
_NO_DAY = re.compile(rb">\s*(?:-[0-9]|[0-9]{8}|[0-9][0-9.]*[Ee]\+?[0-9])[^<>]*</(?:[\w.-]+:)?v\s*>")
# The formulas of entry rules and conditional formats.
_RULE_FORMULA = re.compile(rb"<(?:[\w.-]+:)?(?:formula[12]?|f)(?:\s[^<>]*)?(?<!/)>([^<]+)<")
_FORMAT = re.compile(rb"""\ss\s*=\s*["'][0-9]*["']""")

# Something in row 10,000 or below, or right of column ZZ; then, and only then, every cell with content is measured.
_MAY_BE_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,}[0-9]+|[A-Za-z]+[0-9]{5,})["']""")
_WITH_CONTENT = re.compile(rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?r\s*=\s*["']([^"'<>]*)["'][^<>]*(?<!/)>(?!\s*</)""")
_PREFIX = re.compile(rb"xmlns:([\w.-]+)")
_TAG_PREFIX = re.compile(rb"</?((?:[\w.-]+:)?)[\w.-]")
# No cell's tag is so long, or holds the sign that ends it: a reader that searches would take it for something else.
_LONGEST_TAG = 500
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % _LONGEST_TAG)
_SIGN_IN_TAG = re.compile(rb"""<[^<>"']*(?:"[^<>"]*"[^<>"']*|'[^<>']*'[^<>"']*)*(?:"[^<>"]*|'[^<>']*)>""")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What only the sheet's XML shows.

    Attributes:
        errors: cells that hold a spreadsheet error.
        formulas: cells that hold a formula.
        hidden_rows: rows that are hidden, by hand or by a filter.
        filtered: whether a filter of the sheet is on.
        fetching: functions that reach out of the workbook, as often as its formulas call them.
        around: the sheet's XML without its cells: headers and footers, entry rules, conditional formats, links.
    """

    errors: Mapping[Place, CellError] = field(default_factory=lambda: MappingProxyType({}))
    formulas: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    filtered: bool = False
    fetching: tuple[str, ...] = ()
    around: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags that are searched for, with the namespace prefix that the sheet uses."""

    body_end: bytes
    cell: re.Pattern[bytes]
    cell_start: bytes
    row: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    formula_text: re.Pattern[bytes]
    filled: tuple[bytes, ...]
    value: re.Pattern[bytes]


@cache
def _tags(prefix: bytes) -> _Tags:
    p = re.escape(prefix)
    return _Tags(
        body_end=b"</%bsheetData" % prefix,
        cell=re.compile(rb"<%bc[\s/>]" % p),
        cell_start=b"<%bc" % prefix,
        row=re.compile(rb"<%brow\s[^<>]*>" % p),
        formula=re.compile(rb"<%bf[\s/>]" % p),
        formula_text=re.compile(rb"<%bf(?:\s[^<>]*)?(?<!/)>([^<]+)<" % p),
        filled=(b"<%bv>" % prefix, b"<%bv " % prefix, b"<%bis" % prefix),
        value=re.compile(rb"\s*(?:<%bf(?:\s[^<>]*)?(?:/>|>[^<]*</%bf\s*>)\s*)?<%bv(?:\s[^<>]*)?>([^<]+)<" % (p, p, p)),
    )


def read_marks(part: bytes, *, sheet: str) -> tuple[bytes, SheetMarks]:
    """Search a sheet's XML.

    Args:
        part: the sheet's XML.
        sheet: the sheet's name, for a refusal.

    Returns:
        The sheet as calamine can read it, without the formatted cells behind the last content; and the marks.

    Raises:
        FileFault: the sheet is no XML, or something stands so far away that it cannot be laid out in memory.
    """
    part = plain_markup(part)
    opening = _BODY.search(part)
    if opening is None:
        if b"sheetData" not in part:
            raise refusals.damaged()
        return part, SheetMarks(filtered=_is_filtered(part), fetching=_fetching(part), around=part)
    tags = _tags(opening[1])
    start, end = opening.end(), part.find(tags.body_end, opening.end())
    if end < 0:
        raise refusals.damaged()
    before, cells, after = part[:start], part[start : _end_of_content(part, start, end)], part[end:]
    _refuse_strange_tags(cells)
    _refuse_other_prefixes(before, cells, opening[1])
    _refuse_missing_addresses(cells, tags, sheet)
    _refuse_far_cells(cells, sheet)
    if sum(map(cells.count, tags.filled)) > _MOST_FILLED:
        raise refusals.too_many_cells(sheet, _MOST_FILLED)
    errors = list(_errors(cells, tags, sheet))
    return before + _without_false_days(_readable(cells, errors), tags) + after, SheetMarks(
        errors={error.place: CellError(error.code) for error in errors},
        formulas=frozenset(_formulas(cells, tags, sheet)),
        hidden_rows=frozenset(_hidden_rows(cells, tags, sheet)),
        filtered=_is_filtered(before + after),
        fetching=fetching_functions(tags.formula_text.findall(cells)) + _fetching(before + after),
        around=before + after,
    )


def _fetching(around: bytes) -> tuple[str, ...]:
    """What the formulas beside the cells reach out to; entry rules and conditional formats are calculated too."""
    return fetching_functions(_RULE_FORMULA.findall(around))


def _is_filtered(outside: bytes) -> bool:
    """Whether a filter is on; a filter button alone leaves its filterColumn empty."""
    return _FILTER_MODE.search(outside) is not None or _FILTER_SET.search(outside) is not None


def _end_of_content(part: bytes, start: int, end: int) -> int:
    """Where the row of the last content ends."""
    last = max(part.rfind(mark, start, end) for mark in _CONTENT)
    if last < 0:
        return start
    row_end = _ROW_END.search(part, last, end)
    return row_end.end() if row_end else end


def _refuse_strange_tags(cells: bytes) -> None:
    """What is searched here must be what a parser sees: every sign that opens or closes is that of a tag."""
    if _may_hold_a_long_tag(cells) and _LONG_TAG.search(cells):
        raise refusals.damaged()
    # Programs write the sign that ends a tag as &gt; where it is text: then both signs are equally many.
    if cells.count(b"<") != cells.count(b">") and _SIGN_IN_TAG.search(cells):
        raise refusals.damaged()


def _refuse_other_prefixes(before: bytes, cells: bytes, prefix: bytes) -> None:
    """Every cell has the prefix of the sheet: one of another would be a cell to calamine, and none to what searches."""
    declared = {*_PREFIX.findall(before), b""} - {prefix.removesuffix(b":")}
    is_declared_inside = b"xmlns" in cells
    if any(b"<%b:" % other in cells for other in declared - {b""}) or (
        (prefix or is_declared_inside) and any(one != prefix for one in _TAG_PREFIX.findall(cells))
    ):
        raise refusals.damaged()


def _may_hold_a_long_tag(cells: bytes) -> bool:
    """Whether half of such a tag's length stands anywhere without a sign of a tag: only then all is searched."""
    half = _LONGEST_TAG // 2
    return any(
        cells.find(b">", at, at + half) < 0 and cells.find(b"<", at, at + half) < 0
        for at in range(0, len(cells) - half + 1, half)
    )


def _refuse_missing_addresses(cells: bytes, tags: _Tags, sheet: str) -> None:
    """Programs that leave addresses out leave all of them out, so the first cell tells."""
    first = tags.cell.search(cells)
    if first:
        _place(_tag(cells, first.start()), sheet)


def _refuse_far_cells(cells: bytes, sheet: str) -> None:
    """A sheet is laid out as a rectangle: one far cell would take all memory, and then calamine ends the process."""
    if _MAY_BE_FAR.search(cells) is None:
        return
    last_row = last_column = 0
    for number, found in enumerate(_WITH_CONTENT.finditer(cells), start=1):
        row, column = _parse_address(found[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        if row > _LAST_ROW or column > _LAST_COLUMN or last_row * last_column > _LARGEST_AREA:
            if number > _LARGE:
                raise refusals.too_many_cells(sheet, _MOST_FILLED)
            raise refusals.far_cell(sheet, f"{column_letters(column)}{row}")


def _parse_address(address: bytes) -> Place:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise refusals.damaged()
    return int(found[2]), column_number(found[1].decode())


def _tag(cells: bytes, start: int) -> bytes:
    return cells[start : cells.find(b">", start) + 1]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    if len(tag) > _LONGEST_TAG:
        raise refusals.damaged()
    return dict(_ATTRIBUTE.findall(tag))


def _place(tag: bytes, sheet: str) -> Place:
    address = _attributes(tag).get(b"r")
    if address is None:
        raise refusals.no_addresses(sheet)
    return _parse_address(address)


def _formulas(cells: bytes, tags: _Tags, sheet: str) -> Iterator[Place]:
    """A formula is the first thing in its cell, so the cell is the last one that began before it."""
    cell, before = -1, 0
    for found in tags.formula.finditer(cells):
        # Looked for from the formula before on: thousands in one cell would else be walked back over each time.
        begun = cells.rfind(tags.cell_start, before, found.start())
        before = found.start()
        if begun > cell:
            cell = begun
            yield _place(_tag(cells, cell), sheet)


@dataclass(frozen=True, slots=True)
class _FoundError:
    """An error value: its cell, its code, and where its text stands in the bytes."""

    place: Place
    code: str
    start: int
    end: int


def _errors(cells: bytes, tags: _Tags, sheet: str) -> Iterator[_FoundError]:
    start = before = 0
    for found in _ERROR.finditer(cells):
        start = max(start, cells.rfind(b"<", before, found.start()))
        before = found.start()
        tag = _tag(cells, start)
        # The same letters may stand in a text, or end another attribute.
        if _attributes(tag).get(b"t") != b"e":
            continue
        value = tags.value.match(cells, start + len(tag))
        if value:
            code = value[1] if value[1] in _PLAIN_ERRORS | _NEWER_ERRORS else _UNKNOWN_ERROR.encode()
            yield _FoundError(_place(tag, sheet), code.decode(), *value.span(1))


def _readable(cells: bytes, errors: list[_FoundError]) -> bytes:
    pieces, at = [], 0
    for error in errors:
        if cells[error.start : error.end] not in _PLAIN_ERRORS:
            pieces += [cells[at : error.start], _STAND_IN]
            at = error.end
    return b"".join([*pieces, cells[at:]])


def _without_false_days(cells: bytes, tags: _Tags) -> bytes:
    """Take the format off numbers that are no day.

    In a date column a phone number is a number with a date's format: calamine ends on it, or reads another value.
    """
    pieces, at, before = [], 0, 0
    for found in _NO_DAY.finditer(cells):
        start = cells.rfind(tags.cell_start, max(at, before), found.start() + 1)
        before = found.start()
        if start >= 0:
            tag = _tag(cells, start)
            pieces += [cells[at:start], _FORMAT.sub(b"", tag)]
            at = start + len(tag)
    return b"".join([*pieces, cells[at:]])


def _hidden_rows(cells: bytes, tags: _Tags, sheet: str) -> Iterator[int]:
    if b"hidden" not in cells:
        return
    for found in tags.row.finditer(cells):
        if b"hidden" in found[0]:
            attributes = _attributes(found[0])
            if attributes.get(b"hidden") in (b"1", b"true"):
                if not attributes.get(b"r", b"").isdigit():
                    raise refusals.no_addresses(sheet)
                yield int(attributes[b"r"])
