"""The London example on its way into a summary, consolidated once for all tests; everything in it is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate
from reports.london_example import INVENTED, LondonReturn, london_returns
from reports.published import PublishedTable
from reports.receiving import Received, receive
from reports.summary_workbook import summary_bytes
from workbook_templates.template import FilledReturn, template_bytes

OCTOBER = date(2024, 10, 31)
NOTE = ("Made-up example: London's published figures, on records that are invented.", *INVENTED)


@cache
def london_files() -> tuple[Received, ...]:
    """The five returns as received."""
    return tuple(receive(f"{one.icb_code}.xlsx", _file_of(one), today=date(2024, 11, 5)) for one in london_returns())


def _file_of(one: LondonReturn) -> bytes:
    return template_bytes(filled=FilledReturn(your_icb=one.heading, rows=one.rows), ready_rows=1)


@cache
def london() -> Consolidation:
    """London's October 2024."""
    return consolidate(london_files(), choice=Choice(OCTOBER, "London"))


@cache
def london_summary() -> bytes:
    """Its summary workbook."""
    return summary_bytes(london(), note=NOTE)


@cache
def in_brief() -> Consolidation:
    """Its figures without the tables that are long, for what is said of the others."""
    return with_rows(london(), dict.fromkeys(("cases", "drill", "self_check"), ()))


@cache
def nothing(region: str = "London") -> Consolidation:
    """A month without any return."""
    return consolidate([], choice=Choice(OCTOBER, region))


def with_rows(consolidation: Consolidation, rows: Mapping[str, Sequence[Sequence[object]]]) -> Consolidation:
    """The same month with other rows in some of its tables."""
    changed = {
        name: PublishedTable(name, consolidation.tables[name].headers, tuple(map(tuple, given)))
        for name, given in rows.items()
    }
    return replace(consolidation, tables={**consolidation.tables, **changed})


def with_columns(consolidation: Consolidation, name: str, headers: Sequence[str]) -> Consolidation:
    """The same month with more columns, all empty, at the end of a table."""
    table = consolidation.tables[name]
    rows = tuple((*row, *(None for _ in headers)) for row in table.rows)
    wider = PublishedTable(name, (*table.headers, *headers), rows)
    return replace(consolidation, tables={**consolidation.tables, name: wider})
