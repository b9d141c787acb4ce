"""Made-up returns for the tests of the consolidation: no person, case or reference in them is real."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from reports.choosing import Choice, Decision
from reports.consolidation import Consolidation, consolidate
from reports.matching import CountedRecord
from reports.previous import PreviousSummary
from reports.receiving import Received, Record, receive
from tests.workbook_templates.least_template import least_template_bytes
from validators.case_review import COLUMN_BY_FIELD, COLUMNS, CaseReview
from validators.month_end import standing_at
from validators.when import NOT_STATED
from workbook_templates.template import CellValue, FilledReturn, template_bytes

SEPTEMBER = date(2024, 9, 30)
OCTOBER = date(2024, 10, 31)
TODAY = date(2024, 11, 5)

HEADER_OF = {field: column.header for field, column in COLUMN_BY_FIELD.items()}
OPEN_SAR: Mapping[str, CellValue] = {
    "Status": "Open",
    "Review type": "SAR Adult",
    "Date added": date(2024, 3, 4),
    "Theme 1": "Neglect",
}


def return_bytes(
    *rows: Mapping[str, CellValue],
    icb: str | None = "QMF",
    month: date | None = OCTOBER,
    part: str | None = "Whole",
    number: int | None = 1,
    saved_on: date = date(2024, 11, 4),
    whole: bool = False,
    **own: int,
) -> bytes:
    """A return made from the template; `own` are own_total, own_open and own_closed.

    It has the two sheets of entries, or the template's other sheets too if it is to be whole.
    """
    heading = {"your_icb": icb, "reporting_month": month, "return_part": part, "return_number": number, **own}
    return _return_bytes(tuple(tuple(row.items()) for row in rows), tuple(heading.items()), saved_on, whole)


@cache
def _return_bytes(rows: tuple[Any, ...], heading: tuple[Any, ...], saved_on: date, whole: bool) -> bytes:
    filled = FilledReturn(your_icb=dict(heading), rows=[dict(row) for row in rows])
    made = template_bytes if whole else least_template_bytes
    return made(filled=filled, ready_rows=max(1, len(rows)), made_on=saved_on)


def received(file: str, *rows: Mapping[str, CellValue], **heading: Any) -> Received:
    """A return as received."""
    return receive(file, return_bytes(*rows, **heading), today=TODAY)


def consolidated(
    *files: Received,
    month: date = OCTOBER,
    region: str = "London",
    accepted: Mapping[str, date] | None = None,
    chosen: tuple[str, ...] = (),
    previous: PreviousSummary | None = None,
) -> Consolidation:
    choice = Choice(month, region, accepted or {}, frozenset(chosen))
    return consolidate(files, choice=choice, previous=previous)


def rows_of(consolidation: Consolidation, name: str) -> list[dict[str, Any]]:
    """A published table's rows by header."""
    table = consolidation.tables[name]
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def record_of(review: CaseReview, *, icb: str = "QMF", row: int = 5) -> Record:
    """A record as `receive` makes it from a review without PID."""
    number = review.record_no
    shown = review.__dict__ | {
        "record_no": int(number) if number and number.isdecimal() else number,
        "icb": review.icb or icb,
        "review_type": review.review_type or NOT_STATED,
        "origin": review.origin or (f"{icb}/{number}" if number else None),
    }
    return Record(row, review, tuple(shown[column.field] for column in COLUMNS), {})


def counted(icb: str = "QMF", *, month: date = OCTOBER, row: int = 5, **fields: Any) -> CountedRecord:
    """A counted record from fields of the model."""
    review = CaseReview(**fields)
    standing = standing_at(review, end=month, reporting_month=month)
    return CountedRecord(icb, standing.value, record_of(review, icb=icb, row=row))


def said_by(consolidation: Consolidation) -> list[str]:
    """Every text that a consolidation hands on: tables with their headers, decisions, findings and crashes."""
    tables = [(table.name, table.headers, table.rows) for table in consolidation.tables.values()]
    decisions = [_handed_on(one) for one in consolidation.decisions]
    return list(_texts((tables, decisions, consolidation.crashed, consolidation.region)))


def _handed_on(one: Decision) -> tuple[object, ...]:
    read = one.received
    records = [(record.cells, record.added) for record in read.records]
    return (one.status, one.reason, one.icb, read.file, read.refusal, read.findings, read.crashed, records)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _texts(list(value.items()))
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from _texts(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _texts([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif value is not None:
        yield str(value)
