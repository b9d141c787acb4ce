"""A board that is told by its kind, and by the borough in its own words or in the row: "Camden SAB", or "SAB" alone."""

from __future__ import annotations

import re

from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import board_kind, boards_of
from workbook_templates.importing.words import meaning

__all__ = ["board_meant", "people_of_board"]

_KINDS = {
    "SAB": re.compile(
        r"\b(?:L?SAB|SAPB|SAEB|SAPA|(?:local )?safeguarding adults?(?:'s)?(?: executive| partnership)?(?: board)?|"
        r"adults?(?:'s)? (?:safeguarding )?board)\b",
        re.IGNORECASE,
    ),
    "SCP": re.compile(
        r"\b(?:LSCP|SCP|CSCP|LSCB|SCB|(?:local )?safeguarding child(?:ren)?(?:'?s)?(?: partnership| board)?|"
        r"child(?:ren)?(?:'?s)? (?:safeguarding )?(?:partnership|board))\b",
        re.IGNORECASE,
    ),
    "CSP": re.compile(
        r"\b(?:CSP|community safety(?: partnership)?|safer(?: communities)?(?: partnership)?)\b", re.IGNORECASE
    ),
}
_AROUND = re.compile(
    r"\b(?:london borough of|lb of|lb|borough|of|the|council|partnership|board|local)\b", re.IGNORECASE
)
_SHORT = re.compile(r"([A-Z&]{1,4}?)(SAB|SAPB|SCP|CSP)")
_PEOPLE = {"SAB": "adult", "SCP": "child"}


def _kind_in(text: str) -> str | None:
    """The kind of board that a text names, if it names one alone."""
    found = [kind for kind, words in _KINDS.items() if words.search(text)]
    return found[0] if len(found) == 1 else None


def people_of_board(text: str) -> str | None:
    """Whether a board is for adults or for children; a community safety partnership is for both.

    >>> people_of_board("Camden SAB"), people_of_board("CSP")
    ('adult', None)
    """
    term = meaning("boards", text).term
    return _PEOPLE.get((board_kind(term) if term else _kind_in(text)) or "")


def board_meant(text: str, borough: str, review_type: str, *, header: str = "") -> str | None:
    """The board that is meant, if only one can be.

    Args:
        text: what stands in the cell.
        borough: the row's borough, or ''.
        review_type: the row's type, or ''; it tells the kind where the text names a borough alone.
        header: of the column; it may tell the kind, as "CSP" does.

    >>> board_meant("Camden SAB", "", "")
    'Camden Safeguarding Adults Partnership Board'
    >>> board_meant("SAB", "Richmond upon Thames", "")
    'Richmond and Wandsworth Safeguarding Adults Board'
    >>> board_meant("BSCP", "Barnet", ""), board_meant("SAB", "", "")
    ('Barnet Safeguarding Children Partnership', None)
    """
    kind = _kind_in(text) or _kind_in(header)
    rest = text
    for words in _KINDS.values():
        rest = words.sub(" ", rest)
    rest = _AROUND.sub(" ", rest).strip(" -–/,()")
    own = meaning("local_authorities", rest).term if rest else borough
    if kind is None and borough and (short := _SHORT.fullmatch(text.strip())) and short[1][0] == borough[0]:
        # BSCP in a row of Barnet.
        kind, own = short[2].replace("SAPB", "SAB"), borough
    types = vocabulary("review_types")
    if kind is None and review_type in types:
        kind = types[review_type].details["board_kind"] or None
    if not kind or own is None or own not in vocabulary("local_authorities"):
        return None
    served = boards_of(own, kind)
    return served[0] if len(served) == 1 else None
