"""How a message may speak of a cell: a bad value is quoted only when it is close to a term and holds no PID."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from validators.entries import Problem
from validators.pid import find_pid

__all__ = ["all_of", "day_in_words", "did_you_mean", "how_many", "month_in_words", "one_of", "shown"]

# Not strftime: a message reads the same on every machine, whatever its language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def shown(text: str, problem: Problem, *, is_personal: Callable[[str], object] = find_pid) -> str:
    """A bad value as a message may show it; what is personal is never quoted.

    >>> shown("Neglct", Problem("not_a_term", ("Neglect",)))
    "'Neglct'"
    >>> shown("Something quite private", Problem("not_a_term"))
    'a text of 23 characters'
    """
    if problem.candidates and not is_personal(text):
        return f"'{text}'"
    characters = "character" if len(text) == 1 else "characters"
    return f"a text of {len(text):,} {characters}"


def one_of(terms: Sequence[str]) -> str:
    """Several terms as a sentence offers them.

    >>> one_of(["Neglect"]), one_of(["DHR Adult", "DHR Child", "CSPR Child"])
    ('Neglect', 'DHR Adult, DHR Child or CSPR Child')
    """
    return _joined(terms, "or")


def did_you_mean(asked: str, names: Iterable[str], *, close_enough: float = 0.6) -> str:
    """The question after a name that nothing has, where a known one is close; nothing where none is.

    >>> did_you_mean("Externl", ["internal", "icb", "external"]), did_you_mean("public", ["internal", "icb"])
    (' Did you mean external?', '')
    """
    known = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(asked.casefold(), known, n=1, cutoff=close_enough)
    return f" Did you mean {known[near[0]]}?" if near else ""


def all_of(terms: Sequence[str]) -> str:
    """Several terms as a sentence lists them; nothing where there are none.

    >>> all_of(["Neglect"]), all_of(["Stage", "Borough or local authority", "Status"])
    ('Neglect', 'Stage, Borough or local authority and Status')
    """
    return _joined(terms, "and") if terms else ""


def _joined(terms: Sequence[str], word: str) -> str:
    return terms[0] if len(terms) == 1 else f"{', '.join(terms[:-1])} {word} {terms[-1]}"


def day_in_words(day: date) -> str:
    """A date as a message shows it.

    >>> day_in_words(date(2024, 5, 2))
    '2 May 2024'
    """
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """The month of a date as a message shows it.

    >>> month_in_words(date(2020, 7, 1))
    'July 2020'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


def how_many(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> how_many(1, "review"), how_many(1200, "review"), how_many(2, "ICB differs", "ICBs differ")
    ('1 review', '1,200 reviews', '2 ICBs differ')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
