"""The drill: every figure leads to as many records as it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from reports.behind.figure import How
from reports.behind.leading import LISTED, Figure, figures_that_lead, figures_that_share
from reports.self_check.sums import Line, Sum, Tables, exact, number

__all__ = ["figures_lead_to_their_records"]


def figures_lead_to_their_records(tables: Tables) -> Iterator[Sum]:
    """Each figure of the drill against the records that it lists, and against the cell whose figure it is.

    A column whose figures all agree is one sum; a figure that does not agree is one by its own name.
    """
    found: dict[Figure, _Drilled] = {}
    for line in tables["drill"].lines():
        figure = (str(line["Table"]), number(line["Table row"]) - 1, str(line["Column"]))
        found.setdefault(figure, _Drilled(str(line["Row"]))).take(line)
    columns: dict[str, int] = {}
    for (name, row, column), drilled in found.items():
        table = tables[name]
        there = row < len(table.rows) and column in table.headers
        cell = exact(table.rows[row][table.headers.index(column)]) if there else 0
        wrong = [one for one in drilled.sums(f"{name}: {drilled.row}, {column.lower()}", cell) if not one.holds]
        yield from wrong
        columns[f"{name}, {column.lower()}"] = columns.get(f"{name}, {column.lower()}", 0) + (not wrong)
    for of, right in columns.items():
        for check in (_RECORDS, _FIGURE):
            yield Sum(check, f"{of}: figures that do", right, right)
    yield from _no_figure_is_left_out(tables, found)


_RECORDS, _FIGURE = "The records behind a figure = the figure", "The drill's figure = the published one"


@dataclass(slots=True)
class _Drilled:
    """All lines of one figure together: what its row is of, its records, and what they say the figure is."""

    row: str
    records: int = 0
    is_counted: bool = True
    said: set[float] = field(default_factory=set)

    def take(self, line: Line) -> None:
        self.records += number(line["Records"])
        self.is_counted = self.is_counted and line["How"] == How.COUNTED
        self.said.add(exact(line["Figure"]))

    def sums(self, of: str, cell: float) -> Iterator[Sum]:
        if self.is_counted:
            yield Sum(_RECORDS, of, abs(cell), self.records)
        yield Sum(_FIGURE, of, cell, next(iter(self.said - {cell}), cell))


def _no_figure_is_left_out(tables: Tables, drilled: Collection[Figure]) -> Iterator[Sum]:
    leading = {same for same, figure in figures_that_share(tables) if figure in drilled}
    leading.update(drilled)
    for name, table in tables.items():
        if name in LISTED:
            continue
        columns: dict[str, list[int]] = {}
        for row, column, _ in figures_that_lead(table):
            columns.setdefault(column, []).append(row)
        for column, rows in columns.items():
            reached = sum((name, row, column) in leading for row in rows)
            yield Sum("Every figure leads to its records", f"{name}, {column.lower()}", len(rows), reached)
