"""All checks one after the other, and the table of what they gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.published import PublishedTable
from reports.self_check.breakdowns import BREAKDOWN_CHECKS
from reports.self_check.drilled import figures_lead_to_their_records
from reports.self_check.figures import FIGURE_CHECKS
from reports.self_check.mentions import mentions_are_those_of_the_cases
from reports.self_check.months import MONTH_CHECKS
from reports.self_check.returns import RETURN_CHECKS
from reports.self_check.sums import Sum, Tables, exact

__all__ = ["SELF_CHECK", "broken_sums", "self_check", "sums_that_must_hold"]

SELF_CHECK = "self_check"

_HEADERS = ("Check", "Of", "Should be", "Gives", "Result")
_CHECKS = (
    *FIGURE_CHECKS,
    mentions_are_those_of_the_cases,
    *BREAKDOWN_CHECKS,
    *RETURN_CHECKS,
    *MONTH_CHECKS,
    figures_lead_to_their_records,
)


def sums_that_must_hold(tables: Tables) -> Iterator[Sum]:
    """Every sum, counted from the rows of the tables alone and never by what made them.

    Args:
        tables: every published table by its name.
    """
    for check in _CHECKS:
        yield from check(tables)


def self_check(sums: Iterable[Sum]) -> PublishedTable:
    """The table `self_check`: those that do not hold first."""
    ordered = sorted(sums, key=lambda one: one.holds)
    rows = ((one.check, one.of, one.should_be, one.gives, one.result) for one in ordered)
    return PublishedTable(SELF_CHECK, _HEADERS, tuple(rows))


def broken_sums(table: PublishedTable) -> tuple[Sum, ...]:
    """The sums of a table `self_check` that do not hold."""
    found = (
        Sum(str(line["Check"]), str(line["Of"]), exact(line["Should be"]), exact(line["Gives"]))
        for line in table.lines()
    )
    return tuple(one for one in found if not one.holds)
