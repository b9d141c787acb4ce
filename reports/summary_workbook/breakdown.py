"""Tables one below the other, each with its heading and what must be known to read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.summary_workbook.edition import Edition
from reports.summary_workbook.sheet import NOTE, SECTION, SENTENCE, PlacedTable, SummarySheet

__all__ = ["LABELS", "Section", "write_sections"]

LABELS = (12, 50)
"""Widths of the first two columns: an ICB's code and its name, or whatever else the rows are called."""

# What stands in the first column where the second says it in words.
_CODES = ("ICB code", "Rule")


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a sheet.

    Attributes:
        heading: above it.
        table: its name; empty where there are words alone.
        sentences: what is said between the two.
        warns: whether they warn.
        page: whether it begins a new printed page.
    """

    heading: str
    table: str
    sentences: tuple[str, ...] = ()
    warns: bool = False
    page: bool = False


def write_sections(
    sheet: SummarySheet, edition: Edition, sections: Iterable[Section], *, row: int
) -> Sequence[PlacedTable]:
    """Write sections from a row on; tables without codes begin in the wide second column."""
    placed: list[PlacedTable] = []
    for section in sections:
        if section.page:
            sheet.new_page(row)
        sheet.say(row, section.heading, SECTION)
        row = sheet.say_all(row + 1, section.sentences, NOTE if section.warns else SENTENCE)
        if section.table:
            table = edition.table(section.table)
            placed.append(sheet.table(table, row=row, column=1 if table.headers[0] in _CODES else 2))
            row = placed[-1].last_row + 1
        row += 1
    return placed
