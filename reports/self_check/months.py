"""From month to month: the bridge closes, the changes are its steps, and every published month is explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from reports.bridge import FIGURES, Basis, Step
from reports.changes import ChangeKind
from reports.previous import PUBLISHED_FIGURES
from reports.self_check.sums import (
    STANDINGS,
    STATUS,
    Line,
    Sum,
    Tables,
    column_sum,
    each_figure,
    figures_of,
    name_of,
    number,
)

__all__ = ["MONTH_CHECKS"]


def the_bridge_closes(tables: Tables) -> Iterator[Sum]:
    """The bridge adds up in every figure, from what was published to the month's own."""
    first, *steps, last = tables["bridge"].lines()
    reached = [sum(column) for column in zip(figures_of(first), *map(figures_of, steps), strict=True)]
    yield from each_figure("The month before and every step = this month", "bridge", figures_of(last), reached)
    *_, latest = tables["monthly_totals"].lines()
    yield from each_figure(
        "The bridge ends at the month's figures", "bridge, last row", figures_of(latest), figures_of(last)
    )
    for end, of in ((first, "first row"), (last, "last row")):
        yield Sum("Records = total", f"bridge, {of}", number(end["Total"]), number(end["Records"]))
    published = {name_of(line["Month"]): line for line in tables["as_published"].lines()}
    if _is_as_published(first):
        was = figures_of(published[str(first["Step"])], PUBLISHED_FIGURES)
        yield from each_figure("The bridge begins at what was published", "bridge, first row", was, figures_of(first))


def the_parts_of_the_bridge_close(tables: Tables) -> Iterator[Sum]:
    """The bridge by ICB and by review type: each row closes, and the rows together are the bridge."""
    first, *steps, last = tables["bridge"].lines()
    for name, key in (("bridge_by_icb", "ICB code"), ("bridge_by_type", "Review type")):
        table = tables[name]
        between = table.headers[table.headers.index("Before") + 1 : -1]
        for line in table.lines():
            gives = number(line["Before"]) + sum(figures_of(line, between))
            yield Sum("Before and every step = after", f"{name}: {line[key]}", number(line["After"]), gives)
        whole = {"Before": first, **{str(step["Step"]): step for step in steps}, "After": last}
        for header in (header for header in table.headers if header in whole):
            total, parts = number(whole[header]["Total"]), column_sum(table, header)
            yield Sum("The parts add up to the whole", f"{name}, {header.lower()}", total, parts)
    after = {line["ICB code"]: number(line["After"]) for line in tables["bridge_by_icb"].lines()}
    for line in tables["icb_totals"].lines():
        of = f"bridge_by_icb: {line['ICB code']}"
        yield Sum("After = the ICB's total", of, number(line["Total"]), after[line["ICB code"]])


def _is_as_published(first: Line) -> bool:
    return str(first["Meaning"]).casefold() == Basis.PUBLISHED


def changes_are_the_steps(tables: Tables) -> Iterator[Sum]:
    """The lines of `changes` are the records of the bridge's steps."""
    first, *steps, _ = tables["bridge"].lines()
    if not _is_as_published(first):
        return
    records = {str(line["Step"]): number(line["Records"]) for line in steps}
    kinds = Counter(str(kind) for kind in tables["changes"].column("Change"))
    for kind, of_kind in _STEPS_OF.items():
        gives = sum(records[step] for step in of_kind)
        yield Sum("The changes of a kind = the records of its steps", f"changes: {kind}", kinds[kind], gives)


_STEPS_OF: Mapping[ChangeKind, tuple[Step, ...]] = {
    ChangeKind.NEW: (Step.NEW,),
    ChangeKind.ADDED_LATE: (Step.ADDED_LATE,),
    ChangeKind.BACK: (Step.BACK,),
    ChangeKind.NO_RETURN: (Step.NO_RETURN,),
    ChangeKind.CLOSED: (Step.CLOSED,),
    ChangeKind.REOPENED: (Step.REOPENED,),
    ChangeKind.TYPE_CHANGED: (Step.CONVERTED, Step.TYPE),
    ChangeKind.ICB_CHANGED: (Step.MERGER, Step.ICB),
    ChangeKind.DISAPPEARED: (Step.DISAPPEARED, Step.AFTER_MONTH),
}


def published_months_are_explained(tables: Tables) -> Iterator[Sum]:
    """What was published, what the records say now, and every reason between them."""
    now_headers, differences = ([f"{of} {figure.lower()}" for figure in FIGURES] for of in ("Now", "Difference"))
    months = list(tables["as_published"].lines())
    recounted = {line["Month"]: figures_of(line) for line in tables["monthly_totals"].lines()}
    explained: dict[object, list[Line]] = {}
    for line in tables["restated"].lines():
        explained.setdefault(line["Month"], []).append(line)
    for line in months:
        of = f"as_published: {name_of(line['Month'])}"
        was, now = figures_of(line, PUBLISHED_FIGURES), figures_of(line, now_headers)
        apart = [one - other for one, other in zip(now, was, strict=True)]
        yield from each_figure("Difference = now - published", of, apart, figures_of(line, differences))
        if line["Month"] in recounted:
            yield from each_figure("Now = the month's figures", of, recounted[line["Month"]], now)
        yield from each_figure(
            "The history leads back to what was published", of, was, _taken_back(tables, line["Month"])
        )
    for line in months[:-1]:
        of = f"restated: {name_of(line['Month'])}"
        first, *reasons, last = explained[line["Month"]]
        reached = [sum(column) for column in zip(figures_of(first), *map(figures_of, reasons), strict=True)]
        yield from each_figure("As published and every reason = now", of, figures_of(last), reached)
        was, now = figures_of(line, PUBLISHED_FIGURES), figures_of(line, now_headers)
        yield from each_figure("It begins at what was published", of, was, figures_of(first))
        yield from each_figure("It ends at what the records say now", of, now, figures_of(last))
        for end in (first, last):
            yield Sum("Records = total", f"{of}, {end['Reason']}", number(end["Total"]), number(end["Records"]))


def _taken_back(tables: Tables, month: object) -> tuple[int, ...]:
    """The figures of an earlier month: those of the cases, with all that the months since changed taken back."""
    standing = Counter(str(status) for status in tables["cases"].column(STATUS))
    for line in tables["history"].lines():
        if str(line["Month"]) > str(month):
            standing[str(line["Status"])] -= 1
            standing[str(line["Status before"])] += 1
    found = [standing[each] for each in STANDINGS]
    return (sum(found), *found)


MONTH_CHECKS: tuple[Callable[[Tables], Iterator[Sum]], ...] = (
    the_bridge_closes,
    the_parts_of_the_bridge_close,
    changes_are_the_steps,
    published_months_are_explained,
)
