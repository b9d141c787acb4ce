"""What does not add up in typed tables: rows, columns, breakdowns and months; named, and never mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.typed_figures.tables import TypedRow, TypedTable

__all__ = ["FigureFault", "not_checked", "verify_figures"]


@dataclass(frozen=True, slots=True)
class FigureFault:
    """One thing that does not add up.

    Attributes:
        table: the table, as it may be shown.
        row: the row, likewise.
        column: total, open, closed or status not stated.
        says: the figure that stands there.
        should_be: what the sum gives.
        by: the sum, in words.
    """

    table: str
    row: str
    column: str
    says: int
    should_be: int
    by: str

    @property
    def message(self) -> str:
        """The fault in one plain line."""
        return (
            f"{self.table}, {self.row}: {self.column} says {self.says:,} and should be {self.should_be:,}: {self.by}."
        )


def verify_figures(tables: Sequence[TypedTable]) -> list[FigureFault]:
    r"""Hold every sum of the tables against what is typed.

    >>> from reports.typed_figures.reading import read_typed_figures
    >>> typed = read_typed_figures(b"Type,Total,Open,Closed\nSAR,3,1,1\n")
    >>> [fault.message for fault in verify_figures(typed)]
    ['the table at row 1, SAR: total says 3 and should be 2: open 1 + closed 1 = 2.']
    """
    months = [table for table in tables if table.is_whole_months]
    latest = _latest(months[0]) if len(months) == 1 else None
    return [fault for table in tables for fault in _in_table(table, latest)]


def not_checked(tables: Sequence[TypedTable]) -> list[str]:
    """What could not be held against a sum, a line each."""
    lines = [
        f"{table.name}, {row.shown}: {column} holds no count, so its sums are not checked."
        for table in tables
        for row, column in table.unread
    ]
    has_months = sum(table.is_whole_months for table in tables) == 1
    lines += (
        f"{table.name}: no total is stated, so its columns are not added up."
        for table in tables
        if not table.is_months and not has_months and not any(row.is_total for row in table.rows)
    )
    return lines


def _latest(table: TypedTable) -> TypedRow:
    return max((row for row in table.rows if row.month), key=lambda row: row.month or (0, 0), default=table.rows[-1])


def _in_table(table: TypedTable, latest: TypedRow | None) -> Iterator[FigureFault]:
    rows = [fault for row in table.rows if (fault := _in_row(table, row))]
    if table.is_months:
        yield from rows
        yield from _months_twice(table)
        return
    columns = list(_in_columns(table, latest))
    for fault in list(rows):
        if told := _one_cause(table, fault, columns):
            rows.remove(fault)
            both, column = told
            columns.remove(column)
            rows.append(both)
    yield from rows
    yield from columns


def _in_row(table: TypedTable, row: TypedRow) -> FigureFault | None:
    if any(column not in row.counts for column in table.columns):
        return None
    parts = table.columns[1:]
    adds = sum(row.counts[column] for column in parts)
    if adds == row.counts["total"]:
        return None
    said = " + ".join(f"{column} {row.counts[column]:,}" for column in parts)
    return FigureFault(table.name, row.shown, "total", row.counts["total"], adds, f"{said} = {adds:,}")


def _in_columns(table: TypedTable, latest: TypedRow | None) -> Iterator[FigureFault]:
    """Columns against the table's own totals, and the whole against the latest month."""
    above: list[TypedRow] = []
    whole: list[TypedRow] = []
    grand = table.rows[-1] if table.rows[-1].is_total else None
    for row in table.rows:
        if not row.is_total:
            above.append(row)
            whole.append(row)
            continue
        added = whole if row is grand else above
        if added:
            yield from _against(table, added, row, row.shown, "column of the rows above adds to")
        above = []
    if latest is None:
        return
    month = f"latest month ({latest.label})" if latest.month else "latest month"
    if grand is None and _ends_in_its_sum(table, latest):
        return
    if grand is None:
        yield from _against(table, whole, latest, month, "column of the table adds to")
        return
    for column in table.columns:
        if column in grand.counts and column in latest.counts and grand.counts[column] != latest.counts[column]:
            stated = latest.counts[column]
            yield FigureFault(
                table.name, grand.shown, column, grand.counts[column], stated, f"the {month} says {stated:,}"
            )


def _ends_in_its_sum(table: TypedTable, latest: TypedRow) -> bool:
    """Whether the last row is the latest month and what the rows above add to, as a bridge from month to month is."""
    *above, last = table.rows
    return all(
        last.counts.get(column) == latest.counts.get(column) == sum(row.counts.get(column, 0) for row in above)
        for column in table.columns
    )


def _against(
    table: TypedTable, rows: Sequence[TypedRow], stated: TypedRow, name: str, how: str
) -> Iterator[FigureFault]:
    for column in table.columns:
        if column not in stated.counts or any(column not in row.counts for row in rows):
            continue
        adds = sum(row.counts[column] for row in rows)
        if adds != stated.counts[column]:
            yield FigureFault(table.name, name, column, stated.counts[column], adds, f"the {column} {how} {adds:,}")


def _one_cause(
    table: TypedTable, row: FigureFault, columns: Sequence[FigureFault]
) -> tuple[FigureFault, FigureFault] | None:
    """A row and a column that lack the same number meet in one cell: that cell is the one fault behind both."""
    lacking = row.says - row.should_be
    found = [fault for fault in columns if fault.column != "total" and fault.says - fault.should_be == lacking]
    typed = [one for one in table.rows if one.shown == row.row]
    if len(found) != 1 or len(typed) != 1 or typed[0].is_total:
        return None
    column = found[0]
    says = typed[0].counts[column.column]
    if says + lacking < 0:
        return None
    by = (
        f"the {column.column} column adds to {column.should_be:,} where {column.row} has {column.says:,}, "
        f"and the row adds to {row.should_be:,} where its total is {row.says:,}"
    )
    return FigureFault(table.name, row.row, column.column, says, says + lacking, by), column


def _months_twice(table: TypedTable) -> Iterator[FigureFault]:
    seen: dict[tuple[str, tuple[int, int]], TypedRow] = {}
    for row in table.rows:
        if row.month is None:
            continue
        first = seen.setdefault((row.group, row.month), row)
        for column in table.columns:
            says, before = row.counts.get(column), first.counts.get(column)
            if says is not None and before is not None and says != before:
                yield FigureFault(
                    table.name, row.shown, column, says, before, f"the month stands twice, at {first.place} first"
                )
