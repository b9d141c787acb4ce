r"""The texts: templates with their slots filled by chance from one seed, and where the PID came to stand.

A template is a line. `{full w 1}` is PID of a made-up person or value; `{address: the bungalow on [street_alone]}` is
PID put in by hand; `[hospital]` is a filling that is no PID; `\n` begins a new line. `UPPER:` or `lower:` in front
writes the whole text so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.pid.corpus.parts import of_part, part_of, sections
from tests.pid.corpus.people import Person, made_up_person, stands_in_lists
from tests.pid.corpus.values import VALUES, mail_host

__all__ = ["SEED", "USES", "Expected", "MadeUpText", "ordinary_notes", "texts_of", "texts_to_time"]

SEED = 20261128
USES = 3
"""No template is used more often; those under a heading that ends in "(twice)" twice."""
_HERE = Path(__file__).parent
_PIECE = re.compile(r"\{(?P<pid>[^{}]+)\}|\[(?P<filling>[a-z_]+)\]")
_CASES = {"UPPER:": str.upper, "lower:": str.lower}


@dataclass(frozen=True, slots=True)
class Expected:
    """PID as it was put in: `start` to `end` (exclusive) in code points; `listed`: whether a name is in the lists."""

    start: int
    end: int
    kind: str
    listed: bool | None = None


@dataclass(frozen=True, slots=True)
class MadeUpText:
    """A text, its PID from left to right, and the line that it was made from, such as "pid:17"."""

    text: str
    spans: tuple[Expected, ...]
    template: str


@cache
def _lines(which: str) -> list[tuple[str, int]]:
    """The templates of a file, and how often each is used."""
    found = sections(_HERE / "templates" / f"{which}.txt").items()
    return [(line, 2 if heading.endswith("(twice)") else USES) for heading, lines in found for line in lines]


@cache
def _fillings(name: str, part: str) -> list[str]:
    return of_part(sections(_HERE / "fillings.txt")[name], part)


class _Writer:
    """One text on its way: the people it has met, what is written, and the PID in it."""

    def __init__(self, chance: random.Random, part: str, change: str) -> None:
        self.chance = chance
        self.part = part
        self.change = change
        self.people: dict[str, Person] = {}
        self.written = ""
        self.spans: list[Expected] = []

    def write(self, template: str) -> None:
        """Write a template, slot by slot."""
        reached = 0
        for piece in _PIECE.finditer(template):
            self._add(template[reached : piece.start()])
            if piece["filling"]:
                self._fill(piece["filling"])
            else:
                self._pid(piece["pid"])
            reached = piece.end()
        self._add(template[reached:])

    def _add(self, text: str) -> None:
        self.written += _CASES.get(self.change, str)(text)

    def _fill(self, name: str) -> None:
        self.write(self.chance.choice(_fillings(name, self.part)))

    def _pid(self, slot: str) -> None:
        start, listed = len(self.written), None
        kind, colon, by_hand = slot.partition(": ")
        if colon:
            for piece in re.split(r"(\[[a-z_]+\])", by_hand):
                self._fill(piece[1:-1]) if piece.startswith("[") else self._add(piece)
        else:
            name, *marks = slot.split()
            if name in VALUES:
                kind, value = VALUES[name][0], VALUES[name][1](self.chance)
            else:
                person = self._person([*marks, *name.split("_")])
                kind = "email" if name.startswith("email") or name == "handle" else "name"
                value, listed = self._named(name, person), None
                if name in ("handle", "profile"):
                    kind = "other"
                elif kind == "name":
                    listed = stands_in_lists(value)
            value = value.upper() if "upper" in marks else value.lower() if "lower" in marks else value
            self._add(value)
        self.spans.append(Expected(start, len(self.written), kind, listed))

    def _person(self, marks: list[str]) -> Person:
        sex = next((mark for mark in marks if mark in ("w", "m")), None)
        number = next((mark for mark in marks if mark.isdigit()), "")
        if not number:
            return made_up_person(self.chance, part=self.part, sex=sex, word="word" in marks)
        if number not in self.people:
            self.people[number] = made_up_person(self.chance, part=self.part, sex=sex)
        return self.people[number]

    def _named(self, form: str, person: Person) -> str:
        first, last = person.forename, person.surname
        account = "".join(sign for sign in f"{first}{last}".lower() if sign.isascii() and sign.isalpha())
        address = f"{account[: self.chance.randint(5, 14)]}{self.chance.choice(('', '7', '_82', '.x'))}"
        host = mail_host(self.chance)
        forms = {
            "full": f"{first} {last}",
            "first": first,
            "surname": last,
            "word": first,
            "word_full": f"{first} {last}",
            "reversed": f"{last}, {first}",
            "REVERSED": f"{last.upper()}, {first}",
            "SURNAME_LAST": f"{first} {last.upper()}",
            "initialled": f"{first[0]}. {last}",
            "bare_initial": f"{first[0]} {last}",
            "surname_initial": f"{last} {first[0]}",
            "middled": f"{first} {self.chance.choice('ABDEJKMRST')}. {last}",
            "email": f"{address}@{host}",
            "email_at": f"{address}(at){host}",
            "email_words": f"{address} at {host.replace('.', ' dot ')}",
            "handle": f"@{address.replace('.', '_')}",
            "profile": self.chance.choice(
                (f"https://www.facebook.com/{address}", f"instagram.com/{address}", f"https://x.com/{address}",
                 f"www.tiktok.com/@{address}", f"linkedin.com/in/{address}")
            ),
        }  # fmt: skip
        return forms[form]


def _made_from(template: str, *, part: str, seed: str) -> MadeUpText:
    change = next((case for case in _CASES if template.startswith(case)), "")
    writer = _Writer(random.Random(seed), part, change)  # noqa: S311
    writer.write(template.removeprefix(change).strip().replace("\\n", "\n"))
    return MadeUpText(writer.written, tuple(writer.spans), "")


def _all_of(which: str, part: str, *, again: int = 1) -> Iterator[MadeUpText]:
    seen: set[str] = set()
    for number, (template, uses) in enumerate(_lines(which), start=1):
        if part_of(template) != part:
            continue
        for use in range(uses * again):
            made = _made_from(template, part=part, seed=f"{SEED}:{template}:{use}")
            if made.text not in seen:
                seen.add(made.text)
                yield MadeUpText(made.text, made.spans, f"{which}:{number}")


def texts_of(part: str) -> list[MadeUpText]:
    """The texts of a part ("develop" or "report"): those with PID, then the clean hard ones."""
    return [*_all_of("pid", part), *_all_of("clean", part)]


def texts_to_time(part: str, *, count: int) -> list[str]:
    """So many different texts, half with PID, for measuring speed alone: templates come as often as it takes."""
    again = 1 + count // (2 * len(texts_of(part)) // 2)
    with_pid = [made.text for made in _all_of("pid", part, again=again * 2)][: count // 2]
    clean = [made.text for made in _all_of("clean", part, again=again * 2)][: count // 2]
    mixed = with_pid + clean
    random.Random(SEED).shuffle(mixed)  # noqa: S311
    return mixed


def ordinary_notes(part: str, *, count: int = 400) -> list[str]:
    """Ordinary notes of about 40 words that hold nothing hard: three sentences drawn by chance."""
    chance = random.Random(f"{SEED}:prose:{part}")  # noqa: S311
    sentences = [line for line, _ in _lines("prose") if part_of(line) == part]
    return [" ".join(chance.sample(sentences, 3)) for _ in range(count)]
