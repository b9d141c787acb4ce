"""How records that are alike at a glance are judged: worked out once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from validators.case_review import COLUMN_BY_FIELD
from validators.entries import Entry
from validators.glance import Fact, Facts
from validators.rulebook import RecordCheck, Rule, RuleBook
from validators.when import Profile

__all__ = ["Plan", "Plans", "plans_of"]

_MOST_KEPT = 4_096


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What the rules of a book do with a record.

    Attributes:
        asked: the rules to ask in turn, with the columns for want of which one that finds nothing is not checked; in
            the place of the function None, where it is not checked whatever it would find.
        in_score: how many rules of the score are judged.
        not_applicable: rules that do not concern the record.
        not_checked: rules of which nobody can say whether they do, and for want of which columns.
        lacking: rules that are not checked by `asked`.
    """

    asked: tuple[tuple[Rule, RecordCheck | None, tuple[str, ...]], ...]
    in_score: int
    not_applicable: tuple[str, ...]
    not_checked: tuple[tuple[str, tuple[str, ...]], ...]
    lacking: tuple[str, ...]


class _Judge(NamedTuple):
    """A rule that concerns the records of a profile of which certain columns cannot be read; what decides, in bits.

    Attributes:
        rule: the rule.
        unread: the columns for want of which it is not checked where it finds nothing.
        needed: the facts without which it cannot be judged.
        one_filled: facts of which one must hold, or the record is none of its business; 0 for no such condition.
        passing: pairs of facts: where for each one holds of the first, or one does not of the second, it passes.
    """

    rule: Rule
    unread: tuple[str, ...]
    needed: int
    one_filled: int
    passing: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class _Concerned:
    """The rules that are left by a record's profile and by what of it cannot be read, and what becomes of the others.

    Attributes:
        judges: the rules that can be judged, as far as these two say.
        excluded: rules that do not concern the record.
        unknown: rules of which nobody can say whether they do, and for want of which columns.
        in_score: how many of `judges` count in the score.
    """

    judges: tuple[_Judge, ...]
    excluded: tuple[str, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    in_score: int


class Plans:
    """The plans of one book.

    They hold headers and facts and nothing of any cell, so that they serve all returns; how many are kept is limited.
    """

    def __init__(self, book: RuleBook) -> None:
        self.facts = Facts(fact for rule in book.about_records for fact in rule.facts)
        self._judges = tuple(map(self._judge, book.about_records))
        self._whens = frozenset(rule.when for rule in book.about_records)
        self._concerned: dict[Profile, _Concerned] = {}
        self._concerned_in_part: dict[tuple[Profile, tuple[str, ...]], _Concerned] = {}
        self._plans: dict[tuple[str | None, str | None, str | None, tuple[str, ...], int], Plan] = {}

    def plan(self, entry: Entry, bits: int) -> Plan:
        """The plan for a record of which the facts of these bits hold."""
        review, unread = entry.review, tuple(entry.problems)
        key = (review.status, review.review_type, review.publication_status, unread, bits)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_KEPT:
                self._plans.clear()
                self._concerned_in_part.clear()
            plan = self._plans[key] = self._made(self._left_by(Profile.of(review, unread=unread), unread), bits)
        return plan

    def _made(self, concerned: _Concerned, bits: int) -> Plan:
        asked: list[tuple[Rule, RecordCheck | None, tuple[str, ...]]] = []
        outside: list[Rule] = []
        lacking: list[Rule] = []
        for rule, unread, needed, one_filled, passing in concerned.judges:
            if bits & needed != needed:
                asked.append((rule, None, self._missing(rule, unread, needed, bits)))
                lacking.append(rule)
            elif one_filled and not bits & one_filled:
                outside.append(rule)
            elif passing is None or not _holds(passing, bits):
                asked.append((rule, rule.check, unread))
        return Plan(
            asked=tuple(asked),
            in_score=concerned.in_score - sum([rule.counts for rule in (*outside, *lacking)]),
            not_applicable=(*concerned.excluded, *[rule.id for rule in outside]),
            not_checked=concerned.unknown,
            lacking=tuple([rule.id for rule in lacking]),
        )

    def _missing(self, rule: Rule, unread: tuple[str, ...], needed: int, bits: int) -> tuple[str, ...]:
        """The columns for want of which a rule is not checked."""
        if needed == self.facts.never:
            return unread
        return tuple(header for name, header in rule.needed_fields if not bits & self.facts.filled(name))

    def _left_by(self, profile: Profile, unread: tuple[str, ...]) -> _Concerned:
        whole = self._concerned.get(profile) or self._concerned.setdefault(profile, self._concerned_by(profile))
        if not unread:
            return whole
        part = self._concerned_in_part.get((profile, unread))
        if part is None:
            judges = tuple([self._reading_in_part(judge, unread) for judge in whole.judges])
            part = self._concerned_in_part[profile, unread] = replace(whole, judges=judges)
        return part

    def _concerned_by(self, profile: Profile) -> _Concerned:
        judges: list[_Judge] = []
        excluded: list[str] = []
        unknown: list[tuple[str, tuple[str, ...]]] = []
        excludes = {when: when.excludes(profile) for when in self._whens}
        unknowns = {when: when.unknown(profile) for when in self._whens}
        for judge in self._judges:
            rule = judge.rule
            if excludes[rule.when]:
                excluded.append(rule.id)
            elif missing := unknowns[rule.when]:
                unknown.append((rule.id, tuple(COLUMN_BY_FIELD[name].header for name in missing)))
            else:
                judges.append(judge)
        in_score = sum(judge.rule.counts for judge in judges)
        return _Concerned(tuple(judges), tuple(excluded), tuple(unknown), in_score)

    def _judge(self, rule: Rule) -> _Judge:
        facts = self.facts
        return _Judge(
            rule=rule,
            unread=(),
            needed=0 if rule.reads_cells else facts.bits(Fact(name) for name, _ in rule.needed_fields),
            one_filled=facts.bits(Fact(name) for name in rule.when.filled),
            passing=facts.clauses(rule.seen) if rule.seen else None,
        )

    def _reading_in_part(self, judge: _Judge, unread: tuple[str, ...]) -> _Judge:
        """The same where these columns cannot be read: then a rule that reads one of them is asked, or not checked."""
        own = judge.rule.unreadable(unread)
        if not own:
            return judge
        if judge.rule.reads_cells:
            return judge._replace(passing=None)
        needed = judge.needed if judge.rule.each else self.facts.never
        return judge._replace(unread=own, needed=needed, passing=None)


def _holds(clauses: tuple[tuple[int, int], ...], bits: int) -> bool:
    for holding, lacking in clauses:  # noqa: SIM110 - a plain loop, because it is run through so often
        if not (bits & holding or ~bits & lacking):
            return False
    return True


_PLANS: WeakKeyDictionary[RuleBook, Plans] = WeakKeyDictionary()


def plans_of(book: RuleBook) -> Plans:
    """The plans of a book, made where nobody has asked for them yet."""
    plans = _PLANS.get(book)
    if plans is None:
        plans = _PLANS[book] = Plans(book)
    return plans
