"""A region's month as one ICB may have it: its own records and findings beside the region's figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from reports.consolidation import CASES_COLUMNS, Consolidation
from reports.published import PublishedTable
from reports.repeats import tells_of_two_returns
from reports.unheard import RETURNS_BY_MONTH
from validators.messages import feedback
from validators.vocabularies import vocabulary

__all__ = ["for_one_icb", "left_to_the_region", "said_to_one_icb"]

_CODE = "ICB code"
_COUNTED_FOR = "ICB counted"
_TOTALS_OF_ALL = ("icb_totals", "icb_trend")
"""Totals of every ICB are the region's figures; whatever else is told by ICB is told of this one alone."""

_REGIONS_OWN = ("self_check", "history", "drill")
_OTHER_RETURN = re.compile(r"(: the same (?:origin|reference) stands in ).*(\. [^.]*; [^.]*\.)$", re.DOTALL)


def for_one_icb(consolidation: Consolidation, code: str) -> Consolidation:
    """The month without any other ICB's records, findings, texts, record numbers or file names.

    The region's figures stay as they are. Where a table tells of each ICB, this one's rows and columns stay; total,
    open and closed of every ICB are among the region's figures.

    Args:
        consolidation: the region's month.
        code: of the ICB.
    """
    tables = {name: _own(table, code) for name, table in consolidation.tables.items()}
    decisions = tuple(one for one in consolidation.decisions if one.icb == code)
    files = {one.received.file for one in decisions}
    crashed = tuple(one for one in consolidation.crashed if one[0] in files)
    return replace(consolidation, decisions=decisions, tables=tables, crashed=crashed)


def left_to_the_region() -> dict[str, str]:
    """What stands in place of the tables that only the region's own summary has."""
    words = "This stands in the region's own summary alone, because it tells of every ICB's records."
    return dict.fromkeys(_REGIONS_OWN, words)


def said_to_one_icb(code: str, region: str) -> str:
    """What a reader must know on every sheet.

    >>> said_to_one_icb("QMF", "London")
    'For NHS North East London Integrated Care Board (QMF): records, findings and tables by ICB are its own, totals \
London’s.'
    """
    name = vocabulary("icbs")[code].label
    return f"For {name} ({code}): records, findings and tables by ICB are its own, totals {region}’s."


def _own(table: PublishedTable, code: str) -> PublishedTable:
    if table.name in _REGIONS_OWN:
        return replace(table, rows=())
    if table.name in _TOTALS_OF_ALL:
        return table
    if table.name == RETURNS_BY_MONTH:
        return _with(table, "Missing", lambda missing: code if code in str(missing or "").split(", ") else None)
    whose = _CODE if _CODE in table.headers else _COUNTED_FOR if _COUNTED_FOR in table.headers else ""
    if whose:
        place = table.headers.index(whose)
        table = replace(table, rows=tuple(row for row in table.rows if row[place] == code))
    if table.name == "findings":
        return _without_other_returns(table, code)
    if whose == _COUNTED_FOR:
        return _without_columns(table, _added_by_others(table))
    return _without_columns(table, {header for header in table.headers if header in _codes() - {code}})


def _codes() -> set[str]:
    return {term.code for term in vocabulary("icbs")}


def _added_by_others(table: PublishedTable) -> set[str]:
    """Columns that ICBs added and this one leaves empty: they are others', whose header is a text of theirs."""
    added = table.headers[len(CASES_COLUMNS) :]
    return {header for header in added if all(value is None for value in table.column(header))}


def _without_columns(table: PublishedTable, headers: Iterable[str]) -> PublishedTable:
    left = set(headers)
    kept = [place for place, header in enumerate(table.headers) if header not in left]
    return _only(table, kept)


def _only(table: PublishedTable, kept: Sequence[int]) -> PublishedTable:
    headers = tuple(table.headers[place] for place in kept)
    return replace(table, headers=headers, rows=tuple(tuple(row[place] for place in kept) for row in table.rows))


def _with(table: PublishedTable, header: str, change: Callable[[object], object]) -> PublishedTable:
    place = table.headers.index(header)
    rows = (tuple(change(value) if here == place else value for here, value in enumerate(row)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _without_other_returns(table: PublishedTable, code: str) -> PublishedTable:
    """The findings, and of a review that another ICB's return holds too only that it does."""
    message, fix = (table.headers.index(header) for header in ("Message", "Fix"))
    rows: list[tuple[object, ...]] = []
    for row in table.rows:
        text = str(row[message] or "")
        if tells_of_two_returns(text) and f" ({code})" not in text.rpartition(": the same ")[2]:
            hidden = _OTHER_RETURN.sub(r"\1a return of another ICB\2", text)
            changed: Mapping[int, object] = {message: hidden, fix: feedback.SAME_IN_ANOTHER()}
            row = tuple(changed.get(place, value) for place, value in enumerate(row))
        rows.append(row)
    return replace(table, rows=tuple(rows))
