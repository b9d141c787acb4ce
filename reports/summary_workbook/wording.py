"""Numbers in sentences: how many, what rose or fell, and which come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reports.published import PublishedTable
from reports.unheard import COUNTED, NOT_COUNTED
from validators.quoting import all_of

__all__ = [
    "NUMBER_WORDS",
    "figures",
    "in_number_words",
    "listed",
    "month_name",
    "moved",
    "ranked",
    "returned_in_words",
]

NUMBER_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers below ten are written out."""

_ORDINALS = ("1st", "2nd", "3rd")
_MOST_TIED_NAMES = 3


def in_number_words(number: int) -> str:
    """A number as a sentence shows it: words below ten, digits from there.

    >>> in_number_words(5), in_number_words(42)
    ('five', '42')
    """
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def listed(parts: Sequence[str]) -> str:
    """Parts in one sentence.

    >>> listed(["QMF"]), listed(["QMF", "QMJ", "QRV"])
    ('QMF', 'QMF, QMJ and QRV')
    """
    return all_of(parts)


def returned_in_words(became: Mapping[str, str]) -> tuple[str, str]:
    """How many ICBs have returned, and of the others what became, in sentences; empty where there are none.

    Args:
        became: ICB code to what the table `icb_totals` says of its returns.

    >>> returned_in_words({"QMF": "counted", "QKK": "no return counted", "QWE": "carried forward from May 2024"})
    ('one of three ICBs', 'No return is counted from QKK. QWE: carried forward from May 2024.')
    """
    codes: dict[str, list[str]] = {}
    for code, state in became.items():
        codes.setdefault(state, []).append(code)
    counted, none = codes.pop(COUNTED, []), codes.pop(NOT_COUNTED, [])
    said = [f"No return is counted from {listed(none)}."] if none else []
    said += [f"{listed(those)}: {state}." for state, those in codes.items()]
    return f"{in_number_words(len(counted))} of {in_number_words(len(became))} ICBs", " ".join(said)


def moved(before: int, after: int) -> str:
    """How a count moved.

    >>> moved(335, 396), moved(4, 4), moved(3, 1)
    ('rose from 335 to 396', 'stayed at 4', 'fell from 3 to 1')
    """
    if before == after:
        return f"stayed at {after:,}"
    return f"{'rose' if after > before else 'fell'} from {before:,} to {after:,}"


def month_name(day: object) -> str:
    """The month of a day.

    >>> month_name(date(2024, 10, 31))
    'October 2024'
    """
    return f"{day:%B %Y}" if isinstance(day, date) else ""


def figures(table: PublishedTable, header: str) -> list[int]:
    """A column of counts as whole numbers; an empty cell is none."""
    return [int(str(value or 0)) for value in table.column(header)]


def ranked(ranks: Iterable[tuple[str, int]], noun: str) -> str:
    """The first three ranks in words; many terms that share a rank are counted and not named.

    Args:
        ranks: terms of a rank, joined by " / ", and how often each is mentioned; the first rank first.
        noun: for one term.

    >>> ranked([("Neglect", 9), ("CSA / CSE", 4), ("DOLS / FGM / LAC / SEND", 1)], "theme")
    '1st Neglect (9), 2nd CSA and CSE (4 each), 3rd four themes (1 each)'
    """
    said = []
    for place, (joined, mentions) in zip(_ORDINALS, ranks, strict=False):
        terms = joined.split(" / ")
        if len(terms) > _MOST_TIED_NAMES:
            said.append(f"{place} {in_number_words(len(terms))} {noun}s ({mentions} each)")
        else:
            said.append(f"{place} {listed(terms)} ({mentions}{' each' if len(terms) > 1 else ''})")
    return ", ".join(said)
