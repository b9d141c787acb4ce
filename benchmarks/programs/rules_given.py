"""What every checker of rows is given, and how its time is taken: rows of returns in, seconds and faults out.

Standard input holds {"returns": [[{header: value}]], "lists": {header: codes}, "row_rules": [...]}, the last as
`benchmarks.row_rules` says; a date is written YYYY-MM-DD and is made one before the clock starts, as a reader of
workbooks would. The clock is the processor's, so that what else the machine does plays little part.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

Returns = list[list[dict[str, Any]]]

FILLED = (
    "Record no.", "Status", "Review type", "Date added", "Identifier reference 1", "Partnership or board", "Overview",
    "Theme 1", "Designated professional", "Incident date", "Media interest", "Borough or local authority",
)  # fmt: skip
"""Columns that must be filled in."""
DATES = (
    "Incident date", "Date referred or notified", "Date added", "Date commissioned", "Date signed off", "Date closed",
    "Date published", "Progress updated on", "Outcome date", "Verified on",
)  # fmt: skip
"""Columns that hold dates, none of them after the day of the check."""
NUMBERS = ("Health recommendations", "Health recommendations verified")
"""Columns that hold whole numbers."""
ORDERS = (
    ("Incident date", "Date added"),
    ("Date commissioned", "Date signed off"),
    ("Date commissioned", "Date closed"),
    ("Date signed off", "Date closed"),
)
"""Pairs of which the second is not before the first."""
PATTERNS = {
    "Designated professional": r"[^\W\d_]{2,4}(\s?/\s?[^\W\d_]{2,4})?",
    "Link to report": r"https?://\S+",
}
TODAY = date(2024, 11, 5)
MONTH = date(2024, 10, 31)
"""The last day of the reporting month."""


def given() -> tuple[Returns, dict[str, list[str]], list[dict[str, Any]]]:
    """The returns, the lists and the row rules."""
    asked = json.load(sys.stdin)
    for rows in asked["returns"]:
        for row in rows:
            for header in DATES:
                if row.get(header):
                    row[header] = _day(row[header])
    return asked["returns"], asked["lists"], asked["row_rules"]


def columns_of(lists: dict[str, list[str]], row_rules: list[dict[str, Any]]) -> list[str]:
    """All columns of which something is asked."""
    more = (header for rule in row_rules for header in (*rule["columns"], *rule["where"]))
    return list(dict.fromkeys((*FILLED, *DATES, *lists, *PATTERNS, *more)))


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def answer(check: Callable[[list[dict[str, Any]]], int], returns: Returns) -> None:
    """Check each return and print what it took; the first is checked once beforehand, so that all is loaded."""
    check(returns[0])
    # Whoever checks them: all rows of all returns stand there already, and are not looked through for garbage again.
    gc.collect()
    gc.freeze()
    began = time.process_time()
    faults = sum(map(check, returns))
    seconds = time.process_time() - began
    print(json.dumps({"seconds": seconds, "rows": sum(map(len, returns)), "faults": faults}))
