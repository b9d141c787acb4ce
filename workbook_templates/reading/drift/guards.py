"""Hold the entry rules and conditional formats of one sheet against the template's, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbook_templates.reading.addresses import column_letters, column_number
from workbook_templates.reading.drift.fingerprint import Guard, SheetPrint
from workbook_templates.reading.drift.laid import Laid, TableOnSheet, laid_on
from workbook_templates.reading.drift.spans import Span, joined, overlap, without
from workbook_templates.reading.guards import EntryRule
from workbook_templates.reading.headers import plain_header
from workbook_templates.reading.sheets import Sheet

__all__ = ["CONDITIONAL_FORMAT", "GuardDrift", "State", "guards_drifted"]

CONDITIONAL_FORMAT = "conditional format"


class State(StrEnum):
    """What became of an entry rule or a conditional format."""

    LOST = "lost"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class GuardDrift:
    """An entry rule or conditional format that is not the template's in some rows of a column.

    Attributes:
        table: the table's name, '' for cells outside of tables.
        column: the column's header as the template has it, else its letters.
        letters: where the column stands now.
        kind: `dropdown`, `entry rule`, `input message` or `conditional format`.
        state: lost or altered.
        rows: stretches of rows.
        parts: what of an entry rule is altered: `allows`, `refuses`, `says`.
    """

    table: str
    column: str
    letters: str
    kind: str
    state: State
    rows: tuple[Span, ...]
    parts: tuple[str, ...] = ()


def guards_drifted(sheet: Sheet, tables: Iterable[TableOnSheet], wanted: SheetPrint) -> Iterator[GuardDrift]:
    """What is lost or altered, in the order of the template's columns; a column or table that is gone is left out.

    Args:
        sheet: as saved.
        tables: its tables, each header as the template has it wherever that is understood.
        wanted: the sheet as the template has it.

    Raises:
        FileFault: the sheet's XML is broken.
    """
    tables = tuple(tables)
    headed = [(table, _columns_by_header(table)) for table in tables]
    places = [(guard, place) for guard in wanted.guards if (place := _place(guard, headed))]
    laid = laid_on(sheet, tables, columns={column for _, (column, _) in places})
    for guard, (column, rows) in places:
        yield from _rules_drifted(guard, laid, column, rows)
        yield from _formats_drifted(guard, laid, column, rows)


def _columns_by_header(table: TableOnSheet) -> dict[str, int]:
    """Headers as they are compared, to the first column of each."""
    return {plain_header(header): column for column, header in reversed([*table.headers.items()])}


def _place(guard: Guard, headed: Iterable[tuple[TableOnSheet, Mapping[str, int]]]) -> tuple[int, Span] | None:
    """The column and the rows that are to be guarded."""
    if guard.rows is not None:
        return column_number(guard.column), guard.rows
    header = plain_header(guard.column)
    return next(
        ((columns[header], table.body) for table, columns in headed if table.name == guard.table and header in columns),
        None,
    )


def _rules_drifted(guard: Guard, laid: Laid, column: int, rows: Span) -> Iterator[GuardDrift]:
    wanted = {rule for rule in guard.rules if rule is not None}
    if len(wanted) < len(guard.rules):
        return
    here = laid.rules.get(column, ())
    right = joined(span for span, meanings in here if meanings & wanted)
    wrong = joined(span for span, meanings in here if not meanings & wanted)
    noun = guard.rules[0].noun if guard.rules[0] else ""
    if lost := without([rows], [*right, *wrong]):
        yield _drift(guard, column, noun, State.LOST, lost)
    if altered := without(overlap([rows], wrong), right):
        others = [rule for span, meanings in here if overlap([span], altered) for rule in meanings]
        yield _drift(guard, column, noun, State.ALTERED, altered, _parts(wanted, others))


def _drift(
    guard: Guard, column: int, kind: str, state: State, rows: tuple[Span, ...], parts: tuple[str, ...] = ()
) -> GuardDrift:
    return GuardDrift(guard.table, guard.column, column_letters(column), kind, state, rows, parts)


def _parts(wanted: Iterable[EntryRule], others: Iterable[EntryRule]) -> tuple[str, ...]:
    """In what the rules differ from the template's, by the template's that is nearest to each."""
    differ: set[str] = set()
    for rule in others:
        differ |= min((_difference(rule, one) for one in wanted), key=len)
    return tuple(sorted(differ))


def _difference(rule: EntryRule, other: EntryRule) -> set[str]:
    pairs: Mapping[str, tuple[object, object]] = {
        "allows": ((rule.kind, rule.allows), (other.kind, other.allows)),
        "refuses": (rule.refuses, other.refuses),
        "says": (rule.says, other.says),
    }
    return {part for part, (one, another) in pairs.items() if one != another}


def _formats_drifted(guard: Guard, laid: Laid, column: int, rows: Span) -> Iterator[GuardDrift]:
    """Of several sets of formats that may stand there, the one of which least is missing is meant."""
    here = laid.formats.get(column, ())

    def missing(wanted: frozenset[str]) -> tuple[Span, ...]:
        standing = {one: [span for span, meanings in here if one in meanings] for one in wanted}
        return joined(span for spans in standing.values() for span in without([rows], spans))

    gone = min((missing(wanted) for wanted in guard.formats), key=_number_of_rows)
    if not gone:
        return
    ours = frozenset[str]().union(*guard.formats)
    others = [span for span, meanings in here if not meanings & ours]
    if altered := overlap(gone, others):
        yield _drift(guard, column, CONDITIONAL_FORMAT, State.ALTERED, altered)
    if lost := without(gone, others):
        yield _drift(guard, column, CONDITIONAL_FORMAT, State.LOST, lost)


def _number_of_rows(spans: tuple[Span, ...]) -> int:
    return sum(last - first + 1 for first, last in spans)
