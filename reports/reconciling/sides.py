"""The records of both sides in one form: what they may be known by, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from validators.case_review import COLUMN_BY_HEADER, CaseReview
from validators.entries import Entry, RawRow, showable_record, understand
from validators.placeholders import is_placeholder
from validators.vocabularies import spelling_key
from validators.vocabularies.organisations import has_local_lists
from workbook_templates.importing.imported import Imported
from workbook_templates.layout import RECORD_NO
from workbook_templates.reading import Return

__all__ = ["Reference", "SideRecord", "records_of_extract", "records_of_return"]

_SIGNS = re.compile(r"[^0-9a-z]+")
_BOARD = "Partnership or board"
_SLOTS = (
    ("identifier_type_1", "identifier_reference_1", "Identifier reference 1"),
    ("identifier_type_2", "identifier_reference_2", "Identifier reference 2"),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An identifier of a record.

    Attributes:
        kind: StEIS, Local and so on; empty where none is said.
        key: its letters and digits, folded.
        shown: as it may be shown; empty where it holds a personal detail.
    """

    kind: str
    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class SideRecord:
    """A record of one side.

    Attributes:
        file: the return's name as it is shown; empty for the extract.
        sheet: of the extract, as it may be shown; empty for a return.
        row: that Excel shows.
        record_no: as it may be shown.
        icb: code of its ICB, or None.
        board: the board, folded: a name that is in no list counts too, and is never shown.
        references: by which it may be found.
        review: the record as understood.
    """

    file: str
    sheet: str
    row: int | None
    record_no: str | None
    icb: str | None
    board: str
    references: tuple[Reference, ...]
    review: CaseReview

    @property
    def where(self) -> str:
        """Its place in a sentence."""
        return f"row {self.row} of {self.file or self.sheet}"

    @property
    def reference_shown(self) -> str:
        """The first reference that may be shown."""
        return next((one.shown for one in self.references if one.shown), "")


def records_of_extract(imported: Imported) -> list[SideRecord]:
    """The records of an extract as it was understood."""
    records = []
    for cells, (sheet, row) in zip(imported.records, imported.places, strict=True):
        known = {header: value for header, value in cells.items() if header in COLUMN_BY_HEADER}
        records.append(_record(understand(RawRow(known, row)), sheet=sheet))
    return records


def records_of_return(read: Return, *, file: str) -> list[SideRecord]:
    """The records of a return."""
    icb = read.your_icb.your_icb
    local_lists = icb is None or has_local_lists(icb)
    return [_record(understand(row, local_lists=local_lists), file=file, icb=icb) for row in read.rows]


def _record(entry: Entry, *, file: str = "", sheet: str = "", icb: str | None = None) -> SideRecord:
    review = entry.review
    return SideRecord(
        file=file,
        sheet=sheet,
        row=entry.row,
        record_no=None if RECORD_NO in entry.pid else showable_record(review.record_no),
        icb=review.icb or icb,
        board=spelling_key(review.board or str(entry.raw.cells.get(_BOARD) or "")),
        references=tuple(_references(entry)),
        review=review,
    )


def _references(entry: Entry) -> Iterator[Reference]:
    for kind, field, header in _SLOTS:
        text = getattr(entry.review, field)
        if text is None or is_placeholder(text):
            continue
        if key := _SIGNS.sub("", text.casefold()):
            yield Reference(getattr(entry.review, kind) or "", key, "" if header in entry.pid else text)
