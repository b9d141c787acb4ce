"""A quick look: whether a text may hold a name at all."""

from __future__ import annotations

import re

from validators.pid import cues
from validators.pid.name_lists import lists

__all__ = ["may_hold_names"]

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS_ALONE = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalpha()})


def may_hold_names(text: str) -> bool:
    """Whether any word of a text asks for a closer look: one pass of its words against sets, for speed.

    >>> may_hold_names("The panel will ask the Trust to review its policy.")
    False
    """
    if not text.isascii():
        if any(sign.isalpha() for sign in _BEYOND_ASCII.findall(text)):
            return True
        text = _BEYOND_ASCII.sub(" ", text)
    known = lists()
    for word in set(text.translate(_LETTERS_ALONE).split()).difference(known.harmless):
        if word not in known.ordinary:
            small = word.lower()
            if small not in known.harmless or small in known.common_given or small in cues.TITLES_OF_ANYBODY:
                return True
    return False
