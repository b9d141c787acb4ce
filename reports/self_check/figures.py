"""Rows and figures: no row is lost, every total adds up, and every breakdown is that of the cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from reports.bridge import FIGURES
from reports.figures.cases import OTHER_REVIEW
from reports.self_check.sums import (
    STATUS,
    Line,
    Sum,
    Tables,
    column_sum,
    each_figure,
    figures_of,
    name_of,
    number,
    recounted,
)
from validators.when import NOT_STATED

__all__ = ["FIGURE_CHECKS"]


def rows_are_accounted_for(tables: Tables) -> Iterator[Sum]:
    """Every row read is counted, after the month or set aside, and listed where it should be."""
    sources, placed = tables["sources"], ("Rows counted", "Rows after the month", "Rows set aside")
    check = "Rows read = counted + after the month + set aside"
    for line in sources.lines():
        yield Sum(check, f"sources: {line['File']}", number(line["Rows read"]), sum(figures_of(line, placed)))
    yield Sum(
        check, "sources, in all", column_sum(sources, "Rows read"), sum(column_sum(sources, each) for each in placed)
    )
    for name, header in (("cases", "Rows counted"), ("after_month", "Rows after the month")):
        listed = Counter(str(file) for file in tables[name].column("Source file"))
        check = f"{header} = rows listed in {name}"
        for line in sources.lines():
            yield Sum(check, f"sources: {line['File']}", listed.pop(str(line["File"]), 0), number(line[header]))
        yield Sum(check, "of files that are not in sources", listed.total(), 0)


def every_row_adds_up(tables: Tables) -> Iterator[Sum]:
    """Total = open + closed + status not stated, in every table that says all four."""
    for table in tables.values():
        if set(FIGURES) <= set(table.headers):
            for line in table.lines():
                total, *parts = figures_of(line)
                names = [name_of(line[header]) for header in table.headers[: table.headers.index("Total")]]
                of = ", ".join(name for name in names[:2] if name)
                yield Sum("Total = open + closed + status not stated", f"{table.name}: {of}", total, sum(parts))


def figures_are_those_of_the_cases(tables: Tables) -> Iterator[Sum]:
    """The month's figures, and those of every breakdown, counted again from `cases`."""
    standings = Counter[str]()
    rows = {name: defaultdict[str, Counter[str]](Counter) for name, _, _ in _BREAKDOWNS}
    for case in tables["cases"].lines("Review type", "ICB counted", STATUS):
        standing = str(case[STATUS])
        standings[standing] += 1
        for name, _, of_case in _BREAKDOWNS:
            rows[name][of_case(case)][standing] += 1
    counted = recounted(standings)
    *_, latest = tables["monthly_totals"].lines()
    yield from each_figure("The month's figures = the cases", "monthly_totals, last row", counted, figures_of(latest))
    for name, key, _ in _BREAKDOWNS:
        table = tables[name]
        added = [column_sum(table, figure) for figure in FIGURES]
        yield from each_figure("A breakdown adds up to the month's figures", name, counted, added)
        for line in table.lines():
            mine = recounted(rows[name][str(line[key])])
            yield from each_figure("A breakdown's row = its cases", f"{name}: {line[key]}", mine, figures_of(line))


def _reported_type(case: Line) -> str:
    name = str(case["Review type"])
    return NOT_STATED if name == OTHER_REVIEW else name


_BREAKDOWNS: tuple[tuple[str, str, Callable[[Line], str]], ...] = (
    ("review_types", "Review type", _reported_type),
    ("icb_totals", "ICB code", lambda case: str(case["ICB counted"])),
)


def months_follow_from_what_was_added_and_closed(tables: Tables) -> Iterator[Sum]:
    """Each month is the one before it with what was added and closed."""
    totals, flow = list(tables["monthly_totals"].lines()), list(tables["monthly_flow"].lines())
    for before, after, moved in zip(totals, totals[1:], flow[1:], strict=False):
        of = f"monthly_flow: {name_of(moved['Month'])}"
        added, closed = (number(after[header]) - number(before[header]) for header in ("Total", "Closed"))
        yield Sum("Added = this month's total - the month's before", of, added, number(moved["Added"]))
        check = "Closed in the month = this month's closed - the month's before"
        yield Sum(check, of, closed, number(moved["Closed in the month"]))


def own_counts_are_held_against_what_was_counted(tables: Tables) -> Iterator[Sum]:
    """The reconciliation takes its figures from the ICBs' totals, and subtracts rightly."""
    counted = {line["ICB code"]: line for line in tables["icb_totals"].lines()}
    for line in tables["reconciliation"].lines():
        of = f"reconciliation: {line['ICB code']}"
        for part, difference in (("total", "Difference"), ("open", "Difference open"), ("closed", "Difference closed")):
            mine = number(counted[line["ICB code"]][part.capitalize()])
            yield Sum("Counted = the ICB's figures", f"{of}, {part}", mine, number(line[f"Counted {part}"]))
            declared = line[f"Declared {part}"]
            if declared is not None:
                should_be = number(declared) - mine
                yield Sum("Difference = declared - counted", f"{of}, {part}", should_be, number(line[difference]))


FIGURE_CHECKS: tuple[Callable[[Tables], Iterator[Sum]], ...] = (
    rows_are_accounted_for,
    figures_are_those_of_the_cases,
    every_row_adds_up,
    months_follow_from_what_was_added_and_closed,
    own_counts_are_held_against_what_was_counted,
)
