"""From a published figure to the records behind it: which figure leads to which line of the sheet Drill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.drill import DRILL
from reports.published import PublishedTable
from reports.summary_workbook.sheet import Figure, PlacedTable, SummarySheet

__all__ = ["lead_to_records"]


def lead_to_records(sheets: Mapping[str, SummarySheet], placed: Mapping[str, PlacedTable]) -> None:
    """Make each published figure lead to its first line in the table `drill`.

    Args:
        sheets: the sheets by their names.
        placed: every table where it lies.
    """
    drill = placed[DRILL]
    targets: dict[Figure, str] = {}
    for row, line in enumerate(drill.table.lines(), start=drill.row + 1):
        figure = (str(line["Table"]), int(str(line["Table row"])) - 1, str(line["Column"]))
        targets.setdefault(figure, f"'{drill.sheet}'!A{row}")
    for same, figure in _that_repeat_others(placed):
        if figure in targets:
            targets[same] = targets[figure]
    by_table: dict[str, dict[tuple[int, str], str]] = {}
    for (name, row, column), target in targets.items():
        by_table.setdefault(name, {})[row, column] = target
    for name, of_table in by_table.items():
        sheets[placed[name].sheet].lead_from(placed[name], of_table)
    for sheet in sheets.values():
        sheet.lead_from_formulas(targets)


def _that_repeat_others(placed: Mapping[str, PlacedTable]) -> Iterator[tuple[Figure, Figure]]:
    """Figures that repeat one of another table, and which; of tied terms the first, the others stand below it."""
    tables = {name: place.table for name, place in placed.items()}
    for stem, header in (("theme", "Theme"), ("learning", "Learning")):
        at = _rows(tables[f"{stem}_counts"], header)
        for row, line in enumerate(tables[f"{stem}_ranks"].lines()):
            column = "Total" if line["Reviews"] == "Overall" else str(line["Reviews"])
            first = str(line[header]).partition(" / ")[0]
            yield (f"{stem}_ranks", row, "Mentions"), (f"{stem}_counts", at[first], column)
        for row, line in enumerate(tables[f"{stem}_chart"].lines()):
            yield (f"{stem}_chart", row, "Mentions"), (f"{stem}_counts", at[line[header]], "Total")
    at = _rows(tables["icb_totals"], "ICB code")
    for row, line in enumerate(tables["reconciliation"].lines()):
        for header in ("Total", "Open", "Closed"):
            same = ("reconciliation", row, f"Counted {header.lower()}")
            yield same, ("icb_totals", at[line["ICB code"]], header)
    yield from _of_months(tables)


def _of_months(tables: Mapping[str, PublishedTable]) -> Iterator[tuple[Figure, Figure]]:
    at = _rows(tables["monthly_totals"], "Month")
    for row, line in enumerate(tables["as_published"].lines()):
        if line["Month"] in at:
            for header in ("Total", "Open", "Closed", "Status not stated"):
                same = ("as_published", row, f"Now {header.lower()}")
                yield same, ("monthly_totals", at[line["Month"]], header)
    at = _rows(tables["bridge"], "Step")
    for row, line in enumerate(tables["bridge_chart"].lines()):
        for header in ("Total", "Added", "Removed"):
            if line[header]:
                yield ("bridge_chart", row, header), ("bridge", at[line["Step"]], "Total")


def _rows(table: PublishedTable, header: str) -> dict[object, int]:
    return {name: row for row, name in enumerate(table.column(header))}
