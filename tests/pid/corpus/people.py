"""Made-up people: forenames and surnames of one origin put together by chance, each part with names of its own."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.pid.corpus.parts import PARTS, part_of, sections
from validators.pid.name_lists import Likeness, lists, plain

__all__ = ["Person", "made_up_person", "names", "stands_in_lists"]

_FOLDER = Path(__file__).parent / "names"
_RARE_SHARE = 1 / 3
_WORD_SHARE = 0.15
_OTHER_ORIGIN = 0.15


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    forename: str
    surname: str


@cache
def names(which: str) -> dict[tuple[str, str, bool], list[str]]:
    """The names of `forenames.txt` or `surnames.txt` by origin, sex ('w', 'm', for surnames '') and whether common."""
    found: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for heading, lines in sections(_FOLDER / f"{which}.txt").items():
        origin, *marks = (mark.strip() for mark in heading.split(","))
        sexes = [mark for mark in marks if mark in ("w", "m")] or [""]
        for sex in sexes:
            found[origin, sex, "rare" not in marks] += [
                name.strip() for line in lines for name in line.split(",") if name.strip()
            ]
    return dict(found)


def _pool(which: str, part: str, origin: str, sex: str, common: bool) -> list[str]:
    return [name for name in names(which).get((origin, sex, common), []) if part_of(name) == part]


def made_up_person(chance: random.Random, *, part: str, sex: str | None = None, word: bool = False) -> Person:
    """A person of one part; every third has a rare forename and a rare surname, unless the forename is to be a word."""
    assert part in PARTS
    common = word or chance.random() >= _RARE_SHARE
    sex = sex or chance.choice("wm")
    origins = sorted({origin for origin, _, _ in names("surnames")} - {"Words"})
    origin = chance.choice(origins)

    def one(which: str, sex: str) -> str:
        if (word and sex) or (common and chance.random() < _WORD_SHARE):
            return chance.choice(_pool(which, part, "Words", sex, True))
        home = chance.choice(origins) if chance.random() < _OTHER_ORIGIN else origin
        return chance.choice(_pool(which, part, home, sex, common))

    return Person(one("forenames", sex), one("surnames", ""))


def stands_in_lists(name: str) -> bool:
    """Whether any word of a name stands in the project's name lists as a name."""
    return any(lists().likeness(plain(word)) > Likeness.UNKNOWN for word in re.findall(r"[^\W\d_']{3,}", name))
