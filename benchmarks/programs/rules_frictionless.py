"""frictionless: a table schema with constraints, row constraints for the order of dates, a check for each row rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from frictionless import Check, Checklist, Resource, Schema, errors
from rules_given import DATES, FILLED, NUMBERS, ORDERS, PATTERNS, TODAY, answer, columns_of, given

_returns, _lists, _row_rules = given()
_HEADERS = columns_of(_lists, _row_rules)


def _field(header: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": header in FILLED, "unique": header == "Record no."}
    if header in _lists:
        constraints["enum"] = _lists[header]
    if header in PATTERNS:
        constraints["pattern"] = PATTERNS[header]
    if header in DATES:
        constraints["maximum"] = TODAY.isoformat()
    is_number = header == "Record no." or header in NUMBERS
    kind = "date" if header in DATES else "integer" if is_number else "string"
    return {"name": header, "type": kind, "constraints": constraints}


class InOrder(Check):
    """One date is not before another."""

    Errors = [errors.RowConstraintError]  # noqa: RUF012 - as the library wants it

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__()
        self.earlier, self.later = earlier, later

    def validate_row(self, row: Any) -> Any:
        """Compare the two dates of a row."""
        first, last = row[self.earlier], row[self.later]
        if first is not None and last is not None and last < first:
            yield errors.RowConstraintError.from_row(row, note=f"{self.earlier} before {self.later}")


class RowRules(Check):
    """All demands of one rule of the book."""

    Errors = [errors.RowConstraintError]  # noqa: RUF012 - as the library wants it

    def __init__(self, demands: list[dict[str, Any]]) -> None:
        super().__init__()
        self.rule = demands[0]["rule"]
        self.demands = [([*_where(one)], _FAULTS[one["demand"]](one)) for one in demands]

    def validate_row(self, row: Any) -> Any:
        """Ask each demand whose condition the row meets."""
        for where, faults in self.demands:
            for header, codes in where:
                if row[header] not in codes:
                    break
            else:
                for header in faults(row):
                    yield errors.RowConstraintError.from_row(row, note=f"{self.rule} {header}")


def _where(rule: dict[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    return ((header, frozenset(codes)) for header, codes in rule["where"].items())


_Faults = Callable[[Any], list[str]]


def _filled(rule: dict[str, Any]) -> _Faults:
    return lambda row: [header for header in rule["columns"] if row[header] is None]


def _any_filled(rule: dict[str, Any]) -> _Faults:
    return lambda row: [] if any(row[header] is not None for header in rule["columns"]) else rule["columns"][:1]


def _empty(rule: dict[str, Any]) -> _Faults:
    return lambda row: [header for header in rule["columns"] if row[header] is not None]


def _one_of(rule: dict[str, Any]) -> _Faults:
    codes = frozenset((*rule["codes"], None))
    return lambda row: [header for header in rule["columns"] if row[header] not in codes]


def _none_of(rule: dict[str, Any]) -> _Faults:
    codes = frozenset(rule["codes"])
    return lambda row: [header for header in rule["columns"] if row[header] in codes]


def _not_before(rule: dict[str, Any]) -> _Faults:
    since = date.fromisoformat(rule["since"])
    return lambda row: [header for header in rule["columns"] if row[header] is not None and row[header] < since]


def _pattern(rule: dict[str, Any]) -> _Faults:
    fits = re.compile(rule["pattern"]).fullmatch
    return lambda row: [header for header in rule["columns"] if row[header] is not None and not fits(row[header])]


def _together(rule: dict[str, Any]) -> _Faults:
    one, other = rule["columns"]
    return lambda row: [one] if (row[one] is None) is not (row[other] is None) else []


def _differ(rule: dict[str, Any]) -> _Faults:
    def faults(row: Any) -> list[str]:
        held = [row[header] for header in rule["columns"] if row[header] is not None]
        return rule["columns"][1:2] if len(set(held)) < len(held) else []

    return faults


def _no_gaps(rule: dict[str, Any]) -> _Faults:
    def faults(row: Any) -> list[str]:
        empty = [row[header] is None for header in rule["columns"]]
        return rule["columns"][:1] if empty != sorted(empty) else []

    return faults


def _words(rule: dict[str, Any]) -> _Faults:
    def faults(row: Any) -> list[str]:
        (header,) = rule["columns"]
        text = row[header]
        return [header] if text is not None and (len(text) > rule["most"] or len(text.split()) < rule["least"]) else []

    return faults


_FAULTS: dict[str, Callable[[dict[str, Any]], _Faults]] = {
    "filled": _filled,
    "any filled": _any_filled,
    "empty": _empty,
    "one of": _one_of,
    "none of": _none_of,
    "not before": _not_before,
    "pattern": _pattern,
    "together": _together,
    "differ": _differ,
    "no gaps": _no_gaps,
    "words": _words,
}


def _by_rule() -> list[list[dict[str, Any]]]:
    demands: dict[str, list[dict[str, Any]]] = {}
    for one in _row_rules:
        demands.setdefault(one["rule"], []).append(one)
    return list(demands.values())


def find(rows: list[dict[str, Any]]) -> int:
    """The number of errors in a return."""
    data = [_HEADERS, *([row.get(header) for header in _HEADERS] for row in rows)]
    schema = Schema.from_descriptor({"fields": [_field(header) for header in _HEADERS]})
    checks = [*(InOrder(*pair) for pair in ORDERS), *map(RowRules, _by_rule())]
    report = Resource(data=data, schema=schema).validate(Checklist(checks=checks), limit_errors=1_000_000)
    return int(report.stats["errors"])


answer(find, _returns)
