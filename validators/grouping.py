"""Equal bad values told together: one line and one fix for many cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from validators.case_review import COLUMN_BY_HEADER
from validators.findings import Finding, Severity

__all__ = ["EqualFindings", "grouped"]


@dataclass(frozen=True, slots=True)
class EqualFindings:
    """Findings of one rule about one bad value.

    Attributes:
        rule: the rule's id.
        severity: the loudest of them.
        columns: where they stand, slots of one family told as "Theme 1-3".
        what: what is wrong, quoting the value only where a single finding does.
        fix: what to do, once for all.
        suggestion: a value that would mend them all, or empty.
        findings: the findings themselves.
    """

    rule: str
    severity: Severity
    columns: str
    what: str
    fix: str
    suggestion: str
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> list[EqualFindings]:
    """Group findings by equal bad value, the largest group first; findings without a value group by rule and column.

    What asks for another fix is another group: an equal word can be a slip of one list's term here, of another's there.
    """
    groups: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.accepted:
            where = "" if finding.alike else finding.column
            groups[finding.rule, finding.alike, where, finding.fix].append(finding)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].rule, group[0].row or 0))
    return [_group(tuple(group)) for group in ordered]


def _group(group: tuple[Finding, ...]) -> EqualFindings:
    first = group[0]
    severities = list(Severity)
    columns = _columns({finding.column for finding in group})
    what = first.message.partition(f", {first.column}: ")[2] or first.message
    return EqualFindings(
        rule=first.rule,
        severity=min((finding.severity for finding in group), key=severities.index),
        columns=columns,
        what=f"{_cells(len(group))} of {columns}: {what}" if first.alike else _told_once(group, columns),
        fix=first.fix,
        suggestion=first.suggestion if len({finding.suggestion for finding in group}) == 1 else "",
        findings=group,
    )


def _told_once(group: tuple[Finding, ...], columns: str) -> str:
    """Cells that fail a rule each in its own words are told by the rule's sentence, which ends every message."""
    message = group[0].message
    whole = message.partition(f", {group[0].column}: ")[2] or message
    return f"{_cells(len(group))} of {columns}: {whole if len(group) == 1 else whole.rpartition('. ')[2] or whole}"


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number:,} cells"


def _columns(headers: set[str]) -> str:
    """Columns in their order; slots of one family ("Theme 1", "Theme 3") are told together.

    >>> _columns({"Theme 3", "Theme 1"}), _columns({"Status"})
    ('Theme 1-3', 'Status')
    """
    families: dict[str, list[str]] = {}
    order = list(COLUMN_BY_HEADER)
    for header in sorted(headers, key=lambda one: order.index(one) if one in order else len(order)):
        stem, _, slot = header.rpartition(" ")
        families.setdefault(stem if slot.isdecimal() else header, []).append(slot if slot.isdecimal() else "")
    return ", ".join(
        f"{stem} {slots[0]}-{slots[-1]}" if len(slots) > 1 else f"{stem} {slots[0]}".rstrip()
        for stem, slots in families.items()
    )
