"""E-mail addresses, also written as "name (at) example.org", "name at example dot org" or inside a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_emails"]

_SIGN = when_used(r"@|%40")
_BRACKETED = when_used(r"[(\[{<]\s?at\s?[)\]}>]\s?", re.IGNORECASE | re.ASCII)
_WORD = when_used(r"\sat\s", re.IGNORECASE | re.ASCII)
_LONGEST_LOCAL_PART = 64  # RFC 5321
# Read backwards from the sign; the class holds what people's addresses have, not all that RFC 5321 allows.
_LOCAL_PART = when_used(r"[\w.+'&\-]*\w")
_LOCAL_PART_AND_SPACE = when_used(r"\s?[\w.+'&\-]*\w")
_DOMAIN = when_used(r"(?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,24}")
# After a bracketed "at" a full stop may as well end a sentence: the next sentence's capital tells.
_DOMAIN_IN_WORDS = when_used(
    r"(?:[\w\-]{1,63}(?:\.|\s?[(\[{<]\s?dot\s?[)\]}>]\s?|\sdot\s)){1,8}(?:[a-z]{2,24}|[A-Z]{2,24})(?![A-Za-z0-9])"
)
_DOMAIN_IN_CAPITALS = when_used(
    r"(?:[\w\-]{1,63}(?:\.|\s?[(\[{<]\s?DOT\s?[)\]}>]\s?|\sDOT\s)){1,8}[A-Z]{2,24}(?![A-Za-z0-9])"
)
_DOMAIN_SAID = when_used(
    r"(?!(?:a|the)\s)(?:[\w\-]{1,63}\sdot\s){1,8}[a-z]{2,24}(?![a-z0-9])", re.IGNORECASE | re.ASCII
)


def find_emails(prepared: PreparedText) -> Iterator[Span]:
    """Find e-mail addresses."""
    text = prepared.text
    if "@" in text or "%40" in text:
        for at in _SIGN.finditer(text):
            yield from _around(at, _LOCAL_PART, _DOMAIN, Confidence.CERTAIN)
    if "(" in text or "[" in text or "{" in text or "<" in text:
        for at in _BRACKETED.finditer(text):
            # Where even the "at" is in capitals, they say nothing of where a sentence begins.
            domain = _DOMAIN_IN_CAPITALS if at[0].isupper() else _DOMAIN_IN_WORDS
            yield from _around(at, _LOCAL_PART_AND_SPACE, domain, Confidence.CERTAIN)
    if "dot" in prepared.words:
        for at in _WORD.finditer(text):
            yield from _around(at, _LOCAL_PART, _DOMAIN_SAID, Confidence.POSSIBLE)


def _around(
    at: re.Match[str], local_part: re.Pattern[str], domain: re.Pattern[str], confidence: Confidence
) -> Iterator[Span]:
    right = domain.match(at.string, at.end())
    if right:
        before = at.string[max(0, at.start() - _LONGEST_LOCAL_PART) : at.start()]
        left = local_part.match(before[::-1])
        if left:
            yield Span(at.start() - left.end(), right.end(), Kind.EMAIL, confidence)
