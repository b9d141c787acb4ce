"""Texts that say nearly the same are found as if each were compared with each, and no others are called so."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from validators.likeness import FEW_TEXTS, FEWEST_SHARED_WORDS, NEARLY_THE_SAME, near_twins

WORDS = [f"word{number}" for number in range(60)]


def are_twins(one: str, other: str) -> bool:
    """As the guide says it: equal words in their order, or four fifths of all distinct words in both, five at least."""
    mine, theirs = one.lower().replace(",", " ").split(), other.lower().replace(",", " ").split()
    shared, distinct = set(mine) & set(theirs), set(mine) | set(theirs)
    return mine == theirs or (
        len(shared) >= FEWEST_SHARED_WORDS and len(shared) >= NEARLY_THE_SAME * len(distinct) - 1e-9
    )


def some_texts(seed: int, number: int) -> list[str]:
    """Texts of which many differ from another in few words: added, left out, or in another order or case."""
    chance = Random(seed)  # noqa: S311 - no secret
    texts: list[str] = []
    for _ in range(number):
        words = chance.sample(WORDS, chance.randrange(2, 14))
        if texts and chance.random() < 0.6:
            words = chance.choice(texts).replace(",", " ").split()
            for _ in range(chance.randrange(4)):
                chance.choice([words.pop, lambda words=words: words.append(chance.choice(WORDS))])()
                words = words or ["word1"]
            if chance.random() < 0.2:
                chance.shuffle(words)
        texts.append(chance.choice([" ", ", "]).join(words).upper() if chance.random() < 0.3 else " ".join(words))
    return texts


@pytest.mark.parametrize("number", [1, 2, 7, FEW_TEXTS, FEW_TEXTS + 1, 50])
def test_whoever_has_a_twin_is_given_one_and_nobody_else(number: int) -> None:
    for seed in range(8):
        texts = some_texts(seed, number)
        pairs = [pair for pair in combinations(range(number), 2) if are_twins(*(texts[at] for at in pair))]
        twins = near_twins(texts)
        assert set(twins) == {at for pair in pairs for at in pair}, f"seed {seed}"
        assert all(at != twin and are_twins(texts[at], texts[twin]) for at, twin in twins.items()), f"seed {seed}"


def test_texts_that_may_be_no_twins_are_none() -> None:
    text = "A child was found at home alone"
    assert near_twins([text] * 4, apart=lambda one, other: {one, other} == {1, 2}) == {1: 2, 2: 1}
    nearly = [text, f"{text} today", f"{text} then"]
    assert near_twins(nearly, apart=lambda one, other: 0 in (one, other)) == {0: 1, 1: 0, 2: 0}


@pytest.mark.parametrize("few", [True, False])
def test_four_fifths_of_the_words_are_enough_and_less_is_not(few: bool) -> None:
    # No other text shares a word with these, however many there are.
    others = [] if few else [f"other{number} text{number} alone{number}" for number in range(40)]
    text = "one two three four five six seven eight"
    assert near_twins([text, f"{text} nine ten", *others]) == {0: 1, 1: 0}
    assert near_twins([text, f"{text} nine ten eleven", *others]) == {}
    assert near_twins(["one two three four", "One, two three four five", *others]) == {}
    assert near_twins(["one two three four five", "five four three two one", *others]) == {0: 1, 1: 0}
    assert near_twins(["Élan vital, the café", "élan VITAL the CAFÉ", *others]) == {0: 1, 1: 0}
