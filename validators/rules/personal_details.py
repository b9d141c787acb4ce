"""Section H, first part: no personal detail stands in any cell; what is found is told by kind and place only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.cells import cell_text
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.pid import Confidence, Kind, Span, find_pid, find_pid_in_identifier, say_instead
from validators.rulebook import Fault, Faults, rule

MOST_PLACES_NAMED = 5
"""So many places in one cell are named; the others are counted."""

_HEADERS = tuple(column.header for column in COLUMNS)
_LOCAL_LISTS = frozenset(column.header for column in COLUMNS if column.vocabulary in ("local_authorities", "boards"))
# A date, a number or a term that could be read holds nothing else.
_ALL_UNDERSTOOD = frozenset(
    column.header for column in COLUMNS if column.vocabulary or column.kind in ("date", "number")
)
_STRUCTURED_ONLY = _LOCAL_LISTS | {
    column.header for column in COLUMNS if column.kind in ("record", "reference", "link")
}
# Nine digits or fewer are no NHS number, and Excel's dates have five.
_LONG_NUMBER = 10**9

_KINDS = {
    Kind.NAME: ("name", "names"),
    Kind.DATE_OF_BIRTH: ("date of birth", "dates of birth"),
    Kind.NHS_NUMBER: ("NHS number", "NHS numbers"),
    Kind.ADDRESS: ("address", "addresses"),
    Kind.POSTCODE: ("postcode", "postcodes"),
    Kind.PHONE: ("phone number", "phone numbers"),
    Kind.EMAIL: ("e-mail address", "e-mail addresses"),
    Kind.NI_NUMBER: ("National Insurance number", "National Insurance numbers"),
    Kind.VEHICLE: ("vehicle registration", "vehicle registrations"),
    Kind.OTHER: ("other personal detail", "other personal details"),
}


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
def nothing_certain(entry: Entry, given: Circumstances) -> Faults:
    """Every cell that may hold text is searched: also columns that the ICB added, and what its column cannot read.

    In identifiers, links, boards and local authorities only structured kinds are looked for. A number of ten digits or
    more is searched like a text: an NHS number is often typed as one. One finding for each cell and kind.
    """
    for column, spans in _found_in(entry, given):
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
def nothing_possible(entry: Entry, given: Circumstances) -> Faults:
    """The same cells as for what is certain; a person has to look, so it is a warning."""
    for column, spans in _found_in(entry, given):
        for kind, of_kind in _by_kind(spans, Confidence.POSSIBLE):
            instead = _instead(column, kind)
            yield Fault(column, _what(kind, of_kind), fix=f"Please either {instead}, or leave it if it names nobody.")


def _found_in(entry: Entry, given: Circumstances) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for header, value in entry.raw.cells.items():
        text = _searchable(value)
        if text and (text is not value or not _is_understood(entry, given, header)):
            spans = _spans(text, header in _STRUCTURED_ONLY)
            if spans:
                yield header, spans
    for letters, value in entry.raw.added.items():
        if (text := _searchable(value)) and (spans := _spans(text, structured_only=False)):
            yield f"added column {letters}", spans


def _is_understood(entry: Entry, given: Circumstances, header: str) -> bool:
    """Whether all of a cell was understood as a date, a number or a term, so that no other text can stand in it."""
    if header not in _ALL_UNDERSTOOD or header in entry.problems:
        return False
    return given.local_lists or header not in _LOCAL_LISTS


def _searchable(value: object) -> str:
    """The text of a cell as it stands, or the digits of a long number; of anything else nothing."""
    if type(value) is str:
        return value
    if isinstance(value, int | float) and value >= _LONG_NUMBER:
        return cell_text(value)
    return ""


# Both rules ask about the same cell one after the other; only the latest cells are remembered, to keep little text.
@lru_cache(maxsize=256)
def _spans(text: str, structured_only: bool) -> tuple[Span, ...]:
    return tuple(find_pid_in_identifier(text) if structured_only else find_pid(text))


def _by_kind(spans: tuple[Span, ...], confidence: Confidence) -> Iterator[tuple[Kind, list[Span]]]:
    kinds: dict[Kind, list[Span]] = {}
    for span in spans:
        if span.confidence is confidence:
            kinds.setdefault(span.kind, []).append(span)
    yield from kinds.items()


def _what(kind: Kind, spans: list[Span]) -> str:
    """Number, confidence, kind and places of what was found in a cell, counted as Excel counts: from 1."""
    one, several = _KINDS[kind]
    named = ", ".join(f"{span.start + 1}-{span.end}" for span in spans[:MOST_PLACES_NAMED])
    more = f" and {len(spans) - MOST_PLACES_NAMED:,} more" if len(spans) > MOST_PLACES_NAMED else ""
    return f"{len(spans):,} {spans[0].confidence} {one if len(spans) == 1 else several} (characters {named}{more})"


def _instead(column: str, kind: Kind) -> str:
    known = COLUMN_BY_HEADER.get(column)
    if kind is Kind.NAME and known is not None and known.kind == "initials":
        return "write initials only, for example AB"
    sentence = say_instead(kind).removesuffix(".")
    return sentence[0].lower() + sentence[1:]
