"""Which figures lead to the records of another, and which lead nowhere, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.bridge import FIGURES
from reports.published import PublishedTable
from reports.restated import AS_PUBLISHED, AS_RECORDED
from reports.unheard import RETURNS_BY_MONTH, RETURNS_EXPECTED

__all__ = ["EARLIER", "LISTED", "NOT_LED", "NOWHERE", "Figure", "figures_that_lead", "figures_that_share", "rows_by"]

Figure = tuple[str, int, str]
"""A figure by its table, its row (counted from 0) and its column."""

_Tables = Mapping[str, PublishedTable]

NOWHERE = -1
"""The row of what a table does not hold."""

LISTED = frozenset(
    {"self_check", "changes", "sources", "findings", "cases", "after_month", "history", "drill", "release"}
)
"""The tables that list what stands behind the published ones; a figure of any other leads to its records."""

EARLIER = "earlier months"
"""Every column but the last, in a table with a column for each month."""

_NAMES = "It names a record, a return or a place and counts nothing."
_SAID_THEN = "It is as that month's own summary said it, whose returns are not at hand."
_OF_ICBS = f"It counts ICBs: those of this month stand in {RETURNS_EXPECTED}."
_DIFFERENCE = "It is the difference of two figures beside it, both of which lead on."
_RESTATED = "It is the difference of two figures beside it, explained record by record in restated."
NOT_LED: Mapping[str, Mapping[str, str]] = {
    "theme_ranks": {"Rank": _NAMES},
    "learning_ranks": {"Rank": _NAMES},
    "joint_records": {"Group": _NAMES, "Record no.": _NAMES},
    RETURNS_EXPECTED: {"Return number": _NAMES},
    RETURNS_BY_MONTH: dict.fromkeys(("ICBs expected", "ICBs counted", "ICBs carried forward"), _OF_ICBS),
    "reconciliation": dict.fromkeys(("Difference", "Difference open", "Difference closed"), _DIFFERENCE),
    "as_published": {f"Difference {figure.lower()}": _RESTATED for figure in FIGURES},
    "quality_scores": {EARLIER: _SAID_THEN},
    "findings_by_rule": {EARLIER: _SAID_THEN},
    "bridge_chart": {"Base": "It is where a column of the chart begins."},
}
"""The columns whose figures lead nowhere, each with its reason."""


def figures_that_lead(table: PublishedTable) -> Iterator[tuple[int, str, float]]:
    """Row, column and value of every figure above or below 0 that must lead to its records."""
    not_led = NOT_LED.get(table.name, {})
    last = len(table.headers) - 1
    for place, header in enumerate(table.headers):
        if header in not_led or (EARLIER in not_led and place < last):
            continue
        for row, cells in enumerate(table.rows):
            value = cells[place]
            if isinstance(value, int | float) and value:
                yield row, header, value


def figures_that_share(tables: _Tables) -> Iterator[tuple[Figure, Figure]]:
    """Figures that lead where another does, because they repeat it or are worked out over the same records."""
    for stem, header in (("theme", "Theme"), ("learning", "Learning")):
        at = rows_by(tables[f"{stem}_counts"], header)
        for row, line in enumerate(tables[f"{stem}_ranks"].lines()):
            column = "Total" if line["Reviews"] == "Overall" else str(line["Reviews"])
            for term in str(line[header]).split(" / "):
                yield (f"{stem}_ranks", row, "Mentions"), (f"{stem}_counts", at.get(term, NOWHERE), column)
        for view in ("quarter", "icb"):
            name = f"{'themes' if stem == 'theme' else stem}_by_{view}"
            for row, named in enumerate(tables[name].column(header)):
                yield (name, row, "Total"), (f"{stem}_counts", at.get(named, NOWHERE), "Total")
    yield from _of_icbs(tables)
    yield from _of_spreads(tables)
    yield from _of_months(tables)
    yield from _of_quality(tables)


def _of_icbs(tables: _Tables) -> Iterator[tuple[Figure, Figure]]:
    at = rows_by(tables["icb_totals"], "ICB code")
    for row, line in enumerate(tables["reconciliation"].lines()):
        for header in ("Total", "Open", "Closed"):
            yield (
                ("reconciliation", row, f"Counted {header.lower()}"),
                ("icb_totals", at.get(line["ICB code"], NOWHERE), header),
            )
    for row, line in enumerate(tables["quality"].lines()):
        for header in ("Records", "Not stated rate"):
            yield ("quality", row, header), ("icb_totals", at.get(line["ICB code"], NOWHERE), "Total")
    for row in range(len(tables["rapid_conversion"].rows)):
        yield ("rapid_conversion", row, "Conversion rate"), ("rapid_conversion", row, "Rapid reviews")


def _of_spreads(tables: _Tables) -> Iterator[tuple[Figure, Figure]]:
    """The shortest and the longest are found among those over which the median is worked out."""
    spreads = (("rapid_times", "working days"), *((f"open_by_{by}", "days open") for by in ("type", "icb", "stage")))
    for name, what in spreads:
        for row in range(len(tables[name].rows)):
            for end in ("Shortest", "Longest"):
                yield (name, row, f"{end} {what}"), (name, row, f"Median {what}")


def _of_months(tables: _Tables) -> Iterator[tuple[Figure, Figure]]:
    at, months = rows_by(tables["monthly_totals"], "Month"), tables["as_published"].column("Month")
    for row, month in enumerate(months):
        for header in FIGURES:
            if month in at:
                yield ("as_published", row, f"Now {header.lower()}"), ("monthly_totals", at[month], header)
            if row == len(months) - 1:
                same = ("as_published", row, f"Published {header.lower()}")
                yield same, ("monthly_totals", at.get(month, NOWHERE), header)
    published = rows_by(tables["as_published"], "Month")
    for row, line in enumerate(tables["restated"].lines()):
        if said := _END_OF_A_MONTH.get(str(line["Reason"])):
            for header, figure in zip(("Records", *FIGURES), (FIGURES[0], *FIGURES), strict=True):
                column = f"{said} {figure.lower()}"
                leads = ("as_published", published.get(line["Month"], NOWHERE), column)
                if said == "Now" and line["Month"] in at:
                    leads = ("monthly_totals", at[line["Month"]], figure)
                yield ("restated", row, header), leads


_END_OF_A_MONTH = {AS_PUBLISHED: "Published", AS_RECORDED: "Now"}


def _of_quality(tables: _Tables) -> Iterator[tuple[Figure, Figure]]:
    """The last of the months is this one."""
    at = rows_by(tables["quality"], "ICB code")
    scores, rules = tables["quality_scores"], tables["findings_by_rule"]
    for row, icb in enumerate(scores.column("ICB code")):
        yield ("quality_scores", row, scores.headers[-1]), ("quality", at.get(icb, NOWHERE), "Score")
    at = rows_by(tables["findings_by_icb"], "Rule")
    for row, rule in enumerate(rules.column("Rule")):
        yield ("findings_by_rule", row, rules.headers[-1]), ("findings_by_icb", at.get(rule, NOWHERE), "Total")


def rows_by(table: PublishedTable, header: str) -> dict[object, int]:
    """The row of each value of a column."""
    return {name: row for row, name in enumerate(table.column(header))}
