"""What a glance at a record shows before any rule is asked: for most rules and records that is enough to pass.

Asking sixty rules about each record is what a check would spend its time on. So a rule may say beside its function what
makes a record pass without being asked (`passes_if_filled("Status")`), in facts about single cells or about the record.
What stands in many records is looked at once for each distinct value; all facts of a record make one number, and
records with the same number are judged by one plan (`plans`). The functions of the rules know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_

from validators.case_review import COLUMN_BY_FIELD, COLUMN_BY_HEADER
from validators.entries import Circumstances, Entry
from validators.placeholders import LONGEST_PLACEHOLDER, is_placeholder

__all__ = [
    "Fact",
    "Facts",
    "Glance",
    "Seen",
    "for_any",
    "for_each",
    "is_written",
    "passes_if",
    "passes_if_as_asked",
    "passes_if_empty",
    "passes_if_empty_or",
    "passes_if_filled",
    "passes_if_typed",
    "passes_if_written",
    "passes_where",
]

Test = Callable[..., bool]

_RECORD = ""
# What is chosen, counted or dated stands in many records; texts and references are each record's own.
_REPEATING = frozenset({"term", "number", "date", "initials"})
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds of a record or does not; of a cell that is empty or cannot be read nothing holds.

    Attributes:
        field: the field that it is about, or "" for the record as a whole.
        test: asked of the field's value as understood (for the record as a whole, of the `Entry` and the
            `Circumstances`) and of nothing else; None for the fact that there is a value.
        limited: the test takes the limits of its rule by name.
    """

    field: str
    test: Test | None = None
    limited: bool = False

    def within(self, limits: Mapping[str, int]) -> Fact:
        """The same fact under a rule's limits."""
        return Fact(self.field, partial(self.test, **limits)) if self.test and self.limited else self


@dataclass(frozen=True, slots=True)
class _Either:
    """Of several facts one at least holds, or of several others one at least does not."""

    holding: frozenset[Fact] = frozenset()
    lacking: frozenset[Fact] = frozenset()

    def __or__(self, other: _Either) -> _Either:
        return _Either(self.holding | other.holding, self.lacking | other.lacking)

    def within(self, limits: Mapping[str, int]) -> _Either:
        return _Either(*(frozenset(fact.within(limits) for fact in facts) for facts in (self.holding, self.lacking)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a record at a glance; all of `clauses` must hold.

    >>> passes_if_filled("Status") | passes_if_empty("Stage") & passes_if_as_asked  # doctest: +ELLIPSIS
    Seen(clauses=(_Either(...), _Either(...)))
    """

    clauses: tuple[_Either, ...]

    def __and__(self, other: Seen) -> Seen:
        return Seen((*self.clauses, *other.clauses))

    def __or__(self, other: Seen) -> Seen:
        return Seen(tuple(one | another for one in self.clauses for another in other.clauses))

    def within(self, limits: Mapping[str, int]) -> Seen:
        """The same under a rule's limits."""
        return Seen(tuple(clause.within(limits) for clause in self.clauses))

    @property
    def facts(self) -> frozenset[Fact]:
        """Every fact that it speaks of."""
        return frozenset(fact for clause in self.clauses for fact in (*clause.holding, *clause.lacking))


def passes_if_filled(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns are filled in."""
    return Seen(tuple(_Either(holding=frozenset({Fact(_field(header))})) for header in headers))


def passes_if_empty(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns are empty."""
    return Seen(tuple(_Either(lacking=frozenset({Fact(_field(header))})) for header in headers))


def passes_if(header: str, test: Test, *, limited: bool = False) -> Seen:
    """A rule that has nothing to say where a column is filled in and its value, as understood, stands the test.

    Args:
        header: the column.
        test: asked of the value and, if `limited`, given the limits of the rule by name.
        limited: whether it is.
    """
    return _seen(Fact(_field(header), test, limited))


def passes_if_empty_or(header: str, test: Test, *, limited: bool = False) -> Seen:
    """A rule that has nothing to say where a column is empty or its value, as understood, stands the test."""
    return passes_if_empty(header) | passes_if(header, test, limited=limited)


def passes_where(test: Test, *, limited: bool = False) -> Seen:
    """A rule that has nothing to say about a record (an `Entry`, in its `Circumstances`) that stands the test.

    For a test that asks several cells at once; it costs less than the rule, and more than looking at one cell.
    """
    return _seen(Fact(_RECORD, test, limited))


def _seen(fact: Fact) -> Seen:
    return Seen((_Either(holding=frozenset({fact})),))


def passes_if_written(*headers: str) -> Seen:
    """A rule that has nothing to say where all these columns hold more than a placeholder."""
    return for_each(headers, lambda header: passes_if(header, is_written))


def for_each(headers: Iterable[str], passes: Callable[[str], Seen]) -> Seen:
    """What is said of one column, said of several that must all meet it."""
    return reduce(and_, map(passes, headers))


def for_any(headers: Iterable[str], passes: Callable[[str], Seen]) -> Seen:
    """What is said of one column, said of several of which one must meet it."""
    return reduce(or_, map(passes, headers))


def _field(header: str) -> str:
    return COLUMN_BY_HEADER[header].field


def is_written(text: str) -> bool:
    """Whether a text says more than that it is still to come."""
    return len(text) > LONGEST_PLACEHOLDER or not is_placeholder(text)


def _is_as_asked(entry: Entry, _: Circumstances) -> bool:
    return not entry.notes


def _is_typed(entry: Entry, _: Circumstances) -> bool:
    return not entry.raw.formulas


passes_if_as_asked = passes_where(_is_as_asked)
"""A rule that speaks only of cells that could not be read, or that had to be interpreted."""

passes_if_typed = passes_where(_is_typed)
"""A rule that speaks only of cells with a formula."""


class Facts:
    """The facts that matter to a book of rules, each with a bit of its own."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._bits = {fact: 1 << place for place, fact in enumerate(dict.fromkeys(facts), start=1)}
        self.never = 1
        """The bit of no fact."""

    def bits(self, facts: Iterable[Fact]) -> int:
        """The bits of some facts together."""
        return sum(self._bits[fact] for fact in set(facts))

    def clauses(self, seen: Seen) -> tuple[tuple[int, int], ...]:
        """The clauses of what may be seen: bits of which one holds, or bits of which one does not."""
        return tuple((self.bits(clause.holding), self.bits(clause.lacking)) for clause in seen.clauses)

    def tests(self, field: str) -> tuple[tuple[Test, int], ...]:
        """What is asked of a field's value, and the bit of each."""
        return tuple((fact.test, bit) for fact, bit in self._bits.items() if fact.field == field and fact.test)

    def filled(self, field: str) -> int:
        """The bit of the fact that a field is filled in; 0 where that matters to nobody."""
        return self._bits.get(Fact(field), 0)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that any fact is about."""
        return tuple(dict.fromkeys(fact.field for fact in self._bits if fact.field != _RECORD))


class Glance:
    """Looks at the records of one return; what it knows of their values is gone with it."""

    def __init__(self, facts: Facts, given: Circumstances) -> None:
        self._given = given
        self._of_record = facts.tests(_RECORD)
        self._filled: list[tuple[str, int]] = []
        self._repeating: list[tuple[str, dict[object, int], tuple[tuple[Test, int], ...]]] = []
        self._own: list[tuple[str, Test, int]] = []
        for name in facts.fields:
            tests = facts.tests(name)
            if filled := facts.filled(name):
                self._filled.append((name, filled))
            if tests and COLUMN_BY_FIELD[name].kind in _REPEATING:
                self._repeating.append((name, {}, tests))
            else:
                self._own.extend((name, test, bit) for test, bit in tests)

    def at(self, entry: Entry) -> int:
        """The bits of the facts that hold of a record."""
        bits = 0
        given = self._given
        for test, bit in self._of_record:
            try:
                if test(entry, given):
                    bits |= bit
            except Exception:  # noqa: S112 - then the rule is asked, and it is the rule that is said to crash
                continue
        values = entry.review.__dict__
        for name, filled in self._filled:
            if values[name] is not None:
                bits |= filled
        for name, known, tests in self._repeating:
            value = values[name]
            if value is not None:
                found = known.get(value)
                if found is None:
                    found = sum(bit for test, bit in tests if test(value))
                    if len(known) < _MOST_KEPT:
                        known[value] = found
                bits |= found
        for name, test, bit in self._own:
            value = values[name]
            if value is not None and test(value):
                bits |= bit
        return bits
