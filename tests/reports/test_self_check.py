"""The self-check: a true summary holds in every sum, and no figure can be changed, lost or doubled without its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.behind.leading import EARLIER, LISTED, NOT_LED
from reports.consolidation import Consolidation
from reports.previous import read_previous
from reports.published import PublishedTable
from reports.self_check import Sum, self_check, sums_that_must_hold
from reports.summary_workbook import summary_bytes
from reports.unheard import RETURNS_BY_MONTH, RETURNS_EXPECTED
from tests.laws import tried
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, consolidated, received

Tables = Mapping[str, PublishedTable]

CLOSED = {"Status": "Closed", "Date closed": date(2024, 9, 2)}
IN_OCTOBER = {"Date added": date(2024, 10, 2)}
RAPID = {"Review type": "Rapid Review", "Date referred or notified": date(2024, 9, 2), "Media interest": "Likely"}
RECOMMENDED = {
    "Review type": "DHR Adult", "Date commissioned": date(2024, 1, 8), "Stage": "Commissioned",
    "Health recommendations": 5, "Health recommendations verified": 2,
}  # fmt: skip


def numbered(number: int, **cells: Any) -> dict[str, Any]:
    return {**OPEN_SAR, "Record no.": number, **cells}


@cache
def month() -> Consolidation:
    """A month after another, with one record at least in every step and every kind of figure."""
    before = [
        received(
            "a.xlsx", *map(numbered, (1, 2, 3, 5)), numbered(4, **CLOSED), numbered(6, Status=None), month=SEPTEMBER
        ),
        received("b.xlsx", numbered(7, **{"Review type": "Rapid Review"}), month=SEPTEMBER, icb="QKK"),
    ]
    previous = read_previous(summary_bytes(consolidated(*before, month=SEPTEMBER)))
    after = [
        received(
            "a.xlsx",
            numbered(1, **CLOSED),
            numbered(3, **{"Date added": date(2024, 11, 4)}),
            numbered(4),
            numbered(5, Status=None),
            numbered(6),
            numbered(8, **IN_OCTOBER, **{"Theme 2": "Neglect", "Theme 3": "Suicide", "Learning 1": "Communication"}),
            # A made-up number of the test range, which is withheld and counted as that.
            numbered(9, **{"Review type": "Other statutory review", "Overview": "NHS number 999 000 0018"}),
            numbered(10, **RECOMMENDED),
            numbered(11, **RAPID, **{"Rapid review outcome": "CSPR", "Outcome date": date(2024, 10, 1)}),
            numbered(12, **RAPID, **{"Linked record": "11"}),
            # Concluded, nobody knows after how long; verified after the month's end.
            numbered(13, **{**RAPID, "Date referred or notified": None}, **{"Outcome date": date(2024, 10, 1)}),
            numbered(14, **RECOMMENDED, **{"Verified on": date(2024, 11, 1)}),
            own_total=14,
            own_open=13,
            own_closed=1,
        ),
        received("b.xlsx", numbered(7, **{"Review type": "CSPR Child - Converted"}), icb="QKK"),
        received("c.xlsx", OPEN_SAR, icb="QKK", number=3, month=SEPTEMBER),
    ]  # fmt: skip
    return consolidated(*after, previous=previous)


def failing(tables: Tables) -> list[Sum]:
    return [one for one in sums_that_must_hold(tables) if not one.holds]


def test_a_true_summary_holds_in_every_sum() -> None:
    for found in (month(), consolidated(), consolidated(received("a.xlsx"))):
        assert failing(found.tables) == []
        assert set(found.tables["self_check"].column("Result")) == {"holds"}


def changed(tables: Tables, name: str, row: int, column: str, value: object) -> Tables:
    table, row = tables[name], row % len(tables[name].rows)
    cells = list(table.rows[row])
    cells[table.headers.index(column)] = value
    rows = (*table.rows[:row], tuple(cells), *table.rows[row + 1 :])
    return {**tables, name: replace(table, rows=rows)}


MANY = 10
"""Columns from here on are of one kind."""

NAMES = {("joint_records", "Record no."), (RETURNS_EXPECTED, "Return number")}
"""Numbers that name something and count nothing."""


def published() -> tuple[str, ...]:
    """Every table that is no mere list of what stands behind the others, whichever is added later."""
    return tuple(name for name in month().tables if name not in LISTED)


def is_of_an_earlier_month(name: str, row: int, column: str) -> bool:
    """Whether a figure is what an earlier summary said, or has no month before it to be held against."""
    not_led, last = NOT_LED.get(name, {}), month().tables[name].headers[-1]
    return (EARLIER in not_led and column != last) or (row == 0 and name in ("monthly_flow", RETURNS_BY_MONTH))


def figures(tables: Tables) -> Iterator[tuple[str, int, str, float]]:
    """Every number that a table publishes."""
    for name in published():
        table = tables[name]
        for row, cells in enumerate(table.rows):
            for column, value in zip(table.headers, cells, strict=True):
                is_figure = isinstance(value, int | float) and (name, column) not in NAMES
                if is_figure and not is_of_an_earlier_month(name, row, column):
                    yield name, row, column, value


@cache
def one_too_many() -> Mapping[tuple[str, int, str], list[Sum]]:
    """What does not hold when a figure is one too high: in each column one above 0 and one of 0.

    Columns of the same kind, one for each term, quarter or ICB, are tried at their ends.
    """
    chosen: dict[tuple[str, str, object], tuple[str, int, str, float]] = {}
    for figure in figures(month().tables):
        name, _, column, value = figure
        headers = month().tables[name].headers
        if headers.index(column) < MANY or column == headers[-1]:
            chosen.setdefault((name, column, value > 0), figure)
    return {
        (name, row, column): failing(changed(month().tables, name, row, column, value + 1))
        for name, row, column, value in dict.fromkeys(chosen.values())
    }


def test_no_figure_of_any_published_table_can_be_changed_unseen() -> None:
    """A sum that does not hold names the table."""
    missed = [figure for figure, found in one_too_many().items() if not any(figure[0] in one.of for one in found)]
    assert missed == []
    # An edition without a chart has all but the tables of the charts.
    assert {name for name, *_ in one_too_many()} == set(published())


def without_row(tables: Tables, name: str, row: int) -> Tables:
    table, row = tables[name], row % len(tables[name].rows)
    return {**tables, name: replace(table, rows=(*table.rows[:row], *table.rows[row + 1 :]))}


@pytest.mark.parametrize("name", ["cases", "after_month", "history", "changes", "drill", "theme_ranks", "restated"])
def test_no_row_can_be_lost_unseen(name: str) -> None:
    tables = month().tables
    table = tables[name]
    # What changed beside the status is in no figure of the month before.
    told = [row for row, line in enumerate(table.lines()) if line.get("Status", "") != line.get("Status before", None)]
    assert told
    if name == "drill":
        # One line of each table's each column.
        told = list({line[:4:3]: row for row, line in enumerate(table.rows)}.values())
    for row in told:
        assert failing(without_row(tables, name, row)), (name, row)


def line_of(tables: Tables, column: str) -> int:
    return tables["drill"].column("Column").index(column)


BROKEN: Mapping[str, Callable[[Tables], Tables]] = {
    "Rows read = counted + after the month + set aside": lambda tables: changed(tables, "sources", 0, "Rows read", 99),
    "Rows counted = rows listed in cases": lambda tables: changed(tables, "cases", 0, "Source file", "b.xlsx"),
    "Rows after the month = rows listed in after_month": lambda tables: without_row(tables, "after_month", 0),
    "The month's figures = the cases": lambda tables: changed(tables, "cases", 0, "Status at month end", "Open"),
    "A breakdown adds up to the month's figures": lambda tables: without_row(tables, "review_types", 3),
    "A breakdown's row = its cases": lambda tables: changed(tables, "cases", 0, "Review type", "DHR Child"),
    "Total = open + closed + status not stated": lambda tables: changed(tables, "review_types", 0, "Open", 7),
    "Total = the review groups together": lambda tables: changed(tables, "theme_counts", 0, "SAR", 7),
    "Mentions = those in the cases": lambda tables: changed(tables, "cases", 0, "Theme 1", "DOLS"),
    "Ranks = the different counts above 0": lambda tables: without_row(tables, "theme_ranks", 0),
    "A rank's place": lambda tables: changed(tables, "theme_ranks", 1, "Rank", 1),
    "A rank names every term with its count": lambda tables: changed(tables, "theme_ranks", 0, "Theme", "DOLS"),
    "Counted = the ICB's figures": lambda tables: changed(tables, "reconciliation", 1, "Counted open", 70),
    "Difference = declared - counted": lambda tables: changed(tables, "reconciliation", 1, "Declared total", 7),
    "The month before and every step = this month": lambda tables: changed(tables, "bridge", 1, "Total", 7),
    "The bridge begins at what was published": lambda tables: changed(tables, "as_published", 0, "Published open", 7),
    "The bridge ends at the month's figures": lambda tables: changed(tables, "bridge", -1, "Open", 7),
    "Before and every step = after": lambda tables: changed(tables, "bridge_by_icb", 1, "New", 7),
    "The parts add up to the whole": lambda tables: changed(tables, "bridge_by_type", 3, "Before", 7),
    "The changes of a kind = the records of its steps": lambda tables: without_row(tables, "changes", 0),
    "Difference = now - published": lambda tables: changed(tables, "as_published", 0, "Difference open", 7),
    "Now = the month's figures": lambda tables: changed(tables, "as_published", 0, "Now open", 70),
    "The history leads back to what was published": lambda tables: without_row(tables, "history", 0),
    "As published and every reason = now": lambda tables: without_row(tables, "restated", 1),
    "The records behind a figure = the figure": lambda tables: changed(tables, "drill", 0, "Records", 7),
    "The drill's figure = the published one": lambda tables: changed(tables, "drill", 0, "Figure", 7),
    "A breakdown's figure = its cases": lambda tables: changed(tables, "cases", 0, "Media interest", "Possible"),
    "A row's parts add to their whole": lambda tables: changed(tables, "rapid_conversion", 1, "Converted", 7),
    "The rows together = the whole": lambda tables: without_row(tables, "open_by_stage", 1),
    "A term's total = its mentions": lambda tables: changed(tables, "themes_by_icb", 0, "Total", 7),
    "Joint records = those listed": lambda tables: without_row(tables, "joint_records", 0),
    "Joint reviews counted once = the groups": lambda tables: changed(tables, "joint_records", 0, "Group", 7),
    "A record that is alone counts once": lambda tables: changed(tables, "joint_reviews", 0, "Counted once", 7),
    "A figure lists all that it is worked out over": lambda tables: changed(
        tables, "drill", line_of(tables, "Median days open"), "Records", 7
    ),
    "The ICBs together = the month": lambda tables: changed(tables, "icb_trend", -1, "Total", 70),
    "Quality = the cases and findings": lambda tables: without_row(tables, "findings", 0),
    "Findings of a rule = those listed": lambda tables: without_row(tables, "findings", 0),
    "The last month = this month's": lambda tables: changed(tables, "quality_scores", 1, "2024-10", 0.5),
    "Returns expected = counted + carried forward + missing": lambda tables: changed(
        tables, "returns_expected", 0, "Return", "lost"
    ),
    "Files of expected returns = those in sources": lambda tables: changed(
        tables, "returns_expected", 0, "Superseded", 7
    ),
    "Rows of an ICB's returns = those of its files": lambda tables: changed(tables, "returns_expected", 1, "Rows", 7),
    "The month's returns = those of its ICBs": lambda tables: changed(
        tables, "returns_by_month", -1, "ICBs counted", 7
    ),
    "What is said of returns lists them": lambda tables: changed(
        tables, "drill", line_of(tables, "Score"), "Records", 7
    ),
    "Every figure leads to its records": lambda tables: without_row(tables, "drill", -1),
}  # fmt: skip


@pytest.mark.parametrize("check", BROKEN)
def test_each_sum_is_seen_to_break_by_its_name(check: str) -> None:
    assert check in {one.check for one in failing(BROKEN[check](month().tables))}


def test_every_kind_of_sum_has_been_broken() -> None:
    known = {one.check for one in sums_that_must_hold(month().tables)}
    broken_by_the_figures = {one.check for found in one_too_many().values() for one in found}
    assert known == broken_by_the_figures | set(BROKEN)


def test_a_month_that_is_published_and_no_longer_shown_is_not_held_against_the_months_shown() -> None:
    tables = month().tables
    totals = tables["monthly_totals"]
    later = replace(totals, rows=[row for row in totals.rows if row[0] != SEPTEMBER])
    both, one = (
        {found.of for found in sums_that_must_hold(shown) if found.check == "Now = the month's figures"}
        for shown in (tables, {**tables, "monthly_totals": later})
    )
    assert one < both
    assert {of.rpartition(",")[0] for of in both - one} == {"as_published: September 2024"}


def test_what_does_not_hold_stands_first() -> None:
    table = self_check([Sum("a", "x", 1, 1), Sum("b", "y", 2, 3), Sum("c", "z", 0, 0)])
    assert table.rows == (("b", "y", 2, 3, "does not hold"), ("a", "x", 1, 1, "holds"), ("c", "z", 0, 0, "holds"))


@tried(30)
@given(data=st.data())
def test_two_figures_that_are_wrong_together_are_seen(data: st.DataObject) -> None:
    """One figure too high and another too low do not hide each other."""
    tables = month().tables
    every = list(figures(tables))
    one, other = (data.draw(st.sampled_from(every)) for _ in range(2))
    if one[:3] != other[:3]:
        wrong = changed(changed(tables, *one[:3], one[3] + 1), *other[:3], other[3] - 1)
        assert failing(wrong)
