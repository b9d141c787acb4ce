"""The sheet Rules: every rule of the checklist, how it ended, why it is there and where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reports.check_report import tables
from reports.check_report.edition import Edition, added_up
from reports.check_report.sheet import Cell, Column, Kind, ReportSheet, ReportTable
from validators.findings import State
from validators.quoting import how_many

__all__ = ["write_rules"]

_OFF = "off"
_COLUMNS = (
    Column("Rule", width=7),
    Column("What it asks", width=44),
    Column("Severity", width=10),
    *(Column(state.value.capitalize(), Kind.COUNT, 11) for state in State),
    Column("Accepted", Kind.COUNT, 10),
    Column("Score", Kind.SHARE, 10),
    Column("Why", width=44),
    Column("Source", width=16),
    Column("Not checked for want of", width=36),
)


def write_rules(sheet: ReportSheet, edition: Edition) -> None:
    """Write a row for each rule, with the five states of all records counted."""
    rows = [*_rows(edition)]
    told = (
        f"{how_many(len(rows), 'rule')}. Each ends for each record in one of five states, which add up to all records; "
        "a rule about the workbook as a whole ends once for the workbook."
    )
    beside = "Accepted counts findings; a record whose findings are all accepted is failed and outside the score."
    row = sheet.begin("Rules", [told, beside])
    sheet.listing(ReportTable(tables.RULES, _COLUMNS, rows), row=row)


def _rows(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    states: Counter[tuple[str, State]] = Counter()
    for one in edition.readable:
        states.update(
            {(rule, state): number for rule, counts in one.states.items() for state, number in counts.items()}
        )
    accepted = Counter(finding.rule for _, finding in edition.findings if finding.accepted)
    shares = added_up([one.score.by_rule for one in edition.readable])
    wanting = _wanting(edition)
    told = {rule.id: rule for one in reversed(edition.readable) for rule in one.rules}
    for rule in sorted(told):
        share = shares.get(rule)
        yield (
            rule,
            edition.titles[rule],
            _severities(edition, rule),
            *(states[rule, state] for state in State),
            accepted[rule],
            share.rate if share else None,
            told[rule].why,
            told[rule].source,
            ", ".join(f"{column} ({number:,})" for column, number in wanting.get(rule, Counter()).most_common()),
        )


def _severities(edition: Edition, rule_id: str) -> str:
    """The rule's severity; where returns have set it otherwise, each of them once."""
    severities = (rule.severity for one in edition.readable for rule in one.rules if rule.id == rule_id)
    return " / ".join(dict.fromkeys(severity.value if severity else _OFF for severity in severities))


def _wanting(edition: Edition) -> dict[str, Counter[str]]:
    """Rule id to what stood in its way, and how often."""
    wanting: dict[str, Counter[str]] = {}
    for one in edition.readable:
        for each in one.not_checked:
            wanting.setdefault(each.rule, Counter()).update(each.columns)
    return wanting
