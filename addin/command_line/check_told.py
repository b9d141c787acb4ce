"""What `scrt check` says of each file, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from addin.command_line.console import aligned
from reports.check_report import CheckedReturn
from reports.check_report.wording import difference_in_words, in_percent, tally
from validators.findings import Finding, Severity
from validators.grouping import EqualFindings, grouped
from validators.messages import command_line as messages
from validators.quoting import how_many
from validators.rules import standard_rules

__all__ = ["beside_the_findings", "crash_lines", "file_document", "file_lines", "timing_lines"]

WORST_RULES_SHOWN = 3
"""On the terminal, for each file; every finding is in the report and in the JSON document."""

_LOUDEST_FIRST = list(Severity)


def file_lines(file: str, one: CheckedReturn) -> Iterator[str]:
    """What matters of one file, in ten lines at most."""
    score = one.score
    yield f"{file}: {how_many(score.records, 'record')}; {tally(one.open_findings)}"
    items = score.workbook.passed + score.workbook.failed
    yield f"  score {in_percent(score.workbook.rate)}: {score.workbook.passed:,} of {items:,} checked items passed"
    if score.records:
        clean = score.records_without_error
        yield f"  with no error: {clean:,} of {how_many(score.records, 'record')} ({in_percent(clean / score.records)})"
    worst, more = _worst(one)
    yield from worst
    if more:
        yield f"  and {how_many(more, 'more rule')} with findings"
    unjudged = f"{how_many(score.not_checked, 'item')} not checked, {score.crashed:,} crashed"
    yield f"  beside the score: {unjudged}, {how_many(score.accepted, 'finding')} accepted"
    yield from (f"  {line}" for line in beside_the_findings(one))


def beside_the_findings(one: CheckedReturn) -> Iterator[str]:
    """What else is to be known of a file: phrases that were silenced, what it could run or fetch, own settings."""
    if one.silenced:
        yield f"{how_many(one.silenced, 'possible personal detail')} silenced by your own list of harmless phrases"
    if one.active:
        yield f"active content, never run and never followed: {', '.join(one.active)}"
    if one.differences:
        own = "; ".join(map(difference_in_words, one.differences))
        yield f"settings that differ from the standard: {own}"


def _worst(one: CheckedReturn) -> tuple[list[str], int]:
    """The worst rules, each told by its largest group of equal findings; and how many rules more there are."""
    largest: dict[str, EqualFindings] = {}
    of_rule: Counter[str] = Counter()
    for group in grouped(one.findings):
        largest.setdefault(group.rule, group)
        of_rule[group.rule] += len(group.findings)
    ranked = sorted(
        largest.values(), key=lambda group: (_LOUDEST_FIRST.index(group.severity), -of_rule[group.rule], group.rule)
    )
    lines = [_told(group, of_rule[group.rule] - len(group.findings)) for group in ranked[:WORST_RULES_SHOWN]]
    return lines, len(ranked) - len(lines)


def _told(group: EqualFindings, others: int) -> str:
    what = group.what if len(group.findings) > 1 else group.findings[0].message
    more = f" (and {how_many(others, 'more finding')} under {group.rule})" if others else ""
    return f"  {group.severity.value} {group.rule}  {what} {group.fix}{more}"


def crash_lines(file: str, one: CheckedReturn) -> Iterator[str]:
    """A line for each rule that failed by our own fault."""
    for crash in one.crashed:
        at = f"at row {crash.row}" if crash.row else "for the workbook as a whole"
        yield (messages.RULE_CRASHED(file=file, rule=crash.rule, error=crash.error, at=at))


def timing_lines(spent: Mapping[str, float]) -> Iterator[str]:
    """Milliseconds by rule, slowest first, and the total."""
    slowest_first = sorted(spent.items(), key=lambda timed: -timed[1])
    titles = {rule.id: rule.title for rule in standard_rules()}
    yield "Milliseconds by rule, slowest first (reading the file is not among them):"
    told = [(f"{1000 * seconds:10.2f}", rule, titles[rule]) for rule, seconds in slowest_first]
    yield from aligned([*told, (f"{1000 * sum(spent.values()):10.2f}", "all", "rules together")])


def file_document(file: str, one: CheckedReturn) -> dict[str, object]:
    """One file as JSON."""
    return {
        "file": file,
        "status": _status(one),
        "rows": one.score.records,
        **({"reason": one.refusal} if one.refusal else {}),
        "score": None if one.refusal else _score_document(one),
        "settings": [
            {"rule": each.rule, "setting": each.setting, "standard": each.standard, "local": each.local}
            for each in one.differences
        ],
        "silenced": one.silenced,
        "active_content": list(one.active),
        "findings": [_finding_document(finding) for finding in one.findings],
        "not_checked": [
            {"rule": each.rule, "row": each.row, "record": each.record, "columns": list(each.columns)}
            for each in one.not_checked
        ],
        "crashed": [
            {"rule": each.rule, "row": each.row, "record": each.record, "error": each.error} for each in one.crashed
        ],
    }


def _status(one: CheckedReturn) -> str:
    if one.refusal:
        return "refused"
    return "findings" if one.findings else "ok"


def _score_document(one: CheckedReturn) -> dict[str, object]:
    score = one.score
    return {
        "passed": score.workbook.passed,
        "failed": score.workbook.failed,
        "rate": score.workbook.rate,
        "records": score.records,
        "records_without_error": score.records_without_error,
        "not_checked": score.not_checked,
        "crashed": score.crashed,
        "accepted": score.accepted,
    }


def _finding_document(finding: Finding) -> dict[str, object]:
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "record": finding.record,
        "column": finding.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": finding.fix,
        "accepted": finding.accepted or None,
    }
