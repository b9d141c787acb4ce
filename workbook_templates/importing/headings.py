"""What the name of a sheet, a title, or a heading between rows tells of the records beneath it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from workbook_templates.importing.boards import people_of_board
from workbook_templates.importing.words import meaning, told_word

__all__ = ["Heading", "Told", "heading_of", "told_by"]

_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
_SAY_NOTHING = frozenset(
    {"case", "cases", "review", "reviews", "list", "log", "tracker", "register", "sheet", "data", "all", "the", "of"}
    | {"for", "table", "master", "safeguarding", "statutory", "sheet1", "sheet2", "sheet3", "and", "s"}
)
_ASKED = {"Status": "statuses", "Review type": "review_types", "Borough or local authority": "local_authorities"}
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What a heading tells.

    Attributes:
        values: header of the template to the heading's own words for it.
        people: adult, child, or None.
        is_whole: whether nothing of the heading is left over.
    """

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    people: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a record: its words, what they tell, and whether a record stands beneath it yet."""

    text: str = ""
    told: Told = Told()
    heads: bool = False

    def followed_by(self, lower: Heading) -> Heading:
        """The heading with the next one: what it told holds on until another heading tells the same.

        Where no record stands between the two, they are one heading in two lines.
        """
        left_over = [each.text for each in (self, lower) if each.text and not each.told.is_whole]
        return Heading(
            text=lower.text if self.heads else "\n".join(left_over),
            told=Told(
                values={**self.told.values, **lower.told.values},
                people=lower.told.people or self.told.people,
                is_whole=lower.told.is_whole if self.heads else not left_over,
            ),
        )


def heading_of(*texts: str) -> Heading:
    """A heading of one or several texts, read as one: where they name two statuses, they tell of neither."""
    text = " ; ".join(texts)
    told = told_by(text)
    return Heading(text, replace(told, people=told.people or people_of_board(text)))


def told_by(text: str) -> Told:
    """Find a status, a type and a borough in a heading.

    >>> told_by("OPEN CASES").values, told_by("SARs - closed 2023/24").values
    ({'Status': 'OPEN'}, {'Review type': 'SAR', 'Status': 'closed'})
    >>> told_by("OPEN CASES").is_whole, told_by("SARs - closed 2023/24").is_whole
    (True, False)
    """
    words = _WORD.findall(text.replace("_", " "))
    found: list[tuple[str, str]] = []
    people: set[str] = set()
    left = at = 0
    while at < len(words):
        size = next((size for size in range(min(_LONGEST, len(words) - at), 0, -1) if _said(words[at : at + size])), 0)
        phrase = " ".join(words[at : at + size])
        if meant := _meant(phrase):
            found.append(meant)
        elif size:
            people.add(str(told_word("people", phrase)))
        else:
            left += words[at].casefold() not in _SAY_NOTHING
        at += size or 1
    # "Open and closed" tells nothing of one record.
    told = {header: said for header, said in found if sum(header == other for other, _ in found) == 1}
    return Told(
        told,
        people.pop() if len(people) == 1 else None,
        is_whole=bool(told) and not left and len(told) == len(found),
    )


def _said(words: list[str]) -> bool:
    phrase = " ".join(words)
    return _meant(phrase) is not None or (len(phrase) > 1 and told_word("people", phrase) is not None)


def _meant(phrase: str) -> tuple[str, str] | None:
    if len(phrase) < 2 or phrase.casefold() in _SAY_NOTHING:
        return None
    for header, name in _ASKED.items():
        for said in (phrase, phrase[:-1] if phrase.endswith("s") else phrase):
            found = meaning(name, said, exactly=True)
            if found.term or (header == "Review type" and found.how == "several"):
                return header, said
    return None
