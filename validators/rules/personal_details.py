"""Section H, first part: no personal detail stands in any cell; what is found is told by kind and place only."""

from __future__ import annotations

from collections.abc import Iterator

from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.pid import Confidence, Kind, Span, how_many_of, say_instead
from validators.rulebook import Fault, Faults, rule

MOST_PLACES_NAMED = 5
"""So many places in one cell are named; the others are counted."""

_HEADERS = tuple(column.header for column in COLUMNS)


@rule(
    "H01",
    title="No personal detail is entered on the tracker",
    severity=Severity.ERROR,
    columns=_HEADERS,
    reads_cells=True,
    why="No PID may be entered on the tracker.",
    fix="Please take the personal detail out and use a pseudonym.",
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

    In identifiers, links, boards and local authorities only structured kinds are looked for. A number of ten digits or
    more is searched like a text: an NHS number is often typed as one. One finding for each cell and kind.
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
    why="Please check; use a pseudonym.",
    fix="Please either take it out, or leave it if it identifies nobody.",
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
def nothing_possible(entry: Entry, _: Circumstances) -> Faults:
    """The same cells as for what is certain; a person has to look, so it is a warning."""
    for column, spans in entry.pid.items():
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
