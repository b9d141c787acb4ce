"""The example's free text: overviews, progress, lessons and comments composed of made-up sentences.

The sentences stand in `fragments.toml`. They name no person, place or organisation beyond a generic role, and
people by pseudonym and rounded age only, so that the example holds no person-identifiable data.
"""

import random
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from reports.london_example.themes import ADULT, BABY, CHILD, OLDER_ADULT, TEENAGER

_LISTS_READ_FOR: dict[str, tuple[str, ...]] = {
    BABY: ("any", "minor", "baby"),
    CHILD: ("any", "minor", "school"),
    TEENAGER: ("any", "minor", "school", "teenager"),
    ADULT: ("any", "adult"),
    OLDER_ADULT: ("any", "adult"),
}
_EVENTS_READ_FOR = {BABY: "baby", CHILD: "child", TEENAGER: "child", ADULT: "adult", OLDER_ADULT: "adult"}
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DECADES = {ADULT: ("twenties", "thirties", "forties", "fifties"), OLDER_ADULT: ("sixties", "seventies", "eighties")}


@cache
def _fragments() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("fragments.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _read_for(stage: str, homicide: bool, *keys: str) -> tuple[str, ...]:
    table: dict[str, list[str]] = _fragments()
    for key in keys:
        table = table[key]  # type: ignore[assignment]
    names = (*_LISTS_READ_FOR[stage], *(("homicide",) if homicide else ()))
    return tuple(sentence for name in names for sentence in table.get(name, ()))


class Narrator:
    """Composes the free text of case reviews; no two overviews of one narrator are the same.

    >>> narrator = Narrator(random.Random(1))
    >>> text = narrator.overview(["Neglect"], stage=CHILD, homicide=False, ages=(7,))
    >>> "aged 7" in text
    True
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._told: set[str] = set()

    def overview(self, themes: Sequence[str], *, stage: str, homicide: bool, ages: Sequence[int] | None = None) -> str:
        """Compose what happened, what was known and what the review asks.

        Args:
            themes: The record's themes; each is given a sentence.
            stage: The life stage of the person, one of `LIFE_STAGES`.
            homicide: Whether it is a domestic homicide review.
            ages: Ages to choose from, in years, where the life stage leaves too many.
        """
        while True:
            text = self._compose_overview(themes, stage=stage, homicide=homicide, ages=ages)
            if text not in self._told:
                self._told.add(text)
                return text

    def progress(self, review_stage: str, *, stage: str) -> str:
        """Compose where a review stands, from its `Stage` and the life stage of the person."""
        said = self._one_of(_fragments()["progress"][review_stage], stage=stage)
        return f"{said} {self._rng.choice(_fragments()['next_steps'][review_stage])}".strip()

    def lessons(self, learning: Sequence[str]) -> str:
        """Compose what was learned: a sentence for each learning term, and what is done about it."""
        sentences = [self._rng.choice(_fragments()["lessons"][term]) for term in learning]
        sentences.append(self._rng.choice(_fragments()["recommendations"]["all"]))
        return " ".join(sentences).strip()

    def comment(self) -> str:
        """Choose a passing remark."""
        return str(self._rng.choice(_fragments()["comments"]["all"]))

    def _compose_overview(
        self, themes: Sequence[str], *, stage: str, homicide: bool, ages: Sequence[int] | None
    ) -> str:
        events = _fragments()["events"]["homicide" if homicide else _EVENTS_READ_FOR[stage]]
        leading = next((theme for theme in events if theme in themes), "general")
        happened = self._rng.choice(events[leading]).replace("{person}", self._person(stage, ages))
        known = [self._one_of(_read_for(stage, homicide, "circumstances", theme), stage=stage) for theme in themes]
        return " ".join((happened, *known, self._questions(stage, homicide=homicide)))

    def _questions(self, stage: str, *, homicide: bool) -> str:
        questions = _fragments()["focus"]["homicide"] if homicide else _read_for(stage, False, "focus")
        first = self._rng.choice(questions)
        second = self._rng.choice([question for question in questions if question != first])
        opening = self._rng.choice(("The review looks at", "The review considers", "Under review:"))
        return self._fill(f"{opening} {first} and {second}.", stage=stage)

    def _person(self, stage: str, ages: Sequence[int] | None) -> str:
        letter = self._rng.choice(_LETTERS)
        if stage in _DECADES:
            return f"Adult {letter}, in their {self._rng.choice(_DECADES[stage])},"
        if stage == BABY:
            return f"Baby {letter}, aged {self._rng.randrange(2, 12)} months,"
        years = ages or (range(3, 12) if stage == CHILD else range(13, 18))
        return f"Child {letter}, aged {self._rng.choice(years)},"

    def _one_of(self, sentences: Sequence[str], *, stage: str) -> str:
        return self._fill(self._rng.choice(sentences), stage=stage)

    def _fill(self, sentence: str, *, stage: str) -> str:
        agencies = _read_for(stage, False, "agencies")
        agency = self._rng.choice(agencies)
        clinic = self._rng.choice(_fragments()["clinics"]["any"])
        other = self._rng.choice([name for name in agencies if name not in (agency, clinic)])
        for brace, name in (("{agency}", agency), ("{other}", other), ("{clinic}", clinic)):
            sentence = sentence.replace(brace, name)
        return sentence[0].upper() + sentence[1:]
