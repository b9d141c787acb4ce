"""Many returns, one month: which count, what they hold, and every published table counted from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

import pandas as pd

from reports.answerable import Answerable, Sum, answerable, broken_sums
from reports.choosing import Choice, Decision, SourceStatus, decide
from reports.compared import Compared, compare, compared_tables
from reports.earlier_quality import NO_EARLIER_QUALITY
from reports.expected import (
    EXPECTED_COLUMNS,
    Expected,
    became_of,
    carried_forward,
    coverage_of,
    expected_returns,
    expected_rows,
    unheard_of,
)
from reports.figures.breakdowns import breakdowns
from reports.figures.cases import cases_frame
from reports.figures.icb_trend import ICB_TREND_COLUMNS, icb_trend
from reports.figures.joint_reviews import JointReviews
from reports.figures.month_tables import month_tables
from reports.figures.quality import Quality
from reports.figures.totals import icb_totals, reconciliation
from reports.kept_records import LONG_KINDS, told_by
from reports.matching import Counted, CountedRecord, Filed, RecordsNow, Whose
from reports.months import month_ends
from reports.packed import packed
from reports.previous import PreviousSummary
from reports.published import PublishedTable
from reports.receiving import Received, number_or_text
from reports.release import RELEASE_COLUMNS, WITHHELD_COLUMNS, release_rows, withheld_rows
from reports.repeats import SharedReference, shared_references
from reports.shelf import are_too_many, remade
from reports.unheard import COVERAGE_COLUMNS, RETURNS_BY_MONTH, RETURNS_EXPECTED
from validators.case_review import COLUMNS
from validators.earlier_returns import NO_EARLIER_RETURNS
from validators.findings import Crash
from validators.messages import returns as messages
from validators.month_end import Standing, standing_at
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import ENGLAND, icbs_of, ics_name, region_of
from validators.your_icb import YourIcb

__all__ = ["Consolidation", "consolidate", "region_for", "without_own_summary"]

MONTHS_SHOWN = 6
"""The published deck shows six months."""

CASES_COLUMNS = (
    *(column.header for column in COLUMNS),
    "ICS",
    "ICB counted",
    "Status at month end",
    "Source file",
    "Source row",
    "Carried from",
)


@dataclass(frozen=True, slots=True)
class Consolidation:
    """A region's month.

    Attributes:
        month: last day of the reporting month.
        region: an NHS region or England.
        decisions: what was decided about each file, in the order of the files.
        tables: every published table by its name.
        crashed: file and rule for each rule that failed by our own fault.
        shared: identifiers that stand in two returns.
        compared: the month against those before it.
        current_on: the day whose ICBs the trend by ICB shows; None for those of each month.
    """

    month: date
    region: str
    decisions: tuple[Decision, ...]
    tables: dict[str, PublishedTable]
    crashed: tuple[tuple[str, Crash], ...]
    shared: tuple[SharedReference, ...]
    compared: Compared
    current_on: date | None = None

    @property
    def set_aside(self) -> tuple[Decision, ...]:
        """Files that could not be counted."""
        return tuple(one for one in self.decisions if one.status is SourceStatus.SET_ASIDE)

    @property
    def headline(self) -> tuple[int, int, int]:
        """Total, open and closed at the month's end."""
        _, total, opened, closed, *_ = self.tables["monthly_totals"].rows[-1]
        return int(str(total)), int(str(opened)), int(str(closed))

    @property
    def broken_sums(self) -> tuple[Sum, ...]:
        """What the self-check found not to hold."""
        return broken_sums(self.tables["self_check"])


def region_for(received: Iterable[Received]) -> str:
    """The region of all the returns, or England when they are of several."""
    found = {region_of(one.heading.your_icb) for one in received if one.heading.your_icb is not None}
    return found.pop() if len(found) == 1 else ENGLAND


def without_own_summary(file: str, behind: Sequence[Received], *, region: str) -> list[Received]:
    """What a file that was found in a folder gives: all that is behind it, unless it is the region's own summary.

    An earlier edition of the very summary that is made anew may well lie among the returns; nobody who withdrew a
    return would expect its records to come back out of it.

    Args:
        file: the name that it is shown by.
        behind: the returns behind it, or the one that it is.
        region: of the summary that is made.
    """
    if not any(one.settled for one in behind) or region_for(behind) != region:
        return list(behind)
    reason = messages.ITS_OWN_SUMMARY(region=region)
    return [Received(file, "", refusal=reason, rows_beyond=sum(len(one.records) for one in behind))]


def consolidate(
    received: Sequence[Received],
    *,
    choice: Choice,
    previous: PreviousSummary | None = None,
    held: Sequence[Received] = (),
) -> Consolidation:
    """Consolidate returns for one month.

    Args:
        received: the files as received.
        choice: the month, the region, and what the region decided beforehand.
        previous: last month's summary, to say what changed.
        held: the returns behind last month's summary, to be carried forward where this month's is missing.
    """
    decisions = decide(received, choice)
    expected = expected_returns(decisions, choice, previous)
    if carried := tuple(carried_forward(held, expected, choice)):
        decisions = (*decisions, *carried)
        expected = expected_returns(decisions, choice, previous)
    counting = [one for one in decisions if one.status.is_counted]
    counted, later = _filed(counting, choice.month)
    unheard = unheard_of(expected, choice.month)
    now = RecordsNow(counted.records, later.records, unheard=unheard)
    shared = tuple(shared_references(counted))
    compared = compare(now, previous, month=choice.month, since=choice.since)
    frame = cases_frame(Whose(counted.records), reporting_month=choice.month)
    everything = counted + later
    joint = JointReviews.among(counted, {one.received.file: one.received.heading for one in counting})
    tables = [
        *_figures(frame, counted.records, counting, expected, choice),
        *_returns(expected, previous, choice),
        *compared_tables(compared, _icbs(choice, {one.icb for one in counting})),
        PublishedTable.of("joint_reviews", joint.counts()),
        PublishedTable.of("joint_records", joint.listed()),
        _sources(decisions, choice.month),
        _findings(counting, shared),
        _cases("cases", counted),
        _cases("after_month", later),
        PublishedTable("release", RELEASE_COLUMNS, tuple(release_rows(everything))),
    ]
    findings = next(table for table in tables if table.name == "findings")
    tables += _quality(counted.records, counting, findings, choice, previous)
    return Consolidation(
        month=choice.month,
        region=choice.region,
        decisions=decisions,
        tables=answerable(
            tables,
            Answerable(choice.month, frame, everything, compared, counting, expected, joint, choice.current_on),
        ),
        crashed=tuple((one.received.file, crash) for one in counting for crash in one.received.crashed),
        shared=shared,
        compared=compared,
        current_on=choice.current_on,
    )


def _filed(counting: Sequence[Decision], month: date) -> tuple[Filed, Filed]:
    """The records that are in the month's total, and those that are dated after it."""
    returns: tuple[list[tuple[str, Counted]], ...] = ([], [])
    # Of very many, each would take as much memory again as what is kept of its record.
    beforehand = not are_too_many(sum(len(one.received.records) for one in counting))
    for one in counting:
        records = one.received.records
        standings = packed([standing_at(record.review, end=month, reporting_month=month).value for record in records])
        for is_later, those in enumerate(returns):
            taken = Counted(
                records,
                standings,
                is_later=bool(is_later),
                icb=one.icb,
                carried_from=one.carried_from,
                beforehand=beforehand,
            )
            those.append((one.received.file, taken))
    counted, later = map(Filed, returns)
    return counted, later


def _figures(
    frame: pd.DataFrame,
    counted: Sequence[CountedRecord],
    counting: Sequence[Decision],
    expected: Sequence[Expected],
    choice: Choice,
) -> Iterable[PublishedTable]:
    months = month_ends(choice.month, number=MONTHS_SHOWN)
    yield from month_tables(frame, months)
    headings = {one.icb: [_heading(other) for other in counting if other.icb == one.icb] for one in counting}
    totals = icb_totals(frame, _icbs(choice, headings), became_of(expected))
    yield PublishedTable.of("icb_totals", totals)
    trend = icb_trend(counted, months, region=choice.region, current_on=choice.current_on)
    yield PublishedTable("icb_trend", ICB_TREND_COLUMNS, trend)
    yield PublishedTable.of("reconciliation", reconciliation(totals, headings))
    yield PublishedTable("withheld", WITHHELD_COLUMNS, tuple(withheld_rows(counted, _icbs(choice, headings))))
    yield from (PublishedTable.of(*one) for one in breakdowns(frame, _icbs(choice, headings), choice.month))


def _heading(one: Decision) -> YourIcb:
    """What a return says of itself; an own count of an earlier month is none of this month's records."""
    heading = one.received.heading
    if one.status is not SourceStatus.CARRIED:
        return heading
    return heading.model_copy(update={"own_total": None, "own_open": None, "own_closed": None})


def _returns(
    expected: Sequence[Expected], previous: PreviousSummary | None, choice: Choice
) -> Iterable[PublishedTable]:
    yield PublishedTable(RETURNS_EXPECTED, EXPECTED_COLUMNS, tuple(expected_rows(expected)))
    before = previous.coverage if previous else {}
    shown = [end for end in month_ends(choice.month, number=MONTHS_SHOWN) if end in before and end < choice.month]
    rows = [(end, *before[end]) for end in shown] + [(choice.month, *coverage_of(expected))]
    yield PublishedTable(RETURNS_BY_MONTH, ("Month", *COVERAGE_COLUMNS), tuple(rows))


def _quality(
    counted: Sequence[CountedRecord],
    counting: Sequence[Decision],
    findings: PublishedTable,
    choice: Choice,
    previous: PreviousSummary | None,
) -> Iterable[PublishedTable]:
    returns: dict[str, list[Received]] = {}
    for one in counting:
        if one.status is SourceStatus.COUNTED:
            returns.setdefault(one.icb, []).append(one.received)
    quality = Quality(
        month=choice.month,
        icbs=_icbs(choice, {one.icb for one in counting}),
        counted=counted,
        returns=returns,
        findings=findings,
        before=previous.quality if previous else NO_EARLIER_QUALITY,
        earlier=previous.returns if previous else NO_EARLIER_RETURNS,
    )
    yield PublishedTable.of("quality", quality.by_icb())
    yield PublishedTable.of("quality_scores", quality.scores())
    yield PublishedTable.of("findings_by_rule", quality.by_rule())
    yield PublishedTable.of("findings_by_icb", quality.rules_by_icb())


def _icbs(choice: Choice, returned: Iterable[str]) -> list[Term]:
    """The ICBs that stand in the month, and any closed one that still returned."""
    standing = icbs_of(choice.region, on=choice.month)
    known = {icb.code for icb in standing}
    return [*standing, *(vocabulary("icbs")[code] for code in sorted(set(returned) - known))]


_SOURCES = (
    "File",
    "ICB code",
    "Status",
    "Reason",
    "Template version",
    "Rows read",
    "Rows counted",
    "Rows after the month",
    "Rows set aside",
    "SHA-256",
    "Part of return",
    "Month",
    "Records mark",
    "Active content",
    "Return number",
    "Saved at",
    "Own total",
    "Own open",
    "Own closed",
)


def _sources(decisions: Iterable[Decision], month: date) -> PublishedTable:
    """Every row of every file is counted, after the month, or set aside with its file."""
    rows = []
    for one in decisions:
        read = one.received.rows_read
        counts = one.status.is_counted
        later = sum(
            standing_at(record.review, end=month, reporting_month=month) is Standing.LATER
            for record in one.received.records
            if counts
        )
        received, heading, aside = one.received, one.received.heading, one.received.rows_beyond
        placed = (read - aside - later, later, aside) if counts else (0, 0, read)
        told = (received.file, one.icb, one.status.value, one.reason, received.template_version, read, *placed)
        whose = (received.sha256, received.part, heading.month, received.records_mark, ", ".join(received.active))
        saved = received.saved_at.isoformat(timespec="seconds") if received.saved_at else None
        own = (heading.own_total, heading.own_open, heading.own_closed)
        rows.append((*told, *whose, heading.return_number, saved, *own))
    return PublishedTable("sources", _SOURCES, tuple(rows))


def _findings(counting: Sequence[Decision], shared: Sequence[SharedReference]) -> PublishedTable:
    whose = [((one.received.file, one.icb), one.received.findings) for one in counting]
    whose += [((other.file, other.icb), (other.finding,)) for other in shared]

    def column(place: int) -> Iterator[object]:
        if place < len(_WHOSE):
            return chain.from_iterable(repeat(one[place], len(findings)) for one, findings in whose)
        attribute = _ATTRIBUTES[place - len(_WHOSE)]
        told = chain.from_iterable(told_by(findings, attribute) for _, findings in whose)
        return map(_SHOWN[attribute], told) if attribute in _SHOWN else told

    def rows() -> Iterator[tuple[object, ...]]:
        return zip(*map(column, range(len(headers))), strict=True)

    headers = (*_WHOSE, "Sheet", "Row", "Record no.", "Column", "Rule", "Severity", "Message", "Fix", "Accepted")
    return PublishedTable("findings", headers, remade(rows, sum(len(findings) for _, findings in whose), column))


_WHOSE = ("File", "ICB code")
_ATTRIBUTES = ("sheet", "row", "record", "column", "rule", "severity", "message", "fix", "accepted")
_SHOWN: Mapping[str, Callable[[Any], object]] = {"record": number_or_text, "severity": attrgetter("value")}
"""What of a finding the table shows otherwise than it is."""


def _cases(name: str, records: Filed) -> PublishedTable:
    """The records as understood, then where each comes from, then the columns that ICBs added."""
    added = tuple(dict.fromkeys(header for one in records.records for header in one.record.added))

    def rows() -> Iterator[tuple[object, ...]]:
        for one, file in records:
            record = one.record
            yield (
                *record.cells,
                ics_name(one.icb),
                one.icb,
                one.standing if name == "cases" else record.review.status or Standing.NOT_STATED.value,
                file,
                record.row,
                one.carried_from,
                *map(record.added.get, added),
            )

    def column(place: int) -> Iterable[object]:
        header = headers[place] if place < len(CASES_COLUMNS) else ""
        if header in _SHORT_FIELDS:
            return chain.from_iterable(those.shown(_SHORT_FIELDS[header]) for _, those in records.returns)
        if header == "ICB counted":
            return chain.from_iterable(repeat(those.icb, len(those)) for _, those in records.returns)
        if header == "Carried from":
            return chain.from_iterable(repeat(those.carried_from, len(those)) for _, those in records.returns)
        if header == "Source file":
            return chain.from_iterable(repeat(file, len(those)) for file, those in records.returns)
        if header == "Status at month end" and name == "cases":
            return chain.from_iterable(those.standings for _, those in records.returns)
        return (row[place] for row in rows())

    headers = (*CASES_COLUMNS, *_distinct(added))
    return PublishedTable(name, headers, remade(rows, len(records), column))


_SHORT_FIELDS = {column.header: column.field for column in COLUMNS if column.kind not in LONG_KINDS}


def _distinct(added: Sequence[str]) -> tuple[str, ...]:
    """Headers of added columns, told apart from the summary's own and from each other whatever their letter case."""
    taken = {header.casefold() for header in CASES_COLUMNS}
    names = []
    for header in added:
        name, number = header, 1
        while name.casefold() in taken:
            number += 1
            name = f"{header} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
