"""pandera: a column of a frame each, checks over whole columns, all faults collected."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.pandas import Check, Column, DataFrameSchema
from rules_given import DATES, FILLED, ORDERS, PATTERNS, TODAY, answer, given

_returns, _lists = given()


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


_HEADERS = list(dict.fromkeys((*FILLED, *DATES, *_lists, *PATTERNS)))
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
    checks=[_in_order(*pair) for pair in ORDERS],
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
