"""The columns of `Cases` held against the template: present, moved, renamed, missing, standing twice or added."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from validators.pid import find_pid
from workbook_templates.layout import TO_COMPLETE
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.headers import MatchedHeaders, plain_header, stand_ins

__all__ = [
    "AddedColumn",
    "ColumnFound",
    "ColumnState",
    "added_columns",
    "columns_found",
    "shown_name",
    "where_ours_stand",
]

_LONGEST_SHOWN = 60


class ColumnState(StrEnum):
    """What became of a column of the template."""

    PRESENT = "present"
    MOVED = "moved"
    RENAMED = "renamed"
    MISSING = "missing"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """A column of the template.

    Attributes:
        header: as the template has it.
        state: what became of it.
        letters: where it stands, or what may stand in for it; several when it stands twice, none when it is gone.
        text: the header of what may stand in for it; None when it holds PID or there is none.
    """

    header: str
    state: ColumnState
    letters: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that the template does not have.

    Attributes:
        letters: where it stands.
        header: its header, or None when it may hold PID.
        at_end: whether all of ours stand to its left, as they should.
    """

    letters: str
    header: str | None
    at_end: bool


def shown_name(text: str) -> str | None:
    """A header's or a sheet's name as it may be shown: None when PID is found in it, or when it is no name at all.

    >>> shown_name("Ward"), shown_name("NHS no. 999 000 0018")
    ('Ward', None)
    """
    plain = " ".join(text.split())
    return plain if plain and len(plain) <= _LONGEST_SHOWN and not find_pid(plain) else None


def where_ours_stand(matched: MatchedHeaders) -> dict[str, int]:
    """Each of the template's columns to where it stands; a renamed one stands where it is thought to."""
    places = {header: found[0] for header, found in matched.columns.items()}
    places |= {one.header: one.column for one in stand_ins(matched)}
    if matched.calculated:
        places[TO_COMPLETE] = matched.calculated
    return places


def columns_found(matched: MatchedHeaders, wanted: Sequence[str]) -> tuple[ColumnFound, ...]:
    """What became of each column of the template."""
    places = where_ours_stand(matched)
    standing = [header for header in wanted if header in places]
    moved = set(standing) - set(_in_order(standing, places))
    return tuple(_found(header, matched, moved) for header in wanted)


def _found(header: str, matched: MatchedHeaders, moved: set[str]) -> ColumnFound:
    places = matched.columns.get(header, ())
    if header == TO_COMPLETE and matched.calculated:
        places = (matched.calculated,)
    if not places:
        instead = next((one for one in stand_ins(matched) if one.header == header), None)
        if instead is None:
            return ColumnFound(header, ColumnState.MISSING)
        text = shown_name(matched.others[instead.column])
        return ColumnFound(header, ColumnState.RENAMED, (column_letters(instead.column),), text)
    letters = tuple(column_letters(column) for column in places)
    if len(letters) > 1:
        return ColumnFound(header, ColumnState.TWICE, letters)
    return ColumnFound(header, ColumnState.MOVED if header in moved else ColumnState.PRESENT, letters)


def _in_order(headers: Sequence[str], places: Mapping[str, int]) -> list[str]:
    """The most columns that stand in the template's order among themselves; the others have moved."""
    ends: list[int] = []
    chains: list[list[str]] = []
    for header in headers:
        at = bisect_left(ends, places[header])
        chain = [*(chains[at - 1] if at else []), header]
        ends[at : at + 1] = [places[header]]
        chains[at : at + 1] = [chain]
    return chains[-1] if chains else []


def added_columns(matched: MatchedHeaders) -> Iterator[AddedColumn]:
    """The columns that are not the template's, nor may stand in for one of its."""
    ours = where_ours_stand(matched).values()
    last = max(ours, default=0)
    for column, text in matched.others.items():
        if column not in ours and plain_header(text) != plain_header(TO_COMPLETE):
            yield AddedColumn(column_letters(column), shown_name(text), column > last)
