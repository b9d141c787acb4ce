"""Take references out of a cell that may hold several, with their kind or without: "StEIS 2021/12345; local AB12"."""

from __future__ import annotations

import re

from validators.vocabularies import vocabulary
from workbook_templates.importing.contents import STEIS_NUMBER
from workbook_templates.importing.words import is_blank_word, meaning

__all__ = ["identifiers_in"]

_DIVIDED = re.compile(r"\s*(?:[;,\n|]|\s/\s|\s&\s|\band\b|\s[-–]\s)\s*", re.IGNORECASE)
_SPACED = re.compile(r"\b((?:19|20)\d{2})\s*/\s*(\d{1,6})\b")
_LABELLED = re.compile(
    r"^\(?(?P<label>[A-Za-z][A-Za-z .]{0,24}?)\s*(?:\b(?:ref(?:erence)?|no|number|num|id)\b\.?)?\s*[:#=\-–]?\s*"
    r"(?P<reference>(?=\S*\d)[^\s:#].*?)\)?$",
    re.IGNORECASE | re.DOTALL,
)
_STEIS, _LOCAL = "StEIS", "Local"


def identifiers_in(text: str, told: str | None) -> list[tuple[str, str]]:
    """Find the references in a cell.

    Args:
        text: what stands there.
        told: the kind that the column's header tells, or None.

    Returns:
        Kind and reference of each, in their order; of the text only what says nothing (n/a, TBC) is left out.

    >>> identifiers_in("StEIS 2021/12345; local AB12", None)
    [('StEIS', '2021/12345'), ('Local', 'AB12')]
    >>> identifiers_in("2020 / 55 / C-9", None), identifiers_in("AB 12", "LFPSE")
    ([('StEIS', '2020/55'), ('Local', 'C-9')], [('LFPSE', 'AB 12')])
    """
    joined = _SPACED.sub(r"\1/\2", text)
    parts = [part for part in _DIVIDED.split(joined) if part and not is_blank_word(part)]
    if parts and not all(any(sign.isdigit() for sign in part) for part in parts):
        parts = [joined]
    return [_identifier(part, told) for part in parts]


def _identifier(part: str, told: str | None) -> tuple[str, str]:
    if STEIS_NUMBER.fullmatch(part) and told in (None, _LOCAL):
        return _STEIS, part
    if found := _LABELLED.match(part):
        kind = meaning("identifier_types", found["label"].strip(" .")).term
        if kind in vocabulary("identifier_types") and kind is not None:
            reference = found["reference"].strip()
            return kind, reference
    return told or _LOCAL, part
