"""One return as checked: all that a report says of it, and no text of its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reports.check_report.places import Places, places_in
from validators.case_review import COLUMN_BY_FIELD
from validators.check import CheckResult, check
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns, shown_part
from validators.entries import Circumstances, Entry, records_fingerprint
from validators.exceptions import NEVER_ACCEPTED, cell_mark, read_exceptions
from validators.findings import Crash, Finding, NotChecked, Severity, StateCounts
from validators.harmless_phrases import NO_PHRASES, HarmlessPhrases
from validators.initials import initials_in
from validators.local_settings import Difference, read_settings
from validators.pid import find_pid
from validators.rulebook import RuleBook
from validators.rules import standard_rules
from validators.score import Score, score_of
from validators.share import Share
from validators.when import NOT_STATED
from workbook_templates.faults import FileFault
from workbook_templates.reading import Return, read_return

__all__ = ["CheckedRecord", "CheckedReturn", "JudgedRule", "MuchText", "Source", "check_return", "refused_return"]

_PROFESSIONAL = COLUMN_BY_FIELD["designated_professional"].header
_OF_A_RECORD = 200
"""Characters that take as long to search as all rules take over a record in which everything is wrong."""
_NO_SCORE = Score(
    workbook=Share(),
    by_record=(),
    by_rule={},
    by_field={},
    records=0,
    records_without_error=0,
    not_checked=0,
    crashed=0,
    accepted=0,
)


class MuchText(Exception):
    """A return has so much text, or so many records, that its check should be one that can be ended."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a return comes from.

    Attributes:
        file: the name it is shown by, PID withheld.
        path: the way from the report's folder to the file, for links; empty where a link cannot or must not be.
    """

    file: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """One case review as checked; status and review type are terms, or Not Stated.

    Attributes:
        initials: of those who are responsible for it, in capitals; empty where the cell holds anything else.
        has_professional: whether that cell is filled in.
    """

    row: int | None
    record: str | None
    status: str
    review_type: str
    share: Share
    initials: tuple[str, ...] = ()
    has_professional: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """A rule as it judged this return; its severity is None where the ICB has switched it off."""

    id: str
    title: str
    severity: Severity | None
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """One file with what the check says of it, or why it was refused.

    Attributes:
        source: the file.
        refusal: why it was refused, or empty.
        icb: code of its ICB, where it names one.
        month: last day of its reporting month, where it names one.
        part: the part of the ICB's records that it holds, PID withheld.
        records_mark: a digest of its records, by which a later check sees whether anything was updated.
        places: where its cells stand, for links.
        records: its case reviews in order.
        findings: what the check found, in order of row, column and rule; accepted ones too.
        cell_marks: for each finding the mark by which it can be accepted; empty where it cannot.
        states: rule id to state to number of records.
        not_checked: what could not be judged, and for want of what.
        crashed: what failed by our own fault.
        score: the score and what stands beside it.
        rules: every rule of the checklist.
        differences: settings that differ from the standard.
        silenced: how many possible personal details in the records are phrases that the ICB knows to be harmless.
        active: what the workbook holds that could run, fetch or lead out of it, in plain words.
    """

    source: Source
    refusal: str = ""
    icb: str | None = None
    month: date | None = None
    part: str = ""
    records_mark: str = ""
    places: Places = field(default_factory=Places)
    records: tuple[CheckedRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    cell_marks: tuple[str, ...] = ()
    states: StateCounts = field(default_factory=dict)
    not_checked: tuple[NotChecked, ...] = ()
    crashed: tuple[Crash, ...] = ()
    score: Score = _NO_SCORE
    rules: tuple[JudgedRule, ...] = ()
    differences: tuple[Difference, ...] = ()
    silenced: int = 0
    active: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name it is shown by."""
        return self.source.file

    @property
    def open_findings(self) -> Counter[Severity]:
        """How many findings are open, by severity; accepted ones are left out."""
        return Counter(finding.severity for finding in self.findings if not finding.accepted)

    @property
    def has_errors(self) -> bool:
        """Whether it was refused, has an open error, or made a rule crash."""
        return bool(self.refusal or self.crashed or self.open_findings[Severity.ERROR])


def refused_return(source: Source, reason: str) -> CheckedReturn:
    """A file that cannot be used, with the sentence that says why."""
    return CheckedReturn(source, refusal=reason)


def check_return(
    source: Source,
    content: bytes,
    *,
    today: date,
    settings: str = "",
    standard: RuleBook | None = None,
    earlier: EarlierReturns = NO_EARLIER_RETURNS,
    file_name: str = "",
    harmless: HarmlessPhrases = NO_PHRASES,
    most_text: int | None = None,
) -> CheckedReturn:
    """Read and check one return; a file that is no return comes back with its refusal.

    Args:
        source: how it is shown and where links find it.
        content: its bytes.
        today: the day of the check.
        settings: the text of the ICB's own settings; empty for the standard.
        standard: the checklist to which the settings apply; by default the one that ships.
        earlier: what earlier months' returns held.
        file_name: the file's own name, which is searched for PID and never shown.
        harmless: phrases that the ICB has looked at.
        most_text: characters that there may be to check, where a record counts as 200 besides its own; by default all
            are checked, however long that takes.

    Raises:
        SettingsFault: the settings are wrong.
        MuchText: there are more.
    """
    checklist = standard_rules() if standard is None else standard
    own = read_settings(settings, checklist)
    try:
        read = read_return(content)
    except FileFault as fault:
        return refused_return(source, str(fault))
    if most_text is not None and _characters(read) + _OF_A_RECORD * len(read.rows) > most_text:
        raise MuchText
    result = check(
        read.rows,
        given=Circumstances(
            today,
            read.your_icb,
            read.saved_as(file_name, lambda text: harmless.heard(text, find_pid(text))),
            earlier.mark_before(read.your_icb),
            harmless,
        ),
        rules=own.applied_to(checklist),
        exceptions=read_exceptions(read.accepted),
    )
    return CheckedReturn(
        source=source,
        icb=read.your_icb.your_icb,
        month=read.your_icb.month,
        part=shown_part(read.your_icb),
        records_mark=records_fingerprint(result.entries),
        places=places_in(read),
        records=tuple(map(_record, result.entries, result.shares)),
        findings=result.findings,
        cell_marks=_cell_marks(result),
        states=result.states,
        not_checked=result.not_checked,
        crashed=result.crashed,
        score=score_of(result),
        rules=_judged_rules(checklist, result.book),
        differences=own.differences(checklist),
        silenced=harmless.number_silenced(
            (entry.text_with_pid(place), spans) for entry in result.entries for place, spans in entry.pid.items()
        ),
        active=read.elsewhere.active,
    )


def _characters(read: Return) -> int:
    in_records = (text for row in read.rows for text in (*row.cells.values(), *row.added.values()))
    return sum(len(text) for text in in_records if isinstance(text, str)) + sum(
        len(placed.text) for placed in read.elsewhere.texts
    )


def _record(entry: Entry, share: Share) -> CheckedRecord:
    review, named = entry.review, entry.review.designated_professional or ""
    return CheckedRecord(
        entry.row,
        entry.record,
        review.status or NOT_STATED,
        review.review_type or NOT_STATED,
        share,
        () if _PROFESSIONAL in entry.pid else initials_in(named),
        bool(named),
    )


def _cell_marks(result: CheckResult) -> tuple[str, ...]:
    by_row = {entry.row: entry for entry in result.entries}
    return tuple(_cell_mark(finding, by_row) for finding in result.findings)


def _cell_mark(finding: Finding, by_row: Mapping[int | None, Entry]) -> str:
    entry = by_row[finding.row] if finding.row else None
    # A line of `accepted` names its record by number, so a record without one, or with one that is not shown, has none.
    if entry is None or entry.record is None or entry.record != entry.review.record_no:
        return ""
    return "" if finding.rule in NEVER_ACCEPTED else cell_mark(entry, finding.column, finding.rule)


def _judged_rules(checklist: RuleBook, judged: RuleBook) -> tuple[JudgedRule, ...]:
    as_judged = {rule.id: rule for rule in judged}
    return tuple(
        JudgedRule(rule.id, shown.title, shown.severity if rule.id in as_judged else None, shown.why, shown.source)
        for rule in checklist
        for shown in (as_judged.get(rule.id, rule),)
    )
