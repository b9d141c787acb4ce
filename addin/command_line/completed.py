"""What the shell completes an option's value to; each list is gathered only when the TAB key asks for it."""

from __future__ import annotations

import os
from datetime import date

__all__ = ["audiences", "icbs", "months", "organisations", "region_names", "vocabulary_names"]

_MONTHS_BACK = 12
_SHELL = "_SCRT_COMPLETE"
"""The variable by which a shell asks, such as complete_bash."""


def icbs() -> list[tuple[str, str]]:
    """The codes of the ICBs, each with its name."""
    from validators.vocabularies import vocabulary

    return [(icb.code, icb.label) for icb in vocabulary("icbs")]


def region_names() -> list[str]:
    """The NHS regions and England; where none fits, the shell goes on to folders."""
    from validators.vocabularies.organisations import ENGLAND, regions

    # Bash alone puts a word in as it is told, and a space would end it.
    space = "\\ " if os.environ.get(_SHELL, "").endswith("bash") else " "
    return [name.replace(" ", space) for name in (*regions(), ENGLAND)]


def months() -> list[str]:
    """The months that have ended, the last one first."""
    today = date.today()
    ended = (today.year * 12 + today.month - 1 - back for back in range(1, _MONTHS_BACK + 1))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in ended]


def audiences() -> list[tuple[str, str]]:
    """For whom a summary can be."""
    return [("internal", "the region"), ("icb", "one ICB"), ("external", "outside the NHS")]


def organisations() -> list[tuple[str, str]]:
    """Which ICBs a trend can show."""
    return [("as-at", "those of each month"), ("current", "today's in every month")]


def vocabulary_names() -> list[str]:
    """The names of the vocabularies."""
    from validators.vocabularies import VOCABULARY_NAMES

    return [*VOCABULARY_NAMES]
