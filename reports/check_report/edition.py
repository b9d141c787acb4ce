"""What the report's sheets are written from: the returns as checked, the earlier report's comparison, the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.check_report.checked import CheckedReturn
from reports.check_report.since import SinceLastReport
from validators.findings import Finding, Severity
from validators.quoting import day_in_words, how_many, month_in_words
from validators.share import Share

__all__ = ["Edition", "added_up"]


def added_up(shares: Sequence[Mapping[str, Share]]) -> dict[str, Share]:
    """The shares of several returns under the same name, added up."""
    names = dict.fromkeys(name for one in shares for name in one)
    return {name: Share.of_all(one[name] for one in shares if name in one) for name in names}


@dataclass(frozen=True)
class Edition:
    """One report.

    Attributes:
        checked: every file in order, refused ones too.
        today: the day of the check.
        since: what changed since an earlier report, where one was given.
    """

    checked: tuple[CheckedReturn, ...]
    today: date
    since: SinceLastReport | None

    @cached_property
    def readable(self) -> tuple[CheckedReturn, ...]:
        """The returns that were checked."""
        return tuple(one for one in self.checked if not one.refusal)

    @cached_property
    def findings(self) -> tuple[tuple[CheckedReturn, Finding], ...]:
        """Every finding with its return."""
        return tuple((one, finding) for one in self.readable for finding in one.findings)

    @cached_property
    def open_findings(self) -> Counter[Severity]:
        """How many findings are open, by severity."""
        return sum((one.open_findings for one in self.readable), Counter())

    @cached_property
    def open_by_rule(self) -> Mapping[str, Counter[Severity]]:
        """Rule id to its open findings by severity."""
        counts: dict[str, Counter[Severity]] = {}
        for _, finding in self.findings:
            if not finding.accepted:
                counts.setdefault(finding.rule, Counter())[finding.severity] += 1
        return counts

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Rule id to the rule as a sentence; where returns have set it otherwise, each wording once."""
        wordings: dict[str, dict[str, None]] = {}
        for one in self.readable:
            for rule in one.rules:
                wordings.setdefault(rule.id, {})[rule.title] = None
        return {rule: " / ".join(titles) for rule, titles in wordings.items()}

    @cached_property
    def title(self) -> str:
        """What the report is about: the return, or how many."""
        if len(self.readable) != 1:
            return f"Quality check: {how_many(len(self.readable), 'return')}"
        (one,) = self.readable
        whose = ", ".join(filter(None, (one.icb, month_in_words(one.month) if one.month else "")))
        return f"Quality check: {whose or one.file}"

    @cached_property
    def sentence(self) -> str:
        """When, and how much."""
        refused = len(self.checked) - len(self.readable)
        told = f", {how_many(refused, 'file')} refused" if refused else ""
        records = sum(one.score.records for one in self.readable)
        day = day_in_words(self.today)
        return f"Checked on {day}: {how_many(records, 'record')} in {how_many(len(self.readable), 'workbook')}{told}."
