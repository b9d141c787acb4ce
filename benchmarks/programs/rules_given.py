"""What every checker of rows is given, and how its time is taken: rows of returns in, seconds and faults out.

Standard input holds {"returns": [[{header: value}]], "lists": {header: codes}}; a date is written YYYY-MM-DD and is
made one before the clock starts, as a reader of workbooks would. The clock is the processor's, so that what else the
machine does plays little part.
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
    "Date published", "Progress updated on", "Outcome date",
)  # fmt: skip
"""Columns that hold dates, none of them after the day of the check."""
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


def given() -> tuple[Returns, dict[str, list[str]]]:
    """The returns and the lists."""
    asked = json.load(sys.stdin)
    for rows in asked["returns"]:
        for row in rows:
            for header in DATES:
                if row.get(header):
                    row[header] = _day(row[header])
    return asked["returns"], asked["lists"]


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
