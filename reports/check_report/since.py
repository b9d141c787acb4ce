"""What changed since an earlier report: mended, new, still standing; and what nobody can say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from reports.check_report.checked import CheckedReturn
from reports.check_report.previous import PreviousReport

__all__ = ["Change", "RuleSince", "SinceLastReport", "since_last_report"]


class Change(StrEnum):
    """What became of a finding."""

    MENDED = "mended"
    NEW = "new"
    STANDING = "still standing"
    ACCEPTED = "accepted since"
    NOT_JUDGED = "not judged this time"
    NOT_COMPARED = "not in the last report"


RuleSince = Mapping[Change, int]
"""How many findings of a rule changed in each way, every way named."""


@dataclass(frozen=True, slots=True)
class SinceLastReport:
    """All changes.

    Attributes:
        by_rule: rule id to its changes; rules without a finding then and now are left out.
        changes: for each return, what became of each of its findings; None for one that is accepted as it was before.
    """

    by_rule: Mapping[str, RuleSince]
    changes: tuple[tuple[Change | None, ...], ...]

    @property
    def totals(self) -> RuleSince:
        """Over all rules."""
        return {change: sum(rule[change] for rule in self.by_rule.values()) for change in Change}

    @property
    def in_words(self) -> str:
        """All changes in one line, for example "3 mended, 1 new, 12 still standing"."""
        totals, always = self.totals, (Change.MENDED, Change.NEW, Change.STANDING)
        return ", ".join(f"{totals[each]:,} {each.value}" for each in Change if each in always or totals[each])


def since_last_report(checked: Sequence[CheckedReturn], previous: PreviousReport) -> SinceLastReport:
    """Compare a check with an earlier report.

    A return is known again by its ICB, and by its file's name where it names none or where several name the same; a
    finding by record, column and rule. It is mended only if its rule was judged again for its record. One that had
    been accepted and is open again is new. The findings of a return that the earlier report does not have are neither
    new nor standing.
    """
    several = _icbs_of_several(previous.returns) | _icbs_of_several((one.file, one.icb or "") for one in checked)

    def known_by(file: str, icb: str) -> str:
        return icb if icb and icb not in several else file

    before = Counter(
        _Place(known_by(one.file, one.icb), _record_key(one.record, one.row), one.column, one.rule)
        for one in previous.findings
    )
    names = [known_by(one.file, one.icb or "") for one in checked]
    earlier = {known_by(*each) for each in previous.returns}
    changes = tuple(
        _changes(one, name, before) if name in earlier else _not_compared(one)
        for name, one in zip(names, checked, strict=True)
    )
    found = chain.from_iterable(one.findings for one in checked)
    counts = Counter((finding.rule, change) for finding, change in zip(found, chain(*changes), strict=True) if change)
    judged = {name: _Judged.of(one) for name, one in zip(names, checked, strict=True) if not one.refusal}
    for place, left in before.items():
        again = place.known_by in judged and judged[place.known_by].judges(place)
        counts[place.rule, Change.MENDED if again else Change.NOT_JUDGED] += left
    rules = sorted({rule for (rule, _), number in counts.items() if number})
    return SinceLastReport({rule: {change: counts[rule, change] for change in Change} for rule in rules}, changes)


@dataclass(frozen=True, slots=True)
class _Place:
    """By what a finding is known again."""

    known_by: str
    record: str
    column: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a check judged in one return: its records, its rules, and the exceptions from both."""

    records: frozenset[str]
    rules: frozenset[str]
    exceptions: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, checked: CheckedReturn) -> _Judged:
        return cls(
            records=frozenset(_record_key(one.record, one.row) for one in checked.records),
            rules=frozenset(checked.states),
            exceptions=frozenset(
                [(_record_key(one.record, one.row), one.rule) for one in checked.not_checked]
                + [(_record_key(one.record, one.row), one.rule) for one in checked.crashed]
            ),
        )

    def judges(self, place: _Place) -> bool:
        is_there = not place.record or place.record in self.records
        return is_there and place.rule in self.rules and (place.record, place.rule) not in self.exceptions


def _icbs_of_several(returns: Iterable[tuple[str, str]]) -> set[str]:
    """Codes that more than one file names: its adults and its children in two workbooks, for example."""
    return {icb for icb, files in Counter(icb for _, icb in set(returns)).items() if files > 1}


def _record_key(record: str | None, row: int | str | None) -> str:
    """A record's number, or its row where it has none; empty for the workbook as a whole."""
    return record or (f"row {row}" if row else "")


def _changes(one: CheckedReturn, name: str, before: Counter[_Place]) -> tuple[Change | None, ...]:
    """What became of each finding; what is known again is taken from `before`, so that the rest remains.

    Open findings go first: where two share a place, the one that is open is the one that still stands.
    """
    changes: list[Change | None] = [None] * len(one.findings)
    for number in sorted(range(len(changes)), key=lambda each: bool(one.findings[each].accepted)):
        finding = one.findings[number]
        place = _Place(name, _record_key(finding.record, finding.row), finding.column, finding.rule)
        was_open = before[place] > 0
        before[place] -= was_open
        changes[number] = _change(is_accepted=bool(finding.accepted), was_open=was_open)
    return tuple(changes)


def _change(*, is_accepted: bool, was_open: bool) -> Change | None:
    if is_accepted:
        return Change.ACCEPTED if was_open else None
    return Change.STANDING if was_open else Change.NEW


def _not_compared(one: CheckedReturn) -> tuple[Change | None, ...]:
    return tuple(None if finding.accepted else Change.NOT_COMPARED for finding in one.findings)
