"""Two references that differ by one slip of the hand."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["SHORTEST", "slip_between", "with_one_sign_less"]

SHORTEST = 5
"""In a shorter reference one sign is too much of it."""


def slip_between(one: str, other: str) -> str:
    """How two different references may be the same one, mistyped; empty where more than one slip lies between them.

    >>> slip_between("202112345", "202112354"), slip_between("202112345", "20211245"), slip_between("202112345", "c9")
    ('two signs swapped', 'one sign missing', '')
    >>> slip_between("202112345", "202112395"), slip_between("ab12", "ab13")
    ('one sign differs', '')
    """
    if min(len(one), len(other)) < SHORTEST:
        return ""
    if len(one) == len(other):
        apart = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        if len(apart) == 1:
            return "one sign differs"
        if len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]:
            return "two signs swapped" if one[apart[1]] == other[apart[0]] else ""
        return ""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return "one sign missing" if shorter in with_one_sign_less(longer) else ""


def with_one_sign_less(key: str) -> Iterator[str]:
    """What is left of a reference without one of its signs: two that are one slip apart have such a rest in common.

    >>> list(with_one_sign_less("abc"))
    ['bc', 'ac', 'ab']
    """
    return (key[:place] + key[place + 1 :] for place in range(len(key)))
