"""pandera: a column of a frame each, checks over whole columns and frames, all faults collected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.pandas import Check, Column, DataFrameSchema
from rules_given import DATES, FILLED, ORDERS, PATTERNS, TODAY, answer, columns_of, given

_returns, _lists, _row_rules = given()


def _checks(header: str) -> list[Check]:
    checks = [Check.isin(_lists[header])] if header in _lists else []
    if header in PATTERNS:
        checks.append(Check.str_matches(f"{PATTERNS[header]}$"))
    if header in DATES:
        checks.append(Check.le(pd.Timestamp(TODAY)))
    return checks


def _in_order(earlier: str, later: str) -> Check:
    def holds(frame: Any) -> Any:
        return ~(frame[later] < frame[earlier])

    return Check(holds, name=f"{earlier} before {later}")


def _row_rule(rule: dict[str, Any]) -> Check:
    demand = _DEMANDS[rule["demand"]]

    def holds(frame: Any) -> Any:
        concerned = pd.Series(data=True, index=frame.index)
        for header, codes in rule["where"].items():
            concerned &= frame[header].isin(codes)
        return ~concerned | demand(frame, rule)

    return Check(holds, name=f"{rule['rule']} {rule['demand']}")


def _not_before(frame: Any, rule: dict[str, Any]) -> Any:
    (header,) = rule["columns"]
    return ~(frame[header] < pd.Timestamp(rule["since"]))


def _pattern(frame: Any, rule: dict[str, Any]) -> Any:
    (header,) = rule["columns"]
    return frame[header].isna() | frame[header].str.fullmatch(rule["pattern"]).fillna(True).astype(bool)


def _together(frame: Any, rule: dict[str, Any]) -> Any:
    one, other = rule["columns"]
    return frame[one].isna() == frame[other].isna()


def _differ(frame: Any, rule: dict[str, Any]) -> Any:
    first, second, third = (frame[header] for header in rule["columns"])
    return ~((first == second) & second.notna() | ((first == third) | (second == third)) & third.notna())


def _no_gaps(frame: Any, rule: dict[str, Any]) -> Any:
    first, second, third = (frame[header].notna() for header in rule["columns"])
    return (first | ~second) & (second | ~third)


def _words(frame: Any, rule: dict[str, Any]) -> Any:
    (header,) = rule["columns"]
    text = frame[header].fillna("")
    fair = (text.str.len() <= rule["most"]) & (text.str.split().str.len() >= rule["least"])
    return frame[header].isna() | fair


_DEMANDS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "filled": lambda frame, rule: frame[rule["columns"]].notna().all(axis=1),
    "any filled": lambda frame, rule: frame[rule["columns"]].notna().any(axis=1),
    "empty": lambda frame, rule: frame[rule["columns"]].isna().all(axis=1),
    "one of": lambda frame, rule: (frame[rule["columns"]].isin(rule["codes"]) | frame[rule["columns"]].isna()).all(
        axis=1
    ),
    "none of": lambda frame, rule: ~frame[rule["columns"]].isin(rule["codes"]).any(axis=1),
    "not before": _not_before,
    "pattern": _pattern,
    "together": _together,
    "differ": _differ,
    "no gaps": _no_gaps,
    "words": _words,
}

_HEADERS = columns_of(_lists, _row_rules)
_SCHEMA = DataFrameSchema(
    {
        header: Column(
            "datetime64[ns]" if header in DATES else None,
            _checks(header),
            nullable=header not in FILLED,
            unique=header == "Record no.",
            coerce=header in DATES,
        )
        for header in _HEADERS
    },
    checks=[*(_in_order(*pair) for pair in ORDERS), *map(_row_rule, _row_rules)],
)


def find(rows: list[dict[str, Any]]) -> int:
    """The number of failure cases in a return."""
    frame = pd.DataFrame(rows, columns=_HEADERS).replace("", None)
    for header in DATES:
        frame[header] = pd.to_datetime(frame[header], errors="coerce")
    try:
        _SCHEMA.validate(frame, lazy=True)
    except SchemaErrors as found:
        return len(found.failure_cases)
    return 0


answer(find, _returns)
