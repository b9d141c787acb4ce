"""The check itself: rows in, findings out; the same code behind every door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from validators.case_review import COLUMNS
from validators.entries import Circumstances, Entry, RawRow
from validators.exceptions import Exceptions
from validators.findings import Crash, Finding, NotChecked, StateCounts
from validators.judging import Judging
from validators.records import Records
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.share import Share
from validators.understanding import read_records

__all__ = ["CheckResult", "check"]

_COLUMN_ORDER = {column.header: position for position, column in enumerate(COLUMNS)}


@dataclass(frozen=True)
class CheckResult:
    """All that a check found.

    Attributes:
        records: the records, with what was understood of each.
        findings: faults in order of row, column and rule.
        states: rule id to state to number of records; the five states of a rule add up to the number of records
            (of a workbook rule: to one).
        not_checked: each rule and record that could not be judged, and why.
        crashed: each rule and record that failed by our own fault.
        shares: for each record how many items of the score it passed and failed.
        failed_in_score: rule id to the number of records (of a workbook rule: one) that it fails in the score.
        passed_beyond_records: ids of the rules that also looked at the rest of the workbook and found nothing there
            that counts.
        failed_in_field: the same for a column of `Cases` and a rule id: where the findings stand.
        erring: positions in `records` of the records with an open finding of severity error.
        book: the rules that judged.
    """

    records: Records
    findings: tuple[Finding, ...]
    states: StateCounts
    not_checked: tuple[NotChecked, ...]
    crashed: tuple[Crash, ...]
    shares: tuple[Share, ...]
    failed_in_score: Mapping[str, int]
    failed_in_field: Mapping[tuple[str, str], int]
    passed_beyond_records: frozenset[str]
    erring: frozenset[int]
    book: RuleBook

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The records, each put together."""
        return tuple(self.records)

    @cached_property
    def severities(self) -> Counter[str]:
        """Number of open findings by severity; accepted ones are left out."""
        return Counter(finding.severity.value for finding in self.findings if not finding.accepted)


def check(
    rows: Iterable[RawRow],
    *,
    given: Circumstances,
    rules: RuleBook | None = None,
    exceptions: Exceptions | None = None,
) -> CheckResult:
    """Check rows against the rules.

    Args:
        rows: the records; a row that holds nothing besides its record number is none and must not be passed.
        given: the day of the check, what the return says of itself, what the saved file shows.
        rules: the rule book; by default all that ship.
        exceptions: the findings that the ICB has accepted.
    """
    book = standard_rules() if rules is None else rules
    records = read_records(rows, local_lists=given.local_lists)
    judging = Judging(book, records, given, exceptions or Exceptions())
    judging.judge_records()
    judging.judge_workbook()
    return CheckResult(
        records=records,
        findings=tuple(sorted(judging.findings, key=_reading_order)),
        states=judging.states,
        not_checked=tuple(judging.not_checked),
        crashed=tuple(judging.crashed),
        shares=judging.shares,
        failed_in_score=dict(judging.failed_in_score),
        failed_in_field=dict(judging.failed_in_field),
        passed_beyond_records=frozenset(judging.passed_beyond_records),
        erring=judging.erring,
        book=book,
    )


def _reading_order(finding: Finding) -> tuple[int, int, str]:
    return (finding.row or 0, _COLUMN_ORDER.get(finding.column, -1), finding.rule)
