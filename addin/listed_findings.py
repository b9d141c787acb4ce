"""Which findings the workbook's table `findings` lists."""

from __future__ import annotations

from collections.abc import Iterable

from validators.findings import Finding, Severity
from workbook_templates.layout import FLAGGED_ROWS

__all__ = ["listed"]

_LOUDEST_FIRST = {severity: loudness for loudness, severity in enumerate(Severity)}


def listed(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that the table lists: all that are open; of more than the flags take in, the gravest."""
    open_ones = [finding for finding in findings if not finding.accepted]
    if len(open_ones) <= FLAGGED_ROWS:
        return open_ones
    gravest = sorted(range(len(open_ones)), key=lambda at: _LOUDEST_FIRST[open_ones[at].severity])[:FLAGGED_ROWS]
    return [open_ones[at] for at in sorted(gravest)]
