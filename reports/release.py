"""The list of what may be a personal detail: written for the region to review, and read back with its decisions."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from python_calamine import CalamineError

from reports.matching import CountedRecord
from reports.withheld import SpanPlace
from validators.cells import cell_text
from validators.messages import summaries as messages
from validators.pid import Confidence, Kind
from validators.vocabularies import Term
from workbook_templates.faults import FileFault
from workbook_templates.reading.table_workbooks import open_tables

__all__ = [
    "NO",
    "RELEASE",
    "RELEASE_COLUMNS",
    "WITHHELD_COLUMNS",
    "YES",
    "read_release",
    "release_rows",
    "withheld_rows",
]

RELEASE = "Release"
YES, NO = "yes", "no"
RELEASE_COLUMNS = (
    "File",
    "ICB code",
    "Record no.",
    "Row",
    "Column",
    "Kind",
    "Start",
    "Length",
    "SHA-256",
    RELEASE,
)
WITHHELD_COLUMNS = ("ICB code", "ICB", "Certain withheld", "Possible withheld", "Possible released")

_ZIP = b"PK"
_NEEDED = ("SHA-256", "Row", "Column", "Kind", "Start", "Length", RELEASE)
_SHA256_LETTERS = 64
_ENCODINGS = ("utf-8-sig", "cp1252")
_SEPARATORS = ",;\t"


def release_rows(records: Iterable[tuple[CountedRecord, str]]) -> Iterator[tuple[object, ...]]:
    """A row for each possible span of the records, with the file that they came from; never its text."""
    for one, file in records:
        for held in one.record.withheld:
            if held.confidence is Confidence.POSSIBLE:
                place = held.place
                told = (place.row, place.column, place.kind, place.start, place.length, place.sha256)
                yield (file, one.icb, one.record.shown("record_no"), *told, YES if held.is_released else NO)


def withheld_rows(records: Iterable[CountedRecord], icbs: Iterable[Term]) -> Iterator[tuple[object, ...]]:
    """How many spans were withheld and released, for each ICB."""
    counts: Counter[tuple[str, Confidence, bool]] = Counter(
        (one.icb, held.confidence, held.is_released) for one in records for held in one.record.withheld
    )
    for icb in icbs:
        certain = counts[icb.code, Confidence.CERTAIN, False]
        possible = (counts[icb.code, Confidence.POSSIBLE, released] for released in (False, True))
        yield (icb.code, icb.label, certain, *possible)


def read_release(content: bytes) -> frozenset[SpanPlace]:
    """Read the reviewed list: a summary whose table `release` was answered, or that sheet saved as CSV.

    Returns:
        The places to be let through.

    Raises:
        FileFault: it is no such list, or a line of it cannot be understood.
    """
    lines = _of_workbook(content) if content.startswith(_ZIP) else _of_csv(content)
    decided: dict[SpanPlace, tuple[int, bool]] = {}
    for number, line in lines:
        place, answer = _decided(number, line)
        earlier, other = decided.setdefault(place, (number, answer))
        if answer is not other:
            raise FileFault(messages.RELEASED_AND_NOT(earlier=earlier, number=number))
    return frozenset(place for place, (_, answer) in decided.items() if answer)


@dataclass(frozen=True, slots=True)
class _Line:
    cells: Mapping[str, str]

    def __getitem__(self, header: str) -> str:
        return self.cells[header].strip()


def _of_workbook(content: bytes) -> Iterator[tuple[int, _Line]]:
    try:
        table = open_tables(content).get_table_by_name("release")
        rows = [[cell_text(cell) for cell in row] for row in table.to_python()]
    except (CalamineError, KeyError, OSError, ValueError):
        raise _no_list() from None
    yield from _lines([str(header) for header in table.columns], rows, first=1)


def _of_csv(content: bytes) -> Iterator[tuple[int, _Line]]:
    text = _decoded(content)
    rows = text.splitlines()
    # The sheet has a title and sentences above the table, which a CSV of it has too.
    above = next((number for number, row in enumerate(rows) if all(header in row for header in _NEEDED)), None)
    if above is None:
        raise _no_list()
    separator = max(_SEPARATORS, key=rows[above].count)
    try:
        headers, *lines = csv.reader(StringIO("\n".join(rows[above:])), delimiter=separator, strict=True)
    except csv.Error:
        raise _no_list() from None
    yield from _lines(headers, lines, first=above + 2)


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_list()


def _lines(headers: Sequence[str], rows: Iterable[Sequence[str]], *, first: int) -> Iterator[tuple[int, _Line]]:
    places = {header.strip(): place for place, header in enumerate(headers)}
    if not places.keys() >= set(_NEEDED):
        raise _no_list()
    for number, row in enumerate(rows, start=first):
        if any(cell.strip() for cell in row):
            yield number, _Line({header: row[place] if place < len(row) else "" for header, place in places.items()})


def _decided(number: int, line: _Line) -> tuple[SpanPlace, bool]:
    """The place of a line, and whether it says yes."""
    answer = line[RELEASE].casefold()
    if answer not in (YES, NO, ""):
        raise FileFault(messages.NEITHER_YES_NOR_NO(number=number, column=RELEASE))
    sha256, column, kind = line["SHA-256"].casefold(), line["Column"], line["Kind"]
    numbers = [line[header] for header in ("Row", "Start", "Length")]
    is_whole = len(sha256) == _SHA256_LETTERS and bool(column) and kind in {each.value for each in Kind}
    if not is_whole or not all(text.isascii() and text.isdecimal() and len(text) <= 9 for text in numbers):
        raise FileFault(messages.RELEASE_LINE_CHANGED(number=number, column=RELEASE))
    row, start, length = map(int, numbers)
    return SpanPlace(sha256, row, column, kind, start, length), answer == YES


def _no_list() -> FileFault:
    return FileFault(messages.NO_RELEASE_LIST())
