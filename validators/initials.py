"""Initials of a professional, the only way in which the tracker names one."""

from __future__ import annotations

import re

__all__ = ["are_initials", "are_spaced_initials", "initials_in"]

_INITIALS = re.compile(r"[^\W\d_]{2,4}(?:\s?/\s?[^\W\d_]{2,4})?")
_SPACED = re.compile(r"[^\W\d_](?:\. ?| )(?:[^\W\d_](?:\. ?| )){0,2}[^\W\d_]\.?")


def are_initials(text: str) -> bool:
    """Whether a text is two to four letters, or two such divided by a slash.

    >>> are_initials("AB"), are_initials("AB/CDE"), are_initials("A. Person")
    (True, True, False)
    """
    return _INITIALS.fullmatch(text) is not None


def are_spaced_initials(text: str) -> bool:
    """Whether a text is initials written with full stops or spaces.

    >>> are_spaced_initials("A.B."), are_spaced_initials("A B C"), are_spaced_initials("A. Person")
    (True, True, False)
    """
    return _SPACED.fullmatch(text) is not None


def initials_in(text: str) -> tuple[str, ...]:
    """Whose initials a text is, in capitals; none where it is anything else.

    >>> initials_in("ab / CDE"), initials_in("A.B."), initials_in("A. Person")
    (('AB', 'CDE'), ('AB',), ())
    """
    if are_initials(text):
        return tuple(dict.fromkeys(part.strip().upper() for part in text.split("/")))
    if are_spaced_initials(text):
        return ("".join(letter for letter in text if letter.isalpha()).upper(),)
    return ()
