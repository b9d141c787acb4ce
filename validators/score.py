"""The score of a workbook: how much of what was checked is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from validators.case_review import COLUMN_BY_HEADER
from validators.check import CheckResult
from validators.findings import State
from validators.share import Share

__all__ = ["EXPLAINED", "Score", "score_of"]

EXPLAINED = (
    "The score is the share of checked items that passed: one item is one rule of severity error or warning, judged "
    "for one record or for the workbook; advice, accepted exceptions and what the older tracker never asked for stay "
    "outside. What could not be checked, and rules that failed by our own fault, are shown beside the score and are "
    "never part of it."
)
"""Two sentences for every sheet that shows a score."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score and what stands beside it.

    Attributes:
        workbook: over all rules and records.
        by_record: for each record, in order.
        by_rule: rule id to its share; rules of severity advice are left out.
        by_field: column to the share of the rules that read it or found a fault in it; a failure counts in each column
            where a finding of it stands.
        records: number of records.
        records_without_error: those without an open finding of severity error.
        not_checked: items that could not be judged.
        crashed: items that failed by our own fault.
        accepted: findings that were accepted.
    """

    workbook: Share
    by_record: tuple[Share, ...]
    by_rule: Mapping[str, Share]
    by_field: Mapping[str, Share]
    records: int
    records_without_error: int
    not_checked: int
    crashed: int
    accepted: int


def score_of(result: CheckResult) -> Score:
    """Score a check."""
    by_rule = {
        rule.id: Share(
            result.states[rule.id][State.PASSED] + (rule.id in result.passed_beyond_records),
            result.failed_in_score.get(rule.id, 0),
        )
        for rule in result.book
        if rule.counts
    }
    return Score(
        workbook=Share.of_all(by_rule.values()),
        by_record=result.shares,
        by_rule=by_rule,
        by_field=_by_field(result, by_rule),
        records=len(result.records),
        records_without_error=len(result.records) - len(result.erring),
        not_checked=len(result.not_checked),
        crashed=len(result.crashed),
        accepted=sum(bool(finding.accepted) for finding in result.findings),
    )


def _by_field(result: CheckResult, by_rule: Mapping[str, Share]) -> dict[str, Share]:
    failed = result.failed_in_field
    shares: dict[str, Share] = {}
    for header in COLUMN_BY_HEADER:
        rules = [rule for rule in by_rule if header in result.book[rule].inputs or (header, rule) in failed]
        shares[header] = Share(
            sum(by_rule[rule].passed for rule in rules),
            sum(failed.get((header, rule), 0) for rule in rules),
        )
    return shares
