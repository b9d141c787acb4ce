"""One return as it arrives: read, checked, and stripped of PID before anything leaves its file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pickle import Pickler
from typing import Protocol

from reports.cell_texts import in_reading_order
from reports.check_report.places import Places, places_in
from reports.withheld import SpanPlace, Withheld, Withholding
from validators.case_review import COLUMNS, CaseReview
from validators.cells import cell_text
from validators.check import check
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns, shown_part
from validators.entries import Circumstances, Entry, records_fingerprint
from validators.exceptions import read_exceptions
from validators.findings import Crash, Finding
from validators.origins import derived_origin
from validators.pid import find_pid, withhold
from validators.pid_in_cells import ADDED_COLUMN, find_pid_under
from validators.score import score_of
from validators.share import Share
from validators.when import NOT_STATED
from validators.your_icb import YourIcb
from workbook_templates.faults import FileFault
from workbook_templates.reading import Return, read_return

__all__ = [
    "AnyRecord",
    "Received",
    "Record",
    "Settled",
    "number_or_text",
    "receive",
    "shown_cells",
    "unread",
    "without_pid",
]

_FIELDS = tuple(column.field for column in COLUMNS)
_LOCAL_LISTS = ("local_authorities", "boards")
_TEXT_FIELDS = tuple(
    (column.field, column.header)
    for column in COLUMNS
    if column.kind != "date" and (column.vocabulary is None or column.vocabulary in _LOCAL_LISTS)
)
# References are not withheld for a `possible`: a local reference may well have ten digits.
_REFERENCES = frozenset(column.header for column in COLUMNS if column.kind == "reference")
# Longer digits may be an NHS number typed in the wrong place: they stay text, which is searched for PID.
_LONGEST_RECORD_NO = 7


class AnyRecord(Protocol):
    """What is asked of a record, however it is kept; `Record` says what each is."""

    @property
    def row(self) -> int | None: ...  # noqa: D102 - as there
    @property
    def review(self) -> CaseReview: ...  # noqa: D102
    @property
    def cells(self) -> tuple[object, ...]: ...  # noqa: D102
    @property
    def added(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def withheld(self) -> tuple[Withheld, ...]: ...  # noqa: D102
    def shown(self, field: str) -> object: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Record:
    """One case review on its way into the summary.

    Attributes:
        row: the row that Excel shows in its return.
        review: the record as understood.
        cells: the model's columns as the summary writes them, every PID span replaced.
        added: columns that the ICB added, header to text, every PID span replaced.
        withheld: the spans that were replaced, and those that the region let through.
    """

    row: int | None
    review: CaseReview
    cells: tuple[object, ...]
    added: Mapping[str, str]
    withheld: tuple[Withheld, ...] = ()

    def shown(self, field: str) -> object:
        """A field as the summary writes it."""
        return self.cells[_FIELDS.index(field)]


@dataclass(frozen=True, slots=True)
class Settled:
    """What had become of a return in the summary that it comes out of.

    Attributes:
        month: last day of the summary's month.
        status: as the summary's table of sources has it.
        reason: why, in a sentence.
    """

    month: date
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """One file as received.

    Attributes:
        file: the name it is shown by.
        sha256: of its bytes.
        refusal: why it cannot be used, or empty.
        heading: what it says of itself.
        template_version: of the workbook, or empty.
        saved_at: when the workbook says that it was saved.
        records: its case reviews.
        findings: what the check found in it.
        crashed: rules that failed by our own fault.
        content_mark: equal for two files that are equal in `Your ICB` and `cases`.
        part: the part of the ICB's records that it holds, PID withheld.
        records_mark: a digest of its records, by which next month sees whether anything was updated.
        score: how much of what was checked is right.
        active: what it holds that could run, fetch or lead out of it, in plain words; nothing of it goes on from here.
        places: where its cells stand, for links into it.
        settled: where it comes out of a summary: what had become of it there.
        rows_beyond: records of it that such a summary does not hold, because its file was not counted there.
        score_told: the score that such a summary gives its ICB, of all that was checked there.
    """

    file: str
    sha256: str
    refusal: str = ""
    heading: YourIcb = field(default_factory=YourIcb)
    template_version: str = ""
    saved_at: datetime | None = None
    records: Sequence[AnyRecord] = ()
    findings: Sequence[Finding] = ()
    crashed: tuple[Crash, ...] = ()
    content_mark: str = ""
    part: str = ""
    records_mark: str = ""
    score: Share = field(default_factory=Share)
    active: tuple[str, ...] = ()
    places: Places = field(default_factory=Places)
    settled: Settled | None = None
    rows_beyond: int = 0
    score_told: float | None = None

    @property
    def rows_read(self) -> int:
        """Number of records, those among them that nobody handed on."""
        return len(self.records) + self.rows_beyond


def receive(
    file: str,
    content: bytes,
    *,
    today: date,
    earlier: EarlierReturns = NO_EARLIER_RETURNS,
    file_name: str = "",
    released: frozenset[SpanPlace] = frozenset(),
    sha256: str = "",
) -> Received:
    """Read and check one return; a file that is no return comes back with its refusal.

    Args:
        file: the name it is shown by.
        content: its bytes.
        today: the day of the check.
        earlier: what earlier months' returns held.
        file_name: the file's own name, which is searched for PID and never shown.
        released: places that the region reviewed and lets through.
        sha256: of the file as it lies there, where that is not of these bytes because a password opened it.
    """
    sha256 = sha256 or hashlib.sha256(content).hexdigest()
    try:
        read = read_return(content)
    except FileFault as fault:
        return Received(file, sha256, refusal=str(fault))
    result = check(
        read.rows,
        given=Circumstances(today, read.your_icb, read.saved_as(file_name), earlier.mark_before(read.your_icb)),
        exceptions=read_exceptions(read.accepted),
    )
    added_headers = _added_headers(read.added_columns)
    withholding, part = Withholding(sha256, released), shown_part(read.your_icb)
    return Received(
        file=file,
        sha256=sha256,
        heading=read.your_icb,
        template_version=read.template_version,
        saved_at=read.saved_at,
        records=tuple(_record(entry, read.your_icb, part, added_headers, withholding) for entry in result.entries),
        findings=result.findings,
        crashed=result.crashed,
        content_mark=_content_mark(read),
        part=part,
        records_mark=records_fingerprint(result.entries),
        score=score_of(result).workbook,
        active=read.elsewhere.active,
        places=places_in(read),
    )


def unread(file: str, refusal: str) -> Received:
    """A file whose bytes could not be had at all."""
    return Received(file, sha256="", refusal=refusal)


def _record(
    entry: Entry, heading: YourIcb, part: str, added_headers: Mapping[str, str], withholding: Withholding
) -> Record:
    cells = shown_cells(entry, heading, withholding, part=part)
    added = {
        added_headers[letters]: _added_cell(letters, cell_text(value), entry, withholding)
        for letters, value in entry.raw.added.items()
    }
    return Record(entry.row, entry.review, cells, added, withholding.taken())


def _added_cell(letters: str, text: str, entry: Entry, withholding: Withholding) -> str:
    spans = find_pid(text)
    column = f"{ADDED_COLUMN}{letters}"
    shown = withholding.text(text, spans, row=entry.row, column=column, keep_possible=False) if spans else text
    return in_reading_order(shown)


def _added_headers(columns: Mapping[str, str]) -> dict[str, str]:
    """Letters to header of the columns that an ICB added; those that come to one header are told apart."""
    headers = {letters: without_pid(header) for letters, header in columns.items()}
    times = Counter(headers.values())
    return {
        letters: header if times[header] == 1 else f"{header} ({letters})".strip()
        for letters, header in headers.items()
    }


def shown_cells(
    entry: Entry, heading: YourIcb, withholding: Withholding, *, part: str | None = None
) -> tuple[object, ...]:
    """The model's columns as understood: what the return says once is said for each record."""
    review, raw, pid = entry.review, entry.raw.cells, entry.pid
    values = review.__dict__ | {
        "record_no": number_or_text(review.record_no),
        "icb": review.icb or heading.your_icb,
        "review_type": review.review_type or NOT_STATED,
    }
    for name, header in _TEXT_FIELDS:
        value = values[name]
        # The very text that the check searched and found nothing in is not searched again.
        if value is not None and (header in pid or (isinstance(value, str) and value != raw.get(header))):
            values[name] = _withheld(header, value, entry, withholding)
    values["origin"] = values["origin"] or derived_origin(entry, heading, part=part)
    shown = (values[name] for name in _FIELDS)
    # Asked here as well, because a call for each of a million cells would cost more than all the rest.
    return tuple(
        [value if not isinstance(value, str) or value.isascii() else in_reading_order(value) for value in shown]
    )


def _withheld(header: str, value: object, entry: Entry, withholding: Withholding) -> object:
    """A cell without its PID; a number that the check found to be an NHS number is treated as the text it is."""
    text = cell_text(value)
    spans = entry.pid.get(header, ()) if text == entry.raw.cells.get(header) else find_pid_under(header, text)
    if not spans:
        return value
    return withholding.text(text, spans, row=entry.row, column=header, keep_possible=header in _REFERENCES)


def number_or_text(record_no: str | None) -> int | str | None:
    """A record number as a workbook holds it, so that it sorts and is looked up as a number.

    >>> number_or_text("12"), number_or_text("12a")
    (12, '12a')
    """
    is_number = record_no is not None and record_no.isdecimal() and len(record_no) <= _LONGEST_RECORD_NO
    return int(record_no or 0) if is_number else record_no


def without_pid(text: str) -> str:
    """Free text with each PID span replaced by its kind."""
    spans = find_pid(text)
    return withhold(text, spans) if spans else text


def _content_mark(read: Return) -> str:
    """A digest of `Your ICB` and `cases`: two returns that were merely saved twice have the same."""
    content = BytesIO()
    # Without its memory of objects met before, pickle writes equal values as equal bytes.
    writer = Pickler(content, protocol=5)
    writer.fast = True
    writer.dump(sorted((name, str(value)) for name, value in read.your_icb.__dict__.items()))
    for row in read.rows:
        writer.dump([*row.cells.items(), *row.added.items()])
    return hashlib.sha256(content.getbuffer()).hexdigest()
