"""From a published figure to the records behind it: which figure leads to which lines of the sheet Drill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from reports.behind.leading import NOWHERE, Figure, figures_that_share, rows_by
from reports.drill import DRILL
from reports.published import PublishedTable
from reports.summary_workbook.sheet import PlacedTable, SummarySheet
from workbook_templates.template.page import column_letters

__all__ = ["lead_to_records"]


def lead_to_records(sheets: Mapping[str, SummarySheet], placed: Mapping[str, PlacedTable]) -> None:
    """Make each published figure lead to its lines in the table `drill`.

    Args:
        sheets: the sheets by their names.
        placed: every table where it lies.
    """
    drill = placed[DRILL]
    lines: dict[Figure, tuple[int, int]] = {}
    name_at, row_at, column_at = map(drill.table.headers.index, ("Table", "Table row", "Column"))
    for row, cells in enumerate(drill.table.rows, start=drill.row + 1):
        figure = (str(cells[name_at]), int(str(cells[row_at])) - 1, str(cells[column_at]))
        first, _ = lines.get(figure, (row, row))
        lines[figure] = (first, row)
    tables = {name: place.table for name, place in placed.items()}
    for same, figure in chain(figures_that_share(tables), _drawn(tables)):
        if figure in lines:
            first, last = lines[figure]
            # Of tied terms each has lines of its own, one below the other.
            known = lines.get(same, (first, last))
            lines[same] = (min(first, known[0]), max(last, known[1]))
    end = column_letters(drill.last_column)
    targets = {figure: f"'{drill.sheet}'!A{first}:{end}{last}" for figure, (first, last) in lines.items()}
    by_table: dict[str, dict[tuple[int, str], str]] = {}
    for (name, row, column), target in targets.items():
        by_table.setdefault(name, {})[row, column] = target
    for name, of_table in by_table.items():
        sheets[placed[name].sheet].lead_from(placed[name], of_table)
    for sheet in sheets.values():
        sheet.lead_from_formulas(targets)


def _drawn(tables: Mapping[str, PublishedTable]) -> Iterator[tuple[Figure, Figure]]:
    """The figures of the charts, which repeat others."""
    for stem, header in (("theme", "Theme"), ("learning", "Learning")):
        at = rows_by(tables[f"{stem}_counts"], header)
        for row, term in enumerate(tables[f"{stem}_chart"].column(header)):
            yield (f"{stem}_chart", row, "Mentions"), (f"{stem}_counts", at.get(term, NOWHERE), "Total")
    at = rows_by(tables["bridge"], "Step")
    for row, line in enumerate(tables["bridge_chart"].lines()):
        for header in ("Total", "Added", "Removed"):
            if line[header]:
                yield ("bridge_chart", row, header), ("bridge", at.get(line["Step"], NOWHERE), "Total")
