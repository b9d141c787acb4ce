"""A check under way: every rule in turn judges all records, and what it says is noted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, partial
from operator import itemgetter

from validators.entries import Circumstances, Entry
from validators.exceptions import Exceptions
from validators.findings import CASES, Crash, Finding, NotChecked, Severity, State, place
from validators.month_end import closed_from, counted_from
from validators.records import Records
from validators.row_sets import RowSet, how_often, positions, rows_at
from validators.rulebook import CannotBeChecked, DoesNotApply, Fault, Rule, RuleBook
from validators.share import Share
from validators.sifting import Sieve, Sifted, missing_of

__all__ = ["Judging"]

_NO_RECORDS = dict.fromkeys(State, 0)
_share = cache(Share)

_Untold = tuple[int, NotChecked | Crash]
"""The position of a record, and what became of a rule there instead of a judgement."""


class Judging:
    """A check under way. What it has noted when all is judged is as `CheckResult` says, in the order of the records."""

    def __init__(self, book: RuleBook, records: Records, given: Circumstances, exceptions: Exceptions) -> None:
        self.findings: list[Finding] = []
        self.not_checked: list[NotChecked] = []
        self.crashed: list[Crash] = []
        self.shares: tuple[Share, ...] = ()
        self.states = {rule.id: _NO_RECORDS.copy() for rule in book}
        self.failed_in_score: Counter[str] = Counter()
        self.failed_in_field: Counter[tuple[str, str]] = Counter()
        self.passed_beyond_records: set[str] = set()
        self._book = book
        self._records = records
        self._given = given
        self._exceptions = exceptions
        self._erring: set[int] = set()
        self._alike: dict[tuple[str, str], str] = {}
        self._unknown: list[_Untold] = []
        self._untold: list[_Untold] = []
        self._passed: list[RowSet] = []
        self._failed = [0] * len(records)

    @property
    def erring(self) -> frozenset[int]:
        """Positions of the records with an open finding of severity error."""
        return self._records.positions_of(self._erring) if self._erring else frozenset()

    def judge_records(self) -> None:
        """Judge all records by the rules about one record."""
        sieve = Sieve(self._records, self._given)
        for rule in self._book.about_records:
            self._judge_records_by(rule, sieve.sift(rule))
        # Of a record first those rules of which nobody knows whether they concern it; in either part they are in order.
        for _, told in sorted([*self._unknown, *self._untold], key=itemgetter(0)):
            self._note(told)
        passed = how_often(self._passed, of=len(self._records))
        self.shares = tuple(map(_share, passed, self._failed))

    def _judge_records_by(self, rule: Rule, sifted: Sifted) -> None:
        entry_at, ended = self._records.entry, self.states[rule.id]
        ended[State.NOT_APPLICABLE] = sifted.excluded.bit_count()
        ended[State.NOT_CHECKED] = len(sifted.unknown) + sifted.lacking.bit_count()
        self._unknown += [(at, _not_checked(rule, entry_at(at), headers)) for at, headers in sifted.unknown.items()]
        self._untold += [
            (at, _not_checked(rule, entry_at(at), missing_of(rule, entry_at(at)))) for at in positions(sifted.lacking)
        ]
        not_passed = self._ask(rule, positions(sifted.asked))
        ended[State.PASSED] = sifted.judged.bit_count() - len(not_passed)
        if rule.counts:
            self._passed.append(sifted.judged & ~rows_at(not_passed))

    def _ask(self, rule: Rule, places: Iterable[int]) -> list[int]:
        """Ask a rule about records; those that do not pass it are noted, and their positions returned."""
        entry_at, given, ended = self._records.entry, self._given, self.states[rule.id]
        not_passed = []
        for at in places:
            entry = entry_at(at)
            try:
                faults = rule.faults_of(entry, given)
            except Exception as stopped:
                state = _state_of(stopped)
                if state is not State.NOT_APPLICABLE:
                    self._untold.append((at, _instead(rule, entry, stopped)))
            else:
                if not faults:
                    continue
                state = State.FAILED
                self._failed[at] += self._tell(rule, faults, entry)
            ended[state] += 1
            not_passed.append(at)
        return not_passed

    def judge_workbook(self) -> None:
        """Judge the workbook by the rules that need all its records, and by what the others say of the rest of it."""
        for rule in self._book.about_workbook:
            judge = rule.check_workbook
            state, _ = self._judge_once(rule, partial(judge, self._records, self._given) if judge else tuple)
            self.states[rule.id][state] += 1
        for rule in self._book.about_records:
            if rule.beyond_records is not None:
                state, against = self._judge_once(rule, partial(rule.beyond_records, self._given))
                if not against and state in (State.PASSED, State.FAILED) and rule.counts:
                    self.passed_beyond_records.add(rule.id)

    def _judge_once(self, rule: Rule, judge: Callable[[], Iterable[Fault]]) -> tuple[State, bool]:
        """How a rule ends for the workbook, and whether it fails in the score."""
        try:
            faults = [*judge()]
        except Exception as stopped:
            state = _state_of(stopped)
            if state is not State.NOT_APPLICABLE:
                self._note(_instead(rule, None, stopped))
            return state, False
        return State.FAILED if faults else State.PASSED, self._tell(rule, faults)

    def _note(self, untold: NotChecked | Crash) -> None:
        if isinstance(untold, Crash):
            self.crashed.append(untold)
        else:
            self.not_checked.append(untold)

    def _tell(self, rule: Rule, faults: Iterable[Fault], entry: Entry | None = None) -> bool:
        """Note faults as findings, and whether they count: advice, accepted and exempt ones stay outside the score.

        A fault of a workbook rule names its record itself.
        """
        against = []
        for fault in faults:
            finding = self._finding(rule, fault, entry or fault.entry)
            self.findings.append(finding)
            if finding.counts:
                against.append(finding)
        if against:
            self.failed_in_score[rule.id] += 1
            for column in {finding.column for finding in against if finding.sheet == CASES}:
                self.failed_in_field[column, rule.id] += 1
        return bool(against)

    def _finding(self, rule: Rule, fault: Fault, entry: Entry | None) -> Finding:
        row, record = (entry.row, entry.record) if entry else (None, None)
        exempt = rule.new_to_template and entry is not None and _closed_before_adoption(entry, self._given)
        exception = self._exceptions.covering(entry, fault.column, rule.id) if self._exceptions else None
        severity = Severity.ADVICE if exempt else _quieter(fault.severity, rule.severity)
        if entry is not None and severity is Severity.ERROR and not exception:
            self._erring.add(id(entry))
        return Finding(
            sheet=fault.sheet,
            row=row,
            record=record,
            column=fault.column,
            rule=rule.id,
            severity=severity,
            message=f"{place(fault.sheet, row, record, fault.column)}: {fault.what}. {rule.title}.",
            fix=fault.fix or rule.fix,
            suggestion=fault.suggestion,
            alike=self._likeness(rule, fault.value) if fault.value else "",
            accepted=f"{exception.reason} ({exception.initials})" if exception else "",
            is_exempt=exempt,
        )

    def _likeness(self, rule: Rule, value: str) -> str:
        """The same for equal bad values under one rule, and nothing that says what they are."""
        known = self._alike.get((rule.id, value))
        if known is None:
            key = value.strip().casefold().encode("utf-8", "surrogatepass")
            known = f"{rule.id}-{hashlib.blake2b(key, digest_size=8).hexdigest()}"
            self._alike[rule.id, value] = known
        return known


def _not_checked(rule: Rule, entry: Entry, columns: tuple[str, ...]) -> NotChecked:
    return NotChecked(rule.id, entry.row, entry.record, columns)


def _state_of(stopped: Exception) -> State:
    """The state of a rule that was not judged to its end; a crash of ours is never a pass."""
    if isinstance(stopped, DoesNotApply):
        return State.NOT_APPLICABLE
    return State.NOT_CHECKED if isinstance(stopped, CannotBeChecked) else State.CRASHED


def _instead(rule: Rule, entry: Entry | None, stopped: Exception) -> NotChecked | Crash:
    row, record = (entry.row, entry.record) if entry else (None, None)
    if isinstance(stopped, CannotBeChecked):
        return NotChecked(rule.id, row, record, stopped.inputs)
    return Crash(rule.id, row, record, type(stopped).__name__)


_LOUDNESS = {severity: loudness for loudness, severity in enumerate(reversed(Severity))}


def _quieter(fault: Severity | None, rule: Severity) -> Severity:
    """A fault may be quieter than its rule; where an ICB has made the rule quieter still, that holds."""
    return rule if fault is None else min(fault, rule, key=_LOUDNESS.__getitem__)


def _closed_before_adoption(entry: Entry, given: Circumstances) -> bool:
    """Whether the review was closed before the ICB began to use the template; without a date of closing, its entry."""
    adopted, review = given.your_icb.adopted_on, entry.review
    if adopted is None or review.status != "Closed":
        return False
    closed = closed_from(review) or counted_from(review)
    return closed is not None and closed < adopted
