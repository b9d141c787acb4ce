"""Rows that the formulas of `Summary` do not fully understand: a word of no list, or a date that is none."""

from __future__ import annotations

from collections.abc import Iterable

from validators.case_review import COLUMN_BY_FIELD, LEARNING_COLUMNS, THEME_COLUMNS
from validators.vocabularies import vocabulary
from workbook_templates.template.counted_rows import CountedRow, entered
from workbook_templates.template.lists import list_name

__all__ = ["not_understood", "not_understood_formula"]

_DATED = ("date_added", "date_commissioned", "date_referred", "date_closed", "date_published", "date_signed_off")
_VOCABULARIES = {
    column.field: str(column.vocabulary)
    for column in (
        *(COLUMN_BY_FIELD[field] for field in ("status", "review_type", "media_interest")),
        *THEME_COLUMNS,
        *LEARNING_COLUMNS,
    )
}
_KNOWN = {field: {code.casefold() for code in vocabulary(name).codes} for field, name in _VOCABULARIES.items()}


def not_understood_formula() -> str:
    """How many rows: an array formula, without the equals sign."""
    wrong = []
    for field, name in _VOCABULARIES.items():
        cell = entered(field)
        # MATCH takes * and ? for any letters.
        letters = "+".join(f'ISNUMBER(FIND("{letter}",{cell}))' for letter in "*?")
        wrong.append(f"(1-ISBLANK({cell}))*(ISERROR(MATCH({cell},{list_name(name)},0))+{letters})")
    wrong += [f"(1-ISBLANK({entered(field)}))*(1-ISNUMBER({entered(field)}))" for field in _DATED]
    return f"SUM(--(({'+'.join(wrong)})>0))"


def not_understood(rows: Iterable[CountedRow]) -> int:
    """What the formula shows."""
    return sum(any(_is_strange(row, field) for field in (*_VOCABULARIES, *_DATED)) for row in rows)


def _is_strange(row: CountedRow, field: str) -> bool:
    value = row.cell(field)
    if row.is_empty(field):
        return False
    if field in _KNOWN:
        return not (isinstance(value, str) and value.casefold() in _KNOWN[field])
    return isinstance(value, str)
