"""Signs without which a text holds no PID, and the words that have none of them, as nearly all words of most notes.

Such a quiet word is judged once and known again, so that most notes are done after one look at each of their words.
"""

from __future__ import annotations

import re

from validators.pid.names import may_hold_names

__all__ = ["is_signed", "may_hold_anything"]

# No structured kind does without one of these, and most notes have none. The two are apart for speed: the first is
# a search for single characters.
_SIGN = re.compile(r"[0-9@([{<]")
# Written in words alone: an e-mail address, a profile or the name in one, a street as somebody's home, a school
# with a year.
_IN_ONE_WORD = (
    *(".com/", ".me/", "snap", "insta", "tiktok", "twitter", "facebook", "discord", "roblox"),
    *("telegram", "skype", "username", "handle", "gamertag", "profile"),
)
_IN_TWO_WORDS = (" dot ", "tik tok", "user name")
_HOMES = ("address", "lives ", "lived ", "live ", "living ", "care home", "nursing home", "hostel", "flat ", "resid")
_WAY_ITSELF = (
    r"(?:road|rd|street|st|avenue|ave|lane|gardens|crescent|close|way|grove|terrace|mews|square|drive|hill|place|"
    r"court|house|row|rise|walk|green|park|view|lodge|parade|broadway)(?![a-z])"
)
_WAY = re.compile(f" {_WAY_ITSELF}")
_YEARS = ("year ", "reception", "class ")
_SCHOOLS = ("school", "academy", "college", "primary", "infants", "juniors", "high")

# A word without any of these has no part in what is written in words alone.
_PARTS_OF_SIGNS = (*_IN_ONE_WORD, "dot", "tik", "user", "year", "reception", "class")
_IS_WAY = re.compile(_WAY_ITSELF)
# Quiet words, as they stand between spaces; what may be a name is none. The limits are for memory alone.
_QUIET: set[str] = set()
_MOST_KEPT, _LONGEST_KEPT = 50_000, 24


def is_signed(text: str) -> bool:
    """Whether a folded text has a sign of a structured kind: a figure, a character or some words.

    >>> is_signed("Lived in a flat in Quobbe Road"), is_signed("Lived in a flat")  # made up
    (True, False)
    """
    return _SIGN.search(text) is not None or _says_in_words(text.lower())


def may_hold_anything(text: str) -> tuple[bool, bool]:
    """Whether a folded text is signed, and whether any of its words may be a name.

    >>> may_hold_anything("The panel will ask 4 agencies to review the policy.")
    (True, False)
    """
    words = set(text.split()).difference(_QUIET)
    if not words:
        return False, False
    named = may_hold_names(" ".join(words))
    if not named and len(_QUIET) < _MOST_KEPT:
        _QUIET.update(word for word in words if len(word) <= _LONGEST_KEPT and not _may_sign(word))
    return is_signed(text), named


def _may_sign(word: str) -> bool:
    small = word.lower()
    return _SIGN.search(word) is not None or _has_any(_PARTS_OF_SIGNS, small) or _IS_WAY.match(small) is not None


def _says_in_words(small: str) -> bool:
    return (
        _has_any(_IN_ONE_WORD, small)
        or _has_any(_IN_TWO_WORDS, small)
        or (_has_any(_HOMES, small) and _WAY.search(small) is not None)
        or (_has_any(_YEARS, small) and _has_any(_SCHOOLS, small))
    )


def _has_any(said: tuple[str, ...], small: str) -> bool:
    # A plain loop, because this is asked of nearly every text with PID.
    for words in said:  # noqa: SIM110
        if words in small:
            return True
    return False
