"""The summary's tables as a feed has them: the same columns every month, and all figures in one long table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from reports.feed.figure_tables import CODE, FIGURE_TABLES, ICB, MONTH, FigureTable
from reports.months import parse_month
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import ENGLAND, region_of

__all__ = ["ALL", "LISTS", "LONG_COLUMNS", "LONG_FORM", "long_form", "organisation_of", "tidy_tables"]

LISTS = ("returns_expected", "joint_records", "changes", "sources", "findings", "cases", "after_month")
"""Tables that list returns, records or findings, in the order of the summary."""

LONG_FORM = "figures"
LONG_COLUMNS = (
    "period",
    "organisation_code",
    "organisation_name",
    "table",
    "measure",
    "breakdown",
    "breakdown_value",
    "value",
)
"""Of the long form: one row a figure."""

ALL = "All"
"""What stands for a breakdown that is none: the figure is of all together."""

_TOTALS = ("Total", "Records")
_JOIN = " / "
# Of NHS England itself in the Organisation Data Service; its regions' codes stand with the ICBs.
_ENGLAND_CODE = "X24"


def tidy_tables(summary: PublishedSummary) -> Iterator[PublishedTable]:
    """Every table of figures and every list that the summary holds, in the order of the summary."""
    for name in (*FIGURE_TABLES, *LISTS):
        table = summary.tables.get(name)
        if table is not None:
            told = FIGURE_TABLES.get(name)
            yield _turned(table, told) if told and told.grows else table


def _turned(table: PublishedTable, told: FigureTable) -> PublishedTable:
    """A table whose headers grow, with a row for each of its figures."""
    named = tuple(header for header in table.headers if header in (*told.by, *told.beside, CODE, ICB))
    figures = [header for header in table.headers if header not in named]
    rows = tuple(
        (*(line[header] for header in named), _across(told.across, header), line[header])
        for line in table.lines()
        for header in figures
    )
    return PublishedTable(table.name, (*named, told.across, told.measure), rows)


def _across(what: str, header: str) -> object:
    """What a header over figures names: a month by its last day; no ICB where it is all of them."""
    if what == MONTH:
        return parse_month(header)
    if header in _TOTALS:
        return None if what == CODE else ALL
    return header


def organisation_of(region: str) -> tuple[str, str]:
    """Code and name of the whole that a summary is about: a region, England, or one ICB.

    >>> organisation_of("London"), organisation_of("England")
    (('Y56', 'London'), ('X24', 'England'))
    """
    if region == ENGLAND:
        return _ENGLAND_CODE, region
    for icb in vocabulary("icbs"):
        if icb.label == region:
            return icb.code, region
        if region_of(icb.code) == region:
            return icb.details["region_code"], region
    return "", region


def long_form(summary: PublishedSummary) -> PublishedTable:
    """Every figure of every published table, one row each.

    Columns: those of `LONG_COLUMNS`. The period is the last day of a month; a figure that a table does not give is no
    row. A breakdown of two things names both, " / " between them; "All" is no breakdown.
    """
    whole = organisation_of(summary.region)
    rows: list[tuple[object, ...]] = []
    for name, told in FIGURE_TABLES.items():
        if table := summary.tables.get(name):
            rows += _figures(table, told, summary.month, whole)
    return PublishedTable(LONG_FORM, LONG_COLUMNS, tuple(rows))


def _figures(
    table: PublishedTable, told: FigureTable, month: date, whole: tuple[str, str]
) -> Iterator[tuple[object, ...]]:
    naming = (*told.by, *told.beside, CODE, ICB, MONTH)
    figures = [header for header in table.headers if header not in naming]
    if told.across == CODE and whole[0] in figures:
        # Of one ICB alone the figure of all is its own.
        figures = [header for header in figures if header not in _TOTALS]
    for line in table.lines():
        for header in figures:
            if line[header] is not None:
                yield (*_placed(line, header, told, month, whole, table.name), line[header])


def _placed(
    line: Mapping[str, object], header: str, told: FigureTable, month: date, whole: tuple[str, str], table: str
) -> tuple[object, ...]:
    """All that says what a figure is, in the order of the columns."""
    organisation = (line[CODE], line[ICB]) if CODE in line else whole
    period = line.get(MONTH) or month
    by = [(each, line[each]) for each in told.by]
    if told.across == CODE:
        organisation = whole if header in _TOTALS else (header, _name_of(header))
    elif told.across == MONTH:
        period = parse_month(header)
    elif told.across and header not in _TOTALS:
        by.append((told.across, header))
    names, values = (_JOIN.join(str(part) for part in parts) for parts in zip(*by, strict=True)) if by else (ALL, ALL)
    return (period, *organisation, table, told.measure or header, names, values)


def _name_of(code: str) -> str:
    icbs = vocabulary("icbs")
    return icbs[code].label if code in icbs else code
