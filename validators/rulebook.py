"""What a checklist rule is, and the book that holds them all.

A rule is one decorated function. It names its columns, and everything about it stands with it; the book only collects.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from inspect import cleandoc
from types import MappingProxyType
from typing import NamedTuple

from validators.case_review import COLUMN_BY_HEADER
from validators.entries import Circumstances, Entry
from validators.findings import CASES, Severity
from validators.glance import Seen
from validators.records import Records
from validators.when import EVERY_RECORD, When

__all__ = [
    "CannotBeChecked",
    "DoesNotApply",
    "Fault",
    "Faults",
    "RecordCheck",
    "Rule",
    "RuleBook",
    "RuleError",
    "rule",
    "workbook_rule",
]


class RuleError(Exception):
    """A rule is written wrongly: our fault, seen as soon as the rules are loaded."""


class CannotBeChecked(Exception):
    """Raised by a rule that lacks something besides the record's own cells, for example the reporting month."""

    def __init__(self, *inputs: str) -> None:
        super().__init__("cannot be checked")
        self.inputs = inputs


class DoesNotApply(Exception):
    """Raised by a rule that turns out not to concern the record."""


class Fault(NamedTuple):
    """What a rule found in one cell.

    Attributes:
        column: header of the cell's column (on `Your ICB`: the label).
        what: what is wrong, as the middle of a sentence; never the cell's text.
        fix: what to do, where it differs from the rule's own.
        suggestion: a value that would mend the cell.
        severity: a quieter severity than the rule's.
        entry: the record, for a workbook rule; None for the workbook as a whole.
        value: the bad value, for telling equal ones together; it is never shown.
        sheet: the sheet's name.
    """

    column: str
    what: str
    fix: str = ""
    suggestion: str = ""
    severity: Severity | None = None
    entry: Entry | None = None
    sheet: str = CASES
    value: str = ""


Faults = Iterator[Fault]
RecordCheck = Callable[[Entry, Circumstances], Faults]
WorkbookCheck = Callable[[Records, Circumstances], Faults]


@dataclass(frozen=True)
class Rule:
    """One rule of the quality checklist.

    Attributes:
        id: for example D01.
        title_form: the rule itself as a sentence without its full stop; `{days}` stands for the limit of that name.
        severity: at most; a fault may be quieter.
        when: the records it applies to.
        columns: headers it reads; when one is unreadable the rule is not checked.
        needs: headers it cannot do without; when one is empty or unreadable the rule is not checked.
        why: one sentence.
        fix_form: what to do, "Please either ..."; limits as in `title_form`.
        source: where the rule comes from.
        passes, fails: example records as Markdown tables.
        mended: the failing example after following the fix.
        each: the columns are judged one by one, so that an unreadable one does not stop the others.
        reads_cells: the rule looks at raw cells, so that an unreadable one is its business.
        passing: what makes a record pass without being asked about; None where the rule is asked about each.
        concerning: what makes a record the rule's business; None where each is, or the rule itself says so.
        seen_by: the function of which both are said; a rule that is given another is asked about every record.
        limits: days, lengths and other whole numbers that an ICB may set otherwise; handed to the function by name.
        new_to_template: it asks for what the older tracker never asked for: advice for a record that was closed
            before the ICB adopted the template.
        judged_by: the function of a record rule.
        workbook_judged_by: the function of a workbook rule.
        beyond_records: of a record rule, what it says once of the rest of the workbook; None for nothing. It counts
            as one item more in the score and stands beside the five states, which are those of the records.
    """

    id: str
    title_form: str
    severity: Severity
    when: When
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    why: str
    fix_form: str
    source: str
    passes: str
    fails: str
    mended: str
    each: bool = False
    reads_cells: bool = False
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    new_to_template: bool = False
    judged_by: Callable[..., Faults] | None = None
    workbook_judged_by: Callable[..., Faults] | None = None
    beyond_records: Callable[[Circumstances], Faults] | None = None
    passing: Seen | None = None
    concerning: Seen | None = None
    seen_by: Callable[..., Faults] | None = None

    def __post_init__(self) -> None:
        unknown = [header for header in (*self.columns, *self.needs) if header not in COLUMN_BY_HEADER]
        if unknown:
            raise RuleError(f"Rule {self.id} names an unknown column: {', '.join(unknown)}.")
        if any(not self.inputs.issuperset(seen.headers) for seen in (self.passing, self.concerning) if seen):
            raise RuleError(f"Rule {self.id} passes by a column that it does not read.")
        if not self.passes.strip() or not self.fails.strip():
            raise RuleError(f"Rule {self.id} lacks a passing or a failing example.")
        try:
            _, fix = self.title, self.fix
        except (LookupError, ValueError):
            raise RuleError(f"Rule {self.id} speaks of a limit that it does not have.") from None
        if not fix.startswith("Please "):
            raise RuleError(f"Rule {self.id} does not say what to do: its fix begins with Please.")

    @cached_property
    def title(self) -> str:
        """The rule itself as a sentence without its full stop."""
        return self.title_form.format(**self.limits)

    @cached_property
    def fix(self) -> str:
        """What to do, "Please either ..."."""
        return self.fix_form.format(**self.limits)

    @cached_property
    def check(self) -> RecordCheck | None:
        """The function of a record rule, its limits filled in."""
        return partial(self.judged_by, **self.limits) if self.judged_by and self.limits else self.judged_by

    @cached_property
    def check_workbook(self) -> WorkbookCheck | None:
        """The function of a workbook rule, its limits filled in."""
        judged_by = self.workbook_judged_by
        return partial(judged_by, **self.limits) if judged_by and self.limits else judged_by

    def faults_of(self, entry: Entry, given: Circumstances) -> list[Fault]:
        """What the rule finds in a record; it finds nothing only where it could read all of its columns.

        Raises:
            CannotBeChecked: nothing was found, and a column cannot be read.
            DoesNotApply: the record is none of its business.
            Exception: whatever a rule stumbles over.
        """
        faults = [*self.check(entry, given)] if self.check else []
        if not faults and entry.problems and not self.reads_cells and (unread := self.unreadable(entry.problems)):
            raise CannotBeChecked(*unread)
        return faults

    @property
    def is_about_workbook(self) -> bool:
        """Whether the rule is judged once for the workbook."""
        return self.workbook_judged_by is not None

    @cached_property
    def inputs(self) -> frozenset[str]:
        """All headers that it reads."""
        return frozenset((*self.columns, *self.needs))

    @cached_property
    def needed_fields(self) -> tuple[tuple[str, str], ...]:
        """Field and header of each column that it cannot do without."""
        return tuple((COLUMN_BY_HEADER[header].field, header) for header in self.needs)

    def unreadable(self, unread: Collection[str]) -> tuple[str, ...]:
        """The columns that it reads of those that cannot be read."""
        if self.inputs.isdisjoint(unread):
            return ()
        return tuple(header for header in dict.fromkeys((*self.needs, *self.columns)) if header in unread)

    @property
    def is_seen(self) -> bool:
        """Whether `passing` and `concerning` speak of the function that judges: another one is always asked."""
        return self.seen_by is self.judged_by

    @cached_property
    def counts(self) -> bool:
        """Whether it counts in the score: errors and warnings do."""
        return self.severity is not Severity.ADVICE

    @property
    def decisions(self) -> str:
        """What was decided where the checklist is loose: the function's docstring."""
        return cleandoc((self.judged_by or self.workbook_judged_by).__doc__ or "")


def rule(
    id: str,  # noqa: A002 - the checklist calls it so
    *,
    title: str,
    severity: Severity,
    why: str,
    fix: str,
    source: str,
    passes: str,
    fails: str,
    mended: str = "",
    when: When = EVERY_RECORD,
    columns: Sequence[str] = (),
    needs: Sequence[str] = (),
    each: bool = False,
    reads_cells: bool = False,
    limits: Mapping[str, int] | None = None,
    new_to_template: bool = False,
    beyond_records: Callable[[Circumstances], Faults] | None = None,
    passing: Seen | None = None,
    concerning: Seen | None = None,
) -> Callable[[Callable[..., Faults]], Rule]:
    """Make a rule over one record out of a function that yields faults."""

    def made(check: Callable[..., Faults]) -> Rule:
        return Rule(
            id=id,
            title_form=title,
            severity=severity,
            when=when,
            columns=tuple(columns),
            needs=tuple(needs),
            why=why,
            fix_form=fix,
            source=source,
            passes=passes,
            fails=fails,
            mended=mended,
            each=each,
            reads_cells=reads_cells,
            limits=MappingProxyType(dict(limits or {})),
            new_to_template=new_to_template,
            judged_by=check,
            beyond_records=beyond_records,
            passing=passing,
            concerning=concerning,
            seen_by=check,
        )

    return made


def workbook_rule(
    id: str,  # noqa: A002 - the checklist calls it so
    *,
    title: str,
    severity: Severity,
    why: str,
    fix: str,
    source: str,
    passes: str,
    fails: str,
    mended: str = "",
    columns: Sequence[str] = (),
    limits: Mapping[str, int] | None = None,
) -> Callable[[Callable[..., Faults]], Rule]:
    """Make a rule over all records of a workbook out of a function that yields faults."""

    def made(check: Callable[..., Faults]) -> Rule:
        return Rule(
            id=id,
            title_form=title,
            severity=severity,
            when=EVERY_RECORD,
            columns=tuple(columns),
            needs=(),
            why=why,
            fix_form=fix,
            source=source,
            passes=passes,
            fails=fails,
            mended=mended,
            each=True,
            reads_cells=True,
            limits=MappingProxyType(dict(limits or {})),
            workbook_judged_by=check,
        )

    return made


class RuleBook:
    """The rules in order of their ids; it refuses a second rule of the same id."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, Rule] = {}
        for each in sorted(rules, key=lambda one: one.id):
            if each.id in self._rules:
                raise RuleError(f"Two rules have the id {each.id}.")
            self._rules[each.id] = each

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def __getitem__(self, rule_id: str) -> Rule:
        return self._rules[rule_id]

    @cached_property
    def about_records(self) -> tuple[Rule, ...]:
        """The rules judged for each record."""
        return tuple(each for each in self if not each.is_about_workbook)

    @cached_property
    def about_workbook(self) -> tuple[Rule, ...]:
        """The rules judged once."""
        return tuple(each for each in self if each.is_about_workbook)
