"""All that one ICB is told of a month: what became of its returns, their figures, and what is to be put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reports.check_report.places import Places
from reports.choosing import Decision, SourceStatus
from reports.consolidation import Consolidation
from reports.months import in_words, month_ends, parse_month
from reports.unheard import RETURNS_EXPECTED, ReturnState
from validators.findings import Finding, Severity
from validators.messages import feedback as messages
from validators.regions import settings_of
from validators.vocabularies import vocabulary

__all__ = ["Declared", "Feedback", "ReturnTold", "feedback_by_icb"]

_ACCEPTED = "accepted"
_NOT_RECEIVED = "not received"
_CODE = "ICB code"
_LISTED = (SourceStatus.COUNTED, SourceStatus.SET_ASIDE)
_COUNTS = {"All reviews": "total", "Open": "open", "Closed": "closed"}
_REPLACED = (SourceStatus.SUPERSEDED.value, SourceStatus.IDENTICAL.value)


@dataclass(frozen=True, slots=True)
class ReturnTold:
    """One return of an ICB, or one that was expected and has not come.

    Attributes:
        file: the name it is shown by; empty for one that has not come.
        part: the part of the ICB's records.
        outcome: accepted, set aside, superseded, identical, carried forward or not received.
        why: what is to be said of that, in sentences; may be empty.
        number: its return number.
        rows: read, counted, after the month and set aside; empty for one that has not come.
        findings: what the check found in it, where anybody is to act on that.
        places: where its cells stand.
    """

    file: str
    part: str
    outcome: str
    why: str
    number: int | None = None
    rows: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: Places = field(default_factory=Places)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody let stand, those of the workbook first, then by row."""
        found = [finding for finding in self.findings if not finding.accepted]
        return tuple(sorted(found, key=lambda finding: (finding.row or 0, finding.column, finding.rule)))


@dataclass(frozen=True, slots=True)
class Declared:
    """An ICB's own count of its reviews beside the records counted; None where it gave none."""

    what: str
    declared: int | None
    counted: int

    @property
    def gap(self) -> int | None:
        """Declared minus counted; None where nothing was declared."""
        return None if self.declared is None else self.declared - self.counted

    @property
    def in_words(self) -> str:
        """What the gap says.

        >>> Declared("Open", 12, 10).in_words
        'You declared 2 more than your records show.'
        """
        if self.gap is None:
            return messages.NO_OWN_COUNT()
        if not self.gap:
            return "They agree."
        return f"You declared {abs(self.gap):,} {'more' if self.gap > 0 else 'fewer'} than your records show."


@dataclass(frozen=True)
class Feedback:
    """One ICB's feedback.

    Attributes:
        code, icb: whose it is.
        region: who gives it.
        contact: whom to ask, or empty.
        month: last day of the reporting month.
        returns: what became of each of its returns.
        declared: its own counts beside those counted; none where nothing of it is counted.
        scores: month to score, up to this month; a month of which none is known is left out.
        same_as_before: whether its records are those of the month before, as the summary says it.
    """

    code: str
    icb: str
    region: str
    contact: str
    month: date
    returns: tuple[ReturnTold, ...]
    declared: tuple[Declared, ...]
    scores: Mapping[date, float]
    same_as_before: str

    @property
    def title(self) -> str:
        """What the workbook is about."""
        return f"Feedback for {self.icb} ({self.code}), {self.month:%B %Y}"

    @property
    def up_to(self) -> str:
        """The last day that is counted, in words."""
        return in_words(self.month)

    @property
    def score(self) -> float | None:
        """This month's score."""
        return self.scores.get(self.month)

    @property
    def score_before(self) -> tuple[date, float] | None:
        """The latest month before of which a score is known, with it; None where there is none."""
        before = [month for month in self.scores if month < self.month]
        return (max(before), self.scores[max(before)]) if before else None

    @cached_property
    def open_findings(self) -> tuple[tuple[ReturnTold, Finding], ...]:
        """Every open finding with its return."""
        return tuple((one, finding) for one in self.returns for finding in one.open_findings)

    @cached_property
    def tally(self) -> Counter[Severity]:
        """How many findings are open, by severity."""
        return Counter(finding.severity for _, finding in self.open_findings)

    @property
    def accepted(self) -> int:
        """How many findings the ICB itself lets stand."""
        return sum(bool(finding.accepted) for one in self.returns for finding in one.findings)

    @property
    def rows(self) -> tuple[int, int, int, int]:
        """Rows read, counted, after the month and set aside, of the returns that no other one replaces."""
        counted = [one.rows for one in self.returns if one.rows and one.outcome not in _REPLACED]
        read, taken, later, aside = (sum(column) for column in zip((0, 0, 0, 0), *counted, strict=True))
        return read, taken, later, aside

    @property
    def outcome(self) -> str:
        """What became of the month's return as a whole: of several parts the one that asks most of the ICB."""
        outcomes = {one.outcome for one in self.returns} - {*_REPLACED}
        for asks in (_NOT_RECEIVED, SourceStatus.SET_ASIDE.value):
            if asks in outcomes:
                return f"{asks} in part" if _ACCEPTED in outcomes else asks
        return SourceStatus.CARRIED.value if SourceStatus.CARRIED in outcomes else _ACCEPTED


def feedback_by_icb(consolidation: Consolidation) -> list[Feedback]:
    """The feedback for each ICB that was expected or that sent something, in the order of the summary.

    Args:
        consolidation: the region's month.
    """
    listed = [str(code) for code in consolidation.tables["icb_totals"].column(_CODE)]
    sent = sorted({one.icb for one in consolidation.decisions if one.icb} - set(listed))
    return [_feedback(consolidation, code) for code in (*listed, *sent)]


def _feedback(month: Consolidation, code: str) -> Feedback:
    term = vocabulary("icbs")[code]
    return Feedback(
        code=code,
        icb=term.label,
        region=month.region,
        contact=settings_of(month.region).contact,
        month=month.month,
        returns=tuple(_returns(month, code)),
        declared=tuple(_declared(month, code)),
        scores=dict(_scores(month, code)),
        same_as_before=next((str(row["Same as last month"]) for row in _rows(month, "quality", code)), ""),
    )


def _rows(month: Consolidation, name: str, code: str) -> list[Mapping[str, object]]:
    return [row for row in month.tables[name].lines() if row[_CODE] == code]


def _returns(month: Consolidation, code: str) -> Iterator[ReturnTold]:
    decided = zip(month.decisions, month.tables["sources"].rows, strict=True)
    headers = month.tables["sources"].headers
    for decision, cells in decided:
        if decision.icb == code:
            yield _told(month, decision, dict(zip(headers, cells, strict=True)))
    for row in _rows(month, RETURNS_EXPECTED, code):
        if row["Return"] == ReturnState.NONE.value:
            yield ReturnTold("", str(row["Part of return"]), _NOT_RECEIVED, f"No return for {month.month:%B %Y} came.")


def _told(month: Consolidation, decision: Decision, source: Mapping[str, object]) -> ReturnTold:
    received, status = decision.received, decision.status
    read = tuple(
        int(str(source[header])) for header in ("Rows read", "Rows counted", "Rows after the month", "Rows set aside")
    )
    own = _findings(month, decision) if status in _LISTED else ()
    return ReturnTold(
        file=received.file,
        part=received.part,
        outcome=_ACCEPTED if status is SourceStatus.COUNTED else status.value,
        why=decision.to_icb or decision.reason,
        number=received.heading.return_number,
        rows=read,
        findings=own,
        places=received.places,
    )


def _findings(month: Consolidation, decision: Decision) -> tuple[Finding, ...]:
    """What the check found in a return, with what only all returns together show."""
    file = decision.received.file
    counted = decision.status is SourceStatus.COUNTED
    shared = [one.to_icb for one in month.shared if counted and (one.file, one.icb) == (file, decision.icb)]
    return (*decision.received.findings, *shared)


def _declared(month: Consolidation, code: str) -> Iterator[Declared]:
    heard = any(one.icb == code and one.status.is_counted for one in month.decisions)
    for row in _rows(month, "reconciliation", code) if heard else ():
        for what, name in _COUNTS.items():
            own, counted = row[f"Declared {name}"], row[f"Counted {name}"]
            yield Declared(what, own if isinstance(own, int) else None, int(str(counted)))


def _scores(month: Consolidation, code: str) -> Iterator[tuple[date, float]]:
    known = {f"{end:%Y-%m}" for end in month_ends(month.month, number=12)}
    for row in _rows(month, "quality_scores", code):
        for header, score in row.items():
            if header in known and isinstance(score, int | float):
                yield parse_month(header), float(score)
