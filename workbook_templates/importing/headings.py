"""What the name of a sheet, or a heading between rows, tells of the records beneath it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workbook_templates.importing.words import meaning, told_word

__all__ = ["Told", "told_by"]

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


def told_by(text: str) -> Told:
    """Find a status, a type and a borough in a heading.

    >>> told_by("OPEN CASES").values, told_by("SARs - closed 2023/24").values
    ({'Status': 'OPEN'}, {'Review type': 'SAR', 'Status': 'closed'})
    >>> told_by("OPEN CASES").is_whole, told_by("SARs - closed 2023/24").is_whole
    (True, False)
    """
    words = _WORD.findall(text.replace("_", " "))
    values: dict[str, str] = {}
    people = None
    left = 0
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            if found := _meant(phrase, values):
                values[found[0]] = found[1]
                break
            if size == 1 and len(phrase) > 1 and people is None and (people := told_word("people", phrase)):
                break
        else:
            left += words[at].casefold() not in _SAY_NOTHING
            size = 1
        at += size
    return Told(values, people, is_whole=bool(values) and not left)


def _meant(phrase: str, already: Mapping[str, str]) -> tuple[str, str] | None:
    if len(phrase) < 2 or phrase.casefold() in _SAY_NOTHING:
        return None
    for header, name in _ASKED.items():
        if header in already:
            continue
        for said in (phrase, phrase[:-1] if phrase.endswith("s") else phrase):
            found = meaning(name, said)
            if found.term or (header == "Review type" and found.how == "several"):
                return header, said
    return None
