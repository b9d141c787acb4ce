"""How good the returns are: score, what is not stated, findings by rule over a year, returns sent again unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from reports.earlier_quality import NO_EARLIER_QUALITY, EarlierQuality
from reports.matching import CountedRecord
from reports.months import month_ends
from reports.published import PublishedTable
from reports.receiving import Received
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns
from validators.findings import Severity
from validators.month_end import Standing
from validators.rules import standard_rules
from validators.share import Share
from validators.vocabularies import Term, vocabulary
from validators.when import NOT_STATED

__all__ = ["MONTHS_KEPT", "SEVERITY_COLUMNS", "Quality"]

MONTHS_KEPT = 12

SEVERITY_COLUMNS = {Severity.ERROR.value: "Errors", Severity.WARNING.value: "Warnings", Severity.ADVICE.value: "Advice"}
"""Severity to its column in the table `quality`."""

_CHECKED, _TOLD, _PART_CHECKED = "its returns", "its region's summary", "part of its returns"
_SAME, _CHANGED, _IN_PART, _NOT_COMPARED, _NO_RETURN = "yes", "no", "in part", "not compared", "no return"


@dataclass(frozen=True)
class Quality:
    """What the month shows of the returns' quality.

    Attributes:
        month: last day of the reporting month.
        icbs: the ICBs that are listed.
        counted: the counted records.
        returns: ICB code to the returns that count.
        findings: the table `findings`; those that an ICB let stand are left out everywhere.
        before: what earlier months' summaries said.
        earlier: marks of earlier returns.
    """

    month: date
    icbs: Sequence[Term]
    counted: Sequence[CountedRecord]
    returns: Mapping[str, Sequence[Received]]
    findings: PublishedTable
    before: EarlierQuality = NO_EARLIER_QUALITY
    earlier: EarlierReturns = NO_EARLIER_RETURNS

    def by_icb(self) -> pd.DataFrame:
        """This month, by ICB.

        Columns: ICB code, ICB, Records, Score (None without a return), Type not stated, Status not stated, Not stated
        rate (records that lack either), Errors, Warnings, Advice, Same as last month, Score from.
        """
        lacking, found = self._lacking(), Counter[tuple[str, str]]()
        for (of_icb, _, severity), times in self._open_findings.items():
            found[of_icb, severity] += times
        records = Counter(one.icb for one in self.counted)
        rows = []
        for icb in self.icbs:
            code, number = icb.code, records[icb.code]
            rate = _rounded(lacking[code, "either"] / number) if number else None
            counts = [found[code, severity] for severity in SEVERITY_COLUMNS]
            without = (lacking[code, "type"], lacking[code, "status"], rate)
            told = (self._same(code), self._score_from(code))
            rows.append((code, icb.label, number, self._score(code), *without, *counts, *told))
        headers = ["ICB code", "ICB", "Records", "Score", "Type not stated", "Status not stated", "Not stated rate"]
        headers += [*SEVERITY_COLUMNS.values(), "Same as last month", "Score from"]
        return pd.DataFrame(rows, columns=headers, dtype=object)

    def scores(self) -> pd.DataFrame:
        """Scores of the last twelve months: ICB code, ICB, a column for each month; None where none is known.

        An ICB that has closed since keeps its row while one of the months knows it.
        """
        months = self._months()
        known = {key: score for key, score in self.before.scores.items() if key[1] in months[:-1]}
        listed = {icb.code: icb.label for icb in self.icbs}
        for code, _ in known:
            listed.setdefault(code, vocabulary("icbs")[code].label if code in vocabulary("icbs") else code)
        rows = [
            (code, label, *(known.get((code, month)) for month in months[:-1]), self._score(code))
            for code, label in listed.items()
        ]
        return pd.DataFrame(rows, columns=["ICB code", "ICB", *months], dtype=object)

    def by_rule(self) -> pd.DataFrame:
        """Open findings of each rule in the last twelve months, every rule in its order.

        Columns: Rule, Rule in words, then a column for each month; None for a month of which no summary was at hand.
        """
        months = self._months()
        known = {key: number for key, number in self.before.findings.items() if key[1] in months[:-1]}
        now = Counter[str]()
        for (_, rule, _), times in self._open_findings.items():
            now[rule] += times
        titles = {rule.id: rule.title for rule in standard_rules()}
        for rule in (*now, *(rule for rule, _ in known)):
            titles.setdefault(rule, "")
        seen = {month for _, month in known}
        rows = [
            (
                rule,
                title,
                *(known.get((rule, month), 0) if month in seen else None for month in months[:-1]),
                now[rule],
            )
            for rule, title in titles.items()
        ]
        return pd.DataFrame(rows, columns=["Rule", "Rule in words", *months], dtype=object)

    def rules_by_icb(self) -> pd.DataFrame:
        """This month's open findings of each rule by ICB: Rule, Rule in words, Total, a column for each ICB's code."""
        found = Counter[tuple[str, str]]()
        for (icb, rule, _), times in self._open_findings.items():
            found[rule, icb] += times
        titles = {rule.id: rule.title for rule in standard_rules()}
        for rule, _ in found:
            titles.setdefault(rule, "")
        codes = [icb.code for icb in self.icbs]
        rows = []
        for rule, title in titles.items():
            counts = [found[rule, code] for code in codes]
            rows.append((rule, title, sum(counts), *counts))
        return pd.DataFrame(rows, columns=["Rule", "Rule in words", "Total", *codes])

    def _months(self) -> list[str]:
        return [f"{end:%Y-%m}" for end in month_ends(self.month, number=MONTHS_KEPT)]

    def _score(self, code: str) -> float | None:
        """Of the returns that were checked here; where none was, what the region's summary says of the ICB."""
        returns = self.returns.get(code, ())
        rate = Share.of_all(one.score for one in returns).rate
        if rate is None:
            rate = next((one.score_told for one in returns if one.score_told is not None), None)
        return None if rate is None else _rounded(rate)

    def _score_from(self, code: str) -> str | None:
        """Where the score comes from; a return behind a summary has not been checked again."""
        returns = self.returns.get(code, ())
        checked = [one for one in returns if one.score.rate is not None]
        if not checked:
            return None if self._score(code) is None else _TOLD
        return _CHECKED if len(checked) == len(returns) else _PART_CHECKED

    def _lacking(self) -> Counter[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for one in self.counted:
            no_type = one.record.review.review_type in (None, NOT_STATED)
            no_status = one.standing == Standing.NOT_STATED.value
            found[one.icb, "type"] += no_type
            found[one.icb, "status"] += no_status
            found[one.icb, "either"] += no_type or no_status
        return found

    @cached_property
    def _open_findings(self) -> Counter[tuple[str, str, str]]:
        """ICB, rule and severity of each finding that nobody let stand: gone through once for all tables."""
        cells = self.findings.cells("ICB code", "Rule", "Severity", "Accepted")
        return Counter((str(icb), str(rule), str(severity)) for icb, rule, severity, accepted in cells if not accepted)

    def _same(self, code: str) -> str:
        """Whether the records of an ICB's returns are those of the month before."""
        returns = self.returns.get(code, ())
        told = set()
        for one in returns:
            before = self.earlier.mark_before(one.heading)
            told.add(_NOT_COMPARED if before is None else _SAME if before == one.records_mark else _CHANGED)
        if len(told) > 1:
            return _IN_PART if _SAME in told else _CHANGED if _CHANGED in told else _NOT_COMPARED
        return told.pop() if told else _NO_RETURN


def _rounded(share: float) -> float:
    """A share as the workbook keeps it, so that it is read back as it was written."""
    return round(share, 4)
