"""Which of many texts say nearly the same, found without comparing each with each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

__all__ = ["FEWEST_SHARED_WORDS", "FEW_TEXTS", "MOST_WORDS_COMPARED", "NEARLY_THE_SAME", "near_twins"]

NEARLY_THE_SAME = 0.8
"""The share of all distinct words of two texts that stand in both; from here on they are nearly the same."""

FEWEST_SHARED_WORDS = 5
"""Two texts that share fewer words than this are twins only when they are equal."""

MOST_WORDS_COMPARED = 10_000
"""So many words in all are held against each text: about 200 others of 50 words."""

FEW_TEXTS = 30
"""Up to here comparing each with each is quicker than looking for rare words."""

_WORD = re.compile(r"\w+")
_IN_LOWER_CASE = bytes(ord(char.lower() if _WORD.match(char) else " ") for char in map(chr, range(128))).ljust(256)


def near_twins(texts: Sequence[str], *, apart: Callable[[int, int], bool] = lambda one, other: True) -> dict[int, int]:
    """Find for each text one other that says nearly the same.

    Equal texts meet in a table. Of the rest, two can only be nearly the same if they share one of their rarest words:
    with 0.8, of 20 words one of the rarest 5. So each text looks at those texts alone that share such a word, stops at
    the first twin, and looks at `MOST_WORDS_COMPARED` words at most, the others with the rarest shared word and of
    these the nearest first: where hundreds of texts share even their rarest words, a twin far away can be missed. So
    the time grows with the number of texts and not with its square.

    Args:
        texts: the texts.
        apart: whether two positions may be twins at all.

    Returns:
        Position of a text to the position of its twin, for the texts that have one.

    >>> near_twins(["A child was found at home alone.", "a child was found at home, alone", "Something else"])
    {0: 1, 1: 0}
    """
    twins: dict[int, int] = {}
    words = [frozenset(_words(text)) for text in texts]
    if len(words) == 2 and words[0] != words[1] and not _are_nearly_the_same(*words):
        return twins
    if len(set(map(len, words))) < len(words) and len(set(words)) < len(words):
        _pair_equal([tuple(_words(text)) for text in texts], apart, twins)
    for position, others in enumerate(_candidates(words, twins)):
        if position not in twins:
            _pair_with_first_twin(position, others, words, apart, twins)
    return twins


def _words(text: str) -> list[bytes]:
    if not text.isascii():
        return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    # The same words, and for most texts in a fifth of the time.
    return text.encode().translate(_IN_LOWER_CASE).split()


def _pair_equal(stories: Sequence[tuple[bytes, ...]], apart: Callable[[int, int], bool], twins: dict[int, int]) -> None:
    groups: dict[tuple[bytes, ...], list[int]] = {}
    for position, story in enumerate(stories):
        groups.setdefault(story, []).append(position)
    for group in groups.values():
        # Within a group it is enough to look at the next and the one before.
        for one, other in pairwise(group):
            if apart(one, other):
                twins.setdefault(one, other)
                twins[other] = one


def _candidates(words: Sequence[frozenset[bytes]], twins: Mapping[int, int]) -> Iterator[Sequence[int]]:
    """For each text those that it is compared with: all others of a few texts, those with a rare word of many.

    Of a few texts, one before that has no twin by now was compared with this one already.
    """
    if len(words) <= FEW_TEXTS:
        for position in range(len(words)):
            yield [*filter(twins.__contains__, range(position)), *range(position + 1, len(words))]
        return
    rarest = _rarest_words(words)
    holders: dict[bytes, list[int]] = {}
    for position, few in enumerate(rarest):
        for word in few:
            holders.setdefault(word, []).append(position)
    for position, few in enumerate(rarest):
        yield _neighbours(position, few, holders)


def _rarest_words(words: Sequence[frozenset[bytes]]) -> list[list[bytes]]:
    """Of each text so many of its rarest words that a twin must share one of them."""
    common = Counter(word for each in words for word in each)
    return [sorted(each, key=lambda word: (common[word], word))[: _enough_of(len(each))] for each in words]


def _enough_of(words: int) -> int:
    # A hair below, because 0.8 times a number can come out just above a whole one.
    return words - ceil(NEARLY_THE_SAME * words - 1e-9) + 1


def _neighbours(position: int, few: Sequence[bytes], holders: dict[bytes, list[int]]) -> list[int]:
    """Other texts that share one of a text's rarest words: of the rarest word first, of each the nearest."""
    found: dict[int, None] = {}
    # A text of n words has about n / 5 among its rarest.
    most = MOST_WORDS_COMPARED // (len(few) * 5) + 1 if few else 0
    for word in few:
        near = holders[word]
        here = bisect_left(near, position)
        found.update(dict.fromkeys(near[max(0, here - most // 2) : here + most // 2 + 1]))
        if len(found) > most:
            break
    found.pop(position, None)
    return list(found)[:most]


def _pair_with_first_twin(
    position: int,
    others: Sequence[int],
    words: Sequence[frozenset[bytes]],
    apart: Callable[[int, int], bool],
    twins: dict[int, int],
) -> None:
    mine = words[position]
    for other in others:
        if _are_nearly_the_same(mine, words[other]) and apart(position, other):
            twins[position] = other
            twins.setdefault(other, position)
            return


def _are_nearly_the_same(mine: frozenset[bytes], theirs: frozenset[bytes]) -> bool:
    if not NEARLY_THE_SAME * len(mine) <= len(theirs) <= len(mine) / NEARLY_THE_SAME:
        return False
    shared = len(mine & theirs)
    return shared >= FEWEST_SHARED_WORDS and shared >= NEARLY_THE_SAME * (len(mine) + len(theirs) - shared)
