"""The columns of `Cases` whose dropdowns, entry rules or conditional formats are no longer the template's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from validators.findings import CASES
from workbook_templates.layout import HEADERS, TO_COMPLETE, Tables
from workbook_templates.reading.drift.fingerprint import Fingerprint
from workbook_templates.reading.drift.guards import GuardDrift, guards_drifted
from workbook_templates.reading.drift.laid import TableOnSheet
from workbook_templates.reading.headers import HeaderRow, table_of
from workbook_templates.reading.sheets import Sheet

__all__ = ["cases_guards", "drifted_columns"]


def drifted_columns(sheet: Sheet, headers: HeaderRow, *, last_record: int, untouched: Fingerprint) -> tuple[str, ...]:
    """Headers of the model's columns that have drifted, in the template's order; `Cases` when all have.

    Args:
        sheet: the sheet of cases.
        headers: its headers as understood.
        last_record: the last row that holds a record.
        untouched: the template that the workbook was made from.

    Raises:
        FileFault: the sheet's XML is broken.
    """
    columns = headers.columns if headers.calculated is None else {**headers.columns, TO_COMPLETE: headers.calculated}
    found = cases_guards(sheet, columns, headers.row, last_record=last_record, untouched=untouched)
    drifted = {one.column for one in found if one.table == Tables().cases}
    ours = tuple(header for header in HEADERS if header in drifted)
    return (CASES,) if len(ours) == len(HEADERS) else ours


def cases_guards(
    sheet: Sheet, columns: Mapping[str, int], header_row: int, *, last_record: int, untouched: Fingerprint
) -> Iterable[GuardDrift]:
    """What is lost or altered on the sheet of cases, down to the table's last row or the last record.

    LibreOffice saves the rules of the rows below only as far as it sees fit, and does not grow the table.
    """
    table = table_of(sheet, header_row)
    last_row = max(table.last_record_row if table else 0, last_record, header_row + 1)
    ours = TableOnSheet(Tables().cases, header_row, last_row, {column: header for header, column in columns.items()})
    return guards_drifted(sheet, [ours], untouched.sheet(CASES))
