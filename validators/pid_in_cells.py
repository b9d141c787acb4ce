"""Which cells of a row hold PID: every one that may hold text is searched, each once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from validators.case_review import COLUMNS
from validators.cells import cell_text
from validators.pid import Span, find_pid, find_pid_in_identifier

__all__ = ["ADDED_COLUMN", "Known", "find_pid_once", "find_pid_under", "pid_in_row"]

Known = dict[tuple[bool, str], tuple[Span, ...]]
"""Whether a text stood where a name may be meant, and the text, to what was found in it."""

ADDED_COLUMN = "added column "
"""Begins the name of a column that an ICB added; its letters follow, because its header may hold anything."""

_LOCAL_LISTS = frozenset(column.header for column in COLUMNS if column.vocabulary in ("local_authorities", "boards"))
# A date, a number or a term that was typed as text and could be read holds nothing else.
_UNDERSTOOD_WHOLE = frozenset(
    column.header for column in COLUMNS if column.vocabulary or column.kind in ("date", "number")
)
_STRUCTURED_ONLY = _LOCAL_LISTS | {
    column.header for column in COLUMNS if column.kind in ("record", "reference", "link")
}
# Longer texts are seldom equal.
_LONGEST_KNOWN = 60
# Nine digits or fewer are no NHS number, and Excel's dates have five.
_LONG_NUMBER = 10**9


def pid_in_row(
    cells: Mapping[str, object],
    added: Mapping[str, object],
    *,
    unread: Collection[str],
    local_lists: bool,
    known: Known | None = None,
) -> dict[str, tuple[Span, ...]]:
    """Search a row.

    Args:
        cells: header to value of the model's columns.
        added: letters to value of columns that the ICB added.
        unread: headers of cells that could not be read as what their column asks for.
        local_lists: whether boards and local authorities are chosen from a list; else they are free text.
        known: what was found in short texts of other rows: initials and boards stand in many; more is noted in it.

    Returns:
        Header, or "added column AR", to the spans found there; a cell without PID is left out.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for header, value in cells.items():
        text = _searchable(value)
        if not text:
            continue
        understood = header in _UNDERSTOOD_WHOLE and header not in unread
        if understood and text is value and (local_lists or header not in _LOCAL_LISTS):
            continue
        if spans := find_pid_under(header, text, known=known):
            found[header] = spans
    for letters, value in added.items():
        if (text := _searchable(value)) and (spans := find_pid(text)):
            found[f"{ADDED_COLUMN}{letters}"] = spans
    return found


def find_pid_under(header: str, text: str, *, known: Known | None = None) -> tuple[Span, ...]:
    """Search a text under its header: in identifiers, links and boards no name is meant but a full one after a cue."""
    return find_pid_once(text, known, names_meant=header not in _STRUCTURED_ONLY)


def find_pid_once(text: str, known: Known | None, *, names_meant: bool = True) -> tuple[Span, ...]:
    """Search a text; what was found in short ones before is `known`, and more is noted in it."""
    if known is None or len(text) > _LONGEST_KNOWN:
        return _find(text, names_meant=names_meant)
    spans = known.get((names_meant, text))
    if spans is None:
        spans = known[names_meant, text] = _find(text, names_meant=names_meant)
    return spans


def _find(text: str, *, names_meant: bool) -> tuple[Span, ...]:
    return find_pid(text) if names_meant else find_pid_in_identifier(text, names=True)


def _searchable(value: object) -> str:
    """The text of a cell as it stands, or the digits of a long number; of anything else nothing."""
    if type(value) is str:
        return value
    if isinstance(value, int | float) and value >= _LONG_NUMBER:
        return cell_text(value)
    return ""
