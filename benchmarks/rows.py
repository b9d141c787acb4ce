"""What a benchmark tells: rows of one table, each a ratio taken in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Row", "as_table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured.

    Attributes:
        benchmark: its name.
        measured: what was done.
        value: what it took, with its unit.
        against: what it is held against and what that took.
        ratio: this project's to the other's, where there is another.
        aim: what was aimed at, in the words of the ratio or the value.
    """

    benchmark: str
    measured: str
    value: str
    against: str = ""
    ratio: float | None = None
    aim: str = ""


def as_table(rows: Iterable[Row]) -> Iterator[str]:
    r"""The rows as a Markdown table.

    >>> print(*as_table([Row("check", "500 records", "0.5 s", "python -c pass: 0.1 s", 5.0, "0.6 s")]), sep="\n")
    | benchmark | measured | value | against | ratio | aim |
    |---|---|---|---|---|---|
    | check | 500 records | 0.5 s | python -c pass: 0.1 s | 5.00 | 0.6 s |
    """
    yield "| benchmark | measured | value | against | ratio | aim |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:,.2f}"
        yield f"| {row.benchmark} | {row.measured} | {row.value} | {row.against} | {ratio} | {row.aim} |"
