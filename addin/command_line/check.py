"""`scrt check`: returns against the quality checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from addin.command_line.console import FaultSaid, aligned, print_json, say, say_error, watched
from addin.command_line.files import GivenFile, given_files, read_bytes
from validators.check import CheckResult, check
from validators.entries import Circumstances
from validators.findings import Finding, Severity
from validators.rules import standard_rules
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return

__all__ = ["run"]

MOST_FINDINGS_SHOWN = 20
"""On the terminal, for each file; every one of them is in the JSON document."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file with what the check said of it, or why it was refused."""

    file: str
    result: CheckResult | None
    refusal: str = ""

    @property
    def status(self) -> str:
        """`ok`, `findings` or `refused`."""
        if self.result is None:
            return "refused"
        return "findings" if self.result.findings else "ok"

    @property
    def has_errors(self) -> bool:
        """Whether the file was refused, has findings of severity error, or made a rule crash."""
        if self.result is None:
            return True
        return bool(self.result.crashed) or self.result.severities[Severity.ERROR.value] > 0


def run(paths: Sequence[Path], *, as_json: bool, today: date) -> int:
    """Check each file; exit status 1 when any has errors, 2 when none could be read."""
    files = given_files(paths)
    checked = list(watched((_checked(file, today=today) for file in files), doing="Checking", total=len(files)))
    if as_json:
        print_json({"files": [_document(one) for one in checked]})
    for one in checked:
        if one.refusal:
            say_error(f"{one.file}: {one.refusal}")
        elif not as_json:
            _say(one)
    if all(one.refusal for one in checked):
        return 2
    return 1 if any(one.has_errors for one in checked) else 0


def _checked(file: GivenFile, *, today: date) -> Checked:
    try:
        read = read_return(read_bytes(file))
    except FileFault as fault:
        return Checked(file.shown, None, str(fault))
    except FaultSaid as fault:
        return Checked(file.shown, None, str(fault).removeprefix(f"{file.shown}: "))
    return Checked(file.shown, check(read.rows, given=Circumstances(today, read.your_icb, read.saved)))


def _say(one: Checked) -> None:
    result = one.result
    if result is None:
        return
    counts = result.severities
    tally = ", ".join(_counted(counts[severity.value], severity) for severity in Severity)
    say(f"{one.file}: {len(result.entries):,} records; {tally}")
    by_rule = Counter((finding.rule, finding.severity) for finding in result.findings)
    book = standard_rules()
    order = list(Severity)
    ranked = sorted(by_rule.items(), key=lambda item: (order.index(item[0][1]), -item[1], item[0][0]))
    say(*aligned([("  ", number, rule, severity.value, book[rule].title) for (rule, severity), number in ranked]))
    for finding in _worst(result.findings):
        say(f"  {finding.severity.value} {finding.rule}  {finding.message} {finding.fix}")
    hidden = len(result.findings) - MOST_FINDINGS_SHOWN
    if hidden > 0:
        say(f"  ... and {hidden:,} more: scrt check --json prints them all.")
    for crash in result.crashed:
        say_error(
            f"{one.file}: rule {crash.rule} failed by our own fault ({crash.error}) at row {crash.row}. "
            "The other rules went on. Please report it; no cell's text is in this message."
        )


def _counted(number: int, severity: Severity) -> str:
    word = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(severity)
    if word is None:
        return f"{number:,} advice"
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _worst(findings: Sequence[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))[:MOST_FINDINGS_SHOWN]


def _document(one: Checked) -> dict[str, object]:
    if one.result is None:
        return {
            "file": one.file,
            "status": one.status,
            "rows": 0,
            "reason": one.refusal,
            "findings": [],
            "not_checked": [],
            "crashed": [],
        }
    result = one.result
    return {
        "file": one.file,
        "status": one.status,
        "rows": len(result.entries),
        "findings": [finding_document(finding) for finding in result.findings],
        "not_checked": [
            {"rule": each.rule, "row": each.row, "record": each.record, "columns": list(each.columns)}
            for each in result.not_checked
        ],
        "crashed": [
            {"rule": each.rule, "row": each.row, "record": each.record, "error": each.error} for each in result.crashed
        ],
    }


def finding_document(finding: Finding) -> dict[str, object]:
    """One finding as JSON."""
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "record": finding.record,
        "column": finding.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": finding.fix,
    }
