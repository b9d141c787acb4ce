"""What the user decided, laid over what was understood: columns, and values that are known by their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from validators.cells import cell_text
from validators.vocabularies import spelling_key
from workbook_templates.importing.choosing import Chosen
from workbook_templates.importing.columns import SURE, Match, decided
from workbook_templates.importing.days import month_first_only
from workbook_templates.importing.questions import Asked, Decisions

__all__ = ["answers_of", "with_decided_columns"]


def with_decided_columns(one: Chosen, decisions: Decisions) -> Chosen:
    """A sheet with its columns as the user decided."""
    if one.table is None:
        return one
    matches = tuple(_decided(match, one, decisions) for match in one.table.matches)
    return replace(one, table=replace(one.table, matches=matches))


def _decided(match: Match, one: Chosen, decisions: Decisions) -> Match:
    answer = decisions.columns.get(one.place_of_column(match.column))
    if answer is None:
        return _doubtful_dates(match, one)
    return decided(match, answer) or match


def _doubtful_dates(match: Match, one: Chosen) -> Match:
    """A column of dates that can only be meant month first is asked for: a wrong guess would be believed."""
    if match.target is None or match.target.kind != "date" or one.table is None:
        return match
    texts = [
        cell_text(value)
        for row in one.table.grid.rows[one.table.first_row - 1 :]
        if isinstance(value := row[match.column - 1], str)
    ]
    if not month_first_only(texts):
        return match
    return replace(match, target=None, proposed=match.target, confidence=SURE - 0.01, month_first=True)


def answers_of(decisions: Decisions, first_pass: Asked | None) -> Mapping[tuple[str, str], str]:
    """Target and folded value to the answer.

    Args:
        decisions: what the user decided.
        first_pass: what is asked without any answer; by it a value that is known by its place is found.
    """
    answers = {(target, spelling_key(key)): answer for (target, key), answer in decisions.values.items()}
    for question, known in first_pass.keys.items() if first_pass else ():
        if question in decisions.values:
            answers[known] = decisions.values[question]
    return answers
