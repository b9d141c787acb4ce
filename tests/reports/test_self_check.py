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

from reports.consolidation import Consolidation
from reports.previous import read_previous
from reports.published import PublishedTable
from reports.self_check import Sum, self_check, sums_that_must_hold
from reports.summary_workbook import summary_bytes
from tests.laws import tried
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, consolidated, received

Tables = Mapping[str, PublishedTable]

CLOSED = {"Status": "Closed", "Date closed": date(2024, 9, 2)}
IN_OCTOBER = {"Date added": date(2024, 10, 2)}


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
            numbered(9, **{"Review type": "Other statutory review"}),
            own_total=9,
            own_open=8,
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


PUBLISHED = (
    "monthly_totals", "monthly_flow", "review_types", "icb_totals", "theme_counts", "theme_ranks", "learning_counts",
    "learning_ranks", "reconciliation", "bridge", "bridge_by_icb", "bridge_by_type", "as_published", "restated",
)  # fmt: skip


def figures(tables: Tables, names: tuple[str, ...] = PUBLISHED) -> Iterator[tuple[str, int, str, int]]:
    """Every whole number that a table publishes."""
    for name in names:
        table = tables[name]
        for row, cells in enumerate(table.rows):
            for column, value in zip(table.headers, cells, strict=True):
                # The first month shown has no month before it that its flow could be held against.
                if isinstance(value, int) and (name, row) != ("monthly_flow", 0):
                    yield name, row, column, value


@cache
def one_too_many() -> Mapping[tuple[str, int, str], list[Sum]]:
    """What does not hold when a figure is one too high: in each column one above 0, one of 0, and the last."""
    chosen: dict[tuple[str, str, object], tuple[str, int, str, int]] = {}
    for figure in figures(month().tables):
        name, _, column, value = figure
        chosen.setdefault((name, column, value > 0), figure)
        chosen[name, column, "last"] = figure
    return {
        (name, row, column): failing(changed(month().tables, name, row, column, value + 1))
        for name, row, column, value in dict.fromkeys(chosen.values())
    }


def test_no_figure_of_any_published_table_can_be_changed_unseen() -> None:
    """A sum that does not hold names the table."""
    missed = [figure for figure, found in one_too_many().items() if not any(figure[0] in one.of for one in found)]
    assert missed == []
    assert {name for name, *_ in one_too_many()} == set(PUBLISHED)


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
    for row in told:
        assert failing(without_row(tables, name, row)), (name, row)


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
    "Counted = the ICB's figures": lambda tables: changed(tables, "reconciliation", 1, "Counted open", 7),
    "Difference = declared - counted": lambda tables: changed(tables, "reconciliation", 1, "Declared total", 7),
    "The month before and every step = this month": lambda tables: changed(tables, "bridge", 1, "Total", 7),
    "The bridge begins at what was published": lambda tables: changed(tables, "as_published", 0, "Published open", 7),
    "The bridge ends at the month's figures": lambda tables: changed(tables, "bridge", -1, "Open", 7),
    "Before and every step = after": lambda tables: changed(tables, "bridge_by_icb", 1, "New", 7),
    "The parts add up to the whole": lambda tables: changed(tables, "bridge_by_type", 3, "Before", 7),
    "The changes of a kind = the records of its steps": lambda tables: without_row(tables, "changes", 0),
    "Difference = now - published": lambda tables: changed(tables, "as_published", 0, "Difference open", 7),
    "Now = the month's figures": lambda tables: changed(tables, "as_published", 0, "Now open", 7),
    "The history leads back to what was published": lambda tables: without_row(tables, "history", 0),
    "As published and every reason = now": lambda tables: without_row(tables, "restated", 1),
    "The records behind a figure = the figure": lambda tables: changed(tables, "drill", 0, "Records", 7),
    "The drill's figure = the published one": lambda tables: changed(tables, "drill", 0, "Figure", 7),
    "Every figure leads to its records": lambda tables: without_row(tables, "drill", -1),
}  # fmt: skip


@pytest.mark.parametrize("check", BROKEN)
def test_each_sum_is_seen_to_break_by_its_name(check: str) -> None:
    assert check in {one.check for one in failing(BROKEN[check](month().tables))}


def test_every_kind_of_sum_has_been_broken() -> None:
    known = {one.check for one in sums_that_must_hold(month().tables)}
    broken_by_the_figures = {one.check for found in one_too_many().values() for one in found}
    assert known == broken_by_the_figures | set(BROKEN)


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
