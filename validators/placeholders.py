"""Texts that look filled in and are not: TBC, n/a, as above, see report."""

from __future__ import annotations

from itertools import product

__all__ = ["LONGEST_PLACEHOLDER", "is_placeholder"]

# What may stand around a placeholder; "#" is left out, because "#N/A" is a spreadsheet error and no placeholder.
_MARKS = " \t\r\n.,;:!?-–—_*'\"‘’“”…()[]{}<>/\\|~+="

_PUT_OFF = (
    "tbc|t.b.c|tba|t.b.a|tbd|t.b.d|to be confirmed|to be advised|to be announced|to be agreed|to be decided|"
    "to be determined|to be completed|to be added|to be updated|to be provided|to follow|will follow|details to follow|"
    "pending|awaited|awaiting|awaiting details|awaiting information|awaiting report|awaiting update|report awaited"
)
_NOT_KNOWN = (
    "n/a|n / a|n.a|n a|na|not applicable|not known|not yet known|unknown|not available|not yet available|"
    "not recorded|not provided|not given|not stated|not sure|none|nil|null|blank|empty"
)
_LOOK_ELSEWHERE = "as above|as below|as before|as previous|as previously|same as above|same|ditto|above|attached"

_POINTING = ("see", "please see", "pls see", "refer to", "please refer to", "as per", "as in", "contained in", "in")
_ARTICLES = ("", "the ", "full ", "the full ", "final ", "the final ", "attached ", "the attached ", "published ")
_POINTED_AT = (
    "report", "reports", "document", "file", "attachment", "link", "overview", "comments", "progress update",
    "action plan",
)  # fmt: skip
_POINTED_AT_BARE = ("above", "below", "attached", "previous", "enclosed", "report attached")


def _all_placeholders() -> frozenset[str]:
    fixed = "|".join((_PUT_OFF, _NOT_KNOWN, _LOOK_ELSEWHERE)).split("|")
    full = ("".join(words) for words in product(_POINTING, (" ",), _ARTICLES, _POINTED_AT))
    bare = (f"{pointing} {place}" for pointing, place in product(_POINTING, _POINTED_AT_BARE))
    return frozenset((*fixed, *full, *bare))


_PLACEHOLDERS = _all_placeholders()
LONGEST_PLACEHOLDER = max(map(len, _PLACEHOLDERS)) + 4
"""No placeholder is longer, a few marks around it included: most texts are told apart by their length alone."""


def is_placeholder(text: str) -> bool:
    """Whether a text stands in for one that is still to come; an empty text is empty and no placeholder.

    Only the whole text counts: a sentence that says "TBC" somewhere has said something.

    >>> is_placeholder("TBC"), is_placeholder(" N/A. "), is_placeholder("Please see the attached report")
    (True, True, True)
    >>> is_placeholder("???"), is_placeholder("xxx"), is_placeholder("")
    (True, True, False)
    >>> is_placeholder("Panel date TBC; chair appointed")
    False
    """
    # None begins with a figure, as most references do.
    if len(text) > LONGEST_PLACEHOLDER or text[:1].isdecimal():
        return False
    words = text.casefold().strip(_MARKS)
    if words in _PLACEHOLDERS:
        return True
    return not words.strip("x") and bool(text.strip())
