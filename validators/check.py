"""The check itself: rows in, findings out; the same code behind every door."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from weakref import WeakKeyDictionary

from validators.case_review import COLUMN_BY_FIELD, COLUMNS, CaseReview
from validators.entries import Circumstances, Entry, RawRow
from validators.exceptions import Exceptions
from validators.findings import CASES, Crash, Finding, NotChecked, Severity, State, StateCounts, place
from validators.month_end import closed_from, counted_from
from validators.rulebook import CannotBeChecked, DoesNotApply, Fault, RecordCheck, Rule, RuleBook
from validators.rules import standard_rules
from validators.share import Share
from validators.understanding import RowReader
from validators.when import Profile

__all__ = ["CheckResult", "check"]

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


_Seen = tuple[Profile, tuple[bool, ...], bool]
"""What decides how a record of which all could be read is judged: profile, fields filled in, something interpreted."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How records that are alike in what decides it are judged; worked out once for all of them.

    Attributes:
        asked: the rules to ask in turn; in the place of the function, the columns for want of which it is not checked.
        in_score: how many rules of the score are judged.
        not_applicable: rules that do not concern such a record.
        not_checked: rules of which nobody can say whether they do, and for want of which columns.
        lacking: rules that are not checked by `asked`.
    """

    asked: tuple[tuple[Rule, RecordCheck | tuple[str, ...]], ...]
    in_score: int
    not_applicable: tuple[str, ...]
    not_checked: tuple[tuple[str, tuple[str, ...]], ...]
    lacking: tuple[str, ...] = ()


_PROFILE_PLANS: WeakKeyDictionary[RuleBook, dict[Profile, _Plan]] = WeakKeyDictionary()
"""What a book asks of the records of each profile: the same for every return, and there are few profiles."""


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
    _plans: dict[_Seen, _Plan] = field(default_factory=dict)
    _planned: Counter[Profile | _Seen] = field(default_factory=Counter)
    _states: Counter[tuple[str, State]] = field(default_factory=Counter)
    _latest: list[Finding] = field(default_factory=list)

    def judge(self, entry: Entry) -> None:
        """Judge one record by every rule."""
        profile = Profile.of(entry.review, unread=entry.problems)
        if entry.problems:
            self._judge_with_problems(entry, profile)
            return
        seen = (profile, self._emptiness(entry), not entry.notes)
        plan = self._plans.get(seen) or self._plans.setdefault(seen, self._plan_for_read(*seen))
        self._planned[seen] += 1
        for rule_id, columns in plan.not_checked:
            self._note_not_checked(rule_id, entry, columns)
        given = self.given
        outside, failed = 0, 0
        for rule, judged in plan.asked:
            if isinstance(judged, tuple):
                self._note_not_checked(rule.id, entry, judged)
                continue
            try:
                faults = [*judged(entry, given)]
            except Exception as stopped:
                state = self._stopped(rule, entry, stopped)
            else:
                # Most rules pass most records: a pass is not counted here, it is what remains in the end.
                if not faults:
                    continue
                state = self._failed(rule, entry, faults)
            self._states[rule.id, state] += 1
            if rule.counts:
                outside += 1
                failed += self._counts_as_failed(rule, state)
        self.shares.append(Share(plan.in_score - outside, failed))

    def _judge_with_problems(self, entry: Entry, profile: Profile) -> None:
        """Judge a record of which some cells could not be read: what each rule reads is looked at beforehand."""
        plan = self._plan(profile)
        self._planned[profile] += 1
        for rule_id, columns in plan.not_checked:
            self._note_not_checked(rule_id, entry, columns)
        blank = self._blank(self._emptiness(entry))
        outside, failed = 0, 0
        for rule, judged in plan.asked:
            if isinstance(judged, tuple) or self._passes_unasked(rule, entry, blank):
                continue
            state = self._barred(rule, entry)
            if state is None:
                try:
                    faults = [*judged(entry, self.given)]
                except Exception as stopped:
                    state = self._stopped(rule, entry, stopped)
                else:
                    state = self._ended(rule, entry, faults)
            if state is State.PASSED:
                continue
            self._states[rule.id, state] += 1
            if rule.counts:
                outside += 1
                failed += self._counts_as_failed(rule, state)
        self.shares.append(Share(plan.in_score - outside, failed))

    def _counts_as_failed(self, rule: Rule, state: State) -> bool:
        """Whether the rule, just judged, fails in the score: advice, accepted and exempt findings stay outside it."""
        against = [finding for finding in self._latest if finding.counts] if state is State.FAILED else []
        if against:
            self.failed_in_score[rule.id] += 1
            self.failed_in_field.update({(finding.column, rule.id) for finding in against if finding.sheet == CASES})
        return bool(against)

    def _plan(self, profile: Profile) -> _Plan:
        return self._profile_plans.get(profile) or self._profile_plans.setdefault(profile, self._plan_made(profile))

    @cached_property
    def _profile_plans(self) -> dict[Profile, _Plan]:
        return _PROFILE_PLANS.setdefault(self.book, {})

    def _plan_made(self, profile: Profile) -> _Plan:
        applicable: list[tuple[Rule, RecordCheck | tuple[str, ...]]] = []
        excluded: list[str] = []
        unknown: list[tuple[str, tuple[str, ...]]] = []
        for rule in self.book.about_records:
            if rule.when.excludes(profile):
                excluded.append(rule.id)
            elif missing := rule.when.unknown(profile):
                unknown.append((rule.id, tuple(COLUMN_BY_FIELD[name].header for name in missing)))
            elif rule.check is not None:
                applicable.append((rule, rule.check))
        in_score = sum(rule.counts for rule, _ in applicable)
        return _Plan(tuple(applicable), in_score, tuple(excluded), tuple(unknown))

    @cached_property
    def _deciding_fields(self) -> tuple[str, ...]:
        # Two stand there always, because only several are got as a tuple.
        named = (name for rule in self.book.about_records for name in rule.deciding_fields)
        return tuple(dict.fromkeys(("status", "review_type", *named)))

    @cached_property
    def _deciding(self) -> Callable[[CaseReview], tuple[object, ...]]:
        """Gets the fields of which it matters whether they are filled in."""
        return attrgetter(*self._deciding_fields)

    def _emptiness(self, entry: Entry) -> tuple[bool, ...]:
        return tuple([value is None for value in self._deciding(entry.review)])

    def _blank(self, empty: tuple[bool, ...]) -> set[str]:
        return {name for name, is_empty in zip(self._deciding_fields, empty, strict=True) if is_empty}

    @staticmethod
    def _passes_unasked(rule: Rule, entry: Entry, blank: set[str]) -> bool:
        """Whether a rule that reads nothing of what could not be read passes a record unasked."""
        reads_it_all = rule.passing is not None and rule.inputs.isdisjoint(entry.problems)
        return reads_it_all and rule.passes_unasked(blank, as_asked=not entry.notes)

    def _plan_for_read(self, profile: Profile, empty: tuple[bool, ...], as_asked: bool) -> _Plan:
        """The plan for records of which all could be read: what is filled in settles many rules beforehand."""
        plan = self._plan(profile)
        blank = self._blank(empty)
        asked: list[tuple[Rule, RecordCheck | tuple[str, ...]]] = []
        outside: list[Rule] = []
        lacking: list[Rule] = []
        for each in plan.asked:
            rule = each[0]
            if not rule.is_conditional:
                asked.append(each)
            elif missing := rule.wanting(blank):
                asked.append((rule, missing))
                lacking.append(rule)
            elif rule.when.filled and blank.issuperset(rule.when.filled):
                outside.append(rule)
            elif not rule.passes_unasked(blank, as_asked=as_asked):
                asked.append(each)
        return _Plan(
            asked=tuple(asked),
            in_score=plan.in_score - sum(rule.counts for rule in (*outside, *lacking)),
            not_applicable=(*plan.not_applicable, *(rule.id for rule in outside)),
            not_checked=plan.not_checked,
            lacking=tuple(rule.id for rule in lacking),
        )

    def _barred(self, rule: Rule, entry: Entry) -> State | None:
        """The state of a rule that cannot or need not be judged for a record; None when it can."""
        if missing := self._missing_inputs(rule, entry):
            self._note_not_checked(rule.id, entry, missing)
            return State.NOT_CHECKED
        if rule.when.filled and rule.when.lacks_filled(entry.review):
            return State.NOT_APPLICABLE
        return None

    @staticmethod
    def _missing_inputs(rule: Rule, entry: Entry) -> tuple[str, ...]:
        if rule.reads_cells:
            return ()
        if entry.problems and not rule.each and (unread := _unreadable(rule, entry)):
            return unread
        return rule.wanting({name for name, _ in rule.needed_fields if getattr(entry.review, name) is None})

    def _ended(self, rule: Rule, entry: Entry, faults: Sequence[Fault]) -> State:
        """The state of a rule that was judged to its end."""
        if faults:
            return self._failed(rule, entry, faults)
        if rule.each and not rule.reads_cells and (unread := _unreadable(rule, entry)):
            self._note_not_checked(rule.id, entry, unread)
            return State.NOT_CHECKED
        return State.PASSED

    def _failed(self, rule: Rule, entry: Entry, faults: Sequence[Fault]) -> State:
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
        totals = Counter(self._states)
        for key, records in self._planned.items():
            plan = self._plan(key) if isinstance(key, Profile) else self._plans[key]
            for rule_id in plan.not_applicable:
                totals[rule_id, State.NOT_APPLICABLE] += records
            for rule_id in (*(rule_id for rule_id, _ in plan.not_checked), *plan.lacking):
                totals[rule_id, State.NOT_CHECKED] += records
        records = self._planned.total()
        for rule in self.book.about_records:
            totals[rule.id, State.PASSED] = records - sum(totals[rule.id, state] for state in State)
        return {rule.id: {state: totals[rule.id, state] for state in State} for rule in self.book}


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


def _unreadable(rule: Rule, entry: Entry) -> tuple[str, ...]:
    if rule.inputs.isdisjoint(entry.problems):
        return ()
    return tuple(header for header in dict.fromkeys((*rule.needs, *rule.columns)) if header in entry.problems)
