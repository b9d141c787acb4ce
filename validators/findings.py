"""What a check says: findings, the five states of a rule, and what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

__all__ = ["CASES", "YOUR_ICB", "Crash", "Finding", "NotChecked", "Severity", "State", "place"]

CASES = "Cases"
YOUR_ICB = "Your ICB"


class Severity(StrEnum):
    """How much a finding matters: errors and warnings count in the score, advice does not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class State(StrEnum):
    """How a rule ended for one record (a workbook rule: for the workbook)."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    NOT_CHECKED = "not checked"
    CRASHED = "crashed"


# What a check makes by the hundred thousand are tuples: made in a third of the time of a frozen dataclass, and sent
# from process to process in less.
class Finding(NamedTuple):
    """One fault, ready to be shown; it never holds the text of a cell.

    Attributes:
        sheet: the sheet's name.
        row: the row that Excel shows, or None for the workbook as a whole.
        record: the record number as text, or None.
        column: the column's header (or the label on `Your ICB`).
        rule: the rule's id.
        severity: error, warning or advice.
        message: place, what and rule.
        fix: what to do, "Please either ...".
        suggestion: a value that would mend the cell, or empty.
        alike: equal for findings about equal bad values, so that one line and one fix can stand for all; else empty.
        accepted: why an ICB lets it stand and the initials of who decided; empty for a finding that stands open.
        is_exempt: True where the older tracker never asked for it: advice, and outside the score.
    """

    sheet: str
    row: int | None
    record: str | None
    column: str
    rule: str
    severity: Severity
    message: str
    fix: str
    suggestion: str = ""
    alike: str = ""
    accepted: str = ""
    is_exempt: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts against the score: open errors and warnings do."""
        return self.severity is not Severity.ADVICE and not self.accepted


class NotChecked(NamedTuple):
    """A rule that could not be judged for a record, and the columns that are to blame."""

    rule: str
    row: int | None
    record: str | None
    columns: tuple[str, ...]


class Crash(NamedTuple):
    """A rule that failed by our own fault; it names the kind of error and no value."""

    rule: str
    row: int | None
    record: str | None
    error: str


StateCounts = Mapping[str, Mapping[State, int]]
"""Rule id to state to number of records."""


def place(sheet: str, row: int | None, record: str | None, column: str) -> str:
    """Say where a finding is, as people find it in Excel.

    >>> place("Cases", 12, "7", "Status")
    'Cases row 12, Status'
    """
    if row is not None:
        return f"{sheet} row {row}, {column}"
    return f"{sheet} record {record}, {column}" if record else f"{sheet}, {column}"
