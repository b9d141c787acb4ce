"""The sheet Reconciliation: each ICB's own count against the records counted, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator

from reports.published import PublishedTable
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import NOTE, SECTION, PlacedTable, SummarySheet
from reports.summary_workbook.wording import listed
from validators.quoting import how_many
from workbook_templates.template.looks import FLAG

__all__ = ["write_reconciliation"]

_PARTS = ("total", "open", "closed")


def write_reconciliation(sheet: SummarySheet, edition: Edition) -> None:
    """Write what differs in words, then the table with its differences marked."""
    sheet.without_gridlines()
    sheet.widths(12, 52, *([13] * 9))
    table = edition.table("reconciliation")
    lead = "Declared: the ICB's own count, typed on its sheet Your ICB. Difference: declared minus counted."
    row = begin_sheet(sheet, edition, "Reconciliation", [lead], naming="ICB")
    sheet.say(row, "What differs", SECTION)
    row = sheet.say_all(row + 1, _differing(table), NOTE)
    row = sheet.say_all(row, _not_differing(table))
    sheet.say(row + 1, "Each ICB's own count against the records counted", SECTION)
    _mark_differences(sheet, sheet.table(table, row=row + 2))


def _mark_differences(sheet: SummarySheet, placed: PlacedTable) -> None:
    """Bold, stripes and colour where a difference is not 0; its number format adds a sign and an arrow."""
    for header in placed.headers:
        if header.startswith("Difference"):
            area = placed.area(header)
            first = area.partition(":")[0]
            sheet.flag_where(area, f"=AND(ISNUMBER({first}),{first}<>0)", FLAG)


def _differing(table: PublishedTable) -> Iterator[str]:
    """A sentence for each ICB whose own count differs."""
    for row in table.rows:
        cells = dict(zip(table.headers, row, strict=True))
        apart = [part for part in _PARTS if cells[_difference(part)]]
        if apart:
            said = [
                f"{part} {cells[f'Declared {part}']} declared and {cells[f'Counted {part}']} counted" for part in apart
            ]
            yield f"{cells['ICB']} ({cells['ICB code']}): {_how_far(cells[_difference('total')])} {listed(said)}."


def _difference(part: str) -> str:
    return "Difference" if part == "total" else f"Difference {part}"


def _how_far(difference: object) -> str:
    """The difference in totals in words."""
    number = int(str(difference or 0))
    if not number:
        return "its own count divides differently:"
    return f"its own count is {how_many(abs(number), 'review')} {'more' if number > 0 else 'fewer'} than its records:"


def _not_differing(table: PublishedTable) -> Iterator[str]:
    """A sentence for the ICBs that gave no count of their own, and one where no count differs."""
    declared = table.headers.index("Declared total")
    silent = [str(row[0]) for row in table.rows if row[declared] is None]
    if not list(_differing(table)) and len(silent) < len(table.rows):
        yield "No ICB's own count differs from the records counted."
    if silent:
        yield f"No own count to compare with: {listed(silent)}."
