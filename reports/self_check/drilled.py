"""The drill: every figure leads to as many records as it counts."""

from __future__ import annotations

from collections.abc import Container, Iterator

from reports.behind import DRILLED
from reports.restated import AS_PUBLISHED, AS_RECORDED
from reports.self_check.sums import Line, Sum, Tables, number

__all__ = ["figures_lead_to_their_records"]

_Figure = tuple[str, int, str]


def figures_lead_to_their_records(tables: Tables) -> Iterator[Sum]:
    """Each figure of the drill against the records that it lists, and against the cell whose figure it is."""
    found: dict[_Figure, list[Line]] = {}
    for line in tables["drill"].lines():
        found.setdefault((str(line["Table"]), number(line["Table row"]), str(line["Column"])), []).append(line)
    for (name, row, column), lines in found.items():
        of, table = f"{name}: {lines[0]['Row']}, {column.lower()}", tables[name]
        cell = number(table.rows[row - 1][table.headers.index(column)]) if row <= len(table.rows) else 0
        records = sum(number(line["Records"]) for line in lines)
        yield Sum("The records behind a figure = the figure", of, abs(cell), records)
        said = {number(line["Figure"]) for line in lines}
        yield Sum("The drill's figure = the published one", of, cell, next(iter(said - {cell}), cell))
    yield from _no_figure_is_left_out(tables, found)


def _no_figure_is_left_out(tables: Tables, drilled: Container[_Figure]) -> Iterator[Sum]:
    for name, columns in DRILLED.items():
        lines = list(enumerate(tables[name].lines(), start=1))
        # The ends of each month are whole totals: those of the month stand in monthly_totals.
        lines = [(row, line) for row, line in lines if line.get("Reason") not in (AS_PUBLISHED, AS_RECORDED)]
        for column in columns:
            figures = [row for row, line in lines if number(line[column])]
            leading = sum((name, row, column) in drilled for row in figures)
            yield Sum("Every figure leads to its records", f"{name}, {column.lower()}", len(figures), leading)
