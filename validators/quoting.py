"""How a message may speak of a cell: a bad value is quoted only when it is close to a term and holds no PID."""

from __future__ import annotations

from collections.abc import Sequence

from validators.entries import Problem
from validators.pid import find_pid

__all__ = ["one_of", "shown"]


def shown(text: str, problem: Problem) -> str:
    """A bad value as a message may show it.

    >>> shown("Neglct", Problem("not_a_term", ("Neglect",)))
    "'Neglct'"
    >>> shown("Something quite private", Problem("not_a_term"))
    'a text of 23 characters'
    """
    if problem.candidates and not find_pid(text):
        return f"'{text}'"
    characters = "character" if len(text) == 1 else "characters"
    return f"a text of {len(text):,} {characters}"


def one_of(terms: Sequence[str]) -> str:
    """Several terms as a sentence offers them.

    >>> one_of(["Neglect"]), one_of(["DHR Adult", "DHR Child", "CSPR Child"])
    ('Neglect', 'DHR Adult, DHR Child or CSPR Child')
    """
    return terms[0] if len(terms) == 1 else f"{', '.join(terms[:-1])} or {terms[-1]}"
