"""The check itself: rows in, findings out; the same code behind every door."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from validators.case_review import COLUMNS
from validators.entries import Circumstances, Entry, RawRow
from validators.exceptions import Exceptions
from validators.findings import CASES, Crash, Finding, NotChecked, Severity, State, StateCounts, place
from validators.glance import Glance
from validators.month_end import closed_from, counted_from
from validators.plans import Plan, plans_of
from validators.rulebook import CannotBeChecked, DoesNotApply, Fault, Rule, RuleBook
from validators.rules import standard_rules
from validators.share import Share
from validators.understanding import RowReader

__all__ = ["CheckResult", "check"]

_NO_RECORDS = dict.fromkeys(State, 0)
_share = cache(Share)
_COLUMN_ORDER = {column.header: position for position, column in enumerate(COLUMNS)}


@dataclass(frozen=True)
class CheckResult:
    """All that a check found.

    Attributes:
        entries: the records, with what was understood of each.
        findings: faults in order of row, column and rule.
        states: rule id to state to number of records; the five states of a rule add up to the number of records
            (of a workbook rule: to one).
        not_checked: each rule and record that could not be judged, and why.
        crashed: each rule and record that failed by our own fault.
        shares: for each record how many items of the score it passed and failed.
        failed_in_score: rule id to the number of records (of a workbook rule: one) that it fails in the score.
        passed_beyond_records: ids of the rules that also looked at the rest of the workbook and found nothing there
            that counts.
        failed_in_field: the same for a column of `Cases` and a rule id: where the findings stand.
        erring: positions in `entries` of the records with an open finding of severity error.
        book: the rules that judged.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    states: StateCounts
    not_checked: tuple[NotChecked, ...]
    crashed: tuple[Crash, ...]
    shares: tuple[Share, ...]
    failed_in_score: Mapping[str, int]
    failed_in_field: Mapping[tuple[str, str], int]
    passed_beyond_records: frozenset[str]
    erring: frozenset[int]
    book: RuleBook

    @cached_property
    def severities(self) -> Counter[str]:
        """Number of open findings by severity; accepted ones are left out."""
        return Counter(finding.severity.value for finding in self.findings if not finding.accepted)


def check(
    rows: Iterable[RawRow],
    *,
    given: Circumstances,
    rules: RuleBook | None = None,
    exceptions: Exceptions | None = None,
) -> CheckResult:
    """Check rows against the rules.

    Args:
        rows: the records; a row that holds nothing besides its record number is none and must not be passed.
        given: the day of the check, what the return says of itself, what the saved file shows.
        rules: the rule book; by default all that ship.
        exceptions: the findings that the ICB has accepted.
    """
    book = standard_rules() if rules is None else rules
    reader = RowReader(local_lists=given.local_lists)
    entries = tuple(map(reader.read, rows))
    progress = _Progress(book, given, exceptions or Exceptions())
    for entry in entries:
        progress.judge(entry)
    progress.judge_workbook(entries)
    return CheckResult(
        entries=entries,
        findings=tuple(sorted(progress.findings, key=_reading_order)),
        states=progress.counted_states(),
        not_checked=tuple(progress.not_checked),
        crashed=tuple(progress.crashed),
        shares=tuple(progress.shares),
        failed_in_score=dict(progress.failed_in_score),
        failed_in_field=dict(progress.failed_in_field),
        passed_beyond_records=frozenset(progress.passed_beyond_records),
        erring=frozenset(position for position, entry in enumerate(entries) if id(entry) in progress.erring),
        book=book,
    )


def _reading_order(finding: Finding) -> tuple[int, int, str]:
    return (finding.row or 0, _COLUMN_ORDER.get(finding.column, -1), finding.rule)


@dataclass
class _Progress:
    """A check under way."""

    book: RuleBook
    given: Circumstances
    exceptions: Exceptions
    findings: list[Finding] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)
    crashed: list[Crash] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    failed_in_score: Counter[str] = field(default_factory=Counter)
    failed_in_field: Counter[tuple[str, str]] = field(default_factory=Counter)
    passed_beyond_records: set[str] = field(default_factory=set)
    erring: set[int] = field(default_factory=set)
    _planned: Counter[Plan] = field(default_factory=Counter)
    _states: Counter[tuple[str, State]] = field(default_factory=Counter)
    _latest: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._plans = plans_of(self.book)
        self._glance = Glance(self._plans.facts, self.given)

    def judge(self, entry: Entry) -> None:
        """Judge one record by every rule."""
        plan = self._plans.plan(entry, self._glance.at(entry))
        self._planned[plan] += 1
        for rule_id, columns in plan.not_checked:
            self._note_not_checked(rule_id, entry, columns)
        given = self.given
        outside, failed = 0, 0
        for rule, judged, unread in plan.asked:
            if judged is None:
                self._note_not_checked(rule.id, entry, unread)
                continue
            try:
                faults = [*judged(entry, given)]
            except Exception as stopped:
                state = self._stopped(rule, entry, stopped)
            else:
                # Most rules pass most records: a pass is not counted here, it is what remains in the end.
                if not faults and not unread:
                    continue
                state = self._ended(rule, entry, faults, unread)
            self._states[rule.id, state] += 1
            if rule.counts:
                outside += 1
                failed += self._counts_as_failed(rule, state)
        self.shares.append(_share(plan.in_score - outside, failed))

    def _counts_as_failed(self, rule: Rule, state: State) -> bool:
        """Whether the rule, just judged, fails in the score: advice, accepted and exempt findings stay outside it."""
        against = [finding for finding in self._latest if finding.counts] if state is State.FAILED else []
        if against:
            self.failed_in_score[rule.id] += 1
            for column in {finding.column for finding in against if finding.sheet == CASES}:
                self.failed_in_field[column, rule.id] += 1
        return bool(against)

    def _ended(self, rule: Rule, entry: Entry, faults: Sequence[Fault], unread: tuple[str, ...]) -> State:
        """The state of a rule that found something, or that could not read all of its columns."""
        if not faults:
            self._note_not_checked(rule.id, entry, unread)
            return State.NOT_CHECKED
        self._latest = [self._found(rule, fault, entry) for fault in faults]
        return State.FAILED

    def _stopped(self, rule: Rule, entry: Entry | None, stopped: Exception) -> State:
        """The state of a rule that was not judged to its end; a crash of ours is told and is never a pass."""
        if isinstance(stopped, DoesNotApply):
            return State.NOT_APPLICABLE
        if isinstance(stopped, CannotBeChecked):
            self._note_not_checked(rule.id, entry, stopped.inputs)
            return State.NOT_CHECKED
        row, record = (entry.row, entry.record) if entry else (None, None)
        self.crashed.append(Crash(rule.id, row, record, type(stopped).__name__))
        return State.CRASHED

    def judge_workbook(self, entries: Sequence[Entry]) -> None:
        """Judge the workbook by the rules that need all its records."""
        for rule in self.book.about_workbook:
            state = self._judge_workbook_by(rule, entries)
            self._states[rule.id, state] += 1
            self._counts_as_failed(rule, state)
        for rule in self.book.about_records:
            if rule.beyond_records is not None:
                state = self._judge_once(rule, partial(rule.beyond_records, self.given))
                if not self._counts_as_failed(rule, state) and state in (State.PASSED, State.FAILED) and rule.counts:
                    self.passed_beyond_records.add(rule.id)

    def _judge_workbook_by(self, rule: Rule, entries: Sequence[Entry]) -> State:
        judge = rule.check_workbook
        return self._judge_once(rule, partial(judge, entries, self.given) if judge else tuple)

    def _judge_once(self, rule: Rule, judge: Callable[[], Iterable[Fault]]) -> State:
        try:
            faults = [*judge()]
        except Exception as stopped:
            return self._stopped(rule, None, stopped)
        self._latest = [self._found(rule, fault, fault.entry) for fault in faults]
        return State.FAILED if faults else State.PASSED

    def _note_not_checked(self, rule_id: str, entry: Entry | None, columns: tuple[str, ...]) -> None:
        row, record = (entry.row, entry.record) if entry else (None, None)
        self.not_checked.append(NotChecked(rule_id, row, record, columns))

    def _found(self, rule: Rule, fault: Fault, entry: Entry | None) -> Finding:
        """Note a fault as a finding."""
        row, record = (entry.row, entry.record) if entry else (None, None)
        exempt = rule.new_to_template and entry is not None and _closed_before_adoption(entry, self.given)
        exception = self.exceptions.covering(entry, fault.column, rule.id)
        finding = Finding(
            sheet=fault.sheet,
            row=row,
            record=record,
            column=fault.column,
            rule=rule.id,
            severity=Severity.ADVICE if exempt else _quieter(fault.severity, rule.severity),
            message=f"{place(fault.sheet, row, record, fault.column)}: {fault.what}. {rule.title}.",
            fix=fault.fix or rule.fix,
            suggestion=fault.suggestion,
            alike=_likeness(rule, fault),
            accepted=f"{exception.reason} ({exception.initials})" if exception else "",
            is_exempt=exempt,
        )
        self.findings.append(finding)
        if entry is not None and finding.severity is Severity.ERROR and not exception:
            self.erring.add(id(entry))
        return finding

    def counted_states(self) -> StateCounts:
        """Rule id to state to number of records, every state named."""
        counts = {rule.id: _NO_RECORDS.copy() for rule in self.book}
        for (rule_id, state), records in self._states.items():
            counts[rule_id][state] += records
        for state, rule_ids, records in self._settled():
            for rule_id in rule_ids:
                counts[rule_id][state] += records
        for rule in self.book.about_records:
            counts[rule.id][State.PASSED] = len(self.shares) - sum(counts[rule.id].values())
        return counts

    def _settled(self) -> Iterator[tuple[State, tuple[str, ...], int]]:
        """What became of rules without being asked, and of how many records: many plans have it in common."""
        settled: Counter[tuple[State, tuple[str, ...]]] = Counter()
        for plan, records in self._planned.items():
            settled[State.NOT_APPLICABLE, plan.not_applicable] += records
            settled[State.NOT_CHECKED, tuple(rule_id for rule_id, _ in plan.not_checked)] += records
            settled[State.NOT_CHECKED, plan.lacking] += records
        return ((state, rule_ids, records) for (state, rule_ids), records in settled.items())


_LOUDNESS = {severity: loudness for loudness, severity in enumerate(reversed(Severity))}


def _quieter(fault: Severity | None, rule: Severity) -> Severity:
    """A fault may be quieter than its rule; where an ICB has made the rule quieter still, that holds."""
    return rule if fault is None else min(fault, rule, key=_LOUDNESS.__getitem__)


def _closed_before_adoption(entry: Entry, given: Circumstances) -> bool:
    """Whether the review was closed before the ICB began to use the template; without a date of closing, its entry."""
    adopted, review = given.your_icb.adopted_on, entry.review
    closed = closed_from(review) or counted_from(review)
    return adopted is not None and review.status == "Closed" and closed is not None and closed < adopted


def _likeness(rule: Rule, fault: Fault) -> str:
    """The same for equal bad values under one rule, and nothing that says what they are."""
    if not fault.value:
        return ""
    key = fault.value.strip().casefold().encode("utf-8", "surrogatepass")
    return f"{rule.id}-{hashlib.blake2b(key, digest_size=8).hexdigest()}"
