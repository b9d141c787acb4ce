"""Section H, first part: no personal detail stands in any cell; what is found is told by kind and place only."""

from __future__ import annotations

from collections.abc import Iterator

from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import Seen, Sight
from validators.pid import Confidence, Kind, Span, how_many_of, say_instead
from validators.pid_elsewhere import PidElsewhere
from validators.records import Records
from validators.row_sets import RowSet, rows_where
from validators.rulebook import CannotBeChecked, DoesNotApply, Fault, Faults, rule

MOST_PLACES_NAMED = 5
"""So many places in one cell are named; the others are counted."""

_HEADERS = tuple(column.header for column in COLUMNS)


def _certain_elsewhere(given: Circumstances) -> Faults:
    """What certainly stands outside the records; who made a file or a note is advice only, under H02."""
    for found in _elsewhere(given):
        for kind, spans in _by_kind(() if found.is_person else found.spans, Confidence.CERTAIN):
            yield Fault(found.where, _what(kind, spans), fix=f"Please {_instead('', kind)}.", sheet=found.sheet)


def _possible_elsewhere(given: Circumstances) -> Faults:
    """What may stand outside the records, and who made a file or a note: no output copies that."""
    for found in _elsewhere(given):
        for kind, spans in _by_kind(() if found.is_person else found.spans, Confidence.POSSIBLE):
            fix = f"Please either {_instead('', kind)}, or leave it if it names nobody."
            yield Fault(found.where, _what(kind, spans), fix=fix, sheet=found.sheet)
        if found.is_person:
            fix = "Please either remove it (File, Info, Inspect Document), or leave it: no output of ours copies it."
            what = "it names a person"
            yield Fault(found.where, what, fix=fix, sheet=found.sheet, severity=Severity.ADVICE)
    if given.saved is not None and given.saved.unread:
        raise CannotBeChecked(*given.saved.unread)


def _elsewhere(given: Circumstances) -> tuple[PidElsewhere, ...]:
    if given.saved is None or given.saved.elsewhere is None:
        raise DoesNotApply
    return given.saved.elsewhere


def _without_pid(sight: Sight) -> RowSet:
    return sight.records.once(_rows_without_pid)


def _rows_without_pid(records: Records) -> RowSet:
    return rows_where([not entry.pid for entry in records])


_HOLDS_NOTHING = Seen(frozenset(), _without_pid)


@rule(
    "H01",
    title="No personal detail is entered on the tracker",
    severity=Severity.ERROR,
    columns=_HEADERS,
    reads_cells=True,
    beyond_records=_certain_elsewhere,
    why="No PID may be entered on the tracker.",
    fix="Please take the personal detail out and use a pseudonym.",
    passing=_HOLDS_NOTHING,
    source="deck",
    passes="""
        | Overview                                      | Identifier reference 1 |
        | Child A, aged 14, was found unwell at school. | 2024/101               |
        """,
    fails="""
        | Overview                                         | Theme 1              |
        | Child A (NHS number 999 000 0018) was found ill. |                      |
        | Child A was found ill.                           | a.person@example.org |
        """,
    mended="""
        | Overview                         | Theme 1 |
        | Child A was found ill.           |         |
        | Child A was found ill.           | Neglect |
        """,
)
def nothing_certain(entry: Entry, _: Circumstances) -> Faults:
    """Every cell that may hold text is searched: also columns that the ICB added, and what its column cannot read.

    In identifiers, links, boards and local authorities only structured kinds and full names after a cue are looked for.
    A number of ten digits or
    more is searched like a text: an NHS number is often typed as one. One finding for each cell and kind. Once for
    the workbook the rest of the saved file is searched too: every other cell of every sheet, hidden ones included,
    notes and comments, names, headers and footers, entry rules, links, drawings, properties and the file's own name.
    """
    for column, spans in entry.pid.items():
        for kind, of_kind in _by_kind(spans, Confidence.CERTAIN):
            yield Fault(column, _what(kind, of_kind), fix=f"Please {_instead(column, kind)}.")


@rule(
    "H02",
    title="What may be a personal detail is checked",
    severity=Severity.WARNING,
    columns=_HEADERS,
    reads_cells=True,
    beyond_records=_possible_elsewhere,
    why="Please check; use a pseudonym.",
    fix="Please either take it out, or leave it if it identifies nobody.",
    passing=_HOLDS_NOTHING,
    source="deck",
    passes="""
        | Overview                                      | Identifier reference 1 |
        | Child A, aged 14, was found unwell at school. | 2024/101               |
        """,
    fails="""
        | Overview               | Identifier type 1 | Identifier reference 1 |
        | Child A was found ill. | Local             | 9990000018             |
        """,
    mended="""
        | Overview               | Identifier type 1 | Identifier reference 1 |
        | Child A was found ill. | Local             | L-17                   |
        """,
)
def nothing_possible(entry: Entry, given: Circumstances) -> Faults:
    """The same places as for what is certain; a person has to look, so it is a warning.

    Who made or last saved the workbook, or wrote a note, is advice: a program writes that, and no output copies it. A
    phrase of the ICB's own list of harmless phrases is not told.
    """
    for column, found in entry.pid.items():
        spans = given.harmless.heard(entry.text_with_pid(column), found)
        for kind, of_kind in _by_kind(spans, Confidence.POSSIBLE):
            instead = _instead(column, kind)
            yield Fault(column, _what(kind, of_kind), fix=f"Please either {instead}, or leave it if it names nobody.")


def _by_kind(spans: tuple[Span, ...], confidence: Confidence) -> Iterator[tuple[Kind, list[Span]]]:
    kinds: dict[Kind, list[Span]] = {}
    for span in spans:
        if span.confidence is confidence:
            kinds.setdefault(span.kind, []).append(span)
    yield from kinds.items()


def _what(kind: Kind, spans: list[Span]) -> str:
    """Number, confidence, kind and places of what was found in a cell, counted as Excel counts: from 1."""
    named = ", ".join(f"{span.start + 1}-{span.end}" for span in spans[:MOST_PLACES_NAMED])
    more = f" and {len(spans) - MOST_PLACES_NAMED:,} more" if len(spans) > MOST_PLACES_NAMED else ""
    return f"{how_many_of(kind, spans[0].confidence, len(spans))} (characters {named}{more})"


def _instead(column: str, kind: Kind) -> str:
    known = COLUMN_BY_HEADER.get(column)
    if kind is Kind.NAME and known is not None and known.kind == "initials":
        return "write initials only, for example AB"
    sentence = say_instead(kind).removesuffix(".")
    return sentence[0].lower() + sentence[1:]
