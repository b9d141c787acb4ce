"""National Insurance numbers: two letters of a known set, six digits, and a suffix A to D."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_national_insurance_numbers"]

_NUMBER = when_used(
    r"(?<![a-z0-9])(?P<prefix>[a-z]{2})(?P<gap>[ .\-]{0,2})"
    r"(?P<digits>[0-9](?:[ .\-]?[0-9]){5})(?:[ .\-]{0,2}(?P<suffix>[a-d]))?(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_SIX_DIGITS = when_used(r"[0-9](?:[ .\-]?[0-9]){5}")
# The prefixes that HM Revenue and Customs gives out.
_PREFIX = when_used(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]")
_LABEL = when_used(
    r"(?<![a-z])(?:n\.?i\.?(?:n\.?o\.?)?|nat(?:ional|\.)?\sins(?:urance|\.)?)(?:[\s.]{0,2}(?:no|num|number|nr|#))?"
    r"[\s.:=#(\-]{0,5}(?:(?:is|was)[\s:]{1,2})?$",
    re.IGNORECASE | re.ASCII,
)
_IN_PAIRS = when_used(r"[0-9]{2}([ .\-])[0-9]{2}\1[0-9]{2}")
# "BY 12 03 09 A NURSE": a word of two letters before a date in figures.
_WORDS = frozenset(
    {
        "AM",
        "AN",
        "AS",
        "AT",
        "BE",
        "BY",
        "EG",
        "HE",
        "LA",
        "ME",
        "MR",
        "MS",
        "MY",
        "NO",
        "ON",
        "PM",
        "RE",
        "ST",
        "WE",
        "YR",
    }
)
_DATE = when_used(r"[0-3][0-9][ .\-]?[01][0-9][ .\-]?[0-9]{2}")


def find_national_insurance_numbers(prepared: PreparedText) -> Iterator[Span]:
    """Find National Insurance numbers, spaced or not; without its suffix only after a label or set in pairs."""
    if not _SIX_DIGITS.search(prepared.text):
        return
    for number in _NUMBER.finditer(prepared.text):
        # "AB 12 34 56 a child": the article is no suffix.
        has_suffix = number["suffix"] is not None and number["suffix"].isupper() == number["prefix"][1].isupper()
        confidence = _confidence(prepared, number, has_suffix=has_suffix)
        if confidence is not None:
            end = number.end("suffix") if has_suffix else number.end("digits")
            yield Span(number.start(), end, Kind.NI_NUMBER, confidence)


def _confidence(prepared: PreparedText, number: re.Match[str], *, has_suffix: bool) -> Confidence | None:
    known_prefix = _PREFIX.fullmatch(number["prefix"].upper()) is not None
    if prepared.has_label(_LABEL, number.start()):
        return Confidence.CERTAIN if known_prefix else Confidence.POSSIBLE
    if not known_prefix or _is_word_before_date(number):
        return None
    if has_suffix:
        return Confidence.CERTAIN
    in_pairs = number["gap"] and _IN_PAIRS.fullmatch(number["digits"])
    return Confidence.POSSIBLE if in_pairs and not prepared.in_identifier else None


def _is_word_before_date(number: re.Match[str]) -> bool:
    is_word = bool(number["gap"]) and number["prefix"].upper() in _WORDS
    return is_word and _DATE.fullmatch(number["digits"]) is not None
