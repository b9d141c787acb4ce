"""A record as somebody entered it: its raw cells beside what was understood of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple, cast

from pydantic import ValidationError

from validators.case_review import COLUMN_BY_FIELD, COLUMN_BY_HEADER, CaseReview
from validators.cells import Note, Reading, cell_text
from validators.harmless_phrases import NO_PHRASES, HarmlessPhrases
from validators.pid import Span, withhold
from validators.pid_elsewhere import PidElsewhere
from validators.pid_in_cells import ADDED_COLUMN, Known, find_pid_once, pid_in_row
from validators.vocabularies.organisations import has_local_lists, pack_of_icb
from validators.your_icb import YourIcb

__all__ = [
    "Circumstances",
    "Entry",
    "Problem",
    "RawRow",
    "SavedFile",
    "is_blank",
    "problems_of",
    "records_fingerprint",
    "showable_record",
    "understand",
]

# A record number is shown in every message, so only what looks like a number is: somebody may have typed a name.
_SHOWABLE_RECORD = re.compile(r"(?:[A-Z0-9]{3,5}/(?:[A-Za-z]{1,12}/)?)?[0-9]{1,7}[A-Za-z]?")
_MOST_FIGURES = 7
_RECORD_NO = [*CaseReview.model_fields].index("record_no")
_NOT_SHOWN = "(not shown)"
_NOTHING: Mapping[str, object] = MappingProxyType({})


def showable_record(number: str | None) -> str | None:
    """A record number as it may be shown.

    >>> showable_record("12"), showable_record("QKK/Adults/12"), showable_record("a name")
    ('12', 'QKK/Adults/12', '(not shown)')
    """
    if number is None or (number.isdecimal() and number.isascii() and len(number) <= _MOST_FIGURES):
        return number
    return number if _SHOWABLE_RECORD.fullmatch(number) else _NOT_SHOWN


class RawRow(NamedTuple):
    """One row as read: cells by header, None or '' for blank.

    Attributes:
        cells: header to value (text, number, date, `CellError`).
        row: the row that Excel shows, or None when there is none.
        formulas: headers of cells that hold a formula.
        added: cells of columns that the ICB added, by the column's letters.
    """

    cells: Mapping[str, object]
    row: int | None = None
    formulas: frozenset[str] = frozenset()
    added: Mapping[str, object] = _NOTHING


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell could not be read: a code, and the terms that may have been meant.

    Attributes:
        code: `not_a_term`, `not_a_date`, `not_a_number` or `cell_error`.
        candidates: codes of terms that may have been meant, best first.
        ambiguous: True when the word names all the candidates.
        error: the spreadsheet error, for `cell_error`.
    """

    code: str
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """What only the saved file shows about the `Cases` sheet.

    Attributes:
        hidden_rows: rows with a record that are hidden by hand.
        filtered: True when a filter is on.
        outside_table: rows with a record that lie outside the `cases` table.
        drift: headers of the columns whose dropdown or conditional format is lost or changed ("Cases" for the
            sheet as a whole), or None when nobody has looked.
        missing_columns: headers of the template's columns that the table lacks, renamed ones included.
        elsewhere: the PID outside the records, or None when nobody has looked.
        unread: what outside the records could not be read and so was not searched.
    """

    hidden_rows: tuple[int, ...] = ()
    filtered: bool = False
    outside_table: tuple[int, ...] = ()
    drift: tuple[str, ...] | None = None
    missing_columns: tuple[str, ...] = ()
    elsewhere: tuple[PidElsewhere, ...] | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circumstances:
    """All that a check knows besides the rows, so that it can be repeated: no rule reads the clock.

    Attributes:
        today: the day of the check.
        your_icb: what the return says of itself.
        saved: what only the saved file shows, or None in an open workbook.
        previous_fingerprint: `records_fingerprint` of last month's return, or None when it is not at hand.
        harmless: phrases that the ICB has looked at: a possible personal detail that is one of them is not told.
    """

    today: date
    your_icb: YourIcb = field(default_factory=YourIcb)
    saved: SavedFile | None = None
    previous_fingerprint: str | None = None
    harmless: HarmlessPhrases = NO_PHRASES

    @cached_property
    def icb(self) -> str | None:
        """The return's ICB."""
        return self.your_icb.your_icb

    @cached_property
    def month(self) -> date | None:
        """The last day of the reporting month."""
        return self.your_icb.month

    @cached_property
    def local_lists(self) -> bool:
        """Whether the region of the ICB has lists of local authorities and boards."""
        return self.icb is None or has_local_lists(self.icb)

    @cached_property
    def closes_by_either(self) -> bool:
        """Whether the region of the ICB closes a review that is signed off, or published or under embargo."""
        pack = pack_of_icb(self.icb)
        return pack is not None and pack.closing == "or"


@dataclass(frozen=True, init=False)
class Entry:
    """One record: the raw row, what was understood, and what was not.

    Attributes:
        raw: the row as read.
        values: what was understood of its cells, in the order of the model's fields.
        problems: header to what is wrong with the cell.
        notes: header to how the cell was interpreted.
        local_lists: whether boards and local authorities were looked up in a list.
        known_pid: what was found in short texts of the rows before.
    """

    raw: RawRow
    values: tuple[object, ...]
    problems: Mapping[str, Problem]
    notes: Mapping[str, Note]
    local_lists: bool = True
    known_pid: Known | None = field(default=None, repr=False, compare=False)

    def __init__(
        self,
        raw: RawRow,
        values: tuple[object, ...],
        problems: Mapping[str, Problem],
        notes: Mapping[str, Note],
        local_lists: bool = True,
        known_pid: Known | None = None,
    ) -> None:
        # Past the guard of a frozen class, because there is one for each record of a return: it takes half the time.
        held = self.__dict__
        held["raw"] = raw
        held["values"] = values
        held["problems"] = problems
        held["notes"] = notes
        held["local_lists"] = local_lists
        held["known_pid"] = known_pid

    @cached_property
    def review(self) -> CaseReview:
        """The record as understood; a cell that could not be read is None there."""
        return CaseReview.of_values(self.values)

    @cached_property
    def pid(self) -> Mapping[str, tuple[Span, ...]]:
        """Header (or "added column AR") to the PID found in the cell as it stands; searched once."""
        return pid_in_row(
            self.raw.cells,
            self.raw.added,
            unread=self.problems.keys(),
            local_lists=self.local_lists,
            known=self.known_pid,
        )

    def text_with_pid(self, place: str) -> str:
        """The text in which the PID under a key of `pid` was found; for looking at, never for showing."""
        added = place.removeprefix(ADDED_COLUMN)
        return self.text(place) if added == place else cell_text(self.raw.added.get(added))

    def find_pid(self, text: str) -> tuple[Span, ...]:
        """What is found in a text of this record; a short one that stands in other records too is searched once."""
        return find_pid_once(text, self.known_pid)

    @property
    def row(self) -> int | None:
        """The row that Excel shows."""
        return self.raw.row

    @property
    def record(self) -> str | None:
        """The record number as it may be shown, or None when there is none."""
        return showable_record(cast("str | None", self.values[_RECORD_NO]))

    def text(self, header: str) -> str:
        """A cell's content as text, '' when blank; for looking at, never for showing."""
        return cell_text(self.raw.cells.get(header))


def understand(raw: RawRow, *, local_lists: bool = True) -> Entry:
    """Read every cell of a row by itself; one bad cell hides no other.

    >>> entry = understand(RawRow({"Status": "open", "Theme 1": "Neglct"}))
    >>> entry.review.status, entry.problems["Theme 1"].candidates
    ('Open', ('Neglect',))
    """
    reading = Reading(local_lists=local_lists)
    cells = {
        header: value
        for header, value in raw.cells.items()
        if value is not None and value != "" and header in COLUMN_BY_HEADER
    }
    problems: dict[str, Problem] = {}
    try:
        review = CaseReview.model_validate(cells, context=reading)
    except ValidationError as refused:
        problems = problems_of(refused)
        reading.notes.clear()
        readable = {header: value for header, value in cells.items() if header not in problems}
        review = CaseReview.model_validate(readable, context=reading)
    notes = {COLUMN_BY_FIELD[note.field].header: note for note in reading.notes}
    return Entry(raw, tuple(review.__dict__.values()), problems, notes, local_lists)


def problems_of(refused: ValidationError) -> dict[str, Problem]:
    """Header to what is wrong with its cell, in the order of the columns."""
    found: dict[str, Problem] = {}
    for error in refused.errors(include_input=False, include_url=False):
        context = error.get("ctx", {})
        found[str(error["loc"][0])] = Problem(
            code=error["type"],
            candidates=tuple(_strings(context.get("candidates", ()))),
            ambiguous=bool(context.get("ambiguous", False)),
            error=str(context.get("error", "")),
        )
    return found


def _strings(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values)


def records_fingerprint(entries: Iterable[Entry]) -> str:
    """A digest by which two returns can be compared without keeping their text.

    The order of the rows plays no part, nor does how a value was typed: "DV" and Domestic Violence are the same. PID is
    withheld before anything is digested, so that nobody can try out numbers against the digest.

    >>> june = [understand(RawRow({"Status": "open"})), understand(RawRow({"Status": "Closed"}))]
    >>> july = [understand(RawRow({"Status": "Closed"})), understand(RawRow({"Status": "Open"}))]
    >>> records_fingerprint(june) == records_fingerprint(july)
    True
    """
    return sha256("\n".join(sorted(_record_digest(entry) for entry in entries)).encode()).hexdigest()


def _record_digest(entry: Entry) -> str:
    understood = [
        (name, _without_pid(entry, COLUMN_BY_FIELD[name].header) or str(value))
        for name, value in entry.review.__dict__.items()
        if value is not None
    ]
    unread = sorted((header, _without_pid(entry, header) or entry.text(header)) for header in entry.problems)
    # `ascii`, because a damaged text can hold what no encoding takes.
    return sha256(ascii((understood, unread)).encode()).hexdigest()


def _without_pid(entry: Entry, header: str) -> str:
    """A cell in which PID was found, without it; empty for any other cell."""
    spans = entry.pid.get(header, ())
    return withhold(entry.text(header), spans) if spans else ""


def is_blank(value: object) -> bool:
    """Whether a cell counts as empty: nothing, or white space alone.

    >>> is_blank("  "), is_blank(0.0), is_blank("#N/A")
    (True, False, False)
    """
    return value is None or (isinstance(value, str) and not value.strip())
